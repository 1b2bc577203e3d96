//! From where a lifter is looked at.
//!
//! Must not know what is in front of it, and pixels.

use glam::Vec3;

use crate::figure::skeleton::Viewpoint;

/// From where it is looked at.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Camera {
    /// Around the lifter, in degrees: 0 from the working side, 90 from in front, -90 from behind.
    pub azimuth: f32,
    /// Above the horizon, in degrees: -89 to 89.
    pub elevation: f32,
    /// From the middle of what is looked at, in metres: at 5 m and more, near limbs don't look too big.
    pub distance: f32,
}

impl Camera {
    /// The usual distance: across a gym's platform.
    pub const DISTANCE: f32 = 5.2;

    /// At the usual distance.
    pub const fn at(azimuth: f32, elevation: f32) -> Camera {
        Camera { azimuth, elevation, distance: Camera::DISTANCE }
    }

    /// Turned about the lifter, in degrees: for who wants to look around. It stays above the floor.
    #[must_use]
    pub fn turned(self, azimuth: f32, elevation: f32) -> Camera {
        Camera {
            azimuth: self.azimuth + azimuth,
            elevation: (self.elevation + elevation).clamp(0.0, 85.0),
            ..self
        }
    }

    /// The ways to the right, up and toward the lifter.
    pub(super) fn ways(self) -> (Vec3, Vec3, Vec3) {
        let (azimuth, elevation) =
            (self.azimuth.to_radians(), self.elevation.clamp(-89.0, 89.0).to_radians());
        let back =
            Vec3::new(azimuth.sin() * elevation.cos(), elevation.sin(), azimuth.cos() * elevation.cos());
        let right = Vec3::new(azimuth.cos(), 0.0, -azimuth.sin());
        (right, back.cross(right), -back)
    }
}

impl From<Viewpoint> for Camera {
    fn from(viewpoint: Viewpoint) -> Camera {
        Camera::at(viewpoint.azimuth, viewpoint.elevation)
    }
}
