//! The keys of each screen, for its foot and for the help.

use super::answer::{KeyHint, TYPING, all_of_form, form_hints};
use super::exam;
use crate::face::full::state::{QuestionState, Screen, State};
use formcheck_core::quiz::Viewing;

/// The keys of the screen at hand, the most useful first; `has_picture`: whether one is on it.
pub(in super::super) fn hints(state: &State<'_>, has_picture: bool) -> Vec<KeyHint> {
    match &state.screen {
        Screen::Waiting => vec![],
        Screen::Home { .. } => {
            vec![
                ("Enter", "open"),
                ("s", "study"),
                ("/", "search"),
                ("f", "filmed set"),
                ("t", "statistics"),
                ("q", "leave"),
                ("?", "help"),
            ]
        }
        Screen::Setup { .. } => {
            vec![("Space", "mark"), ("Enter", "go on"), ("a", "all"), ("q", "leave"), ("?", "help")]
        }
        Screen::Start { .. } => vec![("Enter", "begin"), ("q", "end"), ("?", "help")],
        Screen::Introduction { .. } if has_picture => vec![
            ("Enter", "question"),
            ("Space", "hold"),
            ("< >", "speed"),
            ("r", "the moment"),
            ("q", "end"),
            ("?", "help"),
        ],
        Screen::Introduction { .. } => vec![("Enter", "question"), ("q", "end"), ("?", "help")],
        Screen::Question(question) => question_hints(question, state.by_eye),
        Screen::Feedback { told, .. } if told.near.is_some() => {
            vec![("y", "I meant it"), ("n", "I didn't"), ("Enter", "next"), ("q", "end"), ("?", "help")]
        }
        Screen::Feedback { .. } if has_picture => vec![
            ("Enter", "next"),
            ("r", "replay"),
            ("c", "clean"),
            ("[ ]", "turn"),
            ("u", "undo"),
            ("q", "end"),
            ("?", "help"),
        ],
        Screen::Feedback { .. } => vec![("Enter", "next"), ("u", "undo"), ("q", "end"), ("?", "help")],
        Screen::Over { .. } => {
            vec![("Enter", if state.has_home { "home" } else { "leave" }), ("t", "tables"), ("?", "help")]
        }
        Screen::Browse { typing: true, .. } => {
            vec![("Enter", "open"), ("Esc", "stop typing"), ("F1", "help")]
        }
        Screen::Browse { .. } => {
            vec![("Enter", "open"), ("/", "search"), ("p", "practise"), ("Esc", "back"), ("?", "help")]
        }
        Screen::Page { .. } => vec![("↑↓", "read"), ("p", "practise"), ("Esc", "back"), ("?", "help")],
        Screen::Exam(sat) => exam::hints(sat),
        Screen::More { .. } => vec![("↑↓", "read"), ("Esc", "back"), ("?", "help")],
        Screen::Charts { .. } => vec![("←→", "next chart"), ("↑↓", "read"), ("Esc", "back"), ("?", "help")],
    }
}

fn question_hints(question: &QuestionState, by_eye: bool) -> Vec<KeyHint> {
    let mut hints = form_hints(&question.reply.form);
    if question.reply.form.is_typing() {
        hints.extend(TYPING);
        return hints;
    }
    hints.push(("Tab", "sure?"));
    if question.drawing.is_some() {
        hints.push(match question.viewing {
            Viewing::ByEye => ("w", "hint"),
            _ if by_eye => ("e", "words"),
            _ => ("e", "by eye"),
        });
    }
    hints.extend([("q", "end"), ("u", "undo"), ("s", "skip"), ("?", "help")]);
    hints
}

/// The keys for a picture.
const PICTURE: [KeyHint; 6] = [
    ("Space, m", "hold the rep, or let it go on"),
    (", .", "a frame back, a frame on"),
    ("< >", "slower, faster"),
    ("[ ]", "walk around the lifter, to the left, to the right"),
    ("o", "the other view of this exercise"),
    ("0", "back to where the exercise is seen best"),
];

