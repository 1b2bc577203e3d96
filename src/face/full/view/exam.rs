//! What is an exam's own on its screens: the head, the list of all questions.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::question::{self, QuestionContent, RepDisplay};
use super::rows::show_rows;
use crate::face::full::exam_state::{ExamScreen, ExamState};
use crate::face::full::form::AnswerDraft;
use crate::face::full::look::{CHOSEN, FAINT, PLAIN};
use crate::pages::exam::sitting;
use crate::render::columns::{columns, pad, shortened};
use formcheck_core::quiz::{Question, Viewing, names};
use formcheck_core::rulebook::words::clean;

/// What stands on the left and on the right of the first row.
pub(super) fn title(sat: &ExamState) -> (String, String) {
    let (exam, left) = (&sat.exam, time_left(sat));
    let whole = || format!("Exam: {}", exam.paper().exam.title);
    match &sat.place {
        ExamScreen::Start => (whole(), String::new()),
        ExamScreen::Question { n, .. } => {
            let kind = exam.paper().items.get(n - 1).map_or("", |item| names::kind(item.kind.word()));
            let place = format!("Question {n} of {}", exam.items().len());
            let right = if left.is_empty() { place } else { format!("{left} · {place}") };
            (format!("Exam: {kind}"), right)
        }
        ExamScreen::Review { .. } => ("Exam: all questions".to_owned(), left),
        ExamScreen::Break => ("Exam: break".to_owned(), left),
        ExamScreen::Sure { .. } => ("Exam: hand in?".to_owned(), left),
        ExamScreen::Over => (whole(), sitting::how_it_ended(exam).to_owned()),
    }
}

/// The time that is left, as a clock shows it; empty without a limit.
fn time_left(sat: &ExamState) -> String {
    sat.left.left_ms.map_or_else(String::new, |ms| format!("{} left", on_the_clock(ms.div_ceil(1_000))))
}

/// How many questions have an answer, of how many.
pub(super) fn progress(sat: &ExamState) -> (usize, usize) {
    (sat.exam.answered(), sat.exam.items().len())
}

/// How far the exam is, in words; empty where nothing was begun or all is over.
pub(super) fn counted(sat: &ExamState) -> String {
    if matches!(sat.place, ExamScreen::Start | ExamScreen::Over) {
        return String::new();
    }
    let (answered, of) = progress(sat);
    let flagged = sat.exam.items().iter().filter(|item| item.flagged).count();
    let mut facts = Vec::new();
    if let ExamScreen::Question { n, .. } = sat.place
        && sat.exam.items().get(n - 1).is_some_and(|item| item.flagged)
    {
        facts.push("this one is flagged".to_owned());
    }
    facts.push(format!("{answered} of {of} answered"));
    if flagged > 0 {
        facts.push(format!("{flagged} flagged"));
    }
    format!(" {} ", facts.join(" · "))
}

/// The rows of the question at hand, and which of them are what is chosen.
pub(super) fn question(sat: &ExamState, width: u16) -> Option<(Vec<Line<'static>>, Range<usize>)> {
    let ExamScreen::Question { n, reply } = &sat.place else { return None };
    let asked = sat.exam.question(*n)?;
    let by_eye = sat.viewing() == Viewing::ByEye;
    let parts = if by_eye { asked.reps().stem_by_eye() } else { asked.reps().stem() };
    let rep = match parts.as_slice() {
        parts if by_eye => RepDisplay::ByEye(parts),
        [] => RepDisplay::None,
        parts => RepDisplay::Words(parts),
    };
    let has_answer = sat.exam.items().get(n - 1).is_some_and(|state| state.answer.is_some());
    let remark = if has_answer { "It has an answer. Another one with Enter takes its place." } else { "" };
    Some(question::rows(&QuestionContent { question: asked, rep, reply, remark }, width))
}

/// How many rows the words of the question at hand take.
pub(in crate::face::full) fn height(sat: &ExamState, width: u16) -> usize {
    question(sat, width).map_or(0, |(rows, _)| rows.len())
}

/// How many rows the words of a question take that is asked by eye and has no answer yet.
pub(in crate::face::full) fn asked_height(asked: &Question, width: u16) -> usize {
    let (parts, reply) = (asked.reps().stem_by_eye(), AnswerDraft::new(asked));
    let content =
        QuestionContent { question: asked, rep: RepDisplay::ByEye(&parts), reply: &reply, remark: "" };
    question::rows(&content, width).0.len()
}

/// The list of all questions: number, answered or open, flagged, what is asked.
pub(super) fn draw_review(sat: &ExamState, at: usize, area: Rect, frame: &mut Frame<'_>) {
    let items = sat.exam.items().iter().zip(&sat.exam.paper().items);
    let rows: Vec<Line<'static>> = items
        .enumerate()
        .map(|(place, (state, item))| {
            let (arrow, ink) = if place == at { ("▸ ", CHOSEN) } else { ("  ", PLAIN) };
            let answer = if state.answer.is_some() { "[x] answered" } else { "[ ] open    " };
            let flag = if state.flagged { "! flagged" } else { "" };
            let first = format!("{arrow}{:>3}. {answer}  {}  ", place + 1, pad(flag, 9));
            let asked = clean(&item.ask).into_owned();
            let room = usize::from(area.width).saturating_sub(columns(&first) + 1);
            Line::from(vec![Span::styled(first, ink), Span::styled(shortened(&asked, room), FAINT)])
        })
        .collect();
    let past = (at + 2).saturating_sub(usize::from(area.height));
    show_rows(rows, past, area, frame);
}

/// Seconds as a clock shows them.
pub(super) fn on_the_clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
