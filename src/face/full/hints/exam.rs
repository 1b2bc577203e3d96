//! The keys of an exam, for the foot of each screen and for the help.

use super::answer::{KeyHint, TYPING, all_of_form, form_hints};
use crate::face::full::exam_state::{ExamScreen, ExamState};
use crate::face::full::form::AnswerInput;
use formcheck_core::quiz::Viewing;

/// The keys of the screen at hand, the most useful first.
pub(super) fn hints(sat: &ExamState) -> Vec<KeyHint> {
    match &sat.place {
        ExamScreen::Start => {
            let begin = if sat.seat.goes_on { "go on" } else { "begin" };
            vec![("Enter", begin), ("q", "leave"), ("?", "help")]
        }
        ExamScreen::Question { reply, .. } => {
            let mut hints = form_hints(&reply.form);
            if reply.form.is_typing() {
                hints.extend(TYPING);
                return hints;
            }
            // In pairs the small letters are partners.
            hints.extend(if matches!(reply.form, AnswerInput::Pairs { .. }) {
                [("F", "flag"), ("S", "skip"), ("L", "list"), ("D", "hand in"), ("B", "break")]
            } else {
                [("f", "flag"), ("s", "skip"), ("l", "list"), ("d", "hand in"), ("b", "break")]
            });
            if sat.viewing() == Viewing::ByEye {
                hints.push(("w", "hint"));
            }
            hints.push(("?", "help"));
            hints
        }
        ExamScreen::Review { .. } => vec![
            ("Enter", "go to it"),
            ("d", "hand in"),
            ("f", "flag"),
            ("b", "break"),
            ("q", "leave"),
            ("?", "help"),
        ],
        ExamScreen::Break => vec![("Enter", "back to the questions"), ("q", "leave"), ("?", "help")],
        ExamScreen::Sure { .. } => vec![("y", "hand in for good"), ("Esc", "go back"), ("?", "help")],
        ExamScreen::Over if sat.seat.signs => vec![("q", "close, and the witness signs"), ("?", "help")],
        ExamScreen::Over => vec![("q", "close, once the words are written down"), ("?", "help")],
    }
}

/// All keys of the screen at hand, for the help.
pub(super) fn all(sat: &ExamState) -> Vec<KeyHint> {
    match &sat.place {
        ExamScreen::Start => {
            vec![("Enter", "begin: from then on the clock runs"), ("arrows, PgDn", "read on"), ("q", "leave")]
        }
        ExamScreen::Question { reply, .. } => {
            // In the smallest window the last rows are cut off: what the foot says anyway comes later.
            let mut all = Vec::new();
            if matches!(reply.form, AnswerInput::Pairs { .. }) {
                all.push(("Shift", "for the letters below"));
            }
            all.extend([
                ("f", "flag it, or take the flag off"),
                ("s", "skip to the next without an answer"),
                ("n p", "the next question, the one before"),
                ("l", "the list of all questions"),
                ("d", "hand in; it is asked once more"),
                ("b", "a break; it is written down"),
                ("q q", "leave; the clock keeps running"),
            ]);
            if sat.viewing() == Viewing::ByEye {
                all.push(("w", "the words for the rep, as a hint: half the marks"));
            }
            all.extend(all_of_form(&reply.form));
            all.push(("PgUp PgDn", "read up, read on"));
            all
        }
        ExamScreen::Review { .. } => vec![
            ("arrows, j k", "up and down"),
            ("digits", "to the question with that number"),
            ("Enter", "go to it"),
            ("f", "flag it, or take the flag off"),
            ("d", "hand in; it is asked once more"),
            ("b", "a break; it is written down"),
            ("q q", "leave; the clock keeps running"),
        ],
        ExamScreen::Break => {
            vec![("Enter", "back to the questions"), ("q q", "leave; the clock keeps running")]
        }
        ExamScreen::Sure { .. } => {
            vec![("d", "hand in: nothing can be changed then"), ("Esc, Enter", "go back")]
        }
        ExamScreen::Over => vec![("arrows, PgDn", "read on"), ("q", "close; the words stay in the window")],
    }
}
