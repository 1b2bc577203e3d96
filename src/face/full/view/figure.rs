//! The lifter on the screen: the figure's cells in the terminal's inks.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::drawing::RepFigure;
use super::super::look::FAINT;
use super::super::state::State;
use crate::render::columns::shortened;
use crate::render::{ansi::figure::role, ratatui::style};
use formcheck_core::figure::{Cells, Ink, Look, picture};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FigureView {
    Rep,
    /// The same, with what is wrong marked and the clean rep behind it.
    Marked,
    Clean,
}

impl FigureView {
    fn caption(self) -> &'static str {
        match self {
            FigureView::Rep => "the rep",
            FigureView::Marked => "the rep (faint: clean)",
            FigureView::Clean => "a clean rep",
        }
    }
}

/// Draws one rep, with what it is below it.
pub(super) fn draw(
    state: &State<'_>,
    drawing: &RepFigure,
    which: FigureView,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let motion = if which == FigureView::Clean { &drawing.clean } else { &drawing.rep };
    let at = if state.look.motion {
        motion.frame_at(state.time.as_secs_f32())
    } else {
        // Two stills beside each other show the same moment.
        motion.frame_like(&drawing.rep, drawing.rep.telling())
    };
    let marked = which == FigureView::Marked;
    let look = Look {
        frame: at,
        ghost: marked.then_some(&drawing.clean),
        past: !state.look.motion && !marked,
        marks: marked,
        cells: if state.look.unicode { Cells::Braille } else { Cells::Ascii },
    };
    let height = area.height.saturating_sub(1);
    let painted = picture(motion, &look, usize::from(area.width), usize::from(height));
    let buffer = frame.buffer_mut();
    for (row, y) in painted.cells.chunks(painted.width.max(1)).zip(area.top()..area.top() + height) {
        for ((letter, shows), x) in row.iter().zip(area.left()..area.right()) {
            if *shows != Ink::None {
                buffer[(x, y)].set_char(*letter).set_style(style(role(*shows)));
            }
        }
    }
    let caption = shortened(which.caption(), usize::from(area.width));
    let x = area.x + (area.width - u16::try_from(caption.chars().count()).unwrap_or(area.width)) / 2;
    buffer.set_string(x, area.y + height, caption, FAINT);
}
