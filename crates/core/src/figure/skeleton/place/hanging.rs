//! Bodies that hang by their hands: in straps with the heels on the floor, from a bar.
//!
//! Must not know how a body is seen.

use glam::Vec3;

use super::super::body::SIDES;
use super::super::limbs::{leg, on_heel};
use super::super::setting::Setting;
use super::super::stage::{BAR, Stage};
use super::super::trunk::{Trunk, toward, trunk};
use super::Held;
use super::legs::swayed;
use super::reach::{elbow_out, pull};
use super::standing::past_the_face;
use crate::rulebook::pose::Parameter as P;

/// How far the sole of a foot on its heel turns up beyond the right angle to the shank.
const SOLE: f32 = 0.15;

/// The body above its heels, leaning back on a line from the ankles to the shoulders.
pub(super) fn on_a_line(stage: &Stage, setting: &Setting, line: f32) -> (Trunk, Vec3, f32) {
    let scale = stage.body.scale();
    let off = stage.metres(setting, P::Hips).clamp(-0.4, 0.4);
    let pitch = line - std::f32::consts::FRAC_PI_2 - SOLE;
    let ankle = on_heel(&stage.body, Vec3::new(-stage.body.heel, 0.0, 0.0), pitch);
    let front = toward(line - std::f32::consts::FRAC_PI_2);
    let long = stage.body.leg() * 0.997;
    let root = ankle + toward(line) * (long * long - off * off).sqrt() + front * off;
    let mut leaned = *setting;
    // The shoulders stay on the line from the heels.
    let back = (off / (0.5 * scale)).clamp(-0.9, 0.9).asin();
    leaned.set(P::Torso, (line + back).to_degrees());
    (trunk(&stage.body, root, &leaned), ankle, pitch)
}

/// Where the hand of a side is: at arm's length toward the anchor, or at the lower chest, or between.
fn in_a_strap(stage: &Stage, setting: &Setting, trunk: &Trunk, side: usize) -> Vec3 {
    let across = stage.grip(setting) * SIDES[side];
    let shoulder = trunk.shoulder(side, setting);
    let anchor = stage.anchor() + Vec3::Z * (across * 0.8);
    let straight = shoulder + (anchor - shoulder).normalize_or_zero() * stage.body.reach();
    let body = trunk.before(setting.share(P::Target), 0.045) + Vec3::Z * across;
    straight.lerp(body, pull(side, setting))
}

/// How long the straps are: as long as a clean start needs.
pub(super) fn strap(stage: &Stage) -> f32 {
    let (trunk, ..) = on_a_line(stage, &stage.start, stage.start.angle(P::Torso));
    in_a_strap(stage, &stage.start, &trunk, 0).distance(stage.anchor())
}

/// Straps don't give: a side that pulls less falls back, and the chest turns. Half a degree a percent is by eye.
fn fallen_back(setting: &Setting) -> Setting {
    let mut turned = *setting;
    turned.set(P::Turn, setting.get(P::Turn) - setting.get(P::OtherSide) * 0.5);
    turned
}

/// Heels on the floor, the body a line that turns about them, hands in straps.
pub(super) fn in_straps(stage: &Stage, setting: &Setting) -> Held {
    let setting = &fallen_back(setting);
    let (mut low, mut high) = (1.2_f32, 3.05_f32);
    for _ in 0..17 {
        let middle = f32::midpoint(low, high);
        let (trunk, ..) = on_a_line(stage, setting, middle);
        let far = in_a_strap(stage, setting, &trunk, 0).distance(stage.anchor());
        if far < stage.rope { low = middle } else { high = middle }
    }
    let line = f32::midpoint(low, high);
    let (trunk, ankle, pitch) = on_a_line(stage, setting, line);
    let trunk = swayed(trunk, Vec3::ZERO, setting);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        leg(&stage.body, hip, Vec3::new(ankle.x, ankle.y, hip.z), trunk.whole.front, pitch)
    });
    let arms = [0, 1].map(|side| {
        let anchor = stage.anchor();
        let hand = in_a_strap(stage, setting, &trunk, side);
        // A strap doesn't stretch.
        let hand = anchor + (hand - anchor).normalize_or_zero() * stage.rope;
        elbow_out(stage, side, &trunk, setting, hand, trunk.whole.way(-0.4, -1.0, 0.0))
    });
    (trunk, arms, legs)
}

/// Hanging from a bar by both hands, the legs free.
pub(super) fn from_a_bar(stage: &Stage, setting: &Setting) -> Held {
    let scale = stage.body.scale();
    let reach = stage.body.reach();
    let bar = stage.pull_up_bar();
    let grips = [0, 1].map(|side| bar + Vec3::Z * (stage.grip(setting) * SIDES[side]));
    let hung = trunk(&stage.body, Vec3::ZERO, setting);
    let shoulder = hung.shoulder(0, setting);
    let aside = (grips[0].z - shoulder.z).clamp(-0.6, 0.6);
    let straight = Vec3::new(0.0, bar.y - (reach * reach - aside * aside).sqrt(), 0.0) - shoulder;
    let at_the_bar = bar - Vec3::X * (2.0 * BAR) - hung.before(setting.share(P::Target), BAR);
    let by = straight.lerp(at_the_bar, setting.share(P::Pull).clamp(-0.1, 1.2));
    let (head, _) = hung.head(setting);
    let face = past_the_face(stage, head + by, bar.y) - bar.x;
    let by = Vec3::new(by.x - face.max(0.0) + stage.metres(setting, P::Drift), by.y, 0.0);
    let trunk = swayed(hung.moved(by), bar, setting);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let bend = setting.angle(P::Knees);
        let kick = stage.metres(setting, P::Kick) / (0.9 * scale);
        let swing = setting.angle(P::Torso) - std::f32::consts::FRAC_PI_2;
        // Thighs down, or kicked ahead; shanks folded back.
        let thigh = -std::f32::consts::FRAC_PI_2 + kick + swing * 0.3;
        let shank = thigh - bend;
        let aside = Vec3::Z * (SIDES[side] * 0.01);
        let ankle = hip + toward(thigh) * stage.body.thigh + toward(shank) * stage.body.shank + aside;
        leg(&stage.body, hip, ankle, toward(thigh + std::f32::consts::FRAC_PI_2), shank + 0.9)
    });
    let arms = [0, 1]
        .map(|side| elbow_out(stage, side, &trunk, setting, grips[side], trunk.whole.way(-1.0, 0.35, 0.0)));
    (trunk, arms, legs)
}
