//! Bodies that something holds: a bench, a pad, a knee on the floor, straps.

use glam::Vec3;

use super::reach::{Held, REACH, below, pulled};
use crate::figure::skeleton::body::{ANKLE, BELLY, SHANK, SIDES, THIGH, arm, foothold, leg, toward, trunk};
use crate::figure::skeleton::setting::Setting;
use crate::figure::skeleton::stage::{PLATE, Stage, pulley};
use crate::rulebook::pose::Parameter as P;

/// Face down, the chest on a bench.
pub(crate) fn prone(stage: &Stage, setting: &Setting) -> Held {
    let top = setting.metres(P::Bench);
    let root = Vec3::new(-0.25, top + BELLY + 0.02 + setting.metres(P::Hips).max(0.0), 0.0);
    let trunk = trunk(root, setting);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let way = if side == 0 { 1.0 } else { -0.6 };
        let kick = setting.metres(P::Kick) * if side == 0 { 1.0 } else { 0.35 };
        let ankle = hip + Vec3::new(-0.835 + kick * 0.5, -0.03 + kick, setting.metres(P::Feet) * way);
        leg(hip, ankle, Vec3::NEG_Y, -1.85)
    });
    let arms = [0, 1].map(|side| {
        let across = setting.metres(P::Grip) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let floor = stage.start.metres(P::Bench);
        let mut straight = below(shoulder, across);
        // A bar that meets the floor stops there.
        straight.y = straight.y.max(PLATE.min(floor));
        let body = trunk.at(setting.share(P::Target), BELLY + 0.09) + Vec3::Z * across;
        pulled(side, &trunk, setting, straight, body, trunk.front * -1.0)
    });
    (trunk, arms, legs)
}

/// Seated, the chest against a pad, arms ahead.
pub(crate) fn at_pad(setting: &Setting) -> Held {
    let seat = setting.metres(P::Bench);
    let root = Vec3::new(0.0, seat + 0.10 + setting.metres(P::Hips).max(0.0), 0.0);
    let trunk = trunk(root, setting);
    let legs = [0, 1].map(|side| {
        let kick = setting.metres(P::Kick) * if side == 0 { 1.0 } else { 0.4 };
        let feet = setting.metres(P::Feet) * if side == 0 { 1.0 } else { -0.5 };
        let sole = Vec3::new(0.40 + feet, kick, 0.2 * SIDES[side]);
        let (ankle, pitch) = foothold(sole, setting);
        leg(trunk.hips[side], ankle, Vec3::new(1.0, 1.0, 0.3 * SIDES[side]), pitch)
    });
    let arms = [0, 1].map(|side| {
        let across = setting.metres(P::Grip) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let far = (REACH * REACH - aside * aside).sqrt();
        let straight = shoulder + Vec3::new(far * 0.985, -far * 0.17, across - shoulder.z);
        let body = trunk.at(setting.share(P::Target), 0.03) + Vec3::Z * (across + 0.02 * SIDES[side]);
        pulled(side, &trunk, setting, straight, body, trunk.front * -1.0)
    });
    (trunk, arms, legs)
}

/// On one knee, the arm of the working side up to a pulley.
pub(crate) fn half_kneeling(setting: &Setting) -> Held {
    let root = Vec3::new(0.0, 0.06 + THIGH, 0.0);
    let trunk = trunk(root, setting);
    let kneel = setting.share(P::Kneel);
    let ahead = [(kneel * 2.0 - 1.0).max(0.0), (1.0 - kneel * 2.0).max(0.0)];
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let step = setting.metres(P::Feet) * if ahead[side] > 0.5 { 1.0 } else { 0.0 };
        // The toes are tucked under and stand on the floor.
        let down = Vec3::new(-0.39, 0.20, hip.z);
        let front = Vec3::new(0.42 + step, ANKLE + setting.metres(P::Kick), hip.z + step.abs() * SIDES[side]);
        let ankle = down.lerp(front, ahead[side]);
        let pole = Vec3::new(1.0, -0.6, 0.0).lerp(Vec3::new(1.0, 1.0, 0.0), ahead[side]);
        leg(hip, ankle, pole, -0.9 * (1.0 - ahead[side]))
    });
    let shoulder = trunk.shoulder(0, setting);
    let pulley = pulley(setting);
    let straight = shoulder + (pulley - shoulder).normalize_or_zero() * REACH;
    let body = trunk.at(0.80, 0.10) + Vec3::Z * (SIDES[0] * (setting.metres(P::Grip) + 0.03));
    let back = trunk.up * -1.0 - trunk.front * 0.35;
    let working = pulled(0, &trunk, setting, straight, body, back);
    let other = trunk.shoulder(1, setting);
    let free = (legs[1].knee + Vec3::Y * 0.06).lerp(other + Vec3::new(0.12, -0.55, -0.06), 1.0 - ahead[1]);
    let support = arm(other, free, Vec3::new(-1.0, 0.0, -0.4), 0.0);
    (trunk, [working, support], legs)
}

