//! Two rulebooks in, their difference out.

use formcheck_core::rulebook::Rulebook;

use super::{PackDifference, exercises, quizzes, texts};

/// Compares the last pack of each rulebook; those before it are only what it uses. Things are the same by their ids:
/// [`super::with_new_ids`] carries those over that have others now.
pub fn diff(old: &Rulebook, new: &Rulebook) -> PackDifference {
    PackDifference {
        renamed: Vec::new(),
        exercises: exercises::compare(old, new),
        quizzes: quizzes::compare(old, new),
        text_only: texts::compare(old, new),
    }
}
