//! Cells in true colour: two halves, or four quadrants in the two colours that come nearest.
//!
//! Where the terminal's own ground shows, a cell has one colour and no ground of its own.

use super::super::palette::{Rgb, bytes};
use super::super::raster::Over;
use super::{Cell, Color, Sheet};

/// The quadrants by which of them are on: upper left 1, upper right 2, lower left 4, lower right 8.
pub(super) const QUADRANTS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The mean colour of some pixels; none where the ground shows in more than half of them.
fn mean(sheet: &Sheet<'_>, left: usize, top: usize, (wide, high): (usize, usize)) -> Option<Rgb> {
    let (mut sum, mut count) = ([0.0; 3], 0.0_f32);
    let mut most = Over::None;
    for y in top..top + high {
        for x in left..left + wide {
            let (pixel, over) = sheet.pixel(x, y);
            if !sheet.covers(pixel, over) {
                continue;
            }
            most = most.max(over);
            let color = sheet.palette.over(pixel, over);
            for part in 0..3 {
                sum[part] += color[part];
            }
            count += 1.0;
        }
    }
    // A line of an overlay is thin: it is not mixed with what it runs over.
    if most > Over::Gap {
        return Some(sheet.palette.overlay(most));
    }
    let all = super::super::as_f32(wide * high);
    (count * 2.0 >= all).then(|| sum.map(|part| part / count))
}

pub(super) fn halves(sheet: &Sheet<'_>) -> Vec<Cell> {
    let mut out = Vec::with_capacity(sheet.picture.pixels.len() / 8);
    for top in (0..sheet.picture.height).step_by(4) {
        for left in (0..sheet.picture.width).step_by(2) {
            let rgb = |color: Option<Rgb>| color.map_or(Color::None, |color| Color::Rgb(bytes(color)));
            let upper = rgb(mean(sheet, left, top, (2, 2)));
            let lower = rgb(mean(sheet, left, top + 2, (2, 2)));
            out.push(match (upper, lower) {
                (Color::None, Color::None) => Cell::BLANK,
                (Color::None, lower) => Cell { glyph: '▄', fore: lower, back: Color::None },
                (upper, Color::None) => Cell { glyph: '▀', fore: upper, back: Color::None },
                (upper, lower) if upper == lower => Cell { glyph: ' ', fore: Color::None, back: upper },
                (upper, lower) => Cell { glyph: '▀', fore: upper, back: lower },
            });
        }
    }
    out
}

pub(super) fn quadrants(sheet: &Sheet<'_>) -> Vec<Cell> {
    let mut out = Vec::with_capacity(sheet.picture.pixels.len() / 8);
    for top in (0..sheet.picture.height).step_by(4) {
        for left in (0..sheet.picture.width).step_by(2) {
            let four: [Option<Rgb>; 4] =
                std::array::from_fn(|part| mean(sheet, left + part % 2, top + part / 2 * 2, (1, 2)));
            out.push(quadrant(four));
        }
    }
    out
}

/// The cell that comes nearest to four colours.
fn quadrant(four: [Option<Rgb>; 4]) -> Cell {
    let on = (0..4).filter(|&part| four[part].is_some()).fold(0_usize, |on, part| on | 1 << part);
    if on == 0 {
        return Cell::BLANK;
    }
    let colors = four.map(Option::unwrap_or_default);
    let rgb = |bits: usize| Color::Rgb(bytes(average(&colors, bits)));
    if on != 15 {
        return Cell { glyph: QUADRANTS[on], fore: rgb(on), back: Color::None };
    }
    // Seven ways to part four quadrants in two, and to leave them whole.
    let spread = |bits: usize| spread(&colors, bits) + spread(&colors, 15 & !bits);
    let best = (0..8).min_by(|&a, &b| spread(a).total_cmp(&spread(b))).unwrap_or(0);
    // Less than a step of a byte is no difference.
    if best == 0 || spread(0) < 3e-5 {
        return Cell { glyph: ' ', fore: Color::None, back: rgb(15) };
    }
    Cell { glyph: QUADRANTS[best], fore: rgb(best), back: rgb(15 & !best) }
}

/// The mean of the colours whose bits are on.
fn average(colors: &[Rgb; 4], bits: usize) -> Rgb {
    let on = || (0..4).filter(move |part| bits >> part & 1 == 1);
    let count = super::super::as_f32(on().count().max(1));
    std::array::from_fn(|part| on().map(|place| colors[place][part]).sum::<f32>() / count)
}

/// The sum of the squares by which they are off their mean.
fn spread(colors: &[Rgb; 4], bits: usize) -> f32 {
    let mean = average(colors, bits);
    let off = |color: &Rgb| (0..3).map(|part| (color[part] - mean[part]).powi(2)).sum::<f32>();
    (0..4).filter(|part| bits >> part & 1 == 1).map(|part| off(&colors[part])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Option<Rgb> = Some([1.0, 0.0, 0.0]);
    const BLUE: Option<Rgb> = Some([0.0, 0.0, 1.0]);

    #[test]
    fn two_colours_of_four_quadrants_are_kept() {
        let cell = quadrant([RED, BLUE, RED, BLUE]);
        let colors = [cell.fore, cell.back];
        assert!(colors.contains(&Color::Rgb([255, 0, 0])) && colors.contains(&Color::Rgb([0, 0, 255])));
        assert_eq!(cell.glyph, if cell.fore == Color::Rgb([255, 0, 0]) { '▌' } else { '▐' });
    }

    #[test]
    fn the_ground_shows_where_nothing_is() {
        let cell = quadrant([None, RED, None, RED]);
        assert_eq!(cell, Cell { glyph: '▐', fore: Color::Rgb([255, 0, 0]), back: Color::None });
        assert_eq!(quadrant([None; 4]), Cell::BLANK);
    }

    #[test]
    fn one_colour_needs_no_character() {
        assert_eq!(quadrant([RED; 4]).glyph, ' ');
    }
}
