//! One setting → a whole body on its base, with what it holds and what stands around.
//!
//! A new base is one function here, and its keyframes in `bases`.

use glam::Vec3;

use super::body::{
    ANKLE, Arm, BELLY, Body, FOREARM, HAND, Leg, SHANK, SIDES, THIGH, Trunk, UPPER_ARM, arm, foothold, leg,
    toward, trunk,
};
use super::setting::{OFF_THE_FLOOR, Setting};
use super::things::{Thing, things};
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// The reach of an arm that is all but straight.
const REACH: f32 = UPPER_ARM + FOREARM + HAND - 0.004;

/// What a figure is drawn with: the same for all its frames.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub(super) base: Base,
    pub(super) tools: Vec<Tool>,
    /// The clean start: where benches, pads and handles were put.
    pub(super) start: Setting,
    /// How far ahead the hand is that leans on a bench.
    pub(super) bench: f32,
}

impl Stage {
    /// Puts everything where a clean start wants it.
    pub(super) fn new(base: Base, tools: Vec<Tool>, start: Setting) -> Stage {
        let mut stage = Stage { base, tools, start, bench: 0.0 };
        let start = reach_the_floor(&stage, &start);
        let (trunk, ..) = standing(&stage, &start);
        stage.bench = trunk.shoulder(1, &start).x + 0.14;
        stage
    }
}

/// A body with what it holds and what stands around it.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) body: Body,
    pub(super) things: Vec<Thing>,
}

/// The body at one moment.
pub(super) fn place(stage: &Stage, setting: &Setting) -> Placed {
    let held = match stage.base {
        Base::Hinged | Base::OneHandBraced | Base::Standing | Base::BarOnBack | Base::Overhead => {
            standing(stage, setting)
        }
        Base::Prone => prone(stage, setting),
        Base::Pad => at_pad(stage, setting),
        Base::HalfKneeling => half_kneeling(stage, setting),
        Base::Straps => in_straps(stage, setting),
        Base::Lying => lying(stage, setting),
    };
    let (trunk, arms, legs) = held;
    let (head, gaze) = trunk.head(setting);
    let body = Body {
        spine: trunk.spine,
        front: trunk.outline(setting),
        head,
        gaze,
        blades: [trunk.blade(0, setting), trunk.blade(1, setting)],
        arms,
        legs,
    };
    let body = tipped(body, setting);
    let things = things(stage, setting, &body);
    Placed { body, things }
}

/// Where the floor holds the weight: the torso angle with which straight arms reach it, instead of the one that is set.
pub(super) fn reach_the_floor(stage: &Stage, setting: &Setting) -> Setting {
    let mut found = *setting;
    found.set(P::Hover, OFF_THE_FLOOR);
    let hover = setting.get(P::Hover);
    if hover < 0.0 {
        return found;
    }
    let wanted = hover / 100.0 + radius(stage);
    let mut straight = found;
    straight.set(P::Pull, 0.0);
    let (mut low, mut high) = (-35.0_f32, 95.0_f32);
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        straight.set(P::Torso, middle);
        let (_, arms, _) = standing(stage, &straight);
        if arms[0].grip.y < wanted { low = middle } else { high = middle }
    }
    found.set(P::Torso, f32::midpoint(low, high));
    found
}

/// The radius of a plate, and of a dumbbell's end.
pub(super) const PLATE: f32 = 0.215;
pub(super) const BELL: f32 = 0.09;

/// How high the weight is when it lies on the floor.
fn radius(stage: &Stage) -> f32 {
    if stage.tools.contains(&Tool::Bar) { PLATE } else { BELL }
}

type Held = (Trunk, [Arm; 2], [Leg; 2]);

/// Feet on the floor, the weight over the middle of the feet.
fn standing(stage: &Stage, setting: &Setting) -> Held {
    let wide = match stage.base {
        Base::BarOnBack => 0.19,
        Base::Overhead | Base::OneHandBraced => 0.14,
        _ => 0.13,
    };
    let stagger = setting.metres(P::Stagger);
    let holds: [(Vec3, f32); 2] = [0, 1].map(|side| {
        let ahead = (stagger * SIDES[side]) / 2.0 + setting.metres(P::Feet);
        let kick = if side == 0 { setting.metres(P::Kick) } else { 0.0 };
        foothold(Vec3::new(ahead, kick, wide * SIDES[side]), setting)
    });
    let trunk = balanced(stage, setting, &holds);
    let knees_in = setting.share(P::KneesIn);
    let out = if stage.base == Base::BarOnBack { 0.38 } else { 0.12 };
    let legs = [0, 1].map(|side| {
        let pole = Vec3::new(1.0, 0.1, (out - 0.95 * knees_in) * SIDES[side]);
        leg(trunk.hips[side], holds[side].0, pole, holds[side].1)
    });
    let arms = match stage.base {
        Base::BarOnBack => on_the_back(&trunk, setting),
        Base::Overhead => overhead(&trunk, setting),
        Base::Standing => along_the_legs(&trunk, setting, &legs),
        _ => hanging(stage, &trunk, setting, &legs),
    };
    (trunk, arms, legs)
}

