//! Which parameters each base obeys, and from where it is looked at.
//!
//! A table for lint and for `docs/format.md`; a law of the skeleton holds it against what is drawn. Must not know how.

use super::Parameter::{
    Bench, Blades, Chin, Drift, ElbowBend, Elbows, Feet, Going, Grip, Heels, HipTilt, Hips, Hover, Incline,
    Kick, Kneel, Knees, KneesIn, LowerBack, Neck, OtherSide, Pad, Pause, Pull, Pulley, Raise, RaiseTo, Rest,
    Return, Ribs, Rise, Roll, Shrug, Stagger, Support, Sway, Target, Toes, Torso, Turn, UpperBack, Wrists,
};
use super::{Base, Parameter, Place};

/// What every base obeys: the trunk, the shoulders, the hips' tilt, the wrists, and time.
pub const EVERYWHERE: &[Parameter] = &[
    LowerBack, Rise, UpperBack, Ribs, Neck, Chin, Shrug, Roll, Blades, Turn, HipTilt, Wrists, Going, Pause,
    Return, Rest,
];

impl Base {
    /// What it obeys beside [`EVERYWHERE`].
    pub fn own(self) -> &'static [Parameter] {
        match self {
            Base::Hinged => &[
                Knees, Pull, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Target, Elbows,
                Grip, OtherSide, Drift, Hover,
            ],
            Base::OneHandBraced => &[
                Support, Knees, Pull, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Target,
                Elbows, Grip, OtherSide, Drift, Hover, Bench,
            ],
            Base::Prone => &[Pull, Torso, Hips, Feet, Kick, Sway, Target, Elbows, Grip, OtherSide, Bench],
            Base::Pad => &[
                Pull, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Sway, Target, Elbows, Grip, OtherSide,
                Bench, Pad,
            ],
            Base::HalfKneeling => &[Pull, Torso, Feet, Kick, Kneel, Sway, Elbows, Grip, OtherSide, Pulley],
            Base::Straps => &[Pull, Hips, Sway, Target, Elbows, Grip, OtherSide],
            Base::Standing => &[
                Knees, Pull, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Elbows, Grip,
                Drift, Hover,
            ],
            Base::BarOnBack => &[Knees, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Grip],
            Base::Overhead => &[
                Knees, Pull, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Target, Elbows,
                Grip, OtherSide, Drift,
            ],
            Base::Lying => &[
                Pull, Torso, Hips, Heels, Toes, Feet, Kick, Sway, Target, Elbows, Grip, OtherSide, Bench,
                Incline,
            ],
            Base::Raising => &[
                Knees, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Raise, RaiseTo,
                ElbowBend, OtherSide,
            ],
            Base::UnderCable => &[
                Pull, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Sway, Target, Elbows, Grip, OtherSide,
                Drift, Bench,
            ],
            Base::PullUp => &[Knees, Pull, Torso, Kick, Sway, Target, Elbows, Grip, OtherSide, Drift],
            Base::Plank => &[Pull, Hips, Kick, Elbows, Grip, OtherSide, Drift, Bench],
            Base::Split => {
                &[Knees, Torso, Hips, KneesIn, Heels, Toes, Feet, Kick, Stagger, Sway, Grip, Drift]
            }
            Base::Thrust => &[Torso, KneesIn, Heels, Toes, Feet, Kick, Sway, Elbows, Grip, Bench],
        }
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
            // Whether shoulder blades meet shows from behind only, and a curved back from there as well.
            Base::Hinged | Base::Pad => [Place::QuarterBack, Place::Side],
            Base::Prone
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
