//! Keys in a session: its start, a question, what is told of an answer, the result.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::answer::give;
use super::home::back;
use super::picture;
use super::scroll::{scroll, scroll_question};
use crate::face::full::keys::command;
use crate::face::full::state::{Effect, Screen, State};
use crate::face::full::view;
use formcheck_core::quiz::Viewing;

pub(super) fn begin(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    match (key.code, command(key)) {
        (KeyCode::Enter, _) | (_, Some(' ')) => vec![Effect::Next],
        (KeyCode::Esc, _) | (_, Some('q')) => vec![Effect::End],
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

pub(super) fn answer(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Question(question) = &mut state.screen else { return vec![] };
    let viewing = question.viewing;
    let answered = |response, certainty| Effect::Answer { response, certainty, viewing };
    if let Some(effects) = give(state, key, answered) {
        return effects;
    }
    if picture::take(state, key) {
        return vec![];
    }
    match (key.code, command(key)) {
        (_, Some('u')) => vec![Effect::Undo],
        (_, Some('s')) => vec![Effect::Skip],
        (_, Some('q')) => vec![Effect::End],
        (_, Some('e')) => {
            by_eye(state);
            vec![]
        }
        (_, Some('w')) => {
            hint(state);
            vec![]
        }
        _ => {
            scroll_question(state, key);
            vec![]
        }
    }
}

/// The words for a rep that was asked by eye.
fn hint(state: &mut State<'_>) {
    let Screen::Question(question) = &mut state.screen else { return };
    if question.viewing == Viewing::ByEye {
        question.viewing = Viewing::Hinted;
        state.message = Some("The words are a hint: this answer earns half its marks.".to_owned());
    }
}

/// By eye from the next question on, or no more. The one at hand stays as it is: whoever has read its words can't un-read
/// them, and a way to them that costs nothing would make the hint free.
fn by_eye(state: &mut State<'_>) {
    state.by_eye = !state.by_eye;
    let message = if state.by_eye {
        "By eye from the next question on, wherever the picture tells enough."
    } else {
        "With words from the next question on."
    };
    state.message = Some(message.to_owned());
}

/// A mistake that is shown before its first question.
pub(super) fn introduced(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    if picture::take(state, key) {
        return vec![];
    }
    match (key.code, command(key)) {
        (KeyCode::Enter, _) | (_, Some('n')) => vec![Effect::Next],
        (_, Some('u')) => vec![Effect::Undo],
        (_, Some('q')) => vec![Effect::End],
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

pub(super) fn told(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    if picture::take(state, key) {
        return vec![];
    }
    let is_near = matches!(&state.screen, Screen::Feedback { told, .. } if told.near.is_some());
    match (key.code, command(key)) {
        (_, Some(letter @ ('y' | 'n'))) if is_near => vec![Effect::Meant(letter == 'y')],
        (_, Some(' ')) if is_more(state) => {
            scroll(state, key);
            vec![]
        }
        (KeyCode::Enter, _) | (_, Some(' ' | 'n')) => vec![Effect::Next],
        (_, Some('u')) => vec![Effect::Undo],
        (_, Some('q')) => vec![Effect::End],
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

pub(super) fn over(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    match (key.code, command(key)) {
        (KeyCode::Enter | KeyCode::Esc, _) | (_, Some('q' | ' ')) => vec![back(state)],
        (_, Some('t')) => {
            if let Screen::Over { tables, .. } = &mut state.screen {
                *tables = !*tables;
            }
            vec![]
        }
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

/// Whether there is more to read below.
fn is_more(state: &State<'_>) -> bool {
    let Screen::Feedback { scroll, .. } = &state.screen else { return false };
    let rows = view::rows(state).map_or(0, |rows| rows.len());
    rows > *scroll + view::text_rows(state)
}
