//! A still of the figure as lines of text for line mode: its cells or its pixels, and the words under it.
//!
//! Must not know how a figure is made.

use std::fmt::Write as _;

use anstyle::{Ansi256Color, Reset, RgbColor, Style};

use super::Terminal;
use crate::render::pictures::{PictureMode, Protocol, painter};
use formcheck_core::figure::paint::cells::{Cell, Color, Grid, Way};
use formcheck_core::figure::paint::overlay::Overlay;
use formcheck_core::figure::paint::pixels::image;
use formcheck_core::figure::{Film, Lifter, Motion};
use formcheck_core::page::Page;
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

/// The most columns and rows that a still takes.
const WIDEST: usize = 80;
const TALLEST: usize = 26;

/// The rep in which `shown` was seen, as a still with the clean one's outline over it; nothing if the exercise has no figure.
pub fn still(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    mode: PictureMode,
    terminal: Terminal,
) -> String {
    let lifter = Lifter::MIDDLING;
    let (Some(motion), Some(clean)) = (Motion::of(book, exercise, shown), Motion::clean(book, exercise))
    else {
        return String::new();
    };
    let size = (terminal.width.min(WIDEST), TALLEST);
    let viewpoint = motion.viewpoints()[0];
    let film = Film::of(&motion, &clean, &lifter, viewpoint.into(), mode.size(size));
    let picture = film.picture(motion.telling());
    let overlay = if shown.is_empty() { Overlay::none() } else { film.explained(motion.telling(), &picture) };
    let palette = lifter.palette(mode.ground);
    let out = match mode.pixels {
        Some(display) => {
            let image = display.encoded(&image(&picture, &overlay, &palette), size, 1);
            // Only below sixels the cursor is not where the image begins.
            image + &"\n".repeat(if display.protocol == Protocol::Sixel { 1 } else { size.1 })
        }
        None => text(&painter(mode, palette).grid(&picture, &overlay)),
    };
    let mut page = Page::new();
    let outline = if mode.pixels.is_none() && mode.way == Way::Braille { "Dotted" } else { "Dashed" };
    let explained = if shown.is_empty() {
        String::new()
    } else {
        format!(" {outline}: the clean rep, where it differs. Ring: where to look.")
    };
    page.aside(&format!("Seen {}.{explained}", viewpoint.place.word()));
    out + &terminal.text(&page)
}

/// One or two reps as stills in cells, beside each other where there is room and else one above the other, numbered; nothing if
/// the exercise has no figure.
pub fn beside(
    book: &Rulebook,
    reps: &[(ExerciseIx, &[(SignIx, Value)])],
    mode: PictureMode,
    terminal: Terminal,
) -> String {
    let mode = PictureMode { pixels: None, ..mode };
    let fits = reps.len() > 1 && terminal.width.min(2 * WIDEST) >= 2 * NARROWEST;
    let width = if fits { terminal.width.min(2 * WIDEST) / 2 - 1 } else { terminal.width.min(WIDEST) };
    let grids: Vec<Grid> = reps
        .iter()
        .filter_map(|&(exercise, shown)| cells(book, exercise, shown, mode, (width, TALLEST)))
        .collect();
    let mut page = Page::new();
    match grids.as_slice() {
        [left, right] if fits => {
            page.aside("Left: the first rep. Right: the second.");
            text(&joined(left, right)) + &terminal.text(&page)
        }
        [] => String::new(),
        several => several.iter().map(text).collect::<Vec<_>>().join("\n"),
    }
}

/// Fewer columns than these show nobody.
const NARROWEST: usize = 36;

/// A still in cells; none if the exercise has no figure.
pub fn cells(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    mode: PictureMode,
    size: (usize, usize),
) -> Option<Grid> {
    let lifter = Lifter::MIDDLING;
    let (motion, clean) = (Motion::of(book, exercise, shown)?, Motion::clean(book, exercise)?);
    let film = Film::of(&motion, &clean, &lifter, motion.viewpoints()[0].into(), mode.size(size));
    let picture = film.picture(motion.telling());
    Some(painter(mode, lifter.palette(mode.ground)).grid(&picture, &Overlay::none()))
}

/// Two grids beside each other, with two empty columns between.
fn joined(left: &Grid, right: &Grid) -> Grid {
    let rows = left.cells.chunks(left.width.max(1)).zip(right.cells.chunks(right.width.max(1)));
    let cells = rows.flat_map(|(left, right)| [left, &[Cell::BLANK; 2], right].concat()).collect();
    Grid { width: left.width + right.width + 2, cells, ..*left }
}

/// Cells with the escape codes of their colours, without the empty rows above and below.
fn text(grid: &Grid) -> String {
    let rows: Vec<&[Cell]> = grid.cells.chunks(grid.width.max(1)).collect();
    let is_empty = |row: &&[Cell]| row.iter().all(|cell| *cell == Cell::BLANK);
    let first = rows.iter().position(|row| !is_empty(row)).unwrap_or(rows.len());
    let last = rows.iter().rposition(|row| !is_empty(row)).map_or(first, |last| last + 1);
    let mut out = String::new();
    for row in rows.into_iter().take(last).skip(first) {
        let end = row.iter().rposition(|cell| *cell != Cell::BLANK).map_or(0, |last| last + 1);
        for run in row[..end].chunk_by(|a, b| (a.fore, a.back) == (b.fore, b.back)) {
            let style = Style::new().fg_color(color(run[0].fore)).bg_color(color(run[0].back));
            let letters: String = run.iter().map(|cell| cell.glyph).collect();
            if style.is_plain() {
                out.push_str(&letters);
            } else {
                let _ = write!(out, "{style}{letters}{Reset}");
            }
        }
        out.push('\n');
    }
    out
}

fn color(color: Color) -> Option<anstyle::Color> {
    match color {
        Color::None => None,
        Color::Indexed(number) => Some(Ansi256Color(number).into()),
        Color::Rgb([red, green, blue]) => Some(RgbColor(red, green, blue).into()),
    }
}
