//! The lifter of a question: the one place of the full screen that knows the figure.

use crate::quiz::Item;
use crate::rulebook::{ExerciseIx, Rulebook};

/// A rep that can be drawn, with the clean one beside it.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Whether the picture tells enough to answer by it alone.
    pub tells: bool,
}

impl Drawing {
    /// The rep that an item shows; none if it shows none, or the exercise has no figure.
    pub fn of(_book: &Rulebook, _item: &Item) -> Option<Drawing> {
        None
    }

    /// A clean rep of an exercise.
    pub fn clean(_book: &Rulebook, _exercise: ExerciseIx) -> Option<Drawing> {
        None
    }
}
