//! The joints of one lifter in space, and the pieces they are put together from: trunk, head, shoulders, two-bone limbs.
//!
//! Metres; x is ahead of the lifter, y up, z to the working side. Lengths are those of a grown person of 1.75 m. Must not
//! know files, signs or screens.

use glam::{Quat, Vec3};

use super::axes::Axes;
use super::setting::Setting;
use crate::rulebook::pose::Parameter as P;

/// Bones of the spine.
pub(crate) const SPINE: usize = 8;
/// The length of one bone of the spine.
pub(crate) const VERTEBRA: f32 = 0.065;
pub(crate) const UPPER_ARM: f32 = 0.30;
pub(crate) const FOREARM: f32 = 0.26;
/// From the wrist to what it grips.
pub(crate) const HAND: f32 = 0.07;
pub(crate) const THIGH: f32 = 0.43;
pub(crate) const SHANK: f32 = 0.42;
pub(crate) const ANKLE: f32 = 0.08;
/// From the ankle to the tip of the toes, and back to the heel.
pub(crate) const FOOT: (f32, f32) = (0.18, 0.07);
pub(crate) const HEAD: f32 = 0.105;
const NECK: f32 = 0.075;
/// Half the width of hips and shoulders.
pub(crate) const HIP: f32 = 0.11;
pub(crate) const SHOULDER: f32 = 0.185;
/// From the spine to the front of the body.
pub(crate) const BELLY: f32 = 0.13;

/// The working side and the other one.
pub(crate) const SIDES: [f32; 2] = [1.0, -1.0];

/// Where every joint is.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// From the hips to the base of the neck.
    pub(crate) spine: [Vec3; SPINE + 1],
    /// The front of the trunk, from the hips to the collarbones.
    pub(crate) front: [Vec3; 5],
    /// The middle of the head.
    pub(crate) head: Vec3,
    /// How the head is turned: `front` is where it looks.
    pub(crate) face: Axes,
    /// How the pelvis is turned.
    pub(crate) pelvis: Axes,
    /// How the rib cage is turned.
    pub(crate) chest: Axes,
    /// For each side: outer, upper inner and lower corner of the shoulder blade.
    pub(crate) blades: [[Vec3; 3]; 2],
    pub(crate) arms: [Arm; 2],
    pub(crate) legs: [Leg; 2],
}

/// An arm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arm {
    pub(crate) shoulder: Vec3,
    pub(crate) elbow: Vec3,
    pub(crate) wrist: Vec3,
    /// The middle of what it grips, or of an open palm.
    pub(crate) grip: Vec3,
    /// The unit vector out of the palm.
    pub(crate) palm: Vec3,
    /// The unit vector along what the fist closes around; none for an open hand.
    pub(crate) closes: Option<Vec3>,
}

/// A leg.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub(crate) hip: Vec3,
    pub(crate) knee: Vec3,
    pub(crate) ankle: Vec3,
    pub(crate) heel: Vec3,
    pub(crate) toe: Vec3,
}

/// Hips to neck, with the directions that the rest hangs on.
#[derive(Clone, Debug)]
pub(crate) struct Trunk {
    pub(crate) spine: [Vec3; SPINE + 1],
    /// From the hips to the neck.
    pub(crate) up: Vec3,
    /// Out of the belly.
    pub(crate) front: Vec3,
    pub(crate) pelvis: Axes,
    pub(crate) chest: Axes,
    pub(crate) hips: [Vec3; 2],
}

/// The direction `angle` above ahead.
pub(crate) fn toward(angle: f32) -> Vec3 {
    Vec3::new(angle.cos(), angle.sin(), 0.0)
}

