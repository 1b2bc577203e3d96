//! Flesh and equipment as simple solids, to measure what lies in what.
//!
//! Coarser than any skin: what is clear here is clear in a picture. Radii are by eye, for 1.75 m. Must not know pictures.

use glam::Vec3;

use super::axes::Axes;
use super::equipment::{Equipment, HALF_BAR, Slab};
use super::place::Placed;
use super::proportions::{Proportions, Station};
use super::stage::BAR;

/// What a solid is a part of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Piece {
    Trunk,
    Head,
    UpperArm(usize),
    Forearm(usize),
    Hand(usize),
    Thigh(usize),
    Shank(usize),
    Foot(usize),
    /// A bar, a handle: what hands hold.
    Held,
    /// Plates, bells.
    Weight,
    /// Benches, seats, pads, racks.
    Support,
    /// Cables and straps.
    Line,
}

/// A solid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Solid {
    /// A line with a radius at each end.
    Limb {
        a: Vec3,
        b: Vec3,
        radii: (f32, f32),
    },
    /// A stretch of the trunk between two cross-sections.
    Trunk {
        a: (Vec3, Vec3, Station),
        b: (Vec3, Vec3, Station),
    },
    Ball {
        middle: Vec3,
        axes: Axes,
        radii: Vec3,
    },
    /// A disc about an axis.
    Disc {
        a: Vec3,
        b: Vec3,
        radius: f32,
    },
    Board(Slab),
}

impl Solid {
    /// How far a point is outside; below 0 inside. Near the skin right to some millimetres.
    pub(crate) fn distance(&self, point: Vec3) -> f32 {
        match self {
            Solid::Limb { a, b, radii } => {
                let share = along(*a, *b, point).clamp(0.0, 1.0);
                point.distance(a.lerp(*b, share)) - (radii.0 + (radii.1 - radii.0) * share)
            }
            Solid::Trunk { a, b } => {
                let share = along(a.0, b.0, point).clamp(0.0, 1.0);
                let mix = |from: f32, to: f32| from + (to - from) * share;
                let front = a.1.lerp(b.1, share).normalize_or_zero();
                let up = (b.0 - a.0).normalize_or_zero();
                let middle = a.0.lerp(b.0, share) + front * mix(a.2.ahead, b.2.ahead);
                let off = point - middle;
                let beyond = off.dot(up);
                let (deep, wide) = (mix(a.2.deep, b.2.deep), mix(a.2.wide, b.2.wide));
                let flat = Vec3::new(off.dot(front), off.dot(up.cross(front)), 0.0);
                let flat = ellipse(flat, Vec3::new(deep, wide, 1.0));
                if flat < 0.0 && beyond.abs() < 0.02 { flat } else { flat.max(0.0).hypot(beyond) }
            }
            Solid::Ball { middle, axes, radii } => ellipse(axes.shares(point - *middle), *radii),
            Solid::Disc { a, b, radius } => {
                let (up, long) = ((*b - *a).normalize_or_zero(), a.distance(*b));
                let off = point - *a;
                let (high, out) = (off.dot(up), (off - up * off.dot(up)).length());
                let (high, out) = ((high - long / 2.0).abs() - long / 2.0, out - radius);
                high.max(out).min(0.0) + high.max(0.0).hypot(out.max(0.0))
            }
            Solid::Board(slab) => {
                let off = slab.axes.shares(point - slab.middle).abs() - slab.half;
                off.max(Vec3::ZERO).length() + off.max_element().min(0.0)
            }
        }
    }

    /// How deep this one is in another one, in metres; below 0 so far away. Sampled along its line.
    pub(crate) fn depth_in(&self, other: &Solid) -> f32 {
        let samples = 24_u8;
        let shares = (0..=samples).map(|step| f32::from(step) / f32::from(samples));
        let deepest = |it: &mut dyn Iterator<Item = f32>| it.fold(f32::NEG_INFINITY, f32::max);
        match self {
            Solid::Limb { a, b, radii } => deepest(
                &mut shares
                    .map(|share| radii.0 + (radii.1 - radii.0) * share - other.distance(a.lerp(*b, share))),
            ),
            Solid::Trunk { a, b } => deepest(&mut shares.flat_map(|share| {
                let front = a.1.lerp(b.1, share).normalize_or_zero();
                let middle = a.0.lerp(b.0, share);
                let (from, to) =
                    (a.2.ahead + (b.2.ahead - a.2.ahead) * share, a.2.deep + (b.2.deep - a.2.deep) * share);
                [1.0, -1.0].map(|way| -other.distance(middle + front * (from + to * way)))
            })),
            Solid::Ball { middle, axes, radii } => {
                let ways = [-1.0_f32, 0.0, 1.0];
                deepest(
                    &mut ways
                        .into_iter()
                        .flat_map(move |x| ways.into_iter().flat_map(move |y| ways.map(|z| (x, y, z))))
                        .map(|(x, y, z)| {
                            let way = Vec3::new(x, y, z).normalize_or_zero() * *radii;
                            -other.distance(*middle + axes.way(way.x, way.y, way.z))
                        }),
                )
            }
            Solid::Disc { a, b, radius } => {
                let up = (*b - *a).normalize_or_zero();
                let side = up.any_orthonormal_vector();
                let other_side = up.cross(side);
                deepest(&mut shares.map(|share| {
                    let (sine, cosine) = (share * std::f32::consts::TAU).sin_cos();
                    let rim = (side * cosine + other_side * sine) * *radius;
                    (-other.distance(*a + rim)).max(-other.distance(*b + rim))
                }))
            }
            Solid::Board(_) => f32::NEG_INFINITY,
        }
    }
}

