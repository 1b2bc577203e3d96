//! What keys and news do in an exam.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::answer::give;
use super::picture;
use super::scroll::{scroll, scroll_question};
use crate::face::full::exam_state::{ExamAction, ExamScreen, ExamState, ExamUpdate, LOOK};
use crate::face::full::keys::{self, command};
use crate::face::full::state::{Effect, Screen, State};
use formcheck_core::quiz::Viewing;

/// Hears what came of an act.
pub(super) fn hear(state: &mut State<'_>, seen: ExamUpdate) {
    let time = state.time;
    match (&mut state.screen, seen) {
        (_, ExamUpdate::Start(sat)) => {
            state.help = false;
            state.screen = Screen::Exam(sat);
            look(state);
        }
        (Screen::Exam(sat), ExamUpdate::Stands { exam, left, figure, code, remark }) => {
            (*sat.exam, sat.left, sat.code, sat.looked) = (*exam, left, code, time);
            let unkept = sat.unkept();
            let before = sat.meant();
            sat.settle();
            let is_another = sat.meant() != before || sat.figure.is_none();
            sat.figure = figure;
            state.help = false;
            state.message = match unkept {
                Some(n) if sat.meant() != before || sat.reply().is_none() => {
                    Some(format!("Question {n}: what you chose was not kept. Enter keeps an answer."))
                }
                _ => remark,
            };
            if is_another {
                picture::begin(state);
            }
            picture::too_small(state);
        }
        (Screen::Exam(sat), ExamUpdate::Clock(left)) => (sat.left, sat.looked) = (left, time),
        // Nothing comes back where no exam is.
        (_, ExamUpdate::Stands { .. } | ExamUpdate::Clock(_)) => {}
    }
}

/// Looks, before an exam is begun, what of it is too small in this window.
pub(super) fn look(state: &mut State<'_>) {
    let Screen::Exam(sat) = &mut state.screen else { return };
    if sat.place == ExamScreen::Start {
        sat.small = sat.pictures.too_small(state.look.pictures, state.size);
    }
}

/// Time has passed: the clock is looked at once a second, whatever is shown.
pub(super) fn tick(state: &mut State<'_>) -> Vec<Effect> {
    let Screen::Exam(sat) = &mut state.screen else { return vec![] };
    if !sat.is_timed() || state.time.saturating_sub(sat.looked) < LOOK {
        return vec![];
    }
    sat.looked = state.time;
    vec![Effect::Exam(ExamAction::ReadClock { chosen: sat.chosen() })]
}

pub(super) fn press(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Exam(sat) = &mut state.screen else { return vec![] };
    let leaves = std::mem::take(&mut sat.leaving);
    match &mut sat.place {
        ExamScreen::Start => match (key.code, command(key)) {
            (KeyCode::Enter, _) => act(ExamAction::Begin),
            (KeyCode::Esc, _) | (_, Some('q')) => left(),
            _ => read(state, key),
        },
        ExamScreen::Question { .. } => answer(state, key, leaves),
        ExamScreen::Review { .. } => review(state, key, leaves),
        ExamScreen::Break => match (key.code, command(key)) {
            (KeyCode::Enter, _) => act(ExamAction::Back),
            (_, Some('q')) => leave(state, leaves),
            _ => read(state, key),
        },
        ExamScreen::Sure { back } => match (key.code, command(key)) {
            // Another key than the one that led here: that may still be held down.
            (_, Some('y')) => act(ExamAction::HandIn),
            (KeyCode::Enter | KeyCode::Esc | KeyCode::Backspace, _) => {
                sat.place = (**back).clone();
                vec![]
            }
            _ => read(state, key),
        },
        // Enter may have been meant for a question, when the time ran out.
        ExamScreen::Over => match command(key) {
            Some('q') => left(),
            _ => read(state, key),
        },
    }
}

fn act(act: ExamAction) -> Vec<Effect> {
    vec![Effect::Exam(act)]
}

