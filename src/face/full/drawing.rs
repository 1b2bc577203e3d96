//! The lifter of a question: which reps are drawn, and which frame of them when.

use std::time::Duration;

use formcheck_core::figure::Motion;
use formcheck_core::figure::measure::Size;
use formcheck_core::quiz::{Item, Sight};
use formcheck_core::rulebook::{ExerciseIx, Rulebook};

/// How long a drawing of a moving rep stays: twelve a second are enough for a lifter.
pub(super) const BEAT: Duration = Duration::from_millis(83);

/// A rep that can be drawn, with the clean one beside it.
#[derive(Clone, Debug)]
pub struct RepFigure {
    pub(super) rep: Motion,
    pub(super) clean: Motion,
    /// Whether the picture tells enough to answer by it alone.
    pub tells: bool,
}

impl RepFigure {
    /// The rep that an item shows; none if it shows none, or the exercise has no figure.
    pub fn of(book: &Rulebook, item: &Item) -> Option<RepFigure> {
        let exercise = item.exercise_in(book)?;
        if item.shown.is_empty() {
            return None;
        }
        Some(RepFigure {
            rep: Motion::of(book, exercise, &item.observed(book)?)?,
            clean: Motion::clean(book, exercise)?,
            tells: Sight::new(book).can_be_told(item, Size::Small.least()),
        })
    }

    pub fn clean(book: &Rulebook, exercise: ExerciseIx) -> Option<RepFigure> {
        let clean = Motion::clean(book, exercise)?;
        Some(RepFigure { rep: clean.clone(), clean, tells: false })
    }
}
