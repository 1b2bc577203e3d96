//! What keys mean: arrows and hjkl, numbers, letters; and what the foot of a screen says of them.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::exam;
use super::form::Form;
use super::state::{Question, Screen, State};

/// A step down (1) or up (-1).
pub(super) fn step(key: KeyEvent) -> Option<isize> {
    match key.code {
        KeyCode::Down | KeyCode::Char('j' | 'J') => Some(1),
        KeyCode::Up | KeyCode::Char('k' | 'K') => Some(-1),
        _ => None,
    }
}

/// The place that a number key stands for, from 0.
pub(super) fn number(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(digit @ '1'..='9') if plain(key) => Some(digit as usize - '1' as usize),
        _ => None,
    }
}

/// The place that a letter key stands for, from 0.
pub(super) fn letter(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(letter @ 'a'..='z') if plain(key) => Some(letter as usize - 'a' as usize),
        _ => None,
    }
}

/// Whether neither Ctrl nor Alt is held.
pub(super) fn plain(key: KeyEvent) -> bool {
    !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// A place after a step, round and round.
pub(super) fn moved(at: usize, step: isize, of: usize) -> usize {
    if of == 0 {
        return 0;
    }
    let by = if step < 0 { of - step.unsigned_abs() % of } else { step.unsigned_abs() };
    (at + by) % of
}

/// A key and what it does, in a word or three.
pub(super) type Hint = (&'static str, &'static str);

/// The keys of the screen at hand, the most useful first.
pub(super) fn hints(state: &State<'_>) -> Vec<Hint> {
    match &state.screen {
        Screen::Waiting => vec![],
        Screen::Home { .. } => {
            vec![
                ("Enter", "open"),
                ("s", "study"),
                ("/", "search"),
                ("t", "statistics"),
                ("q", "leave"),
                ("?", "help"),
            ]
        }
        Screen::Choose { .. } => {
            vec![("Space", "mark"), ("Enter", "go on"), ("a", "all"), ("q", "leave"), ("?", "help")]
        }
        Screen::Start { .. } => vec![("Enter", "begin"), ("q", "end"), ("?", "help")],
        Screen::Asked(question) => question_hints(question),
        Screen::Told { .. } => vec![("Enter", "next"), ("u", "undo"), ("q", "end"), ("?", "help")],
        Screen::Over { .. } => vec![("Enter", if state.has_home { "home" } else { "leave" }), ("?", "help")],
        Screen::Browse { typing: true, .. } => {
            vec![("Enter", "open"), ("Esc", "stop typing"), ("F1", "help")]
        }
        Screen::Browse { .. } => {
            vec![("Enter", "open"), ("/", "search"), ("p", "practise"), ("Esc", "back"), ("?", "help")]
        }
        Screen::Page { .. } => vec![("↑↓", "read"), ("p", "practise"), ("Esc", "back"), ("?", "help")],
        Screen::Exam(sat) => exam::hints(sat),
        Screen::Charts { .. } => vec![("←→", "next chart"), ("↑↓", "read"), ("Esc", "back"), ("?", "help")],
    }
}

fn question_hints(question: &Question) -> Vec<Hint> {
    let mut hints = form_hints(&question.reply.form);
    if question.reply.form.is_typing() {
        hints.extend(TYPING);
        return hints;
    }
    hints.push(("Tab", "sure?"));
    if question.can_be_seen() {
        hints.push(if question.by_eye { ("w", "words") } else { ("e", "by eye") });
    }
    hints.extend([("u", "undo"), ("s", "skip"), ("q", "end"), ("?", "help")]);
    hints
}

/// What the foot says while one types; letters are letters then.
pub(super) const TYPING: [Hint; 3] = [("Tab", "sure?"), ("Esc", "other keys"), ("F1", "help")];

/// No key, but asked for where the keys are.
const CURVE: Hint = ("the curve", "how far the rep has come, over time; its dot is what you see");

/// The keys that give an answer.
pub(super) fn form_hints(form: &Form) -> Vec<Hint> {
    match form {
        Form::One { .. } => vec![("1-9", "choose"), ("Enter", "answer")],
        Form::Many { .. } => vec![("1-9", "mark"), ("Enter", "answer")],
        Form::Order { held: true, .. } => vec![("↑↓", "move it"), ("Space", "put down"), ("Enter", "answer")],
        Form::Order { .. } => vec![("Space", "pick up"), ("1-9", "to place"), ("Enter", "answer")],
        Form::Pairs { .. } => vec![("a-z", "partner"), ("↑↓", "row"), ("Enter", "answer")],
        Form::Typed { focus: true, .. } => vec![("Enter", "answer")],
        Form::Typed { .. } => vec![("Enter", "type")],
    }
}

/// All keys of the screen at hand, for the help.
pub(super) fn all(state: &State<'_>) -> Vec<Hint> {
    let mut all: Vec<Hint> = match &state.screen {
        Screen::Asked(question) => all_of_question(question),
        Screen::Told { .. } => vec![
            ("Enter", "the next question"),
            ("Space", "read on, then the next question"),
            ("u", "take this answer back"),
            ("q", "end, and see the result so far"),
            ("arrows, PgDn", "read on"),
            ("m", "the picture moves, or stands still"),
            CURVE,
        ],
        Screen::Home { .. } => vec![
            ("arrows, j k", "up and down"),
            ("Enter", "open"),
            ("s", "study"),
            ("/", "search exercises and mistakes"),
            ("b", "browse them"),
            ("t", "statistics"),
            ("q", "leave"),
        ],
        Screen::Choose { .. } => vec![
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
            vec![
                ("arrows, PgUp PgDn", "read"),
                ("p", "ten questions about it"),
                ("m", "the picture moves, or stands still"),
                CURVE,
                ("Esc, q", "back"),
            ]
        }
        Screen::Charts { .. } => vec![
            ("left, right", "the chart before, the next"),
            ("1 to 7", "that chart"),
            ("arrows, PgDn", "read on"),
            ("Esc, q", "back"),
        ],
        Screen::Exam(sat) => exam::all_keys(sat),
        Screen::Start { .. } => vec![("Enter", "the first question"), ("q", "end")],
        Screen::Over { .. } => vec![("arrows, PgDn", "read on"), ("Enter, q", "go on")],
        Screen::Waiting => vec![],
    };
    all.extend([
        ("Ctrl-C", "leave at once; every answer is kept"),
        ("Ctrl-Z", "back to the shell; fg returns here"),
    ]);
    all
}

/// All keys of a question.
fn all_of_question(question: &Question) -> Vec<Hint> {
    let mut all = all_of_form(&question.reply.form);
    all.extend([
        ("u", "take your last answer back"),
        ("s", "skip: it comes again at the end, once"),
        ("q", "end, and see the result so far"),
        ("PgUp PgDn", "read up, read on"),
    ]);
    if question.drawing.is_some() {
        all.push(("v", "the picture, or only words"));
        all.push(("m", "the picture moves, or stands still"));
        all.push(CURVE);
    }
    if question.can_be_seen() {
        all.push(("e", "by eye: the picture alone, as on the gym floor"));
        all.push(("w", "the words for the rep"));
    }
    all
}

/// All keys that give an answer.
pub(super) fn all_of_form(form: &Form) -> Vec<Hint> {
    let mut all = match form {
        Form::One { .. } => {
            vec![("1 to 9", "choose an option"), ("arrows, j k", "the next, the one before")]
        }
        Form::Many { .. } => {
            vec![
                ("1 to 9", "mark an option, or not"),
                ("arrows, j k", "go to an option"),
                ("Space", "mark it, or not"),
            ]
        }
        Form::Order { .. } => vec![
            ("arrows, j k", "go to a row"),
            ("Space", "pick the row up; the arrows move it; Space puts it down"),
            ("J K, Shift+arrows", "move the row at once"),
            ("1 to 9", "put the row in that place"),
        ],
        Form::Pairs { .. } => vec![
            ("a to z", "that letter is the row's partner"),
            ("arrows, 1 to 9", "go to a row"),
            ("left, right", "the partner before, the next"),
            ("Backspace", "no partner"),
        ],
        Form::Typed { .. } => vec![
            ("letters", "go into the line while the cursor is in it"),
            ("Esc", "out of the line: then the other keys work"),
            ("Enter, i", "into the line again"),
        ],
    };
    all.extend([("Enter", "answer"), ("Tab", "how sure you are: guess, fairly sure, sure")]);
    all
}
