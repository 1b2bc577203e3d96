//! The trunk: pelvis, spine, rib cage, shoulder girdle, head.
//!
//! Must not know limbs and bases.

use glam::{Quat, Vec3};

use super::axes::Axes;
use super::body::{SIDES, SPINE, ahead};
use super::proportions::Proportions;
use super::setting::Setting;
use crate::rulebook::pose::Parameter as P;

/// Hips to neck, with the directions that the rest hangs on.
#[derive(Clone, Debug)]
pub(crate) struct Trunk {
    pub(crate) body: Proportions,
    pub(crate) spine: [Vec3; SPINE + 1],
    /// As a whole: from the hips to the neck, out of the belly.
    pub(crate) whole: Axes,
    pub(crate) pelvis: Axes,
    pub(crate) chest: Axes,
    pub(crate) hips: [Vec3; 2],
}

/// The direction `angle` above ahead.
pub(crate) fn toward(angle: f32) -> Vec3 {
    Vec3::new(angle.cos(), angle.sin(), 0.0)
}

/// The lower back's hollow and the upper back's curve of a body at rest, in radians: by eye.
const LORDOSIS: f32 = 0.17;
const KYPHOSIS: f32 = 0.22;

/// How far up a shrug takes the shoulder joint, and how far the head sinks between the shoulders, for 1.75 m: by eye.
pub(crate) const SHRUG: f32 = 0.105;
const SINKS: f32 = 0.032;

/// The trunk above `root`, the middle of the hips.
pub(crate) fn trunk(body: &Proportions, root: Vec3, setting: &Setting) -> Trunk {
    let wanted = setting.angle(P::Torso) + setting.angle(P::Rise);
    // A lift of the lower ribs is a bend of the middle of the back.
    let ribs = setting.angle(P::Ribs);
    let (lower, upper) = (setting.angle(P::LowerBack), setting.angle(P::UpperBack));
    let bend = |joint: usize| match joint {
        0..=2 => (lower - LORDOSIS) / 3.0,
        3 => -ribs * 0.9,
        4..=6 => (upper + KYPHOSIS + ribs * 0.35) / 3.0,
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
        spine[place + 1] = spine[place] + toward(angle + shift) * body.vertebra();
    }
    let chest = Axes::leaning(f32::midpoint(angles[4], angles[6]) + shift);
    // The working side turns up: away from the front.
    let turn = Quat::from_axis_angle(chest.up, -setting.angle(P::Turn));
    // The working side's hip rises, however the trunk lies: a tilt of an upright trunk, a twist of a level one.
    let tilt = Quat::from_rotation_x(-setting.angle(P::HipTilt));
    let hip = tilt * (Vec3::Z * body.hips);
    Trunk {
        body: *body,
        spine,
        whole: Axes::leaning(wanted),
        pelvis: Axes::leaning(angles[0] + shift).turned(tilt),
        chest: chest.turned(turn),
        hips: [root + hip, root - hip],
    }
}

impl Trunk {
    /// Turned as a whole about a point.
    pub(crate) fn turned(mut self, about: Vec3, turn: Quat) -> Trunk {
        for point in self.spine.iter_mut().chain(&mut self.hips) {
            *point = about + turn * (*point - about);
        }
        for axes in [&mut self.whole, &mut self.pelvis, &mut self.chest] {
            *axes = axes.turned(turn);
        }
        self
    }

    /// Moved as a whole.
    pub(crate) fn moved(mut self, by: Vec3) -> Trunk {
        for point in self.spine.iter_mut().chain(&mut self.hips) {
            *point += by;
        }
        self
    }

    /// The way out of the front at a place of the spine.
    pub(crate) fn ahead(&self, place: f32) -> Vec3 {
        ahead(&self.spine, self.pelvis, self.chest, place)
    }

