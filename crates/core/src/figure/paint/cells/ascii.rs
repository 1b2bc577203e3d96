//! Cells of ASCII: the tone of each material by how much ink a letter has, and the edges by where in a cell they are.

use super::super::raster::Over;
use super::tones::ink;
use super::{Cell, Color, Sheet};
use crate::figure::picture::Glass;

/// Letters by how much ink they have.
const TONES: &[u8] = b" .:-=+*%#@";

pub(super) fn letters(sheet: &Sheet<'_>) -> Vec<Cell> {
    let mut out = Vec::with_capacity(sheet.picture.pixels.len() / 8);
    for top in (0..sheet.picture.height).step_by(4) {
        for left in (0..sheet.picture.width).step_by(2) {
            let glyph = char::from(letter(sheet, left, top));
            out.push(Cell { glyph, fore: Color::None, back: Color::None });
        }
    }
    out
}

/// The letter for two by four pixels.
fn letter(sheet: &Sheet<'_>, left: usize, top: usize) -> u8 {
    let places: [(usize, usize); 8] = std::array::from_fn(|place| (left + place % 2, top + place / 2));
    let over = places.map(|(x, y)| sheet.pixel(x, y).1);
    let count = |wanted: Over| over.iter().filter(|&&over| over == wanted).count();
    if count(Over::Mark) >= 2 {
        return b'O';
    }
    if count(Over::Ghost) >= 1 {
        return b'~';
    }
    let pixels = places.map(|(x, y)| sheet.pixel(x, y).0);
    let seen = pixels.iter().filter(|pixel| pixel.surface.is_some()).count();
    if pixels.iter().any(|pixel| matches!(pixel.glass, Glass::Rim(_))) && seen < 4 {
        return b'o';
    }
    if seen == 0 {
        let dark = pixels.iter().map(|pixel| pixel.shadow).fold(0.0, f32::max);
        return if dark > 0.4 && (left / 2 + top / 4).is_multiple_of(2) { b'_' } else { b' ' };
    }
    let on: [bool; 8] = pixels.map(|pixel| pixel.surface.is_some() && pixel.line < 0.9);
    let lined = 8 - on.iter().filter(|on| **on).count();
    if seen < 8 && lined >= 2 || lined >= 4 {
        return edge(on);
    }
    let mean = pixels.iter().map(|pixel| ink(pixel, sheet.palette.ground)).sum::<f32>() / 8.0;
    TONES[step(mean)]
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the letters")]
fn step(share: f32) -> usize {
    let most = super::super::as_f32(TONES.len() - 1);
    // Nothing of the figure is blank: it would look like a hole.
    (share.clamp(0.0, 1.0) * most).round().max(1.0) as usize
}

/// The letter that looks like an edge between what is on and what isn't.
fn edge(on: [bool; 8]) -> u8 {
    let count = |places: &[usize]| places.iter().filter(|&&place| on[place]).count();
    let (left, right) = (count(&[0, 2, 4, 6]), count(&[1, 3, 5, 7]));
    let (upper, lower) = (count(&[0, 1, 2, 3]), count(&[4, 5, 6, 7]));
    let (rising, falling) = (count(&[1, 3, 4, 6]), count(&[0, 2, 5, 7]));
    if left + right == 0 {
        return b' ';
    }
    if left.abs_diff(right) >= 3 || left.abs_diff(right) == 2 && upper == lower {
        b'|'
    } else if upper >= lower + 3 {
        b'\''
    } else if lower >= upper + 3 {
        b'.'
    } else if left.abs_diff(right) >= 1 && upper != lower {
        // The edge runs across: which corner is off tells which way.
        if (left > right) == (lower > upper) { b'\\' } else { b'/' }
    } else if rising > falling {
        b'/'
    } else if falling > rising {
        b'\\'
    } else {
        b'-'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_look_as_they_run() {
        let on = |rows: [&str; 4]| {
            let all: Vec<u8> = rows.concat().into_bytes();
            std::array::from_fn(|place| all[place] == b'#')
        };
        assert_eq!(edge(on(["# ", "# ", "# ", "# "])), b'|');
        assert_eq!(edge(on(["##", "##", "  ", "  "])), b'\'');
        assert_eq!(edge(on(["  ", "  ", "##", "##"])), b'.');
        assert_eq!(edge(on(["  ", "# ", "# ", "##"])), b'\\');
        assert_eq!(edge(on(["  ", " #", " #", "##"])), b'/');
    }

    #[test]
    fn the_figure_has_no_holes() {
        assert_eq!(TONES[step(0.0)], b'.');
        assert_eq!(TONES[step(1.0)], b'@');
    }
}
