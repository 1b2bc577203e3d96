//! What the hands hold and what stands around, as the things they are, in space.
//!
//! Must not know how anything is projected or painted.

use glam::Vec3;

use super::axes::Axes;
use super::body::{BELLY, Body};
use super::setting::Setting;
use super::stage::{BELL, PLATE, Stage, pulley};
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// Half the length of a barbell: 2.2 m from end to end, as men's bars are (IWF technical rules).
pub(crate) const HALF_BAR: f32 = 1.10;
/// From the middle of a barbell to the inner face of its plates: 1.31 m between the collars.
pub(crate) const COLLAR: f32 = 0.655;

/// A board with soft corners.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Slab {
    pub(crate) middle: Vec3,
    pub(crate) axes: Axes,
    /// Half its size along `up`, `front` and `across`.
    pub(crate) half: Vec3,
}

/// A piece of equipment.
#[derive(Clone, PartialEq, Debug)]
#[expect(dead_code, reason = "whoever paints reads all of it")]
pub(crate) enum Equipment {
    /// The floor, y = 0, without end.
    Floor,
    /// A bar with a plate at each end.
    Barbell {
        middle: Vec3,
        /// The unit vector from its middle to its end on the working side.
        along: Vec3,
        /// The radius of its plates.
        plate: f32,
    },
    /// A dumbbell.
    Dumbbell {
        /// Where it is held.
        middle: Vec3,
        along: Vec3,
        /// From its middle to an end.
        half: f32,
        /// The radius of its ends.
        radius: f32,
    },
    /// A kettlebell.
    Kettlebell {
        /// The middle of its handle.
        handle: Vec3,
        /// Along its handle.
        along: Vec3,
        /// The middle of the ball.
        ball: Vec3,
        radius: f32,
    },
    /// A bar of which one end lies on the floor.
    Landmine {
        /// The end that is held.
        held: Vec3,
        /// The end on the floor.
        foot: Vec3,
        /// The middle of its plate, and the radius of that.
        plate: Vec3,
        radius: f32,
    },
    /// A cable from where it leaves its pulley to the handle.
    Cable { from: Vec3, to: Vec3 },
    /// A handle on a cable or a strap; long enough for two hands, a pulldown bar.
    Handle { middle: Vec3, along: Vec3, half: f32 },
    /// The post that a pulley hangs on; its foot is on the floor.
    Post { foot: Vec3, top: Vec3 },
    /// A strap from its anchor to its handle.
    Strap { anchor: Vec3, handle: Vec3 },
    /// A bench to lie or lean on, with legs down to the floor.
    Bench(Slab),
    /// A seat on one post.
    Seat(Slab),
    /// A pad for the chest, and where its stand meets the floor.
    Pad { slab: Slab, foot: Vec3 },
    /// A stop where handles wait for the hands.
    Stop { middle: Vec3, half: f32 },
    /// Two uprights with hooks for a bar.
    Rack { feet: [Vec3; 2], height: f32 },
    /// A bar over the head that doesn't move.
    PullUpBar { middle: Vec3, along: Vec3, half: f32 },
}

/// What is around a body.
pub(crate) fn equipment(stage: &Stage, setting: &Setting, body: &Body) -> Vec<Equipment> {
    let mut out = vec![Equipment::Floor];
    room(stage, setting, &mut out);
    for tool in &stage.tools {
        match tool {
            Tool::Bar => out.push(bar(body)),
            Tool::Dumbbell => out.push(dumbbell(body)),
            Tool::LandmineBar => out.push(landmine(body)),
            Tool::Cable => cable(stage, setting, body, &mut out),
            Tool::Straps => straps(stage, body, &mut out),
            Tool::Bench | Tool::Pad => {}
        }
    }
    out
}

/// A bar through both hands.
fn bar(body: &Body) -> Equipment {
    let (near, far) = (body.arms[0].grip, body.arms[1].grip);
    let along = (near - far).try_normalize().unwrap_or(Vec3::Z);
    Equipment::Barbell { middle: (near + far) / 2.0, along, plate: PLATE }
}

fn dumbbell(body: &Body) -> Equipment {
    Equipment::Dumbbell { middle: body.arms[0].grip, along: Vec3::X, half: 0.17, radius: BELL }
}

/// The thick end of a bar that leans against the floor beyond the lifter.
fn landmine(body: &Body) -> Equipment {
    let held = body.arms[0].grip;
    let foot = Vec3::new(held.x + 0.30, 0.03, -0.9);
    Equipment::Landmine { held, foot, plate: held.lerp(foot, 0.16), radius: PLATE * 0.85 }
}

fn cable(stage: &Stage, setting: &Setting, body: &Body, out: &mut Vec<Equipment>) {
    let grip = body.arms[0].grip;
    let from = match stage.base {
        Base::HalfKneeling => pulley(setting),
        _ => Vec3::new(1.28, stage.start.metres(P::Bench) + 0.50, grip.z),
    };
    out.push(Equipment::Cable { from, to: grip });
    out.push(Equipment::Handle { middle: grip, along: Vec3::Y, half: 0.05 });
    let foot = Vec3::new(from.x + 0.05, 0.0, from.z);
    out.push(Equipment::Post { foot, top: Vec3::new(foot.x, from.y.max(0.3), foot.z) });
}

fn straps(stage: &Stage, body: &Body, out: &mut Vec<Equipment>) {
    let anchor = stage.handle() + Vec3::new(0.12, 0.72, 0.0);
    for arm in &body.arms {
        out.push(Equipment::Strap { anchor, handle: arm.grip });
        out.push(Equipment::Handle { middle: arm.grip, along: Vec3::X, half: 0.05 });
    }
}

/// A level board whose upper side is at `top`.
fn level(from: f32, to: f32, top: f32, z: f32, half_width: f32) -> Slab {
    Slab {
        middle: Vec3::new(f32::midpoint(from, to), top - 0.035, z),
        axes: Axes::STANDING,
        half: Vec3::new(0.035, (to - from) / 2.0, half_width),
    }
}

/// What the body rests on.
fn room(stage: &Stage, setting: &Setting, out: &mut Vec<Equipment>) {
    let bench = setting.metres(P::Bench);
    match stage.base {
        Base::Prone => out.push(Equipment::Bench(level(-0.62, 0.30, bench, 0.0, 0.14))),
        Base::Lying => out.push(Equipment::Bench(level(-0.42, 0.42, bench, 0.0, 0.14))),
        Base::Pad => {
            out.push(Equipment::Seat(level(-0.18, 0.16, bench, 0.0, 0.17)));
            let axes = Axes::leaning(stage.start.angle(P::Torso));
            let root = Vec3::new(0.0, stage.start.metres(P::Bench) + 0.10, 0.0);
            let middle = root + axes.way(0.33, BELLY + 0.06, 0.0);
            let slab = Slab { middle, axes, half: Vec3::new(0.13, 0.03, 0.12) };
            out.push(Equipment::Pad { slab, foot: Vec3::new(middle.x + 0.22, 0.0, 0.0) });
            let stop = Vec3::new(0.80 + setting.metres(P::Pad), stage.start.metres(P::Bench) + 0.40, 0.2);
            out.push(Equipment::Stop { middle: stop, half: 0.09 });
        }
        Base::OneHandBraced if stage.tools.contains(&Tool::Bench) => {
            out.push(Equipment::Bench(level(stage.bench - 0.12, stage.bench + 0.5, bench, -0.2, 0.14)));
        }
        _ => {}
    }
}
