//! Bodies that lie on a bench: on the chest, on the back, with the upper back alone.
//!
//! Must not know how a body is seen.

use glam::{Quat, Vec3};

use super::super::body::{Arm, SIDES};
use super::super::limbs::{foothold, leg};
use super::super::setting::Setting;
use super::super::stage::{BAR, BENCH, PLATE, SEAT, Stage};
use super::super::trunk::{Trunk, trunk};
use super::Held;
use super::reach::{below, elbow_out, pull};
use crate::rulebook::pose::{Parameter as P, Tool};

/// Face down, the chest on a bench.
pub(super) fn prone(stage: &Stage, setting: &Setting) -> Held {
    let scale = stage.body.scale();
    let flesh = stage.body.flesh();
    let top = stage.metres(setting, P::Bench);
    let lifted = stage.metres(setting, P::Hips).max(0.0);
    let at = Vec3::new(-0.25 * scale, 0.0, 0.0);
    let trunk =
        on(trunk(&stage.body, at, setting), top + lifted, |trunk, place| trunk.before(place / 7.0, 0.0));
    let sway = Quat::from_rotation_x(setting.angle(P::Sway));
    let trunk = trunk.turned(Vec3::new(0.0, top, 0.0), sway);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let way = if side == 0 { 1.0 } else { -0.6 };
        let kick = stage.metres(setting, P::Kick) * if side == 0 { 1.0 } else { 0.35 };
        // Knees on the bench, the feet beyond its end.
        let knee = (top + 0.055 * flesh).min(hip.y);
        let drop = ((hip.y - knee) / stage.body.thigh).clamp(-0.9, 0.9);
        // A foot that kicks comes up around a knee that stays.
        let shank = stage.body.shank * 0.995;
        let up = (kick / shank).min(0.95);
        let along = (1.0 - drop * drop).sqrt() * stage.body.thigh + shank * (1.0 - up * up).sqrt();
        let aside = stage.metres(setting, P::Feet) * way;
        let ankle = Vec3::new(hip.x - along, knee + shank * up, hip.z + aside);
        leg(&stage.body, hip, ankle, Vec3::NEG_Y, -1.85)
    });
    let arms = [0, 1].map(|side| {
        let across = stage.grip(setting) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let mut straight = below(stage.body.reach(), shoulder, across);
        // A bar that meets the floor stops there.
        straight.y = straight.y.max(PLATE);
        // The bench stops it, not the chest.
        let mut body = trunk.before(setting.share(P::Target), 0.0) + Vec3::Z * across;
        body.y = body.y.min(top) - BENCH - BAR - 0.008;
        let come = if stage.has(Tool::Bar) { pull(side, setting).min(1.0) } else { pull(side, setting) };
        elbow_out(stage, side, &trunk, setting, straight.lerp(body, come), trunk.whole.front * -1.0)
    });
    (trunk, arms, legs)
}

/// A trunk moved up or down until its lowest point of skin lies at a height.
fn on(trunk: Trunk, height: f32, skin: impl Fn(&Trunk, f32) -> Vec3) -> Trunk {
    let lowest = (0..=14_u8).map(|step| skin(&trunk, f32::from(step) / 2.0).y).fold(f32::INFINITY, f32::min);
    trunk.moved(Vec3::Y * (height - lowest))
}

