//! Simple solids: how far points are from each, and how solids of one group melt into each other.
//!
//! A distance here is signed (below 0 within), in metres, and never much more than the true one, so that a ray may step by
//! it (sphere tracing, Hart 1996). Must not know bodies, cameras and colours.

use glam::{Mat3, Vec3};
use wide::f32x8;

use super::material::{Material, Part};
use super::packet::{Points, all};

/// The shape of a solid. Metres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Shape {
    /// A limb: round from a radius at one end to another at the other, with a muscle's belly between.
    Limb(Limb),
    /// An ellipsoid with its radii along three unit vectors.
    Ellipsoid { middle: Vec3, axes: Mat3, radii: Vec3 },
    /// A box with round edges, its half sides along three unit vectors.
    Slab { middle: Vec3, axes: Mat3, half: Vec3, round: f32 },
    /// A cylinder from its middle along a unit vector to both sides.
    Cylinder { middle: Vec3, along: Vec3, half: f32, radius: f32, round: f32 },
}

/// A tapered limb.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Limb {
    from: Vec3,
    to: Vec3,
    radii: (f32, f32),
    /// How much thicker it is at its thickest than a straight taper.
    belly: f32,
    /// Where that is, as a share of the way.
    thickest: f32,
    /// A unit vector along which it is flattened, and to which share.
    flat: Vec3,
    squash: f32,
    /// The way from end to end after it is stretched to be round again, and one over its square.
    way: Vec3,
    inverse: f32,
}

impl Limb {
    /// A limb whose surface is `radii` from its ends.
    pub(crate) fn new(from: Vec3, to: Vec3, radii: (f32, f32)) -> Limb {
        let mut limb = Limb {
            from,
            to,
            radii,
            belly: 0.0,
            thickest: 0.5,
            flat: Vec3::X,
            squash: 1.0,
            way: Vec3::ZERO,
            inverse: 0.0,
        };
        limb.settle();
        limb
    }

    /// With a belly of this height at this share of its way.
    pub(crate) fn belly(mut self, height: f32, thickest: f32) -> Limb {
        (self.belly, self.thickest) = (height, thickest);
        self
    }

    /// Flattened along `flat` to a share of its thickness there.
    pub(crate) fn flat(mut self, flat: Vec3, squash: f32) -> Limb {
        (self.flat, self.squash) = (flat, squash.min(1.0));
        self.settle();
        self
    }

    fn settle(&mut self) {
        let way = self.to - self.from;
        self.way = way + self.flat * (way.dot(self.flat) * (1.0 / self.squash - 1.0));
        self.inverse = 1.0 / self.way.length_squared().max(1e-9);
    }

    /// The distances of eight points.
    #[inline]
    fn distance(&self, points: Points) -> f32x8 {
        let mut off = points.moved(-self.from);
        if self.squash < 1.0 {
            let stretch = 1.0 / self.squash - 1.0;
            off = off.along(off.dot(self.flat) * all(stretch), self.flat);
        }
        let share = (off.dot(self.way) * all(self.inverse)).fast_max(f32x8::ZERO).fast_min(f32x8::ONE);
        let mut radius = all(self.radii.0) + all(self.radii.1 - self.radii.0) * share;
        if self.belly != 0.0 {
            let up = (share * all(1.0 / self.thickest))
                .fast_min((f32x8::ONE - share) * all(1.0 / (1.0 - self.thickest)));
            radius += all(self.belly) * up * up * (all(3.0) - up - up);
        }
        let far = off.along(-share, self.way).length();
        (far - radius) * all(self.squash)
    }
}

/// What melts together: solids of one group do, solids of two groups only touch. So an arm never grows to the ribs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Group {
    Trunk,
    Head,
    /// The working side's, and the other's.
    Arm(u8),
    Leg(u8),
    /// What is lifted and what stands around.
    Gear,
}

/// How much of a solid has to be in the picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fits {
    Whole,
    /// It may leave at the sides alone: a plate over the head is what a press is about.
    InHeight,
    /// Nothing is made smaller for it.
    Not,
}

/// One solid.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Solid {
    pub(crate) shape: Shape,
    pub(crate) group: Group,
    pub(crate) material: Material,
    pub(crate) part: Part,
    /// How wide the seam is that fills the corner to its group, in metres; 0 for none.
    pub(crate) melt: f32,
    /// Whether it is taken away from what its group has so far.
    pub(crate) carves: bool,
    /// Whether what is behind it shows through.
    pub(crate) glass: bool,
    pub(crate) fits: Fits,
}

impl Solid {
    pub(crate) fn new(shape: Shape, group: Group, material: Material, part: Part, melt: f32) -> Solid {
        Solid { shape, group, material, part, melt, carves: false, glass: false, fits: Fits::Whole }
    }

    /// Makes it so many times as large, about the origin.
    pub(crate) fn scale(&mut self, factor: f32) {
        self.melt *= factor;
        match &mut self.shape {
            Shape::Limb(limb) => {
                limb.from *= factor;
                limb.to *= factor;
                limb.radii = (limb.radii.0 * factor, limb.radii.1 * factor);
                limb.belly *= factor;
                limb.settle();
            }
            Shape::Ellipsoid { middle, radii, .. } => (*middle, *radii) = (*middle * factor, *radii * factor),
            Shape::Slab { middle, half, round, .. } => {
                (*middle, *half, *round) = (*middle * factor, *half * factor, *round * factor);
            }
            Shape::Cylinder { middle, half, radius, round, .. } => {
                *middle *= factor;
                (*half, *radius, *round) = (*half * factor, *radius * factor, *round * factor);
            }
        }
    }

