//! A question: what is asked, what is seen, the answer as it is being given.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::form::{AnswerDraft, AnswerInput};
use super::super::look::{CHOSEN, FAINT, HEADING, KEY, PLAIN};
use super::super::state::QuestionState;
use crate::pages::answer::how_to_answer;
use crate::render::ratatui::paragraph;
use formcheck_core::quiz::{Offer, OptionId, Question, StemPart, Viewing};
use formcheck_core::rulebook::words::{clean, sentence};

/// What stands on the screen of a question.
#[derive(Clone, Copy)]
pub(super) struct QuestionContent<'q> {
    pub(super) question: &'q Question,
    pub(super) rep: RepDisplay<'q>,
    pub(super) reply: &'q AnswerDraft,
    pub(super) remark: &'q str,
}

/// How a rep is shown.
#[derive(Clone, Copy)]
pub(super) enum RepDisplay<'q> {
    None,
    /// As a picture, beside it what no eye can see.
    ByEye(&'q [StemPart<'q>]),
    /// In words; all else is as it should be.
    Words(&'q [StemPart<'q>]),
}

/// How many rows the words of a question take.
pub(in crate::face::full) fn height(question: &QuestionState, width: u16) -> usize {
    of_session(question, width).0.len()
}

/// The rows of a question of a session, and which of them are what is chosen.
pub(super) fn of_session(question: &QuestionState, width: u16) -> (Vec<Line<'static>>, Range<usize>) {
    let asked = &*question.asked.question;
    let by_eye = question.viewing == Viewing::ByEye;
    let parts = if by_eye { asked.reps().stem_by_eye() } else { asked.reps().stem() };
    let rep = match parts.as_slice() {
        parts if by_eye => RepDisplay::ByEye(parts),
        [] => RepDisplay::None,
        parts => RepDisplay::Words(parts),
    };
    rows(&QuestionContent { question: asked, rep, reply: &question.reply, remark: "" }, width)
}

/// The rows of a question, and which of them are what is chosen.
pub(super) fn rows(sheet: &QuestionContent<'_>, width: u16) -> (Vec<Line<'static>>, Range<usize>) {
    let mut rows = paragraph(&sheet.question.ask, width, "", HEADING);
    match sheet.rep {
        RepDisplay::None => {}
        RepDisplay::ByEye(parts) => {
            told(&mut rows, parts, width);
            let how = watch(sheet.question);
            rows.extend(paragraph(how, width, "", FAINT));
        }
        RepDisplay::Words(parts) => {
            told(&mut rows, parts, width);
            rows.extend(paragraph(sheet.question.reps().rest(), width, "", FAINT));
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

/// What to do with a picture in place of words.
fn watch(question: &Question) -> &'static str {
    match (question.reps().is_set(), question.more_reps.is_empty()) {
        (true, _) => "Watch the set; x goes to the next rep, X back. w shows the words, for half the marks.",
        (_, false) => "Watch both reps; x goes to the other one. w shows the words, for half the marks.",
        (_, true) => "Watch the lifter. w shows the words, for half the marks.",
    }
}

/// Adds what is told of a rep.
fn told(rows: &mut Vec<Line<'static>>, parts: &[StemPart<'_>], width: u16) {
    for part in parts {
        rows.push(Line::raw(part.head));
        for say in &part.says {
            rows.extend(paragraph(say, width, "  • ", PLAIN));
        }
    }
}

/// Adds the answer as it stands; which rows are what is chosen.
fn answer(rows: &mut Vec<Line<'static>>, sheet: &QuestionContent<'_>, width: u16) -> Range<usize> {
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
        AnswerInput::One { at, .. } => {
            for (place, choice) in question.options.iter().enumerate() {
                option(rows, *at == Some(place), &format!("{}. ", place + 1), &choice.say);
            }
        }
        AnswerInput::Many { at, marked } => {
            for (place, (choice, mark)) in question.options.iter().zip(marked).enumerate() {
                let sign = if *mark { "[x]" } else { "[ ]" };
                option(rows, *at == place, &format!("{}. {sign} ", place + 1), &choice.say);
            }
        }
        AnswerInput::Order { at, held, order, .. } => {
            for (place, piece) in order.iter().enumerate() {
                let sign = if *held && *at == place { "↕ " } else { "" };
                let say = question.options.get(*piece).map_or("", |piece| &piece.say);
                option(rows, *at == place, &format!("{}. {sign}", place + 1), say);
            }
        }
        AnswerInput::Pairs { at, to, .. } => {
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
        AnswerInput::Typed { field, focus } => {
            let how = format!("{}.", sentence(&how_to_answer(question)));
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
