//! Hands around what they hold: along what a fist closes, and which way its palm faces.
//!
//! Must not know how a hand is drawn.

use glam::Vec3;

use super::super::body::{Arm, Body, Leg, SIDES};
use super::super::equipment::Equipment;
use super::super::limbs::{on_the_thigh, out_of_the_thigh};
use super::super::stage::{PALM, Stage};
use crate::rulebook::pose::{Base, Tool};

/// How near a handle has to be to be held, in metres.
const NEAR: f32 = 0.05;

/// Closes the hands of a body around its equipment; a hand that holds nothing is open, and lies flat where it `leans`.
pub(super) fn hands(stage: &Stage, body: &mut Body, equipment: &[Equipment], leans: bool) {
    let chest = body.chest;
    // A hand without a bench leans on the leg that is ahead.
    let on_the_thigh = stage.base == Base::OneHandBraced && !stage.has(Tool::Bench);
    let down = if on_the_thigh { -out_of_the_thigh(&body.legs[1]) } else { Vec3::NEG_Y };
    let legs = body.legs;
    for (arm, side) in body.arms.iter_mut().zip(SIDES) {
        let along = equipment.iter().find_map(|thing| handle(thing, arm.grip));
        let hand = (arm.grip - arm.wrist).normalize_or_zero();
        arm.closes = along.map(|along| (along - hand * along.dot(hand)).try_normalize().unwrap_or(along));
        arm.palm = match arm.closes {
            // Overhand around what lies across; toward the body around what points ahead.
            Some(along) => {
                let across = along.dot(chest.across);
                let palm = hand.cross(along * if across < 0.0 { -1.0 } else { 1.0 });
                if across.abs() < 0.5 && palm.dot(chest.across) * side > 0.0 { -palm } else { palm }
            }
            None if leans && rests(stage, arm, &legs[1], equipment) => open(stage, arm, down),
            // It hangs, the palm to the thigh.
            None => (arm.grip - arm.wrist).cross(Vec3::X),
        }
        .try_normalize()
        .unwrap_or(Vec3::NEG_Y);
    }
}

/// Whether the hand of a bracing arm is at what it should lean on; any other open hand is.
fn rests(stage: &Stage, arm: &Arm, leg: &Leg, equipment: &[Equipment]) -> bool {
    if stage.base != Base::OneHandBraced {
        return true;
    }
    let bench = equipment.iter().find_map(|thing| match thing {
        Equipment::Bench(slab) => Some(slab.middle.y + slab.half.x + PALM),
        _ => None,
    });
    let off = bench.map_or_else(|| arm.grip.distance(on_the_thigh(&stage.body, leg)), |top| arm.grip.y - top);
    off < NEAR
}

/// Which way an open palm faces: `down` onto what it leans on.
fn open(stage: &Stage, arm: &Arm, down: Vec3) -> Vec3 {
    let hand = (arm.grip - arm.wrist).normalize_or_zero();
    match stage.base {
        Base::OneHandBraced | Base::HalfKneeling | Base::Plank => down,
        _ => hand.cross(Vec3::X),
    }
}

/// The direction of the handle that a hand near `grip` closes around; none if this piece of equipment isn't near.
fn handle(thing: &Equipment, grip: Vec3) -> Option<Vec3> {
    let (middle, along, half) = match thing {
        Equipment::Barbell { middle, along, .. } => (*middle, *along, 1.1),
        Equipment::Dumbbell { middle, along, .. } => (*middle, *along, NEAR),
        Equipment::Kettlebell { handle, along, .. } => (*handle, *along, 0.09),
        Equipment::Landmine { held, foot, .. } => (*held, (*foot - *held).normalize_or_zero(), 0.2),
        Equipment::Handle { middle, along, half } | Equipment::PullUpBar { middle, along, half } => {
            (*middle, *along, *half)
        }
        _ => return None,
    };
    let way = grip - middle;
    let off = way.dot(along).clamp(-half, half);
    (way.distance(along * off) < NEAR).then_some(along)
}