/// All keys of the screen at hand, for the help.
pub(in super::super) fn all(state: &State<'_>, has_picture: bool) -> Vec<KeyHint> {
    let mut all: Vec<KeyHint> = match &state.screen {
        Screen::Introduction { .. } => vec![
            ("Enter", "the question"),
            ("u", "take your last answer back"),
            ("q", "end, and see the result so far"),
            ("arrows, PgDn", "read on"),
        ],
        Screen::Question(question) => all_of_question(question),
        Screen::Feedback { .. } => vec![
            ("Enter", "the next question"),
            ("Space", "read on, then the next question"),
            ("u", "take this answer back"),
            ("y n", "after a near miss: you meant the key, or not"),
            ("q", "end, and see the result so far"),
            ("arrows, PgDn", "read on"),
        ],
        Screen::Home { .. } => vec![
            ("arrows, j k", "up and down"),
            ("Enter", "open"),
            ("s", "study"),
            ("/", "search exercises and mistakes"),
            ("b", "browse them"),
            ("f", "check a set that you filmed; study asks next what was wrong"),
            ("t", "statistics"),
            ("q", "leave"),
        ],
        Screen::Setup { .. } => vec![
            ("arrows, j k", "up and down"),
            ("Space", "mark, or not"),
            ("a", "mark all, or none"),
            ("Enter", "go on; nothing marked means all"),
        ],
        Screen::Browse { .. } => vec![
            ("/", "type what to look for"),
            ("arrows, j k", "up and down"),
            ("Enter", "open the page"),
            ("p", "ten questions about it"),
            ("Esc, q", "back"),
        ],
        Screen::Page { .. } => {
            vec![("arrows, PgUp PgDn", "read"), ("p", "ten questions about it"), ("Esc, q", "back")]
        }
        Screen::Charts { .. } => vec![
            ("left, right", "the chart before, the next"),
            ("1 to 8", "that chart"),
            ("arrows, PgDn", "read on"),
            ("Esc, q", "back"),
        ],
        Screen::More { .. } => vec![("arrows, PgUp PgDn", "read"), ("Esc, q", "back")],
        Screen::Exam(sat) => exam::all(sat),
        Screen::Start { .. } => vec![("Enter", "the first question"), ("q", "end")],
        Screen::Over { .. } => vec![
            ("t", "the marks by exercise and kind, or no longer"),
            ("arrows, PgDn", "read on"),
            ("Enter, q", "go on"),
        ],
        Screen::Waiting => vec![],
    };
    if has_picture {
        if matches!(state.screen, Screen::Feedback { .. } | Screen::Introduction { .. }) {
            all.extend([
                ("r", "the moment that tells, again and slowly; once more: the whole rep"),
                ("c", "the clean rep, or yours, where there is no room for both"),
                ("v", "the pictures, or only words"),
            ]);
        }
        if state.figure().is_some_and(|figure| figure.reps.len() > 1) {
            all.push(("x, X", "the next rep, the one before"));
        }
        all.extend(PICTURE);
    }
    all.extend([
        ("Ctrl-C", if state.way_on.keeps { "leave at once; every answer is kept" } else { "leave at once" }),
        ("Ctrl-Z", "back to the shell; fg returns here"),
        ("Ctrl-L", "draw the screen again"),
    ]);
    all
}

/// All keys of a question.
fn all_of_question(question: &QuestionState) -> Vec<KeyHint> {
    let mut all = all_of_form(&question.reply.form);
    all.extend([
        ("u", "take your last answer back"),
        ("s", "skip: it comes again at the end, once"),
        ("q", "end, and see the result so far"),
        ("PgUp PgDn", "read up, read on"),
    ]);
    if question.drawing.is_some() {
        all.push(("v", "the picture, or only words"));
        if question.viewing == Viewing::ByEye {
            all.push(("w", "the words for the rep, as a hint: half the marks"));
        }
        all.push(("e", "by eye, or with words, from the next question on"));
    }
    all
}
