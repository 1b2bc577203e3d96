//! An arrow from outside to a place of the body, where it covers least.

use glam::Vec2;

use super::scene::{Form, Part, Shape};

/// From the arrow's tip to the place it points at, and how long it is, in metres.
const AWAY: f32 = 0.075;
const LONG: f32 = 0.20;

/// The shapes of an arrow that points at `tip`, from the side on which there is most room.
pub(super) fn arrow(tip: Vec2, shapes: &[Shape], (low, high): (Vec2, Vec2)) -> Vec<Form> {
    let room = |step: u8| {
        let from = Vec2::from_angle(std::f32::consts::TAU * f32::from(step) / 16.0);
        let clear = [AWAY + 0.04, AWAY + LONG * 0.5, AWAY + LONG]
            .map(|far| clearance(tip + from * far, shapes).min(0.16))
            .iter()
            .sum::<f32>();
        let tail = tip + from * (AWAY + LONG);
        let outside = (low - tail).max(tail - high).max(Vec2::ZERO).length();
        (clear - outside * 4.0, from)
    };
    let (_, from) = (0..16).map(room).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, Vec2::Y));
    let (head, tail) = (tip + from * AWAY, tip + from * (AWAY + LONG));
    let side = from.perp() * 0.055;
    let back = head + from * 0.085;
    vec![
        Form::Line { points: vec![tail, back], width: 0.026 },
        Form::Area { points: vec![head, back + side, back - side] },
    ]
}

/// How far a point is from the nearest line of the picture.
fn clearance(point: Vec2, shapes: &[Shape]) -> f32 {
    let to_line = |a: Vec2, b: Vec2| {
        let along = b - a;
        let share = ((point - a).dot(along) / along.length_squared().max(1e-6)).clamp(0.0, 1.0);
        point.distance(a + along * share)
    };
    let mut least = f32::INFINITY;
    for shape in shapes.iter().filter(|shape| !matches!(shape.part, Part::Room | Part::Floor)) {
        least = least.min(match &shape.form {
            Form::Line { points, width } => {
                points.windows(2).map(|pair| to_line(pair[0], pair[1])).fold(f32::INFINITY, f32::min)
                    - width / 2.0
            }
            Form::Disc { middle, radius } => point.distance(*middle) - radius,
            Form::Area { points } => {
                points.iter().map(|&corner| point.distance(corner)).fold(f32::INFINITY, f32::min)
            }
        });
    }
    least
}
