//! Arms that reach: straight, drawn to the body, and all between.
//!
//! Must not know what stands around.

use glam::Vec3;

use super::super::body::Arm;
use super::super::setting::Setting;
use super::super::stage::Stage;
use super::super::trunk::Trunk;
use super::flare::{aimed, seen_from};
use crate::rulebook::pose::Parameter as P;

/// The point at arm's length below a shoulder, in the plane of a hand.
pub(super) fn below(reach: f32, shoulder: Vec3, across: f32) -> Vec3 {
    let aside = (across - shoulder.z).clamp(-0.7 * reach, 0.7 * reach);
    Vec3::new(shoulder.x, shoulder.y - (reach * reach - aside * aside).sqrt(), across)
}

/// How far an arm has come: 0 straight, 1 with the weight at the body. The other side may lag.
pub(super) fn pull(side: usize, setting: &Setting) -> f32 {
    let lag = if side == 1 { setting.share(P::OtherSide) } else { 0.0 };
    setting.share(P::Pull) * (1.0 - lag)
}

/// An arm to a hand's place, the elbow to the back and out as set.
pub(super) fn elbow_out(
    stage: &Stage,
    side: usize,
    trunk: &Trunk,
    setting: &Setting,
    hand: Vec3,
    back: Vec3,
) -> Arm {
    let out = (setting.angle(P::Elbows), seen_from(stage.base));
    aimed(trunk, side, trunk.shoulder(side, setting), hand, back, out, setting.angle(P::Wrists))
}

/// An arm part of the way from straight to the body.
pub(super) fn pulled(
    stage: &Stage,
    side: usize,
    trunk: &Trunk,
    setting: &Setting,
    (straight, body): (Vec3, Vec3),
    back: Vec3,
) -> Arm {
    let hand = straight.lerp(body, pull(side, setting));
    elbow_out(stage, side, trunk, setting, hand, back)
}
