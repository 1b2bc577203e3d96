//! The soft shadow of solids on the floor, as a coarse map.
//!
//! The light comes from above: what is high throws a wide and faint shadow. Must not know pixels.

use glam::Vec2;

use super::lens::as_f32;
use crate::figure::skin::solid::Solid;

/// How dark the floor is, place by place.
#[derive(Clone, Debug)]
pub(crate) struct Shadow {
    low: Vec2,
    step: f32,
    dark: Vec<f32>,
}

/// Places along a side of the map.
const SIDE: usize = 56;

/// How much a shadow spreads for each metre that its thing is above the floor, and how wide its edge is at the floor.
const SPREAD: f32 = 0.22;
const EDGE: f32 = 0.02;

impl Shadow {
    /// The shadow of some solids.
    pub(crate) fn of(solids: &[Solid]) -> Shadow {
        let bounds: Vec<_> = solids.iter().map(Solid::bound).collect();
        let (mut low, mut high) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
        for &(from, to, radius) in &bounds {
            for end in [from, to] {
                let flat = Vec2::new(end.x, end.z);
                low = low.min(flat - radius - 0.25);
                high = high.max(flat + radius + 0.25);
            }
        }
        let step = (high - low).max_element().max(0.1) / as_f32(SIDE);
        let mut shadow = Shadow { low, step, dark: vec![0.0; SIDE * SIDE] };
        for (from, to, radius) in bounds {
            shadow.throw(from, to, radius);
        }
        shadow
    }

    /// The shadow of a capsule.
    fn throw(&mut self, from: glam::Vec3, to: glam::Vec3, radius: f32) {
        let (start, way) = (Vec2::new(from.x, from.z), Vec2::new(to.x - from.x, to.z - from.z));
        let most = radius * 0.8 + EDGE + from.y.max(to.y).max(0.0) * SPREAD;
        let low = (start.min(start + way) - most - self.low) / self.step;
        let high = (start.max(start + way) + most - self.low) / self.step;
        let inverse = 1.0 / way.length_squared().max(1e-6);
        for row in span(low.y, high.y) {
            for column in span(low.x, high.x) {
                let at = self.low + Vec2::new(as_f32(column) + 0.5, as_f32(row) + 0.5) * self.step;
                let share = ((at - start).dot(way) * inverse).clamp(0.0, 1.0);
                let height = (from.y + (to.y - from.y) * share - radius).max(0.0);
                let off = (at - start).distance(way * share) - radius * 0.8;
                let light = (off / (EDGE + height * SPREAD)).clamp(0.0, 1.0);
                let dark = (1.0 - light) * (1.0 - light) * 0.78 / (1.0 + height * 1.3);
                let place = &mut self.dark[row * SIDE + column];
                *place = place.max(dark);
            }
        }
    }

    /// How dark the floor is at a place (x, z): 0 to 1, smooth between the places of the map.
    pub(crate) fn at(&self, place: Vec2) -> f32 {
        let place = (place - self.low) / self.step - 0.5;
        let corner = place.floor();
        let part = place - corner;
        let get = |right: f32, down: f32| self.dark_at(corner + Vec2::new(right, down));
        let upper = get(0.0, 0.0) * (1.0 - part.x) + get(1.0, 0.0) * part.x;
        let lower = get(0.0, 1.0) * (1.0 - part.x) + get(1.0, 1.0) * part.x;
        upper * (1.0 - part.y) + lower * part.y
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the map")]
    fn dark_at(&self, place: Vec2) -> f32 {
        let most = as_f32(SIDE);
        let is_within = place.x >= 0.0 && place.y >= 0.0 && place.x < most && place.y < most;
        if is_within { self.dark[place.y as usize * SIDE + place.x as usize] } else { 0.0 }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the map")]
fn span(low: f32, high: f32) -> std::ops::Range<usize> {
    let most = as_f32(SIDE);
    (low.floor().clamp(0.0, most) as usize)..(high.ceil().clamp(0.0, most) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::skin::solid::{Group, Limb, Shape};
    use crate::figure::skin::{Material, Part};
    use glam::Vec3;

    fn ball(high: f32) -> Shadow {
        let at = Vec3::Y * high;
        let limb = Limb::new(at, at, (0.1, 0.1));
        Shadow::of(&[Solid::new(Shape::Limb(limb), Group::Gear, Material::Plate, Part::Weight, 0.0)])
    }

    #[test]
    fn what_is_low_throws_a_darker_and_narrower_shadow() {
        let (low, high) = (ball(0.1), ball(1.0));
        assert!(low.at(Vec2::ZERO) > 0.7 && high.at(Vec2::ZERO) < 0.4);
        let beside = Vec2::new(0.15, 0.0);
        assert!(low.at(beside) < 0.05 && high.at(beside) > 0.1);
        assert!(high.at(Vec2::splat(9.0)) < 1e-6);
    }
}
