//! What is scrolled past.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::face::full::keys;
use crate::face::full::state::{Screen, State};
use crate::face::full::view;

/// Rows that were scrolled past, where the screen at hand has them.
fn past<'s>(state: &'s mut State<'_>) -> Option<&'s mut usize> {
    match &mut state.screen {
        Screen::Start { scroll, .. }
        | Screen::Introduction { scroll, .. }
        | Screen::Feedback { scroll, .. }
        | Screen::Over { scroll, .. }
        | Screen::Page { scroll, .. }
        | Screen::Charts { scroll, .. }
        | Screen::More { scroll } => Some(scroll),
        Screen::Exam(sat) => Some(&mut sat.scroll),
        _ => None,
    }
}

pub(super) fn scroll(state: &mut State<'_>, key: KeyEvent) {
    let page = view::text_rows(state).saturating_sub(1).max(1);
    let Some(past) = past(state) else { return };
    match key.code {
        KeyCode::PageDown | KeyCode::Char(' ') => *past += page,
        KeyCode::PageUp => *past = past.saturating_sub(page),
        KeyCode::Home => *past = 0,
        KeyCode::End => *past = usize::MAX,
        _ => {
            if let Some(step) = keys::step(key) {
                *past = past.saturating_add_signed(step);
            }
        }
    }
}

/// Scrolls a question by a page.
pub(super) fn scroll_question(state: &mut State<'_>, key: KeyEvent) {
    let most = view::question_overflow(state);
    let page = usize::from(state.size.1).saturating_sub(6).max(1);
    let Some(reply) = state.reply_mut() else { return };
    match key.code {
        KeyCode::PageDown => reply.scroll = (reply.scroll + page).min(most),
        KeyCode::PageUp => reply.scroll = reply.scroll.saturating_sub(page),
        _ => {}
    }
}

/// What a key of the answer did may lie out of sight.
pub(super) fn scroll_to_choice(state: &mut State<'_>) {
    let past = view::scroll_to_choice(state);
    if let Some(reply) = state.reply_mut() {
        reply.scroll = past;
    }
}

/// Nobody scrolls past the last row.
pub(super) fn keep_in_sight(state: &mut State<'_>) {
    if state.reply_mut().is_some() {
        let most = view::question_overflow(state);
        if let Some(reply) = state.reply_mut() {
            reply.scroll = reply.scroll.min(most);
        }
        return;
    }
    let most = view::rows(state).map_or(0, |rows| rows.len().saturating_sub(view::text_rows(state)));
    if let Some(past) = past(state) {
        *past = (*past).min(most);
    }
}
