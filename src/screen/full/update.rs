//! What happens to the state, and what is wanted then. Pure: no clock, no terminal, no log.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::drawing::Drawing;
use super::field::Field;
use super::form::{Form, Pressed};
use super::keys;
use super::paper;
use super::state::{Begin, Effect, Event, News, Offered, Picked, Question, Screen, State};
use super::view::{self, found, home_rows};
use crate::quiz::Certainty;

/// How many charts there are.
const CHARTS: usize = crate::screen::stats::Part::ALL.len();

/// Takes an event; gives what is wanted done, in order.
pub fn update<'b>(state: &mut State<'b>, event: Event<'b>) -> Vec<Effect> {
    match event {
        Event::Size(columns, rows) => {
            state.size = (columns, rows);
            keep_in_sight(state);
            vec![]
        }
        Event::Time(time) => {
            state.time = time;
            vec![]
        }
        Event::Ended => vec![Effect::Leave { stopped: true }],
        Event::News(news) => {
            hear(state, news);
            vec![]
        }
        Event::Key(key) => {
            state.message = None;
            let effects = press(state, key);
            keep_in_sight(state);
            effects
        }
    }
}

fn hear<'b>(state: &mut State<'b>, news: News<'b>) {
    state.help = false;
    match news {
        News::Home(facts) => state.screen = Screen::Home { facts, at: 0 },
        News::Choose(offered) => state.screen = choosing(offered),
        News::Start(start) => state.screen = Screen::Start { start, scroll: 0 },
        News::Asked(asked, remark) => {
            let drawing = Drawing::of(state.book, &asked.item);
            let by_eye = state.by_eye && !asked.seen && drawing.as_ref().is_some_and(|one| one.tells);
            state.message = remark;
            state.screen = Screen::Asked(Box::new(Question {
                form: Form::new(&asked.item.task),
                certainty: None,
                drawing,
                by_eye,
                scroll: 0,
                since: state.time,
                asked,
            }));
        }
        News::Told(mut told) => {
            told.drawing = Drawing::of(state.book, &told.item);
            state.screen = Screen::Told { told, scroll: 0 };
        }
        News::Refused(what) => {
            // What could not be begun leaves the person where they were.
            state.message = Some(what);
        }
        News::Over(ended) => state.screen = Screen::Over { ended, scroll: 0 },
        News::Figures(stats) => state.screen = Screen::Charts { stats, at: 0, scroll: 0 },
    }
}

fn choosing(offered: Offered) -> Screen<'static> {
    let marked = [vec![false; offered.exercises.len()], vec![false; offered.equipment.len()]];
    Screen::Choose { offered, list: 0, at: 0, marked }
}

fn press(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        match key.code {
            KeyCode::Char('c') => return vec![Effect::Leave { stopped: true }],
            KeyCode::Char('z') => return vec![Effect::Suspend],
            _ => {}
        }
    }
    if !super::fits(state.size.0, state.size.1) {
        // Nobody answers what they can't see.
        let leaves = matches!(key.code, KeyCode::Char('q' | 'Q'));
        return if leaves { vec![Effect::Leave { stopped: true }] } else { vec![] };
    }
    if state.help {
        state.help = false;
        return vec![];
    }
    if key.code == KeyCode::F(1) || key.code == KeyCode::Char('?') && !is_typing(state) {
        state.help = true;
        return vec![];
    }
    match &mut state.screen {
        Screen::Waiting => vec![],
        Screen::Home { .. } => at_home(state, key),
        Screen::Choose { .. } => choose(state, key),
        Screen::Start { .. } => begin(state, key),
        Screen::Asked(_) => answer(state, key),
        Screen::Told { .. } => told(state, key),
        Screen::Over { .. } => over(state, key),
        Screen::Browse { .. } => browse(state, key),
        Screen::Page { .. } => page(state, key),
        Screen::Charts { .. } => charts(state, key),
    }
}

/// Whether keys are letters of a text now.
fn is_typing(state: &State<'_>) -> bool {
    match &state.screen {
        Screen::Asked(question) => question.form.is_typing(),
        Screen::Browse { typing, .. } => *typing,
        _ => false,
    }
}

