//! The pictures beside what is told of an answer: the rep again, as it was and as it should be.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::state::{Screen, State};
use super::figure::{self, FigureView};
use super::layout::ScreenLayout;

/// From so many rows on, two pictures stand one above the other.
const BOTH: u16 = 16;

/// Draws the rep that was answered, and the clean one beside it.
pub(super) fn pictures(state: &State<'_>, parts: &ScreenLayout, frame: &mut Frame<'_>) {
    let (Screen::Feedback { told, .. }, Some(area)) = (&state.screen, parts.picture) else { return };
    let Some(drawing) = &told.drawing else { return };
    if area.height < BOTH {
        figure::draw(state, drawing, FigureView::Marked, area, frame);
        return;
    }
    let half = area.height / 2;
    figure::draw(state, drawing, FigureView::Marked, Rect { height: half, ..area }, frame);
    let below = Rect { y: area.y + half, height: area.height - half, ..area };
    figure::draw(state, drawing, FigureView::Clean, below, frame);
}
