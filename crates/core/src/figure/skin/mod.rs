//! The skin: solids on the joints of a skeleton, with what is painted on them. Head, trunk, limbs, clothes, equipment.
//!
//! Metres, in the space of the skeleton. Must not know cameras, light, colours and outputs: whoever traces a picture starts
//! from [`Skin`].

mod arm;
mod gear;
mod head;
mod leg;
mod looks;
pub(crate) mod material;
pub(crate) mod packet;
mod print;
pub(crate) mod solid;
mod trunk;

use glam::{Mat3, Vec3};

use looks::Flesh;
pub use looks::{Hair, Looks};
pub use material::{Material, Part, Piece};
use print::{Belt, Hem, Print};
pub(crate) use solid::Fits;
use solid::{Group, Limb, Shape, Solid};

use super::skeleton::{Axes, Body, Placed, Proportions};
use head::Face;

/// A lifter and what is around, as solids.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Skin {
    /// Group by group; those that are seen through come last.
    solids: Vec<Solid>,
    prints: Vec<Print>,
    belt: Belt,
    hems: [Hem; 6],
    face: Face,
    /// From the lifter's stature to that of the tables, in which prints and faces are painted.
    shrink: f32,
}

impl Skin {
    /// The skin over a body of such proportions.
    pub(crate) fn over(placed: &Placed, proportions: &Proportions, looks: &Looks) -> Skin {
        let flesh = Flesh::new(proportions, looks);
        // Flesh is put on a body of the tables' stature, and grows with it.
        let body = scaled(&placed.body, 1.0 / flesh.scale);
        let mut solids = Solids(Vec::with_capacity(128));
        trunk::cover(&mut solids, &body, &flesh);
        for side in 0..2 {
            arm::cover(&mut solids, &body, side, &flesh);
            leg::cover(&mut solids, &body, side, &flesh);
        }
        head::cover(&mut solids, &body, &flesh);
        for solid in &mut solids.0 {
            solid.scale(flesh.scale);
        }
        gear::cover(&mut solids, &placed.equipment);
        let mut solids = solids.0;
        solids.sort_by_key(|solid| (solid.glass, solid.group, solid.carves));
        Skin {
            solids,
            prints: trunk::prints(&body),
            belt: trunk::belt(&body),
            hems: hems(&body),
            face: Face::of(&body, &flesh),
            shrink: 1.0 / flesh.scale,
        }
    }

    /// All solids, group by group.
    pub(crate) fn solids(&self) -> &[Solid] {
        &self.solids
    }

    /// How many of them hide what is behind; the others are glass.
    pub(crate) fn solid_ones(&self) -> usize {
        self.solids.iter().position(|solid| solid.glass).unwrap_or(self.solids.len())
    }

    /// The places of all solids that are not just what another skin over the same body has there, or are painted or dressed
    /// otherwise; those that are seen through don't count.
    pub(crate) fn changed(&self, other: &Skin) -> Vec<usize> {
        let [mine, others] = [self, other].map(|skin| &skin.solids[..skin.solid_ones()]);
        let is_same = |place: &usize| match (mine.get(*place), others.get(*place)) {
            (Some(ours), Some(theirs)) => ours == theirs && self.is_worn_alike(other, ours.part),
            _ => false,
        };
        (0..mine.len().max(others.len())).filter(|place| !is_same(place)).collect()
    }

    /// Whether what is painted and worn on a part is just where it is on another skin.
    fn is_worn_alike(&self, other: &Skin, part: Part) -> bool {
        let hem = |skin: &Skin| skin.hems.iter().find(|hem| hem.part == part).copied();
        match part {
            Part::Trunk | Part::Pelvis => self.prints == other.prints && self.belt == other.belt,
            Part::Head => self.face == other.face,
            _ => hem(self) == hem(other),
        }
    }

    /// What is seen where a solid's surface is at a point: its own material, or what is painted or worn there.
    pub(crate) fn at(&self, solid: &Solid, point: Vec3, normal: Vec3) -> (Material, Part) {
        let point = point * self.shrink;
        match solid.part {
            Part::Trunk | Part::Pelvis => {
                if let Some(print) = self.prints.iter().find(|print| print.covers(point, normal)) {
                    return (Material::Blade, print.part);
                }
                self.belt.worn(point)
            }
            Part::Head => (self.face.painted(solid.material, point), Part::Head),
            part => {
                let hem = self.hems.iter().find(|hem| hem.part == part);
                (hem.map_or(solid.material, |hem| hem.worn(point)), part)
            }
        }
    }
}

/// The hems of sleeves, shorts and socks.
fn hems(body: &Body) -> [Hem; 6] {
    let side = |side: usize| {
        let (arm, leg) = (&body.arms[side], &body.legs[side]);
        let skin = Material::Skin;
        [
            Hem::new(Part::UpperArm.on(side), (arm.shoulder, arm.elbow), 0.46, (Material::Shirt, skin)),
            Hem::new(Part::Thigh.on(side), (leg.hip, leg.knee), 0.62, (Material::Shorts, skin)),
            Hem::new(Part::Shank.on(side), (leg.knee, leg.ankle), 0.80, (skin, Material::Sock)),
        ]
    };
    let [working, other] = [side(0), side(1)];
    std::array::from_fn(|place| if place < 3 { working[place] } else { other[place - 3] })
}

/// Solids, as they are put together.
struct Solids(Vec<Solid>);

impl Solids {
    fn add(&mut self, shape: Shape, group: Group, material: Material, part: Part, melt: f32) -> &mut Solid {
        self.0.push(Solid::new(shape, group, material, part, melt));
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    fn limb(&mut self, limb: Limb, group: Group, material: Material, part: Part, melt: f32) -> &mut Solid {
        self.add(Shape::Limb(limb), group, material, part, melt)
    }

    /// An ellipsoid whose radii are across, up and to the front of some axes.
    fn ball(
        &mut self,
        middle: Vec3,
        axes: Axes,
        radii: Vec3,
        group: Group,
        worn: (Material, Part),
        melt: f32,
    ) {
        let shape = Shape::Ellipsoid { middle, axes: columns(axes), radii };
        self.add(shape, group, worn.0, worn.1, melt);
    }
}

/// A body that is so many times as tall.
fn scaled(body: &Body, factor: f32) -> Body {
    let mut out = body.clone();
    let trunk = out.spine.iter_mut().chain(&mut out.front).chain(out.blades.iter_mut().flatten());
    let arms = out
        .arms
        .iter_mut()
        .flat_map(|arm| [&mut arm.shoulder, &mut arm.elbow, &mut arm.wrist, &mut arm.grip]);
    let legs = out
        .legs
        .iter_mut()
        .flat_map(|leg| [&mut leg.hip, &mut leg.knee, &mut leg.ankle, &mut leg.heel, &mut leg.toe]);
    for point in trunk.chain(arms).chain(legs).chain([&mut out.head]) {
        *point *= factor;
    }
    out
}

/// Across, up and to the front as the columns of a matrix.
fn columns(axes: Axes) -> Mat3 {
    Mat3::from_cols(axes.across, axes.up, axes.front)
}

/// The part of `way` that is at a right angle to the unit vector `to`, as a unit vector; `other` where there is none.
fn square(way: Vec3, to: Vec3, other: Vec3) -> Vec3 {
    (way - to * way.dot(to)).try_normalize().unwrap_or(other)
}