/// A command's letter, whatever the case.
fn command(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(letter) if keys::plain(key) => Some(letter.to_ascii_lowercase()),
        _ => None,
    }
}

fn at_home(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
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
        (_, Some('/')) => open(state, &view::Opens::Browse { typing: true }),
        (_, Some('b')) => open(state, &view::Opens::Browse { typing: false }),
        (_, Some('t')) => vec![Effect::Figures],
        (_, Some('q')) | (KeyCode::Esc, _) => vec![Effect::Leave { stopped: false }],
        _ => vec![],
    }
}

fn open(state: &mut State<'_>, what: &view::Opens) -> Vec<Effect> {
    match what {
        view::Opens::Begin(begin) => vec![Effect::Begin(begin.clone())],
        view::Opens::Figures => vec![Effect::Figures],
        view::Opens::Browse { typing } => {
            state.screen = Screen::Browse { search: Field::default(), typing: *typing, at: 0 };
            vec![]
        }
    }
}

fn choose(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Choose { offered, list, at, marked } = &mut state.screen else { return vec![] };
    let marks = &mut marked[*list];
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
        (KeyCode::Enter, _) if *list == 0 => (*list, *at) = (1, 0),
        (KeyCode::Enter, _) => {
            let picked = |list: &[(String, String)], marks: &[bool]| -> Vec<String> {
                let all = marks.iter().all(|mark| *mark);
                let some = list.iter().zip(marks).filter(|(_, mark)| **mark && !all);
                some.map(|((id, _), _)| id.clone()).collect()
            };
            return vec![Effect::Picked(Picked {
                exercises: picked(&offered.exercises, &marked[0]),
                equipment: picked(&offered.equipment, &marked[1]),
            })];
        }
        (KeyCode::Esc | KeyCode::Backspace, _) if *list == 1 => (*list, *at) = (0, 0),
        (_, Some('q')) | (KeyCode::Esc, _) => return vec![back(state)],
        _ => {}
    }
    vec![]
}

/// Home, or out where there is none.
fn back(state: &State<'_>) -> Effect {
    if state.has_home { Effect::Home } else { Effect::Leave { stopped: false } }
}