/// The trunk over legs that bend as set, with the shanks leaning so that the weight is over the middle of the feet.
fn balanced(stage: &Stage, setting: &Setting, holds: &[(Vec3, f32); 2]) -> Trunk {
    let foot = (holds[0].0 + holds[1].0) / 2.0;
    let spread = (holds[0].0 - holds[1].0).length() / 2.0;
    let narrow = (1.0 - (spread / (THIGH + SHANK)).powi(2)).max(0.1).sqrt();
    let bend = setting.angle(P::Knees);
    let hips = |lean: f32| {
        let knee = foot + Vec3::new(lean.sin(), lean.cos(), 0.0) * SHANK * narrow;
        let thigh = lean - bend;
        (knee, knee + Vec3::new(thigh.sin(), thigh.cos(), 0.0) * THIGH * narrow)
    };
    let level = setting.angle(P::Torso) + setting.angle(P::Rise);
    let ahead = toward(level).x;
    // Shares of the whole weight by part, and where along the trunk the load hangs.
    let load = if stage.base == Base::OneHandBraced { 0.0 } else { 0.3 };
    let off = |lean: f32| {
        let (knee, hip) = hips(lean);
        let shoulder = hip.x + ahead * 0.47;
        let upper = hip.x + ahead * 0.26;
        let sum = 0.43 * upper
            + (0.16 + load) * shoulder
            + 0.20 * f32::midpoint(knee.x, hip.x)
            + 0.09 * f32::midpoint(knee.x, foot.x);
        sum / (0.88 + load) - foot.x - 0.05
    };
    let (mut back, mut front) = (-0.5_f32, 0.8_f32);
    for _ in 0..18 {
        let middle = f32::midpoint(back, front);
        if off(middle) > 0.0 { front = middle } else { back = middle }
    }
    let (_, mut root) = hips(f32::midpoint(back, front));
    root.y += setting.metres(P::Hips);
    // No leg is longer than it is.
    for _ in 0..2 {
        let trunk = trunk(root, setting);
        for (hip, (ankle, _)) in trunk.hips.into_iter().zip(holds) {
            let way = hip - *ankle;
            let most = THIGH + SHANK - 1e-3;
            let flat = (way.x * way.x + way.z * way.z).min(most * most);
            let high = (most * most - flat).sqrt();
            if way.y > high {
                root.y -= way.y - high;
            }
        }
    }
    trunk(root, setting)
}

/// Hands below the shoulders, drawn to the body.
fn hanging(stage: &Stage, trunk: &Trunk, setting: &Setting, legs: &[Leg; 2]) -> [Arm; 2] {
    let one_arm = stage.base == Base::OneHandBraced;
    [0, 1].map(|side| {
        if one_arm && side == 1 {
            return bracing(stage, trunk, setting, legs);
        }
        let across = Vec3::Z * (setting.metres(P::Grip) * SIDES[side]);
        let shoulder = trunk.shoulder(side, setting);
        let mut straight = below(shoulder, across.z) + Vec3::X * setting.metres(P::Drift);
        // Nothing goes through the floor.
        straight.y = straight.y.max(radius(stage) - 0.005);
        let ahead = if one_arm { 0.02 } else { BELLY + 0.01 };
        let body = trunk.at(setting.share(P::Target), ahead) + across;
        pulled(side, trunk, setting, straight, body, trunk.front * -1.0)
    })
}

/// The point at arm's length below a shoulder, in the plane of a hand.
fn below(shoulder: Vec3, across: f32) -> Vec3 {
    let aside = (across - shoulder.z).clamp(-0.5, 0.5);
    Vec3::new(shoulder.x, shoulder.y - (REACH * REACH - aside * aside).sqrt(), across)
}

