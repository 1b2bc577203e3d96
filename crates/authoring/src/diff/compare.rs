//! Two rulebooks in, their difference out.

use formcheck_core::rulebook::Rulebook;

use super::{PackDifference, exercises, quizzes, texts};

/// Compares the last pack of each rulebook; those before it are only what it uses.
pub fn diff(old: &Rulebook, new: &Rulebook) -> PackDifference {
    PackDifference {
        exercises: exercises::compare(old, new),
        quizzes: quizzes::compare(old, new),
        text_only: texts::compare(old, new),
    }
}
