//! Two bones that reach for a point: arms and legs.
//!
//! Must not know what they reach for, and why.

use glam::{Quat, Vec2, Vec3};

use super::body::{Arm, Leg};
use super::proportions::Proportions;
use super::setting::Setting;
use super::stage::PALM;
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

/// An arm that reaches for `target` with its elbow toward `pole`. A bent wrist leaves what it grips where it is: the forearm
/// gives way.
pub(crate) fn arm(body: &Proportions, shoulder: Vec3, target: Vec3, pole: Vec3, wrists: f32) -> Arm {
    let bent = Vec2::new(body.forearm, 0.0) + Vec2::from_angle(wrists) * body.hand;
    let (elbow, tip) = limb(shoulder, target, body.upper_arm, bent.length(), pole);
    let along = (tip - elbow).normalize();
    let upper = (shoulder - elbow).normalize();
    let axis = along.cross(upper).try_normalize().unwrap_or(Vec3::Z);
    let forearm = Quat::from_axis_angle(axis, -bent.to_angle()) * along;
    let wrist = elbow + forearm * body.forearm;
    let grip = wrist + Quat::from_axis_angle(axis, wrists) * forearm * body.hand;
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

/// The way out of the front of a thigh.
pub(crate) fn out_of_the_thigh(leg: &Leg) -> Vec3 {
    let along = (leg.knee - leg.hip).normalize_or(Vec3::X);
    let shank = (leg.ankle - leg.knee).normalize_or(Vec3::NEG_Y);
    // A straight leg has its front ahead.
    let ahead = Vec3::X * 0.2 - shank;
    (ahead - along * ahead.dot(along)).normalize_or(Vec3::Y)
}

/// The middle of an open hand that leans on a thigh, just above the knee.
pub(crate) fn on_the_thigh(body: &Proportions, leg: &Leg) -> Vec3 {
    leg.hip.lerp(leg.knee, 0.93) + out_of_the_thigh(leg) * (THIGH * body.flesh() + PALM)
}

/// How thick a thigh is just above the knee, as a radius: the front of it is under a palm.
const THIGH: f32 = 0.062;

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
