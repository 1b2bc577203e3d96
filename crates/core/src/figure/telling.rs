//! Which frame of a rep tells most of what is wrong: the one for a still.
//!
//! Chosen on joints, the same from wherever it is looked at. Must not know cameras and pictures.

use super::marks::{Anchor, Mark, phase_of};
use super::skeleton::{Frame, like};
use crate::rulebook::pose::Moment;

/// The frame that shows best what is wrong: where the marked moments are, the one farthest from clean.
pub(super) fn telling(seen: &[Frame], good: &[Frame], marks: &[Mark]) -> usize {
    let mut phases: Vec<f32> =
        marks.iter().flat_map(|mark| mark.at.iter().map(|&moment| phase_of(moment))).collect();
    // How the weight was taken is shown only where that is meant.
    let taken = phases.iter().any(|&phase| phase < 0.0);
    // What is wrong as the rep starts is shown there, before anything else has moved.
    let is_set_up = marks.first().is_some_and(|mark| mark.at.contains(&Moment::Start));
    if is_set_up {
        phases = vec![phase_of(Moment::Start)];
    }
    let within = if is_set_up { 0.1 } else { 0.6 };
    // A bend of the back all through a rep is plainest where the trunk leans most.
    let bends = |mark: &Mark| mark.at.is_empty() && mark.anchor == Anchor::LowerBack;
    let lean = if marks.iter().any(bends) { farthest_lean(good) } else { f32::INFINITY };
    let near = |frame: &Frame| {
        (taken || frame.phase >= 0.0)
            && (phases.is_empty() || phases.iter().any(|phase| (frame.phase - phase).abs() < within))
            && upright(like(good, frame.phase)) <= lean
    };
    let worth = |frame: &Frame| joints_apart(frame, like(good, frame.phase));
    let mut best = (0.004, None);
    for (place, frame) in seen.iter().enumerate().filter(|(_, frame)| near(frame)) {
        let far = worth(frame);
        if far > best.0 {
            best = (far, Some(place));
        }
    }
    let end = || {
        seen.iter()
            .enumerate()
            .min_by(|a, b| (a.1.phase - 3.0).abs().total_cmp(&(b.1.phase - 3.0).abs()))
            .map_or(0, |(place, _)| place)
    };
    best.1.unwrap_or_else(end)
}

/// How far the trunk is above level, as the sine of its angle.
fn upright(frame: &Frame) -> f32 {
    let spine = &frame.placed.body.spine;
    (spine[7] - spine[0]).normalize_or_zero().y.abs()
}

/// A little more than that of the frames where it leans most.
fn farthest_lean(good: &[Frame]) -> f32 {
    let reps = good.iter().filter(|frame| frame.phase >= 0.0);
    reps.map(upright).fold(f32::INFINITY, f32::min) + 0.05
}

/// How far the joint that moved most has moved, in metres.
pub(super) fn joints_apart(a: &Frame, b: &Frame) -> f32 {
    let joints = |frame: &Frame| {
        let body = &frame.placed.body;
        let arms = body.arms.iter().flat_map(|arm| [arm.shoulder, arm.elbow, arm.grip]);
        let legs = body.legs.iter().flat_map(|leg| [leg.hip, leg.knee, leg.toe]);
        let all: Vec<_> = body
            .spine
            .iter()
            .copied()
            .chain([body.head, body.head + body.face.front * 0.1])
            .chain(arms)
            .chain(legs)
            .collect();
        all
    };
    joints(a).into_iter().zip(joints(b)).map(|(a, b)| a.distance(b)).fold(0.0, f32::max)
}
