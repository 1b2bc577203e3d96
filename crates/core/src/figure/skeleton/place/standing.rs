//! Bodies on their feet: hinged, braced with a hand, tall, a bar on the back or over the head.
//!
//! Must not know how a body is seen.

use glam::Vec3;

use super::super::body::{Arm, Leg, SIDES};
use super::super::limbs::{arm, foothold, on_the_thigh};
use super::super::setting::Setting;
use super::super::stage::{BAR, BELL, PALM, Stage};
use super::super::trunk::Trunk;
use super::Held;
use super::legs::{balanced, legs};
use super::reach::{below, elbow_out, pull};
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// Feet on the floor, the weight over the middle of the feet.
pub(super) fn standing(stage: &Stage, setting: &Setting) -> Held {
    let wide = match stage.base {
        Base::BarOnBack => 0.19,
        Base::Overhead => 0.14,
        Base::OneHandBraced => 0.11,
        _ => 0.13,
    } * stage.body.scale();
    let holds = feet(stage, setting, wide);
    let trunk = balanced(stage, setting, &holds);
    let out = if stage.base == Base::BarOnBack { 0.38 } else { 0.12 };
    let legs = legs(&trunk, &holds, out, setting);
    let arms = match stage.base {
        Base::BarOnBack => on_the_back(stage, &trunk, setting),
        Base::Overhead => overhead(stage, &trunk, setting),
        Base::Standing => along_the_legs(stage, &trunk, setting, &legs),
        _ => hanging(stage, &trunk, setting, &legs),
    };
    (trunk, arms, legs)
}

/// Both feet, so far from the middle.
pub(super) fn feet(stage: &Stage, setting: &Setting, wide: f32) -> [(Vec3, f32); 2] {
    let stagger = stage.metres(setting, P::Stagger);
    [0, 1].map(|side| {
        let ahead = (stagger * SIDES[side]) / 2.0 + stage.metres(setting, P::Feet);
        let kick = if side == 0 { stage.metres(setting, P::Kick) } else { 0.0 };
        foothold(&stage.body, Vec3::new(ahead, kick, wide * SIDES[side]), setting)
    })
}

/// Hands below the shoulders, drawn to the body.
fn hanging(stage: &Stage, trunk: &Trunk, setting: &Setting, legs: &[Leg; 2]) -> [Arm; 2] {
    let one_arm = stage.base == Base::OneHandBraced;
    let reach = stage.body.reach();
    [0, 1].map(|side| {
        if one_arm && side == 1 {
            return bracing(stage, trunk, setting, legs);
        }
        let across = Vec3::Z * (stage.grip(setting) * SIDES[side]);
        let shoulder = trunk.shoulder(side, setting);
        let mut straight = below(reach, shoulder, across.z) + Vec3::X * stage.metres(setting, P::Drift);
        // Nothing goes through the floor.
        straight.y = straight.y.max(stage.radius() - 0.005);
        let target = setting.share(P::Target);
        let beside = one_arm || stage.has(Tool::Dumbbells) || stage.has(Tool::Kettlebell);
        let body = if beside {
            // Bells pass the trunk's side.
            let clear = trunk.body.station(target * 7.0).wide + BELL + 0.012;
            trunk.at(target, 0.02) + Vec3::Z * (across.z.abs().max(clear) * SIDES[side])
        } else {
            trunk.before(target, BAR + 0.008) + across
        };
        let mut come = pull(side, setting);
        if !beside {
            // A bar stops at the body.
            come = come.min(1.0);
        }
        let mut hand = straight.lerp(body, come);
        if !beside {
            // Nor does it go through shins and thighs, however these stand in its way; nor through a belly that is upright:
            // below one that leans it hangs.
            let leans = trunk.whole.up.y < UPRIGHT;
            let belly = if leans { f32::NEG_INFINITY } else { front_of_trunk(trunk, hand.y) };
            hand.x = hand.x.max(front_of(&legs[0], hand.y, stage).max(belly) + BAR - PRESSED);
        }
        if one_arm {
            // Around the thigh.
            hand.z += SIDES[side] * 0.04 * (come.clamp(0.0, 1.0) * std::f32::consts::PI).sin();
        }
        if stage.rope > 0.0 {
            // The end of a bar goes around its other end.
            hand = stage.put + (hand - stage.put).normalize_or_zero() * stage.rope;
        }
        elbow_out(stage, side, trunk, setting, hand, trunk.whole.front * -1.0)
    })
}

/// The free arm: its hand on the bench, or on the front leg where there is no bench.
fn bracing(stage: &Stage, trunk: &Trunk, setting: &Setting, legs: &[Leg; 2]) -> Arm {
    let shoulder = trunk.shoulder(1, setting);
    let scale = stage.body.scale();
    let mut hold = if stage.has(Tool::Bench) {
        Vec3::new(stage.put.x, stage.put.y + stage.bench_off(setting) + PALM, stage.put.z)
    } else {
        on_the_thigh(&stage.body, &legs[1])
    };
    let reach = stage.body.reach();
    if stage.has(Tool::Bench) {
        // Where it can't be reached, the hand slides to the near end.
        let drop = (hold.y - shoulder.y).powi(2) + (hold.z - shoulder.z).powi(2);
        let ahead = shoulder.x + (reach * reach - drop).max(0.0).sqrt();
        hold.x = ahead.clamp(hold.x - 0.10, hold.x);
    }
    // A hand that holds on to nothing hangs clear of what it should lean on. So does one that doesn't get there: a palm in
    // the air over its support would be another fault than the one that is drawn.
    let free = below(reach * 0.96, shoulder, shoulder.z - 0.24 * scale) - Vec3::X * (0.10 * scale);
    let missed = ((shoulder.distance(hold) - reach) / LETS_GO).clamp(0.0, 1.0);
    let hand = free.lerp(hold, (setting.share(P::Support) * 2.0).min(1.0) * (1.0 - missed));
    let soft = 1.0 - setting.share(P::Support);
    // The more it bends, the farther its elbow is from the ribs, and from the face.
    let bent = 1.0 - (shoulder.distance(hand) / reach).min(1.0);
    let out = 0.3 + soft + 2.5 * bent;
    let back = trunk.whole.front * -1.0 - trunk.whole.up * (4.0 * bent);
    arm(&stage.body, shoulder, hand, back + Vec3::NEG_Z * out, 0.0)
}

