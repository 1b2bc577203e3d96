//! Head and neck: skull, face, jaw, nose, ears and hair; eyes, brows, lips, beard and hairline are painted by place.
//!
//! Sizes are shares of a head 15.4 cm broad, 19.8 cm long and 22.7 cm high. Must not know where the head looks from.

use glam::Vec3;

use super::solid::{Group, Limb};
use super::{Flesh, Hair, Material, Part, Solids};
use crate::figure::skeleton::Axes;
use crate::figure::skeleton::body::{Body, SPINE};

pub(super) fn cover(solids: &mut Solids, body: &Body, flesh: &Flesh) {
    let (head, face) = (body.head, body.face);
    let at = |x: f32, y: f32, z: f32| head + face.way(y, z, x);
    neck(solids, body, at(0.0, -0.05, -0.018), flesh);
    let group = Group::Head;
    let skin = (Material::Skin, Part::Head);
    let mut ball = |middle: Vec3, radii: Vec3, melt: f32| solids.ball(middle, face, radii, group, skin, melt);
    ball(at(0.0, 0.030, -0.012), Vec3::new(0.075, 0.086, 0.096), 0.02);
    ball(at(0.0, -0.034, 0.024), Vec3::new(0.057, 0.078, 0.062), 0.03);
    for side in [-1.0_f32, 1.0] {
        // Cheekbones, jaw and ears.
        ball(at(0.043 * side, -0.020, 0.050), Vec3::new(0.019, 0.018, 0.021), 0.035);
        ball(at(0.040 * side, -0.056, 0.036), Vec3::new(0.020, 0.030, 0.026), 0.04);
        ball(at(0.074 * side, -0.010, -0.012), Vec3::new(0.011, 0.030, 0.019), 0.008);
    }
    let broad = if flesh.looks.bust > 0.0 { 0.9 } else { 1.0 };
    for side in [-1.0_f32, 1.0] {
        let jaw = Limb::new(
            at(0.052 * side * broad, -0.052, -0.008),
            at(0.016 * side * broad, -0.098, 0.062),
            (0.018, 0.018),
        );
        solids.limb(jaw, group, Material::Skin, Part::Head, 0.03);
    }
    let bridge = Limb::new(at(0.0, 0.008, 0.082), at(0.0, -0.030, 0.102), (0.008, 0.013));
    solids.limb(bridge, group, Material::Skin, Part::Head, 0.012);
    let brow = Limb::new(at(-0.034, 0.022, 0.072), at(0.034, 0.022, 0.072), (0.012, 0.012));
    solids.limb(brow, group, Material::Skin, Part::Head, 0.018);
    let lips = Vec3::new(0.021, 0.011, 0.010);
    solids.ball(at(0.0, -0.066, 0.081), face, lips, group, (Material::Skin, Part::Head), 0.012);
    hair(solids, &at, face, flesh);
}

fn neck(solids: &mut Solids, body: &Body, top: Vec3, flesh: &Flesh) {
    let base = body.spine[SPINE] + body.chest.way(-0.03, 0.016, 0.0);
    let girth = flesh.girth.sqrt();
    let neck = Limb::new(base, top, (0.056 * girth, 0.051 * girth));
    // In the trunk's group as well, so that it grows out of the shoulders.
    solids.limb(neck, Group::Trunk, Material::Skin, Part::Head, 0.035);
    solids.limb(neck, Group::Head, Material::Skin, Part::Head, 0.02);
}

