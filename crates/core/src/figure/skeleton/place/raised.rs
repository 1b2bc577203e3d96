//! Bodies on their feet whose arms are lifted, and bodies with one foot ahead.
//!
//! Must not know how a body is seen.

use glam::Vec3;

use super::super::body::{Arm, SIDES};
use super::super::limbs::{arm, foothold, leg, on_toes};
use super::super::setting::Setting;
use super::super::stage::Stage;
use super::super::trunk::{Trunk, trunk};
use super::Held;
use super::legs::{balanced, grounded, legs, swayed};
use super::reach::below;
use super::standing::{feet, on_the_back};
use crate::rulebook::pose::{Parameter as P, Tool};

/// Standing, the arms lifted forward or to the sides.
pub(super) fn raising(stage: &Stage, setting: &Setting) -> Held {
    let holds = feet(stage, setting, 0.18 * stage.body.scale());
    let trunk = balanced(stage, setting, &holds);
    let legs = legs(&trunk, &holds, 0.15, setting);
    let mut hands = [0, 1].map(|side| lifted(stage, &trunk, setting, side));
    if stage.has(Tool::Kettlebell) {
        // Both hands on one handle.
        let middle = (hands[0] + hands[1]) / 2.0;
        hands = SIDES.map(|side| middle + trunk.whole.across * (side * 0.04));
    }
    let arms = [0, 1].map(|side| {
        let out = if stage.has(Tool::Kettlebell) { 0.0 } else { 0.5 };
        let pole = trunk.chest.way(-0.6, -0.6, out * SIDES[side]);
        arm(&stage.body, trunk.shoulder(side, setting), hands[side], pole, setting.angle(P::Wrists))
    });
    (trunk, arms, legs)
}

/// Where the hand of a lifted arm is.
fn lifted(stage: &Stage, trunk: &Trunk, setting: &Setting, side: usize) -> Vec3 {
    let lag = if side == 1 { setting.share(P::OtherSide) } else { 0.0 };
    let (raise, to) = (setting.angle(P::Raise) * (1.0 - lag), setting.angle(P::RaiseTo));
    let body = &stage.body;
    let (upper, lower) = (body.upper_arm, body.forearm + body.hand);
    let bend = setting.angle(P::ElbowBend);
    let far = (upper * upper + lower * lower + 2.0 * upper * lower * bend.cos()).sqrt();
    let way = trunk.chest.way(
        -raise.cos(),
        raise.sin() * to.cos(),
        raise.sin() * to.sin() * SIDES[side] + 0.13 * SIDES[side] * raise.cos().max(0.0) * to.sin(),
    );
    trunk.shoulder(side, setting) + way.normalize() * far.min(body.reach())
}

/// One foot ahead of the other: the front one flat, the rear one on its toes.
pub(super) fn split(stage: &Stage, setting: &Setting) -> Held {
    let scale = stage.body.scale();
    let body = &stage.body;
    let stagger = stage.metres(setting, P::Stagger);
    let ahead = usize::from(stagger < 0.0);
    let wide = 0.09 * scale;
    let kick = stage.metres(setting, P::Kick);
    let front_sole =
        Vec3::new(stagger.abs() / 2.0 + stage.metres(setting, P::Feet), kick, wide * SIDES[ahead]);
    let front = foothold(body, front_sole, setting);
    let tip = Vec3::new(-stagger.abs() / 2.0 + body.toe, 0.0, wide * SIDES[1 - ahead]);
    // The front leg bends as set: so high are the hips, between the feet.
    let bend = setting.angle(P::Knees);
    let far = (body.thigh.powi(2) + body.shank.powi(2) + 2.0 * body.thigh * body.shank * bend.cos()).sqrt();
    let x = front.0.x - stagger.abs() * 0.52;
    let level = ((far * far - (front.0.x - x).powi(2)).max(0.04)).sqrt();
    let root = Vec3::new(x, front.0.y + level + stage.metres(setting, P::Hips), 0.0);
    let upright = swayed(trunk(body, root, setting), Vec3::new(x, 0.0, 0.0), setting);
    let rear_hip = upright.hips[1 - ahead];
    let pitch = heel_up(stage, rear_hip, tip);
    let rear = (on_toes(body, tip, pitch), pitch);
    let holds = if ahead == 0 { [front, rear] } else { [rear, front] };
    let trunk = grounded(upright, &holds);
    let knees_in = setting.share(P::KneesIn);
    let legs = [0, 1].map(|side| {
        let inward = if side == ahead { 0.1 - 0.95 * knees_in } else { 0.05 };
        let pole =
            if side == ahead { Vec3::new(1.0, 0.1, inward * SIDES[side]) } else { Vec3::new(1.0, -0.5, 0.0) };
        leg(body, trunk.hips[side], holds[side].0, pole, holds[side].1)
    });
    let arms = if stage.has(Tool::Bar) {
        on_the_back(stage, &trunk, setting)
    } else {
        beside(stage, &trunk, setting)
    };
    (trunk, arms, legs)
}

/// The pitch of a foot on its toes with which the leg bends as a rear leg does: the lower the hip, the higher the heel.
fn heel_up(stage: &Stage, hip: Vec3, tip: Vec3) -> f32 {
    let (mut flat, mut steep) = (-0.35_f32, -1.35_f32);
    let body = &stage.body;
    for _ in 0..14 {
        let middle = f32::midpoint(flat, steep);
        // A knee that stays off the floor, and a leg long enough.
        let knee_off = hip.y - body.thigh - 0.05 * body.scale();
        let ankle = on_toes(body, tip, middle);
        let reaches = hip.distance(ankle) < body.leg() * 0.99;
        let wanted = 0.35 + (1.0 - (knee_off / (0.45 * body.scale())).clamp(0.0, 1.0)) * 0.85;
        if reaches && -middle >= wanted { steep = middle } else { flat = middle }
    }
    f32::midpoint(flat, steep)
}

/// Straight arms at the sides.
fn beside(stage: &Stage, trunk: &Trunk, setting: &Setting) -> [Arm; 2] {
    [0, 1].map(|side| {
        let shoulder = trunk.shoulder(side, setting);
        let across = trunk.whole.across * (stage.grip(setting) * SIDES[side]);
        let hand = below(stage.body.reach() * 0.99, shoulder, across.z + trunk.spine[7].z)
            + Vec3::X * (stage.metres(setting, P::Drift) - shoulder.x + trunk.spine[7].x + 0.02);
        arm(&stage.body, shoulder, hand, trunk.whole.front * -1.0, setting.angle(P::Wrists))
    })
}
