//! `formcheck list [KIND]`: what there is.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::app::packs::open_here;
use crate::app::{Outcome, Ran, RunSettings, put};
use crate::pages::program::call;
use crate::render::ansi::{Terminal, style};
use formcheck_core::page::Page;
use formcheck_core::rulebook::{Exercise, Id, Rulebook};

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ListKind {
    /// The exercises
    Exercises,
    /// The mistakes
    Mistakes,
    /// The signs: what can be seen or felt
    Signs,
    /// The muscles
    Muscles,
    /// The tags of exercises, which study and quizzes take
    Tags,
    /// The quizzes
    Quizzes,
    /// Where claims come from
    Sources,
    /// The written questions
    Questions,
}

/// An id with what it names.
type ListRow = (String, String);

/// How the rows of a kind are made.
type ListRows = fn(&Rulebook) -> Vec<ListRow>;

/// One line a kind.
const KINDS: &[(ListKind, &str, ListRows)] = &[
    (ListKind::Exercises, "exercises", |book| rows(&book.exercises, |one| (&one.id, &one.name))),
    (ListKind::Quizzes, "quizzes", |book| rows(&book.quizzes, |one| (&one.id, &one.title))),
    (ListKind::Mistakes, "mistakes", |book| rows(&book.mistakes, |one| (&one.id, &one.name))),
    (ListKind::Signs, "signs", |book| rows(&book.signs, |one| (&one.id, &one.ask))),
    (ListKind::Muscles, "muscles", |book| rows(&book.muscles, |one| (&one.id, &one.name))),
    (ListKind::Tags, "tags", tags),
    (ListKind::Questions, "questions", |book| rows(&book.questions, |one| (&one.id, &one.ask))),
    (ListKind::Sources, "sources", |book| rows(&book.sources, |one| (&one.id, &one.title))),
];

fn rows<T>(things: &[T], row: impl Fn(&T) -> (&Id, &String)) -> Vec<ListRow> {
    things.iter().map(row).map(|(id, name)| (id.to_string(), name.clone())).collect()
}

/// Each tag with the exercises that have it.
fn tags(book: &Rulebook) -> Vec<ListRow> {
    let mut tags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for exercise in &book.exercises {
        for tag in &exercise.tags {
            tags.entry(tag.as_str()).or_default().push(&exercise.name);
        }
    }
    tags.into_iter().map(|(tag, exercises)| (tag.to_owned(), exercises.join(", "))).collect()
}

/// Kinds that are listed whole where none is named.
const AT_FIRST: &[ListKind] = &[ListKind::Exercises, ListKind::Quizzes];

pub fn run(kind: Option<ListKind>, settings: &RunSettings) -> Ran {
    let book = open_here(settings)?;
    let text = match (kind, settings.json) {
        (Some(kind), true) => format!("{}\n", of_kind(&book, kind).iter().map(as_json).collect::<Value>()),
        (None, true) => {
            let all = KINDS.iter().map(|(_, word, rows)| {
                ((*word).to_owned(), rows(&book).iter().map(as_json).collect::<Value>())
            });
            format!("{}\n", Value::Object(all.collect()))
        }
        (Some(kind), false) => {
            let mut page = Page::new();
            let rows = of_kind(&book, kind);
            table(&mut page, &rows, widest(&rows));
            Terminal::stdout().text(&page)
        }
        (None, false) => overview(&book),
    };
    put(&text)?;
    Ok(Outcome::Done)
}

fn of_kind(book: &Rulebook, kind: ListKind) -> Vec<ListRow> {
    let found = KINDS.iter().find(|(other, ..)| *other == kind);
    found.map(|(.., rows)| rows(book)).unwrap_or_default()
}

fn as_json((id, name): &ListRow) -> Value {
    json!({"id": id, "name": name})
}

fn widest(rows: &[ListRow]) -> usize {
    rows.iter().map(|(id, _)| style::columns(id)).max().unwrap_or_default()
}

/// The exercises, below their packs if there are several.
fn exercises(page: &mut Page, book: &Rulebook) {
    let packs = book.exercises_by_pack();
    let row = |one: &&Exercise| (one.id.to_string(), one.name.clone());
    let lists: Vec<Vec<ListRow>> = packs.iter().map(|(_, own)| own.iter().map(row).collect()).collect();
    let widest = lists.iter().map(|rows| widest(rows)).max().unwrap_or_default();
    for ((pack, _), rows) in packs.iter().zip(&lists) {
        page.heading(if packs.len() > 1 { &pack.title } else { "Exercises" });
        table(page, rows, widest);
    }
}

fn table(page: &mut Page, rows: &[ListRow], widest: usize) {
    for (id, name) in rows {
        page.hang(&style::pad(id, widest + 2), name);
    }
}

fn overview(book: &Rulebook) -> String {
    let mut page = Page::new();
    for (kind, word, rows) in KINDS {
        let rows = rows(book);
        match kind {
            ListKind::Exercises => exercises(&mut page, book),
            ListKind::Quizzes => {
                page.heading(&style::sentence(word));
                table(&mut page, &rows, widest(&rows));
            }
            _ => {}
        }
    }
    page.heading("And also");
    for (kind, word, rows) in KINDS {
        if !AT_FIRST.contains(kind) {
            let all = call(&format!("list {word}"));
            page.line(format!("{:>5} {}{all}", rows(book).len(), style::pad(word, 12)));
        }
    }
    page.gap().say(&format!("A page on any of them: {}", call("show ID")));
    Terminal::stdout().text(&page)
}
