//! Rays through the solids of a skin, eight at a time, tile by tile: what each pixel sees, and how it is lit.
//!
//! A tile of 8 by 8 pixels keeps only the solids that its rays can touch. Eight narrow cones, one for each block of 4 by 2
//! pixels, find where their rays may begin; then the rays of a row march together (sphere tracing, Hart 1996).

use std::ops::Range;

use glam::{Vec2, Vec3};
use wide::f32x8;

use super::lens::{Lens, as_f32};
use super::light::Lights;
use super::{Glass, Picture, Pixel};
use crate::figure::skin::Skin;
use crate::figure::skin::packet::{Points, all};
use crate::figure::skin::solid::{FAR, Solid, nearest, which};

/// Pixels along the side of a tile: as many as rays march at once.
pub(crate) const TILE: usize = 8;
/// A block of a tile that one cone covers.
const BLOCK: (usize, usize) = (4, 2);
/// Distances are a little long where solids are flattened: a step is this share of them.
const STEP: f32 = 0.95;
/// After so many steps a ray has missed.
const STEPS: usize = 48;
/// How far around a point the distances are taken that give its normal, and how far along the normal the one that tells
/// how open to light it is.
const NORMAL: f32 = 0.0035;
const OPEN: f32 = 0.032;

/// Where a solid is on the screen: the ends and the radius of its capsule in pixels, and its depths.
#[derive(Clone, Debug)]
struct Bound {
    from: Vec2,
    to: Vec2,
    radius: f32,
    near: f32,
    far: f32,
}

pub(super) fn trace(skin: &Skin, picture: &mut Picture) {
    let lens = picture.lens;
    let bounds = Bounds::of(skin, &lens);
    let lights = Lights::of(&lens);
    let mut list = Vec::new();
    for corner in tiles((picture.width, picture.height)) {
        for glass in [false, true] {
            let places = if glass { skin.solid_ones()..skin.solids().len() } else { 0..skin.solid_ones() };
            bounds.touched(corner, places, &mut list);
            if !list.is_empty() {
                Tile::new(skin, &lens, &bounds, &list, corner).picture(picture, &lights, glass);
            }
        }
    }
}

/// The upper left corners of the tiles of a picture.
pub(super) fn tiles((width, height): (usize, usize)) -> impl Iterator<Item = (usize, usize)> {
    (0..height).step_by(TILE).flat_map(move |top| (0..width).step_by(TILE).map(move |left| (left, top)))
}

/// Where all solids of a skin are on the screen.
#[derive(Clone, Debug)]
pub(super) struct Bounds(Vec<Bound>);

impl Bounds {
    pub(super) fn of(skin: &Skin, lens: &Lens) -> Bounds {
        let bound = |solid: &Solid| {
            let (from, to, radius) = solid.bound();
            let radius = radius + 0.012;
            let ((from, near), (to, far)) = (lens.project(from), lens.project(to));
            let (near, far) = ((near.min(far) - radius).max(0.1), near.max(far) + radius);
            Bound { from, to, radius: radius * lens.focal / near * 1.03, near, far }
        };
        Bounds(skin.solids().iter().map(bound).collect())
    }

    /// Whether the rays of a tile can touch one of the solids at `places`; there may be fewer solids.
    pub(super) fn touch(&self, corner: (usize, usize), places: &[usize]) -> bool {
        let (middle, half) = around(corner);
        places.iter().any(|&place| self.0.get(place).is_some_and(|bound| bound.is_within(middle, half)))
    }

    /// Lists those of `places` that the rays of a tile can touch.
    pub(super) fn touched(&self, corner: (usize, usize), places: Range<usize>, list: &mut Vec<u16>) {
        let (middle, half) = around(corner);
        list.clear();
        let touches = |place: &usize| self.0[*place].is_within(middle, half);
        list.extend(places.filter(touches).filter_map(|place| u16::try_from(place).ok()));
    }
}