fn begin(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    match (key.code, command(key)) {
        (KeyCode::Enter, _) | (_, Some(' ')) => vec![Effect::Next],
        (KeyCode::Esc, _) | (_, Some('q')) => vec![Effect::End],
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

fn answer(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Asked(question) = &mut state.screen else { return vec![] };
    if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) {
        question.certainty = match question.certainty {
            None => Some(Certainty::Guess),
            Some(Certainty::Guess) => Some(Certainty::FairlySure),
            Some(Certainty::FairlySure) => Some(Certainty::Sure),
            Some(Certainty::Sure) => None,
        };
        return vec![];
    }
    match question.form.press(key, &question.asked.item.task) {
        Pressed::Taken => {
            let past = view::scroll_to_choice(state);
            if let Screen::Asked(question) = &mut state.screen {
                question.scroll = past;
            }
            return vec![];
        }
        Pressed::Missing(what) => {
            state.message = Some(what);
            return vec![];
        }
        Pressed::Answer(response) => {
            let (certainty, by_eye) = (question.certainty, question.by_eye);
            return vec![Effect::Answer { response, certainty, by_eye }];
        }
        Pressed::Passed => {}
    }
    match (key.code, command(key)) {
        (_, Some('u')) => vec![Effect::Undo],
        (_, Some('s')) => vec![Effect::Skip],
        (_, Some('q')) => vec![Effect::End],
        (_, Some('v')) => {
            state.pictures = !state.pictures;
            vec![]
        }
        (_, Some('m')) => {
            state.look.motion = !state.look.motion;
            vec![]
        }
        (_, Some('e')) => {
            by_eye(state);
            vec![]
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
    let Screen::Asked(question) = &mut state.screen else { return };
    state.by_eye = !state.by_eye;
    if !state.by_eye {
        question.by_eye = false;
        state.message = Some("With words again.".to_owned());
    } else if question.by_eye || !question.can_be_seen() {
        state.message =
            Some("By eye, wherever the picture tells enough. This one needs its words.".to_owned());
    } else {
        // Whoever has read the words can't un-read them: the log must not say that this one was seen.
        state.message =
            Some("By eye from the next question on: you have read the words of this one.".to_owned());
    }
}

fn scroll_question(state: &mut State<'_>, key: KeyEvent) {
    let most = view::question_overflow(state);
    let page = usize::from(state.size.1).saturating_sub(6).max(1);
    let Screen::Asked(question) = &mut state.screen else { return };
    match key.code {
        KeyCode::PageDown => question.scroll = (question.scroll + page).min(most),
        KeyCode::PageUp => question.scroll = question.scroll.saturating_sub(page),
        _ => {}
    }
}

fn told(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    match (key.code, command(key)) {
        (KeyCode::Enter, _) | (_, Some(' ' | 'n')) => vec![Effect::Next],
        (_, Some('u')) => vec![Effect::Undo],
        (_, Some('q')) => vec![Effect::End],
        (_, Some('m')) => {
            state.look.motion = !state.look.motion;
            vec![]
        }
        (_, Some('v')) => {
            state.pictures = !state.pictures;
            vec![]
        }
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

fn over(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    match (key.code, command(key)) {
        (KeyCode::Enter | KeyCode::Esc, _) | (_, Some('q' | ' ')) => vec![back(state)],
        _ => {
            scroll(state, key);
            vec![]
        }
    }
}

fn browse(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
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
                    crate::rulebook::Named::Exercise(ix) => Drawing::clean(book, ix),
                    _ => None,
                };
                let (id, named) = (entry.id.clone(), entry.named);
                state.screen = Screen::Page { id, named, drawing, scroll: 0, back };
            }
        }
        (KeyCode::Esc, _) if *typing => *typing = false,
        (KeyCode::Esc, _) => return vec![Effect::Home],
        _ if *typing => {
            if search.take(key) {
                *at = 0;
            }
        }
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

fn page(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let Screen::Page { id, back, .. } = &state.screen else { return vec![] };
    match (key.code, command(key)) {
        (KeyCode::Esc | KeyCode::Backspace, _) | (_, Some('q')) => {
            let (search, at) = back.clone();
            state.screen = Screen::Browse { search, typing: false, at };
        }
        (_, Some('p')) => return practise(Some(id)),
        (_, Some('m')) => state.look.motion = !state.look.motion,
        _ => scroll(state, key),
    }
    vec![]
}

fn charts(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    let has_home = state.has_home;
    let Screen::Charts { at, scroll: past, .. } = &mut state.screen else { return vec![] };
    let to = match (key.code, command(key)) {
        (KeyCode::Esc, _) | (_, Some('q')) => {
            return vec![if has_home { Effect::Home } else { Effect::Leave { stopped: false } }];
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

/// Rows that were scrolled past, where the screen at hand has them.
fn past<'s>(state: &'s mut State<'_>) -> Option<&'s mut usize> {
    match &mut state.screen {
        Screen::Start { scroll, .. }
        | Screen::Told { scroll, .. }
        | Screen::Over { scroll, .. }
        | Screen::Page { scroll, .. }
        | Screen::Charts { scroll, .. } => Some(scroll),
        _ => None,
    }
}

fn scroll(state: &mut State<'_>, key: KeyEvent) {
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

/// Nobody scrolls past the last row.
fn keep_in_sight(state: &mut State<'_>) {
    let most = match &state.screen {
        Screen::Asked(_) => view::question_overflow(state),
        _ => paper::rows(state).map_or(0, |rows| rows.len().saturating_sub(view::text_rows(state))),
    };
    match &mut state.screen {
        Screen::Asked(question) => question.scroll = question.scroll.min(most),
        _ => {
            if let Some(past) = past(state) {
                *past = (*past).min(most);
            }
        }
    }
}
