//! The screens of an exam. Text is that of line mode; questions are drawn as those of a session.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Place, Sat};
use crate::face::full::look::{CHOSEN, FAINT, HEADING, PLAIN};
use crate::face::full::paper;
use crate::face::full::paper::paragraph;
use crate::face::full::state::State;
use crate::face::full::view::{
    Rep, Sheet, draw_question, on_the_clock, question_rows, scrolled, shortened, show_rows,
};
use crate::pages::exam::sitting;
use crate::render::ansi::page::Page;
use crate::render::ansi::style::{clean, columns, pad};
use formcheck_core::quiz::names;

/// From so many rows of the window on the closing code takes more room.
const ROOMY: u16 = 24;

/// What stands on the left and on the right of the first row.
pub(in super::super) fn title(sat: &Sat) -> (String, String) {
    let (exam, left) = (&sat.exam, time_left(sat));
    let whole = || format!("Exam: {}", exam.paper().exam.title);
    match &sat.place {
        Place::Start => (whole(), String::new()),
        Place::Asked { n, .. } => {
            let kind = exam.paper().items.get(n - 1).map_or("", |item| names::kind(item.kind.word()));
            let place = format!("Question {n} of {}", exam.items().len());
            let right = if left.is_empty() { place } else { format!("{left} · {place}") };
            (format!("Exam: {kind}"), right)
        }
        Place::Review { .. } => ("Exam: all questions".to_owned(), left),
        Place::Break => ("Exam: break".to_owned(), left),
        Place::Sure { .. } => ("Exam: hand in?".to_owned(), left),
        Place::Over => (whole(), sitting::how_it_ended(exam).to_owned()),
    }
}

/// The time that is left, as a clock shows it; empty without a limit.
fn time_left(sat: &Sat) -> String {
    sat.left.left_ms.map_or_else(String::new, |ms| format!("{} left", on_the_clock(ms.div_ceil(1_000))))
}

/// How many questions have an answer, of how many.
pub(in super::super) fn progress(sat: &Sat) -> (usize, usize) {
    (sat.exam.answered(), sat.exam.items().len())
}

/// How far the exam is, in words; empty where nothing was begun or all is over.
pub(in super::super) fn counted(sat: &Sat) -> String {
    if matches!(sat.place, Place::Start | Place::Over) {
        return String::new();
    }
    let (answered, of) = progress(sat);
    let flagged = sat.exam.items().iter().filter(|item| item.flagged).count();
    let mut facts = Vec::new();
    if let Place::Asked { n, .. } = sat.place
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

/// Draws the screen at hand.
pub(in super::super) fn draw(state: &State<'_>, sat: &Sat, area: Rect, frame: &mut Frame<'_>) {
    match sat.place {
        Place::Asked { .. } => draw_question(state, area, frame),
        Place::Review { at, .. } => draw_review(sat, at, area, frame),
        _ => scrolled(state, area, sat.scroll, frame),
    }
}

/// The rows of the question at hand, and which of them are what is chosen.
pub(in super::super) fn question(sat: &Sat, width: u16) -> Option<(Vec<Line<'static>>, Range<usize>)> {
    let Place::Asked { n, reply } = &sat.place else { return None };
    let question = sat.exam.question(*n)?;
    let says = question.says();
    let rep = if says.is_empty() { Rep::None } else { Rep::Words(&says) };
    let has_answer = sat.exam.items().get(n - 1).is_some_and(|state| state.answer.is_some());
    let remark = if has_answer { "It has an answer. Another one with Enter takes its place." } else { "" };
    Some(question_rows(&Sheet { question, rep, reply, remark }, width))
}

/// The rows of what can be scrolled in a window of this height; none for a question and the list.
pub(in super::super) fn text(sat: &Sat, width: u16, height: u16) -> Option<Vec<Line<'static>>> {
    let (exam, columns) = (&sat.exam, usize::from(width));
    match &sat.place {
        Place::Asked { .. } | Place::Review { .. } => None,
        Place::Start => Some(start(sat, columns)),
        Place::Break => Some(paper::lines(&sitting::on_break(exam, sat.left.free_ms, columns))),
        Place::Sure { .. } => {
            let mut more = Page::new(columns);
            sitting::open_and_flagged(&mut more, exam);
            if let Some(n) = sat.unkept() {
                more.say(&format!(
                    "Question {n}: what you chose is not kept. Esc goes back, and Enter keeps it there."
                ));
            }
            more.gap().say("Press y to hand in for good: nothing can be changed then. Esc goes back.");
            Some(paper::lines(&format!("{}{}", sitting::sure(exam, columns), more.finish())))
        }
        Place::Over => Some(over(sat, width, height >= ROOMY)),
    }
}