/// The middle of a tile, and how far its corners are from it.
fn around(corner: (usize, usize)) -> (Vec2, f32) {
    let middle = Vec2::new(as_f32(corner.0), as_f32(corner.1)) + as_f32(TILE) / 2.0;
    (middle, as_f32(TILE) * std::f32::consts::FRAC_1_SQRT_2)
}

impl Bound {
    /// Whether it is within `half` pixels of a place.
    fn is_within(&self, place: Vec2, half: f32) -> bool {
        let way = self.to - self.from;
        let share = ((place - self.from).dot(way) / way.length_squared().max(1e-9)).clamp(0.0, 1.0);
        let most = self.radius + half;
        (place - self.from).distance_squared(way * share) < most * most
    }
}

/// A tile with the solids that its rays can touch.
pub(super) struct Tile<'t> {
    skin: &'t Skin,
    lens: &'t Lens,
    list: &'t [u16],
    corner: (usize, usize),
    near: f32,
    far: f32,
}

impl<'t> Tile<'t> {
    pub(super) fn new(
        skin: &'t Skin,
        lens: &'t Lens,
        bounds: &Bounds,
        list: &'t [u16],
        corner: (usize, usize),
    ) -> Tile<'t> {
        let ours = || list.iter().map(|&place| &bounds.0[usize::from(place)]);
        let near = ours().map(|bound| bound.near).fold(FAR, f32::min);
        let far = ours().map(|bound| bound.far).fold(0.0, f32::max);
        Tile { skin, lens, list, corner, near, far }
    }

    /// The ways from the eye through eight places of the picture, one metre deep.
    fn rays(&self, x: f32x8, y: f32x8) -> Points {
        let inverse = all(1.0 / self.lens.focal);
        let right = (x - all(self.lens.middle.x)) * inverse;
        let down = (y - all(self.lens.middle.y)) * inverse;
        Points::all(self.lens.to).along(right, self.lens.right).along(down, -self.lens.up)
    }

    fn distance(&self, points: Points) -> f32x8 {
        nearest(self.skin.solids(), self.list, points)
    }

    /// How deep the rays of each block may begin; beyond `far` where they touch nothing.
    fn starts(&self) -> [f32; 8] {
        let blocks = std::array::from_fn::<_, 8, _>(|block| {
            (
                as_f32(self.corner.0 + block % 2 * BLOCK.0) + as_f32(BLOCK.0) / 2.0,
                as_f32(self.corner.1 + block / 2 * BLOCK.1) + as_f32(BLOCK.1) / 2.0,
            )
        });
        let rays =
            self.rays(f32x8::from(blocks.map(|block| block.0)), f32x8::from(blocks.map(|block| block.1)));
        let inverse = all(STEP) / rays.length();
        // Half the diagonal of a block, between the middles of its outer pixels.
        let wide =
            Vec2::new(as_f32(BLOCK.0) - 1.0, as_f32(BLOCK.1) - 1.0).length() / 2.0 / self.lens.focal * 1.05;
        let eye = Points::all(self.lens.eye);
        let mut depth = all(self.near);
        let mut done = f32x8::ZERO;
        for _ in 0..24 {
            let free = self.distance(eye.toward(depth, rays)) - depth * all(wide);
            done = done | free.simd_lt(all(0.004)) | depth.simd_gt(all(self.far));
            if done.all() {
                break;
            }
            depth += done.select(f32x8::ZERO, free * inverse);
        }
        depth.to_array()
    }

    /// Paints the tile of a picture.
    fn picture(&self, picture: &mut Picture, lights: &Lights, glass: bool) {
        let (width, height) = (picture.width, picture.height);
        self.march(height, |y, hit, points, depth| {
            let start = y * width + self.corner.0;
            let end = (start + TILE).min((y + 1) * width);
            let pixels = &mut picture.pixels[start..end];
            if glass {
                self.pane(pixels, hit, points, depth);
            } else {
                self.surface(pixels, lights, hit, points, depth);
            }
        });
    }

    /// Marches the rays of each row until they hit something; `hits` gets each row where any does: which of its pixels do, as
    /// bits, at which points and how deep.
    pub(super) fn march(&self, height: usize, mut hits: impl FnMut(usize, u32, Points, [f32; 8])) {
        let starts = self.starts();
        let lanes = f32x8::from([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5]);
        let eye = Points::all(self.lens.eye);
        for row in 0..TILE.min(height - self.corner.1) {
            let (left, right) = (starts[row / BLOCK.1 * 2], starts[row / BLOCK.1 * 2 + 1]);
            if left.min(right) > self.far {
                continue;
            }
            let y = self.corner.1 + row;
            let rays = self.rays(all(as_f32(self.corner.0)) + lanes, all(as_f32(y) + 0.5));
            let inverse = all(STEP) / rays.length();
            let near = 0.175 / self.lens.focal * self.near.max(1.0) + 0.0006;
            let mut depth = f32x8::from([left, left, left, left, right, right, right, right]);
            let mut done = f32x8::ZERO;
            let mut distance = all(FAR);
            for _ in 0..STEPS {
                distance = self.distance(eye.toward(depth, rays));
                done = done | distance.simd_lt(all(near)) | depth.simd_gt(all(self.far));
                if done.all() {
                    break;
                }
                depth += done.select(f32x8::ZERO, distance * inverse);
            }
            let hit = (distance.simd_lt(all(near * 2.0)) & depth.simd_le(all(self.far))).to_bitmask();
            if hit != 0 {
                hits(y, hit, eye.toward(depth, rays), depth.to_array());
            }
        }
    }

    /// What the rays of a row hit.
    fn surface(&self, pixels: &mut [Pixel], lights: &Lights, hit: u32, points: Points, depth: [f32; 8]) {
        let normal = self.normals(points);
        let open = self.distance(points.toward(all(OPEN), normal));
        let shut =
            ((all(OPEN) - open) * all(1.0 / OPEN)).fast_max(f32x8::ZERO).fast_min(f32x8::ONE).to_array();
        let who = which(self.skin.solids(), self.list, points);
        let (places, normals) = (points.each(), normal.each());
        for (lane, pixel) in pixels.iter_mut().enumerate() {
            if hit >> lane & 1 == 0 {
                continue;
            }
            let solid = &self.skin.solids()[usize::from(who[lane])];
            let (material, part) = self.skin.at(solid, places[lane], normals[lane]);
            let open = 1.0 - 0.40 * shut[lane];
            let (light, gleam) = lights.on(material, places[lane], normals[lane], open);
            *pixel =
                Pixel { depth: depth[lane], surface: Some((material, part)), light, gleam, ..Pixel::EMPTY };
        }
    }

    /// What of glass the rays of a row go through before they hit anything.
    fn pane(&self, pixels: &mut [Pixel], hit: u32, points: Points, depth: [f32; 8]) {
        let who = which(self.skin.solids(), self.list, points);
        for (lane, pixel) in pixels.iter_mut().enumerate() {
            if hit >> lane & 1 == 1 && depth[lane] < pixel.depth {
                pixel.glass = Glass::Pane(self.skin.solids()[usize::from(who[lane])].material);
            }
        }
    }

    /// The unit vectors out of the surface at eight points, by four distances around each.
    pub(super) fn normals(&self, points: Points) -> Points {
        let at = |way: Vec3| self.distance(points.moved(way * NORMAL));
        let a = at(Vec3::new(1.0, -1.0, -1.0));
        let b = at(Vec3::new(-1.0, -1.0, 1.0));
        let c = at(Vec3::new(-1.0, 1.0, -1.0));
        let d = at(Vec3::ONE);
        let way = Points { x: a - b - c + d, y: c + d - a - b, z: b + d - a - c };
        way.times(f32x8::ONE / way.length().fast_max(all(1e-9)))
    }
}
