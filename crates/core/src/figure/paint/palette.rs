//! Colours: of each material on one lifter, on a light or a dark ground.
//!
//! Must not know cells, files and what is drawn.

use super::raster::Over;
use crate::figure::picture::{Glass, Pixel};
use crate::figure::skin::Material;

/// A colour: red, green and blue as shares, as in sRGB.
pub type Rgb = [f32; 3];

/// The ground a figure is drawn on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// A dark room.
    Dark,
    /// A light room.
    Light,
}

/// What one lifter is coloured with.
#[derive(Clone, PartialEq, Debug)]
pub struct Palette {
    materials: [Rgb; Material::ALL.len()],
    /// The ground.
    pub ground: Ground,
}

/// Skin, light to dark, with the lips of each.
const TONES: [(Rgb, Rgb); 5] = [
    ([0.97, 0.80, 0.69], [0.84, 0.53, 0.48]),
    ([0.90, 0.68, 0.52], [0.75, 0.44, 0.38]),
    ([0.76, 0.53, 0.37], [0.62, 0.36, 0.31]),
    ([0.55, 0.36, 0.25], [0.46, 0.25, 0.22]),
    ([0.37, 0.24, 0.17], [0.33, 0.17, 0.16]),
];

/// Hair, dark to light.
const HAIRS: [Rgb; 5] =
    [[0.10, 0.08, 0.08], [0.26, 0.17, 0.12], [0.45, 0.28, 0.15], [0.72, 0.52, 0.28], [0.60, 0.58, 0.57]];

/// A shirt, the print on it, and shorts. Prints are lighter than their shirts by as much as light and shade are apart.
const CLOTHES: [(Rgb, Rgb, Rgb); 6] = [
    ([0.20, 0.46, 0.80], [0.72, 0.90, 1.00], [0.20, 0.22, 0.30]),
    ([0.82, 0.26, 0.20], [1.00, 0.80, 0.74], [0.20, 0.21, 0.24]),
    ([0.13, 0.54, 0.40], [0.70, 0.96, 0.82], [0.17, 0.20, 0.28]),
    ([0.84, 0.66, 0.16], [1.00, 0.97, 0.78], [0.22, 0.25, 0.34]),
    ([0.42, 0.32, 0.74], [0.86, 0.80, 1.00], [0.19, 0.20, 0.25]),
    ([0.78, 0.36, 0.56], [1.00, 0.84, 0.92], [0.18, 0.22, 0.32]),
];

impl Palette {
    /// How many tones of skin, colours of hair and sets of clothes there are.
    pub const CHOICES: (usize, usize, usize) = (TONES.len(), HAIRS.len(), CLOTHES.len());

    /// A palette by the places of its tone, hair and clothes; places beyond the last begin again.
    pub fn new(ground: Ground, tone: usize, hair: usize, clothes: usize) -> Palette {
        let (skin, lip) = TONES[tone % TONES.len()];
        let (shirt, blade, shorts) = CLOTHES[clothes % CLOTHES.len()];
        let materials = std::array::from_fn(|place| match Material::ALL[place] {
            Material::Skin => skin,
            Material::Lip => lip,
            Material::Hair => HAIRS[hair % HAIRS.len()],
            Material::White => [0.92, 0.92, 0.90],
            Material::Eye => [0.10, 0.07, 0.06],
            Material::Shirt => shirt,
            Material::Blade => blade,
            Material::Band => [0.93, 0.93, 0.91],
            Material::Shorts => shorts,
            Material::Sock => [0.86, 0.86, 0.87],
            Material::Shoe => [0.93, 0.93, 0.94],
            Material::Sole => [0.76, 0.22, 0.18],
            Material::Steel => [0.66, 0.68, 0.72],
            Material::Plate => [0.44, 0.12, 0.13],
            Material::Hub => [0.62, 0.63, 0.66],
            Material::Pad => [0.34, 0.26, 0.42],
            Material::Frame => [0.50, 0.53, 0.58],
            Material::Cable => [0.70, 0.72, 0.75],
            Material::Strap => [0.86, 0.68, 0.12],
            Material::Handle => [0.14, 0.14, 0.16],
        });
        Palette { materials, ground }
    }

