//! Which page of text a screen has.

use super::{exam, session};
use crate::face::full::state::{Screen, State};
use crate::pages::{more, show, stats};
use formcheck_core::page::{Block, Page};

/// What can be scrolled on the screen at hand; none where nothing can.
pub(in super::super) fn page(state: &State<'_>) -> Option<Page> {
    match &state.screen {
        Screen::Start { start, .. } => Some(session::begin(state.book, start)),
        Screen::Introduction { shown, .. } => Some(session::introduction(state.book, shown)),
        Screen::Feedback { told, .. } => Some(session::feedback(state.book, told)),
        Screen::Over { ended, tables, .. } => Some(ended.page(state.book, *tables)),
        Screen::More { .. } => Some(more::page()),
        Screen::Exam(sat) => exam::page(sat, state.size.1),
        Screen::Page { named, .. } => Some(without_title(show::page(state.book, *named))),
        Screen::Charts { stats: Some(stats), at, .. } => {
            let part = stats::StatsPart::ALL.get(*at).copied().unwrap_or(stats::StatsPart::Mastery);
            Some(stats::part(stats, part))
        }
        Screen::Charts { stats: None, .. } => {
            let mut page = Page::new();
            page.say("No answers yet. Start with Study; its answers are counted here.");
            Some(page)
        }
        _ => None,
    }
}

/// A page whose title stands in the head of the screen.
fn without_title(mut page: Page) -> Page {
    if matches!(page.blocks.first(), Some(Block::Heading(_))) {
        page.blocks.remove(0);
    }
    page
}