/// The trunk above `root`, the middle of the hips.
pub(crate) fn trunk(root: Vec3, setting: &Setting) -> Trunk {
    let wanted = setting.angle(P::Torso) + setting.angle(P::Rise);
    // A lift of the lower ribs is a bend of the middle of the back.
    let ribs = setting.angle(P::Ribs);
    let (lower, upper) = (setting.angle(P::LowerBack), setting.angle(P::UpperBack));
    let bend = |joint: usize| match joint {
        0..=2 => (lower - 0.17) / 3.0,
        3 => -ribs * 0.9,
        4..=6 => (upper + 0.22 + ribs * 0.35) / 3.0,
        _ => 0.0,
    };
    let mut angles = [0.0_f32; SPINE];
    for place in 1..SPINE {
        angles[place] = angles[place - 1] - bend(place - 1);
    }
    let chord: Vec3 = angles.iter().map(|&angle| toward(angle)).sum();
    let shift = wanted - chord.y.atan2(chord.x);
    let mut spine = [root; SPINE + 1];
    for (place, angle) in angles.iter().enumerate() {
        spine[place + 1] = spine[place] + toward(angle + shift) * VERTEBRA;
    }
    let up = toward(wanted);
    let front = toward(wanted - std::f32::consts::FRAC_PI_2);
    let chest_up = toward(f32::midpoint(angles[4], angles[6]) + shift);
    // The working side turns up: away from the front.
    let turn = Quat::from_axis_angle(chest_up, setting.angle(P::Turn));
    let tilt = Quat::from_axis_angle(up, setting.angle(P::HipTilt));
    let hip = tilt * (Vec3::Z * HIP);
    Trunk {
        spine,
        up,
        front,
        pelvis: Axes::leaning(angles[0] + shift).turned(tilt),
        chest: Axes::leaning(chest_up.y.atan2(chest_up.x)).turned(turn),
        hips: [root + hip, root - hip],
    }
}

impl Trunk {
    /// The shoulder joint of a side.
    pub(crate) fn shoulder(&self, side: usize, setting: &Setting) -> Vec3 {
        let Axes { up, front, .. } = self.chest;
        let blades = drawn_together(side, setting);
        let (shrug, roll) = (setting.share(P::Shrug), setting.share(P::Roll));
        let ahead = 0.075 - 0.125 * blades + 0.10 * roll;
        let high = 0.105 * shrug + 0.03 * roll;
        let wide = SHOULDER - 0.025 * blades - 0.02 * shrug;
        self.spine[7] + up * high + front * ahead + self.chest.across * (wide * SIDES[side])
    }

    /// The corners of a side's shoulder blade.
    pub(crate) fn blade(&self, side: usize, setting: &Setting) -> [Vec3; 3] {
        let Axes { up, front, .. } = self.chest;
        let blades = drawn_together(side, setting);
        let outer = self.shoulder(side, setting) - front * 0.02;
        let inner = self.chest.across * ((0.115 - 0.085 * blades) * SIDES[side]);
        let back = front * -(0.03 + 0.03 * blades.max(0.0));
        let lift = up * (0.09 * setting.share(P::Shrug));
        let upper = self.spine[7] + inner + back + lift;
        let lower = self.spine[5] + inner * 1.05 + back + lift + up * 0.01;
        [outer, upper, lower]
    }

    /// The front of the trunk.
    pub(crate) fn outline(&self, setting: &Setting) -> [Vec3; 5] {
        let chest = self.chest.front;
        let sunk = setting.angle(P::UpperBack).clamp(-0.5, 1.2) * 0.05;
        let flare = setting.angle(P::Ribs) * 0.09;
        [
            self.spine[0] + self.front * 0.085,
            self.spine[2] + self.front * (BELLY - 0.02),
            self.spine[4] + chest * (BELLY + 0.01 + flare),
            self.spine[6] + chest * (BELLY + 0.01 - sunk),
            self.spine[7] + chest * 0.07 + self.up * 0.02,
        ]
    }

    /// The middle of the head, and how it is turned.
    pub(crate) fn head(&self, setting: &Setting) -> (Vec3, Axes) {
        let Axes { up, front, .. } = self.chest;
        let level = up.y.atan2(up.x);
        let neck = level - setting.angle(P::Neck) - 0.08;
        let along = toward(neck);
        let poke = setting.share(P::Chin);
        let flat = Vec3::new(front.x, front.y, 0.0).normalize_or_zero();
        let middle = self.spine[SPINE] + along * (NECK + HEAD - 0.03 * poke) + flat * (0.02 + 0.13 * poke);
        (middle, Axes::leaning(neck))
    }

