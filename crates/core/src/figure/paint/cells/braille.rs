//! Cells without colours: dots of braille. A contour around every piece, a gap around what is nearer, and the tone of each
//! material dithered between.

use super::super::raster::Over;
use super::tones::ink;
use super::{Cell, Color, Sheet, bayer};
use crate::figure::picture::{BESIDE, Glass, Pixel};
use crate::figure::skin::Material;

/// The bits of the dots, by row and column.
const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

pub(super) fn dots(sheet: &Sheet<'_>) -> Vec<Cell> {
    let mut out = Vec::with_capacity(sheet.picture.pixels.len() / 8);
    for top in (0..sheet.picture.height).step_by(4) {
        for left in (0..sheet.picture.width).step_by(2) {
            let mut bits = 0;
            for (down, row) in BITS.iter().enumerate() {
                for (right, bit) in row.iter().enumerate() {
                    if is_on(sheet, left + right, top + down) {
                        bits |= bit;
                    }
                }
            }
            let glyph = if bits == 0 { ' ' } else { char::from_u32(0x2800 + bits).unwrap_or(' ') };
            out.push(Cell { glyph, fore: Color::None, back: Color::None });
        }
    }
    out
}

/// Whether there is a dot in a pixel.
pub(super) fn is_on(sheet: &Sheet<'_>, x: usize, y: usize) -> bool {
    let (pixel, over) = sheet.pixel(x, y);
    match over {
        Over::Mark | Over::Ghost => return true,
        Over::Gap => return false,
        Over::None => {}
    }
    if matches!(pixel.glass, Glass::Rim(_)) {
        return true;
    }
    let Some(material) = pixel.material() else {
        // A thin weave tells the shadow from everything else.
        return pixel.shadow > 0.28 && (x + 2 * y).is_multiple_of(4) && y.is_multiple_of(2);
    };
    if pixel.line > 0.9 {
        return false;
    }
    if matches!(material, Material::Cable | Material::Strap | Material::Steel) {
        return true;
    }
    if contour(sheet, pixel, x, y) {
        return material != Material::Eye;
    }
    ink(pixel, sheet.palette.ground) > bayer(x, y) + 0.02
}

/// Whether what is seen ends beside a pixel, or goes on much farther away.
fn contour(sheet: &Sheet<'_>, pixel: &Pixel, x: usize, y: usize) -> bool {
    let Some(part) = pixel.part() else { return false };
    let step = sheet.picture.step(pixel.depth);
    BESIDE.iter().any(|&way| {
        let Some(beside) = sheet.picture.beside(x, y, way) else { return true };
        let Some(other) = beside.part() else { return true };
        let fall =
            if other.piece() == part.piece() { 0.03 + 1.4 * (0.16 * step).sqrt() } else { 0.02 + step };
        beside.depth > pixel.depth + fall
    })
}
