//! What was seen of one rep: a value, or nothing, for each sign that the exercise observes.

use super::{Exercise, SignIx, Value};

/// A value for each sign of one exercise, in the order of [`Exercise::signs`]; `None` where it was not observed.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Observation {
    values: Vec<Option<Value>>,
}

impl Observation {
    /// Nothing seen yet.
    pub fn unknown(exercise: &Exercise) -> Observation {
        Observation { values: vec![None; exercise.signs.len()] }
    }

    /// Everything seen: one value for each of the exercise's signs, in their order.
    pub fn whole(values: Vec<Value>) -> Observation {
        Observation { values: values.into_iter().map(Some).collect() }
    }

    /// The values, in the order of the exercise's signs.
    pub fn values(&self) -> &[Option<Value>] {
        &self.values
    }

    /// Sets what was seen of the exercise's sign at `place`.
    pub fn set(&mut self, place: usize, value: Option<Value>) {
        self.values[place] = value;
    }

    /// What was seen of `sign`; `None` too where the exercise does not observe it.
    pub fn get(&self, exercise: &Exercise, sign: SignIx) -> Option<Value> {
        self.values[exercise.place_of(sign)?]
    }
}
