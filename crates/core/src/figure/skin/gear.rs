//! Equipment as solids: what is lifted and pulled, and what stands around.
//!
//! Must not know why a thing is where it is: the skeleton puts it there.

use glam::{Mat3, Vec3};

use super::solid::{Fits, Group, Limb, Shape, Solid};
use super::{Material, Part, Solids, columns};
use crate::figure::skeleton::equipment::{COLLAR, HALF_BAR};
use crate::figure::skeleton::{Equipment, Slab};

/// The thickness of the pieces, as radii in metres: a men's bar is 28 mm thick and 50 mm at its sleeves.
const BAR: f32 = 0.014;
const SLEEVE: f32 = 0.025;
const GRIP: f32 = 0.017;
const CABLE: f32 = 0.006;
const STRAP: f32 = 0.014;
const TUBE: f32 = 0.027;

pub(super) fn cover(solids: &mut Solids, equipment: &[Equipment]) {
    for thing in equipment {
        match thing {
            Equipment::Floor => {}
            Equipment::Barbell { middle, along, plate } => barbell(solids, *middle, *along, *plate),
            Equipment::Dumbbell { middle, along, half, radius } => {
                dumbbell(solids, *middle, *along, *half, *radius);
            }
            Equipment::Kettlebell { handle, along, ball, radius } => {
                kettlebell(solids, *handle, *along, *ball, *radius);
            }
            Equipment::Landmine { held, foot, plate, radius } => {
                landmine(solids, *held, *foot, *plate, *radius);
            }
            Equipment::Cable { from, to } => cable(solids, *from, *to, equipment),
            Equipment::Handle { middle, along, half } => {
                let end = *along * half.max(0.055);
                let material = if *half > 0.2 { Material::Steel } else { Material::Handle };
                rod(solids, *middle - end, *middle + end, GRIP, material, Part::Weight);
            }
            Equipment::Post { foot, top } => post(solids, *foot, *top),
            Equipment::Strap { anchor, handle } => strap(solids, *anchor, *handle, equipment),
            Equipment::Bench(slab) => bench(solids, slab),
            Equipment::Seat(slab) => seat(solids, slab),
            Equipment::Pad { slab, foot } => pad(solids, slab, *foot),
            Equipment::Stop { middle, half } => {
                let end = Vec3::Y * *half;
                rod(solids, *middle - end, *middle + end, 0.016, Material::Frame, Part::Stand);
                rod(
                    solids,
                    *middle + Vec3::X * 0.02,
                    *middle + Vec3::X * 0.30,
                    0.016,
                    Material::Frame,
                    Part::Stand,
                )
                .fits = Fits::Not;
            }
            Equipment::Rack { feet, height } => rack(solids, *feet, *height),
            Equipment::PullUpBar { middle, along, half } => {
                let end = *along * *half;
                rod(solids, *middle - end, *middle + end, 0.016, Material::Steel, Part::Stand);
            }
        }
    }
}

fn rod(solids: &mut Solids, from: Vec3, to: Vec3, radius: f32, material: Material, part: Part) -> &mut Solid {
    solids.limb(Limb::new(from, to, (radius, radius)), Group::Gear, material, part, 0.0)
}

/// A cylinder from end to end.
fn drum(
    solids: &mut Solids,
    from: Vec3,
    to: Vec3,
    (radius, round): (f32, f32),
    material: Material,
    part: Part,
) -> &mut Solid {
    let along = (to - from).normalize_or(Vec3::Z);
    let half = from.distance(to) / 2.0;
    let shape = Shape::Cylinder { middle: from.midpoint(to), along, half, radius, round };
    solids.add(shape, Group::Gear, material, part, 0.0)
}

fn board(solids: &mut Solids, middle: Vec3, axes: Mat3, half: Vec3, material: Material) -> &mut Solid {
    let round = half.min_element().min(0.03) * 0.8;
    solids.add(Shape::Slab { middle, axes, half, round }, Group::Gear, material, Part::Stand, 0.0)
}

/// The plate on the working side is glass within its rim: it would hide the trunk, and without a rim nobody knows where it
/// is. The bar's ends may leave the picture at its sides.
fn barbell(solids: &mut Solids, middle: Vec3, along: Vec3, plate: f32) {
    rod(solids, middle - along * COLLAR, middle + along * COLLAR, BAR, Material::Steel, Part::Weight).fits =
        Fits::Not;
    for side in [-1.0_f32, 1.0] {
        let at = |far: f32| middle + along * (far * side);
        let (steel, weight) = (Material::Steel, Part::Weight);
        let sleeve = drum(solids, at(COLLAR), at(HALF_BAR - 0.20), (SLEEVE, 0.004), steel, weight);
        sleeve.fits = Fits::Not;
        let disc = (plate * 0.84, 0.012);
        let weight = drum(solids, at(COLLAR + 0.015), at(COLLAR + 0.06), disc, Material::Plate, weight);
        (weight.glass, weight.fits) = (side > 0.0, Fits::InHeight);
        drum(solids, at(COLLAR), at(COLLAR + 0.067), (0.05, 0.012), Material::Hub, Part::Weight);
        if side > 0.0 {
            rim(solids, at(COLLAR + 0.037), along, plate * 0.84 - RIM);
        }
    }
}

