//! Options of one form: the right one must not be the only one with a number, a bracket, a full stop, a small letter.

use super::view::View;
use crate::diagnostic::{Code, Diagnostic};

/// A mark of form, and whether a text has it.
type Punctuation = (&'static str, fn(&str) -> bool);

const MARKS: &[Punctuation] = &[
    ("has a number", |say| say.chars().any(|letter| letter.is_ascii_digit())),
    ("has a bracket", |say| say.contains('(')),
    ("ends with a full stop", |say| say.trim_end().ends_with('.')),
    ("begins with a small letter", |say| say.trim_start().chars().next().is_some_and(char::is_lowercase)),
    ("is a question", |say| say.trim_end().ends_with('?')),
    ("has a quotation", |say| say.contains('"') || say.contains('“')),
];

pub(super) fn differs(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let Some(key) = view.key() else { return };
    if view.wrong.len() < 2 {
        return;
    }
    for (what, has) in MARKS {
        let own = has(key);
        if view.wrong.iter().all(|(say, _)| has(say) != own) {
            let message = if own {
                format!("only the right option {what}")
            } else {
                format!("every option but the right one {what}")
            };
            out.push(
                Diagnostic::new(Code::UnevenOptions, view.question.key_span, message)
                    .help("write all options in one form"),
            );
            return;
        }
    }
}