/// An arm part of the way from straight to the body, the elbow to the back and out as set.
fn pulled(side: usize, trunk: &Trunk, setting: &Setting, straight: Vec3, body: Vec3, back: Vec3) -> Arm {
    let lag = if side == 1 { setting.share(P::OtherSide) } else { 0.0 };
    let hand = straight.lerp(body, setting.share(P::Pull) * (1.0 - lag));
    let out = setting.angle(P::Elbows);
    let pole = back * out.cos() + Vec3::Z * (SIDES[side] * out.sin());
    arm(trunk.shoulder(side, setting), hand, pole, setting.angle(P::Wrists))
}

/// The free arm: its hand on the bench, or on the front leg where there is no bench.
fn bracing(stage: &Stage, trunk: &Trunk, setting: &Setting, legs: &[Leg; 2]) -> Arm {
    let shoulder = trunk.shoulder(1, setting);
    let hold = if stage.tools.contains(&Tool::Bench) {
        Vec3::new(stage.bench, setting.metres(P::Bench) + 0.02, -0.2)
    } else {
        legs[1].knee + Vec3::new(0.03, 0.06, 0.0)
    };
    let free = below(shoulder, shoulder.z);
    let hand = free.lerp(hold, (setting.share(P::Support) * 2.0).min(1.0));
    let soft = 1.0 - setting.share(P::Support);
    arm(shoulder, hand, trunk.front * -1.0 + Vec3::NEG_Z * soft, 0.0)
}

/// Straight arms that let a bar slide along the legs.
fn along_the_legs(trunk: &Trunk, setting: &Setting, legs: &[Leg; 2]) -> [Arm; 2] {
    let away = 0.075 + setting.metres(P::Drift);
    [0, 1].map(|side| {
        let shoulder = trunk.shoulder(side, setting);
        let across = setting.metres(P::Grip) * SIDES[side];
        let mut hand = below(shoulder, across);
        for _ in 0..6 {
            let surface = front_of(&legs[0], hand.y).max(legs[0].ankle.x + 0.02);
            let x = surface + away;
            let flat = (x - shoulder.x).powi(2) + (across - shoulder.z).powi(2);
            hand = Vec3::new(x, shoulder.y - (REACH * REACH - flat).max(0.01).sqrt(), across);
        }
        pulled(side, trunk, setting, hand, trunk.at(0.3, BELLY) + Vec3::Z * across, trunk.front * -1.0)
    })
}

/// How far ahead the middle of a leg is at a height.
fn front_of(leg: &Leg, height: f32) -> f32 {
    let on = |from: Vec3, to: Vec3| {
        let share = ((height - from.y) / (to.y - from.y).max(1e-3)).clamp(0.0, 1.0);
        from.x + (to.x - from.x) * share
    };
    if height < leg.knee.y { on(leg.ankle, leg.knee) } else { on(leg.knee, leg.hip) }
}

/// Hands on a bar that lies across the upper back.
fn on_the_back(trunk: &Trunk, setting: &Setting) -> [Arm; 2] {
    let bar = bar_on_back(trunk.spine[7], trunk);
    [0, 1].map(|side| {
        let hand = bar + Vec3::Z * (setting.metres(P::Grip) * SIDES[side]);
        let pole = trunk.up * -1.0 - trunk.front * 0.2;
        arm(trunk.shoulder(side, setting), hand, pole, setting.angle(P::Wrists))
    })
}

fn bar_on_back(top: Vec3, trunk: &Trunk) -> Vec3 {
    top - trunk.front * 0.085 + trunk.up * 0.03
}

/// A bar from the collarbones to straight arms over the head.
fn overhead(trunk: &Trunk, setting: &Setting) -> [Arm; 2] {
    [0, 1].map(|side| {
        let shoulder = trunk.shoulder(side, setting);
        let across = setting.metres(P::Grip) * SIDES[side];
        let drift = Vec3::X * setting.metres(P::Drift);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let high = (REACH * REACH - aside * aside).sqrt();
        let straight = Vec3::new(shoulder.x - 0.01, shoulder.y + high, across) + drift;
        let body = trunk.at(setting.share(P::Target), BELLY + 0.02) + Vec3::Z * across + drift;
        let pole = trunk.front * 0.5 - trunk.up;
        pulled(side, trunk, setting, straight, body, pole)
    })
}

