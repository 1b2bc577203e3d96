//! What happens to the state, and what is wanted then. Pure: no clock, no terminal, no log. Keys of the home and the
//! first lists are here, those of a session and of what is looked up beside it.

mod look_up;
mod session;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::drawing::Drawing;
use super::field::Field;
use super::form::{Pressed, Reply};
use super::state::{Begin, Effect, Event, News, Offered, Picked, Question, Screen, State};
use super::view::{self, home_rows};
use super::{exam, keys, paper};
use formcheck_core::quiz::{Certainty, Response};

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
            exam::tick(state)
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
    if let News::Exam(seen) = news {
        exam::hear(state, seen);
        return;
    }
    state.help = false;
    match news {
        News::Home(facts) => state.screen = Screen::Home { facts, at: 0 },
        News::Choose(offered) => state.screen = choosing(offered),
        News::Start(start) => state.screen = Screen::Start { start, scroll: 0 },
        News::Asked(mut asked, remark) => {
            let drawing = asked.drawing.take();
            let by_eye = state.by_eye && !asked.seen && drawing.as_ref().is_some_and(|one| one.tells);
            state.message = remark;
            state.screen = Screen::Asked(Box::new(Question {
                reply: Reply::new(&asked.question),
                drawing,
                by_eye,
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
        News::Exam(_) => {}
        News::Figures(stats) => state.screen = Screen::Charts { stats, at: 0, scroll: 0 },
    }
}

fn choosing(offered: Offered) -> Screen<'static> {
    let marked = [vec![false; offered.exercises.len()], Vec::new()];
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
        Screen::Start { .. } => session::begin(state, key),
        Screen::Asked(_) => session::answer(state, key),
        Screen::Told { .. } => session::told(state, key),
        Screen::Over { .. } => session::over(state, key),
        Screen::Browse { .. } => look_up::browse(state, key),
        Screen::Page { .. } => look_up::page(state, key),
        Screen::Charts { .. } => look_up::charts(state, key),
        Screen::Exam(_) => exam::press(state, key),
    }
}

/// Whether keys are letters of a text now.
fn is_typing(state: &State<'_>) -> bool {
    match &state.screen {
        Screen::Asked(question) => question.reply.form.is_typing(),
        Screen::Exam(sat) => sat.reply().is_some_and(|reply| reply.form.is_typing()),
        Screen::Browse { typing, .. } => *typing,
        _ => false,
    }
}

/// A key for the answer that is being given: what is wanted then, with the effect that keeps an answer. None if it is no
/// key for an answer.
pub(super) fn give(
    state: &mut State<'_>,
    key: KeyEvent,
    answered: impl FnOnce(Response, Option<Certainty>) -> Effect,
) -> Option<Vec<Effect>> {
    let (reply, question) = match &mut state.screen {
        Screen::Asked(question) => (&mut question.reply, &*question.asked.question),
        Screen::Exam(sat) => sat.asked_mut()?,
        _ => return None,
    };
    match reply.press(key, question) {
        Pressed::Passed => return None,
        Pressed::Sure => {}
        Pressed::Taken => scroll_to_choice(state),
        Pressed::Missing(what) => state.message = Some(what),
        Pressed::Answer(response) => return Some(vec![answered(response, reply.certainty)]),
    }
    Some(vec![])
}

/// The answer that is being given, where one is.
pub(super) fn reply<'s>(state: &'s mut State<'_>) -> Option<&'s mut Reply> {
    match &mut state.screen {
        Screen::Asked(question) => Some(&mut question.reply),
        Screen::Exam(sat) => sat.reply_mut(),
        _ => None,
    }
}

/// A command's letter, whatever the case.
pub(super) fn command(key: KeyEvent) -> Option<char> {
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
        (KeyCode::Enter, _) if *list == 0 => {
            // Only what one of them needs is worth asking for.
            let needed = offered.needed(&marked[0]);
            marked[1] = vec![false; needed.len()];
            (*list, *at) = (1, 0);
        }
        (KeyCode::Enter, _) => {
            let picked = |list: &[(String, String)], marks: &[bool]| -> Vec<String> {
                let all = marks.iter().all(|mark| *mark);
                let some = list.iter().zip(marks).filter(|(_, mark)| **mark && !all);
                some.map(|((id, _), _)| id.clone()).collect()
            };
            return vec![Effect::Picked(Picked {
                exercises: picked(&offered.exercises, &marked[0]),
                equipment: picked(&offered.needed(&marked[0]), &marked[1]),
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

/// Rows that were scrolled past, where the screen at hand has them.
fn past<'s>(state: &'s mut State<'_>) -> Option<&'s mut usize> {
    match &mut state.screen {
        Screen::Start { scroll, .. }
        | Screen::Told { scroll, .. }
        | Screen::Over { scroll, .. }
        | Screen::Page { scroll, .. }
        | Screen::Charts { scroll, .. } => Some(scroll),
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
    let Some(reply) = reply(state) else { return };
    match key.code {
        KeyCode::PageDown => reply.scroll = (reply.scroll + page).min(most),
        KeyCode::PageUp => reply.scroll = reply.scroll.saturating_sub(page),
        _ => {}
    }
}

/// What a key of the answer did may lie out of sight.
pub(super) fn scroll_to_choice(state: &mut State<'_>) {
    let past = view::scroll_to_choice(state);
    if let Some(reply) = reply(state) {
        reply.scroll = past;
    }
}

/// Nobody scrolls past the last row.
fn keep_in_sight(state: &mut State<'_>) {
    if reply(state).is_some() {
        let most = view::question_overflow(state);
        if let Some(reply) = reply(state) {
            reply.scroll = reply.scroll.min(most);
        }
        return;
    }
    let most = paper::rows(state).map_or(0, |rows| rows.len().saturating_sub(view::text_rows(state)));
    if let Some(past) = past(state) {
        *past = (*past).min(most);
    }
}
