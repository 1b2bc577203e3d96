//! Which parameters each base obeys, and from where it is looked at.
//!
//! A table for lint and for `docs/format.md`; a law of the skeleton holds it against what is drawn. Must not know how.

use super::{Base, Parameter, Parameter as P, Place};

/// What every base obeys: the trunk, the shoulders, the hips' tilt, the wrists, and time.
pub const EVERYWHERE: &[Parameter] = &[
    P::LowerBack,
    P::Rise,
    P::UpperBack,
    P::Ribs,
    P::Neck,
    P::Chin,
    P::Shrug,
    P::Roll,
    P::Blades,
    P::Turn,
    P::HipTilt,
    P::Wrists,
    P::Going,
    P::Pause,
    P::Return,
    P::Rest,
];

/// What each base obeys beside [`EVERYWHERE`].
const OWN: &[(Base, &[Parameter])] = &[
    (
        Base::Hinged,
        &[
            P::Knees,
            P::Pull,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Drift,
            P::Hover,
        ],
    ),
    (
        Base::OneHandBraced,
        &[
            P::Support,
            P::Knees,
            P::Pull,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Drift,
            P::Hover,
            P::Bench,
        ],
    ),
    (
        Base::Prone,
        &[
            P::Pull,
            P::Torso,
            P::Hips,
            P::Feet,
            P::Kick,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Bench,
        ],
    ),
    (
        Base::Pad,
        &[
            P::Pull,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Bench,
            P::Pad,
        ],
    ),
    (
        Base::HalfKneeling,
        &[
            P::Pull,
            P::Torso,
            P::Feet,
            P::Kick,
            P::Kneel,
            P::Sway,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Pulley,
        ],
    ),
    (Base::Straps, &[P::Pull, P::Hips, P::Sway, P::Target, P::Elbows, P::Grip, P::OtherSide]),
    (
        Base::Standing,
        &[
            P::Knees,
            P::Pull,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Elbows,
            P::Grip,
            P::Drift,
            P::Hover,
        ],
    ),
    (
        Base::BarOnBack,
        &[
            P::Knees,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Grip,
        ],
    ),
    (
        Base::Overhead,
        &[
            P::Knees,
            P::Pull,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Drift,
        ],
    ),
    (
        Base::Lying,
        &[
            P::Pull,
            P::Torso,
            P::Hips,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Bench,
        ],
    ),
    (
        Base::Raising,
        &[
            P::Knees,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Raise,
            P::RaiseTo,
            P::ElbowBend,
            P::OtherSide,
        ],
    ),
    (
        Base::UnderCable,
        &[
            P::Pull,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Drift,
            P::Bench,
        ],
    ),
    (
        Base::PullUp,
        &[
            P::Knees,
            P::Pull,
            P::Torso,
            P::Kick,
            P::Sway,
            P::Target,
            P::Elbows,
            P::Grip,
            P::OtherSide,
            P::Drift,
        ],
    ),
    (Base::Plank, &[P::Pull, P::Hips, P::Kick, P::Elbows, P::Grip, P::OtherSide, P::Drift, P::Bench]),
    (
        Base::Split,
        &[
            P::Knees,
            P::Torso,
            P::Hips,
            P::KneesIn,
            P::Heels,
            P::Toes,
            P::Feet,
            P::Kick,
            P::Stagger,
            P::Sway,
            P::Grip,
            P::Drift,
        ],
    ),
    (
        Base::Thrust,
        &[P::Torso, P::KneesIn, P::Heels, P::Toes, P::Feet, P::Kick, P::Sway, P::Elbows, P::Grip, P::Bench],
    ),
];

impl Base {
    /// What it obeys beside [`EVERYWHERE`].
    pub fn own(self) -> &'static [Parameter] {
        OWN.iter().find(|(base, _)| *base == self).map_or(&[], |(_, own)| own)
    }

    /// Whether a parameter changes anything about a body on it.
    pub fn obeys(self, parameter: Parameter) -> bool {
        EVERYWHERE.contains(&parameter) || self.own().contains(&parameter)
    }

    /// From where it is looked at where a file names nothing else: the places between which most of what can be wrong on it
    /// shows, the better one first. `landmine`: whether what is lifted is one end of a bar, beside the lifter.
    pub fn places(self, landmine: bool) -> [Place; 2] {
        match self {
            Base::OneHandBraced if landmine => [Place::QuarterFront, Place::QuarterBack],
            Base::OneHandBraced => [Place::QuarterFront, Place::Front],
            Base::Hinged
            | Base::Prone
            | Base::Pad
            | Base::HalfKneeling
            | Base::Straps
            | Base::UnderCable
            | Base::PullUp
            | Base::Plank => [Place::Side, Place::QuarterBack],
            Base::Raising => [Place::QuarterFront, Place::Side],
            Base::Standing | Base::BarOnBack | Base::Overhead | Base::Lying | Base::Split | Base::Thrust => {
                [Place::Side, Place::QuarterFront]
            }
        }
    }
}
