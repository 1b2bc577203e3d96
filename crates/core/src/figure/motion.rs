//! All frames of one rep at one scale, with what they are compared to and where the arrows point.

use std::sync::{Arc, OnceLock};

use super::marks::{Mark, marks};
use super::skeleton::{
    Frame, Keyframes, Placed, Proportions, RATE, Setting, Stage, Viewpoint, around, frames, like, place_like,
    placed_at, set_up, trace, viewpoints,
};
use super::telling::telling;
use crate::rulebook::pose::{Moment, Parameter};
use crate::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

/// One rep, moving: every frame of it, all at one scale.
#[derive(Clone, Debug)]
pub struct Motion(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    stage: Stage,
    takes_weight: bool,
    clean: Keyframes,
    seen: Keyframes,
    /// What it is placed from, moment by moment.
    settled: Vec<Setting>,
    /// From where it is looked at, the better one first.
    viewpoints: Vec<Viewpoint>,
    around: Vec<Viewpoint>,
    marks: Vec<Mark>,
    /// Made when it is first asked for: who compares reps needs a few places of each.
    filmed: OnceLock<Filmed>,
}

/// Every frame of a rep, and what follows from them.
#[derive(Debug)]
struct Filmed {
    frames: Vec<Frame>,
    telling: usize,
    /// How far the rep has come at each frame.
    trace: Vec<f32>,
}

