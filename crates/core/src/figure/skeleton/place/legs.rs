//! Legs under a trunk: feet where they stand, hips as high as legs let them, the weight over the feet.
//!
//! Must not know arms.

use glam::{Quat, Vec3};

use super::super::body::{Leg, SIDES};
use super::super::limbs::leg;
use super::super::setting::Setting;
use super::super::stage::Stage;
use super::super::trunk::{Trunk, toward, trunk};
use crate::rulebook::pose::{Base, Parameter as P};

/// An ankle with the pitch of its foot.
pub(super) type Hold = (Vec3, f32);

/// The trunk tipped to the working side about a line on the floor, feet staying where they are.
pub(super) fn swayed(trunk: Trunk, about: Vec3, setting: &Setting) -> Trunk {
    trunk.turned(about, Quat::from_rotation_x(setting.angle(P::Sway)))
}

/// A trunk as high as both legs let it.
pub(super) fn grounded(mut trunk: Trunk, holds: &[Hold; 2]) -> Trunk {
    let most = trunk.body.leg();
    for _ in 0..3 {
        for (side, (ankle, _)) in holds.iter().enumerate() {
            // Where the leg before has left it: lowered twice, neither would be straight.
            let way = trunk.hips[side] - *ankle;
            let flat = (way.x * way.x + way.z * way.z).min(most * most * 0.98);
            let high = (most * most - flat).sqrt();
            if way.y > high {
                trunk = trunk.moved(Vec3::NEG_Y * (way.y - high));
            }
        }
    }
    trunk
}

/// Legs from the hips to where the feet are. `out` is how far knees point outward.
pub(super) fn legs(trunk: &Trunk, holds: &[Hold; 2], out: f32, setting: &Setting) -> [Leg; 2] {
    let knees_in = setting.share(P::KneesIn);
    [0, 1].map(|side| {
        let pole = Vec3::new(1.0, 0.1, (out - 0.95 * knees_in) * SIDES[side]);
        leg(&trunk.body, trunk.hips[side], holds[side].0, pole, holds[side].1)
    })
}

/// The trunk over legs that bend as set, with the shanks leaning so that the weight is over the middle of the feet.
pub(super) fn balanced(stage: &Stage, setting: &Setting, holds: &[Hold; 2]) -> Trunk {
    let body = &stage.body;
    let foot = (holds[0].0 + holds[1].0) / 2.0;
    let spread = (holds[0].0 - holds[1].0).length() / 2.0;
    let narrow = (1.0 - (spread / body.leg()).powi(2)).max(0.1).sqrt();
    let bend = setting.angle(P::Knees);
    let hips = |lean: f32| {
        let knee = foot + Vec3::new(lean.sin(), lean.cos(), 0.0) * body.shank * narrow;
        let thigh = lean - bend;
        (knee, knee + Vec3::new(thigh.sin(), thigh.cos(), 0.0) * body.thigh * narrow)
    };
    let level = setting.angle(P::Torso) + setting.angle(P::Rise);
    let ahead = toward(level).x * body.trunk;
    // Shares of the whole weight by part (Winter, table 4.1, rounded), and where along the trunk the load hangs: by eye.
    let load = if stage.base == Base::OneHandBraced { 0.0 } else { 0.3 };
    let off = |lean: f32| {
        let (knee, hip) = hips(lean);
        let shoulder = hip.x + ahead * 0.88;
        let upper = hip.x + ahead * 0.48;
        let sum = 0.43 * upper
            + (0.16 + load) * shoulder
            + 0.20 * f32::midpoint(knee.x, hip.x)
            + 0.09 * f32::midpoint(knee.x, foot.x);
        sum / (0.88 + load) - foot.x - 0.05 * body.scale()
    };
    let (mut back, mut front) = (-0.5_f32, 0.8_f32);
    for _ in 0..18 {
        let middle = f32::midpoint(back, front);
        if off(middle) > 0.0 { front = middle } else { back = middle }
    }
    let (_, mut root) = hips(f32::midpoint(back, front));
    // Of legs one ahead of the other both are straight only below hips that are midway.
    let locked = (1.0 - bend / 0.35).clamp(0.0, 1.0) * ((holds[0].0 - holds[1].0).x.abs() / 0.3).min(1.0);
    root.x += (foot.x - root.x) * locked;
    root.y += (foot.y + body.leg() - root.y).max(0.0) * locked;
    root.y += stage.metres(setting, P::Hips);
    let trunk = swayed(trunk(body, root, setting), Vec3::new(foot.x, 0.0, foot.z), setting);
    grounded(trunk, holds)
}