/// Half the thickness of the rim of a plate of glass, and of how many straight pieces it is made.
const RIM: f32 = 0.016;
const PIECES: u8 = 20;

fn rim(solids: &mut Solids, middle: Vec3, along: Vec3, radius: f32) {
    let up = along.any_orthonormal_vector();
    let aside = along.cross(up);
    let at = |piece: u8| {
        let (sine, cosine) = (f32::from(piece) / f32::from(PIECES) * std::f32::consts::TAU).sin_cos();
        middle + (up * cosine + aside * sine) * radius
    };
    for piece in 0..PIECES {
        rod(solids, at(piece), at(piece + 1), RIM, Material::Plate, Part::Weight).fits = Fits::Not;
    }
}

fn dumbbell(solids: &mut Solids, middle: Vec3, along: Vec3, half: f32, radius: f32) {
    rod(
        solids,
        middle - along * (half - 0.02),
        middle + along * (half - 0.02),
        GRIP,
        Material::Steel,
        Part::Weight,
    );
    for side in [-1.0_f32, 1.0] {
        let at = |far: f32| middle + along * (far * side);
        drum(solids, at(0.072), at(half), (radius, 0.02), Material::Plate, Part::Weight);
        drum(solids, at(0.065), at(half + 0.008), (0.034, 0.008), Material::Hub, Part::Weight);
    }
}

fn kettlebell(solids: &mut Solids, handle: Vec3, along: Vec3, ball: Vec3, radius: f32) {
    let shape = Shape::Ellipsoid { middle: ball, axes: Mat3::IDENTITY, radii: Vec3::splat(radius) };
    solids.add(shape, Group::Gear, Material::Plate, Part::Weight, 0.02);
    let ends = [-1.0_f32, 1.0].map(|side| handle + along * (side * 0.055));
    rod(solids, ends[0], ends[1], 0.017, Material::Steel, Part::Weight);
    for (end, side) in ends.into_iter().zip([-1.0_f32, 1.0]) {
        let foot = ball + (handle - ball) * 0.45 + along * (side * radius * 0.80);
        rod(solids, end, foot, 0.017, Material::Steel, Part::Weight).melt = 0.02;
    }
}

fn landmine(solids: &mut Solids, held: Vec3, foot: Vec3, plate: Vec3, radius: f32) {
    let along = (foot - held).normalize_or(Vec3::Z);
    let bar = Limb::new(held - along * 0.10, foot, (SLEEVE, 0.016));
    solids.limb(bar, Group::Gear, Material::Steel, Part::Weight, 0.0).fits = Fits::Not;
    let at = |far: f32| plate + along * far;
    drum(solids, at(-0.022), at(0.022), (radius, 0.012), Material::Plate, Part::Weight).fits = Fits::Not;
    drum(solids, at(-0.032), at(0.032), (0.06, 0.012), Material::Hub, Part::Weight).fits = Fits::Not;
    let base = foot - Vec3::Y * (foot.y - 0.02);
    board(solids, base, Mat3::IDENTITY, Vec3::new(0.08, 0.02, 0.08), Material::Frame).fits = Fits::Not;
}

/// A cable to its handle: where that is a handle, by two short straps from its ends.
fn cable(solids: &mut Solids, from: Vec3, to: Vec3, equipment: &[Equipment]) {
    let apex = bridle(solids, from, to, 0.11, equipment);
    rod(solids, apex, from, CABLE, Material::Cable, Part::Weight).fits = Fits::Not;
    let joins = |thing: &Equipment| matches!(thing, Equipment::Cable { to, .. } if to.distance(from) < 1e-3);
    if equipment.iter().any(joins) {
        // It is one of two that meet before they go on as one.
        return;
    }
    let pulley = Vec3::Z * 0.02;
    drum(solids, from - pulley, from + pulley, (0.05, 0.008), Material::Steel, Part::Stand).fits = Fits::Not;
}

fn strap(solids: &mut Solids, anchor: Vec3, handle: Vec3, equipment: &[Equipment]) {
    let apex = bridle(solids, anchor, handle, 0.13, equipment);
    rod(solids, apex, anchor, STRAP, Material::Strap, Part::Weight).fits = Fits::Not;
    rod(solids, anchor, anchor + Vec3::Y * 0.12, 0.02, Material::Strap, Part::Stand).fits = Fits::Not;
}

/// The two short straps from the ends of the handle at `to` toward `from`; where they meet.
fn bridle(solids: &mut Solids, from: Vec3, to: Vec3, long: f32, equipment: &[Equipment]) -> Vec3 {
    let held = equipment.iter().find_map(|thing| match thing {
        Equipment::Handle { middle, along, half } if middle.distance(to) < 0.05 => {
            Some(*along * half.max(0.055))
        }
        _ => None,
    });
    let Some(end) = held else { return to };
    if end.length() > 0.2 {
        // A bar for two hands has its eye in the middle.
        return to;
    }
    let apex = to + (from - to).normalize_or(Vec3::Y) * (long + end.length() - 0.055);
    for tip in [to - end, to + end] {
        rod(solids, tip, apex, 0.008, Material::Strap, Part::Weight);
    }
    apex
}