impl Motion {
    /// The rep in which `shown` was seen; what is not shown is good. None if the exercise has no figure.
    pub fn of(book: &Rulebook, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> Option<Motion> {
        Motion::by(book, exercise, shown, Proportions::AVERAGE)
    }

    /// The same rep with what is wrong drawn in part: 0 is a clean rep, 1 as wrong as [`Motion::of`] draws it.
    pub fn in_part(
        book: &Rulebook,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
        amount: f32,
    ) -> Option<Motion> {
        Motion::drawn(book, exercise, shown, amount, Proportions::AVERAGE)
    }

    /// The same rep by a lifter of such proportions.
    pub fn by(
        book: &Rulebook,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
        body: Proportions,
    ) -> Option<Motion> {
        Motion::drawn(book, exercise, shown, 1.0, body)
    }

    fn drawn(
        book: &Rulebook,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
        amount: f32,
        body: Proportions,
    ) -> Option<Motion> {
        let exercise = &book[exercise];
        let figure = exercise.figure.as_ref()?;
        let clean = Keyframes::clean(figure);
        let keyframes = clean.in_part(&clean.with(book, figure, shown), amount.clamp(0.0, 1.0));
        let stage =
            set_up(figure.base, figure.tools.clone(), body, *clean.at(Moment::Start), *clean.at(Moment::End));
        Some(Motion(Arc::new(Inner {
            takes_weight: figure.takes_weight,
            settled: keyframes.settled(&stage),
            viewpoints: viewpoints(figure, &stage.start),
            around: around(figure, &stage.start),
            marks: marks(book, exercise, figure, shown),
            clean,
            seen: keyframes,
            stage,
            filmed: OnceLock::new(),
        })))
    }

    fn filmed(&self) -> &Filmed {
        let Inner { stage, takes_weight, clean, seen, settled, marks, .. } = &*self.0;
        self.0.filmed.get_or_init(|| {
            let good = frames(stage, *takes_weight, clean, &clean.settled(stage));
            let seen = frames(stage, *takes_weight, seen, settled);
            let telling = telling(&seen, &good, marks);
            Filmed { trace: trace(stage, &seen, &good), frames: seen, telling }
        })
    }

    /// A rep in which all is good.
    pub fn clean(book: &Rulebook, exercise: ExerciseIx) -> Option<Motion> {
        Motion::of(book, exercise, &[])
    }

    /// From where it is looked at, the better one first: the same for every rep of its exercise, clean or not.
    pub fn viewpoints(&self) -> &[Viewpoint] {
        &self.0.viewpoints
    }

    /// All places that it can be looked at from, once around it and last from above.
    pub fn around(&self) -> &[Viewpoint] {
        &self.0.around
    }

    /// Whether both are one and the same, not only alike.
    pub fn is_same(&self, other: &Motion) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether it looks as a clean rep does: nothing that is wrong in it is drawn, such as what only the lifter feels.
    pub fn looks_clean(&self) -> bool {
        self.0.seen == self.0.clean
    }

    /// Whether anything that is drawn of it is off: of a rep where nothing is, there is nothing to mark.
    pub fn is_off(&self) -> bool {
        !self.0.marks.is_empty()
    }

    /// How many frames the rep has; at least one.
    pub fn frames(&self) -> usize {
        self.filmed().frames.len()
    }

    /// How long the rep takes, in seconds.
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    pub fn seconds(&self) -> f32 {
        self.frames() as f32 / RATE
    }

    /// The frame at a moment; after the last one comes the first one again.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred frames")]
    pub fn frame_at(&self, seconds: f32) -> usize {
        let place = (seconds.max(0.0) % self.seconds()) * RATE;
        (place as usize).min(self.frames() - 1)
    }

    /// The frame for a still: the one that shows best what is wrong, or the end of a clean rep.
    pub fn telling(&self) -> usize {
        self.filmed().telling
    }

    /// The frames at which a coach would freeze it: how the weight is taken where that is drawn, the start, the first move,
    /// the middle, the end, and half-way back. Equal times would pass over what lasts a moment.
    pub fn stills(&self) -> Vec<usize> {
        let taken = self.0.takes_weight.then_some(-1.0);
        taken.into_iter().chain([0.0, 1.0, 2.0, 3.0, 5.0]).map(|phase| self.place_like(phase)).collect()
    }

    /// At how many seconds of the rep a frame begins.
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    pub fn seconds_at(&self, frame: usize) -> f32 {
        frame.min(self.frames() - 1) as f32 / RATE
    }

    /// The frame in which the rep starts.
    pub fn start(&self) -> usize {
        self.filmed().frames.iter().position(|frame| frame.phase >= 0.0).unwrap_or(0)
    }

    /// The frame at the place of the rep where a frame of `other` is, whatever the tempo of either.
    pub fn frame_like(&self, other: &Motion, frame: usize) -> usize {
        self.place_like(other.frame(frame).phase)
    }

    /// How far the rep has come at a frame: 0 the start, 3 the end, 6 the start again; below 0 the weight is taken.
    pub(super) fn phase(&self, frame: usize) -> f32 {
        self.frame(frame).phase
    }

    /// The body exactly at a place of the rep, from -1 to 5, whatever the tempo.
    pub(super) fn placed(&self, phase: f32) -> Placed {
        placed_at(&self.0.stage, &self.0.settled, phase)
    }

    /// Whether it shows how the weight is taken, before the first rep.
    pub(super) fn takes_weight(&self) -> bool {
        self.0.takes_weight
    }

    /// How long it is at rest, there, held and back, in seconds.
    pub(super) fn stretches(&self) -> [f32; 4] {
        let end = self.0.seen.at(Moment::End);
        [Parameter::Rest, Parameter::Going, Parameter::Pause, Parameter::Return]
            .map(|stretch| end.get(stretch))
    }

    /// The proportions of the lifter.
    pub(super) fn proportions(&self) -> &Proportions {
        &self.0.stage.body
    }

    /// All frames, in order.
    pub(super) fn all(&self) -> &[Frame] {
        &self.filmed().frames
    }

    pub(super) fn frame(&self, place: usize) -> &Frame {
        &self.filmed().frames[place.min(self.filmed().frames.len() - 1)]
    }

    pub(super) fn marks(&self) -> &[Mark] {
        &self.0.marks
    }

    /// How far the rep has come at each frame: 0 is a clean start, 1 a clean end.
    pub(super) fn trace(&self) -> &[f32] {
        &self.filmed().trace
    }

    /// Which frame is at a place of the rep, or nearest to it.
    pub(super) fn place_like(&self, phase: f32) -> usize {
        place_like(&self.filmed().frames, phase)
    }

    /// The frame at the place of the rep where a frame of another motion is.
    pub(super) fn like(&self, phase: f32) -> &Frame {
        like(&self.filmed().frames, phase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::load_built_in;

    #[test]
    fn stills_are_where_a_coach_would_freeze_the_rep_whatever_its_tempo() {
        let book = load_built_in();
        for exercise in book.exercise_ixs() {
            let motion = Motion::clean(&book, exercise).expect("a figure");
            let phases: Vec<f32> = motion.stills().into_iter().map(|frame| motion.phase(frame)).collect();
            assert_eq!(phases.len(), if motion.takes_weight() { 6 } else { 5 });
            let rep = &phases[phases.len() - 5..];
            for (phase, wanted) in rep.iter().zip([0.0, 1.0, 2.0, 3.0, 5.0]) {
                assert!((phase - wanted).abs() < 0.3, "{}: {phases:?}", book[exercise].id);
            }
        }
    }
}
