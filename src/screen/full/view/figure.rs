//! The lifter on the screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::drawing::Drawing;
use super::super::state::State;

/// Which rep to draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Which {
    /// The rep that is asked about.
    Rep,
    /// The same, with what is wrong marked and the clean rep behind it.
    Marked,
    /// The clean one.
    Clean,
}

/// Draws one rep.
pub(super) fn draw(_state: &State<'_>, _drawing: &Drawing, _which: Which, _area: Rect, _frame: &mut Frame<'_>) {}
