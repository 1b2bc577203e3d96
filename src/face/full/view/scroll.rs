//! What can be scrolled on the screen at hand: how much there is, how much fits, what is to be in sight.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::rows::show_rows;
use super::{exam, layout, question};
use crate::face::full::state::{Screen, State};
use crate::face::full::text_pages;
use crate::render::ratatui::lines;

/// The rows of the text at hand.
pub(in super::super) fn text_rows(state: &State<'_>) -> usize {
    usize::from(layout::parts(state).text.height)
}

/// Whether there is a picture on the screen at hand.
pub(in super::super) fn has_picture(state: &State<'_>) -> bool {
    !layout::parts(state).pictures.is_empty()
}

/// Text that may be longer than the screen.
pub(super) fn scrolled(state: &State<'_>, area: Rect, past: usize, frame: &mut Frame<'_>) {
    show_rows(rows(state).unwrap_or_default(), past, area, frame);
}

/// The rows of what can be scrolled on the screen at hand; none where nothing can.
pub(in super::super) fn rows(state: &State<'_>) -> Option<Vec<Line<'static>>> {
    text_pages::page(state).map(|page| lines(&page, layout::parts(state).text.width))
}

/// Draws the words of the question at hand.
pub(super) fn draw_words(state: &State<'_>, area: Rect, frame: &mut Frame<'_>) {
    if let Some((rows, _, past)) = at_hand(state, area.width) {
        show_rows(rows, past, area, frame);
    }
}

/// How many rows of the question at hand don't fit.
pub(in super::super) fn question_overflow(state: &State<'_>) -> usize {
    let text = layout::parts(state).text;
    let rows = at_hand(state, text.width).map_or(0, |(rows, ..)| rows.len());
    rows.saturating_sub(usize::from(text.height))
}

/// How far to scroll so that what is chosen is in sight.
pub(in super::super) fn scroll_to_choice(state: &State<'_>) -> usize {
    let text = layout::parts(state).text;
    let Some((rows, chosen, past)) = at_hand(state, text.width) else { return 0 };
    let fits = usize::from(text.height);
    if rows.len() <= fits || chosen.is_empty() {
        return past.min(rows.len().saturating_sub(fits));
    }
    // One row more on either side shows that it goes on.
    past.min(chosen.start.saturating_sub(1)).max((chosen.end + 1).min(rows.len()).saturating_sub(fits))
}

/// The rows of the question at hand, which of them are what is chosen, and how many were scrolled past.
fn at_hand(state: &State<'_>, width: u16) -> Option<(Vec<Line<'static>>, Range<usize>, usize)> {
    match &state.screen {
        Screen::Question(question) => {
            let (rows, chosen) = question::of_session(question, width);
            Some((rows, chosen, question.reply.scroll))
        }
        Screen::Exam(sat) => {
            let past = sat.reply()?.scroll;
            exam::question(sat, width).map(|(rows, chosen)| (rows, chosen, past))
        }
        _ => None,
    }
}
