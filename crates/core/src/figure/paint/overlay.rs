//! What is drawn over a picture after an answer: the outline of the clean rep where it differs, and rings with a pointer
//! at the joints that show what is wrong. Told by shape as well as by colour.
//!
//! In the pixels of one picture. Must not know signs, and how a painter draws a line.

use glam::{IVec2, Vec2, Vec3};

use super::outline::{Mask, doubled_area};
use crate::figure::picture::{Picture, as_f32};
use crate::figure::skin::Piece;

/// Lines and rings over a picture.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Overlay {
    /// Where the clean rep's outline runs, where it isn't that of the picture as well.
    pub ghost: Vec<Vec<Vec2>>,
    /// Around what is wrong.
    pub rings: Vec<Ring>,
}

/// A ring with a pointer at it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ring {
    /// Its middle.
    pub middle: Vec2,
    /// Its radius.
    pub radius: f32,
    /// The unit vector from its middle to where the pointer comes from.
    pub from: Vec2,
}

/// How far an outline has to be off to be shown, in metres: less is the same line for the eye.
const OFF: f32 = 0.022;

/// Up to so many pixels of height a picture is small.
const SMALL: usize = 150;

/// The radius of a ring, in metres; and how small it may get, in pixels.
const RING: f32 = 0.085;
const LEAST_RING: f32 = 3.2;

impl Overlay {
    /// Nothing.
    pub fn none() -> Overlay {
        Overlay::default()
    }

    /// The outline of the `clean` rep's picture where it differs from the `shown` one's, taken by the same lens.
    pub fn ghost(shown: &Picture, clean: &Picture) -> Overlay {
        let near = (OFF / clean.step(nearest(clean))).max(1.6);
        let mut out = Vec::new();
        let body = [Piece::Trunk, Piece::Head, Piece::Arm, Piece::OtherArm, Piece::Leg, Piece::OtherLeg];
        let all = [&body[..], &[Piece::Head], &[Piece::Arm], &[Piece::OtherArm], &[Piece::Trunk]];
        // In few pixels the lines of what matters less would only be in the way.
        let most = if shown.height < SMALL { 2 } else { all.len() };
        let shortest = (shown.height / 30).max(6);
        for pieces in &all[..most] {
            let (theirs, ours) = (outline(clean, pieces), outline(shown, pieces));
            let drawn = Near::new(shown, &ours, near);
            for line in theirs {
                let is_drawn = |point: IVec2| drawn.has(point) || is_cut(clean, pieces, point);
                runs(&line, is_drawn, shortest, &mut out);
            }
        }
        Overlay { ghost: out, rings: Vec::new() }
    }

    /// With a ring around each of some points of the lifter's space.
    #[must_use]
    pub(crate) fn with_rings(mut self, picture: &Picture, points: &[Vec3]) -> Overlay {
        for &point in points {
            let (middle, metre) = picture.place(point);
            let radius = (RING * metre).max(LEAST_RING);
            self.rings.push(Ring { middle, radius, from: free_way(picture, middle, radius) });
        }
        self
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.ghost.is_empty() && self.rings.is_empty()
    }
}

impl Ring {
    /// The three corners of its pointer: a wedge whose tip touches the ring.
    pub fn pointer(&self) -> [Vec2; 3] {
        let tip = self.middle + self.from * (self.radius + 1.5);
        let foot = tip + self.from * (self.radius * 0.9);
        let aside = self.from.perp() * (self.radius * 0.5);
        [tip, foot + aside, foot - aside]
    }
}

/// The way from a point out of the body: the one of twelve along which least is in front of the ground.
fn free_way(picture: &Picture, middle: Vec2, radius: f32) -> Vec2 {
    let ways = (0..12_u8).map(|step| Vec2::from_angle(std::f32::consts::TAU * f32::from(step) / 12.0));
    let crowded = |way: &Vec2| {
        let steps = (2..8_u8).map(|step| middle + *way * (radius * 0.4 * f32::from(step)));
        let mut sum = 0;
        for at in steps {
            sum += match picture.at(at) {
                Some(pixel) if pixel.surface.is_none() => 0,
                Some(_) => 2,
                None => 9,
            };
        }
        // Of equally free ways, the one that comes from above.
        (sum, way.y > 0.0)
    };
    ways.min_by_key(crowded).unwrap_or(Vec2::NEG_Y)
}

