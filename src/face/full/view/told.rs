//! What is told of an answer: right or not, why, the fix, and the rep again, as it was and as it should be.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::super::look::{BAD, FAINT, GOOD, HEADING, PLAIN};
use super::super::paper::{self, paragraph};
use super::super::state::{Screen, State, Told};
use super::figure::{self, Which};
use super::layout::Parts;
use crate::pages::session;
use formcheck_core::quiz::{Certainty, Item, Key, Piece, Response};

/// From so many rows on, two pictures stand one above the other.
const BOTH: u16 = 16;

/// The rows of what is told.
pub(in super::super) fn lines(state: &State<'_>, told: &Told, width: u16) -> Vec<Line<'static>> {
    let feedback = told.feedback();
    let mut rows = paper::lines(&session::feedback(state.book, &feedback, usize::from(width)));
    let right = told.mark.is_right();
    let (sign, ink) = if right { ("✓ ", GOOD) } else { ("✗ ", BAD) };
    if let Some(first) = rows.first_mut() {
        first.spans.insert(0, Span::styled(sign, ink));
        let said = match told.certainty {
            Some(Certainty::Guess) => " You said: a guess.",
            Some(Certainty::FairlySure) => " You said: fairly sure.",
            Some(Certainty::Sure) => " You said: sure.",
            None => "",
        };
        first.spans.push(Span::styled(said, FAINT));
    }
    if !right {
        let yours = yours(&told.item, &told.response, width);
        let after = 1.min(rows.len());
        rows.splice(after..after, yours);
    }
    rows.push(Line::default());
    rows.extend(paragraph(&told.item.ask, width, "", PLAIN.add_modifier(Modifier::DIM | Modifier::BOLD)));
    if told.by_eye {
        rows.extend(paragraph("By eye. In words it was a rep in which", width, "", FAINT));
    }
    for shown in &told.item.shown {
        rows.extend(paragraph(&shown.say, width, "  • ", FAINT));
    }
    rows
}

/// What was answered, where what is told doesn't say it.
fn yours(item: &Item, response: &Response, width: u16) -> Vec<Line<'static>> {
    match (&item.key, response) {
        (_, Response::Text(text)) => paragraph(&format!("You typed: {text}"), width, "", PLAIN),
        (_, Response::Number(number)) => paragraph(&format!("You typed: {number}"), width, "", PLAIN),
        (Key::Order { pieces, key, groups }, Response::Order(ids)) => {
            let mut rows = vec![Line::styled("Your order:", HEADING)];
            for (place, id) in ids.iter().enumerate() {
                let group = key.iter().position(|other| other == id).and_then(|at| groups.get(at));
                let sign = if group == groups.get(place) { "✓" } else { "✗" };
                rows.extend(paragraph(
                    Piece::said(pieces, id),
                    width,
                    &format!("  {sign} {}. ", place + 1),
                    PLAIN,
                ));
            }
            rows
        }
        (Key::Pairs { left, right, key }, Response::Pairs(pairs)) => {
            let mut rows = vec![Line::styled("Your pairs:", HEADING)];
            for (a, b) in pairs {
                let is_right = key.iter().any(|(c, d)| a == c && b == d);
                let sign = if is_right { "  ✓ " } else { "  ✗ " };
                rows.extend(paragraph(
                    &format!("{}: {}", Piece::said(left, a), Piece::said(right, b)),
                    width,
                    sign,
                    PLAIN,
                ));
            }
            rows
        }
        _ => Vec::new(),
    }
}

/// Draws the rep that was answered, and the clean one beside it.
pub(super) fn pictures(state: &State<'_>, parts: &Parts, frame: &mut Frame<'_>) {
    let (Screen::Told { told, .. }, Some(area)) = (&state.screen, parts.picture) else { return };
    let Some(drawing) = &told.drawing else { return };
    if area.height < BOTH {
        figure::draw(state, drawing, Which::Marked, area, frame);
        return;
    }
    let half = area.height / 2;
    figure::draw(state, drawing, Which::Marked, Rect { height: half, ..area }, frame);
    let below = Rect { y: area.y + half, height: area.height - half, ..area };
    figure::draw(state, drawing, Which::Clean, below, frame);
}