    /// A point of the spine: 0 at the hips, 8 at C7; on the same line beyond.
    pub(crate) fn point(&self, place: f32) -> Vec3 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 7")]
        let below = place.clamp(0.0, 7.0) as usize;
        let share = place - place.clamp(0.0, 7.0).floor();
        self.spine[below] + (self.spine[below + 1] - self.spine[below]) * share
    }

    /// A point in front of the skin on the middle line: `share` of the way from the hips to the collarbones.
    pub(crate) fn before(&self, share: f32, out: f32) -> Vec3 {
        let place = share * 7.0;
        self.point(place) + self.ahead(place) * (self.body.station(place).front() + out)
    }

    /// A point behind the skin on the middle line, at a place of the spine.
    pub(crate) fn behind(&self, place: f32, out: f32) -> Vec3 {
        self.point(place) + self.ahead(place) * (self.body.station(place).back(0.0) - out)
    }

    /// A point beside the trunk: so far ahead of the spine.
    pub(crate) fn at(&self, share: f32, ahead: f32) -> Vec3 {
        let place = share * 7.0;
        self.point(place) + self.ahead(place) * ahead
    }

    /// How far a side's shoulder blade is drawn to the spine: 0 at rest, 1 all the way.
    fn drawn_together(side: usize, setting: &Setting) -> f32 {
        let blades = setting.share(P::Blades);
        if side == 0 { blades } else { blades * (1.0 - setting.share(P::OtherSide)) }
    }

    /// The shoulder joint of a side. It travels 8 cm fore and aft with the blade, 10.5 cm up in a shrug, which is what the girdle
    /// gives and takes it to the ear; a shoulder that rolls forward goes around the ribs and so inward: by eye.
    pub(crate) fn shoulder(&self, side: usize, setting: &Setting) -> Vec3 {
        let blades = Self::drawn_together(side, setting);
        let (shrug, roll) = (setting.share(P::Shrug), setting.share(P::Roll));
        let scale = self.body.scale();
        let ahead = (0.055 - 0.083 * blades + 0.050 * roll) * scale;
        let high = (SHRUG * shrug + 0.012 * roll) * scale;
        let wide = self.body.shoulders - (0.02 * blades + 0.01 * shrug + 0.010 * roll) * scale;
        self.spine[7] + self.chest.way(high, ahead, wide * SIDES[side])
    }

    /// The corners of a side's shoulder blade: outer, upper inner, lower. Its inner border is 7.4 cm from the spine at rest,
    /// 2.6 drawn together, 10 when the shoulder has rolled forward (for 1.75 m; by eye); its depth is that of the ribs.
    pub(crate) fn blade(&self, side: usize, setting: &Setting) -> [Vec3; 3] {
        let blades = Self::drawn_together(side, setting);
        let (shrug, roll) = (setting.share(P::Shrug), setting.share(P::Roll));
        let scale = self.body.scale();
        let lift = self.chest.up * ((SHRUG * 0.8 * shrug + 0.01 * roll) * scale);
        let inner = 0.074 - 0.048 * blades + 0.030 * roll;
        // The lower corner lies farther out, more so while the blade slides forward around the ribs.
        let turned = 0.020 + 0.010 * (1.0 - blades).max(0.0) + 0.008 * roll;
        let on_the_ribs = |place: f32, aside: f32, off: f32| {
            let aside = aside * scale;
            let back = self.body.station(place).back(aside) - off * scale;
            self.point(place) + self.chest.way(0.0, back, aside * SIDES[side]) + lift
        };
        let upper = on_the_ribs(6.7, inner, 0.004);
        // Its point stands off where the shoulder tips forward.
        let lower = on_the_ribs(4.9, inner + turned, 0.004 + 0.014 * roll.max(0.0));
        let outer =
            self.shoulder(side, setting) + self.chest.way(0.006, -0.030, -0.026 * SIDES[side]) * scale;
        [outer, upper, lower]
    }

    /// The skin of the front on the middle line.
    pub(crate) fn outline(&self, setting: &Setting) -> [Vec3; 5] {
        let sunk = setting.angle(P::UpperBack).clamp(-0.5, 1.2) * 0.03;
        let flare = setting.angle(P::Ribs) * 0.09;
        [(0.0, 0.0), (2.0, 0.0), (4.0, flare), (6.0, -sunk), (7.4, 0.0)]
            .map(|(place, out)| self.before(place / 7.0, out))
    }

    /// The middle of the head, and how it is turned.
    pub(crate) fn head(&self, setting: &Setting) -> (Vec3, Axes) {
        let scale = self.body.scale();
        let nod = Quat::from_axis_angle(self.whole.across, -setting.angle(P::Neck) - 0.08);
        let along = self.spine[7] - self.spine[5];
        let level = self.whole.shares(along);
        let lean = Quat::from_axis_angle(self.whole.across, -level.y.atan2(level.x));
        let face = self.whole.turned(lean).turned(nod);
        let poke = setting.share(P::Chin);
        let middle = self.spine[SPINE]
            + face.up * (self.body.neck - (0.03 * poke + SINKS * setting.share(P::Shrug)) * scale)
            + self.whole.front * ((0.02 + 0.13 * poke) * scale);
        (middle, face)
    }
}
