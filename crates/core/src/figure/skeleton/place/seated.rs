//! Bodies that sit or kneel: at a pad, under a cable, on one knee.
//!
//! Must not know how a body is seen.

use glam::Vec3;

use super::super::body::{Leg, SIDES};
use super::super::limbs::{arm, foothold, leg, on_the_thigh};
use super::super::setting::Setting;
use super::super::stage::{BAR, SEAT, Stage};
use super::super::trunk::{Trunk, trunk};
use super::Held;
use super::legs::swayed;
use super::reach::{elbow_out, pull, pulled};
use super::standing::past_the_face;
use crate::rulebook::pose::Parameter as P;

fn seated(stage: &Stage, setting: &Setting) -> Trunk {
    let scale = stage.body.scale();
    let seat = stage.metres(setting, P::Bench);
    let root = Vec3::new(0.0, seat + SEAT * scale + stage.metres(setting, P::Hips).max(0.0), 0.0);
    swayed(trunk(&stage.body, root, setting), Vec3::new(0.0, seat, 0.0), setting)
}

/// Legs bent over the edge of a seat, feet on the floor.
fn from_a_seat(stage: &Stage, setting: &Setting, trunk: &Trunk, (ahead, wide): (f32, f32)) -> [Leg; 2] {
    let scale = stage.body.scale();
    [0, 1].map(|side| {
        let kick = stage.metres(setting, P::Kick) * if side == 0 { 1.0 } else { 0.4 };
        let feet = stage.metres(setting, P::Feet) * if side == 0 { 1.0 } else { -0.5 };
        let sole = Vec3::new(ahead * scale + feet, kick, wide * scale * SIDES[side]);
        let (ankle, pitch) = foothold(&stage.body, sole, setting);
        let out = 0.3 - 0.95 * setting.share(P::KneesIn);
        leg(&stage.body, trunk.hips[side], ankle, Vec3::new(1.0, 1.0, out * SIDES[side]), pitch)
    })
}

/// Seated, the chest against a pad, arms ahead.
pub(super) fn at_pad(stage: &Stage, setting: &Setting) -> Held {
    let trunk = seated(stage, setting);
    let legs = from_a_seat(stage, setting, &trunk, (0.40, 0.21));
    let reach = stage.body.reach();
    let arms = [0, 1].map(|side| {
        let across = stage.grip(setting) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let far = (reach * reach - aside * aside).sqrt();
        // The handles stay where they are, however high the seat is.
        let off = stage.metres(&stage.start, P::Bench) - stage.metres(setting, P::Bench);
        let low = (off - far * 0.17).clamp(-0.9 * far, 0.9 * far);
        let ahead = (far * far * 0.9992 - low * low).max(0.0).sqrt();
        let straight = shoulder + Vec3::new(ahead, low, across - shoulder.z);
        let body =
            trunk.at(setting.share(P::Target), 0.03) + Vec3::new(0.0, off, across + 0.02 * SIDES[side]);
        // Of hands level with the shoulders the elbows go down as well as back, and not up.
        pulled(stage, side, &trunk, setting, (straight, body), trunk.whole.way(-0.5, -1.0, 0.0))
    });
    (trunk, arms, legs)
}

/// Seated, a bar on a cable from above drawn to the collarbones.
pub(super) fn under_cable(stage: &Stage, setting: &Setting) -> Held {
    let trunk = seated(stage, setting);
    let legs = from_a_seat(stage, setting, &trunk, (0.40, 0.16));
    let (head, _) = trunk.head(setting);
    let reach = stage.body.reach();
    let arms = [0, 1].map(|side| {
        let across = stage.grip(setting) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let drift = Vec3::X * stage.metres(setting, P::Drift);
        let aside = (across - shoulder.z).clamp(-0.6, 0.6);
        let high = (reach * reach - aside * aside).sqrt();
        let straight = Vec3::new(shoulder.x + 0.24 * high, shoulder.y + 0.97 * high, across) + drift;
        let body = trunk.before(setting.share(P::Target), BAR + 0.012) + Vec3::Z * across + drift;
        let mut hand = straight.lerp(body, pull(side, setting).min(1.0));
        if setting.get(P::Drift) > -15.0 {
            hand.x = hand.x.max(past_the_face(stage, head, hand.y));
        }
        elbow_out(stage, side, &trunk, setting, hand, trunk.whole.way(-1.0, -0.3, 0.0))
    });
    (trunk, arms, legs)
}

/// The knee of who kneels above the floor, for 1.75 m.
const KNEE: f32 = 0.055;

/// On one knee, the arm of the working side up to a pulley.
pub(super) fn half_kneeling(stage: &Stage, setting: &Setting) -> Held {
    let scale = stage.body.scale();
    let body = &stage.body;
    let kneel = setting.share(P::Kneel);
    let ahead = [(kneel * 2.0 - 1.0).max(0.0), (1.0 - kneel * 2.0).max(0.0)];
    let root = Vec3::new(0.0, KNEE * scale + body.thigh, 0.0);
    let upright = trunk(body, root, setting);
    // It tips about the knee that is down; of two, about the one it tips to.
    let falls_to = usize::from(setting.get(P::Sway) < 0.0);
    let down = if ahead[1] > 0.5 {
        0
    } else if ahead[0] > 0.5 {
        1
    } else {
        falls_to
    };
    let knees = upright.hips.map(|hip| Vec3::new(hip.x, KNEE * scale, hip.z));
    let trunk = swayed(upright, knees[down], setting);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let is_ahead = ahead[side] > 0.5;
        let step = if is_ahead { stage.metres(setting, P::Feet) } else { 0.0 };
        // The toes are tucked under and stand on the floor.
        let under = knees[side] + Vec3::new(-0.92 * body.shank, 0.39 * body.shank - 0.5 * KNEE * scale, 0.0);
        let kick = stage.metres(setting, P::Kick);
        let front =
            Vec3::new(0.42 * scale + step, body.ankle + kick, knees[side].z + step.abs() * SIDES[side]);
        let ankle = under.lerp(front, ahead[side]);
        let pole = Vec3::new(1.0, -0.6, 0.0).lerp(Vec3::new(1.0, 1.0, 0.0), ahead[side]);
        leg(body, hip, ankle, pole, -0.9 * (1.0 - ahead[side]))
    });
    let shoulder = trunk.shoulder(0, setting);
    let pulley = stage.pulley(setting);
    // As far as the arm goes, and not through the pulley.
    let far = body.reach().min(shoulder.distance(pulley) - 0.18 * scale);
    let straight = shoulder + (pulley - shoulder).normalize_or_zero() * far;
    let to = trunk.at(0.80, 0.10 * scale) + trunk.whole.across * (stage.grip(setting) + 0.03);
    let back = trunk.whole.way(-1.0, -0.35, 0.0);
    let working = pulled(stage, 0, &trunk, setting, (straight, to), back);
    let other = trunk.shoulder(1, setting);
    let on_the_leg = on_the_thigh(body, &legs[1]);
    let free = on_the_leg.lerp(other + Vec3::new(0.12, -0.55, -0.06) * scale, 1.0 - ahead[1]);
    let support = arm(body, other, free, Vec3::new(-1.0, 0.0, -0.4), 0.0);
    (trunk, [working, support], legs)
}
