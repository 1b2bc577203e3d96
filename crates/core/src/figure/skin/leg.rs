//! A leg: thigh in shorts, knee, shank with its calf, and a shoe with a sole.
//!
//! Must not know what the foot stands on.

use glam::{Mat3, Vec3};

use super::solid::{Group, Limb, Shape};
use super::{Flesh, Material, Part, Solids, square};
use crate::figure::skeleton::body::{Body, Leg, SIDES};

pub(super) fn cover(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh) {
    let leg = &body.legs[side];
    #[expect(clippy::cast_possible_truncation, reason = "two sides")]
    let group = Group::Leg(side as u8);
    let thigh = (leg.knee - leg.hip).normalize_or(Vec3::NEG_Y);
    let shank = (leg.ankle - leg.knee).normalize_or(Vec3::NEG_Y);
    // The way the knee points; of a straight leg, the way the pelvis does.
    let bend = thigh - shank;
    let ahead = square(bend, thigh, body.pelvis.front);
    let ahead = if bend.length() > 0.05 { ahead } else { square(body.pelvis.front, thigh, ahead) };
    thigh_of(solids, body, side, flesh, (thigh, ahead), group);
    let (girth, part) = (flesh.girth, Part::Shank.on(side));
    let cap = leg.knee + ahead * 0.014;
    let radii = Vec3::splat(0.043 * girth);
    let knee = Shape::Ellipsoid { middle: cap, axes: Mat3::IDENTITY, radii };
    solids.add(knee, group, Material::Skin, part, 0.03);
    let bone = Limb::new(leg.knee, leg.ankle, (0.046 * girth, 0.033 * girth));
    solids.limb(bone, group, Material::Skin, part, 0.03);
    let behind = -square(ahead, shank, ahead);
    let calf = Limb::new(
        leg.knee + behind * 0.016 + shank * 0.03,
        leg.knee.lerp(leg.ankle, 0.72) + behind * 0.006,
        (0.036 * girth, 0.022 * girth),
    )
    .belly(0.019 * girth * flesh.looks.muscle.sqrt(), 0.38);
    solids.limb(calf, group, Material::Skin, part, 0.03);
    shoe(solids, leg, group, Part::Foot.on(side));
}

fn thigh_of(
    solids: &mut Solids,
    body: &Body,
    side: usize,
    flesh: &Flesh,
    (thigh, ahead): (Vec3, Vec3),
    group: Group,
) {
    let leg = &body.legs[side];
    let (girth, part) = (flesh.girth, Part::Thigh.on(side));
    let root = leg.hip + body.pelvis.across * (0.010 * SIDES[side] * flesh.hips);
    let top = Limb::new(root, leg.hip + thigh * 0.09, (0.086 * girth, 0.083 * girth));
    solids.limb(top, group, Material::Shorts, part, 0.04);
    let bone = Limb::new(leg.hip, leg.knee, (0.082 * girth, 0.049 * girth)).belly(0.004, 0.3);
    solids.limb(bone, group, Material::Shorts, part, 0.03);
    let at = |share: f32, off: f32| leg.hip.lerp(leg.knee, share) + ahead * off;
    let bulge = girth * flesh.looks.muscle;
    let front =
        Limb::new(at(0.15, 0.022), at(0.92, 0.012), (0.055 * girth, 0.036 * girth)).belly(0.013 * bulge, 0.5);
    solids.limb(front, group, Material::Shorts, part, 0.04);
    let behind = Limb::new(at(0.15, -0.025), at(0.95, -0.012), (0.056 * girth, 0.032 * girth))
        .belly(0.010 * bulge, 0.4);
    solids.limb(behind, group, Material::Shorts, part, 0.04);
}

fn shoe(solids: &mut Solids, leg: &Leg, group: Group, part: Part) {
    let toward = (leg.toe - leg.heel).normalize_or(Vec3::X);
    let up = square(leg.ankle - leg.heel, toward, Vec3::Y);
    let heel = leg.heel + up * 0.042 + toward * 0.030;
    let ball = leg.heel.lerp(leg.toe, 0.72) + up * 0.036;
    let tip = leg.toe - toward * 0.014 + up * 0.030;
    let collar = leg.ankle - up * 0.006;
    for limb in [
        Limb::new(collar, heel + toward * 0.02, (0.038, 0.038)),
        Limb::new(heel, ball, (0.037, 0.039)),
        Limb::new(leg.ankle + toward * 0.02, ball, (0.033, 0.033)),
        Limb::new(ball, tip, (0.039, 0.025)),
    ] {
        solids.limb(limb, group, Material::Shoe, part, 0.02);
    }
    let sole = Shape::Slab {
        middle: leg.heel.lerp(leg.toe, 0.5) + up * 0.012 + toward * 0.002,
        axes: Mat3::from_cols(toward, up, toward.cross(up)),
        half: Vec3::new(leg.heel.distance(leg.toe) * 0.5, 0.012, 0.038),
        round: 0.011,
    };
    solids.add(sole, group, Material::Sole, part, 0.004);
}