/// The post that a pulley hangs on.
fn post(solids: &mut Solids, foot: Vec3, top: Vec3) {
    let half = (top.y - foot.y) / 2.0;
    let middle = Vec3::new(foot.x, foot.y + half, foot.z);
    board(solids, middle, Mat3::IDENTITY, Vec3::new(0.05, half, 0.06), Material::Frame).fits = Fits::Not;
    let arm = Vec3::new(foot.x, top.y - 0.1, top.z);
    rod(solids, arm - Vec3::X * 0.12, arm, 0.02, Material::Frame, Part::Stand).fits = Fits::Not;
}

/// A cushion on two legs, each with a foot across.
fn bench(solids: &mut Solids, slab: &Slab) {
    cushion(solids, slab);
    let axes = slab.axes;
    let lies_along = slab.half.y >= slab.half.z;
    let (along, half) = if lies_along { (axes.front, slab.half.y) } else { (axes.across, slab.half.z) };
    let foot = if lies_along { axes.across * slab.half.z } else { axes.front * slab.half.y } * 1.5;
    for end in [-1.0_f32, 1.0] {
        let under = slab.middle + along * (end * (half - 0.12)) - Vec3::Y * 0.05;
        let ground = Vec3::new(under.x, 0.03, under.z);
        rod(solids, ground, under, TUBE, Material::Frame, Part::Stand);
        rod(solids, ground - foot, ground + foot, TUBE, Material::Frame, Part::Stand);
    }
    let beam = along * (half - 0.10);
    let under = slab.middle - Vec3::Y * (slab.half.x + 0.02);
    rod(solids, under - beam, under + beam, TUBE * 0.9, Material::Frame, Part::Stand);
}

/// The cushion of a bench, a seat or a pad.
fn cushion(solids: &mut Solids, slab: &Slab) {
    let half = Vec3::new(slab.half.z, slab.half.x, slab.half.y);
    board(solids, slab.middle, columns(slab.axes), half, Material::Pad);
}

fn seat(solids: &mut Solids, slab: &Slab) {
    cushion(solids, slab);
    let under = slab.middle - Vec3::Y * slab.half.x;
    let foot = Vec3::new(under.x, 0.035, under.z);
    rod(solids, foot, under, 0.035, Material::Frame, Part::Stand);
    rod(solids, foot - Vec3::X * 0.22, foot + Vec3::X * 0.30, 0.033, Material::Frame, Part::Stand);
    rod(
        solids,
        foot - Vec3::new(0.22, 0.0, 0.2),
        foot - Vec3::new(0.22, 0.0, -0.2),
        0.03,
        Material::Frame,
        Part::Stand,
    );
}

fn pad(solids: &mut Solids, slab: &Slab, foot: Vec3) {
    cushion(solids, slab);
    let behind = slab.middle + slab.axes.front * (slab.half.y + 0.02);
    let knee = behind + slab.axes.front * 0.03 - Vec3::Y * 0.12;
    let foot = Vec3::new(foot.x, 0.035, foot.z);
    rod(solids, behind, knee, 0.025, Material::Frame, Part::Stand);
    rod(solids, knee, foot, 0.03, Material::Frame, Part::Stand);
    rod(solids, foot - Vec3::X * 0.40, foot + Vec3::X * 0.30, 0.033, Material::Frame, Part::Stand).fits =
        Fits::Not;
}

fn rack(solids: &mut Solids, feet: [Vec3; 2], height: f32) {
    for foot in feet {
        let middle = foot + Vec3::Y * (height / 2.0);
        let upright = Vec3::new(0.03, height / 2.0, 0.03);
        board(solids, middle, Mat3::IDENTITY, upright, Material::Frame).fits = Fits::Not;
        let base = foot + Vec3::Y * 0.03;
        rod(solids, base - Vec3::X * 0.35, base + Vec3::X * 0.35, 0.03, Material::Frame, Part::Stand).fits =
            Fits::Not;
        let hook = foot + Vec3::Y * (height - 0.08);
        rod(solids, hook, hook + Vec3::X * 0.09, 0.014, Material::Steel, Part::Stand).fits = Fits::Not;
        let tip = hook + Vec3::X * 0.09;
        rod(solids, tip, tip + Vec3::Y * 0.04, 0.014, Material::Steel, Part::Stand).fits = Fits::Not;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_plate_is_seen_through_within_a_rim_that_is_not() {
        let mut solids = Solids(Vec::new());
        barbell(&mut solids, Vec3::ZERO, Vec3::Z, 0.2);
        let glass: Vec<&Solid> = solids.0.iter().filter(|solid| solid.glass).collect();
        assert_eq!(glass.len(), 1, "the disc and nothing else");
        assert_eq!(glass[0].material, Material::Plate);
        let near = solids.0.iter().filter(|solid| {
            let (from, to, _) = solid.bound();
            !solid.glass && solid.material == Material::Plate && from.midpoint(to).z > 0.0
        });
        assert_eq!(near.count(), usize::from(PIECES));
    }
}
