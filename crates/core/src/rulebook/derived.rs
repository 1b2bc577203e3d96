//! What follows from what was seen: a sign that is the difference of two others, or one of the two.
//!
//! Exact numbers are asked of an engine that has them in cells of their own, so that nothing is lost to intervals.

use std::ops::Deref;

use super::{Engine, Exercise, ExerciseIx, Observation, Rulebook, SignIx, Value};
use crate::logic::{Budget, Cube, find};

/// An exercise's engine, or one that knows some exact numbers.
pub(crate) enum EngineRef<'b> {
    /// The exercise's own.
    Kept(&'b Engine),
    /// One for this question alone.
    Made(Box<Engine>),
}

impl Deref for EngineRef<'_> {
    type Target = Engine;

    fn deref(&self) -> &Engine {
        match self {
            EngineRef::Kept(engine) => engine,
            EngineRef::Made(engine) => engine,
        }
    }
}

/// A difference that is not what follows from its two signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// The difference.
    pub sign: SignIx,
    /// What was given.
    pub given: Value,
    /// What follows.
    pub follows: i32,
}

/// Adds what follows from what was seen; says where that is something else than was given.
pub fn derive(
    rulebook: &Rulebook,
    exercise: &Exercise,
    observation: &mut Observation,
) -> Result<(), Contradiction> {
    loop {
        let mut is_new = false;
        for &(place, [from, less]) in &exercise.differences {
            let value = |place: usize| observation.values()[place].map(|value| value.0);
            let all = |place: usize| rulebook[exercise.signs[place].sign].all();
            let (target, number) = match (value(from), value(less), value(place)) {
                (Some(from), Some(less), Some(given)) if from - less != given => {
                    let sign = exercise.signs[place].sign;
                    return Err(Contradiction { sign, given: Value(given), follows: from - less });
                }
                (Some(from), Some(less), None) => (place, from - less),
                (Some(from), None, Some(given)) => (less, from - given),
                (None, Some(less), Some(given)) => (from, given + less),
                _ => continue,
            };
            // A number that a sign doesn't have is told by the engine: nothing possible is left.
            if all(target).contains(Value(number)) {
                observation.set(target, Some(Value(number)));
                is_new = true;
            }
        }
        if !is_new {
            return Ok(());
        }
    }
}

impl Rulebook {
    /// A whole rep that shows these signs and is good in every other; none if there is none.
    pub fn clean_rest(&self, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> Option<Observation> {
        let (engine, reps) = self.reps_that_show(exercise, shown);
        let find = |reps: &Cube| find(engine.space(), reps, &[], Budget::default()).point();
        let point = reps.iter().find_map(find)?;
        let mut whole = engine.observation(&point);
        // A cell has several numbers; what was shown is one of them.
        for &(sign, value) in shown {
            whole.set(self[exercise].place_of(sign)?, Some(value));
        }
        Some(whole)
    }

    /// Whether an exercise observes a difference of two signs.
    pub(crate) fn has_differences(&self, exercise: ExerciseIx) -> bool {
        !self[exercise].differences.is_empty()
    }

    /// The exercise's engine, with these exact numbers in cells of their own where it observes differences.
    pub(crate) fn engine_at(&self, exercise: ExerciseIx, seen: &Observation) -> EngineRef<'_> {
        if !self.has_differences(exercise) {
            return EngineRef::Kept(self.engine(exercise));
        }
        let of = &self[exercise];
        let linked: Vec<usize> =
            of.differences.iter().flat_map(|&(place, [from, less])| [place, from, less]).collect();
        let values = seen.values().iter().enumerate().filter(|(place, _)| linked.contains(place));
        let exact: Vec<(SignIx, Value)> =
            values.filter_map(|(place, value)| Some((of.signs[place].sign, (*value)?))).collect();
        if exact.is_empty() {
            return EngineRef::Kept(self.engine(exercise));
        }
        EngineRef::Made(Box::new(Engine::compile_at(self, of, &exact)))
    }

    /// The reps of an exercise that show these signs, and what follows from them, and are good in every other: as boxes of
    /// this engine. None if there are none.
    pub(crate) fn reps_that_show(
        &self,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
    ) -> (EngineRef<'_>, Vec<Cube>) {
        let of = &self[exercise];
        if !self.has_differences(exercise) {
            let engine = self.engine(exercise);
            return (EngineRef::Kept(engine), engine.shown(of, shown));
        }
        let mut seen = Observation::unknown(of);
        for &(sign, value) in shown {
            match of.place_of(sign) {
                Some(place) => seen.set(place, Some(value)),
                None => return (EngineRef::Kept(self.engine(exercise)), Vec::new()),
            }
        }
        if derive(self, of, &mut seen).is_err() {
            return (EngineRef::Kept(self.engine(exercise)), Vec::new());
        }
        let engine = self.engine_at(exercise, &seen);
        let pairs = of.signs.iter().zip(seen.values());
        let all: Vec<(SignIx, Value)> =
            pairs.filter_map(|(observed, value)| Some((observed.sign, (*value)?))).collect();
        let reps = engine.shown(of, &all);
        (engine, reps)
    }
}