fn along(a: Vec3, b: Vec3, point: Vec3) -> f32 {
    (point - a).dot(b - a) / (b - a).length_squared().max(1e-9)
}

/// The distance from an ellipsoid, after Quilez: exact on its skin.
fn ellipse(point: Vec3, radii: Vec3) -> f32 {
    let (near, slope) = ((point / radii).length(), (point / (radii * radii)).length());
    if slope < 1e-6 { -radii.min_element() } else { near * (near - 1.0) / slope }
}

/// All solids of a body and its equipment.
pub(crate) fn solids(of: &Proportions, placed: &Placed) -> Vec<(Piece, Solid)> {
    let mut out = Vec::new();
    flesh(of, placed, &mut out);
    for thing in &placed.equipment {
        tools(thing, &mut out);
    }
    out
}

fn flesh(of: &Proportions, placed: &Placed, out: &mut Vec<(Piece, Solid)>) {
    let (body, flesh, scale) = (&placed.body, of.flesh(), of.scale());
    let section = |place: usize| {
        let at = f32::from(u8::try_from(place).unwrap_or(0));
        (body.spine[place], body.ahead(at), of.station(at))
    };
    for place in 0..7 {
        out.push((Piece::Trunk, Solid::Trunk { a: section(place), b: section(place + 1) }));
    }
    let radii = Vec3::new(0.115, 0.098, 0.077) * scale;
    out.push((Piece::Head, Solid::Ball { middle: body.head, axes: body.face, radii }));
    let mut limb = |piece, a, b, from: f32, to: f32, size: f32| {
        out.push((piece, Solid::Limb { a, b, radii: (from * size, to * size) }));
    };
    for side in 0..2 {
        let (arm, leg) = (&body.arms[side], &body.legs[side]);
        limb(Piece::UpperArm(side), arm.shoulder, arm.elbow, 0.048, 0.036, flesh);
        limb(Piece::Forearm(side), arm.elbow, arm.wrist, 0.036, 0.026, flesh);
        limb(Piece::Hand(side), arm.wrist, arm.grip, 0.026, 0.030, scale);
        limb(Piece::Thigh(side), leg.hip.lerp(leg.knee, 0.12), leg.knee, 0.082, 0.050, flesh);
        limb(Piece::Shank(side), leg.knee, leg.ankle, 0.046, 0.034, flesh);
        // The sole is the skin, not the line.
        let up = (leg.ankle - leg.heel.lerp(leg.toe, of.heel / (of.heel + of.toe))).normalize_or_zero();
        let (heel, toe) = (leg.heel.lerp(leg.toe, 0.12), leg.toe.lerp(leg.heel, 0.10));
        limb(Piece::Foot(side), heel + up * (0.030 * scale), toe + up * (0.026 * scale), 0.030, 0.026, scale);
    }
}

fn tools(thing: &Equipment, out: &mut Vec<(Piece, Solid)>) {
    let mut bar = |piece, middle: Vec3, along: Vec3, half: f32, radius: f32| {
        let (a, b) = (middle - along * half, middle + along * half);
        out.push((piece, Solid::Limb { a, b, radii: (radius, radius) }));
    };
    match thing {
        Equipment::Barbell { middle, along, plate } => {
            bar(Piece::Held, *middle, *along, HALF_BAR, BAR);
            for side in [1.0, -1.0] {
                let (a, b) = (*middle + *along * (0.67 * side), *middle + *along * (0.72 * side));
                out.push((Piece::Weight, Solid::Disc { a, b, radius: *plate }));
            }
        }
        Equipment::Dumbbell { middle, along, half, radius } => {
            bar(Piece::Held, *middle, *along, *half, 0.016);
            for side in [1.0, -1.0] {
                let (a, b) = (*middle + *along * (half * 0.45 * side), *middle + *along * (*half * side));
                out.push((Piece::Weight, Solid::Disc { a, b, radius: *radius }));
            }
        }
        Equipment::Kettlebell { handle, along, ball, radius } => {
            bar(Piece::Held, *handle, *along, 0.06, 0.017);
            let radii = (*radius, *radius);
            out.push((Piece::Weight, Solid::Limb { a: *ball, b: *ball + Vec3::Y * 1e-3, radii }));
        }
        Equipment::Landmine { held, foot, plate, radius } => {
            let along = (*foot - *held).normalize_or_zero();
            let (a, b) = (*held - along * 0.12, *foot);
            out.push((Piece::Held, Solid::Limb { a, b, radii: (0.024, 0.016) }));
            out.push((Piece::Weight, Solid::Disc { a: *plate, b: *plate + along * 0.045, radius: *radius }));
        }
        Equipment::Handle { middle, along, half } => bar(Piece::Held, *middle, *along, *half, 0.016),
        Equipment::PullUpBar { middle, along, half } => bar(Piece::Held, *middle, *along, *half, 0.016),
        Equipment::Cable { from, to } | Equipment::Strap { anchor: from, handle: to } => {
            out.push((Piece::Line, Solid::Limb { a: *from, b: *to, radii: (0.006, 0.006) }));
        }
        Equipment::Bench(slab) | Equipment::Seat(slab) | Equipment::Pad { slab, .. } => {
            out.push((Piece::Support, Solid::Board(*slab)));
        }
        Equipment::Post { foot, top } => {
            out.push((Piece::Support, Solid::Limb { a: *foot, b: *top, radii: (0.05, 0.05) }));
        }
        Equipment::Rack { feet, height } => {
            for foot in feet {
                let b = *foot + Vec3::Y * *height;
                out.push((Piece::Support, Solid::Limb { a: *foot, b, radii: (0.03, 0.03) }));
            }
        }
        Equipment::Floor | Equipment::Stop { .. } => {}
    }
}
