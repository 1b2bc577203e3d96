//! What happens, and which part of the screen takes it.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::scroll::keep_in_sight;
use super::{exam, home, look_up, picture, session};
use crate::face::full::form::AnswerDraft;
use crate::face::full::state::{Effect, EffectResult, Event, QuestionState, Screen, SetupOptions, State};
use formcheck_core::quiz::Viewing;

/// Takes an event; gives what is wanted done, in order.
pub fn update<'b>(state: &mut State<'b>, event: Event<'b>) -> Vec<Effect> {
    match event {
        Event::Size(columns, rows) => {
            state.size = (columns, rows);
            picture::too_small(state);
            exam::look(state);
            let effects = picture::look(state);
            keep_in_sight(state);
            effects
        }
        Event::Time(time) => {
            state.time = time;
            picture::go_on(state);
            exam::tick(state)
        }
        Event::Terminated => vec![Effect::Leave { stopped: true }],
        Event::EffectResult(news) => {
            let is_question = matches!(news, EffectResult::Question(..));
            hear(state, news);
            if is_question { picture::look(state) } else { vec![] }
        }
        Event::Key(key) => {
            state.message = None;
            let effects = press(state, key);
            keep_in_sight(state);
            effects
        }
        Event::Paste(text) => {
            paste(state, &text);
            vec![]
        }
    }
}

/// Pasted text goes where text is typed. Elsewhere its letters would be answers and commands that nobody gave.
fn paste(state: &mut State<'_>, text: &str) {
    if !crate::face::full::fits(state.size.0, state.size.1) {
        return;
    }
    if state.help || !is_typing(state) {
        state.message = Some("Pasted text goes into a line that you type in. There is none here.".to_owned());
        return;
    }
    state.message = None;
    for letter in text.trim().chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        press(state, KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
    }
    keep_in_sight(state);
}

fn hear<'b>(state: &mut State<'b>, news: EffectResult<'b>) {
    if let EffectResult::Exam(seen) = news {
        exam::hear(state, seen);
        return;
    }
    state.help = false;
    match news {
        EffectResult::Home(facts) => state.screen = Screen::Home { facts, at: 0 },
        EffectResult::Setup(offered) => state.screen = choosing(offered),
        EffectResult::Start(start) => {
            state.way_on = start.way_on.clone();
            state.screen = Screen::Start { start, scroll: 0 };
        }
        EffectResult::Question(mut asked, remark) => {
            let drawing = asked.drawing.take();
            let by_eye = state.by_eye && state.pictures && !asked.seen && drawing.is_some();
            state.message = remark;
            state.screen = Screen::Question(Box::new(QuestionState {
                reply: AnswerDraft::new(&asked.question),
                drawing,
                viewing: if by_eye { Viewing::ByEye } else { Viewing::InWords },
                asked,
            }));
            picture::begin(state);
        }
        EffectResult::Introduction(shown) => {
            state.screen = Screen::Introduction { shown, scroll: 0 };
            picture::begin(state);
            picture::slow(state);
        }
        EffectResult::Feedback(told) => {
            state.screen = Screen::Feedback { told, scroll: 0 };
            picture::tell(state);
        }
        EffectResult::Refused(what) => {
            // What could not be begun leaves the person where they were.
            state.message = Some(what);
        }
        EffectResult::Over(ended) => state.screen = Screen::Over { ended, tables: false, scroll: 0 },
        EffectResult::CanTell(telling) => picture::told(state, telling),
        EffectResult::Exam(_) => {}
        EffectResult::Figures(stats) => state.screen = Screen::Charts { stats, at: 0, scroll: 0 },
    }
}

fn choosing(offered: SetupOptions) -> Screen<'static> {
    let marked = vec![false; offered.exercises.len()];
    Screen::Setup { offered, at: 0, marked }
}

fn press(state: &mut State<'_>, key: KeyEvent) -> Vec<Effect> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        match key.code {
            KeyCode::Char('c') => return vec![Effect::Leave { stopped: true }],
            KeyCode::Char('z') => return vec![Effect::Suspend],
            KeyCode::Char('l') => return vec![Effect::Redraw],
            _ => {}
        }
    }
    if !crate::face::full::fits(state.size.0, state.size.1) {
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
        Screen::Home { .. } => home::at_home(state, key),
        Screen::Setup { .. } => home::choose(state, key),
        Screen::Start { .. } => session::begin(state, key),
        Screen::Introduction { .. } => session::introduced(state, key),
        Screen::Question(_) => session::answer(state, key),
        Screen::Feedback { .. } => session::told(state, key),
        Screen::Over { .. } => session::over(state, key),
        Screen::Browse { .. } => look_up::browse(state, key),
        Screen::Page { .. } => look_up::page(state, key),
        Screen::Charts { .. } => look_up::charts(state, key),
        Screen::More { .. } => look_up::more(state, key),
        Screen::Exam(_) => exam::press(state, key),
    }
}

/// Whether keys are letters of a text now.
fn is_typing(state: &State<'_>) -> bool {
    match &state.screen {
        Screen::Question(question) => question.reply.form.is_typing(),
        Screen::Exam(sat) => sat.reply().is_some_and(|reply| reply.form.is_typing()),
        Screen::Browse { typing, .. } => *typing,
        _ => false,
    }
}
