//! How far an upper arm stands away from the trunk, and the way an elbow has to point for that.
//!
//! Must not know bases' hands and feet.

use glam::Vec3;

use super::super::axes::Axes;
use super::super::body::{Arm, SIDES};
use super::super::limbs::arm;
use super::super::trunk::Trunk;
use crate::rulebook::pose::Base;

/// From where the angle is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Seen {
    /// Straight onto the back: the angle between the upper arm and the line from shoulder to hip. That is how an elbow's
    /// angle is named in rows and presses.
    OntoTheBack,
    /// From the plane that halves the body: arms that are overhead have no line to the hip.
    FromTheMiddle,
}

/// How the angle is taken on a base.
pub(crate) fn seen_from(base: Base) -> Seen {
    match base {
        Base::HalfKneeling | Base::UnderCable | Base::PullUp | Base::Overhead => Seen::FromTheMiddle,
        _ => Seen::OntoTheBack,
    }
}

/// How far an arm stands away from the trunk, in radians: 0 at the ribs, a quarter turn straight out.
pub(crate) fn flare(chest: Axes, side: usize, arm: &Arm, seen: Seen) -> f32 {
    let upper = (arm.elbow - arm.shoulder).normalize_or_zero();
    let shares = chest.shares(upper);
    let out = shares.z * SIDES[side];
    match seen {
        Seen::OntoTheBack => out.atan2(-shares.x),
        Seen::FromTheMiddle => out.clamp(-1.0, 1.0).asin(),
    }
}

/// An arm to a hand's place whose upper arm stands `out` from the trunk as seen, or as near to that as the hand lets it.
/// `back` is where the elbow of an arm points that stays at the ribs.
pub(super) fn aimed(
    trunk: &Trunk,
    side: usize,
    shoulder: Vec3,
    hand: Vec3,
    back: Vec3,
    (out, seen): (f32, Seen),
    wrists: f32,
) -> Arm {
    let body = &trunk.body;
    let across = trunk.chest.across * SIDES[side];
    let to = |angle: f32| arm(body, shoulder, hand, back * angle.cos() + across * angle.sin(), wrists);
    let plain = to(out);
    // The elbow of a straight arm points nowhere: the less it bends, the less it is turned.
    let bent = 1.0 - shoulder.distance(plain.grip).min(body.reach()) / body.reach();
    let trust = (bent / 0.06).clamp(0.0, 1.0);
    if trust == 0.0 {
        return plain;
    }
    let (mut near, mut far) = (-0.7_f32, 2.1_f32);
    for _ in 0..11 {
        let middle = f32::midpoint(near, far);
        if flare(trunk.chest, side, &to(middle), seen) < out { near = middle } else { far = middle }
    }
    to(out + (f32::midpoint(near, far) - out) * trust)
}
