//! Written questions: the rules of item writing that a machine can check.
//!
//! The rules follow Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines":
//! options alike in length and form, independent of each other, no all-of-the-above, no negative stem, no clue.

mod form;
mod gives_away;
mod options;
mod reading;
mod stem;

use super::CheckedDraft;
use crate::diagnostic::{Diagnostic, Span};
use crate::rulebook::{WrittenAnswer, WrittenQuestion};

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
    form::differs,
    reading::is_hard,
];

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
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

/// A question as its rules see it.
struct View<'q> {
    question: &'q WrittenQuestion,
    /// The right options.
    right: Vec<&'q str>,
    /// The wrong options with their places.
    wrong: Vec<(&'q str, Span)>,
}

impl<'q> View<'q> {
    fn of(question: &'q WrittenQuestion) -> View<'q> {
        let (right, wrong) = match &question.answer {
            WrittenAnswer::Choice { right, wrong } => (vec![right.as_str()], wrong.as_slice()),
            WrittenAnswer::Multi { right, wrong } => {
                (right.iter().map(String::as_str).collect(), wrong.as_slice())
            }
            _ => (Vec::new(), [].as_slice()),
        };
        View { question, right, wrong: wrong.iter().map(|wrong| (wrong.say.as_str(), wrong.span)).collect() }
    }

    /// The one right option of a choice.
    fn key(&self) -> Option<&'q str> {
        matches!(self.question.answer, WrittenAnswer::Choice { .. }).then(|| self.right[0])
    }

    /// All options with their places.
    fn options(&self) -> impl Iterator<Item = (&'q str, Span)> + '_ {
        let key = self.question.key_span;
        self.right.iter().map(move |right| (*right, key)).chain(self.wrong.iter().copied())
    }
}

/// The words of a text, in lower case, without their marks.
fn words(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '\'' || letter == '-';
    text.split(|letter| !is_part(letter)).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
