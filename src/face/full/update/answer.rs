//! The answer that is being given, in a session or an exam.

use ratatui::crossterm::event::KeyEvent;

use super::scroll::scroll_to_choice;
use crate::face::full::form::KeyResult;
use crate::face::full::state::{Effect, Screen, State};
use formcheck_core::quiz::{Certainty, Response};

/// A key for the answer that is being given: what is wanted then, with the effect that keeps an answer. None if it is no
/// key for an answer.
pub(super) fn give(
    state: &mut State<'_>,
    key: KeyEvent,
    answered: impl FnOnce(Response, Option<Certainty>) -> Effect,
) -> Option<Vec<Effect>> {
    let (reply, question) = match &mut state.screen {
        Screen::Question(question) => (&mut question.reply, &*question.asked.question),
        Screen::Exam(sat) => sat.asked_mut()?,
        _ => return None,
    };
    match reply.press(key, question) {
        KeyResult::Passed => return None,
        KeyResult::Sure => {}
        KeyResult::Taken => scroll_to_choice(state),
        KeyResult::Missing(what) => state.message = Some(what),
        KeyResult::Answer(response) => return Some(vec![answered(response, reply.certainty)]),
    }
    Some(vec![])
}
