//! Eight points at once: the arithmetic with which distances are worked out for eight pixels in one go.
//!
//! Must not know solids, pixels or pictures.

use glam::Vec3;
use wide::f32x8;

/// Eight points, or eight ways, in space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Points {
    pub(crate) x: f32x8,
    pub(crate) y: f32x8,
    pub(crate) z: f32x8,
}

/// One number in all eight places.
#[inline]
pub(crate) fn all(number: f32) -> f32x8 {
    f32x8::splat(number)
}

impl Points {
    /// One point in all eight places.
    #[inline]
    pub(crate) fn all(point: Vec3) -> Points {
        Points { x: all(point.x), y: all(point.y), z: all(point.z) }
    }

    /// Each of them moved by `way`.
    #[inline]
    pub(crate) fn moved(self, way: Vec3) -> Points {
        Points { x: self.x + all(way.x), y: self.y + all(way.y), z: self.z + all(way.z) }
    }

    /// Each of them moved by its own share of `way`.
    #[inline]
    pub(crate) fn along(self, share: f32x8, way: Vec3) -> Points {
        Points {
            x: self.x + share * all(way.x),
            y: self.y + share * all(way.y),
            z: self.z + share * all(way.z),
        }
    }

    /// Each of them moved by its own share of its own way.
    #[inline]
    pub(crate) fn toward(self, share: f32x8, way: Points) -> Points {
        Points { x: self.x + share * way.x, y: self.y + share * way.y, z: self.z + share * way.z }
    }

    /// Each of them longer by its own factor.
    #[inline]
    pub(crate) fn times(self, factor: f32x8) -> Points {
        Points { x: self.x * factor, y: self.y * factor, z: self.z * factor }
    }

    /// Each of them longer by a factor of each direction's own.
    #[inline]
    pub(crate) fn scaled(self, factors: Vec3) -> Points {
        Points { x: self.x * all(factors.x), y: self.y * all(factors.y), z: self.z * all(factors.z) }
    }

    /// The scalar products with `way`.
    #[inline]
    pub(crate) fn dot(self, way: Vec3) -> f32x8 {
        self.x * all(way.x) + self.y * all(way.y) + self.z * all(way.z)
    }

    /// The squares of the lengths.
    #[inline]
    pub(crate) fn squared(self) -> f32x8 {
        self.x * self.x + self.y * self.y + self.z * self.z
    }

    /// The lengths.
    #[inline]
    pub(crate) fn length(self) -> f32x8 {
        self.squared().sqrt()
    }

    /// All eight, one by one.
    pub(crate) fn each(self) -> [Vec3; 8] {
        let (x, y, z) = (self.x.to_array(), self.y.to_array(), self.z.to_array());
        std::array::from_fn(|lane| Vec3::new(x[lane], y[lane], z[lane]))
    }
}
