//! How the body moves on each base while nothing is wrong: amounts by moment. What is not named stays as it was.
//!
//! A new base is one table here and one way to place the body in `place`.

use crate::rulebook::pose::Parameter::{
    Bench, Blades, Elbows, Going, Grip, Hover, Knees, OtherSide, Pause, Pull, Pulley, Raise, RaiseTo, Rest,
    Return, Stagger, Target, Torso,
};
use crate::rulebook::pose::{Base, Moment, Parameter};

/// Amounts at some moments; at every moment where none is named.
pub(crate) type Keys = &'static [(&'static [Moment], &'static [(Parameter, f32)])];

/// The tables of a base, the later one over the earlier one.
pub(crate) fn keys(base: Base) -> [Keys; 2] {
    match base {
        Base::Hinged => [ROW, HINGED],
        Base::OneHandBraced => [ROW, BRACED],
        Base::Prone => [ROW, PRONE],
        Base::Pad => [ROW, PAD],
        Base::HalfKneeling => [ROW, HALF_KNEELING],
        Base::Straps => [ROW, STRAPS],
        Base::Standing => [LIFT, STANDING],
        Base::BarOnBack => [LIFT, BAR_ON_BACK],
        Base::Overhead => [LIFT, OVERHEAD],
        Base::Lying => [LIFT, LYING],
        Base::Raising => [LIFT, RAISING],
        Base::UnderCable => [ROW, UNDER_CABLE],
        Base::PullUp => [ROW, PULL_UP],
        Base::Plank => [LIFT, PLANK],
        Base::Split => [LIFT, SPLIT],
        Base::Thrust => [LIFT, THRUST],
    }
}

const ARRIVED: &[Moment] = &[Moment::End, Moment::Hold];

/// Blades first, then the arms; a squeeze; back under control.
const ROW: Keys = &[
    (&[], &[(Going, 0.9), (Pause, 1.0), (Return, 2.0), (Rest, 0.6)]),
    (&[Moment::Begin], &[(Blades, 60.0), (Pull, 3.0)]),
    (&[Moment::Middle], &[(Blades, 80.0), (Pull, 55.0)]),
    (ARRIVED, &[(Blades, 100.0), (Pull, 100.0)]),
    (&[Moment::Back], &[(Blades, 50.0), (Pull, 50.0)]),
];

const HINGED: Keys = &[
    (&[], &[(Torso, 30.0), (Knees, 34.0), (Grip, 30.0)]),
    (&[Moment::Ready], &[(Knees, 75.0), (Hover, 0.0)]),
];

const BRACED: Keys = &[
    (
        &[],
        &[
            (Torso, 14.0),
            (Knees, 32.0),
            (Grip, 25.0),
            (Elbows, 15.0),
            (Target, 16.0),
            (Bench, 45.0),
            (Stagger, -36.0),
            // The shoulder that carries the weight of the trunk stays where it is.
            (OtherSide, 100.0),
        ],
    ),
    (&[Moment::Ready], &[(Knees, 75.0), (Hover, 0.0)]),
];

const PRONE: Keys = &[(&[], &[(Torso, 0.0), (Grip, 32.0), (Elbows, 30.0), (Target, 38.0), (Bench, 88.0)])];

const PAD: Keys = &[(&[], &[(Torso, 76.0), (Grip, 25.0), (Elbows, 30.0), (Target, 55.0), (Bench, 48.0)])];

const HALF_KNEELING: Keys =
    &[(&[], &[(Torso, 86.0), (Elbows, 12.0), (Grip, 20.0), (Pulley, 205.0), (Pause, 0.5)])];

const STRAPS: Keys = &[(&[], &[(Torso, 150.0), (Grip, 22.0), (Elbows, 35.0), (Target, 62.0)])];

/// To the far end and back.
const LIFT: Keys = &[(&[], &[(Going, 1.5), (Pause, 0.4), (Return, 2.0), (Rest, 0.8)])];

const STANDING: Keys = &[(&[], &[(Grip, 26.0)])];

