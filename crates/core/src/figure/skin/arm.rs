//! An arm: deltoid and sleeve, biceps and triceps, forearm, and a hand that grips or lies open.
//!
//! Must not know what the hand holds, beyond the way it closes around it.

use glam::{Mat3, Vec3};

use super::solid::{Group, Limb, Shape};
use super::{Flesh, Material, Part, Solids, square};
use crate::figure::skeleton::Axes;
use crate::figure::skeleton::body::{Arm, Body, SIDES};

pub(super) fn cover(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh) {
    let arm = &body.arms[side];
    #[expect(clippy::cast_possible_truncation, reason = "two sides")]
    let group = Group::Arm(side as u8);
    upper(solids, body, side, flesh, group);
    let (girth, part) = (flesh.girth, Part::Forearm.on(side));
    let along = (arm.elbow - arm.shoulder).normalize_or(Vec3::NEG_Y);
    let fore = (arm.wrist - arm.elbow).normalize_or(Vec3::NEG_Y);
    let inner = square(fore, along, body.chest.front);
    let bulge = 0.010 * flesh.looks.muscle;
    let limb = Limb::new(arm.elbow, arm.wrist, (0.036 * girth, 0.025 * girth)).belly(bulge, 0.25);
    solids.limb(limb, group, Material::Skin, part, 0.02);
    let far = arm.elbow.lerp(arm.wrist, 0.6) + inner * 0.004;
    let limb = Limb::new(arm.elbow + along * 0.005, far, (0.030 * girth, 0.021 * girth)).belly(bulge, 0.4);
    solids.limb(limb, group, Material::Skin, part, 0.03);
    match arm.closes {
        Some(axis) => fist(solids, arm, axis, group, part),
        None => open(solids, arm, group, part),
    }
}

fn upper(solids: &mut Solids, body: &Body, side: usize, flesh: &Flesh, group: Group) {
    let arm = &body.arms[side];
    let (girth, part) = (flesh.girth, Part::UpperArm.on(side));
    let along = (arm.elbow - arm.shoulder).normalize_or(Vec3::NEG_Y);
    let fore = (arm.wrist - arm.elbow).normalize_or(Vec3::NEG_Y);
    let inner = square(fore, along, body.chest.front);
    // The deltoid is in the trunk's group as well, so that no seam shows.
    let top = arm.shoulder + body.chest.way(0.010, 0.0, 0.008 * SIDES[side]);
    let deltoid = Limb::new(top, arm.shoulder + along * 0.135, (0.058 * girth, 0.044 * girth))
        .belly(0.007 * flesh.looks.muscle, 0.35);
    solids.limb(deltoid, Group::Trunk, Material::Shirt, Part::Trunk, 0.04);
    solids.limb(deltoid, group, Material::Shirt, part, 0.03);
    let sleeve = Limb::new(arm.shoulder, arm.elbow, (0.050 * girth, 0.036 * girth)).belly(0.004, 0.5);
    solids.limb(sleeve, group, Material::Shirt, part, 0.03);
    let at = |share: f32, off: f32| arm.shoulder.lerp(arm.elbow, share) + inner * off;
    let bulge = 0.012 * girth * flesh.looks.muscle;
    let biceps =
        Limb::new(at(0.30, 0.012), at(0.95, 0.012), (0.028 * girth, 0.022 * girth)).belly(bulge, 0.5);
    solids.limb(biceps, group, Material::Shirt, part, 0.03);
    let triceps =
        Limb::new(at(0.22, -0.018), at(0.92, -0.012), (0.032 * girth, 0.022 * girth)).belly(bulge, 0.4);
    solids.limb(triceps, group, Material::Shirt, part, 0.03);
}

/// A fist around something that runs along `axis`.
fn fist(solids: &mut Solids, arm: &Arm, axis: Vec3, group: Group, part: Part) {
    let reach = (arm.grip - arm.wrist).normalize_or(Vec3::NEG_Y);
    let axis = square(axis, reach, reach.any_orthonormal_vector());
    let palm = square(arm.palm, reach, axis.cross(reach));
    let palm = square(palm, axis, axis.cross(reach));
    let back = arm.grip - palm * 0.016;
    let wrist = Limb::new(arm.wrist, back - reach * 0.012, (0.026, 0.030)).flat(palm, 0.8);
    solids.limb(wrist, group, Material::Skin, part, 0.02);
    let axes = Mat3::from_cols(axis, reach, palm);
    let knuckles = Shape::Slab {
        middle: back + reach * 0.006,
        axes,
        half: Vec3::new(0.043, 0.040, 0.022),
        round: 0.020,
    };
    solids.add(knuckles, group, Material::Skin, part, 0.015);
    // The fingers come back around what they hold.
    for step in [-1.5_f32, -0.5, 0.5, 1.5] {
        let middle = arm.grip + axis * (step * 0.0215);
        let knuckle = middle + reach * 0.036 - palm * 0.012;
        let tip = middle + palm * 0.026 - reach * 0.002;
        let bent = middle + reach * 0.034 + palm * 0.020;
        solids.limb(Limb::new(knuckle, bent, (0.012, 0.011)), group, Material::Skin, part, 0.008);
        solids.limb(Limb::new(bent, tip, (0.011, 0.010)), group, Material::Skin, part, 0.008);
    }
    let thumb = Limb::new(
        arm.wrist.lerp(back, 0.55) + palm * 0.012,
        arm.grip + palm * 0.030 + reach * 0.012 - axis * 0.012,
        (0.015, 0.011),
    );
    solids.limb(thumb, group, Material::Skin, part, 0.012);
}

/// An open hand that leans on something.
fn open(solids: &mut Solids, arm: &Arm, group: Group, part: Part) {
    let palm = arm.palm.normalize_or(Vec3::NEG_Y);
    let reach = square(arm.grip - arm.wrist, palm, square(Vec3::X, palm, palm.any_orthonormal_vector()));
    let wrist = Limb::new(arm.wrist, arm.grip, (0.026, 0.034));
    solids.limb(wrist, group, Material::Skin, part, 0.02);
    let axes = Axes { up: reach, front: palm, across: palm.cross(reach) };
    let flat = Limb::new(arm.grip - reach * 0.02, arm.grip + reach * 0.055, (0.042, 0.040)).flat(palm, 0.45);
    solids.limb(flat, group, Material::Skin, part, 0.02);
    for step in [-1.5_f32, -0.5, 0.5, 1.5] {
        let root = arm.grip + reach * 0.05 + axes.across * (step * 0.020);
        let tip = root + reach * 0.065 + axes.across * (step * 0.006);
        solids.limb(Limb::new(root, tip, (0.011, 0.009)), group, Material::Skin, part, 0.006);
    }
}
