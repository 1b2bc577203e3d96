//! Frames → cells of a terminal: braille, half blocks or ASCII.
//!
//! Must not know terminals or colours: each cell says what it shows, and a face chooses how that looks.

use glam::Vec2;

use super::arrows::arrow;
use super::canvas::{Canvas, Ink, Map, as_f32};
use super::motion::{Motion, Panel};
use super::scene::{Part, Shape, forms_apart, scene};
use super::skeleton::Frame;

/// How a picture is put into cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cells {
    /// Eight dots a cell.
    Braille,
    /// Two halves a cell.
    HalfBlocks,
    /// One character of ASCII a cell.
    Ascii,
}

/// A painted frame, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` cells.
    pub cells: Vec<(char, Ink)>,
}

/// What of a motion is painted, and how.
#[derive(Clone, Copy, Debug)]
pub struct Look<'m> {
    /// The frame.
    pub frame: usize,
    /// A rep to compare with, faint where it differs.
    pub ghost: Option<&'m Motion>,
    /// Whether moments before are shown faintly: for stills without a ghost.
    pub past: bool,
    /// Whether arrows point at what is wrong.
    pub marks: bool,
    /// How it is put into cells.
    pub cells: Cells,
}

impl Picture {
    /// One row as text, without the blanks at its end.
    pub fn row(&self, row: usize) -> String {
        let cells = &self.cells[row * self.width..(row + 1) * self.width];
        cells.iter().map(|(letter, _)| *letter).collect::<String>().trim_end().to_owned()
    }
}

/// A frame of a motion in `width` by `height` cells. The same scale for every frame of the motion.
pub fn picture(motion: &Motion, look: &Look<'_>, width: usize, height: usize) -> Picture {
    let mut canvas = Canvas::new(width * 2, height * 4);
    let frame = motion.frame(look.frame);
    let rows = if height >= LEAST_WITH_TEMPO { height - TEMPO } else { height };
    if rows < height {
        tempo(&mut canvas, motion, look, rows * 4);
    }
    for (panel, to) in layout(motion.panels(), Vec2::new(as_f32(width * 2), as_f32(rows * 4))) {
        let shapes = scene(&frame.placed, &panel.camera);
        if look.past && to.scale >= STROBED {
            strobes(&mut canvas, motion, look.frame, &shapes, panel, to);
        }
        if let Some(ghost) = look.ghost {
            ghosts(&mut canvas, ghost.like(frame.phase), &shapes, panel, to);
        }
        let edges = (to.to(panel.low - GAP / 2.0).x, to.to(panel.high + GAP / 2.0).x);
        for shape in &shapes {
            if shape.part == Part::Floor {
                canvas.floor(shape, to, edges);
            } else {
                canvas.form(&shape.form, to, ink(shape.part));
            }
        }
        if look.marks && panel.shows_best {
            marks(&mut canvas, motion, frame, &shapes, panel, to);
        }
    }
    lettered(&canvas, look.cells, width, height)
}

/// The space between panels, and around them, in metres.
const GAP: f32 = 0.16;

/// Panels side by side at one scale, standing on one line.
fn layout(panels: &[Panel], size: Vec2) -> Vec<(&Panel, Map)> {
    let wide: f32 = panels.iter().map(|panel| panel.high.x - panel.low.x + GAP).sum();
    let high = panels.iter().map(|panel| panel.high.y - panel.low.y).fold(0.0, f32::max) + GAP;
    let scale = (size.x / wide).min(size.y / high);
    let mut left = (size.x - wide * scale) / 2.0;
    let mut out = Vec::with_capacity(panels.len());
    for panel in panels {
        let corner =
            Vec2::new(left + GAP / 2.0 * scale, f32::midpoint(size.y, high * scale) - GAP / 2.0 * scale);
        out.push((panel, Map { low: panel.low, scale, corner }));
        left += (panel.high.x - panel.low.x + GAP) * scale;
    }
    out
}

/// How far a part has to be off to be shown beside the clean one, in metres.
pub(super) const OFF: f32 = 0.03;

/// With fewer dots for a metre, moments before are dust.
const STROBED: f32 = 40.0;

/// Moments before, thinly dotted.
fn strobes(canvas: &mut Canvas, motion: &Motion, frame: usize, now: &[Shape], panel: &Panel, to: Map) {
    for past in motion.before(frame) {
        let then = scene(&past.placed, &panel.camera);
        for (then, now) in then.iter().zip(now) {
            if then.is_strobed() && forms_apart(&then.form, &now.form) > OFF {
                canvas.dotted(&then.form, to, 4.0, Ink::Past);
            }
        }
    }
}

fn ghosts(canvas: &mut Canvas, clean: &Frame, shapes: &[Shape], panel: &Panel, to: Map) {
    let good = scene(&clean.placed, &panel.camera);
    for (clean, seen) in good.iter().zip(shapes) {
        if !matches!(clean.part, Part::Room | Part::Floor) && forms_apart(&clean.form, &seen.form) > OFF {
            canvas.dotted(&clean.form, to, 3.0, Ink::Ghost);
        }
    }
}

/// Rows for the tempo line, in pictures of at least so many rows.
const TEMPO: usize = 3;
const LEAST_WITH_TEMPO: usize = 15;