/// Face down, the chest on a bench.
fn prone(stage: &Stage, setting: &Setting) -> Held {
    let top = setting.metres(P::Bench);
    let root = Vec3::new(-0.25, top + BELLY + 0.02 + setting.metres(P::Hips).max(0.0), 0.0);
    let trunk = trunk(root, setting);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let way = if side == 0 { 1.0 } else { -0.6 };
        let kick = setting.metres(P::Kick) * if side == 0 { 1.0 } else { 0.35 };
        let ankle = hip + Vec3::new(-0.835 + kick * 0.5, -0.03 + kick, setting.metres(P::Feet) * way);
        leg(hip, ankle, Vec3::NEG_Y, -1.85)
    });
    let arms = [0, 1].map(|side| {
        let across = setting.metres(P::Grip) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let floor = stage.start.metres(P::Bench);
        let mut straight = below(shoulder, across);
        // A bar that meets the floor stops there.
        straight.y = straight.y.max(PLATE.min(floor));
        let body = trunk.at(setting.share(P::Target), BELLY + 0.09) + Vec3::Z * across;
        pulled(side, &trunk, setting, straight, body, trunk.front * -1.0)
    });
    (trunk, arms, legs)
}

/// Seated, the chest against a pad, arms ahead.
fn at_pad(_stage: &Stage, setting: &Setting) -> Held {
    let seat = setting.metres(P::Bench);
    let root = Vec3::new(0.0, seat + 0.10 + setting.metres(P::Hips).max(0.0), 0.0);
    let trunk = trunk(root, setting);
    let legs = [0, 1].map(|side| {
        let kick = setting.metres(P::Kick) * if side == 0 { 1.0 } else { 0.4 };
        let feet = setting.metres(P::Feet) * if side == 0 { 1.0 } else { -0.5 };
        let sole = Vec3::new(0.40 + feet, kick, 0.2 * SIDES[side]);
        let (ankle, pitch) = foothold(sole, setting);
        leg(trunk.hips[side], ankle, Vec3::new(1.0, 1.0, 0.3 * SIDES[side]), pitch)
    });
    let arms = [0, 1].map(|side| {
        let across = setting.metres(P::Grip) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let far = (REACH * REACH - aside * aside).sqrt();
        let straight = shoulder + Vec3::new(far * 0.985, -far * 0.17, across - shoulder.z);
        let body = trunk.at(setting.share(P::Target), 0.03) + Vec3::Z * (across + 0.02 * SIDES[side]);
        pulled(side, &trunk, setting, straight, body, trunk.front * -1.0)
    });
    (trunk, arms, legs)
}

/// On one knee, the arm of the working side up to a pulley.
fn half_kneeling(_stage: &Stage, setting: &Setting) -> Held {
    let root = Vec3::new(0.0, 0.06 + THIGH, 0.0);
    let trunk = trunk(root, setting);
    let kneel = setting.share(P::Kneel);
    let ahead = [(kneel * 2.0 - 1.0).max(0.0), (1.0 - kneel * 2.0).max(0.0)];
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let step = setting.metres(P::Feet) * if ahead[side] > 0.5 { 1.0 } else { 0.0 };
        let down = Vec3::new(-0.40, 0.09, hip.z);
        let front = Vec3::new(0.42 + step, ANKLE + setting.metres(P::Kick), hip.z + step.abs() * SIDES[side]);
        let ankle = down.lerp(front, ahead[side]);
        let pole = Vec3::new(1.0, -0.6, 0.0).lerp(Vec3::new(1.0, 1.0, 0.0), ahead[side]);
        leg(hip, ankle, pole, -0.9 * (1.0 - ahead[side]))
    });
    let shoulder = trunk.shoulder(0, setting);
    let pulley = pulley(setting);
    let straight = shoulder + (pulley - shoulder).normalize_or_zero() * REACH;
    let body = trunk.at(0.80, 0.10) + Vec3::Z * (SIDES[0] * (setting.metres(P::Grip) + 0.03));
    let back = trunk.up * -1.0 - trunk.front * 0.35;
    let working = pulled(0, &trunk, setting, straight, body, back);
    let other = trunk.shoulder(1, setting);
    let free = (legs[1].knee + Vec3::Y * 0.06).lerp(other + Vec3::new(0.12, -0.55, -0.06), 1.0 - ahead[1]);
    let support = arm(other, free, Vec3::new(-1.0, 0.0, -0.4), 0.0);
    (trunk, [working, support], legs)
}

/// Where the cable comes from.
pub(super) fn pulley(setting: &Setting) -> Vec3 {
    Vec3::new(0.62, setting.metres(P::Pulley), 0.12)
}

