//! Arms that reach: straight, drawn to the body, and all between.

use glam::Vec3;

use crate::figure::skeleton::body::{Arm, FOREARM, HAND, Leg, SIDES, Trunk, UPPER_ARM, arm};
use crate::figure::skeleton::setting::Setting;
use crate::rulebook::pose::Parameter as P;

/// A trunk with its arms and legs, before the head is on.
pub(crate) type Held = (Trunk, [Arm; 2], [Leg; 2]);

/// The reach of an arm that is all but straight.
pub(crate) const REACH: f32 = UPPER_ARM + FOREARM + HAND - 0.004;

/// The point at arm's length below a shoulder, in the plane of a hand.
pub(crate) fn below(shoulder: Vec3, across: f32) -> Vec3 {
    let aside = (across - shoulder.z).clamp(-0.5, 0.5);
    Vec3::new(shoulder.x, shoulder.y - (REACH * REACH - aside * aside).sqrt(), across)
}

/// An arm part of the way from straight to the body, the elbow to the back and out as set.
pub(crate) fn pulled(
    side: usize,
    trunk: &Trunk,
    setting: &Setting,
    straight: Vec3,
    body: Vec3,
    back: Vec3,
) -> Arm {
    let lag = if side == 1 { setting.share(P::OtherSide) } else { 0.0 };
    let hand = straight.lerp(body, setting.share(P::Pull) * (1.0 - lag));
    let out = setting.angle(P::Elbows);
    let pole = back * out.cos() + Vec3::Z * (SIDES[side] * out.sin());
    arm(trunk.shoulder(side, setting), hand, pole, setting.angle(P::Wrists))
}
