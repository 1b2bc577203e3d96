//! A body face down over the floor, on hands and toes: plank and push-up.
//!
//! Must not know how a body is seen.

use glam::Vec3;

use super::super::body::SIDES;
use super::super::limbs::{leg, on_toes};
use super::super::setting::Setting;
use super::super::stage::{PALM, Stage};
use super::super::trunk::{Trunk, toward, trunk};
use super::Held;
use super::reach::{elbow_out, pull};
use crate::rulebook::pose::Parameter as P;

/// How far the foot of who stands on the toes is pitched, in radians.
const ON_TOES: f32 = -1.15;

/// The body above its toes on a line to the shoulders, so far above level.
fn on_a_line(stage: &Stage, setting: &Setting, line: f32) -> (Trunk, Vec3) {
    let scale = stage.body.scale();
    let off = stage.metres(setting, P::Hips).clamp(-0.4, 0.4);
    let ankle = on_toes(&stage.body, Vec3::ZERO, ON_TOES + line);
    let back = toward(line + std::f32::consts::FRAC_PI_2);
    let long = stage.body.leg() * 0.997;
    let root = ankle + toward(line) * (long * long - off * off).sqrt() + back * off;
    let mut leaned = *setting;
    // The shoulders stay on the line from the ankles.
    let down = (off / (0.5 * scale)).clamp(-0.9, 0.9).asin();
    leaned.set(P::Torso, (line - down).to_degrees());
    (trunk(&stage.body, root, &leaned), ankle)
}

/// How high the shoulders are: arms straight, or the chest just off the floor, or between.
fn height(stage: &Stage, setting: &Setting, trunk: &Trunk) -> f32 {
    let straight = stage.metres(setting, P::Bench) + PALM + stage.body.reach() * 0.995;
    let shoulder = trunk.shoulder(0, setting);
    let lowest =
        (6..=14_u8).map(|step| trunk.before(f32::from(step) / 14.0, 0.0).y).fold(f32::INFINITY, f32::min);
    let low = stage.metres(setting, P::Bench) + 0.03 + shoulder.y - lowest;
    straight + (low - straight) * pull(0, setting)
}

/// The line on which the shoulders are as high as they should be.
fn solved(stage: &Stage, setting: &Setting) -> (Trunk, Vec3, f32) {
    let (mut low, mut high) = (-0.2_f32, 1.3_f32);
    for _ in 0..16 {
        let middle = f32::midpoint(low, high);
        let (trunk, _) = on_a_line(stage, setting, middle);
        if trunk.shoulder(0, setting).y < height(stage, setting, &trunk) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let line = f32::midpoint(low, high);
    let (trunk, ankle) = on_a_line(stage, setting, line);
    (trunk, ankle, line)
}

/// Where the hands were put: below the shoulders of a clean start.
pub(super) fn hands(stage: &Stage) -> Vec3 {
    let (trunk, ..) = solved(stage, &stage.start);
    Vec3::new(trunk.shoulder(0, &stage.start).x, stage.metres(&stage.start, P::Bench) + PALM, 0.0)
}

/// On hands and toes, the body a line that turns about the toes.
pub(super) fn on_hands_and_toes(stage: &Stage, setting: &Setting) -> Held {
    let (trunk, ankle, line) = solved(stage, setting);
    let scale = stage.body.scale();
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let kick = if side == 0 { stage.metres(setting, P::Kick) } else { 0.0 };
        let foot = Vec3::new(ankle.x, ankle.y + kick, 0.085 * scale * SIDES[side]);
        leg(&stage.body, hip, foot, trunk.pelvis.front, ON_TOES + line)
    });
    let arms = [0, 1].map(|side| {
        let hand = Vec3::new(stage.put.x + stage.metres(setting, P::Drift), stage.put.y, 0.0)
            + Vec3::Z * (stage.grip(setting) * SIDES[side]);
        elbow_out(stage, side, &trunk, setting, hand, trunk.whole.up * -1.0)
    });
    (trunk, arms, legs)
}
