//! How a part of the body is turned in space: three directions that go with it.
//!
//! Must not know which part.

use glam::{Quat, Vec3};

/// Three unit vectors at right angles, fixed to a part of the body: `front` × `up` = `across`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Axes {
    /// Toward the head; of the head itself, toward its crown.
    pub(crate) up: Vec3,
    /// Out of the belly, the breastbone or the face.
    pub(crate) front: Vec3,
    /// To the working side.
    pub(crate) across: Vec3,
}

impl Axes {
    /// Those of a body that stands.
    pub(crate) const STANDING: Axes = Axes { up: Vec3::Y, front: Vec3::X, across: Vec3::Z };

    /// Level from side to side, `up` leaning at an angle above ahead, in radians.
    pub(crate) fn leaning(angle: f32) -> Axes {
        let (sine, cosine) = angle.sin_cos();
        Axes { up: Vec3::new(cosine, sine, 0.0), front: Vec3::new(sine, -cosine, 0.0), across: Vec3::Z }
    }

    /// Turned as a whole.
    pub(crate) fn turned(self, turn: Quat) -> Axes {
        Axes { up: turn * self.up, front: turn * self.front, across: turn * self.across }
    }

    /// A way in space, from its shares of the three directions.
    pub(crate) fn way(self, up: f32, front: f32, across: f32) -> Vec3 {
        self.up * up + self.front * front + self.across * across
    }

    /// The shares of the three directions in a way in space: up, front, across.
    pub(crate) fn shares(self, way: Vec3) -> Vec3 {
        Vec3::new(way.dot(self.up), way.dot(self.front), way.dot(self.across))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lean_is_right_handed_and_shares_come_back() {
        for degrees in [0.0_f32, 30.0, 90.0, 150.0, 180.0] {
            let axes = Axes::leaning(degrees.to_radians()).turned(Quat::from_rotation_x(0.3));
            assert!(axes.front.cross(axes.up).distance(axes.across) < 1e-5);
            let shares = Vec3::new(0.3, -0.2, 0.5);
            assert!(axes.shares(axes.way(shares.x, shares.y, shares.z)).distance(shares) < 1e-5);
        }
        assert!(Axes::leaning(std::f32::consts::FRAC_PI_2).up.distance(Axes::STANDING.up) < 1e-6);
    }
}
