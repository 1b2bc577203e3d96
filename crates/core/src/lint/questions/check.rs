//! The checks of one question by itself, and those of all questions together.

use super::view::View;
use super::{form, gives_away, options, reading, stem};
use crate::diagnostic::Diagnostic;
use crate::lint::CheckedDraft;

/// What is wrong with one question by itself.
const CHECKS: &[fn(&View<'_>, &mut Vec<Diagnostic>)] = &[
    stem::is_no_question,
    stem::is_negative,
    stem::shares_a_word_with_the_key,
    options::stands_out,
    options::overlap,
    options::all_of_the_above,
    options::absolutes,
    options::numbers_out_of_order,
    stem::denies_an_option,
    form::differs,
    reading::is_hard,
];

pub(in crate::lint) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    for question in &draft.book.questions {
        let view = View::of(question);
        // With an option missing or in pieces, what is compared with it would mislead.
        if !draft.is_faulty(question.span.file) {
            for check in CHECKS {
                check(&view, out);
            }
        }
    }
    reading::sounds_medical(draft, out);
    gives_away::check(draft, out);
}
