//! Light: a key, a fill and the sky on what is seen, a rim against the dark, and the floor with its shadow.
//!
//! The light hangs on the camera, so that a form reads alike from everywhere. Must not know colours.

use glam::{Vec2, Vec3};

use super::lens::{Lens, as_f32};
use super::shadow::Shadow;
use super::{Picture, Pixel};
use crate::figure::skin::Material;

/// The lights of one camera.
pub(super) struct Lights {
    key: Vec3,
    fill: Vec3,
    up: Vec3,
    eye: Vec3,
}

impl Lights {
    pub(super) fn of(lens: &Lens) -> Lights {
        let key = (lens.right * -0.45 + lens.up * 0.72 - lens.to * 0.55).normalize();
        Lights {
            key: (key + Vec3::Y * 0.25).normalize(),
            fill: (lens.right * 0.8 + lens.up * 0.1 - lens.to * 0.5).normalize(),
            up: lens.up,
            eye: lens.eye,
        }
    }

    /// Light and gleam of a surface; `open` is 1 where nothing near keeps the light away.
    pub(super) fn on(&self, material: Material, point: Vec3, normal: Vec3, open: f32) -> (f32, f32) {
        let view = (self.eye - point).normalize();
        let sky = 0.5 + 0.5 * normal.y;
        let light =
            0.30 + 0.16 * sky + 0.62 * normal.dot(self.key).max(0.0) + 0.14 * normal.dot(self.fill).max(0.0);
        let half = (self.key + view).normalize();
        let rim = (1.0 - normal.dot(view).max(0.0)).powi(3) * (0.5 + 0.5 * normal.dot(self.up));
        let gleam = normal.dot(half).max(0.0).powi(28) * gloss(material) + rim * 0.16;
        (light * open, gleam)
    }
}

/// How much a material shines.
fn gloss(material: Material) -> f32 {
    match material {
        Material::Steel | Material::Hub => 0.55,
        Material::Eye => 0.5,
        Material::Skin | Material::Lip | Material::Shoe => 0.10,
        Material::Plate | Material::Pad => 0.12,
        Material::Hair => 0.06,
        _ => 0.03,
    }
}

/// How far from the camera the floor begins to fade, and over how many metres it does.
const FADES: (f32, f32) = (5.0, 7.0);

/// The floor where nothing else is seen.
pub(super) fn floor(picture: &mut Picture, shadow: &Shadow) {
    let lens = picture.lens;
    for y in 0..picture.height {
        for x in 0..picture.width {
            let pixel: &mut Pixel = &mut picture.pixels[y * picture.width + x];
            if pixel.surface.is_some() {
                continue;
            }
            let ray = lens.ray(Vec2::new(as_f32(x) + 0.5, as_f32(y) + 0.5));
            if ray.y > -1e-4 {
                continue;
            }
            let far = -lens.eye.y / ray.y;
            let place = lens.eye + ray * far;
            pixel.floor = (1.0 - (far - FADES.0).max(0.0) / FADES.1).clamp(0.0, 1.0);
            pixel.shadow = shadow.at(Vec2::new(place.x, place.z)) * pixel.floor;
        }
    }
}
