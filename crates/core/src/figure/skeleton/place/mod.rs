//! One setting → a whole body on its base, with what it holds and what stands around.
//!
//! A new base is a function in one of these files, and its keyframes in `bases`. Must not know sign and exercise.

mod flare;
mod floor;
mod hanging;
mod hold;
mod legs;
mod raised;
mod reach;
mod seated;
mod setup;
mod standing;
mod supported;

#[cfg(test)]
pub(crate) use self::flare::{Seen, flare, seen_from};
pub(crate) use self::setup::{reach_the_floor, set_up, widened};
use super::body::{Arm, Body, Leg};
use super::equipment::{Equipment, equipment};
use super::setting::Setting;
use super::stage::Stage;
use super::trunk::Trunk;
use crate::rulebook::pose::{Base, Parameter as P};

/// A trunk with its arms and legs, before the head is on.
pub(crate) type Held = (Trunk, [Arm; 2], [Leg; 2]);

/// A body with what it holds and what stands around it.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) body: Body,
    pub(crate) equipment: Vec<Equipment>,
}

/// The body at one moment.
pub(crate) fn place(stage: &Stage, setting: &Setting) -> Placed {
    let (trunk, arms, legs) = held(stage, setting);
    let (head, face) = trunk.head(setting);
    let mut body = Body {
        spine: trunk.spine,
        pelvis: trunk.pelvis,
        chest: trunk.chest,
        front: trunk.outline(setting),
        head,
        face,
        blades: [trunk.blade(0, setting), trunk.blade(1, setting)],
        arms,
        legs,
    };
    let equipment = equipment(stage, setting, &body);
    hold::hands(stage, &mut body, &equipment, setting.share(P::Support) > 0.25);
    Placed { body, equipment }
}

/// Trunk and limbs at one moment.
pub(super) fn held(stage: &Stage, setting: &Setting) -> Held {
    match stage.base {
        Base::Hinged | Base::OneHandBraced | Base::Standing | Base::BarOnBack | Base::Overhead => {
            standing::standing(stage, setting)
        }
        Base::Raising => raised::raising(stage, setting),
        Base::Split => raised::split(stage, setting),
        Base::Prone => supported::prone(stage, setting),
        Base::Lying => supported::lying(stage, setting),
        Base::Thrust => supported::thrust(stage, setting),
        Base::Pad => seated::at_pad(stage, setting),
        Base::UnderCable => seated::under_cable(stage, setting),
        Base::HalfKneeling => seated::half_kneeling(stage, setting),
        Base::Straps => hanging::in_straps(stage, setting),
        Base::PullUp => hanging::from_a_bar(stage, setting),
        Base::Plank => floor::on_hands_and_toes(stage, setting),
    }
}
