//! Drawing a state. Pure: the same state draws the same cells. One file a screen; where things stand is in `layout`.

mod browse;
mod figure;
mod frame;
mod help;
mod home;
mod layout;
mod question;
mod told;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::look::{self, FAINT};
use super::state::{Screen, State};
use super::{exam, text_pages};
use crate::render::ratatui::lines;

pub(super) use browse::found;
pub(super) use frame::on_the_clock;
pub(super) use home::{Opens, rows as home_rows};
pub(super) use layout::text_rows;
pub(super) use question::{
    Rep, Sheet, draw_words as draw_question, overflow as question_overflow, rows as question_rows,
    scroll_to_choice,
};

/// Draws the state.
pub fn view(state: &State<'_>, frame: &mut Frame<'_>) {
    let whole = frame.area();
    if (whole.width, whole.height) != state.size {
        // The window has just changed, and the state is about to hear of it.
        return;
    }
    if super::fits(whole.width, whole.height) {
        draw(state, frame);
    } else {
        too_small(state, whole, frame);
    }
    look::fit(frame.buffer_mut(), state.look);
}

fn draw(state: &State<'_>, frame: &mut Frame<'_>) {
    frame::draw(state, frame);
    let parts = layout::parts(state);
    match &state.screen {
        Screen::Waiting => {}
        Screen::Home { facts, at } => home::draw(state, facts, *at, parts.body, frame),
        Screen::Choose { offered, list, at, marked } => {
            home::draw_choice(offered, *list, (*at, marked), parts.body, frame);
        }
        Screen::Asked(question) => question::draw(state, question, &parts, frame),
        Screen::Exam(sat) => exam::draw(state, sat, parts.text, frame),
        Screen::Browse { search, typing, at } => {
            browse::draw(state, search, (*typing, *at), parts.body, frame);
        }
        Screen::Told { scroll, .. } => {
            told::pictures(state, &parts, frame);
            scrolled(state, parts.text, *scroll, frame);
        }
        Screen::Page { scroll, drawing, .. } => {
            if let (Some(drawing), Some(area)) = (drawing, parts.picture) {
                figure::draw(state, drawing, figure::Which::Clean, area, frame);
            }
            scrolled(state, parts.text, *scroll, frame);
        }
        Screen::Start { scroll, .. } | Screen::Over { scroll, .. } | Screen::Charts { scroll, .. } => {
            scrolled(state, parts.text, *scroll, frame);
        }
    }
    frame::note(state, frame);
    if state.help {
        help::draw(state, frame);
    }
}

/// Text that may be longer than the screen.
pub(super) fn scrolled(state: &State<'_>, area: Rect, past: usize, frame: &mut Frame<'_>) {
    show_rows(rows(state).unwrap_or_default(), past, area, frame);
}

/// The rows of what can be scrolled on the screen at hand; none where nothing can.
pub(super) fn rows(state: &State<'_>) -> Option<Vec<Line<'static>>> {
    text_pages::page(state).map(|page| lines(&page, layout::parts(state).text.width))
}

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

fn too_small(state: &State<'_>, whole: Rect, frame: &mut Frame<'_>) {
    let (columns, rows) = super::SMALLEST;
    let again = match &state.screen {
        Screen::Exam(sat) => format!("{} --plain", sat.seat.again),
        _ => "formcheck study --plain".to_owned(),
    };
    let text = format!(
        "This window is too small: {} by {}. It takes {columns} columns by {rows} rows. Make it larger; or press q, \
         and go on in line mode: {again}. Every answer is kept.",
        whole.width, whole.height
    );
    frame.render_widget(Paragraph::new(text).wrap(ratatui::widgets::Wrap { trim: true }), whole);
}