    /// A point of the trunk: `share` of the way from the hips to the collarbones, `ahead` of the spine.
    pub(crate) fn at(&self, share: f32, ahead: f32) -> Vec3 {
        self.spine[0] + (self.spine[7] - self.spine[0]) * share + self.front * ahead
    }
}

/// How far a side's shoulder blade is drawn to the spine.
fn drawn_together(side: usize, setting: &Setting) -> f32 {
    let blades = setting.share(P::Blades);
    if side == 0 { blades } else { blades * (1.0 - setting.share(P::OtherSide)) }
}

/// The middle joint of a limb with bones `first` and `second` from `root` to `tip`, bent toward `pole`; and the tip as far
/// as the limb reaches.
pub(crate) fn limb(root: Vec3, tip: Vec3, first: f32, second: f32, pole: Vec3) -> (Vec3, Vec3) {
    let (least, most) = ((first - second).abs() + 1e-3, first + second - 1e-4);
    let way = tip - root;
    let far = way.length().clamp(least, most);
    let along = way.try_normalize().unwrap_or(Vec3::NEG_Y);
    let tip = root + along * far;
    let to_foot = (first * first - second * second + far * far) / (2.0 * far);
    let height = (first * first - to_foot * to_foot).max(0.0).sqrt();
    let side =
        (pole - along * pole.dot(along)).try_normalize().unwrap_or_else(|| along.any_orthonormal_vector());
    (root + along * to_foot + side * height, tip)
}

/// An arm that reaches for `target` with its elbow toward `pole`. A bent wrist takes what it grips with it.
pub(crate) fn arm(shoulder: Vec3, target: Vec3, pole: Vec3, wrists: f32) -> Arm {
    let (elbow, straight) = limb(shoulder, target, UPPER_ARM, FOREARM + HAND, pole);
    let along = (straight - elbow).normalize();
    let wrist = elbow + along * FOREARM;
    let upper = (shoulder - elbow).normalize();
    let axis = along.cross(upper).try_normalize().unwrap_or(Vec3::Z);
    let grip = wrist + Quat::from_axis_angle(axis, wrists) * along * HAND;
    let palm = (grip - wrist).cross(axis).try_normalize().unwrap_or(Vec3::NEG_X);
    Arm { shoulder, elbow, wrist, grip, palm, closes: Some(axis) }
}

/// A leg from hip to ankle with its knee toward `pole`. `pitch` turns the foot up at the toes; flat on the floor is 0.
pub(crate) fn leg(hip: Vec3, ankle: Vec3, pole: Vec3, pitch: f32) -> Leg {
    let (knee, ankle) = limb(hip, ankle, THIGH, SHANK, pole);
    let turn = Quat::from_rotation_z(pitch);
    let heel = ankle + turn * Vec3::new(-FOOT.1, -ANKLE, 0.0);
    let toe = ankle + turn * Vec3::new(FOOT.0, -ANKLE, 0.0);
    Leg { hip, knee, ankle, heel, toe }
}

/// Where the ankle of a foot on the floor is, and the pitch of the foot: heels come up around the tips of the toes, toes
/// around the heels.
pub(crate) fn foothold(sole: Vec3, setting: &Setting) -> (Vec3, f32) {
    let (heels, toes) = (setting.angle(P::Heels), setting.angle(P::Toes));
    let ankle = Vec3::Y * ANKLE;
    if heels > 0.0 {
        let tip = Vec3::X * FOOT.0;
        (sole + tip + Quat::from_rotation_z(-heels) * (ankle - tip), -heels)
    } else {
        let heel = Vec3::X * -FOOT.1;
        (sole + heel + Quat::from_rotation_z(toes) * (ankle - heel), toes)
    }
}
