//! What the hands hold and what stands around, as the things they are, in space.
//!
//! Must not know how anything is projected or painted.

use glam::Vec3;

use super::axes::Axes;
use super::body::{Body, SIDES};
use super::setting::Setting;
use super::stage::{
    BELL, BENCH, HALF_BENCH, KETTLEBELL, KETTLEBELL_HANDLE, LANDMINE_PLATE, PLATE, SEAT, Stage,
};
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
    room(stage, setting, body, &mut out);
    for tool in &stage.tools {
        match tool {
            Tool::Bar => out.push(bar(stage, body)),
            Tool::Dumbbell => out.push(dumbbell(stage, body, 0)),
            Tool::Dumbbells => out.extend([0, 1].map(|side| dumbbell(stage, body, side))),
            Tool::Kettlebell => out.push(kettlebell(stage, body)),
            Tool::LandmineBar => out.push(landmine(stage, body)),
            Tool::Cable => cable(stage, setting, body, &mut out),
            Tool::Straps => straps(stage, body, &mut out),
            Tool::Bench | Tool::Pad => {}
        }
    }
    out
}

/// A bar through both hands, or across the back.
fn bar(stage: &Stage, body: &Body) -> Equipment {
    let (near, far) = (body.arms[0].grip, body.arms[1].grip);
    let along = (near - far).try_normalize().unwrap_or(Vec3::Z);
    let middle = (near + far) / 2.0;
    let on_the_back = stage.base == Base::BarOnBack || stage.base == Base::Split;
    if !on_the_back {
        return Equipment::Barbell { middle, along, plate: PLATE };
    }
    // The back carries it, wherever hands reach.
    let along = body.chest.across;
    let off = middle - body.spine[7];
    Equipment::Barbell { middle: middle - along * off.dot(along), along, plate: PLATE }
}

/// A dumbbell in a hand: ahead where it hangs, along the shoulders where it is lifted aside.
fn dumbbell(stage: &Stage, body: &Body, side: usize) -> Equipment {
    let arm = &body.arms[side];
    let hand = (arm.grip - arm.wrist).normalize_or_zero();
    let along = match stage.base {
        Base::Lying | Base::Overhead => Vec3::Z,
        // It turns with the forearm; near the floor it lies level.
        _ => {
            let free = ((arm.grip.y - BELL) / 0.3).clamp(0.0, 1.0);
            (Vec3::X - hand * (hand.x * free)).try_normalize().unwrap_or(Vec3::X)
        }
    };
    Equipment::Dumbbell { middle: arm.grip, along, half: 0.17, radius: BELL }
}

/// A kettlebell that hangs on from the hands: of both where they meet.
fn kettlebell(stage: &Stage, body: &Body) -> Equipment {
    let [near, far] = &body.arms;
    let both = near.grip.distance(far.grip) < 0.2;
    let handle = if both { (near.grip + far.grip) / 2.0 } else { near.grip };
    let arm =
        if both { (near.grip + far.grip - near.wrist - far.wrist) / 2.0 } else { near.grip - near.wrist };
    let on = match stage.base {
        Base::Raising => arm.normalize_or(Vec3::NEG_Y),
        _ => Vec3::NEG_Y,
    };
    let along = if both { body.chest.across } else { Vec3::X };
    let ball = handle + on * (KETTLEBELL + KETTLEBELL_HANDLE);
    Equipment::Kettlebell { handle, along, ball, radius: KETTLEBELL }
}

/// A bar whose other end is on the floor, beside the lifter.
fn landmine(stage: &Stage, body: &Body) -> Equipment {
    let held = body.arms[0].grip;
    let foot = stage.put;
    let along = (foot - held).normalize_or_zero();
    Equipment::Landmine { held, foot, plate: held + along * 0.18, radius: PLATE * LANDMINE_PLATE }
}

/// A cable's handle or handles, and where the cable comes from.
fn cable(stage: &Stage, setting: &Setting, body: &Body, out: &mut Vec<Equipment>) {
    let scale = stage.body.scale();
    let [near, far] = &body.arms;
    let middle = (near.grip + far.grip) / 2.0;
    let from = match stage.base {
        Base::HalfKneeling => {
            let from = stage.pulley(setting);
            let along = (Vec3::Z + Vec3::X * 0.3).normalize();
            out.push(Equipment::Handle { middle: near.grip, along, half: 0.065 });
            out.push(Equipment::Cable { from, to: near.grip });
            from
        }
        Base::UnderCable => {
            let from = Vec3::new(0.44, 2.28, 0.0) * scale;
            let along = (near.grip - far.grip).normalize_or(Vec3::Z);
            let half = near.grip.distance(far.grip) / 2.0 + 0.12;
            out.push(Equipment::Handle { middle, along, half });
            out.push(Equipment::Cable { from, to: middle });
            from
        }
        _ => {
            let from = Vec3::new(1.28 * scale, stage.metres(&stage.start, P::Bench) + 0.50 * scale, 0.0);
            let joined = middle + (from - middle).normalize_or_zero() * 0.30;
            for arm in &body.arms {
                out.push(Equipment::Handle { middle: arm.grip, along: Vec3::Y, half: 0.065 });
                out.push(Equipment::Cable { from: joined, to: arm.grip });
            }
            out.push(Equipment::Cable { from, to: joined });
            from
        }
    };
    let foot = Vec3::new(from.x + 0.12, 0.0, from.z);
    out.push(Equipment::Post { foot, top: Vec3::new(foot.x, from.y.max(0.3) + 0.1, foot.z) });
}

