//! Keys of the home, and of the list that is asked once.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::face::full::field::Field;
use crate::face::full::keys::{self, command};
use crate::face::full::state::{Begin, Effect, Screen, SetupChoice, State};
use crate::face::full::view::{self, home_rows};

pub(super) fn at_home(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let rows = home_rows(state.book);
    let Screen::Home { at, .. } = &mut state.screen else { return vec![] };
    if let Some(step) = keys::step(key) {
        *at = keys::moved(*at, step, rows.len());
        return vec![];
    }
    let at = *at;
    match (key.code, command(key)) {
        (KeyCode::Enter, _) => rows.get(at).map_or(vec![], |row| open(state, &row.opens)),
        (_, Some('s')) => vec![Effect::Begin(Begin::Study)],
        (_, Some('/')) => open(state, &view::HomeAction::Browse { typing: true }),
        (_, Some('b')) => open(state, &view::HomeAction::Browse { typing: false }),
        (_, Some('t')) => vec![Effect::Figures],
        (_, Some('f')) => vec![Effect::Film],
        // Esc goes back everywhere else: whoever presses it once too often stays here.
        (_, Some('q')) => vec![Effect::Leave { stopped: false }],
        _ => vec![],
    }
}

fn open(state: &mut State<'_>, what: &view::HomeAction) -> Vec<Effect> {
    match what {
        view::HomeAction::Begin(begin) => vec![Effect::Begin(begin.clone())],
        view::HomeAction::Figures => vec![Effect::Figures],
        view::HomeAction::Film => vec![Effect::Film],
        view::HomeAction::More => {
            state.screen = Screen::More { scroll: 0 };
            vec![]
        }
        view::HomeAction::Browse { typing } => {
            state.screen = Screen::Browse { search: Field::default(), typing: *typing, at: 0 };
            vec![]
        }
    }
}

pub(super) fn choose(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Setup { offered, at, marked: marks } = &mut state.screen else { return vec![] };
    if let Some(step) = keys::step(key) {
        *at = keys::moved(*at, step, marks.len());
        return vec![];
    }
    if let Some(mark) = keys::number(key).and_then(|number| marks.get_mut(number)) {
        *mark = !*mark;
        return vec![];
    }
    match (key.code, command(key)) {
        (_, Some(' ')) => {
            if let Some(mark) = marks.get_mut(*at) {
                *mark = !*mark;
            }
        }
        (_, Some('a')) => {
            let all = marks.iter().all(|mark| *mark);
            marks.fill(!all);
        }
        (KeyCode::Enter, _) => {
            let all = marks.iter().all(|mark| *mark);
            let some = offered.exercises.iter().zip(marks).filter(|(_, mark)| **mark && !all);
            let exercises = some.map(|(exercise, _)| exercise.id.clone()).collect();
            return vec![Effect::SetUp(SetupChoice { exercises })];
        }
        (_, Some('q')) | (KeyCode::Esc, _) => return vec![back(state)],
        _ => {}
    }
    vec![]
}

/// Home, or out where there is none.
pub(super) fn back(state: &State<'_>) -> Effect {
    if state.has_home { Effect::Home } else { Effect::Leave { stopped: false } }
}
