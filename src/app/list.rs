//! `formcheck list [KIND]`: what there is.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::app::packs::{open_all, open_here};
use crate::app::{AppError, Outcome, Ran, RunSettings, put};
use crate::pages::program::call;
use crate::render::ansi::{Terminal, style};
use formcheck_core::page::Page;
use formcheck_core::rulebook::similar::{count_words, has_words};
use formcheck_core::rulebook::{Domain, Exercise, Id, Named, Rulebook, Sign};

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
struct ListRow {
    /// As people read it.
    id: String,
    /// As it is written down.
    whole: String,
    name: String,
    /// The pack that it is of.
    pack: Option<String>,
}

/// How the rows of a kind are made.
type ListRows = fn(&Rulebook) -> Vec<ListRow>;

/// One line a kind.
const KINDS: &[(ListKind, &str, ListRows)] = &[
    (ListKind::Exercises, "exercises", |book| rows(book, &book.exercises, |one| (&one.id, &one.name))),
    (ListKind::Quizzes, "quizzes", |book| rows(book, &book.quizzes, |one| (&one.id, &one.title))),
    (ListKind::Mistakes, "mistakes", |book| rows(book, &book.mistakes, |one| (&one.id, &one.name))),
    (ListKind::Signs, "signs", |book| rows(book, &book.signs, |one| (&one.id, &one.ask))),
    (ListKind::Muscles, "muscles", |book| rows(book, &book.muscles, |one| (&one.id, &one.name))),
    (ListKind::Tags, "tags", tags),
    (ListKind::Questions, "questions", |book| rows(book, &book.questions, |one| (&one.id, &one.ask))),
    (ListKind::Sources, "sources", |book| rows(book, &book.sources, |one| (&one.id, &one.title))),
];

fn list_row(book: &Rulebook, (id, name): (&Id, &String)) -> ListRow {
    let pack = book.names.get(id).map(|&named| book[book.pack_of(named)].name.clone());
    ListRow { id: id.to_string(), whole: id.as_str().to_owned(), name: name.clone(), pack }
}

fn rows<T>(book: &Rulebook, things: &[T], row: impl Fn(&T) -> (&Id, &String)) -> Vec<ListRow> {
    things.iter().map(|thing| list_row(book, row(thing))).collect()
}

/// Each tag with the exercises that have it.
fn tags(book: &Rulebook) -> Vec<ListRow> {
    let mut tags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for exercise in &book.exercises {
        for tag in &exercise.tags {
            tags.entry(tag.as_str()).or_default().push(&exercise.name);
        }
    }
    let row = |(tag, exercises): (&str, Vec<&str>)| ListRow {
        id: tag.to_owned(),
        whole: tag.to_owned(),
        name: exercises.join(", "),
        pack: None,
    };
    tags.into_iter().map(row).collect()
}

/// Kinds that are listed whole where none is named.
const AT_FIRST: &[ListKind] = &[ListKind::Exercises, ListKind::Quizzes];

pub fn run(kind: Option<ListKind>, words: &[String], settings: &RunSettings) -> Ran {
    if let Some(kind) = kind.filter(|_| !words.is_empty()) {
        return with_words(kind, words, settings);
    }
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

/// What has all of these words, over all packs there are: also those that the pack at hand doesn't use yet.
fn with_words(kind: ListKind, words: &[String], settings: &RunSettings) -> Ran {
    let book = open_all(settings)?;
    let asked = words.join(" ");
    let all = of_kind(&book, kind);
    let texts = |row: &ListRow| match book.all_named(&row.id).as_slice() {
        [Named::Sign(sign)] => format!("{} {}", row.id, said_of(&book[*sign])),
        _ => format!("{} {}", row.id, row.name),
    };
    let (mut found, others): (Vec<ListRow>, Vec<ListRow>) =
        all.into_iter().partition(|row| has_words(&texts(row), &asked));
    let has_all = !found.is_empty();
    if !has_all {
        // Whole phrases rarely stand anywhere: what has most of the words is worth a look.
        let counted: Vec<(usize, ListRow)> =
            others.into_iter().map(|row| (count_words(&texts(&row), &asked), row)).collect();
        let most = counted.iter().map(|(count, _)| *count).max().unwrap_or_default();
        found =
            counted.into_iter().filter(|(count, _)| most > 0 && *count == most).map(|(_, row)| row).collect();
    }
    if found.is_empty() && !settings.json {
        let word = KINDS.iter().find(|(other, ..)| *other == kind).map_or("", |(_, word, _)| word);
        return Err(AppError::new(
            format!("no {word} have any of the words \"{asked}\""),
            format!("try other words; `formcheck list {word}` shows all"),
        ));
    }
    if settings.json {
        put(&format!("{}\n", found.iter().map(as_json).collect::<Value>()))?;
        return Ok(Outcome::Done);
    }
    let mut page = Page::new();
    if !has_all {
        page.say("Nothing has all of these words. Most of them are in:");
    }
    let widest = widest(&found);
    for ListRow { id, name, pack, .. } in &found {
        let of = pack.as_ref().map_or_else(String::new, |pack| format!(" ({pack})"));
        page.hang(&style::pad(id, widest + 2), &format!("{name}{of}"));
    }
    put(&Terminal::stdout().text(&page))?;
    Ok(Outcome::Done)
}

/// Everything that is said of a sign.
fn said_of(sign: &Sign) -> String {
    match &sign.domain {
        Domain::Named(values) => {
            let values: Vec<&str> = values.iter().map(|value| value.say.as_str()).collect();
            format!("{} {}", sign.ask, values.join(" "))
        }
        Domain::Range { say, unit, .. } => format!("{} {say} {unit}", sign.ask),
    }
}

fn of_kind(book: &Rulebook, kind: ListKind) -> Vec<ListRow> {
    let found = KINDS.iter().find(|(other, ..)| *other == kind);
    found.map(|(.., rows)| rows(book)).unwrap_or_default()
}

fn as_json(row: &ListRow) -> Value {
    json!({"id": row.whole, "name": row.name})
}

fn widest(rows: &[ListRow]) -> usize {
    rows.iter().map(|row| style::columns(&row.id)).max().unwrap_or_default()
}

/// The exercises, below their packs if there are several.
fn exercises(page: &mut Page, book: &Rulebook) {
    let packs = book.exercises_by_pack();
    let row = |one: &&Exercise| list_row(book, (&one.id, &one.name));
    let lists: Vec<Vec<ListRow>> = packs.iter().map(|(_, own)| own.iter().map(row).collect()).collect();
    let widest = lists.iter().map(|rows| widest(rows)).max().unwrap_or_default();
    for ((pack, _), rows) in packs.iter().zip(&lists) {
        page.heading(if packs.len() > 1 { &pack.title } else { "Exercises" });
        table(page, rows, widest);
    }
}

fn table(page: &mut Page, rows: &[ListRow], widest: usize) {
    for ListRow { id, name, .. } in rows {
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
