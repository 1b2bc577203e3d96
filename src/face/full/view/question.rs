//! A question: what is asked, what is seen, the answer as it is being given.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::exam;
use super::super::form::{Form, Reply};
use super::super::look::{CHOSEN, FAINT, HEADING, KEY, PLAIN};
use super::super::paper::paragraph;
use super::super::state::{Question, Screen, State};
use super::figure::{self, Which};
use super::layout::{self, Parts};
use super::show_rows;
use crate::face::line::answers;
use crate::render::ansi::style::{clean, sentence};
use formcheck_core::quiz::{self, Offer, OptionId};

/// What stands on the screen of a question.
#[derive(Clone, Copy)]
pub(in super::super) struct Sheet<'q> {
    /// What is asked.
    pub(in super::super) question: &'q quiz::Question,
    /// The rep that is shown.
    pub(in super::super) rep: Rep<'q>,
    /// The answer so far.
    pub(in super::super) reply: &'q Reply,
    /// Something to say of it.
    pub(in super::super) remark: &'q str,
}

/// How a rep is shown.
#[derive(Clone, Copy)]
pub(in super::super) enum Rep<'q> {
    /// None is.
    None,
    /// By the picture alone.
    ByEye,
    /// By clauses that say what is seen; all else is as it should be.
    Words(&'q [&'q str]),
}

/// Draws a question with its picture.
pub(super) fn draw(state: &State<'_>, question: &Question, parts: &Parts, frame: &mut Frame<'_>) {
    if let (Some(drawing), Some(area)) = (&question.drawing, parts.picture) {
        figure::draw(state, drawing, Which::Rep, area, frame);
    }
    draw_words(state, parts.text, frame);
}

/// Draws the words of the question at hand.
pub(in super::super) fn draw_words(state: &State<'_>, area: Rect, frame: &mut Frame<'_>) {
    if let Some((rows, _, past)) = at_hand(state, area.width) {
        show_rows(rows, past, area, frame);
    }
}

/// How many rows the words of a question take.
pub(super) fn height(question: &Question, width: u16) -> usize {
    of_session(question, width).0.len()
}

/// How many rows of the question at hand don't fit.
pub(in super::super) fn overflow(state: &State<'_>) -> usize {
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
        Screen::Asked(question) => {
            let (rows, chosen) = of_session(question, width);
            Some((rows, chosen, question.reply.scroll))
        }
        Screen::Exam(sat) => {
            let past = sat.reply()?.scroll;
            exam::question(sat, width).map(|(rows, chosen)| (rows, chosen, past))
        }
        _ => None,
    }
}

fn of_session(question: &Question, width: u16) -> (Vec<Line<'static>>, Range<usize>) {
    let asked = &*question.asked.question;
    let says = asked.says();
    let rep = match says.as_slice() {
        _ if question.by_eye => Rep::ByEye,
        [] => Rep::None,
        says => Rep::Words(says),
    };
    rows(&Sheet { question: asked, rep, reply: &question.reply, remark: "" }, width)
}

/// The rows of a question, and which of them are what is chosen.
pub(in super::super) fn rows(sheet: &Sheet<'_>, width: u16) -> (Vec<Line<'static>>, Range<usize>) {
    let mut rows = paragraph(&sheet.question.ask, width, "", HEADING);
    match sheet.rep {
        Rep::None => {}
        Rep::ByEye => rows.extend(paragraph("Watch the lifter. w shows the words.", width, "", FAINT)),
        Rep::Words(says) => {
            rows.push(Line::raw("You see a rep in which"));
            for say in says {
                rows.extend(paragraph(say, width, "  • ", PLAIN));
            }
            rows.extend(paragraph("Everything else is as it should be.", width, "", FAINT));
        }
    }
    rows.push(Line::default());
    let chosen = answer(&mut rows, sheet, width);
    if !sheet.remark.is_empty() {
        rows.push(Line::default());
        rows.extend(paragraph(sheet.remark, width, "", FAINT));
    }
    (rows, chosen)
}

/// Adds the answer as it stands; which rows are what is chosen.
fn answer(rows: &mut Vec<Line<'static>>, sheet: &Sheet<'_>, width: u16) -> Range<usize> {
    let question = sheet.question;
    let mut chosen = 0..0;
    let mut option = |rows: &mut Vec<Line<'static>>, is_chosen: bool, first: &str, say: &str| {
        let (mark, ink) = if is_chosen { ("▸ ", CHOSEN) } else { ("  ", PLAIN) };
        let from = rows.len();
        rows.extend(paragraph(say, width, &format!("{mark}{first}"), ink));
        if is_chosen {
            chosen = from..rows.len();
        }
    };
    match &sheet.reply.form {
        Form::One { at, .. } => {
            for (place, choice) in question.options.iter().enumerate() {
                option(rows, *at == Some(place), &format!("{}. ", place + 1), &choice.say);
            }
        }
        Form::Many { at, marked } => {
            for (place, (choice, mark)) in question.options.iter().zip(marked).enumerate() {
                let sign = if *mark { "[x]" } else { "[ ]" };
                option(rows, *at == place, &format!("{}. {sign} ", place + 1), &choice.say);
            }
        }
        Form::Order { at, held, order, .. } => {
            for (place, piece) in order.iter().enumerate() {
                let sign = if *held && *at == place { "↕ " } else { "" };
                let say = question.options.get(*piece).map_or("", |piece| &piece.say);
                option(rows, *at == place, &format!("{}. {sign}", place + 1), say);
            }
        }
        Form::Pairs { at, to, .. } => {
            for (place, (piece, to)) in question.left.iter().zip(to).enumerate() {
                let partner = to.map_or_else(|| "…".to_owned(), |to| partner(&question.right, to));
                option(
                    rows,
                    *at == place,
                    &format!("{}. ", place + 1),
                    &format!("{} → {partner}", piece.say),
                );
            }
            rows.push(Line::default());
            for (place, piece) in question.right.iter().enumerate() {
                let ink = if to.contains(&Some(place)) { FAINT } else { PLAIN };
                let letter = OptionId::letter(place);
                rows.extend(paragraph(&piece.say, width, &format!("  {letter}. "), ink));
            }
        }
        Form::Typed { field, focus } => {
            let how = format!("{}.", sentence(&answers::how(question)));
            rows.extend(paragraph(&how, width, "", FAINT));
            rows.push(typed(&field.halves(), *focus, width));
            chosen = rows.len() - 1..rows.len();
        }
    }
    chosen
}

fn partner(right: &[Offer], to: usize) -> String {
    let say = right.get(to).map(|piece| piece.say.as_str()).unwrap_or_default();
    format!("{}. {say}", OptionId::letter(to))
}

/// The line that is typed into; of a long one the end before the cursor is shown.
fn typed((before, after): &(String, String), focus: bool, width: u16) -> Line<'static> {
    let room = usize::from(width).saturating_sub(4);
    let (before, after) = (clean(before), clean(after));
    let letters: Vec<char> = before.chars().collect();
    let shown: String = letters[letters.len().saturating_sub(room)..].iter().collect();
    let cursor: Style = if focus { PLAIN.add_modifier(Modifier::REVERSED) } else { PLAIN };
    let mut after = after.chars();
    let under = after.next().unwrap_or(' ');
    Line::from(vec![
        Span::styled("> ", KEY),
        Span::raw(shown),
        Span::styled(under.to_string(), cursor),
        Span::raw(after.collect::<String>()),
    ])
}
