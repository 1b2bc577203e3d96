//! The trunk: pelvis and seat, waist, rib cage, breast, the girdle of the shoulders and the muscles along the spine.
//!
//! For a stature of 1.75 m; the cross-sections are those of the body's proportions, all else is by eye. Must not know arms
//! beyond the shoulder, or equipment.

use glam::Vec3;

use super::print::{Belt, Print};
use super::solid::{Group, Limb};
use super::{Flesh, Material, Part, Solids};
use crate::figure::skeleton::body::{Body, SIDES, SPINE};

/// The way out of the belly at a joint of the spine.
fn front(body: &Body, joint: usize) -> Vec3 {
    body.ahead(as_share(joint))
}

/// The way to the working side at a joint of the spine.
fn across(body: &Body, joint: usize) -> Vec3 {
    let share = (as_share(joint) / 6.0).clamp(0.0, 1.0);
    body.pelvis.across.lerp(body.chest.across, share).normalize_or(Vec3::Z)
}

fn as_share(joint: usize) -> f32 {
    u8::try_from(joint).map_or(0.0, f32::from)
}

pub(super) fn cover(solids: &mut Solids, body: &Body, flesh: &Flesh) {
    core(solids, body, flesh);
    for side in 0..2 {
        seat(solids, body, side, flesh);
        breast(solids, body, side, flesh);
        girdle(solids, body, side, flesh);
        back(solids, body, side, flesh);
    }
    furrow(solids, body, flesh);
}

/// The column of flattened limbs from the hips to the collarbones.
fn core(solids: &mut Solids, body: &Body, flesh: &Flesh) {
    for joint in 0..SPINE - 1 {
        let (low, high) = (flesh.station(joint), flesh.station(joint + 1));
        let out = (front(body, joint) + front(body, joint + 1)).normalize_or(body.chest.front);
        let squash = (low.deep + high.deep) / (low.wide + high.wide);
        let mut from = body.spine[joint] + front(body, joint) * low.ahead;
        let mut to = body.spine[joint + 1] + front(body, joint + 1) * high.ahead;
        // Round ends stand out by their radius: the first and the last one are shorter.
        if joint == 0 {
            from = from.lerp(to, 0.1);
        }
        if joint == SPINE - 2 {
            to -= body.chest.up * 0.055;
        }
        let part = if joint < 2 { Part::Pelvis } else { Part::Trunk };
        let limb = Limb::new(from, to, (low.wide, high.wide)).flat(out, squash);
        solids.limb(limb, Group::Trunk, Material::Shirt, part, 0.05);
    }
}

/// A buttock, and where the thigh begins.
fn seat(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh) {
    let (pelvis, girth, to_side) = (body.pelvis, flesh.girth, SIDES[side]);
    let hip = body.legs[side].hip;
    let thigh = (body.legs[side].knee - hip).normalize_or(Vec3::NEG_Y);
    let middle = hip + pelvis.way(-0.008, -0.030 * girth, -0.010 * to_side);
    let radii = Vec3::new(0.081 * flesh.hips, 0.090, 0.072) * girth;
    solids.ball(middle, pelvis, radii, Group::Trunk, (Material::Shorts, Part::Pelvis), 0.035);
    // The fold of the buttock lies on the thigh: it goes with it a little.
    let fold = Limb::new(middle, hip - pelvis.front * 0.026 + thigh * 0.085, (0.066 * girth, 0.058 * girth));
    solids.limb(fold, Group::Trunk, Material::Shorts, Part::Pelvis, 0.04);
    let root = Limb::new(
        hip + pelvis.across * (0.010 * to_side * flesh.hips),
        hip + thigh * 0.09,
        (0.086 * girth, 0.083 * girth),
    );
    solids.limb(root, Group::Trunk, Material::Shorts, Part::Pelvis, 0.05);
}

fn breast(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh) {
    let (chest, girth, to_side) = (body.chest, flesh.girth, SIDES[side]);
    let shirt = (Material::Shirt, Part::Trunk);
    let broad = flesh.station(6).wide / 0.158;
    let middle = body.spine[6] + chest.way(-0.012, 0.118 * girth, 0.070 * to_side * broad);
    let radii = Vec3::new(0.086, 0.068, 0.040 + 0.008 * (flesh.looks.muscle - 1.0)) * girth;
    solids.ball(middle, chest, radii, Group::Trunk, shirt, 0.07);
    if flesh.looks.bust > 0.0 {
        let middle = body.spine[5] + chest.way(0.01, 0.132 * girth, 0.070 * to_side);
        let radii = Vec3::new(0.066, 0.062, 0.060) * girth * flesh.looks.bust.sqrt();
        solids.ball(middle, chest, radii, Group::Trunk, shirt, 0.035);
    }
}

