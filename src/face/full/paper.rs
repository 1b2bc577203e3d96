//! Pages of text on a screen: those of line mode, with their colours, and paragraphs wrapped to a width.

use ansi_to_tui::IntoText as _;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::state::{Ended, Screen, Start, State};
use super::{exam, view};
use crate::pages::{session, show, stats, study};
use crate::render::ansi::page::Page;
use crate::render::ansi::style;
use formcheck_core::quiz::names;
use formcheck_core::rulebook::{FeedbackAt, Rulebook};

/// Lines longer than this are hard to read.
pub(super) const WIDEST: u16 = 100;

/// The lines of a page that was made for a terminal.
pub(super) fn lines(page: &str) -> Vec<Line<'static>> {
    match page.trim_end().into_text() {
        Ok(text) => text.lines,
        // No page has a sign that could lead here; the words count more than their colours.
        Err(_) => page.lines().map(|line| Line::raw(style::clean(line).into_owned())).collect(),
    }
}

/// A paragraph in one style, `first` before its first line and as many spaces before the others.
pub(super) fn paragraph(text: &str, width: u16, first: &str, ink: Style) -> Vec<Line<'static>> {
    let wrapped = style::wrap(text, usize::from(width), first);
    wrapped.lines().map(|line| Line::from(Span::styled(line.to_owned(), ink))).collect()
}

/// The rows of what can be scrolled on the screen at hand; none where nothing can.
pub(super) fn rows(state: &State<'_>) -> Option<Vec<Line<'static>>> {
    let width = view::text_width(state);
    match &state.screen {
        Screen::Start { start, .. } => Some(begin(state.book, start, width)),
        Screen::Told { told, .. } => Some(view::told_lines(state, told, width)),
        Screen::Over { ended, .. } => Some(over(state.book, ended, width)),
        Screen::Exam(sat) => exam::text(sat, width, state.size.1),
        Screen::Page { id, named, .. } => {
            Some(lines(&show::page(state.book, id, *named, usize::from(width))))
        }
        Screen::Charts { stats: Some(stats), at, .. } => Some(view::chart_lines(stats, *at, width)),
        Screen::Charts { stats: None, .. } => Some(paragraph(
            "Nothing was answered yet. Study begins it: every answer is counted here.",
            width,
            "",
            Style::new(),
        )),
        _ => None,
    }
}

/// What a session is, with the medical notes.
fn begin(book: &Rulebook, start: &Start, width: u16) -> Vec<Line<'static>> {
    let mut page = Page::new(usize::from(width));
    page.heading(&start.title).say(&start.about).gap().say(&start.facts);
    for notice in names::notices(book) {
        page.gap().labelled("Note", notice);
    }
    page.gap().say("Press Enter for the first question. ? shows the keys of each screen.");
    lines(&page.finish())
}

/// What a session came to.
pub(super) fn over(book: &Rulebook, ended: &Ended, width: u16) -> Vec<Line<'static>> {
    lines(&ended.text(book, usize::from(width)))
}

impl Ended {
    /// The same as a page of line mode.
    pub fn text(&self, book: &Rulebook, width: usize) -> String {
        match self {
            Ended::Study { session, summary } => study::summary(book, session, summary, width),
            Ended::Nothing { left, today } => study::nothing(left, *today, width),
            Ended::Quiz { session } => {
                let mut text = session::result(book, session.sitting(), &session.score(), width);
                if session.sitting().plan.feedback == FeedbackAt::End && session.answered() > 0 {
                    text.push_str(&session::review(book, session, width));
                }
                text
            }
        }
    }
}

/// The rows of one chart as text.
pub(super) fn chart(stats: &stats::Stats<'_>, part: stats::Part, width: u16) -> Vec<Line<'static>> {
    lines(&stats::part(stats, part, usize::from(width)))
}
