//! Each screen, drawn from its parts.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use super::layout;
use super::{browse, exam, figure, frame, help, home, scroll};
use crate::face::full;
use crate::face::full::exam_state::{ExamScreen, ExamState};
use crate::face::full::look;
use crate::face::full::reels::Reels;
use crate::face::full::state::{Screen, State};

/// Draws a state; what it shows of the lifter is taken from `reels` or painted onto them.
pub fn view(state: &State<'_>, reels: &mut Reels, frame: &mut Frame<'_>) {
    reels.images.clear();
    let whole = frame.area();
    if (whole.width, whole.height) != state.size {
        // The window has just changed, and the state is about to hear of it.
        return;
    }
    if full::fits(whole.width, whole.height) {
        draw(state, reels, frame);
    } else {
        too_small(state, whole, frame);
    }
    look::fit(frame.buffer_mut(), state.look);
}

fn draw(state: &State<'_>, reels: &mut Reels, frame: &mut Frame<'_>) {
    frame::draw(state, frame);
    let parts = layout::parts(state);
    match &state.screen {
        Screen::Waiting => {}
        Screen::Home { facts, at } => home::draw(state, facts, *at, parts.body, frame),
        Screen::Setup { offered, at, marked } => {
            home::draw_choice(offered, (*at, marked), parts.body, frame);
        }
        Screen::Question(question) => {
            if let Some(figure) = &question.drawing {
                figure::draw(state, figure, &parts.pictures, reels, frame);
            }
            scroll::draw_words(state, parts.text, frame);
        }
        Screen::Exam(sat) => {
            if let Some(figure) = &sat.figure {
                figure::draw(state, figure, &parts.pictures, reels, frame);
            }
            self::exam(state, sat, parts.text, frame);
        }
        Screen::Browse { search, typing, at } => {
            browse::draw(state, search, (*typing, *at), parts.body, frame);
        }
        Screen::Introduction { scroll, shown } => {
            if let Some(figure) = &shown.drawing {
                figure::draw(state, figure, &parts.pictures, reels, frame);
            }
            scroll::scrolled(state, parts.text, *scroll, frame);
        }
        Screen::Feedback { scroll, told } => {
            if let Some(figure) = &told.drawing {
                figure::draw(state, figure, &parts.pictures, reels, frame);
            }
            scroll::scrolled(state, parts.text, *scroll, frame);
        }
        Screen::Page { scroll, drawing, .. } => {
            if let Some(figure) = drawing {
                figure::draw(state, figure, &parts.pictures, reels, frame);
            }
            scroll::scrolled(state, parts.text, *scroll, frame);
        }
        Screen::Start { scroll, .. }
        | Screen::Over { scroll, .. }
        | Screen::Charts { scroll, .. }
        | Screen::More { scroll } => {
            scroll::scrolled(state, parts.text, *scroll, frame);
        }
    }
    frame::note(state, frame);
    if state.help {
        // Images lie over all words.
        reels.images.clear();
        help::draw(state, frame);
    }
}

fn too_small(state: &State<'_>, whole: Rect, frame: &mut Frame<'_>) {
    let (columns, rows) = full::SMALLEST;
    let again = match &state.screen {
        Screen::Exam(sat) => format!("{} --plain", sat.seat.again),
        _ => state.way_on.in_lines.clone(),
    };
    let kept = if state.way_on.keeps { " Every answer is kept." } else { "" };
    let text = format!(
        "This window is too small: {} by {}. It takes {columns} columns by {rows} rows. Make it larger; or press q, \
         and go on in line mode: {again}.{kept}",
        whole.width, whole.height
    );
    frame.render_widget(Paragraph::new(text).wrap(ratatui::widgets::Wrap { trim: true }), whole);
}

/// Draws the screen at hand.
fn exam(state: &State<'_>, sat: &ExamState, area: Rect, frame: &mut Frame<'_>) {
    match sat.place {
        ExamScreen::Question { .. } => scroll::draw_words(state, area, frame),
        ExamScreen::Review { at, .. } => exam::draw_review(sat, at, area, frame),
        _ => scroll::scrolled(state, area, sat.scroll, frame),
    }
}
