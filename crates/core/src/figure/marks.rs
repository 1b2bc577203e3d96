//! What a ring is around: for each sign that is off, the joint that shows it.

use glam::Vec3;

use super::skeleton::{Equipment, Placed, poses};
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
    Wrist,
    /// What both hands hold; of one in each, that of the working side.
    Weight,
    Hip,
    Knee,
    OtherKnee,
    Foot,
    Heel,
}

/// A part of the body, or the tempo: what is looked at when a coach looks for a mistake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BodyRegion {
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
    /// Whether it lies in the plane that halves the body: nobody sees it from in front.
    pub(super) is_seen_from_the_side: bool,
}

impl Mark {
    /// Whether it shows at a place of the rep: a ring elsewhere would be around what is right.
    pub(super) fn shows_at(&self, phase: f32) -> bool {
        // The way there is longer than a moment, and the end is held.
        self.at.is_empty() || self.at.iter().any(|&moment| (phase - phase_of(moment)).abs() < 1.0)
    }
}

/// Where in a rep a moment is: see `Frame::phase`.
pub(super) fn phase_of(moment: Moment) -> f32 {
    f32::from(moment as u8) - 1.0
}

impl Anchor {
    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: &[Anchor] = &[
        Anchor::LowerBack,
        Anchor::UpperBack,
        Anchor::Chest,
        Anchor::Head,
        Anchor::Shoulder,
        Anchor::Elbow,
        Anchor::Hand,
        Anchor::OtherHand,
        Anchor::Wrist,
        Anchor::Weight,
        Anchor::Hip,
        Anchor::Knee,
        Anchor::OtherKnee,
        Anchor::Foot,
        Anchor::Heel,
    ];

    /// Where it is; and where else it shows, if something is before it there. A back is seen from in front too, by the chest; a
    /// hand behind the body by its arm.
    pub(super) fn places(self, placed: &Placed) -> Vec<Vec3> {
        let body = &placed.body;
        match self {
            Anchor::LowerBack => vec![body.spine[3], body.spine[2], body.front[1]],
            Anchor::UpperBack => vec![body.spine[6], body.front[3], body.arms[0].shoulder],
            Anchor::Chest => vec![body.front[3]],
            Anchor::Head => vec![body.head],
            Anchor::Shoulder => vec![body.arms[0].shoulder],
            Anchor::Elbow => vec![body.arms[0].elbow],
            Anchor::Hand => vec![body.arms[0].grip],
            Anchor::OtherHand => vec![body.arms[1].grip, body.arms[1].wrist, body.arms[1].elbow],
            Anchor::Wrist => vec![body.arms[0].wrist, body.arms[0].grip],
            Anchor::Weight => weight(placed),
            Anchor::Hip => vec![body.legs[0].hip],
            Anchor::Knee => vec![body.legs[0].knee],
            Anchor::OtherKnee => vec![body.legs[1].knee],
            Anchor::Foot => vec![body.legs[0].toe],
            Anchor::Heel => vec![body.legs[0].heel, body.legs[0].ankle],
        }
    }
}

impl Anchor {
    fn region(self) -> BodyRegion {
        match self {
            Anchor::Head => BodyRegion::Head,
            Anchor::UpperBack | Anchor::Chest | Anchor::Shoulder => BodyRegion::Chest,
            Anchor::Elbow | Anchor::Hand | Anchor::OtherHand | Anchor::Wrist | Anchor::Weight => {
                BodyRegion::Arms
            }
            Anchor::LowerBack | Anchor::Hip => BodyRegion::Hips,
            Anchor::Knee | Anchor::OtherKnee | Anchor::Foot | Anchor::Heel => BodyRegion::Legs,
        }
    }
}

/// Where a mistake of an exercise is looked for: at what its first drawn sign moves. None where nothing of it is drawn.
pub(crate) fn region(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> Option<BodyRegion> {
    let exercise = &book[exercise];
    let figure = exercise.figure.as_ref()?;
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let drawn = tests.filter(|test| exercise.place_of(test.sign).is_some()).find_map(|test| {
        let value = test.values.values().last()?;
        let poses = poses(book, figure, test.sign, value);
        poses.iter().find_map(|pose| Some(anchor(pose.sets.first()?.0, &pose.at)))
    });
    drawn.map(|(anchor, is_tempo)| if is_tempo { BodyRegion::Tempo } else { anchor.region() })
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
        let is_seen_from_the_side = pose.sets.iter().any(|set| is_in_the_plane(set.0));
        let mark = Mark { anchor, at: pose.at.clone(), is_tempo, is_seen_from_the_side };
        if !out.iter().any(|other| other.anchor == mark.anchor) {
            out.push(mark);
        }
    }
    out
}

/// The middle of a bar; any other weight is where its hand is.
fn weight(placed: &Placed) -> Vec<Vec3> {
    let bar = placed.equipment.iter().find_map(|thing| match thing {
        Equipment::Barbell { middle, .. } => Some(*middle),
        _ => None,
    });
    bar.into_iter().chain([placed.body.arms[0].grip]).collect()
}

/// Whether what a parameter does lies in the plane that halves the body.
fn is_in_the_plane(parameter: P) -> bool {
    matches!(parameter, P::LowerBack | P::UpperBack | P::Drift | P::Chin | P::Heels | P::Toes)
}

/// What shows a parameter, and whether only time does. The first parameter of a pose is what it is about.
fn anchor(parameter: P, at: &[Moment]) -> (Anchor, bool) {
    let anchor = match parameter {
        P::LowerBack => Anchor::LowerBack,
        P::Torso | P::Rise | P::UpperBack | P::Sway | P::Incline => Anchor::UpperBack,
        P::Ribs => Anchor::Chest,
        P::Neck | P::Chin => Anchor::Head,
        // A chest that turns is seen at the shoulder that goes up.
        P::Shrug | P::Roll | P::Blades | P::Turn => Anchor::Shoulder,
        P::HipTilt | P::Hips => Anchor::Hip,
        P::Knees | P::KneesIn => Anchor::Knee,
        P::Kneel => Anchor::OtherKnee,
        P::Heels => Anchor::Heel,
        P::Toes | P::Feet | P::Kick | P::Stagger => Anchor::Foot,
        P::Elbows | P::ElbowBend => Anchor::Elbow,
        // An arm that bends too soon or doesn't straighten is seen at its elbow; a weight that doesn't arrive, at the weight.
        P::Pull if at.contains(&Moment::Begin) || at.contains(&Moment::Start) => Anchor::Elbow,
        P::Wrists => Anchor::Wrist,
        // An arm that doesn't hold the body up is told by where its hand is.
        P::OtherSide | P::Support => Anchor::OtherHand,
        P::Drift | P::Hover => Anchor::Weight,
        P::Pull
        | P::Target
        | P::Grip
        | P::Raise
        | P::RaiseTo
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
