//! The picture: for each pixel what is seen there, how it is lit, and whether a line runs there. All painters share it, so
//! that nothing is drawn twice in two ways.
//!
//! Must not know colours, cells and files.

mod camera;
mod labels;
mod lens;
mod light;
mod lines;
mod shadow;
mod trace;

use glam::{Vec2, Vec3};

pub use camera::Camera;
#[cfg(test)]
pub(crate) use labels::Label;
pub(crate) use labels::{Labels, TileLabels};
pub(crate) use lens::{Ball, Lens, as_f32};

use super::skin::{Material, Part, Skin};
use shadow::Shadow;
pub(crate) use trace::TILE;

/// What is seen in one pixel.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pixel {
    /// How far it is in front of the camera, in metres; infinite where nothing is.
    pub depth: f32,
    /// What is there: none where the floor or nothing is.
    pub surface: Option<(Material, Part)>,
    /// Light on it: about 0.3 in the dark, 1 in full light.
    pub light: f32,
    /// The highlight, which has the colour of the light: 0 to 1.
    pub gleam: f32,
    /// How much of an outline runs here, on the farther side of an edge: 0 to 1.
    pub line: f32,
    /// What of glass is in front of it.
    pub glass: Glass,
    /// How much of the floor is seen where nothing else is: 1 near the lifter, 0 at the horizon and above.
    pub floor: f32,
    /// How dark the shadow on the floor is: 0 to 1.
    pub shadow: f32,
}

impl Pixel {
    /// Nothing.
    const EMPTY: Pixel = Pixel {
        depth: f32::INFINITY,
        surface: None,
        light: 0.0,
        gleam: 0.0,
        line: 0.0,
        glass: Glass::None,
        floor: 0.0,
        shadow: 0.0,
    };

    /// A material in full light, for whoever asks what it looks like.
    pub(crate) fn of(material: Material) -> Pixel {
        Pixel { depth: 1.0, surface: Some((material, Part::Trunk)), light: 1.0, ..Pixel::EMPTY }
    }

    /// The part that is seen.
    pub fn part(&self) -> Option<Part> {
        self.surface.map(|(_, part)| part)
    }

    /// The material that is seen.
    pub fn material(&self) -> Option<Material> {
        self.surface.map(|(material, _)| material)
    }
}

/// What is in front and lets through what is behind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glass {
    /// Nothing.
    None,
    /// The inside of a pane.
    Pane(Material),
    /// Its edge.
    Rim(Material),
}

/// A skin as seen by a camera, pixel by pixel.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` pixels, row by row, from the top; each as wide as high.
    pub pixels: Vec<Pixel>,
    lens: Lens,
}

impl Picture {
    /// What a lens sees of a skin.
    pub(crate) fn of(skin: &Skin, lens: &Lens, (width, height): (usize, usize)) -> Picture {
        let mut picture = Picture { width, height, pixels: vec![Pixel::EMPTY; width * height], lens: *lens };
        trace::trace(skin, &mut picture);
        let shadow = Shadow::of(skin.solids());
        light::floor(&mut picture, &shadow);
        lines::draw(&mut picture);
        picture
    }

    /// The pixel at a place; none beyond the edges.
    pub fn get(&self, x: usize, y: usize) -> Option<&Pixel> {
        (x < self.width && y < self.height).then(|| &self.pixels[y * self.width + x])
    }

    /// The pixel beside a place; none beyond the edges.
    pub(crate) fn beside(&self, x: usize, y: usize, (right, down): (isize, isize)) -> Option<&Pixel> {
        self.get(x.checked_add_signed(right)?, y.checked_add_signed(down)?)
    }

    /// Where a point of the lifter's space is in the picture, and how many pixels a metre there has.
    pub(crate) fn place(&self, point: Vec3) -> (Vec2, f32) {
        let (at, depth) = self.lens.project(point);
        (at, self.lens.focal / depth.max(0.1))
    }

    /// Whether something else is before a joint of the lifter: farther before it than its own flesh is thick.
    pub(crate) fn is_hidden(&self, joint: Vec3) -> bool {
        let (at, depth) = self.lens.project(joint);
        self.at(at).is_none_or(|pixel| pixel.depth < depth - FLESH)
    }

    /// The pixel at a place of the picture; none beyond the edges.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked against the picture"
    )]
    pub(crate) fn at(&self, at: Vec2) -> Option<&Pixel> {
        let is_within = at.x >= 0.0 && at.y >= 0.0;
        if is_within { self.get(at.x as usize, at.y as usize) } else { None }
    }

    /// How far apart two pixels side by side are at a depth, in metres.
    pub(crate) fn step(&self, depth: f32) -> f32 {
        depth / self.lens.focal
    }
}

/// How thick the flesh before a joint is at most, in metres: from the spine to the front of the chest.
const FLESH: f32 = 0.2;

/// The four neighbours of a pixel.
pub(crate) const BESIDE: [(isize, isize); 4] = [(-1, 0), (1, 0), (0, -1), (0, 1)];
