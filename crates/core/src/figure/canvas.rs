//! Shapes → dots: what a cell is made of.
//!
//! Must not know letters, and what of a figure is drawn.

use glam::Vec2;

use super::scene::{Form, Shape};

/// What a cell shows. Ordered: where several meet, the last one is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ink {
    /// Nothing.
    None,
    /// The floor, benches, pads.
    Ground,
    /// The same rep, some moments before.
    Past,
    /// The clean rep, where it differs.
    Ghost,
    /// What is lifted, and what it hangs on.
    Tool,
    /// The lifter.
    Body,
    /// What is wrong.
    Mark,
}

/// Where the world of a panel is on the canvas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Map {
    pub(super) low: Vec2,
    /// Dots for a metre.
    pub(super) scale: f32,
    /// Where the low corner goes; y grows downward here.
    pub(super) corner: Vec2,
}

impl Map {
    pub(super) fn to(self, point: Vec2) -> Vec2 {
        let off = (point - self.low) * self.scale;
        Vec2::new(self.corner.x + off.x, self.corner.y - off.y)
    }
}

/// Dots, row by row.
pub(super) struct Canvas {
    pub(super) width: usize,
    pub(super) height: usize,
    dots: Vec<Ink>,
}

impl Canvas {
    pub(super) fn new(width: usize, height: usize) -> Canvas {
        Canvas { width, height, dots: vec![Ink::None; width * height] }
    }

    /// A line from edge to edge of a panel.
    pub(super) fn floor(&mut self, shape: &Shape, to: Map, edges: (f32, f32)) {
        if let Form::Line { points, .. } = &shape.form {
            let y = to.to(points[0]).y;
            self.capsule(Vec2::new(edges.0, y), Vec2::new(edges.1, y), 0.71, Ink::Ground);
        }
    }

    pub(super) fn form(&mut self, form: &Form, to: Map, ink: Ink) {
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
    pub(super) fn dotted(&mut self, form: &Form, to: Map, apart: f32, ink: Ink) {
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
        self.dots_along(&lines, apart, ink);
    }

    pub(super) fn dots_along(&mut self, lines: &[Vec2], apart: f32, ink: Ink) {
        let mut walked = 0.0;
        for pair in lines.windows(2) {
            let long = pair[0].distance(pair[1]);
            while walked < long {
                let at = pair[0].lerp(pair[1], walked / long);
                self.dot(at, ink);
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
    pub(super) fn capsule(&mut self, from: Vec2, to: Vec2, radius: f32, ink: Ink) {
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
    pub(super) fn area(&mut self, points: &[Vec2], ink: Ink) {
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

    pub(super) fn at(&self, x: usize, y: usize) -> Ink {
        self.dots[y * self.width + x]
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

#[expect(clippy::cast_precision_loss, reason = "dots of a screen")]
pub(super) fn as_f32(number: usize) -> f32 {
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