/// On the back on a bench, its back raised or not, feet on the floor.
pub(super) fn lying(stage: &Stage, setting: &Setting) -> Held {
    let scale = stage.body.scale();
    let top = stage.metres(setting, P::Bench);
    let lift = stage.metres(setting, P::Hips).max(0.0);
    let mut tipped = *setting;
    let share = (lift / (stage.body.trunk * 0.9)).min(0.9);
    let steep = setting.get(P::Incline);
    tipped.set(P::Torso, setting.get(P::Torso) - steep + share.asin().to_degrees());
    let trunk = trunk(&stage.body, Vec3::new(0.25 * scale, 0.0, 0.0), &tipped);
    let trunk = on(trunk, top, |trunk, place| trunk.behind(place, 0.0));
    // Whose back is raised sits: thighs lie on the seat.
    let sits = if steep > 0.0 { top + (SEAT + 0.004) * scale - trunk.spine[0].y } else { 0.0 };
    let trunk = trunk.moved(Vec3::Y * sits.max(0.0));
    let trunk = trunk.turned(Vec3::new(0.0, top, 0.0), Quat::from_rotation_x(setting.angle(P::Sway)));
    let legs = [0, 1].map(|side| {
        let kick = stage.metres(setting, P::Kick) * if side == 0 { 1.0 } else { 0.2 };
        let feet = stage.metres(setting, P::Feet) * if side == 0 { 1.0 } else { -0.4 };
        let sole = Vec3::new(0.62 * scale + feet, kick, 0.26 * scale * SIDES[side]);
        let (ankle, pitch) = foothold(&stage.body, sole, setting);
        leg(&stage.body, trunk.hips[side], ankle, Vec3::new(1.0, 1.0, 0.2 * SIDES[side]), pitch)
    });
    let arms = [0, 1].map(|side| {
        let across = stage.grip(setting) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let reach = stage.body.reach();
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let straight = Vec3::new(shoulder.x, shoulder.y + (reach * reach - aside * aside).sqrt(), across);
        let body = trunk.before(setting.share(P::Target), BAR + 0.008) + Vec3::Z * across;
        let hand = straight.lerp(body, pull(side, setting).min(1.0));
        elbow_out(stage, side, &trunk, setting, hand, trunk.whole.up * -1.0)
    });
    (trunk, arms, legs)
}

/// The upper back on the edge of a bench, the feet on the floor, a weight across the hips.
pub(super) fn thrust(stage: &Stage, setting: &Setting) -> Held {
    let scale = stage.body.scale();
    let top = stage.metres(setting, P::Bench);
    let trunk = trunk(&stage.body, Vec3::ZERO, setting);
    // The lower half of the shoulder blades stays on the edge.
    let edge = trunk.behind(5.6, 0.0);
    let trunk = trunk.moved(Vec3::new(-edge.x, top - edge.y, 0.0));
    let trunk = trunk.turned(Vec3::new(0.0, top, 0.0), Quat::from_rotation_x(setting.angle(P::Sway)));
    let legs = [0, 1].map(|side| {
        let feet = stage.metres(setting, P::Feet);
        let kick = if side == 0 { stage.metres(setting, P::Kick) } else { 0.0 };
        let sole = Vec3::new(stage.put.x + feet, kick, 0.17 * scale * SIDES[side]);
        let (ankle, pitch) = foothold(&stage.body, sole, setting);
        let out = 0.25 - 0.95 * setting.share(P::KneesIn);
        leg(&stage.body, trunk.hips[side], ankle, Vec3::new(1.0, 1.0, out * SIDES[side]), pitch)
    });
    let arms = [0, 1].map(|side| at_the_hips(stage, &trunk, setting, side));
    (trunk, arms, legs)
}

/// A hand on a bar that lies in the crease of the hips.
fn at_the_hips(stage: &Stage, trunk: &Trunk, setting: &Setting, side: usize) -> Arm {
    let across = trunk.whole.across * (stage.grip(setting) * SIDES[side]);
    let crease = trunk.before(0.04, BAR + 0.012) + across;
    elbow_out(stage, side, trunk, setting, crease, trunk.whole.front * -1.0)
}

/// Where the feet were put: below the knees of a clean end.
pub(super) fn heels(stage: &Stage) -> Vec3 {
    let (trunk, ..) = thrust(stage, &stage.end);
    let knee = stage.body.shank + stage.body.ankle;
    let high = (knee - trunk.spine[0].y).clamp(-0.9 * stage.body.thigh, 0.9 * stage.body.thigh);
    Vec3::new(trunk.spine[0].x + (stage.body.thigh.powi(2) - high * high).sqrt(), 0.0, 0.0)
}
