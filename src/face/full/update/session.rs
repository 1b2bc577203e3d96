//! Keys in a session: its start, a question, what is told of an answer, the result.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::answer::give;
use super::home::back;
use super::picture;
use super::scroll::{scroll, scroll_question};
use crate::face::full::keys::command;
use crate::face::full::state::{Effect, Screen, State};
use crate::face::full::view;

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
    let as_seen = question.by_eye;
    let answered = |response, certainty| Effect::Answer { response, certainty, by_eye: as_seen };
    if let Some(effects) = give(state, key, answered) {
        return effects;
    }
    if picture::take(state, key) {
        return vec![];
    }
    let Screen::Question(question) = &mut state.screen else { return vec![] };
    match (key.code, command(key)) {
        (_, Some('u')) => vec![Effect::Undo],
        (_, Some('s')) => vec![Effect::Skip],
        (_, Some('q')) => vec![Effect::End],
        (_, Some('e')) => {
            by_eye(state);
            vec![Effect::ByEye(state.by_eye)]
        }
        (_, Some('w')) => {
            question.by_eye = false;
            vec![]
        }
        _ => {
            scroll_question(state, key);
            vec![]
        }
    }
}

/// By eye from now on, or no more.
fn by_eye(state: &mut State<'_>) {
    let Screen::Question(question) = &mut state.screen else { return };
    state.by_eye = !state.by_eye;
    let message = if state.by_eye {
        // Whoever has read the words can't un-read them: the log must not say that this one was seen.
        "By eye from the next question on, wherever the picture tells enough."
    } else {
        question.by_eye = false;
        "With words again."
    };
    state.message = Some(message.to_owned());
}

pub(super) fn told(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    if picture::take(state, key) {
        return vec![];
    }
    match (key.code, command(key)) {
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
