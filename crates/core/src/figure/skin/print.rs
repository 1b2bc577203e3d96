//! What is printed and worn: the shoulder blades on the shirt, the waistband over the shorts, hems across limbs.
//!
//! Painted by place, so that nothing sinks into the back and hems are straight. Must not know solids.

use glam::{Vec2, Vec3};

use super::material::{Material, Part};
use crate::figure::skeleton::Axes;

/// A triangle with round corners, printed on the back of the shirt.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Print {
    origin: Vec3,
    axes: Axes,
    corners: [Vec2; 3],
    pub(super) part: Part,
}

/// How round the corners of a print are, in metres.
const ROUND: f32 = 0.015;

impl Print {
    /// Over three points of the back, seen along the axes of the chest.
    pub(super) fn new(origin: Vec3, axes: Axes, corners: [Vec3; 3], part: Part) -> Print {
        let flat = |point: Vec3| {
            let off = point - origin;
            Vec2::new(off.dot(axes.across), off.dot(axes.up))
        };
        Print { origin, axes, corners: corners.map(flat), part }
    }

    /// Whether the print is on the surface at a point of the trunk.
    pub(super) fn covers(&self, point: Vec3, normal: Vec3) -> bool {
        let off = point - self.origin;
        if normal.dot(self.axes.front) > -0.05 || off.dot(self.axes.front) > 0.06 {
            return false;
        }
        let at = Vec2::new(off.dot(self.axes.across), off.dot(self.axes.up));
        let [a, b, c] = self.corners;
        let turns = (b - a).perp_dot(c - a).signum();
        let (mut outside, mut near) = (f32::NEG_INFINITY, f32::INFINITY);
        for (from, to) in [(a, b), (b, c), (c, a)] {
            let edge = to - from;
            outside = outside.max(-edge.perp_dot(at - from) * turns / edge.length().max(1e-6));
            let share = ((at - from).dot(edge) / edge.length_squared().max(1e-9)).clamp(0.0, 1.0);
            near = near.min((at - from).distance(edge * share));
        }
        outside < 0.0 || near < ROUND
    }
}

/// The waistband, and the shirt above it and the shorts below.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Belt {
    pub(super) middle: Vec3,
    pub(super) up: Vec3,
}

/// Half the width of the waistband, in metres: two quadrants of a cell at 60 by 24 cells.
const BAND: f32 = 0.014;

impl Belt {
    /// What is worn at a point of the trunk.
    pub(super) fn worn(&self, point: Vec3) -> (Material, Part) {
        let off = (point - self.middle).dot(self.up);
        if off > BAND {
            (Material::Shirt, Part::Trunk)
        } else if off > -BAND {
            (Material::Band, Part::Pelvis)
        } else {
            (Material::Shorts, Part::Pelvis)
        }
    }
}

/// Where a sleeve, a leg of the shorts or a sock ends: a plane across a limb, so that hems are straight.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Hem {
    /// The part that it is on.
    pub(super) part: Part,
    middle: Vec3,
    along: Vec3,
    /// What is worn before it and after it, along the limb.
    worn: (Material, Material),
}

impl Hem {
    /// At a share of the way along a limb.
    pub(super) fn new(part: Part, (from, to): (Vec3, Vec3), share: f32, worn: (Material, Material)) -> Hem {
        let along = (to - from).normalize_or(Vec3::NEG_Y);
        Hem { part, middle: from.lerp(to, share), along, worn }
    }

    /// What is worn at a point of the limb.
    pub(super) fn worn(&self, point: Vec3) -> Material {
        if (point - self.middle).dot(self.along) > 0.0 { self.worn.1 } else { self.worn.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_is_on_the_back_only_and_has_round_corners() {
        let corners = [Vec3::ZERO, Vec3::new(0.0, 0.0, 0.1), Vec3::new(0.0, -0.1, 0.0)];
        let print = Print::new(Vec3::ZERO, Axes::STANDING, corners, Part::Blade);
        let inside = Vec3::new(-0.1, -0.03, 0.03);
        assert!(print.covers(inside, Vec3::NEG_X));
        assert!(!print.covers(inside, Vec3::X), "not on the breast");
        assert!(print.covers(Vec3::new(-0.1, 0.01, -0.005), Vec3::NEG_X), "rounded beyond the corner");
        assert!(!print.covers(Vec3::new(-0.1, -0.09, 0.09), Vec3::NEG_X));
    }

    #[test]
    fn a_hem_ends_a_sleeve() {
        let worn = (Material::Shirt, Material::Skin);
        let hem = Hem::new(Part::UpperArm, (Vec3::Y, Vec3::ZERO), 0.4, worn);
        assert_eq!(hem.worn(Vec3::new(0.05, 0.7, 0.0)), Material::Shirt);
        assert_eq!(hem.worn(Vec3::new(0.05, 0.5, 0.0)), Material::Skin);
    }

    #[test]
    fn the_band_parts_shirt_from_shorts() {
        let belt = Belt { middle: Vec3::Y, up: Vec3::Y };
        let worn = |high: f32| belt.worn(Vec3::new(0.1, high, 0.0)).0;
        assert_eq!([worn(1.1), worn(1.0), worn(0.9)], [Material::Shirt, Material::Band, Material::Shorts]);
    }
}
