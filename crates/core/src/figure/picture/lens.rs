//! The lens that fits a rep into a picture, whatever the camera it is on.
//!
//! Must not know what is in front of it.

use glam::{Vec2, Vec3};

use super::camera::Camera;

/// A ball that has to be in the picture: its middle and its radius, in metres.
pub(crate) type Ball = (Vec3, f32);

/// A camera that looks at something, with the pixels of a picture in front of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lens {
    pub(crate) eye: Vec3,
    /// To the right of the picture; of a mirrored one, to the left of the lifter's space.
    pub(crate) right: Vec3,
    pub(crate) up: Vec3,
    pub(crate) to: Vec3,
    /// Pixels for a unit at distance 1.
    pub(crate) focal: f32,
    /// The pixel straight ahead.
    pub(crate) middle: Vec2,
}

/// How much of a picture's width and height stays free, as a share.
const MARGIN: f32 = 0.05;

impl Lens {
    /// The lens with which all of `balls` fill a picture of square pixels, standing near its foot. What is `only_high` may leave it at
    /// its sides, and neither at the top nor at the foot.
    pub(crate) fn framing(
        camera: Camera,
        (balls, only_high): (&[Ball], &[Ball]),
        (width, height): (usize, usize),
        mirrored: bool,
    ) -> Lens {
        let (right, up, to) = camera.ways();
        let right = if mirrored { -right } else { right };
        let low = balls.iter().fold(Vec3::INFINITY, |low, (point, radius)| low.min(*point - *radius));
        let high = balls.iter().fold(Vec3::NEG_INFINITY, |high, (point, radius)| high.max(*point + *radius));
        let eye = low.midpoint(high) - to * camera.distance;
        let mut lens = Lens { eye, right, up, to, focal: 1.0, middle: Vec2::ZERO };
        let (mut from, mut until) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
        for (point, radius) in balls {
            let (at, depth) = lens.project(*point);
            from = from.min(at - *radius / depth);
            until = until.max(at + *radius / depth);
        }
        for (point, radius) in only_high {
            let (at, depth) = lens.project(*point);
            from.y = from.y.min(at.y - *radius / depth);
            until.y = until.y.max(at.y + *radius / depth);
        }
        let size = Vec2::new(as_f32(width), as_f32(height));
        let free = size * (1.0 - MARGIN);
        let share = free / (until - from).max(Vec2::splat(1e-3));
        lens.focal = share.min_element();
        let middle = size / 2.0 - from.midpoint(until) * lens.focal;
        // What is wider than high stands near the foot of the picture rather than floats.
        let foot = size.y * (1.0 - MARGIN / 2.0) - until.y * lens.focal;
        lens.middle = Vec2::new(middle.x, foot.min(middle.y + size.y * 0.10));
        lens
    }

    /// The same for a picture of so many times as many pixels a side.
    pub(crate) fn scaled(self, factor: f32) -> Lens {
        Lens { focal: self.focal * factor, middle: self.middle * factor, ..self }
    }

    /// The pixel of a point (y grows downward), and how far it is in front of the camera.
    pub(crate) fn project(&self, point: Vec3) -> (Vec2, f32) {
        let way = point - self.eye;
        let depth = way.dot(self.to);
        let flat = Vec2::new(way.dot(self.right), -way.dot(self.up)) / depth;
        (self.middle + flat * self.focal, depth)
    }

    /// The way from the eye through a place of the picture, one metre deep.
    pub(crate) fn ray(&self, at: Vec2) -> Vec3 {
        let off = (at - self.middle) / self.focal;
        self.to + self.right * off.x - self.up * off.y
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a picture")]
pub(crate) fn as_f32(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lens(camera: Camera, mirrored: bool) -> Lens {
        let balls = [(Vec3::ZERO, 0.1), (Vec3::new(0.0, 1.7, 0.0), 0.1), (Vec3::new(0.4, 1.0, 0.3), 0.2)];
        Lens::framing(camera, (&balls, &[]), (200, 120), mirrored)
    }

    #[test]
    fn all_that_is_framed_is_in_the_picture() {
        for azimuth in [-170.0, -60.0, 0.0, 40.0, 90.0] {
            for elevation in [-10.0, 0.0, 30.0, 70.0] {
                let lens = lens(Camera::at(azimuth, elevation), false);
                for point in [Vec3::ZERO, Vec3::new(0.0, 1.7, 0.0), Vec3::new(0.4, 1.0, 0.3)] {
                    let (at, _) = lens.project(point);
                    assert!((0.0..200.0).contains(&at.x) && (0.0..120.0).contains(&at.y), "{azimuth} {at}");
                }
            }
        }
    }

    #[test]
    fn ahead_is_right_from_the_working_side_and_left_when_mirrored() {
        let right = |mirrored| {
            let lens = lens(Camera::at(0.0, 5.0), mirrored);
            lens.project(Vec3::new(0.5, 1.0, 0.0)).0.x - lens.project(Vec3::new(0.0, 1.0, 0.0)).0.x
        };
        assert!(right(false) > 5.0);
        assert!((right(false) + right(true)).abs() < 0.1);
    }

    #[test]
    fn a_ray_comes_back_to_its_pixel() {
        let lens = lens(Camera::at(-50.0, 25.0), false);
        let at = Vec2::new(31.5, 80.5);
        let (back, _) = lens.project(lens.eye + lens.ray(at) * 4.0);
        assert!(back.distance(at) < 0.01);
    }
}
