//! Rows of text that may be more than fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::face::full::look::FAINT;

/// Rows of text from `past` on; an arrow in the margin says that there is more.
pub(super) fn show_rows(rows: Vec<Line<'static>>, past: usize, area: Rect, frame: &mut Frame<'_>) {
    let most = rows.len().saturating_sub(usize::from(area.height));
    let past = past.min(most);
    let edge = area.right().min(frame.area().right().saturating_sub(1));
    frame.render_widget(Paragraph::new(rows.into_iter().skip(past).collect::<Vec<_>>()), area);
    if past > 0 {
        frame.buffer_mut().set_string(edge, area.top(), "↑", FAINT);
    }
    if past < most {
        frame.buffer_mut().set_string(edge, area.bottom().saturating_sub(1), "↓", FAINT);
    }
}