fn straps(stage: &Stage, body: &Body, out: &mut Vec<Equipment>) {
    for (side, arm) in body.arms.iter().enumerate() {
        let up = (stage.anchor() - arm.grip).normalize_or(Vec3::Y);
        let along = Vec3::Z + body.chest.up * (0.6 * SIDES[side]);
        let along = (along - up * along.dot(up)).normalize_or(Vec3::Z);
        out.push(Equipment::Strap { anchor: stage.anchor(), handle: arm.grip });
        out.push(Equipment::Handle { middle: arm.grip, along, half: 0.065 });
    }
}

/// A level board whose upper side is at `top`.
fn level(from: f32, to: f32, top: f32, z: f32, half_width: f32) -> Slab {
    Slab {
        middle: Vec3::new(f32::midpoint(from, to), top - BENCH / 2.0, z),
        axes: Axes::STANDING,
        half: Vec3::new(BENCH / 2.0, (to - from) / 2.0, half_width),
    }
}

/// A bench whose back is raised by an angle: a seat under the hips, and a back that the skin of the back lies on.
fn inclined(stage: &Stage, body: &Body, (steep, top): (f32, f32), out: &mut Vec<Equipment>) {
    let scale = stage.body.scale();
    let axes = Axes::leaning(std::f32::consts::FRAC_PI_2 - steep);
    let hips = body.spine[0];
    let skin = |place: u8| {
        let at = f32::from(place);
        body.spine[usize::from(place)] + body.ahead(at) * stage.body.station(at).back(0.0)
    };
    let surface = (0..=7).map(|place| skin(place).dot(axes.up)).fold(f32::INFINITY, f32::min);
    // From below the hips to beyond the head.
    let (low, high) = (hips.dot(axes.front) + 0.02 * scale, hips.dot(axes.front) - 0.86 * scale);
    let half = Vec3::new(BENCH / 2.0, (low - high) / 2.0, HALF_BENCH);
    let middle = axes.way(surface - BENCH / 2.0, f32::midpoint(low, high), 0.0);
    out.push(Equipment::Bench(Slab { middle, axes, half }));
    out.push(Equipment::Seat(level(hips.x - 0.02 * scale, hips.x + 0.22 * scale, top, 0.0, HALF_BENCH)));
}

/// What the body rests on.
fn room(stage: &Stage, setting: &Setting, body: &Body, out: &mut Vec<Equipment>) {
    let scale = stage.body.scale();
    let bench = stage.metres(setting, P::Bench);
    match stage.base {
        Base::Prone => out.push(Equipment::Bench(level(-0.95 * scale, 0.42 * scale, bench, 0.0, HALF_BENCH))),
        Base::Lying => {
            let steep = setting.angle(P::Incline);
            if steep > 0.0 {
                inclined(stage, body, (steep, bench), out);
            } else {
                out.push(Equipment::Bench(level(-0.62 * scale, 0.36 * scale, bench, 0.0, HALF_BENCH)));
            }
            if stage.has(Tool::Bar) {
                // Behind the shoulders and an arm's reach above them, wherever these lie.
                let behind = -0.52 + 0.5 * (1.0 - steep.cos());
                let feet = [1.0, -1.0].map(|side| Vec3::new(behind * scale, 0.0, 0.57 * side));
                out.push(Equipment::Rack { feet, height: bench + (0.5 + 0.5 * steep.sin()) * scale });
            }
        }
        Base::Thrust => {
            // Across: its long side is behind the back.
            out.push(Equipment::Bench(level(-0.30, 0.0, bench, 0.0, 0.6)));
        }
        Base::Pad => {
            out.push(Equipment::Seat(level(-0.21 * scale, 0.16 * scale, bench, 0.0, 0.15)));
            let torso = stage.start.angle(P::Torso);
            let axes = Axes::leaning(torso);
            let root = Vec3::new(0.0, stage.metres(&stage.start, P::Bench) + SEAT * scale, 0.0);
            // Against the lower chest of who sits there upright.
            let front = stage.body.station(4.7).front() + 0.012 * scale;
            let middle = root + axes.way(0.33 * scale, front + 0.035, 0.0);
            let slab = Slab { middle, axes, half: Vec3::new(0.13, 0.03, 0.11) };
            out.push(Equipment::Pad { slab, foot: Vec3::new(middle.x + 0.22, 0.0, 0.0) });
            let ahead = 0.80 * scale + stage.metres(setting, P::Pad);
            let stop = Vec3::new(ahead, root.y + 0.30 * scale, 0.2 * scale);
            out.push(Equipment::Stop { middle: stop, half: 0.09 });
        }
        Base::UnderCable => {
            out.push(Equipment::Seat(level(-0.20 * scale, 0.13 * scale, bench, 0.0, 0.17)));
            // Over the thighs, so that the weight doesn't lift the lifter.
            let over = stage.metres(&stage.start, P::Bench) + (SEAT + 0.125) * scale;
            let middle = Vec3::new(0.27 * scale, over + 0.045, 0.0);
            let slab = Slab { middle, axes: Axes::STANDING, half: Vec3::new(0.045, 0.05, 0.24) };
            out.push(Equipment::Pad { slab, foot: Vec3::new(0.50 * scale, 0.0, 0.0) });
        }
        Base::OneHandBraced if stage.has(Tool::Bench) => {
            let top = stage.put.y + stage.bench_off(setting);
            let (from, to) = (stage.put.x - 0.12, stage.put.x + 0.62);
            out.push(Equipment::Bench(level(from, to, top, stage.put.z, HALF_BENCH)));
        }
        Base::PullUp => {
            let middle = stage.pull_up_bar();
            out.push(Equipment::PullUpBar { middle, along: Vec3::Z, half: 0.65 });
        }
        _ => {}
    }
}
