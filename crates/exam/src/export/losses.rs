//! What formats have no place for: told once with each export, with how many of its questions lose it.

use super::bank::Bank;
use formcheck_core::quiz::{Item, Key};
use formcheck_core::rulebook::Rulebook;

/// Something of a question that a format can't hold.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    /// What is lost, as one reads it in a list.
    pub what: &'static str,
    is_lost: fn(&Rulebook, &Item) -> bool,
}

/// Where there is no room for files or drawings.
pub(super) const PICTURES: Loss = Loss {
    what: "the picture of the rep, not its words",
    is_lost: |book, item| {
        let exercise = item.exercise_in(book).filter(|_| item.shows_a_rep());
        exercise.is_some_and(|ix| book[ix].figure.is_some())
    },
};

/// Everywhere but in JSON: each text is one paragraph.
pub(super) const LINE_BREAKS: Loss = Loss {
    what: "line breaks within a text",
    is_lost: |_, item| {
        let told = &item.explanation;
        let because = item.key.choices().iter().map(|choice| choice.because.as_str());
        let told = [told.why.as_str(), told.fix.as_str(), told.cue.as_str()];
        item.texts().chain(because).chain(told).any(|text| text.trim().contains('\n'))
    },
};

/// Where a typed answer is compared letter by letter.
pub(super) const SLIPS: Loss = Loss {
    what: "forgiving a slip of the finger in a typed answer",
    is_lost: |_, item| matches!(item.key, Key::Text { .. }),
};

/// Where people rate themselves.
pub(super) const CHECKS: Loss = Loss {
    what: "checking what is typed",
    is_lost: |_, item| matches!(item.key, Key::Text { .. } | Key::Number { .. }),
};

impl Loss {
    /// How many questions lose it.
    pub fn count(&self, book: &Rulebook, bank: &Bank) -> usize {
        bank.entries.iter().filter(|entry| (self.is_lost)(book, &entry.item)).count()
    }
}