/// The sine of the angle above level from which a trunk is upright.
const UPRIGHT: f32 = 0.87;

/// How deep a bar is pressed into a thigh or a belly that is in its way, in metres: on every body a fault has to be as far off.
const PRESSED: f32 = 0.018;

/// How far out of reach a support is that nobody tries to reach any more, in metres.
const LETS_GO: f32 = 0.07;

/// Straight arms that let a bar slide along the legs.
fn along_the_legs(stage: &Stage, trunk: &Trunk, setting: &Setting, legs: &[Leg; 2]) -> [Arm; 2] {
    let reach = stage.body.reach();
    let drift = stage.metres(setting, P::Drift);
    [0, 1].map(|side| {
        let shoulder = trunk.shoulder(side, setting);
        let across = stage.grip(setting) * SIDES[side];
        let mut hand = below(reach, shoulder, across);
        for _ in 0..8 {
            let surface = front_of(&legs[0], hand.y, stage).max(front_of_trunk(trunk, hand.y));
            let x = surface + BAR + 0.012 + drift;
            let flat = (x - shoulder.x).powi(2) + (across - shoulder.z).powi(2);
            hand = Vec3::new(x, shoulder.y - (reach * reach - flat).max(0.01).sqrt(), across);
        }
        let body = trunk.before(0.3, BAR + 0.01) + Vec3::Z * across;
        let mut hand = hand.lerp(body, pull(side, setting));
        // However the arms bend, a bar goes around shins and belly.
        let clear = front_of(&legs[0], hand.y, stage).max(front_of_trunk(trunk, hand.y)) + BAR + 0.012;
        hand.x = hand.x.max(clear + drift.max(0.0));
        elbow_out(stage, side, trunk, setting, hand, trunk.whole.front * -1.0)
    })
}

/// How far ahead the front of a leg is at a height.
fn front_of(leg: &Leg, height: f32, stage: &Stage) -> f32 {
    let flesh = stage.body.flesh();
    let on = |from: Vec3, to: Vec3, low: f32, high: f32| {
        let along = to - from;
        let share = ((height - from.y) / along.y.max(1e-3)).clamp(0.0, 1.0);
        // The thickness as a level line meets it.
        let slant = along.normalize_or_zero().y.abs().max(0.5);
        from.x + along.x * share + (low + (high - low) * share) * flesh / slant
    };
    if height < leg.knee.y {
        on(leg.ankle, leg.knee, 0.034, 0.052)
    } else {
        on(leg.knee, leg.hip, 0.055, 0.090)
    }
}

/// How far ahead the front of the trunk is at a height; nowhere above or below it.
fn front_of_trunk(trunk: &Trunk, height: f32) -> f32 {
    (0..=12_u8)
        .map(|step| f32::from(step) / 12.0)
        .map(|share| trunk.before(share, 0.0))
        .filter(|point| (point.y - height).abs() < 0.05 * trunk.body.scale())
        .map(|point| point.x)
        .fold(f32::NEG_INFINITY, f32::max)
}

/// Hands on a bar that lies across the upper back.
pub(super) fn on_the_back(stage: &Stage, trunk: &Trunk, setting: &Setting) -> [Arm; 2] {
    let bar = trunk.behind(7.0, BAR + 0.012) + trunk.whole.up * (0.02 * stage.body.scale());
    [0, 1].map(|side| {
        let hand = bar + trunk.whole.across * (stage.grip(setting) * SIDES[side]);
        let pole = trunk.whole.way(-1.0, -0.35, 0.0);
        arm(&stage.body, trunk.shoulder(side, setting), hand, pole, setting.angle(P::Wrists))
    })
}

/// A bar from the collarbones to straight arms over the head, past the face.
fn overhead(stage: &Stage, trunk: &Trunk, setting: &Setting) -> [Arm; 2] {
    let reach = stage.body.reach();
    let (head, _) = trunk.head(setting);
    [0, 1].map(|side| {
        let shoulder = trunk.shoulder(side, setting);
        let across = stage.grip(setting) * SIDES[side];
        let drift = Vec3::X * stage.metres(setting, P::Drift);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let high = (reach * reach - aside * aside).sqrt();
        let straight = Vec3::new(shoulder.x - 0.01, shoulder.y + high, across) + drift;
        let body = trunk.before(setting.share(P::Target), BAR + 0.012) + Vec3::Z * across + drift;
        let mut hand = straight.lerp(body, pull(side, setting));
        hand.x = hand.x.max(past_the_face(stage, head, hand.y));
        elbow_out(stage, side, trunk, setting, hand, trunk.whole.way(-1.0, 0.5, 0.0))
    })
}

/// How far ahead a bar has to be at a height, to pass the face.
pub(super) fn past_the_face(stage: &Stage, head: Vec3, height: f32) -> f32 {
    let scale = stage.body.scale();
    let (deep, high) = (0.125 * scale + BAR, 0.150 * scale + BAR);
    let share = (height - head.y) / high;
    if share.abs() < 1.0 { head.x + deep * (1.0 - share * share).sqrt() } else { f32::NEG_INFINITY }
}
