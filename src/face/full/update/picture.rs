//! Keys for the picture of a rep: to hold it, to walk around the lifter, to see a moment again.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::face::full::keys::{command, plain};
use crate::face::full::state::{Screen, State};
use crate::face::full::view;

/// Another rep is shown: from its start, and from where its exercise is seen best.
pub(super) fn begin(state: &mut State<'_>) {
    (state.turned, state.clean_alone) = (None, false);
    state.playback.restart(state.time);
}

/// Takes a key; whether it was one for the picture.
pub(super) fn take(state: &mut State<'_>, key: KeyEvent) -> bool {
    let is_told = matches!(state.screen, Screen::Feedback { .. });
    if command(key) == Some('v') && state.figure().is_some() && !matches!(state.screen, Screen::Page { .. }) {
        state.pictures = !state.pictures;
        return true;
    }
    if !plain(key) || !view::has_picture(state) {
        return false;
    }
    let Some(figure) = state.figure() else { return false };
    let (motion, now) = (figure.rep.clone(), state.time);
    match key.code {
        KeyCode::Char('[') => state.turned = Some(figure.turned(state.turned, -1)),
        KeyCode::Char(']') => state.turned = Some(figure.turned(state.turned, 1)),
        KeyCode::Char('0') => state.turned = None,
        KeyCode::Char('o' | 'O') => state.turned = Some(figure.other_view(state.turned)),
        KeyCode::Char(' ' | 'm' | 'M') => state.playback.hold_or_go(&motion, now),
        KeyCode::Char(letter @ (',' | '.')) => {
            state.playback.step(&motion, if letter == '.' { 1 } else { -1 }, now);
        }
        KeyCode::Char(letter @ ('<' | '>')) => {
            state.playback.change_speed(&motion, if letter == '>' { 1 } else { -1 }, now);
        }
        KeyCode::Char('r' | 'R') if is_told => state.playback.replay(&motion, now),
        KeyCode::Char('c' | 'C') if is_told => state.clean_alone = !state.clean_alone,
        _ => return false,
    }
    true
}

/// A question by eye in a window in which the picture is too small gets its words, and says why.
pub(super) fn fit_by_eye(state: &mut State<'_>) {
    let Screen::Question(question) = &state.screen else { return };
    let Some(figure) = question.drawing.as_ref().filter(|_| question.by_eye) else { return };
    if figure.tells_in(state.look.pictures, view::by_eye_cells(state, question)) {
        return;
    }
    if let Screen::Question(question) = &mut state.screen {
        question.by_eye = false;
    }
    state.message =
        Some("In this window the picture is too small to tell it by eye: here are the words.".to_owned());
}
