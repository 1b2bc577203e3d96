//! The keys that give an answer, in a session and in an exam.

use crate::face::full::form::AnswerInput;

/// A key and what it does, in a word or three.
pub(in super::super) type KeyHint = (&'static str, &'static str);

/// What the foot says while one types; letters are letters then.
pub(super) const TYPING: [KeyHint; 3] = [("Tab", "sure?"), ("Esc", "other keys"), ("F1", "help")];

/// The keys that give an answer.
pub(super) fn form_hints(form: &AnswerInput) -> Vec<KeyHint> {
    match form {
        AnswerInput::One { .. } => vec![("1-9", "choose"), ("Enter", "answer")],
        AnswerInput::Many { .. } => vec![("1-9", "mark"), ("Enter", "answer")],
        AnswerInput::Order { held: true, .. } => {
            vec![("↑↓", "move it"), ("Space", "put down"), ("Enter", "answer")]
        }
        AnswerInput::Order { .. } => vec![("Space", "pick up"), ("1-9", "to place"), ("Enter", "answer")],
        AnswerInput::Pairs { .. } => vec![("a-z", "partner"), ("↑↓", "row"), ("Enter", "answer")],
        AnswerInput::Typed { focus: true, .. } => vec![("Enter", "answer")],
        AnswerInput::Typed { .. } => vec![("Enter", "type")],
    }
}

/// All keys that give an answer.
pub(super) fn all_of_form(form: &AnswerInput) -> Vec<KeyHint> {
    let mut all = match form {
        AnswerInput::One { .. } => {
            vec![("1 to 9", "choose an option"), ("arrows, j k", "the next, the one before")]
        }
        AnswerInput::Many { .. } => {
            vec![
                ("1 to 9", "mark an option, or not"),
                ("arrows, j k", "go to an option"),
                ("Space", "mark it, or not"),
            ]
        }
        AnswerInput::Order { .. } => vec![
            ("arrows, j k", "go to a row"),
            ("Space", "pick the row up; the arrows move it; Space puts it down"),
            ("J K, Shift+arrows", "move the row at once"),
            ("1 to 9", "put the row in that place"),
        ],
        AnswerInput::Pairs { .. } => vec![
            ("a to z", "that letter is the row's partner"),
            ("arrows, 1 to 9", "go to a row"),
            ("left, right", "the partner before, the next"),
            ("Backspace", "no partner"),
        ],
        AnswerInput::Typed { .. } => vec![
            ("letters", "go into the line while the cursor is in it"),
            ("Esc", "out of the line: then the other keys work"),
            ("Enter, i", "into the line again"),
        ],
    };
    all.extend([("Enter", "answer"), ("Tab", "how sure you are: guess, fairly sure, sure")]);
    all
}
