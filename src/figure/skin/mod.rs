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

pub use looks::{Hair, Looks};
pub use material::{Material, Part, Piece};
use print::{Belt, Print};
use solid::{Group, Limb, Shape, Solid};

use super::skeleton::{Axes, Placed};
use head::Face;

/// A lifter and what is around, as solids.
#[derive(Clone, Debug)]
pub(crate) struct Skin {
    /// Group by group; those that are seen through come last.
    solids: Vec<Solid>,
    prints: Vec<Print>,
    belt: Belt,
    face: Face,
}

impl Skin {
    /// The skin over a placed body.
    pub(crate) fn over(placed: &Placed, looks: &Looks) -> Skin {
        let body = &placed.body;
        let mut solids = Solids(Vec::with_capacity(128));
        trunk::cover(&mut solids, body, looks);
        for side in 0..2 {
            arm::cover(&mut solids, body, side, looks);
            leg::cover(&mut solids, body, side, looks);
        }
        head::cover(&mut solids, body, looks);
        gear::cover(&mut solids, &placed.equipment, body);
        let mut solids = solids.0;
        solids.sort_by_key(|solid| (solid.glass, solid.group, solid.carves));
        Skin { solids, prints: trunk::prints(body), belt: trunk::belt(body), face: Face::of(body, looks) }
    }

    /// All solids, group by group.
    pub(crate) fn solids(&self) -> &[Solid] {
        &self.solids
    }

    /// How many of them hide what is behind; the others are glass.
    pub(crate) fn solid_ones(&self) -> usize {
        self.solids.iter().position(|solid| solid.glass).unwrap_or(self.solids.len())
    }

    /// What is seen where a solid's surface is at a point: its own material, or what is painted or worn there.
    pub(crate) fn at(&self, solid: &Solid, along: f32, point: Vec3, normal: Vec3) -> (Material, Part) {
        let material = solid.material(along);
        match solid.part {
            Part::Trunk | Part::Pelvis if matches!(material, Material::Shirt | Material::Shorts) => {
                if let Some(print) = self.prints.iter().find(|print| print.covers(point, normal)) {
                    return (Material::Blade, print.part);
                }
                self.belt.worn(point)
            }
            Part::Head => (self.face.painted(material, point), Part::Head),
            part => (material, part),
        }
    }
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
    fn ball(&mut self, middle: Vec3, axes: Axes, radii: Vec3, group: Group, worn: (Material, Part), melt: f32) {
        let shape = Shape::Ellipsoid { middle, axes: columns(axes), radii };
        self.add(shape, group, worn.0, worn.1, melt);
    }
}

/// Across, up and to the front as the columns of a matrix.
fn columns(axes: Axes) -> Mat3 {
    Mat3::from_cols(axes.across, axes.up, axes.front)
}

/// The part of `way` that is at a right angle to the unit vector `to`, as a unit vector; `other` where there is none.
fn square(way: Vec3, to: Vec3, other: Vec3) -> Vec3 {
    (way - to * way.dot(to)).try_normalize().unwrap_or(other)
}
