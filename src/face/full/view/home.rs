//! The home: what is due, the quizzes, what can be looked up; and the exercises that are asked for once.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::look::{CHOSEN, FAINT, HEADING, PLAIN};
use super::super::state::{Begin, HomeSummary, SetupOptions, State};
use super::layout::WIDEST;
use super::rows::show_rows;
use crate::pages::program::call;
use crate::pages::study::{EXERCISES_ASKED, when};
use crate::render::columns::{columns, pad, shortened};
use crate::render::ratatui::paragraph;
use formcheck_core::quiz::names;
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::words::{clean, count};

/// What a row of the home opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in super::super) enum HomeAction {
    Begin(Begin),
    /// The browser; whether with the cursor in its search.
    Browse {
        typing: bool,
    },
    Figures,
    /// The check of a set that was filmed.
    Film,
    /// What else there is.
    More,
}

/// A row that can be chosen.
pub(in super::super) struct HomeRow {
    name: String,
    about: String,
    /// The heading above it, if it is the first of its kind.
    above: Option<&'static str>,
    pub(in super::super) opens: HomeAction,
}

/// The rows of the home.
pub(in super::super) fn rows(book: &Rulebook) -> Vec<HomeRow> {
    let row = |name: &str, about: String, above: Option<&'static str>, opens: HomeAction| HomeRow {
        name: clean(name).into_owned(),
        about,
        above,
        opens,
    };
    let mut rows = vec![
        row(
            "Study",
            "what is due, then what is new: ten minutes".to_owned(),
            None,
            HomeAction::Begin(Begin::Study),
        ),
        row(
            "A bit of everything",
            "ten questions of every kind".to_owned(),
            Some("Quizzes"),
            HomeAction::Begin(Begin::Quiz(None)),
        ),
    ];
    rows.extend(book.quizzes.iter().map(|quiz| {
        let questions: u32 = quiz.sections.iter().map(|section| section.draw).sum();
        let mut about = vec![count(questions as usize, "question", "questions")];
        if let Some(minutes) = quiz.minutes {
            about.push(count(minutes as usize, "minute", "minutes"));
        }
        if let Some(pass) = quiz.pass {
            about.push(format!("{pass} % to pass"));
        }
        row(&quiz.title, about.join(", "), None, HomeAction::Begin(Begin::Quiz(Some(quiz.id.to_string()))))
    }));
    rows.push(row(
        "Check a set you filmed",
        "what is wrong, the fix; study asks it next".to_owned(),
        Some("And"),
        HomeAction::Film,
    ));
    let there = format!(
        "{}, {}",
        count(book.exercises.len(), "exercise", "exercises"),
        count(book.mistakes.len(), "mistake", "mistakes")
    );
    rows.push(row("Look something up", there, None, HomeAction::Browse { typing: false }));
    rows.push(row("Statistics", "what you keep, see and confuse".to_owned(), None, HomeAction::Figures));
    rows.push(row("Exams and more", "exams, your history, rule files".to_owned(), None, HomeAction::More));
    rows
}

pub(super) fn draw(state: &State<'_>, facts: &HomeSummary, at: usize, area: Rect, frame: &mut Frame<'_>) {
    let rows = rows(state.book);
    let widest = rows.iter().map(|row| columns(&row.name)).max().unwrap_or_default().min(36) + 2;
    let mut lines = vec![Line::styled(today(facts), PLAIN), Line::default()];
    let mut chosen = 0;
    for (place, row) in rows.iter().enumerate() {
        if let Some(above) = row.above {
            if area.height >= 18 {
                lines.push(Line::default());
            }
            lines.push(Line::styled(above, HEADING));
        }
        if place == at {
            chosen = lines.len();
        }
        let (mark, ink) = if place == at { ("▸ ", CHOSEN) } else { ("  ", PLAIN) };
        let room = usize::from(area.width).saturating_sub(widest + 2);
        lines.push(Line::from(vec![
            Span::styled(mark, CHOSEN),
            Span::styled(pad(&shortened(&row.name, widest - 2), widest), ink),
            Span::styled(shortened(&row.about, room), FAINT),
        ]));
    }
    // The notes stand below if there is room, and before every session in any case.
    let notes: Vec<Line<'static>> = names::notices(state.book)
        .iter()
        .flat_map(|notice| paragraph(notice, area.width.min(WIDEST), "", FAINT))
        .collect();
    if lines.len() + notes.len() < usize::from(area.height) {
        lines.push(Line::default());
        lines.extend(notes);
    }
    let past = (chosen + 2).saturating_sub(usize::from(area.height));
    show_rows(lines, past, area, frame);
}

fn today(facts: &HomeSummary) -> String {
    let left = &facts.left;
    let mut parts = vec![match (left.due, left.next) {
        (0, Some(next)) if facts.answers > 0 || left.new == 0 => {
            format!("Nothing due; the next comes {}", when(next, facts.today))
        }
        (0, _) => "Nothing due".to_owned(),
        (due, _) => format!("Due today: {due}"),
    }];
    if left.new > 0 {
        parts.push(format!("not asked yet: {}", left.new));
    }
    if facts.answers > 0 {
        parts.push(format!("{} today", count(facts.answers, "answer", "answers")));
    }
    if facts.streak > 1 {
        parts.push(format!("{} days in a row", facts.streak));
    }
    if facts.unfinished {
        parts.push("a session to go on with".to_owned());
    }
    format!("{}.", parts.join(" · "))
}

/// Draws the list that is asked once.
pub(super) fn draw_choice(
    offered: &SetupOptions,
    (at, marked): (usize, &[bool]),
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let mut lines = vec![Line::styled(EXERCISES_ASKED, HEADING)];
    lines.extend(paragraph(
        &format!("Mark them, then Enter. None marked means all. Later: {}", call("study --choose")),
        area.width.min(WIDEST),
        "",
        FAINT,
    ));
    lines.push(Line::default());
    let packs = offered.exercises.iter().filter(|exercise| exercise.above.is_some()).count();
    let is_airy = lines.len() + offered.exercises.len() + 2 * packs <= usize::from(area.height) + 1;
    let mut chosen = 0;
    for (place, (exercise, mark)) in offered.exercises.iter().zip(marked).enumerate() {
        if let Some(above) = &exercise.above {
            if is_airy && place > 0 {
                lines.push(Line::default());
            }
            lines.push(Line::styled(clean(above).into_owned(), HEADING));
        }
        if place == at {
            chosen = lines.len();
        }
        let arrow = if place == at { "▸ " } else { "  " };
        let sign = if *mark { "[x] " } else { "[ ] " };
        let ink = if place == at { CHOSEN } else { PLAIN };
        let room = usize::from(area.width).saturating_sub(6);
        let name = shortened(&clean(&exercise.name), room);
        lines.push(Line::styled(format!("{arrow}{sign}{name}"), ink));
    }
    let past = (chosen + 2).saturating_sub(usize::from(area.height));
    show_rows(lines, past, area, frame);
}
