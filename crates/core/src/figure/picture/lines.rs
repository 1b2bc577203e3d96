//! Lines: outlines on the farther side of every edge, and the rims of what is seen through.
//!
//! Must not know how thick or in what colour a line is drawn.

use super::{BESIDE, Glass, Picture};
use crate::figure::skin::Material;

/// How strong a line is where two pieces touch without a step between them.
const TOUCHING: f32 = 0.55;

pub(super) fn draw(picture: &mut Picture) {
    for y in 0..picture.height {
        for x in 0..picture.width {
            let line = line(picture, x, y);
            let rim = rim(picture, x, y);
            let pixel = &mut picture.pixels[y * picture.width + x];
            pixel.line = line;
            if let (Glass::Pane(material), true) = (pixel.glass, rim) {
                pixel.glass = Glass::Rim(material);
            }
        }
    }
}

/// How much of an outline runs in a pixel. What is nearer by more than a round surface falls away within one pixel is in
/// front: a limb falls away by the root of what a pixel is wide.
fn line(picture: &Picture, x: usize, y: usize) -> f32 {
    let here = &picture.pixels[y * picture.width + x];
    let mut line = 0.0_f32;
    for way in BESIDE {
        let Some(beside) = picture.beside(x, y, way) else { continue };
        let Some(part) = beside.part() else { continue };
        let step = picture.step(beside.depth);
        let is_one_piece = here.part().is_some_and(|here| here.piece() == part.piece());
        let is_cloth = here.material() == Some(Material::Shirt) && beside.material() == here.material();
        let round =
            if is_one_piece || is_cloth { 0.02 + 1.3 * (0.16 * step).sqrt() } else { 0.012 + step * 0.5 };
        if beside.depth + round < here.depth {
            return 1.0;
        }
        // A sleeve runs on into its shirt, a neck into its head.
        let is_one_cloth = here.material() == beside.material() && part.is_body();
        if here.surface.is_some() && !is_one_piece && !is_one_cloth && beside.depth < here.depth + 0.004 {
            line = line.max(TOUCHING);
        }
    }
    line
}

/// Whether a pane ends beside a pixel.
fn rim(picture: &Picture, x: usize, y: usize) -> bool {
    let here = &picture.pixels[y * picture.width + x];
    let pane = |glass: Glass| match glass {
        Glass::None => None,
        Glass::Pane(material) | Glass::Rim(material) => Some(material),
    };
    let material = pane(here.glass);
    material.is_some()
        && BESIDE
            .iter()
            .any(|&way| picture.beside(x, y, way).is_some_and(|pixel| pane(pixel.glass) != material))
}
