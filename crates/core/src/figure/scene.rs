//! A body in space → flat shapes as seen from one side: what both painters draw.
//!
//! Metres, y up. Must not know cells or SVG.

use glam::{Vec2, Vec3};

use super::skeleton::body::SPINE as NECK;
use super::skeleton::equipment::{COLLAR, Equipment, Slab};
use super::skeleton::{Body, Frame, Placed, Stage};
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

    /// A point as this camera sees it.
    pub(super) fn see(&self, point: Vec3) -> Vec2 {
        Vec2::new(point.dot(self.right), point.dot(self.up))
    }
}

/// The radius of the head.
const HEAD: f32 = 0.105;
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
    out.push(line(Part::Head, [body.spine[NECK], body.head], LIMB * 0.9, camera));
    let middle = camera.see(body.head);
    out.push(Shape { part: Part::Head, form: Form::Disc { middle, radius: HEAD } });
    if camera.view != View::Back {
        let nose = body.head + body.face.front * (HEAD + 0.045);
        out.push(line(Part::Head, [body.head, nose], 0.035, camera));
    }
}

fn tools(placed: &Placed, camera: &Camera, out: &mut Vec<Shape>) {
    // Straight onto a back, what stands around would only be in the way.
    let bare = camera.view == View::Back;
    for thing in &placed.equipment {
        match thing {
            Equipment::Barbell { middle, along, plate } => {
                let ends = [*middle + *along * COLLAR, *middle - *along * COLLAR];
                out.push(line(Part::Tool, ends, 0.022, camera));
                for end in ends {
                    out.push(ring(end, *plate, camera));
                }
            }
            Equipment::Dumbbell { middle, along, half, radius } => {
                out.push(line(
                    Part::Tool,
                    [*middle - *along * *half, *middle + *along * *half],
                    0.03,
                    camera,
                ));
                for end in [-0.14, 0.14] {
                    let end = *middle + *along * end;
                    let high = Vec3::Y * *radius;
                    out.push(line(Part::Tool, [end - high, end + high], 0.06, camera));
                }
            }
            Equipment::Kettlebell { handle, ball, radius, .. } => {
                out.push(line(Part::Tool, [*handle, *ball], 0.03, camera));
                disc(*ball, *radius, camera, out);
            }
            Equipment::Landmine { held, foot, plate, radius } => {
                out.push(line(Part::Tool, [*held, *foot], 0.03, camera));
                out.push(ring(*plate, *radius, camera));
            }
            Equipment::Cable { from, to } => {
                out.push(line(Part::Tool, [*to, *from], 0.012, camera));
                if !bare {
                    disc(*from, 0.045, camera, out);
                }
            }
            Equipment::Handle { middle, along, half } | Equipment::PullUpBar { middle, along, half } => {
                out.push(line(
                    Part::Tool,
                    [*middle - *along * *half, *middle + *along * *half],
                    0.035,
                    camera,
                ));
            }
            Equipment::Strap { anchor, handle } => {
                out.push(line(Part::Tool, [*handle, *anchor], 0.014, camera));
            }
            _ => {}
        }
    }
}

fn disc(middle: Vec3, radius: f32, camera: &Camera, out: &mut Vec<Shape>) {
    let middle = camera.see(middle);
    out.push(Shape { part: Part::Tool, form: Form::Disc { middle, radius } });
}

fn ring(middle: Vec3, radius: f32, camera: &Camera) -> Shape {
    let around = (0..=24_u8).map(|step| {
        let angle = std::f32::consts::TAU * f32::from(step) / 24.0;
        middle + Vec3::new(angle.cos(), angle.sin(), 0.0) * radius
    });
    line(Part::Tool, around, THIN, camera)
}

/// The floor and what stands on it.
fn room(placed: &Placed, camera: &Camera, out: &mut Vec<Shape>) {
    if matches!(camera.view, View::Side | View::Front) {
        let across = if camera.view == View::Side { Vec3::X } else { Vec3::Z };
        out.push(line(Part::Floor, [across * -9.0, across * 9.0], THIN, camera));
    }
    let mut push = |from: Vec3, to: Vec3, width: f32| out.push(line(Part::Room, [from, to], width, camera));
    let onto_the_floor = |point: Vec3| Vec3::new(point.x, 0.0, point.z);
    for thing in placed.equipment.iter().filter(|_| camera.view != View::Back) {
        match thing {
            Equipment::Bench(slab) => {
                let (from, to) = ends(slab);
                push(from, to, slab.half.x * 2.0);
                for leg in [from.lerp(to, 0.15), from.lerp(to, 0.85)] {
                    push(leg, onto_the_floor(leg), 0.03);
                }
            }
            Equipment::Seat(slab) => {
                let (from, to) = ends(slab);
                push(from, to, slab.half.x * 2.0);
                push(slab.middle, onto_the_floor(slab.middle), 0.03);
            }
            Equipment::Pad { slab, foot } => {
                let high = slab.axes.up * slab.half.x;
                push(slab.middle - high, slab.middle + high, slab.half.y * 2.0);
                push(slab.middle, *foot, 0.03);
            }
            Equipment::Post { foot, top } => push(*foot, *top, 0.03),
            Equipment::Stop { middle, half } => {
                push(*middle - Vec3::Y * *half, *middle + Vec3::Y * *half, 0.03);
            }
            Equipment::Rack { feet, height } => {
                for foot in feet {
                    push(*foot, *foot + Vec3::Y * *height, 0.03);
                }
            }
            _ => {}
        }
    }
}

/// The ends of a board, along its front.
fn ends(slab: &Slab) -> (Vec3, Vec3) {
    let long = slab.axes.front * slab.half.y;
    (slab.middle - long, slab.middle + long)
}

/// How far two frames lie apart as one camera sees them: the farthest that a point of one part has moved, in metres.
pub(super) fn seen_apart(a: &Frame, b: &Frame, camera: &Camera) -> f32 {
    let (a, b) = (scene(&a.placed, camera), scene(&b.placed, camera));
    let mut most = 0.0_f32;
    for (a, b) in a.iter().zip(&b) {
        most = most.max(forms_apart(&a.form, &b.form));
    }
    most
}

/// How far a form has moved.
pub(super) fn forms_apart(a: &Form, b: &Form) -> f32 {
    match (a, b) {
        (Form::Line { points: a, .. }, Form::Line { points: b, .. })
        | (Form::Area { points: a }, Form::Area { points: b }) => {
            a.iter().zip(b).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max)
        }
        (Form::Disc { middle: a, .. }, Form::Disc { middle: b, .. }) => a.distance(*b),
        _ => f32::INFINITY,
    }
}