/// Heels on the floor, the body a line that turns about them, hands in straps.
fn in_straps(stage: &Stage, setting: &Setting) -> Held {
    let handle = handle(stage);
    let off = setting.metres(P::Hips).clamp(-0.4, 0.4);
    let body = |line: f32| {
        let ankle = Vec3::new(0.0, ANKLE, 0.0);
        let front = toward(line - std::f32::consts::FRAC_PI_2);
        let leg_length = (THIGH + SHANK) * 0.995;
        let root = ankle + toward(line) * (leg_length * leg_length - off * off).sqrt() + front * off;
        let mut leaned = *setting;
        // The shoulders stay on the line from the heels.
        let back = (off / 0.5).clamp(-0.9, 0.9).asin();
        leaned.set(P::Torso, (line + back).to_degrees());
        trunk(root, &leaned)
    };
    let wanted = REACH + (0.15 - REACH) * setting.share(P::Pull);
    let (mut low, mut high) = (stage.start.angle(P::Torso) - 0.44, 2.97_f32);
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        let far = (body(middle).shoulder(0, setting)
            - handle * Vec3::new(1.0, 1.0, 0.0)
            - Vec3::Z * setting.metres(P::Grip))
        .length();
        if far < wanted { low = middle } else { high = middle }
    }
    let line = f32::midpoint(low, high);
    let trunk = body(line);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let ankle = Vec3::new(0.0, ANKLE, hip.z);
        leg(hip, ankle, trunk.front, line - std::f32::consts::FRAC_PI_2 - 0.15)
    });
    let arms = [0, 1].map(|side| {
        let lag = if side == 1 { setting.share(P::OtherSide) } else { 0.0 };
        let across = Vec3::Z * (setting.metres(P::Grip) * SIDES[side]);
        let hand = handle + across + (handle - trunk.spine[0]).normalize() * (lag * 0.25);
        let out = setting.angle(P::Elbows);
        let pole = trunk.front * -out.cos() - trunk.up * 0.4 + Vec3::Z * (SIDES[side] * out.sin());
        arm(trunk.shoulder(side, setting), hand, pole, setting.angle(P::Wrists))
    });
    (trunk, arms, legs)
}

/// Where the handles hang: just above the chest of a lifter who has pulled himself up.
pub(super) fn handle(stage: &Stage) -> Vec3 {
    toward(stage.start.angle(P::Torso) - 0.44) * 1.46 + Vec3::Y * ANKLE
}

/// On the back on a bench, feet on the floor.
fn lying(_stage: &Stage, setting: &Setting) -> Held {
    let lift = setting.metres(P::Hips).max(0.0);
    let root = Vec3::new(0.25, setting.metres(P::Bench) + 0.085 + lift, 0.0);
    let mut tipped = *setting;
    tipped.set(P::Torso, setting.get(P::Torso) + (lift / 0.5).min(0.9).asin().to_degrees());
    let trunk = trunk(root, &tipped);
    let legs = [0, 1].map(|side| {
        let kick = setting.metres(P::Kick) * if side == 0 { 1.0 } else { 0.2 };
        let feet = setting.metres(P::Feet) * if side == 0 { 1.0 } else { -0.4 };
        let (ankle, pitch) = foothold(Vec3::new(0.62 + feet, kick, 0.24 * SIDES[side]), setting);
        leg(trunk.hips[side], ankle, Vec3::new(1.0, 1.0, 0.2 * SIDES[side]), pitch)
    });
    let arms = [0, 1].map(|side| {
        let across = setting.metres(P::Grip) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let straight = Vec3::new(shoulder.x, shoulder.y + (REACH * REACH - aside * aside).sqrt(), across);
        let body = trunk.at(setting.share(P::Target), BELLY + 0.02) + Vec3::Z * across;
        pulled(side, &trunk, setting, straight, body, trunk.up * -1.0)
    });
    (trunk, arms, legs)
}

/// The whole body tipped to the working side, about the line between the feet.
fn tipped(mut body: Body, setting: &Setting) -> Body {
    let sway = setting.angle(P::Sway);
    if sway == 0.0 {
        return body;
    }
    let turn = glam::Quat::from_rotation_x(sway);
    let points = body.spine.iter_mut().chain(&mut body.front).chain(body.blades.iter_mut().flatten());
    for point in points.chain([&mut body.head, &mut body.gaze]) {
        *point = turn * *point;
    }
    for arm in &mut body.arms {
        for point in [&mut arm.shoulder, &mut arm.elbow, &mut arm.wrist, &mut arm.grip] {
            *point = turn * *point;
        }
    }
    for leg in &mut body.legs {
        for point in [&mut leg.hip, &mut leg.knee, &mut leg.ankle, &mut leg.heel, &mut leg.toe] {
            *point = turn * *point;
        }
    }
    body
}
