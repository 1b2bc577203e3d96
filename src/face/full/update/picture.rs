//! Keys for the picture of a rep: to hold it, to walk around the lifter, to see a moment again.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::face::full::keys::{command, plain};
use crate::face::full::state::{Effect, Screen, State, Telling};
use crate::face::full::view;
use formcheck_core::quiz::Viewing;

/// Another rep is shown: from its start, and from where its exercise is seen best.
pub(super) fn begin(state: &mut State<'_>) {
    (state.turned, state.clean_alone, state.rep) = (None, false, 0);
    state.playback.restart(state.time);
}

/// Plays the rep at hand more slowly than it is.
pub(super) fn slow(state: &mut State<'_>) {
    if let Some(motion) = state.figure().map(|figure| figure.rep(0).clone()) {
        state.playback.change_speed(&motion, -1, state.time);
    }
}

/// An answer is told: what is shown first is what it was about.
pub(super) fn tell(state: &mut State<'_>) {
    state.rep = state.figure().map_or(0, |figure| figure.told);
    state.playback.restart(state.time);
}

/// A set that moves goes on to its next rep when one is over.
pub(super) fn go_on(state: &mut State<'_>) {
    let Some(figure) = state.figure().filter(|figure| figure.is_set) else { return };
    if state.playback.is_over(figure.rep(state.rep), state.time) {
        state.rep = (state.rep + 1) % figure.reps.len();
        state.playback.play_from_start(state.time);
    }
}

/// Shows another of several reps, from its start.
fn turn_to(state: &mut State<'_>, reps: usize, steps: isize) {
    let at = state.rep.cast_signed() + steps;
    state.rep = at.rem_euclid(reps.cast_signed()).cast_unsigned();
    state.playback.play_from_start(state.time);
}

/// Takes a key; whether it was one for the picture.
pub(super) fn take(state: &mut State<'_>, key: KeyEvent) -> bool {
    let is_told = matches!(state.screen, Screen::Feedback { .. } | Screen::Introduction { .. });
    if command(key) == Some('v') && state.figure().is_some() && !matches!(state.screen, Screen::Page { .. }) {
        state.pictures = !state.pictures;
        return true;
    }
    if !plain(key) || !view::has_picture(state) {
        return false;
    }
    let Some(figure) = state.figure() else { return false };
    let (motion, now, reps) = (figure.rep(state.rep).clone(), state.time, figure.reps.len());
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
        KeyCode::Char(letter @ ('x' | 'X')) if reps > 1 => {
            turn_to(state, reps, if letter == 'x' { 1 } else { -1 });
        }
        KeyCode::Char('r' | 'R') if is_told => state.playback.replay(&motion, now),
        KeyCode::Char('c' | 'C') if is_told => state.clean_alone = !state.clean_alone,
        _ => return false,
    }
    true
}

/// What is said of a window in which a picture is too small: of a question that got its words, and in an exam.
const IN_WORDS: &str = "In this window the picture is too small to tell it by eye: here are the words.";
const TOO_SMALL: &str =
    "The picture is too small to tell by: make the window larger. w shows the words, for half the marks.";

/// Says of a question of an exam that is asked by eye when its picture is too small to tell by. What was said of a window of
/// another size is true no longer.
pub(super) fn too_small(state: &mut State<'_>) {
    if state.message.as_deref().is_some_and(|said| said == IN_WORDS || said == TOO_SMALL) {
        state.message = None;
    }
    let Screen::Exam(sat) = &state.screen else { return };
    let (Some(figure), Viewing::ByEye) = (&sat.figure, sat.viewing()) else { return };
    let cells = view::by_eye_cells(state.size, Some(figure), |width| view::exam_height(sat, width));
    if figure.detail(state.look.pictures, cells) > formcheck_exam::seen_at() {
        state.message = Some(TOO_SMALL.to_owned());
    }
}

/// Has it looked at whether the question at hand can be answered by eye in this window, if it is to be.
pub(super) fn look(state: &State<'_>) -> Vec<Effect> {
    let Screen::Question(question) = &state.screen else { return vec![] };
    let Some(figure) = question.drawing.as_ref().filter(|_| question.viewing == Viewing::ByEye) else {
        return vec![];
    };
    vec![Effect::Look(figure.detail(
        state.look.pictures,
        view::by_eye_cells(state.size, Some(figure), |width| view::question_height(question, width)),
    ))]
}

/// Where the picture doesn't tell enough the question gets its words; where a larger one would, that is said.
pub(super) fn told(state: &mut State<'_>, telling: Telling) {
    let Screen::Question(question) = &mut state.screen else { return };
    if telling == Telling::Enough {
        return;
    }
    question.viewing = Viewing::InWords;
    if telling == Telling::TooCoarse {
        state.message = Some(IN_WORDS.to_owned());
    }
}