    /// A material's own colour, in full light.
    pub fn of(&self, material: Material) -> Rgb {
        self.materials[material as usize]
    }

    /// The colour of outlines.
    pub fn line(&self) -> Rgb {
        match self.ground {
            Ground::Dark => [0.03, 0.03, 0.045],
            Ground::Light => [0.12, 0.13, 0.17],
        }
    }

    /// The wall behind all, and the floor near the lifter.
    fn room(&self) -> (Rgb, Rgb) {
        match self.ground {
            Ground::Dark => ([0.085, 0.09, 0.11], [0.235, 0.245, 0.27]),
            Ground::Light => ([0.965, 0.968, 0.972], [0.845, 0.85, 0.86]),
        }
    }

    /// The wall's colour: what is behind everything.
    pub fn wall(&self) -> Rgb {
        self.room().0
    }

    /// The colour of what lies over a picture: bright and of hues that nothing of the figure has.
    pub(crate) fn overlay(&self, over: Over) -> Rgb {
        match (self.ground, over) {
            (_, Over::None | Over::Gap) => self.line(),
            (Ground::Dark, Over::Ghost) => [0.55, 0.95, 0.60],
            (Ground::Light, Over::Ghost) => [0.05, 0.55, 0.20],
            (Ground::Dark, Over::Mark) => [1.0, 0.35, 0.75],
            (Ground::Light, Over::Mark) => [0.80, 0.0, 0.50],
        }
    }

    /// The colour of a pixel under an overlay.
    pub(crate) fn over(&self, pixel: &Pixel, over: Over) -> Rgb {
        match over {
            Over::None => self.color(pixel),
            Over::Gap => mix(self.color(pixel), self.line(), 0.6),
            over => self.overlay(over),
        }
    }

    /// The colour of a pixel.
    pub fn color(&self, pixel: &Pixel) -> Rgb {
        let seen = match pixel.surface {
            Some((material, _)) => lit(self.of(material), pixel),
            None => {
                let (wall, floor) = self.room();
                let most = if self.ground == Ground::Dark { 0.72 } else { 0.42 };
                mix(wall, floor, pixel.floor).map(|share| share * (1.0 - most * pixel.shadow))
            }
        };
        let drawn = mix(seen, self.line(), pixel.line * 0.85);
        match pixel.glass {
            Glass::None => drawn,
            Glass::Pane(material) => {
                mix(drawn, self.of(material), if material == Material::Plate { 0.12 } else { 0.24 })
            }
            Glass::Rim(material) => mix(drawn, self.of(material), 0.85),
        }
    }
}

/// A colour in the light of a pixel: cooler in the shade, warmer in the light.
fn lit(color: Rgb, pixel: &Pixel) -> Rgb {
    const WARMTH: Rgb = [0.05, 0.0, -0.06];
    let warm = (pixel.light - 0.72).clamp(-0.5, 0.4);
    std::array::from_fn(|part| {
        let own = color[part] * pixel.light * (1.0 + WARMTH[part] * warm * 2.0);
        (own + pixel.gleam * (0.45 + color[part] * 0.55)).clamp(0.0, 1.0)
    })
}

/// Between two colours; 0 is the first.
pub(crate) fn mix(from: Rgb, to: Rgb, share: f32) -> Rgb {
    std::array::from_fn(|part| from[part] + (to[part] - from[part]) * share)
}

/// A colour as bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
pub(crate) fn bytes(color: Rgb) -> [u8; 3] {
    color.map(|share| (share.clamp(0.0, 1.0) * 255.0 + 0.5) as u8)
}
