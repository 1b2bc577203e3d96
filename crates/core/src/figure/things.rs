//! What the hands hold and what stands around, in space: bars, plates, bells, benches, pads, cables, straps, the floor.
//!
//! Must not know how anything is projected or painted.

use glam::Vec3;

use super::body::{BELLY, Body, toward};
use super::setting::Setting;
use super::stage::{BELL, PLATE, Stage, pulley};
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// A piece of a tool or of the room.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    /// A line as thick as `width`; tools move, the room doesn't.
    Line { from: Vec3, to: Vec3, width: f32, moves: bool },
    /// A ring about the z axis.
    Ring { middle: Vec3, radius: f32 },
    /// A filled disc about the z axis.
    Disc { middle: Vec3, radius: f32 },
}

/// The things around a body.
pub(super) fn things(stage: &Stage, setting: &Setting, body: &Body) -> Vec<Thing> {
    let mut out = Vec::new();
    room(stage, setting, &mut out);
    for tool in &stage.tools {
        match tool {
            Tool::Bar => bar(body, &mut out),
            Tool::Dumbbell => dumbbell(body, &mut out),
            Tool::LandmineBar => landmine(body, &mut out),
            Tool::Cable => cable(stage, setting, body, &mut out),
            Tool::Straps => straps(stage, body, &mut out),
            Tool::Bench | Tool::Pad => {}
        }
    }
    out
}

fn still(from: Vec3, to: Vec3, width: f32) -> Thing {
    Thing::Line { from, to, width, moves: false }
}

fn moving(from: Vec3, to: Vec3, width: f32) -> Thing {
    Thing::Line { from, to, width, moves: true }
}

/// A bar through both hands, plates at its ends.
fn bar(body: &Body, out: &mut Vec<Thing>) {
    let (near, far) = (body.arms[0].grip, body.arms[1].grip);
    let along = (near - far).try_normalize().unwrap_or(Vec3::Z);
    let middle = (near + far) / 2.0;
    // Shorter than a real one, so that the body fills the picture.
    let ends = [middle + along * 0.62, middle - along * 0.62];
    out.push(moving(ends[0], ends[1], 0.022));
    for end in ends {
        out.push(Thing::Ring { middle: end, radius: PLATE });
    }
}

fn dumbbell(body: &Body, out: &mut Vec<Thing>) {
    let grip = body.arms[0].grip;
    out.push(moving(grip - Vec3::X * 0.14, grip + Vec3::X * 0.14, 0.03));
    for end in [-0.14, 0.14] {
        let middle = grip + Vec3::X * end;
        out.push(moving(middle - Vec3::Y * BELL, middle + Vec3::Y * BELL, 0.06));
    }
}

/// The thick end of a bar that leans against the floor beyond the lifter.
fn landmine(body: &Body, out: &mut Vec<Thing>) {
    let grip = body.arms[0].grip;
    let foot = Vec3::new(grip.x + 0.30, 0.03, -0.9);
    out.push(moving(grip, foot, 0.03));
    let plate = grip.lerp(foot, 0.16);
    out.push(Thing::Ring { middle: plate, radius: PLATE * 0.85 });
}

fn cable(stage: &Stage, setting: &Setting, body: &Body, out: &mut Vec<Thing>) {
    let grip = body.arms[0].grip;
    let from = match stage.base {
        Base::HalfKneeling => pulley(setting),
        _ => Vec3::new(1.28, stage.start.metres(P::Bench) + 0.50, grip.z),
    };
    out.push(moving(grip, from, 0.012));
    out.push(moving(grip - Vec3::Y * 0.05, grip + Vec3::Y * 0.05, 0.035));
    out.push(Thing::Disc { middle: from, radius: 0.045 });
    out.push(still(
        Vec3::new(from.x + 0.05, 0.0, from.z),
        Vec3::new(from.x + 0.05, from.y.max(0.3), from.z),
        0.03,
    ));
}

fn straps(stage: &Stage, body: &Body, out: &mut Vec<Thing>) {
    let anchor = stage.handle() + Vec3::new(0.12, 0.72, 0.0);
    for arm in &body.arms {
        out.push(moving(arm.grip, anchor, 0.014));
        out.push(moving(arm.grip - Vec3::X * 0.05, arm.grip + Vec3::X * 0.05, 0.035));
    }
    out.push(Thing::Disc { middle: anchor, radius: 0.04 });
}

/// The floor, and what the body rests on.
fn room(stage: &Stage, setting: &Setting, out: &mut Vec<Thing>) {
    let bench = setting.metres(P::Bench);
    let post = |x: f32, top: f32, out: &mut Vec<Thing>| {
        out.push(still(Vec3::new(x, 0.0, 0.0), Vec3::new(x, top, 0.0), 0.03));
    };
    let slab = |from: f32, to: f32, top: f32, z: f32, out: &mut Vec<Thing>| {
        out.push(still(Vec3::new(from, top - 0.03, z), Vec3::new(to, top - 0.03, z), 0.06));
    };
    match stage.base {
        Base::Prone => {
            slab(-0.62, 0.30, bench, 0.0, out);
            post(-0.5, bench - 0.06, out);
            post(0.1, bench - 0.06, out);
        }
        Base::Lying => {
            slab(-0.42, 0.42, bench, 0.0, out);
            post(-0.32, bench - 0.06, out);
            post(0.30, bench - 0.06, out);
        }
        Base::Pad => {
            slab(-0.18, 0.16, bench, 0.0, out);
            post(0.0, bench - 0.06, out);
            let up = toward(stage.start.angle(P::Torso));
            let front = Vec3::new(up.y, -up.x, 0.0);
            let root = Vec3::new(0.0, stage.start.metres(P::Bench) + 0.10, 0.0);
            let low = root + up * 0.20 + front * (BELLY + 0.06);
            let high = root + up * 0.46 + front * (BELLY + 0.06);
            out.push(still(low, high, 0.06));
            let foot = Vec3::new(low.x + 0.22, 0.0, 0.0);
            out.push(still(low.lerp(high, 0.4), foot, 0.03));
            // Where the handles wait.
            let rest = Vec3::new(0.80 + setting.metres(P::Pad), stage.start.metres(P::Bench) + 0.40, 0.2);
            out.push(still(rest - Vec3::Y * 0.09, rest + Vec3::Y * 0.09, 0.03));
        }
        Base::OneHandBraced if stage.tools.contains(&Tool::Bench) => {
            let hand = Vec3::new(stage.bench, 0.0, 0.0);
            slab(hand.x - 0.12, hand.x + 0.5, bench, -0.2, out);
            out.push(still(Vec3::new(hand.x, 0.0, -0.2), Vec3::new(hand.x, bench - 0.06, -0.2), 0.03));
            out.push(still(
                Vec3::new(hand.x + 0.4, 0.0, -0.2),
                Vec3::new(hand.x + 0.4, bench - 0.06, -0.2),
                0.03,
            ));
        }
        _ => {}
    }
}
