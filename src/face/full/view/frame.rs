//! The head and the foot of every screen: where one is, how far, what was remarked, which keys there are.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::super::hints;
use super::super::look::{FAINT, HEADING, KEY, PLAIN};
use super::super::state::{Screen, SessionResult, State};
use super::exam;
use super::scroll::has_picture;
use crate::pages::stats;
use crate::render::columns::{columns, shortened, wrap};
use formcheck_core::quiz::{Certainty, names};
use formcheck_core::rulebook::words::clean;

pub(super) fn draw(state: &State<'_>, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let (left, right) = title(state);
    ends(&left, &right, (HEADING, PLAIN), Rect { height: 1, ..whole }, frame);
    rule(state, Rect { y: whole.y + 1, height: 1, ..whole }, frame);
    foot(state, Rect { x: 1, y: whole.bottom() - 1, height: 1, width: whole.width - 2 }, frame);
}

/// What stands on the left and on the right of the first row.
fn title(state: &State<'_>) -> (String, String) {
    match &state.screen {
        Screen::Waiting => ("formcheck".to_owned(), String::new()),
        Screen::Home { facts, .. } => (
            "formcheck: learn to see lifting mistakes".to_owned(),
            format!("{} · {}", facts.profile, facts.today),
        ),
        Screen::Setup { .. } => ("Before the first session".to_owned(), String::new()),
        Screen::Start { start, .. } => (start.title.clone(), String::new()),
        Screen::Introduction { shown, .. } => {
            (format!("{}: shown before it is asked", shown.title), place(state, (shown.n, shown.of), None))
        }
        Screen::Question(question) => {
            let asked = &question.asked;
            let kind = names::kind(asked.question.kind.word());
            (titled(&asked.title, kind), place(state, (asked.n, asked.of), asked.until))
        }
        Screen::Feedback { told, .. } => {
            let kind = names::kind(told.item.kind.word());
            (titled(&told.title, kind), place(state, (told.n, told.of), told.until))
        }
        Screen::Over { ended, .. } => match &**ended {
            SessionResult::Quiz { session, .. } => {
                (session.sitting().plan.title.clone(), "Result".to_owned())
            }
            SessionResult::Study { .. } | SessionResult::Nothing { .. } => {
                ("Study".to_owned(), "Result".to_owned())
            }
        },
        Screen::Exam(sat) => exam::title(sat),
        Screen::More { .. } => ("More".to_owned(), String::new()),
        Screen::Browse { .. } => ("Exercises and mistakes".to_owned(), String::new()),
        Screen::Page { id, .. } => (names::name_of(state.book, id).unwrap_or_else(|| id.clone()), id.clone()),
        Screen::Charts { at, .. } => {
            ("How you are doing".to_owned(), format!("{} of {}", at + 1, stats::StatsPart::ALL.len()))
        }
    }
}

/// A session and the kind of question; once where both are called alike.
fn titled(title: &str, kind: &str) -> String {
    if title == kind { title.to_owned() } else { format!("{title}: {kind}") }
}

/// Which question of how many, and the time that is left, if it is limited.
fn place(state: &State<'_>, (n, of): (usize, usize), until: Option<Duration>) -> String {
    let place = format!("Question {n} of {of}");
    match until {
        Some(until) => {
            format!("{} left · {place}", exam::on_the_clock(until.saturating_sub(state.time).as_secs()))
        }
        None => place,
    }
}

/// The line below the head: how far the session is; of an exam also in words.
fn rule(state: &State<'_>, area: Rect, frame: &mut Frame<'_>) {
    let (done, of) = match &state.screen {
        Screen::Introduction { shown, .. } => (shown.n - 1, shown.of),
        Screen::Question(question) => (question.asked.n - 1, question.asked.of),
        Screen::Feedback { told, .. } => (told.n, told.of),
        Screen::Over { .. } => (1, 1),
        Screen::Exam(sat) => exam::progress(sat),
        _ => (0, 1),
    };
    let width = usize::from(area.width);
    let filled = (width * done.min(of)).checked_div(of).unwrap_or_default();
    let line = Line::from(vec![
        Span::styled("━".repeat(filled), KEY),
        Span::styled("─".repeat(width - filled), FAINT),
    ]);
    frame.render_widget(Paragraph::new(line), area);
    if let Screen::Exam(sat) = &state.screen {
        on_the_right(&exam::counted(sat), PLAIN, area, frame);
    }
}

/// Writes on a line, a little off its right end.
fn on_the_right(text: &str, ink: Style, area: Rect, frame: &mut Frame<'_>) {
    let at = usize::from(area.width).saturating_sub(columns(text) + 1);
    frame.buffer_mut().set_string(area.x + u16::try_from(at).unwrap_or_default(), area.y, text, ink);
}

/// The line above the keys: a remark, and how sure the person says they are.
pub(super) fn note(state: &State<'_>, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let area = Rect { y: whole.bottom() - 2, height: 1, ..whole };
    let width = usize::from(area.width);
    frame.render_widget(Paragraph::new(Line::styled("─".repeat(width), FAINT)), area);
    let sure = state.reply().and_then(|reply| reply.certainty).map(|certainty| match certainty {
        Certainty::Guess => " You say: a guess ",
        Certainty::FairlySure => " You say: fairly sure ",
        Certainty::Sure => " You say: sure ",
    });
    if let Some(message) = &state.message {
        let room = width.saturating_sub(4 + sure.map_or(0, columns));
        let text = wrap(message, room, "");
        let rows = u16::try_from(text.lines().count()).unwrap_or(1);
        if rows > 1 {
            // It lies over the last rows above, until the next key.
            let over = Rect { y: area.y.saturating_sub(rows), height: rows, ..area };
            frame.render_widget(Clear, over);
            let lines: Vec<Line<'_>> =
                text.lines().map(|line| Line::styled(format!("  {line}"), HEADING)).collect();
            frame.render_widget(Paragraph::new(lines), over);
        } else {
            frame.buffer_mut().set_string(area.x + 1, area.y, format!(" {text} "), HEADING);
        }
    }
    if let Some(sure) = sure {
        on_the_right(sure, HEADING, area, frame);
    }
}

/// The keys: as many as there is room for; the last one, the help, always.
fn foot(state: &State<'_>, area: Rect, frame: &mut Frame<'_>) {
    let hints = hints::hints(state, has_picture(state));
    let Some((last, hints)) = hints.split_last() else { return };
    let long = |(key, does): &hints::KeyHint| columns(key) + 1 + columns(does) + 2;
    let mut room = usize::from(area.width).saturating_sub(long(last));
    let mut spans = Vec::new();
    for hint in hints {
        let Some(left) = room.checked_sub(long(hint)) else { break };
        room = left;
        spans.extend([Span::styled(hint.0, KEY), Span::raw(format!(" {}  ", hint.1))]);
    }
    spans.extend([Span::styled(last.0, KEY), Span::raw(format!(" {}", last.1))]);
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// One text on the left, one on the right; the left one gives way.
pub(super) fn ends(left: &str, right: &str, inks: (Style, Style), area: Rect, frame: &mut Frame<'_>) {
    let width = usize::from(area.width);
    let (left, right) = (clean(left), clean(right));
    let room = width.saturating_sub(columns(&right) + 4);
    let buffer = frame.buffer_mut();
    buffer.set_string(area.x + 1, area.y, shortened(&left, room), inks.0);
    let at = width.saturating_sub(columns(&right) + 1);
    buffer.set_string(area.x + u16::try_from(at).unwrap_or_default(), area.y, right, inks.1);
}