const BAR_ON_BACK: Keys = &[
    (&[], &[(Torso, 86.0), (Knees, 4.0), (Grip, 38.0), (Going, 2.2), (Return, 1.5)]),
    (&[Moment::Begin], &[(Torso, 80.0), (Knees, 22.0)]),
    (&[Moment::Middle], &[(Torso, 66.0), (Knees, 70.0)]),
    (ARRIVED, &[(Torso, 54.0), (Knees, 116.0)]),
    (&[Moment::Back], &[(Torso, 62.0), (Knees, 70.0)]),
];

const OVERHEAD: Keys = &[
    (&[], &[(Torso, 88.0), (Knees, 0.0), (Grip, 27.0), (Elbows, 12.0), (Pull, 100.0), (Target, 104.0)]),
    (&[Moment::Begin], &[(Pull, 88.0)]),
    (&[Moment::Middle], &[(Pull, 50.0)]),
    (ARRIVED, &[(Pull, 0.0)]),
    (&[Moment::Back], &[(Pull, 50.0)]),
];

const LYING: Keys = &[
    (
        &[],
        &[
            (Torso, 180.0),
            (Knees, 85.0),
            (Grip, 38.0),
            (Elbows, 60.0),
            (Target, 68.0),
            (Blades, 90.0),
            (Bench, 45.0),
            (Going, 2.0),
            (Return, 1.2),
        ],
    ),
    (&[Moment::Begin], &[(Pull, 12.0)]),
    (&[Moment::Middle], &[(Pull, 50.0)]),
    (ARRIVED, &[(Pull, 100.0)]),
    (&[Moment::Back], &[(Pull, 50.0)]),
];

const RAISING: Keys = &[
    (&[], &[(Torso, 88.0), (Knees, 8.0), (RaiseTo, 80.0), (Raise, 8.0)]),
    (&[Moment::Begin], &[(Raise, 22.0)]),
    (&[Moment::Middle], &[(Raise, 50.0)]),
    (ARRIVED, &[(Raise, 86.0)]),
    (&[Moment::Back], &[(Raise, 45.0)]),
];

const UNDER_CABLE: Keys =
    &[(&[], &[(Torso, 82.0), (Grip, 40.0), (Elbows, 50.0), (Target, 96.0), (Bench, 48.0), (Pause, 0.5)])];

const PULL_UP: Keys =
    &[(&[], &[(Torso, 88.0), (Knees, 25.0), (Grip, 30.0), (Elbows, 40.0), (Target, 98.0), (Pause, 0.4)])];

const PLANK: Keys = &[
    (
        &[],
        &[(Grip, 27.0), (Elbows, 45.0), (Bench, 0.0), (Going, 1.6), (Pause, 0.2), (Return, 1.0), (Rest, 0.3)],
    ),
    (&[Moment::Begin], &[(Pull, 14.0)]),
    (&[Moment::Middle], &[(Pull, 52.0)]),
    (ARRIVED, &[(Pull, 100.0), (Blades, 40.0)]),
    (&[Moment::Back], &[(Pull, 50.0)]),
];

const SPLIT: Keys = &[
    (&[], &[(Torso, 84.0), (Stagger, 78.0), (Knees, 12.0), (Grip, 27.0), (Going, 1.6), (Return, 1.2)]),
    (&[Moment::Begin], &[(Knees, 30.0)]),
    (&[Moment::Middle], &[(Knees, 62.0), (Torso, 80.0)]),
    (ARRIVED, &[(Knees, 92.0), (Torso, 78.0)]),
    (&[Moment::Back], &[(Knees, 55.0), (Torso, 80.0)]),
];

const THRUST: Keys = &[
    (
        &[],
        &[
            (Torso, 148.0),
            (Grip, 34.0),
            (Elbows, 12.0),
            (Bench, 42.0),
            (Going, 1.0),
            (Pause, 1.0),
            (Return, 1.6),
        ],
    ),
    (&[Moment::Begin], &[(Torso, 156.0)]),
    (&[Moment::Middle], &[(Torso, 168.0)]),
    (ARRIVED, &[(Torso, 181.0)]),
    (&[Moment::Back], &[(Torso, 165.0)]),
];
