//! The help: every key of the screen at hand, over it.

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::super::hints;
use super::super::look::{FAINT, HEADING, KEY, PLAIN};
use super::super::state::State;
use super::scroll::has_picture;
use crate::render::columns::{columns, pad, wrap};

const WIDEST: u16 = 72;

pub(super) fn draw(state: &State<'_>, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let width = WIDEST.min(whole.width - 4);
    let rows = rows(state, width - 4);
    let height = (u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2)).min(whole.height - 2);
    let area = Rect::new((whole.width - width) / 2, (whole.height - height) / 2, width, height);
    frame.render_widget(Clear, area);
    let border =
        Block::bordered().border_style(FAINT).title(Line::styled(" Keys: any key closes this ", HEADING));
    frame.render_widget(border, area);
    frame.render_widget(Paragraph::new(rows), area.inner(Margin::new(2, 1)));
}

fn rows(state: &State<'_>, width: u16) -> Vec<Line<'static>> {
    let all = hints::all(state, has_picture(state));
    let widest = all.iter().map(|(key, _)| columns(key)).max().unwrap_or_default() + 2;
    let mut rows = Vec::new();
    for (key, does) in all {
        let text = wrap(does, usize::from(width).saturating_sub(widest), "");
        for (place, line) in text.lines().enumerate() {
            let key = if place == 0 { pad(key, widest) } else { " ".repeat(widest) };
            rows.push(Line::from(vec![Span::styled(key, KEY), Span::styled(line.to_owned(), PLAIN)]));
        }
    }
    rows
}