fn hair(solids: &mut Solids, at: &impl Fn(f32, f32, f32) -> Vec3, face: Axes, flesh: &Flesh) {
    let group = Group::Head;
    let worn = (Material::Hair, Part::Head);
    let mut ball = |middle: Vec3, radii: Vec3, melt: f32| solids.ball(middle, face, radii, group, worn, melt);
    match flesh.looks.hair {
        Hair::Bald | Hair::Shorn => {}
        Hair::Short => {
            ball(at(0.0, 0.050, -0.024), Vec3::new(0.079, 0.078, 0.092), 0.008);
            ball(at(0.0, 0.000, -0.055), Vec3::new(0.069, 0.060, 0.056), 0.01);
        }
        Hair::Curls => {
            ball(at(0.0, 0.058, -0.026), Vec3::new(0.094, 0.092, 0.104), 0.008);
            ball(at(0.0, 0.008, -0.056), Vec3::new(0.084, 0.070, 0.068), 0.01);
        }
        Hair::Bun | Hair::Tail => {
            ball(at(0.0, 0.050, -0.026), Vec3::new(0.078, 0.078, 0.092), 0.008);
            ball(at(0.0, 0.005, -0.053), Vec3::new(0.070, 0.062, 0.058), 0.01);
            if flesh.looks.hair == Hair::Bun {
                ball(at(0.0, 0.072, -0.118), Vec3::splat(0.042), 0.010);
            } else {
                let tie = at(0.0, 0.060, -0.112);
                let tail = Limb::new(tie, at(0.0, -0.075, -0.150), (0.024, 0.016)).belly(0.012, 0.4);
                solids.limb(tail, group, Material::Hair, Part::Head, 0.01);
            }
        }
    }
}

/// What is painted on a head, by place.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Face {
    middle: Vec3,
    axes: Axes,
    hair: Hair,
    beard: bool,
}

impl Face {
    pub(super) fn of(body: &Body, flesh: &Flesh) -> Face {
        Face { middle: body.head, axes: body.face, hair: flesh.looks.hair, beard: flesh.looks.beard }
    }

    /// What is at a point of the head that is made of `material`.
    pub(super) fn painted(&self, material: Material, point: Vec3) -> Material {
        if material != Material::Skin {
            return material;
        }
        let shares = self.axes.shares(point - self.middle);
        let (up, front, aside) = (shares.x, shares.y, shares.z.abs());
        if front > 0.05 {
            // An eye, the iris within it, and the brow over it: flat shapes as seen from in front.
            let eye = ((aside - 0.030) / 0.0145, (up - 0.001) / 0.0075);
            if eye.0.hypot(eye.1) < 1.0 {
                return if (aside - 0.030).hypot(up - 0.001) < 0.0078 {
                    Material::Eye
                } else {
                    Material::White
                };
            }
            let arch = up - 0.019 - 0.10 * (aside - 0.014) + 1.8 * (aside - 0.030).powi(2);
            if arch.abs() < 0.0042 && (0.014..0.050).contains(&aside) {
                return Material::Hair;
            }
            if front > 0.075 && (up + 0.066).abs() < 0.0085 - 0.16 * aside && aside < 0.021 {
                return Material::Lip;
            }
        }
        let bearded = self.beard && up < -0.042 - 0.35 * (front - 0.06).abs().min(0.05) && up > -0.125;
        if bearded && front > -0.02 && !(aside < 0.024 && (-0.075..-0.056).contains(&up)) {
            return Material::Hair;
        }
        // Shorn hair ends in a line over the brow and down before the ears.
        let line = 0.062 - 1.2 * (0.055 - front).max(0.0) * 0.6;
        if self.hair == Hair::Shorn && up > line.max(-0.045) && front < 0.078 {
            return Material::Hair;
        }
        material
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(beard: bool) -> Face {
        Face { middle: Vec3::ZERO, axes: Axes::STANDING, hair: Hair::Shorn, beard }
    }

    #[test]
    fn a_face_has_two_eyes_a_mouth_and_a_hairline() {
        let at = |up: f32, front: f32, aside: f32| {
            face(false).painted(Material::Skin, Axes::STANDING.way(up, front, aside))
        };
        for side in [-1.0, 1.0] {
            assert_eq!(at(0.001, 0.08, 0.030 * side), Material::Eye);
            assert_eq!(at(0.001, 0.08, 0.040 * side), Material::White);
        }
        assert_eq!(at(-0.066, 0.09, 0.0), Material::Lip);
        assert_eq!(at(0.09, 0.0, 0.0), Material::Hair);
        assert_eq!(at(-0.03, 0.08, 0.02), Material::Skin);
        assert_eq!(at(0.001, -0.08, 0.030), Material::Hair, "no eyes at the back");
    }

    #[test]
    fn a_beard_leaves_the_lips() {
        let at = |up: f32| face(true).painted(Material::Skin, Axes::STANDING.way(up, 0.085, 0.0));
        assert_eq!([at(-0.10), at(-0.066), at(-0.03)], [Material::Hair, Material::Lip, Material::Skin]);
    }
}
