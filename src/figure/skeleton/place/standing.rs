//! Bodies on their feet: hinged, braced with a hand, tall, a bar on the back or over the head.

use glam::Vec3;

use super::reach::{Held, REACH, below, pulled};
use crate::figure::skeleton::body::{Arm, BELLY, Leg, SHANK, SIDES, THIGH, Trunk, arm, foothold, leg, toward, trunk};
use crate::figure::skeleton::setting::Setting;
use crate::figure::skeleton::stage::Stage;
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// Feet on the floor, the weight over the middle of the feet.
pub(crate) fn standing(stage: &Stage, setting: &Setting) -> Held {
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
        straight.y = straight.y.max(stage.radius() - 0.005);
        let ahead = if one_arm { 0.02 } else { BELLY + 0.01 };
        let body = trunk.at(setting.share(P::Target), ahead) + across;
        pulled(side, trunk, setting, straight, body, trunk.front * -1.0)
    })
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
