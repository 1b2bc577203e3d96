//! Frames → cells of a terminal: braille, half blocks or ASCII.
//!
//! Must not know terminals or colours: each cell says what it shows, and a face chooses how that looks.

use glam::Vec2;

use super::apart::forms_apart;
use super::arrows::arrow;
use super::motion::{Motion, Panel};
use super::rep::Frame;
use super::scene::{Form, Part, Shape, scene};

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

/// What a cell shows. Ordered: where several meet, the last one is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ink {
    /// Nothing.
    None,
    /// The floor, benches, pads.
    Ground,
    /// The clean rep, where it differs.
    Ghost,
    /// What is lifted, and what it hangs on.
    Tool,
    /// The lifter.
    Body,
    /// What is wrong.
    Mark,
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
    canvas.into_picture(look.cells, width, height)
}

/// Where the world of a panel is on the canvas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Map {
    low: Vec2,
    scale: f32,
    /// Where the low corner goes; y grows downward here.
    corner: Vec2,
}

impl Map {
    pub(super) fn to(self, point: Vec2) -> Vec2 {
        let off = (point - self.low) * self.scale;
        Vec2::new(self.corner.x + off.x, self.corner.y - off.y)
    }
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

fn ghosts(canvas: &mut Canvas, clean: &Frame, shapes: &[Shape], panel: &Panel, to: Map) {
    let good = scene(&clean.placed, &panel.camera);
    for (clean, seen) in good.iter().zip(shapes) {
        if !matches!(clean.part, Part::Room | Part::Floor) && forms_apart(&clean.form, &seen.form) > OFF {
            canvas.dotted(&clean.form, to, 3.0);
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
        canvas.dots_along(&points(ghost), 2.0);
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

struct Canvas {
    width: usize,
    height: usize,
    dots: Vec<Ink>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Canvas {
        Canvas { width, height, dots: vec![Ink::None; width * height] }
    }

    /// A line from edge to edge of a panel.
    fn floor(&mut self, shape: &Shape, to: Map, edges: (f32, f32)) {
        if let Form::Line { points, .. } = &shape.form {
            let y = to.to(points[0]).y;
            self.capsule(Vec2::new(edges.0, y), Vec2::new(edges.1, y), 0.71, Ink::Ground);
        }
    }

    fn form(&mut self, form: &Form, to: Map, ink: Ink) {
        match form {
            Form::Line { points, width } => {
                let radius = (width * to.scale / 2.0).max(0.71);
                for pair in points.windows(2) {
                    self.capsule(to.to(pair[0]), to.to(pair[1]), radius, ink);
                }
            }
            Form::Disc { middle, radius } => {
                let middle = to.to(*middle);
                self.capsule(middle, middle, (radius * to.scale).max(0.7), ink);
            }
            Form::Area { points } => {
                self.area(&points.iter().map(|&point| to.to(point)).collect::<Vec<_>>(), ink);
            }
        }
    }

    /// Dots `apart` from each other on the middle lines of a form.
    fn dotted(&mut self, form: &Form, to: Map, apart: f32) {
        let lines: Vec<Vec2> = match form {
            Form::Line { points, .. } => points.iter().map(|&point| to.to(point)).collect(),
            Form::Area { .. } => return,
            Form::Disc { middle, radius } => (0..=16_u8)
                .map(|step| {
                    let angle = std::f32::consts::TAU * f32::from(step) / 16.0;
                    to.to(*middle + Vec2::from_angle(angle) * *radius)
                })
                .collect(),
        };
        self.dots_along(&lines, apart);
    }

    fn dots_along(&mut self, lines: &[Vec2], apart: f32) {
        let mut walked = 0.0;
        for pair in lines.windows(2) {
            let long = pair[0].distance(pair[1]);
            while walked < long {
                let at = pair[0].lerp(pair[1], walked / long);
                self.dot(at, Ink::Ghost);
                walked += apart;
            }
            walked -= long;
        }
    }

    fn dot(&mut self, at: Vec2, ink: Ink) {
        if let (Some(x), Some(y)) = (place(at.x, self.width), place(at.y, self.height)) {
            let dot = &mut self.dots[y * self.width + x];
            *dot = (*dot).max(ink);
        }
    }

    /// All dots whose middle is within `radius` of a line.
    fn capsule(&mut self, from: Vec2, to: Vec2, radius: f32, ink: Ink) {
        let (low, high) = (from.min(to) - radius, from.max(to) + radius);
        let along = to - from;
        let square = along.length_squared().max(1e-6);
        for y in span(low.y, high.y, self.height) {
            for x in span(low.x, high.x, self.width) {
                let point = Vec2::new(as_f32(x) + 0.5, as_f32(y) + 0.5);
                let share = ((point - from).dot(along) / square).clamp(0.0, 1.0);
                if point.distance_squared(from + along * share) <= radius * radius {
                    let dot = &mut self.dots[y * self.width + x];
                    *dot = (*dot).max(ink);
                }
            }
        }
    }

    /// All dots whose middle is inside of an outline.
    fn area(&mut self, points: &[Vec2], ink: Ink) {
        let low = points.iter().copied().fold(Vec2::INFINITY, Vec2::min);
        let high = points.iter().copied().fold(Vec2::NEG_INFINITY, Vec2::max);
        for y in span(low.y, high.y, self.height) {
            for x in span(low.x, high.x, self.width) {
                let point = Vec2::new(as_f32(x) + 0.5, as_f32(y) + 0.5);
                if inside(points, point) {
                    let dot = &mut self.dots[y * self.width + x];
                    *dot = (*dot).max(ink);
                }
            }
        }
    }

    fn at(&self, x: usize, y: usize) -> Ink {
        self.dots[y * self.width + x]
    }

    fn into_picture(self, cells: Cells, width: usize, height: usize) -> Picture {
        let mut out = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                let dots: [[Ink; 2]; 4] =
                    [0, 1, 2, 3].map(|y| [0, 1].map(|x| self.at(column * 2 + x, row * 4 + y)));
                out.push(match cells {
                    Cells::Braille => braille(dots),
                    Cells::HalfBlocks => half_block(dots),
                    Cells::Ascii => ascii(dots),
                });
            }
        }
        Picture { width, height, cells: out }
    }
}

fn inside(points: &[Vec2], point: Vec2) -> bool {
    let mut inside = false;
    for (place, &a) in points.iter().enumerate() {
        let b = points[(place + 1) % points.len()];
        if (a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x {
            inside = !inside;
        }
    }
    inside
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
        Ink::Ghost => '.',
        Ink::Tool if lit < 3 => '\'',
        Ink::Tool => 'o',
        Ink::Body if lit < 2 => '-',
        Ink::Body => '#',
        Ink::Mark => '*',
    };
    (letter, ink)
}

#[expect(clippy::cast_precision_loss, reason = "dots of a screen")]
fn as_f32(number: usize) -> f32 {
    number as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the canvas")]
fn place(at: f32, most: usize) -> Option<usize> {
    (at >= 0.0 && at < as_f32(most)).then_some(at as usize)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the canvas")]
fn span(low: f32, high: f32, most: usize) -> std::ops::Range<usize> {
    let clamp = |at: f32| at.clamp(0.0, as_f32(most)) as usize;
    clamp(low.floor())..clamp(high.ceil() + 1.0).min(most)
}