/// Heels on the floor, the body a line that turns about them, hands in straps.
pub(crate) fn in_straps(stage: &Stage, setting: &Setting) -> Held {
    let handle = stage.handle();
    let off = setting.metres(P::Hips).clamp(-0.4, 0.4);
    let body = |line: f32| {
        let ankle = Vec3::new(0.0, ANKLE, 0.0);
        let front = toward(line - std::f32::consts::FRAC_PI_2);
        let leg_length = (THIGH + SHANK) * 0.995;
        let root = ankle + toward(line) * (leg_length * leg_length - off * off).sqrt() + front * off;
        let mut leaned = *setting;
        // The shoulders stay on the line from the heels.
        let back = (off / 0.5).clamp(-0.9, 0.9).asin();
        leaned.set(P::Torso, (line + back).to_degrees());
        trunk(root, &leaned)
    };
    let wanted = REACH + (0.15 - REACH) * setting.share(P::Pull);
    let (mut low, mut high) = (stage.start.angle(P::Torso) - 0.44, 2.97_f32);
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        let far = (body(middle).shoulder(0, setting)
            - handle * Vec3::new(1.0, 1.0, 0.0)
            - Vec3::Z * setting.metres(P::Grip))
        .length();
        if far < wanted { low = middle } else { high = middle }
    }
    let line = f32::midpoint(low, high);
    let trunk = body(line);
    let legs = [0, 1].map(|side| {
        let hip = trunk.hips[side];
        let ankle = Vec3::new(0.0, ANKLE, hip.z);
        leg(hip, ankle, trunk.front, line - std::f32::consts::FRAC_PI_2 - 0.15)
    });
    let arms = [0, 1].map(|side| {
        let lag = if side == 1 { setting.share(P::OtherSide) } else { 0.0 };
        let across = Vec3::Z * (setting.metres(P::Grip) * SIDES[side]);
        let hand = handle + across + (handle - trunk.spine[0]).normalize() * (lag * 0.25);
        let out = setting.angle(P::Elbows);
        let pole = trunk.front * -out.cos() - trunk.up * 0.4 + Vec3::Z * (SIDES[side] * out.sin());
        arm(trunk.shoulder(side, setting), hand, pole, setting.angle(P::Wrists))
    });
    (trunk, arms, legs)
}

/// On the back on a bench, feet on the floor.
pub(crate) fn lying(setting: &Setting) -> Held {
    let lift = setting.metres(P::Hips).max(0.0);
    let root = Vec3::new(0.25, setting.metres(P::Bench) + 0.085 + lift, 0.0);
    let mut tipped = *setting;
    tipped.set(P::Torso, setting.get(P::Torso) + (lift / 0.5).min(0.9).asin().to_degrees());
    let trunk = trunk(root, &tipped);
    let legs = [0, 1].map(|side| {
        let kick = setting.metres(P::Kick) * if side == 0 { 1.0 } else { 0.2 };
        let feet = setting.metres(P::Feet) * if side == 0 { 1.0 } else { -0.4 };
        let (ankle, pitch) = foothold(Vec3::new(0.62 + feet, kick, 0.24 * SIDES[side]), setting);
        leg(trunk.hips[side], ankle, Vec3::new(1.0, 1.0, 0.2 * SIDES[side]), pitch)
    });
    let arms = [0, 1].map(|side| {
        let across = setting.metres(P::Grip) * SIDES[side];
        let shoulder = trunk.shoulder(side, setting);
        let aside = (across - shoulder.z).clamp(-0.5, 0.5);
        let straight = Vec3::new(shoulder.x, shoulder.y + (REACH * REACH - aside * aside).sqrt(), across);
        let body = trunk.at(setting.share(P::Target), BELLY + 0.02) + Vec3::Z * across;
        pulled(side, &trunk, setting, straight, body, trunk.up * -1.0)
    });
    (trunk, arms, legs)
}