fn start(sat: &Sat, width: usize) -> Vec<Line<'static>> {
    let mut more = Page::new(width);
    more.say(if sat.seat.goes_on {
        "Press Enter to go on with the first question that has no answer."
    } else if sat.exam.paper().limit_s.is_some() {
        "Press Enter to begin: the clock runs from then on, and goes on if you leave."
    } else {
        "Press Enter to begin."
    });
    more.say("You can go to any question and change any answer until you hand in. ? shows the keys of each screen.");
    let text = sitting::start(&sat.exam, sat.left.left_ms, &sat.seat, width);
    paper::lines(&format!("{text}\n{}", more.finish()))
}

/// The list of all questions: number, answered or open, flagged, what is asked.
fn draw_review(sat: &Sat, at: usize, area: Rect, frame: &mut Frame<'_>) {
    let items = sat.exam.items().iter().zip(&sat.exam.paper().items);
    let rows: Vec<Line<'static>> = items
        .enumerate()
        .map(|(place, (state, item))| {
            let (arrow, ink) = if place == at { ("▸ ", CHOSEN) } else { ("  ", PLAIN) };
            let answer = if state.answer.is_some() { "[x] answered" } else { "[ ] open    " };
            let flag = if state.flagged { "! flagged" } else { "" };
            let first = format!("{arrow}{:>3}. {answer}  {}  ", place + 1, pad(flag, 9));
            let asked = clean(&format!("{}: {}", names::kind(item.kind.word()), item.ask)).into_owned();
            let room = usize::from(area.width).saturating_sub(columns(&first) + 1);
            Line::from(vec![Span::styled(first, ink), Span::styled(shortened(&asked, room), FAINT)])
        })
        .collect();
    let past = (at + 2).saturating_sub(usize::from(area.height));
    show_rows(rows, past, area, frame);
}

/// The end: the eight words, well apart where there is room, so that nobody overlooks or misreads one.
fn over(sat: &Sat, width: u16, is_roomy: bool) -> Vec<Line<'static>> {
    let exam = &sat.exam;
    let mut rows = vec![Line::styled(sitting::how_it_ended(exam), HEADING)];
    let answered = format!("{} of {} questions have an answer.", exam.answered(), exam.items().len());
    rows.extend(paragraph(&answered, width, "", PLAIN));
    rows.push(Line::default());
    rows.push(Line::raw("The closing code:"));
    rows.push(Line::default());
    let words: Vec<&str> = sat.code.as_deref().unwrap_or_default().split_whitespace().collect();
    let widest = words.iter().map(|word| columns(word)).max().unwrap_or_default() + 6;
    for (row, pair) in words.chunks(2).enumerate() {
        let mut spans = vec![Span::raw("    ")];
        for (place, word) in pair.iter().enumerate() {
            spans.push(Span::styled(format!("{}  ", row * 2 + place + 1), FAINT));
            spans.push(Span::styled(pad(word, widest), HEADING));
        }
        rows.push(Line::from(spans));
        if is_roomy {
            rows.push(Line::default());
        }
    }
    if !is_roomy {
        rows.push(Line::default());
    }
    rows.extend(paragraph(sitting::FOR_THE_WITNESS, width, "", PLAIN));
    rows.push(Line::default());
    rows.extend(paragraph(&sitting::give(&sat.seat.log), width, "", PLAIN));
    rows
}
