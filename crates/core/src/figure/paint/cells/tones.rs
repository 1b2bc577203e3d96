//! How bright a material is where no colour tells it from others.
//!
//! Neighbours on the body lie far apart: shirt, blade, waistband, shorts, skin, shoe.

use super::super::palette::Ground;
use crate::figure::picture::Pixel;
use crate::figure::skin::Material;

/// The tone of a material in full light: 0 is the ground of a dark terminal, 1 its ink; more is full in any light.
fn tone(material: Material) -> f32 {
    match material {
        Material::Blade => 1.6,
        Material::White | Material::Shoe | Material::Sock | Material::Band => 0.95,
        Material::Steel | Material::Cable | Material::Strap => 0.9,
        Material::Skin | Material::Hub => 0.80,
        Material::Lip | Material::Handle => 0.5,
        Material::Sole => 0.4,
        Material::Shirt => 0.30,
        Material::Plate => 0.22,
        Material::Frame => 0.2,
        Material::Pad => 0.16,
        Material::Hair => 0.10,
        Material::Shorts => 0.03,
        Material::Eye => 0.0,
    }
}

/// How much ink a pixel of the figure takes: 0 to 1. On a light ground ink is dark, so that bright things take little.
pub(super) fn ink(pixel: &Pixel, ground: Ground) -> f32 {
    let Some(material) = pixel.material() else { return 0.0 };
    let light = ((pixel.light - 0.42) / 0.72).clamp(0.0, 1.0);
    let bright = (tone(material) * (0.5 + 0.65 * light)).min(1.0);
    match ground {
        Ground::Dark => bright,
        Ground::Light => (1.0 - bright).powf(1.6) * 0.85,
    }
}
