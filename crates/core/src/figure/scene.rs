//! A body in space → flat shapes as seen from one side: what both painters draw.
//!
//! Metres, y up. Must not know cells or SVG.

use glam::{Vec2, Vec3};

use super::body::{Body, HEAD};
use super::place::Placed;
use super::stage::Stage;
use super::things::Thing;
use crate::rulebook::pose::{Parameter as P, View};

/// What a shape is a part of: what differs from the clean rep is compared part by part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Part {
    /// The floor: it goes from edge to edge of a picture.
    Floor,
    Room,
    FarLeg,
    FarArm,
    Trunk,
    Blades,
    Head,
    NearLeg,
    NearArm,
    Tool,
}

/// One flat shape.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Shape {
    pub(super) part: Part,
    pub(super) form: Form,
}

impl Shape {
    /// Whether a still shows where it was before: what works, and what is lifted.
    pub(super) fn is_strobed(&self) -> bool {
        matches!(self.part, Part::Trunk | Part::Head | Part::NearArm | Part::Tool)
    }
}

/// What it looks like.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Form {
    /// A line as thick as `width`, with round ends.
    Line { points: Vec<Vec2>, width: f32 },
    /// A filled outline.
    Area { points: Vec<Vec2> },
    /// A filled circle.
    Disc { middle: Vec2, radius: f32 },
}

/// From where a stage is looked at.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Camera {
    pub(super) view: View,
    /// Where the picture's right and up are in space.
    right: Vec3,
    up: Vec3,
}

impl Camera {
    /// The camera of a view. The back is looked at straight, however the torso lies at the start.
    pub(super) fn new(stage: &Stage, view: View) -> Camera {
        let (right, up) = match view {
            View::Side => (Vec3::X, Vec3::Y),
            View::Front => (Vec3::NEG_Z, Vec3::Y),
            View::Above => {
                let ahead = stage.start.angle(P::Torso).cos().signum();
                (Vec3::Z * ahead, Vec3::X * ahead)
            }
            View::Back => {
                let lean = stage.start.angle(P::Torso);
                (Vec3::Z, Vec3::new(lean.cos(), lean.sin(), 0.0))
            }
        };
        Camera { view, right, up }
    }

    /// From the side.
    pub(super) fn side() -> Camera {
        Camera { view: View::Side, right: Vec3::X, up: Vec3::Y }
    }

    /// A point as this camera sees it.
    pub(super) fn see(&self, point: Vec3) -> Vec2 {
        Vec2::new(point.dot(self.right), point.dot(self.up))
    }
}

/// Thicknesses.
const LIMB: f32 = 0.05;
const FAR_LIMB: f32 = 0.026;
const SPINE: f32 = 0.085;
const THIN: f32 = 0.016;

/// The shapes of a body and its things, what is farther away coming first.
pub(super) fn scene(placed: &Placed, camera: &Camera) -> Vec<Shape> {
    let mut out = Vec::with_capacity(48);
    let side_on = camera.view == View::Side;
    room(placed, camera, &mut out);
    if side_on {
        leg(&placed.body, 1, FAR_LIMB, camera, &mut out);
        arm(&placed.body, 1, FAR_LIMB, camera, &mut out);
    }
    trunk(&placed.body, camera, &mut out);
    if !side_on {
        leg(&placed.body, 1, LIMB, camera, &mut out);
        arm(&placed.body, 1, LIMB, camera, &mut out);
    }
    leg(&placed.body, 0, LIMB, camera, &mut out);
    head(&placed.body, camera, &mut out);
    arm(&placed.body, 0, LIMB, camera, &mut out);
    tools(placed, camera, &mut out);
    out
}

fn line(part: Part, points: impl IntoIterator<Item = Vec3>, width: f32, camera: &Camera) -> Shape {
    let points = points.into_iter().map(|point| camera.see(point)).collect();
    Shape { part, form: Form::Line { points, width } }
}