    /// The distances of eight points.
    #[inline]
    pub(crate) fn distance(&self, points: Points) -> f32x8 {
        match &self.shape {
            Shape::Limb(limb) => limb.distance(points),
            Shape::Ellipsoid { middle, axes, radii } => {
                let inverse = radii.recip();
                let near = within(points, *middle, *axes).scaled(inverse);
                let first = near.length();
                let second = near.scaled(inverse).length().fast_max(all(1e-6));
                first * (first - f32x8::ONE) / second
            }
            Shape::Slab { middle, axes, half, round } => {
                let near = within(points, *middle, *axes);
                let (x, y, z) = (
                    near.x.abs() - all(half.x - round),
                    near.y.abs() - all(half.y - round),
                    near.z.abs() - all(half.z - round),
                );
                let none = f32x8::ZERO;
                let out = Points { x: x.fast_max(none), y: y.fast_max(none), z: z.fast_max(none) }.length();
                out + x.fast_max(y).fast_max(z).fast_min(none) - all(*round)
            }
            Shape::Cylinder { middle, along, half, radius, round } => {
                let off = points.moved(-*middle);
                let high = off.dot(*along);
                let wide = off.along(-high, *along).length() - all(radius - round);
                let high = high.abs() - all(half - round);
                let none = f32x8::ZERO;
                let (x, y) = (wide.fast_max(none), high.fast_max(none));
                wide.fast_max(high).fast_min(none) + (x * x + y * y).sqrt() - all(*round)
            }
        }
    }

    /// A capsule around it: its ends and its radius.
    pub(crate) fn bound(&self) -> (Vec3, Vec3, f32) {
        match &self.shape {
            Shape::Limb(limb) => (limb.from, limb.to, limb.radii.0.max(limb.radii.1) + limb.belly.max(0.0)),
            Shape::Ellipsoid { middle, radii, .. } => (*middle, *middle, radii.max_element()),
            Shape::Slab { middle, axes, half, .. } => {
                let longest = half.max_position();
                let way = axes.col(longest) * half[longest];
                let mut rest = *half;
                rest[longest] = 0.0;
                (*middle - way, *middle + way, rest.length())
            }
            Shape::Cylinder { middle, along, half, radius, .. } => {
                (*middle - *along * *half, *middle + *along * *half, *radius)
            }
        }
    }
}

/// Points as seen from a solid's own middle and axes.
#[inline]
fn within(points: Points, middle: Vec3, axes: Mat3) -> Points {
    let off = points.moved(-middle);
    Points { x: off.dot(axes.x_axis), y: off.dot(axes.y_axis), z: off.dot(axes.z_axis) }
}

/// What is nearest to nothing.
pub(crate) const FAR: f32 = 1e9;

/// The two of them with the corner between them filled: a polynomial smooth minimum (Quilez), `melt` metres wide.
#[inline]
fn melted(a: f32x8, b: f32x8, melt: f32) -> f32x8 {
    if melt <= 0.0 {
        return a.fast_min(b);
    }
    let corner = (all(melt) - (a - b).abs()).fast_max(f32x8::ZERO);
    a.fast_min(b) - corner * corner * all(0.25 / melt)
}

/// One of them taken away from the other, with a soft edge.
#[inline]
fn carved(a: f32x8, b: f32x8, melt: f32) -> f32x8 {
    let b = -b;
    let corner = (all(melt) - (a - b).abs()).fast_max(f32x8::ZERO);
    a.fast_max(b) + corner * corner * all(0.25 / melt)
}

/// The distances of eight points to the listed solids, which come group by group.
#[inline]
pub(crate) fn nearest(solids: &[Solid], list: &[u16], points: Points) -> f32x8 {
    let far = all(FAR);
    let (mut best, mut here) = (far, far);
    let mut group = None;
    for &place in list {
        let solid = &solids[usize::from(place)];
        if group != Some(solid.group) {
            best = best.fast_min(here);
            here = far;
            group = Some(solid.group);
        }
        let distance = solid.distance(points);
        here = if solid.carves {
            carved(here, distance, solid.melt)
        } else {
            melted(here, distance, solid.melt)
        };
    }
    best.fast_min(here)
}

/// Which solid is nearest to each of eight points, as its place in the list of all.
pub(crate) fn which(solids: &[Solid], list: &[u16], points: Points) -> [u16; 8] {
    let (mut best, mut who) = (all(FAR), f32x8::ZERO);
    // What has the surface is the group that is nearest as a whole; within it, the solid that is nearest by itself.
    let (mut here, mut nearest_here, mut who_here) = (all(FAR), all(FAR), f32x8::ZERO);
    let mut group = None;
    for &place in list {
        let solid = &solids[usize::from(place)];
        if group != Some(solid.group) {
            let closer = here.simd_lt(best);
            best = closer.select(here, best);
            who = closer.select(who_here, who);
            (here, nearest_here) = (all(FAR), all(FAR));
            group = Some(solid.group);
        }
        let distance = solid.distance(points);
        if solid.carves {
            here = carved(here, distance, solid.melt);
        } else {
            let closer = distance.simd_lt(nearest_here);
            nearest_here = closer.select(distance, nearest_here);
            who_here = closer.select(all(f32::from(place)), who_here);
            here = melted(here, distance, solid.melt);
        }
    }
    who = here.simd_lt(best).select(who_here, who);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places of some hundred solids"
    )]
    let who = who.to_array().map(|place| place as u16);
    who
}
