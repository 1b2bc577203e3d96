//! What a ring is around: for each sign that is off, the joint that shows it.

use glam::Vec3;

use super::skeleton::{Placed, poses};
use crate::rulebook::pose::{Moment, Parameter as P};
use crate::rulebook::{Exercise, ExerciseIx, Figure, MistakeIx, Rulebook, SignIx, Value};

/// A place of the body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Anchor {
    LowerBack,
    UpperBack,
    Chest,
    Head,
    Shoulder,
    Elbow,
    Hand,
    OtherHand,
    OtherShoulder,
    Hip,
    Knee,
    Foot,
}

/// A part of the body, or the tempo: what is looked at when a coach looks for a mistake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Region {
    Head,
    /// Shoulders and what the trunk does above the belt.
    Chest,
    /// Elbows, hands and what they hold.
    Arms,
    /// Lower back and hips.
    Hips,
    Legs,
    Tempo,
}

/// What a ring is around, and when it can be seen there.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Mark {
    pub(super) anchor: Anchor,
    /// Empty: all through the rep.
    pub(super) at: Vec<Moment>,
    /// Whether it is only the tempo that shows it.
    pub(super) is_tempo: bool,
}

impl Anchor {
    /// Where it is; and where else it shows, if something is before it there. A back is seen from in front too, by the chest.
    pub(super) fn places(self, placed: &Placed) -> Vec<Vec3> {
        let body = &placed.body;
        match self {
            Anchor::LowerBack => vec![body.spine[3], body.front[1]],
            Anchor::UpperBack => vec![body.spine[6], body.front[3], body.arms[0].shoulder],
            Anchor::Chest => vec![body.front[3]],
            Anchor::Head => vec![body.head],
            Anchor::Shoulder => vec![body.arms[0].shoulder],
            Anchor::Elbow => vec![body.arms[0].elbow],
            Anchor::Hand => vec![body.arms[0].grip],
            Anchor::OtherHand => vec![body.arms[1].grip],
            Anchor::OtherShoulder => vec![body.arms[1].shoulder],
            Anchor::Hip => vec![body.legs[0].hip],
            Anchor::Knee => vec![body.legs[0].knee],
            Anchor::Foot => vec![body.legs[0].toe],
        }
    }
}

impl Anchor {
    fn region(self) -> Region {
        match self {
            Anchor::Head => Region::Head,
            Anchor::UpperBack | Anchor::Chest | Anchor::Shoulder => Region::Chest,
            Anchor::Elbow | Anchor::Hand | Anchor::OtherHand | Anchor::OtherShoulder => Region::Arms,
            Anchor::LowerBack | Anchor::Hip => Region::Hips,
            Anchor::Knee | Anchor::Foot => Region::Legs,
        }
    }
}

/// Where a mistake of an exercise is looked for: at what its first drawn sign moves. None where nothing of it is drawn.
pub(crate) fn region(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> Option<Region> {
    let exercise = &book[exercise];
    let figure = exercise.figure.as_ref()?;
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let drawn = tests.filter(|test| exercise.place_of(test.sign).is_some()).find_map(|test| {
        let value = test.values.values().last()?;
        let poses = poses(book, figure, test.sign, value);
        poses.iter().find_map(|pose| Some(anchor(pose.sets.first()?.0, &pose.at)))
    });
    drawn.map(|(anchor, is_tempo)| if is_tempo { Region::Tempo } else { anchor.region() })
}

/// The rings for what is shown and not good: one a sign.
pub(super) fn marks(
    book: &Rulebook,
    exercise: &Exercise,
    figure: &Figure,
    shown: &[(SignIx, Value)],
) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    for &(sign, value) in shown {
        if exercise.good_in(sign, shown).is_some_and(|good| good.contains(value)) {
            continue;
        }
        let poses = poses(book, figure, sign, value);
        let first = poses.iter().find_map(|pose| Some((pose, anchor(pose.sets.first()?.0, &pose.at))));
        let Some((pose, (anchor, is_tempo))) = first else { continue };
        let mark = Mark { anchor, at: pose.at.clone(), is_tempo };
        if !out.iter().any(|other| other.anchor == mark.anchor) {
            out.push(mark);
        }
    }
    out
}

/// What shows a parameter, and whether only time does. The first parameter of a pose is what it is about.
fn anchor(parameter: P, at: &[Moment]) -> (Anchor, bool) {
    let anchor = match parameter {
        P::LowerBack => Anchor::LowerBack,
        P::Torso | P::Rise | P::UpperBack | P::Sway => Anchor::UpperBack,
        P::Ribs => Anchor::Chest,
        P::Neck | P::Chin => Anchor::Head,
        // A chest that turns is seen at the shoulder that goes up.
        P::Shrug | P::Roll | P::Blades | P::Turn => Anchor::Shoulder,
        P::HipTilt | P::Hips => Anchor::Hip,
        P::Knees | P::KneesIn | P::Kneel => Anchor::Knee,
        P::Heels | P::Toes | P::Feet | P::Kick | P::Stagger => Anchor::Foot,
        P::Elbows | P::ElbowBend => Anchor::Elbow,
        // An arm that bends too soon is seen at its elbow; a weight that doesn't arrive, at the weight.
        P::Pull if at.contains(&Moment::Begin) => Anchor::Elbow,
        P::OtherSide => Anchor::OtherHand,
        P::Support => Anchor::OtherShoulder,
        P::Pull
        | P::Target
        | P::Grip
        | P::Wrists
        | P::Raise
        | P::RaiseTo
        | P::Drift
        | P::Hover
        | P::Bench
        | P::Pad
        | P::Pulley
        | P::Going
        | P::Pause
        | P::Return
        | P::Rest => Anchor::Hand,
    };
    (anchor, matches!(parameter, P::Going | P::Pause | P::Return | P::Rest))
}