fn leg(body: &Body, side: usize, width: f32, camera: &Camera, out: &mut Vec<Shape>) {
    let part = if side == 0 { Part::NearLeg } else { Part::FarLeg };
    let leg = &body.legs[side];
    out.push(line(part, [leg.hip, leg.knee, leg.ankle], width, camera));
    out.push(line(part, [leg.ankle, leg.heel, leg.toe], width * 0.8, camera));
}

fn arm(body: &Body, side: usize, width: f32, camera: &Camera, out: &mut Vec<Shape>) {
    let part = if side == 0 { Part::NearArm } else { Part::FarArm };
    let arm = &body.arms[side];
    out.push(line(part, [arm.shoulder, arm.elbow, arm.wrist], width * 0.85, camera));
    out.push(line(part, [arm.wrist, arm.grip], width * 1.1, camera));
    let joint = camera.see(arm.shoulder);
    out.push(Shape { part, form: Form::Disc { middle: joint, radius: width * 0.8 } });
}

fn trunk(body: &Body, camera: &Camera, out: &mut Vec<Shape>) {
    let hips = [body.legs[0].hip, body.legs[1].hip];
    let shoulders = [body.arms[0].shoulder, body.arms[1].shoulder];
    match camera.view {
        View::Side => {
            out.push(line(Part::Trunk, body.front, THIN, camera));
            out.push(line(Part::Trunk, body.spine, SPINE, camera));
        }
        View::Front | View::Back | View::Above => {
            out.push(line(Part::Trunk, body.spine, THIN, camera));
            for side in 0..2 {
                out.push(line(Part::Trunk, [shoulders[side], hips[side]], THIN * 1.3, camera));
            }
            out.push(line(Part::Trunk, [shoulders[0], body.spine[7], shoulders[1]], LIMB * 0.8, camera));
            out.push(line(Part::Trunk, hips, LIMB * 0.8, camera));
        }
    }
    if matches!(camera.view, View::Side | View::Back) {
        for blade in &body.blades {
            let points = blade.iter().map(|&point| camera.see(point)).collect();
            out.push(Shape { part: Part::Blades, form: Form::Area { points } });
        }
    }
}

fn head(body: &Body, camera: &Camera, out: &mut Vec<Shape>) {
    out.push(line(Part::Head, [body.spine[super::body::SPINE], body.head], LIMB * 0.9, camera));
    let middle = camera.see(body.head);
    out.push(Shape { part: Part::Head, form: Form::Disc { middle, radius: HEAD } });
    if camera.view != View::Back {
        let nose = body.head + body.gaze * (HEAD + 0.045);
        out.push(line(Part::Head, [body.head, nose], 0.035, camera));
    }
}

fn tools(placed: &Placed, camera: &Camera, out: &mut Vec<Shape>) {
    // Straight onto a back, what stands around would only be in the way.
    let bare = camera.view == View::Back;
    for thing in &placed.things {
        match thing {
            Thing::Line { from, to, width, moves: true } => {
                out.push(line(Part::Tool, [*from, *to], *width, camera));
            }
            Thing::Ring { middle, radius } => {
                let around = (0..=24_u8).map(|step| {
                    let angle = std::f32::consts::TAU * f32::from(step) / 24.0;
                    *middle + Vec3::new(angle.cos(), angle.sin(), 0.0) * *radius
                });
                out.push(line(Part::Tool, around, THIN, camera));
            }
            Thing::Disc { middle, radius } if !bare => {
                let middle = camera.see(*middle);
                out.push(Shape { part: Part::Tool, form: Form::Disc { middle, radius: *radius } });
            }
            Thing::Line { .. } | Thing::Disc { .. } => {}
        }
    }
}

/// The floor and what stands on it.
fn room(placed: &Placed, camera: &Camera, out: &mut Vec<Shape>) {
    if matches!(camera.view, View::Side | View::Front) {
        let across = if camera.view == View::Side { Vec3::X } else { Vec3::Z };
        out.push(line(Part::Floor, [across * -9.0, across * 9.0], THIN, camera));
    }
    for thing in placed.things.iter().filter(|_| camera.view != View::Back) {
        if let Thing::Line { from, to, width, moves: false } = thing {
            out.push(line(Part::Room, [*from, *to], *width, camera));
        }
    }
}
