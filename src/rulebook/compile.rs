//! One exercise compiled for the rule engine: its space, its rules as boxes, its clean region, its matcher.

use super::{Exercise, Rulebook};

/// An exercise's compiled form.
#[derive(Debug)]
pub struct Engine {}

/// What an observation amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {}

impl Engine {
    /// Compiles `exercise`.
    pub fn compile(_rulebook: &Rulebook, _exercise: &Exercise) -> Engine {
        Engine {}
    }
}
