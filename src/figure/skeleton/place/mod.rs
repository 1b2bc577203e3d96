//! One setting → a whole body on its base, with what it holds and what stands around.
//!
//! A new base is a function in `standing` or `supported`, and its keyframes in `bases`.

mod reach;
mod standing;
mod supported;

use self::standing::standing;
use self::supported::{at_pad, half_kneeling, in_straps, lying, prone};
use super::body::Body;
use super::setting::{OFF_THE_FLOOR, Setting};
use super::stage::Stage;
use super::equipment::{Equipment, equipment};
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// Puts everything where a clean start wants it.
pub(crate) fn set_up(base: Base, tools: Vec<Tool>, start: Setting) -> Stage {
    let mut stage = Stage { base, tools, start, bench: 0.0 };
    let start = reach_the_floor(&stage, &start);
    let (trunk, ..) = standing(&stage, &start);
    stage.bench = trunk.shoulder(1, &start).x + 0.14;
    stage
}

/// A body with what it holds and what stands around it.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) body: Body,
    pub(crate) equipment: Vec<Equipment>,
}

/// The body at one moment.
pub(crate) fn place(stage: &Stage, setting: &Setting) -> Placed {
    let held = match stage.base {
        Base::Hinged | Base::OneHandBraced | Base::Standing | Base::BarOnBack | Base::Overhead => {
            standing(stage, setting)
        }
        Base::Prone => prone(stage, setting),
        Base::Pad => at_pad(setting),
        Base::HalfKneeling => half_kneeling(setting),
        Base::Straps => in_straps(stage, setting),
        Base::Lying => lying(setting),
    };
    let (trunk, arms, legs) = held;
    let (head, face) = trunk.head(setting);
    let body = Body {
        spine: trunk.spine,
        front: trunk.outline(setting),
        head,
        face,
        pelvis: trunk.pelvis,
        chest: trunk.chest,
        blades: [trunk.blade(0, setting), trunk.blade(1, setting)],
        arms,
        legs,
    };
    let body = tipped(body, setting);
    let equipment = equipment(stage, setting, &body);
    Placed { body, equipment }
}

/// Where the floor holds the weight: the torso angle with which straight arms reach it, instead of the one that is set.
pub(crate) fn reach_the_floor(stage: &Stage, setting: &Setting) -> Setting {
    let mut found = *setting;
    found.set(P::Hover, OFF_THE_FLOOR);
    let hover = setting.get(P::Hover);
    if hover < 0.0 {
        return found;
    }
    let wanted = hover / 100.0 + stage.radius();
    let mut straight = found;
    straight.set(P::Pull, 0.0);
    let (mut low, mut high) = (-35.0_f32, 95.0_f32);
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        straight.set(P::Torso, middle);
        let (_, arms, _) = standing(stage, &straight);
        if arms[0].grip.y < wanted { low = middle } else { high = middle }
    }
    found.set(P::Torso, f32::midpoint(low, high));
    found
}

/// The whole body tipped to the working side, about the line between the feet.
fn tipped(mut body: Body, setting: &Setting) -> Body {
    let sway = setting.angle(P::Sway);
    if sway == 0.0 {
        return body;
    }
    let turn = glam::Quat::from_rotation_x(sway);
    let points = body.spine.iter_mut().chain(&mut body.front).chain(body.blades.iter_mut().flatten());
    for point in points.chain([&mut body.head]) {
        *point = turn * *point;
    }
    for axes in [&mut body.pelvis, &mut body.chest, &mut body.face] {
        *axes = axes.turned(turn);
    }
    for arm in &mut body.arms {
        arm.palm = turn * arm.palm;
        arm.closes = arm.closes.map(|along| turn * along);
        for point in [&mut arm.shoulder, &mut arm.elbow, &mut arm.wrist, &mut arm.grip] {
            *point = turn * *point;
        }
    }
    for leg in &mut body.legs {
        for point in [&mut leg.hip, &mut leg.knee, &mut leg.ankle, &mut leg.heel, &mut leg.toe] {
            *point = turn * *point;
        }
    }
    body
}
