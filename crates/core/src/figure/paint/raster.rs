//! Lines and rings as pixels: which pixels of a picture an overlay covers.
//!
//! Must not know colours and cells.

use glam::Vec2;

use super::overlay::Overlay;
use crate::figure::picture::as_f32;

/// What an overlay puts on a pixel. Ordered: where two meet, the later one is seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Over {
    /// Nothing.
    None,
    /// The gap around a line, so that it is seen on anything.
    Gap,
    /// The clean rep's outline.
    Ghost,
    /// A ring or its pointer.
    Mark,
}

/// How long a dash of the ghost and the gap after it are, as shares of the picture's height.
const DASH: (f32, f32) = (0.024, 0.016);

/// How thick lines are: a pixel, and more in a large picture.
fn thickness(height: usize) -> f32 {
    (as_f32(height) / 200.0).max(1.0)
}

/// How the clean rep's outline is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    Dashed,
    /// Single pixels, for where there are no colours.
    Dotted,
}

/// The pixels that an overlay covers.
pub(crate) fn cover(overlay: &Overlay, (width, height): (usize, usize), line: Line) -> Vec<Over> {
    let mut canvas = Canvas { width, height, on: vec![Over::None; width * height] };
    let thick = thickness(height);
    for points in &overlay.ghost {
        match line {
            Line::Dashed => canvas.dashes(points, thick),
            Line::Dotted => canvas.dots(points),
        }
    }
    for ring in &overlay.rings {
        canvas.ring(ring.middle, ring.radius, thick * 1.25);
        canvas.triangle(ring.pointer());
    }
    canvas.on
}

struct Canvas {
    width: usize,
    height: usize,
    on: Vec<Over>,
}

impl Canvas {
    fn put(&mut self, place: Vec2, over: Over) {
        let (low, high) = (place.x.floor(), place.y.floor());
        if low >= 0.0 && high >= 0.0 && low < as_f32(self.width) && high < as_f32(self.height) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
            let at = high as usize * self.width + low as usize;
            self.on[at] = self.on[at].max(over);
        }
    }

    /// All pixels whose middle is for `inside`, within a box.
    fn fill(&mut self, low: Vec2, high: Vec2, inside: impl Fn(Vec2) -> Option<Over>) {
        let (mut y, end) = (low.y.floor().max(0.0), high.y.min(as_f32(self.height)));
        while y < end {
            let mut x = low.x.floor().max(0.0);
            while x < high.x.min(as_f32(self.width)) {
                let middle = Vec2::new(x + 0.5, y + 0.5);
                if let Some(over) = inside(middle) {
                    self.put(middle, over);
                }
                x += 1.0;
            }
            y += 1.0;
        }
    }

    fn dashes(&mut self, line: &[Vec2], thick: f32) {
        let height = as_f32(self.height);
        let (on, whole) = ((DASH.0 * height).max(2.5), ((DASH.0 + DASH.1) * height).max(4.5));
        let mut walked = 0.0_f32;
        for pair in line.windows(2) {
            let far = pair[0].distance(pair[1]);
            let mut step = 0.0;
            while step < far {
                if (walked + step) % whole < on {
                    let at = pair[0].lerp(pair[1], step / far);
                    let half = thick * 0.5;
                    self.put(at, Over::Ghost);
                    if thick > 1.2 {
                        let inside = |middle: Vec2| (middle.distance(at) <= half).then_some(Over::Ghost);
                        self.fill(at - half, at + half, inside);
                    }
                }
                step += 0.5;
            }
            walked += far;
        }
    }

    /// A dot in every third pixel, with a gap around it.
    fn dots(&mut self, line: &[Vec2]) {
        let mut walked = 0.0_f32;
        for pair in line.windows(2) {
            let far = pair[0].distance(pair[1]);
            while walked < far {
                let at = pair[0].lerp(pair[1], walked / far);
                for way in [Vec2::X, Vec2::NEG_X, Vec2::Y, Vec2::NEG_Y] {
                    self.put(at + way, Over::Gap);
                }
                self.put(at, Over::Ghost);
                walked += 3.0;
            }
            walked -= far;
        }
    }

    /// A ring with a gap within and without.
    fn ring(&mut self, middle: Vec2, radius: f32, thick: f32) {
        let reach = Vec2::splat(radius + thick + 2.0);
        self.fill(middle - reach, middle + reach, |at| {
            let off = (at.distance(middle) - radius).abs();
            if off <= thick * 0.55 {
                Some(Over::Mark)
            } else {
                (off <= thick * 0.55 + 0.9).then_some(Over::Gap)
            }
        });
    }

    fn triangle(&mut self, corners: [Vec2; 3]) {
        let [a, b, c] = corners;
        let (low, high) = (a.min(b).min(c) - 2.0, a.max(b).max(c) + 2.0);
        let turns = (b - a).perp_dot(c - a).signum();
        self.fill(low, high, |at| {
            let out = [(a, b), (b, c), (c, a)]
                .map(|(from, to)| -(to - from).perp_dot(at - from) * turns / (to - from).length().max(1e-6));
            let out = out.into_iter().fold(f32::NEG_INFINITY, f32::max);
            if out <= 0.3 { Some(Over::Mark) } else { (out <= 1.2).then_some(Over::Gap) }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::overlay::Ring;
    use super::*;

    fn count(overlay: &Overlay, over: Over) -> usize {
        cover(overlay, (60, 60), Line::Dashed).iter().filter(|&&on| on == over).count()
    }

    #[test]
    fn a_line_is_dashed() {
        let line = (0..50_u8).map(|x| Vec2::new(5.0 + f32::from(x), 30.0)).collect();
        let on = count(&Overlay { ghost: vec![line], rings: Vec::new() }, Over::Ghost);
        assert!((20..45).contains(&on), "{on} of 50");
    }

    #[test]
    fn a_ring_is_hollow_and_has_a_pointer_and_a_gap() {
        let ring = Ring { middle: Vec2::splat(30.0), radius: 8.0, from: Vec2::NEG_Y };
        let overlay = Overlay { ghost: Vec::new(), rings: vec![ring] };
        let on = cover(&overlay, (60, 60), Line::Dashed);
        assert_eq!(on[30 * 60 + 30], Over::None);
        assert_eq!(on[30 * 60 + 38], Over::Mark);
        assert_eq!(on[17 * 60 + 30], Over::Mark, "the pointer above it");
        assert!(on.contains(&Over::Gap));
        assert_eq!(on[45 * 60 + 30], Over::None);
    }
}