fn left() -> Vec<Effect> {
    vec![Effect::Leave { stopped: false }]
}

fn read(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    scroll(state, key);
    vec![]
}

/// Leaves, if it is the second time that it is said.
fn leave(state: &mut State<'_>, leaves: bool) -> Vec<Effect> {
    if leaves {
        return left();
    }
    if let Screen::Exam(sat) = &mut state.screen {
        sat.leaving = true;
    }
    state.message =
        Some("Press q again to leave. Every answer is kept, and the clock keeps running.".to_owned());
    vec![]
}

fn answer(state: &mut State<'_>, key: KeyEvent, leaves: bool) -> Vec<Effect> {
    let answered = |response, certainty| Effect::Exam(ExamAction::Answer { response, certainty });
    if let Some(effects) = give(state, key, answered) {
        return effects;
    }
    // In pairs and lists the arrows and letters of the exam come first; a picture has keys of its own.
    if picture::take(state, key) {
        return vec![];
    }
    let Screen::Exam(sat) = &state.screen else { return vec![] };
    let ExamState { exam, place: ExamScreen::Question { n, .. }, .. } = &**sat else { return vec![] };
    let many = exam.items().len();
    match (key.code, command(key)) {
        (_, Some('n')) | (KeyCode::Right, _) => act(ExamAction::Go(*n % many + 1)),
        (_, Some('p')) | (KeyCode::Left, _) => act(ExamAction::Go(if *n == 1 { many } else { *n - 1 })),
        (_, Some('s')) => act(ExamAction::Skip),
        (_, Some('w')) if sat.viewing() == Viewing::ByEye => act(ExamAction::Hint),
        (_, Some('l')) => act(ExamAction::Review),
        (KeyCode::PageDown | KeyCode::PageUp, _) => {
            scroll_question(state, key);
            vec![]
        }
        _ => anywhere(state, key, leaves),
    }
}

fn review(state: &mut State<'_>, key: KeyEvent, leaves: bool) -> Vec<Effect> {
    let page = usize::from(state.size.1).saturating_sub(8).max(1);
    let Screen::Exam(sat) = &mut state.screen else { return vec![] };
    let many = sat.exam.items().len();
    let ExamScreen::Review { at, typed } = &mut sat.place else { return vec![] };
    let before = std::mem::take(typed);
    if let KeyCode::Char(digit @ '0'..='9') = key.code {
        let digit = digit as usize - '0' as usize;
        let longer = before * 10 + digit;
        *typed = if (1..=many).contains(&longer) { longer } else { digit };
        if (1..=many).contains(typed) {
            *at = *typed - 1;
        }
        return vec![];
    }
    if let Some(step) = keys::step(key) {
        *at = keys::moved(*at, step, many);
        return vec![];
    }
    match key.code {
        KeyCode::Enter => return act(ExamAction::Go(*at + 1)),
        KeyCode::PageDown => *at = (*at + page).min(many.saturating_sub(1)),
        KeyCode::PageUp => *at = at.saturating_sub(page),
        KeyCode::Home => *at = 0,
        KeyCode::End => *at = many.saturating_sub(1),
        _ => return anywhere(state, key, leaves),
    }
    vec![]
}

/// Keys that mean the same on a question and in the list.
fn anywhere(state: &mut State<'_>, key: KeyEvent, leaves: bool) -> Vec<Effect> {
    let Screen::Exam(sat) = &mut state.screen else { return vec![] };
    match command(key) {
        Some('f') => {
            let Some(n) = sat.meant() else { return vec![] };
            let flag = !sat.exam.items().get(n - 1).is_some_and(|item| item.flagged);
            act(ExamAction::Flag { n, flag })
        }
        Some('b') => act(ExamAction::Break),
        Some('d') => {
            let back = Box::new(sat.place.clone());
            (sat.place, sat.scroll) = (ExamScreen::Sure { back }, 0);
            vec![]
        }
        Some('q') => leave(state, leaves),
        _ => vec![],
    }
}