/// From the neck over the top of the shoulder, and the walls of the armpit.
fn girdle(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh) {
    let (chest, girth, to_side) = (body.chest, flesh.girth, SIDES[side]);
    let shoulder = body.arms[side].shoulder;
    // A shoulder that is drawn up takes the muscle beside the neck with it, into a ridge below the ear.
    let drawn_up = ((shoulder - body.spine[SPINE]).dot(chest.up) + 0.05).max(0.0);
    let neck = body.spine[SPINE] + chest.way(0.55 * drawn_up, 0.008, 0.026 * to_side);
    let tip = shoulder + chest.way(0.024, 0.0, -0.03 * to_side);
    let slope = Limb::new(neck, tip, (0.046 * girth, 0.040 * girth))
        .belly(0.006 * flesh.looks.muscle + 0.10 * drawn_up, 0.4);
    solids.limb(slope, Group::Trunk, Material::Shirt, Part::Trunk, 0.05);
    // The breast reaches the front of the shoulder: one that tips forward is no ball before it.
    let forward = (shoulder - body.spine[7]).dot(chest.front);
    let inner = body.spine[7] + chest.way(-0.045, forward.max(0.03) + 0.010, 0.075 * to_side);
    let breast = Limb::new(
        inner,
        shoulder + chest.way(-0.02, 0.004, -0.020 * to_side),
        (0.046 * girth, 0.050 * girth),
    );
    solids.limb(breast, Group::Trunk, Material::Shirt, Part::Trunk, 0.06);
    let armpit = Limb::new(
        body.spine[7] + chest.way(0.0, 0.03, 0.06 * to_side),
        shoulder - chest.across * (0.012 * to_side),
        (0.066 * girth, 0.055 * girth),
    );
    solids.limb(armpit, Group::Trunk, Material::Shirt, Part::Trunk, 0.05);
}

/// The broad muscle from the armpit to the waist, the two along the spine, and the ridges of the blade.
fn back(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh) {
    let (chest, girth, to_side) = (body.chest, flesh.girth, SIDES[side]);
    let shoulder = body.arms[side].shoulder;
    let armpit = shoulder + chest.way(-0.105, -0.025, -0.02 * to_side);
    let waist = body.spine[3]
        + front(body, 3) * (flesh.station(3).ahead - 0.030)
        + across(body, 3) * (0.083 * to_side * girth);
    let broad =
        Limb::new(armpit, waist, (0.050 * girth, 0.040 * girth)).belly(0.012 * flesh.looks.muscle, 0.35);
    solids.limb(broad, Group::Trunk, Material::Shirt, Part::Trunk, 0.06);
    for joint in 1..6 {
        let at = |joint: usize| {
            body.spine[joint] - front(body, joint) * 0.034 + across(body, joint) * (0.037 * to_side)
        };
        let part = if joint < 2 { Part::Pelvis } else { Part::Trunk };
        let limb = Limb::new(at(joint), at(joint + 1), (0.036 * girth, 0.036 * girth));
        solids.limb(limb, Group::Trunk, Material::Shirt, part, 0.03);
    }
    // Flat on the ribs: only its inner border and its spine stand out under a shirt.
    let [outer, upper, lower] = body.blades[side];
    let inset = chest.front * 0.006;
    let border = Limb::new(upper + inset, lower + inset, (0.016, 0.020));
    solids.limb(border, Group::Trunk, Material::Shirt, Part::Trunk, 0.03);
    let spine = Limb::new(upper.lerp(lower, 0.18) + inset, outer, (0.014, 0.020));
    solids.limb(spine, Group::Trunk, Material::Shirt, Part::Trunk, 0.025);
}

/// The furrow over the spine: few long pieces, since where two meet it is carved twice.
fn furrow(solids: &mut Solids, body: &Body, flesh: &Flesh) {
    for joint in [1, 3, 5] {
        let at = |joint: usize| body.spine[joint] - front(body, joint) * (0.088 * flesh.girth);
        let limb = Limb::new(at(joint), at(joint + 2), (0.016, 0.016));
        solids.limb(limb, Group::Trunk, Material::Shirt, Part::Trunk, 0.045).carves = true;
    }
}

/// The shoulder blades as they are printed on the shirt.
pub(super) fn prints(body: &Body) -> Vec<Print> {
    let print = |side: usize| Print::new(body.spine[7], body.chest, body.blades[side], Part::Blade.on(side));
    (0..2).map(print).collect()
}

/// Where the waistband runs.
pub(super) fn belt(body: &Body) -> Belt {
    let up = (body.spine[2] - body.spine[1]).normalize_or(body.pelvis.up);
    Belt { middle: body.spine[1].lerp(body.spine[2], 0.45), up }
}
