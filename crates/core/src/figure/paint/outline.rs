//! Outlines of areas of pixels: closed loops along their edges, and simpler lines in their place.
//!
//! Must not know what an area is of.

use glam::IVec2;

/// A box in a picture: left, top, and one beyond right and bottom.
pub(crate) type Reach = (usize, usize, usize, usize);

/// A part of a picture: which of its pixels belong to an area.
pub(crate) struct Mask {
    low: IVec2,
    width: usize,
    height: usize,
    on: Vec<bool>,
}

impl Mask {
    /// The pixels of a picture of some width that are `on`; none if there are none.
    pub(crate) fn of(width: usize, count: usize, on: impl Fn(usize) -> bool) -> Option<Mask> {
        let whole = (0, 0, width, count.checked_div(width).unwrap_or_default());
        Mask::within(width, whole, on)
    }

    /// The same where all of them are within a box: left, top, and one beyond right and bottom.
    pub(crate) fn within(width: usize, reach: Reach, on: impl Fn(usize) -> bool) -> Option<Mask> {
        let (left, top, right, bottom) = reach;
        let (wide, high) = (right.saturating_sub(left), bottom.saturating_sub(top));
        let mut all = Vec::with_capacity(wide * high);
        for y in top..bottom {
            all.extend((left..right).map(|x| on(y * width + x)));
        }
        let any = all.contains(&true);
        any.then(|| Mask { low: IVec2::new(as_i32(left), as_i32(top)), width: wide, height: high, on: all })
    }

    fn is_on(&self, x: isize, y: isize) -> bool {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return false };
        x < self.width && y < self.height && self.on[y * self.width + x]
    }

    /// The loops around the area, which lies to the right of each step; around a hole a loop runs the other way. Every
    /// point is a corner of a pixel, and each is one pixel from the next.
    pub(crate) fn loops(&self) -> Vec<Vec<IVec2>> {
        let across = self.width + 1;
        // Which edges leave each corner: to the right, down, to the left, up.
        let mut edges = vec![[false; 4]; across * (self.height + 1)];
        for y in 0..self.height {
            for x in 0..self.width {
                if !self.on[y * self.width + x] {
                    continue;
                }
                let (left, up) = (x.cast_signed(), y.cast_signed());
                let mut leaves = |x: usize, y: usize, way: usize| edges[y * across + x][way] = true;
                if !self.is_on(left, up - 1) {
                    leaves(x, y, 0);
                }
                if !self.is_on(left + 1, up) {
                    leaves(x + 1, y, 1);
                }
                if !self.is_on(left, up + 1) {
                    leaves(x + 1, y + 1, 2);
                }
                if !self.is_on(left - 1, up) {
                    leaves(x, y + 1, 3);
                }
            }
        }
        let mut loops = Vec::new();
        for start in 0..edges.len() {
            while let Some(first) = edges[start].iter().position(|leaves| *leaves) {
                loops.push(self.walk(&mut edges, start, first));
            }
        }
        loops
    }

    /// Along the edges from a corner until it is reached again; every edge is taken away as it is walked.
    fn walk(&self, edges: &mut [[bool; 4]], start: usize, first: usize) -> Vec<IVec2> {
        let across = self.width + 1;
        let (mut at, mut way) = (start, first);
        let mut out = Vec::new();
        loop {
            edges[at][way] = false;
            out.push(self.low + IVec2::new(as_i32(at % across), as_i32(at / across)));
            at = match way {
                0 => at + 1,
                1 => at + across,
                2 => at - 1,
                _ => at - across,
            };
            if at == start {
                return out;
            }
            // Where two pixels touch at a corner only, they are two areas: turn right first.
            let turns = [1, 0, 3].map(|turn| (way + turn) % 4);
            let Some(next) = turns.into_iter().find(|&turn| edges[at][turn]) else { return out };
            way = next;
        }
    }
}

fn as_i32(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}

/// Twice the area within a loop, in pixels; below 0 for a hole.
pub(crate) fn doubled_area(points: &[IVec2]) -> i32 {
    let ends = points.iter().skip(1).chain(points.first());
    points.iter().zip(ends).map(|(a, b)| a.perp_dot(*b)).sum()
}

/// A loop of fewer points that is nowhere farther than `most` pixels from the full one (Douglas and Peucker 1973).
pub(crate) fn simpler(points: &[IVec2], most: f32) -> Vec<IVec2> {
    let Some(&first) = points.first() else { return Vec::new() };
    let farthest =
        (0..points.len()).max_by_key(|&place| (points[place] - first).length_squared()).unwrap_or(0);
    let mut out = Vec::new();
    keep(&points[..=farthest], most, &mut out);
    let mut back = points[farthest..].to_vec();
    back.push(first);
    keep(&back, most, &mut out);
    out
}

/// Of an open line, all points that have to stay but the last one.
fn keep(points: &[IVec2], most: f32, out: &mut Vec<IVec2>) {
    let (Some(&from), Some(&to)) = (points.first(), points.last()) else { return };
    let way = (to - from).as_vec2();
    let long = way.length();
    let far = |point: IVec2| {
        let off = (point - from).as_vec2();
        if long < 1e-6 { off.length() } else { off.perp_dot(way).abs() / long }
    };
    let worst =
        (1..points.len().saturating_sub(1)).max_by(|&a, &b| far(points[a]).total_cmp(&far(points[b])));
    match worst {
        Some(place) if far(points[place]) > most => {
            keep(&points[..=place], most, out);
            keep(&points[place..], most, out);
        }
        _ => out.push(from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(rows: &[&str]) -> Mask {
        let width = rows[0].len();
        let all: Vec<u8> = rows.concat().into_bytes();
        Mask::of(width, all.len(), |place| all[place] == b'#').expect("something is on")
    }

    #[test]
    fn a_ring_has_an_outline_and_a_hole() {
        let loops = mask(&["......", ".####.", ".#..#.", ".####."]).loops();
        let mut areas: Vec<i32> = loops.iter().map(|points| doubled_area(points)).collect();
        areas.sort_unstable();
        assert_eq!(areas, [-4, 24]);
        assert!(loops.iter().flatten().all(|point| point.x >= 1 && point.y >= 1));
    }

    #[test]
    fn pixels_that_touch_at_a_corner_are_two_areas() {
        let loops = mask(&["#.", ".#"]).loops();
        assert_eq!(loops.len(), 2);
    }

    #[test]
    fn a_square_is_four_points_and_a_stair_is_straight() {
        let square = mask(&["####", "####", "####", "####"]).loops();
        assert_eq!(simpler(&square[0], 0.5).len(), 4);
        let stair = mask(&["#...", "##..", "###.", "####"]).loops();
        assert_eq!(simpler(&stair[0], 1.0).len(), 3);
    }
}
