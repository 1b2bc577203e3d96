//! Two bones that reach for a point: arms and legs.
//!
//! Must not know what they reach for, and why.

use glam::{Quat, Vec3};

use super::body::{Arm, Leg};
use super::proportions::Proportions;
use super::setting::Setting;
use crate::rulebook::pose::Parameter as P;

/// The middle joint of a limb with bones `first` and `second` from `root` to `tip`, bent toward `pole`; and the tip as far
/// as the limb reaches.
pub(crate) fn limb(root: Vec3, tip: Vec3, first: f32, second: f32, pole: Vec3) -> (Vec3, Vec3) {
    let (least, most) = ((first - second).abs() + 1e-3, first + second - 1e-4);
    let way = tip - root;
    let far = way.length().clamp(least, most);
    let along = way.try_normalize().unwrap_or(Vec3::NEG_Y);
    let tip = root + along * far;
    let to_foot = (first * first - second * second + far * far) / (2.0 * far);
    let height = (first * first - to_foot * to_foot).max(0.0).sqrt();
    let side =
        (pole - along * pole.dot(along)).try_normalize().unwrap_or_else(|| along.any_orthonormal_vector());
    (root + along * to_foot + side * height, tip)
}

/// An arm that reaches for `target` with its elbow toward `pole`. A bent wrist takes what it grips with it.
pub(crate) fn arm(body: &Proportions, shoulder: Vec3, target: Vec3, pole: Vec3, wrists: f32) -> Arm {
    let (elbow, straight) = limb(shoulder, target, body.upper_arm, body.forearm + body.hand, pole);
    let along = (straight - elbow).normalize();
    let wrist = elbow + along * body.forearm;
    let upper = (shoulder - elbow).normalize();
    let axis = along.cross(upper).try_normalize().unwrap_or(Vec3::Z);
    let grip = wrist + Quat::from_axis_angle(axis, wrists) * along * body.hand;
    Arm { shoulder, elbow, wrist, grip, palm: Vec3::NEG_X, closes: None }
}

/// A leg from hip to ankle with its knee toward `pole`. `pitch` turns the foot up at the toes; flat on the floor is 0.
pub(crate) fn leg(body: &Proportions, hip: Vec3, ankle: Vec3, pole: Vec3, pitch: f32) -> Leg {
    let (knee, ankle) = limb(hip, ankle, body.thigh, body.shank, pole);
    let turn = Quat::from_rotation_z(pitch);
    let heel = ankle + turn * Vec3::new(-body.heel, -body.ankle, 0.0);
    let toe = ankle + turn * Vec3::new(body.toe, -body.ankle, 0.0);
    Leg { hip, knee, ankle, heel, toe }
}

/// Where the ankle of a foot on the floor is, and the pitch of the foot: heels come up around the tips of the toes, toes
/// around the heels. `sole` is below the ankle of a flat foot.
pub(crate) fn foothold(body: &Proportions, sole: Vec3, setting: &Setting) -> (Vec3, f32) {
    let (heels, toes) = (setting.angle(P::Heels), setting.angle(P::Toes));
    if heels > 0.0 {
        (on_toes(body, sole + Vec3::X * body.toe, -heels), -heels)
    } else {
        (on_heel(body, sole - Vec3::X * body.heel, toes), toes)
    }
}

/// The ankle of a foot whose toes stay at a point.
pub(crate) fn on_toes(body: &Proportions, tip: Vec3, pitch: f32) -> Vec3 {
    tip + Quat::from_rotation_z(pitch) * Vec3::new(-body.toe, body.ankle, 0.0)
}

/// Where the ankle is of a foot whose heel stays at a point.
pub(crate) fn on_heel(body: &Proportions, heel: Vec3, pitch: f32) -> Vec3 {
    heel + Quat::from_rotation_z(pitch) * Vec3::new(body.heel, body.ankle, 0.0)
}