/// How far the rep has come, from left to right, as a line below the figure; thick where the frame is.
fn tempo(canvas: &mut Canvas, motion: &Motion, look: &Look<'_>, top: usize) {
    let longest = look.ghost.map_or(0, Motion::frames).max(motion.frames()).max(2) - 1;
    let (width, height) = (as_f32(canvas.width), as_f32(canvas.height));
    let (wide, high) = (width * 0.8, height - as_f32(top) - 5.0);
    let point = |place: usize, come: f32| {
        let x = width * 0.1 + wide * as_f32(place) / as_f32(longest);
        Vec2::new(x, height - 1.5 - high * come.clamp(-0.1, 1.1))
    };
    let points = |motion: &Motion| -> Vec<Vec2> {
        motion.trace().iter().enumerate().map(|(place, &come)| point(place, come)).collect()
    };
    if let Some(ghost) = look.ghost.filter(|ghost| ghost.trace() != motion.trace()) {
        canvas.dots_along(&points(ghost), 2.0, Ink::Ghost);
    }
    let line = points(motion);
    for pair in line.windows(2) {
        canvas.capsule(pair[0], pair[1], 0.71, Ink::Ground);
    }
    let at = line[look.frame.min(line.len() - 1)];
    canvas.capsule(at, at, 1.6, Ink::Body);
    if look.marks && motion.marks().iter().any(|mark| mark.is_tempo) {
        let tip = at - Vec2::Y * 3.0;
        canvas.area(&[tip, tip + Vec2::new(-3.0, -4.0), tip + Vec2::new(3.0, -4.0)], Ink::Mark);
        canvas.capsule(tip - Vec2::Y * 4.0, tip - Vec2::Y * 6.0, 0.71, Ink::Mark);
    }
}

fn marks(canvas: &mut Canvas, motion: &Motion, frame: &Frame, shapes: &[Shape], panel: &Panel, to: Map) {
    for mark in motion.marks().iter().filter(|mark| !mark.is_tempo) {
        let tip = panel.camera.see(mark.anchor.place(&frame.placed));
        let arrow = arrow(tip, shapes, (panel.low, panel.high));
        for form in arrow {
            canvas.form(&form, to, Ink::Mark);
        }
    }
}

pub(super) fn ink(part: Part) -> Ink {
    match part {
        Part::Room | Part::Floor => Ink::Ground,
        Part::Tool => Ink::Tool,
        _ => Ink::Body,
    }
}

/// The cells of a canvas.
fn lettered(canvas: &Canvas, cells: Cells, width: usize, height: usize) -> Picture {
    let mut out = Vec::with_capacity(width * height);
    for row in 0..height {
        for column in 0..width {
            let dots: [[Ink; 2]; 4] =
                [0, 1, 2, 3].map(|y| [0, 1].map(|x| canvas.at(column * 2 + x, row * 4 + y)));
            out.push(match cells {
                Cells::Braille => braille(dots),
                Cells::HalfBlocks => half_block(dots),
                Cells::Ascii => ascii(dots),
            });
        }
    }
    Picture { width, height, cells: out }
}

type Dots = [[Ink; 2]; 4];

fn top(dots: Dots) -> Ink {
    dots.iter().flatten().copied().max().unwrap_or(Ink::None)
}

/// The bits of braille, by row and column.
const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

fn braille(dots: Dots) -> (char, Ink) {
    let mut bits = 0;
    for (row, bit_row) in dots.iter().zip(BITS) {
        for (dot, bit) in row.iter().zip(bit_row) {
            if *dot != Ink::None {
                bits |= bit;
            }
        }
    }
    if bits == 0 {
        return (' ', Ink::None);
    }
    (char::from_u32(0x2800 + bits).unwrap_or(' '), top(dots))
}

fn half_block(dots: Dots) -> (char, Ink) {
    let lit = |rows: &[[Ink; 2]]| {
        let solid = rows.iter().flatten().filter(|dot| **dot > Ink::Ghost).count();
        let any = rows.iter().flatten().filter(|dot| **dot != Ink::None).count();
        (solid >= 2, any >= 1)
    };
    let ((upper, upper_any), (lower, lower_any)) = (lit(&dots[..2]), lit(&dots[2..]));
    let ink = top(dots);
    match (upper, lower) {
        (true, true) => ('█', ink),
        (true, false) => ('▀', ink),
        (false, true) => ('▄', ink),
        (false, false) if ink == Ink::Ground && lower_any => ('▁', ink),
        (false, false) if upper_any || lower_any => ('·', ink),
        (false, false) => (' ', Ink::None),
    }
}

fn ascii(dots: Dots) -> (char, Ink) {
    let ink = top(dots);
    let lit = dots.iter().flatten().filter(|dot| **dot == ink).count();
    let letter = match ink {
        Ink::None => ' ',
        Ink::Ground if lit < 5 => '_',
        Ink::Ground => '=',
        Ink::Past => ',',
        Ink::Ghost => '.',
        Ink::Tool if lit < 3 => '\'',
        Ink::Tool => 'o',
        Ink::Body if lit < 2 => '-',
        Ink::Body => '#',
        Ink::Mark => '*',
    };
    (letter, ink)
}
