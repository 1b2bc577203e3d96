//! Keys where things are looked up: the browser, its pages, the charts.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::home::back;
use super::picture;
use super::scroll::scroll;
use crate::face::full::drawing::RepFigure;
use crate::face::full::keys::{self, command};
use crate::face::full::state::{Begin, Effect, Screen, State};
use crate::face::full::view::found;
use formcheck_core::figure::Lifter;
use formcheck_core::rulebook::Named;

/// How many charts there are.
const CHARTS: usize = crate::pages::stats::StatsPart::ALL.len();

pub(super) fn browse(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let book = state.book;
    let Screen::Browse { search, typing, at } = &mut state.screen else { return vec![] };
    let entries = found(book, &search.text());
    let step = match key.code {
        KeyCode::Down => Some(1),
        KeyCode::Up => Some(-1),
        _ if *typing => None,
        _ => keys::step(key),
    };
    if let Some(step) = step {
        *at = keys::moved(*at, step, entries.len());
        return vec![];
    }
    let chosen = entries.get(*at);
    match (key.code, command(key)) {
        (KeyCode::Enter, _) => {
            if let Some(entry) = chosen {
                let back = (search.clone(), *at);
                let drawing = match entry.named {
                    Named::Exercise(ix) => RepFigure::clean(book, ix, Lifter::MIDDLING),
                    _ => None,
                };
                let (id, named) = (entry.id.clone(), entry.named);
                state.screen = Screen::Page { id, named, drawing, scroll: 0, back };
                picture::begin(state);
            }
        }
        (KeyCode::Esc, _) if *typing => *typing = false,
        (KeyCode::Esc, _) => return vec![Effect::Home],
        _ if *typing && search.take(key) => *at = 0,
        _ if *typing => {}
        (_, Some('q')) => return vec![Effect::Home],
        (_, Some('/')) => *typing = true,
        (_, Some('p')) => return practise(chosen.map(|entry| entry.id.as_str())),
        _ => {}
    }
    vec![]
}

fn practise(id: Option<&str>) -> Vec<Effect> {
    id.map_or(vec![], |id| vec![Effect::Begin(Begin::Quiz(Some(id.to_owned())))])
}

pub(super) fn page(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Page { id, back, .. } = &state.screen else { return vec![] };
    match (key.code, command(key)) {
        (KeyCode::Esc | KeyCode::Backspace, _) | (_, Some('q')) => {
            let (search, at) = back.clone();
            state.screen = Screen::Browse { search, typing: false, at };
        }
        (_, Some('p')) => return practise(Some(id)),
        _ if picture::take(state, key) => {}
        _ => scroll(state, key),
    }
    vec![]
}

/// What else there is.
pub(super) fn more(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    match (key.code, command(key)) {
        (KeyCode::Esc | KeyCode::Enter, _) | (_, Some('q')) => vec![back(state)],
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

pub(super) fn charts(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Charts { at, scroll: past, .. } = &mut state.screen else { return vec![] };
    let to = match (key.code, command(key)) {
        (KeyCode::Esc, _) | (_, Some('q')) => {
            return vec![back(state)];
        }
        (KeyCode::Right | KeyCode::Tab, _) | (_, Some('l')) => Some(keys::moved(*at, 1, CHARTS)),
        (KeyCode::Left | KeyCode::BackTab, _) | (_, Some('h')) => Some(keys::moved(*at, -1, CHARTS)),
        _ => keys::number(key).filter(|number| *number < CHARTS),
    };
    match to {
        Some(to) => (*at, *past) = (to, 0),
        None => scroll(state, key),
    }
    vec![]
}
