//! Areas of a picture as paths.
//!
//! Numbers are whole units and relative to the point before, which is what keeps a still below 10 kB.

use std::fmt::Write as _;

use glam::{IVec2, Vec2};

use super::super::outline::{Mask, Reach, doubled_area, simpler};
use super::super::overlay::Overlay;
use super::super::palette::{Palette, Rgb, bytes};
use crate::figure::picture::{Glass, Picture, Pixel};
use crate::figure::skin::{Material, Piece};

/// The tones of an area: from which light on, and how bright it is drawn.
const TONES: [(f32, f32); 3] = [(f32::NEG_INFINITY, 0.64), (0.66, 0.88), (1.02, 1.10)];

/// Areas of less than this many pixels are left out: within an area, and of an area itself.
const SPECK: i32 = 40;
const LEAST: i32 = 8;

/// How dark a shadow has to be to be drawn.
const SHADOW: f32 = 0.22;

/// All areas of a picture.
pub(super) fn areas(picture: &Picture, palette: &Palette, off: f32) -> String {
    let mut out = String::new();
    let shadow =
        path(picture, off * 2.0, SPECK * 2, |pixel| pixel.surface.is_none() && pixel.shadow > SHADOW);
    put(&mut out, "class=\"s\"", &shadow);
    // The whole, so that no gap between two areas shows the ground.
    put(&mut out, "class=\"o\"", &path(picture, off, LEAST, |pixel| pixel.surface.is_some()));
    for SeenMaterial { material, piece, reach, .. } in kinds(picture) {
        let is_one = |pixel: &Pixel| {
            pixel.surface.is_some_and(|(other, part)| other == material && part.piece() == piece)
        };
        for (place, (from, bright)) in TONES.into_iter().enumerate() {
            let outer = place == 0;
            let lit = |pixel: &Pixel| is_one(pixel) && pixel.light > from;
            let data = path_within(picture, reach, off, if outer { LEAST } else { SPECK }, lit);
            let color = hex(palette.of(material).map(|share| share * bright));
            let class = if outer { "class=\"l\" " } else { "" };
            put(&mut out, &format!("{class}fill=\"{color}\""), &data);
        }
    }
    let glass = |pixel: &Pixel| pixel.glass != Glass::None;
    put(&mut out, "class=\"p\"", &path(picture, off, LEAST, glass));
    out
}

/// A material of a piece, how many pixels show it, and the box that they are in.
struct SeenMaterial {
    material: Material,
    piece: Piece,
    count: usize,
    reach: Reach,
}

/// What is seen, with what is small on top of what is large.
fn kinds(picture: &Picture) -> Vec<SeenMaterial> {
    let mut kinds: Vec<SeenMaterial> = Vec::new();
    for (place, pixel) in picture.pixels.iter().enumerate() {
        let Some((material, part)) = pixel.surface else { continue };
        let (x, y, piece) = (place % picture.width, place / picture.width, part.piece());
        match kinds.iter_mut().find(|kind| (kind.material, kind.piece) == (material, piece)) {
            Some(kind) => {
                kind.count += 1;
                let (left, top, right, bottom) = kind.reach;
                kind.reach = (left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1));
            }
            None => kinds.push(SeenMaterial { material, piece, count: 1, reach: (x, y, x + 1, y + 1) }),
        }
    }
    kinds.sort_by_key(|kind| (std::cmp::Reverse(kind.count), kind.material, kind.piece));
    kinds
}

/// Lines and rings over a picture; a ring is on a lighter edge, so that it is seen on anything.
pub(super) fn over(overlay: &Overlay, out: &mut String) {
    let mut ghost = String::new();
    for line in &overlay.ghost {
        // Every fourth point is enough: they are a pixel apart and smooth.
        let last = line.len().saturating_sub(1);
        let points = line.iter().enumerate().filter(|(place, _)| place.is_multiple_of(4) || *place == last);
        let points: Vec<IVec2> = points.map(|(_, point)| point.round().as_ivec2()).collect();
        run(&mut ghost, &points, false);
    }
    put(out, "class=\"g\"", &ghost);
    for ring in &overlay.rings {
        let whole = |number: f32| number.round();
        let (x, y, radius) = (whole(ring.middle.x), whole(ring.middle.y), whole(ring.radius));
        for class in ["h", "m"] {
            let _ = write!(out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        }
        let mut wedge = String::new();
        run(&mut wedge, &ring.pointer().map(|corner: Vec2| corner.round().as_ivec2()), true);
        put(out, "class=\"w\"", &wedge);
    }
}

fn put(out: &mut String, attributes: &str, data: &str) {
    if !data.is_empty() {
        let _ = write!(out, "<path {attributes} d=\"{data}\"/>");
    }
}

/// The outlines of the pixels that are `on`, as path data; what is smaller than `least` pixels is left out.
fn path(picture: &Picture, off: f32, least: i32, on: impl Fn(&Pixel) -> bool) -> String {
    path_within(picture, (0, 0, picture.width, picture.height), off, least, on)
}

/// The same where all of them are within a box.
fn path_within(picture: &Picture, reach: Reach, off: f32, least: i32, on: impl Fn(&Pixel) -> bool) -> String {
    let mut out = String::new();
    let mask = Mask::within(picture.width, reach, |place| on(&picture.pixels[place]));
    for points in mask.map(|mask| mask.loops()).unwrap_or_default() {
        if doubled_area(&points).abs() >= least * 2 {
            let points = simpler(&points, off);
            if points.len() > 2 {
                run(&mut out, &points, true);
            }
        }
    }
    out
}

/// A line through points, each relative to the one before.
fn run(out: &mut String, points: &[IVec2], closed: bool) {
    let Some(&first) = points.first() else { return };
    let _ = write!(out, "M{}", first.x);
    number(out, first.y);
    let mut at = first;
    for (place, &point) in points.iter().enumerate().skip(1) {
        let step = point - at;
        if place == 1 {
            let _ = write!(out, "l{}", step.x);
        } else {
            number(out, step.x);
        }
        number(out, step.y);
        at = point;
    }
    if closed {
        out.push('z');
    }
}

/// A number after another one: a minus parts them as well as a blank.
fn number(out: &mut String, number: i32) {
    let _ = if number < 0 { write!(out, "{number}") } else { write!(out, " {number}") };
}

/// A colour as SVG has it, in three digits where that is all the same to the eye.
pub(super) fn hex(color: Rgb) -> String {
    let [red, green, blue] = bytes(color);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_short() {
        let mut out = String::new();
        let square = [(3, 4), (13, 4), (13, 14), (3, 14)].map(|(x, y)| IVec2::new(x, y));
        run(&mut out, &square, true);
        assert_eq!(out, "M3 4l10 0 0 10-10 0z");
    }
}