/// How far the nearest thing of a picture is.
fn nearest(picture: &Picture) -> f32 {
    let least = picture.pixels.iter().map(|pixel| pixel.depth).fold(f32::INFINITY, f32::min);
    if least.is_finite() { least } else { 1.0 }
}

/// The outlines of some pieces, specks left out.
fn outline(picture: &Picture, pieces: &[Piece]) -> Vec<Vec<IVec2>> {
    let is_one =
        |place: usize| picture.pixels[place].part().is_some_and(|part| pieces.contains(&part.piece()));
    let mask = Mask::of(picture.width, picture.pixels.len(), is_one);
    let loops = mask.map(|mask| mask.loops()).unwrap_or_default();
    loops.into_iter().filter(|points| doubled_area(points).abs() > 12).collect()
}

/// Whether a line is near to a place.
struct Near {
    across: usize,
    on: Vec<bool>,
}

impl Near {
    #[expect(clippy::cast_possible_truncation, reason = "a few pixels")]
    fn new(picture: &Picture, lines: &[Vec<IVec2>], most: f32) -> Near {
        let across = picture.width + 1;
        let mut near = Near { across, on: vec![false; across * (picture.height + 1)] };
        let reach = most as i32;
        for point in lines.iter().flatten() {
            for down in -reach..=reach {
                for right in -reach..=reach {
                    if let Some(place) = near.place(*point + IVec2::new(right, down)) {
                        near.on[place] = true;
                    }
                }
            }
        }
        near
    }

    fn place(&self, point: IVec2) -> Option<usize> {
        let (x, y) = (usize::try_from(point.x).ok()?, usize::try_from(point.y).ok()?);
        let place = y * self.across + x;
        (x < self.across && place < self.on.len()).then_some(place)
    }

    fn has(&self, point: IVec2) -> bool {
        self.place(point).is_none_or(|place| self.on[place])
    }
}

/// Whether an outline runs at a corner of pixels only because something else is in front there.
fn is_cut(picture: &Picture, pieces: &[Piece], corner: IVec2) -> bool {
    let (mut inside, mut outside) = (f32::INFINITY, f32::INFINITY);
    for (right, down) in [(0, 0), (-1, 0), (0, -1), (-1, -1)] {
        let place = (usize::try_from(corner.x + right), usize::try_from(corner.y + down));
        let (Ok(x), Ok(y)) = place else { return true };
        let Some(pixel) = picture.get(x, y) else { return true };
        let is_one = pixel.part().is_some_and(|part| pieces.contains(&part.piece()));
        let depth = if is_one { &mut inside } else { &mut outside };
        *depth = depth.min(pixel.depth);
    }
    outside < inside
}

/// The stretches of a loop that aren't drawn anyway, smoothed; those of fewer points than `least` can't be told from noise.
fn runs(line: &[IVec2], is_drawn: impl Fn(IVec2) -> bool, least: usize, out: &mut Vec<Vec<Vec2>>) {
    let Some(start) = line.iter().position(|&point| is_drawn(point)) else {
        let mut whole: Vec<Vec2> = line.iter().map(|point| point.as_vec2()).collect();
        whole.extend(whole.first().copied());
        out.push(smooth(&whole));
        return;
    };
    let mut run = Vec::new();
    for &point in line[start..].iter().chain(&line[..=start]) {
        if is_drawn(point) {
            if run.len() >= least {
                out.push(smooth(&run));
            }
            run.clear();
        } else {
            run.push(point.as_vec2());
        }
    }
}

/// Each point between its neighbours, so that the stairs of pixels are a line.
fn smooth(run: &[Vec2]) -> Vec<Vec2> {
    let middle = |place: usize| {
        let low = place.saturating_sub(2);
        let high = (place + 2).min(run.len() - 1);
        run[low..=high].iter().sum::<Vec2>() / as_f32(high + 1 - low)
    };
    (0..run.len()).map(middle).collect()
}
