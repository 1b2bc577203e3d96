//! A thing of the rulebook as a page, and as JSON: what a coach would pin to the wall.

mod exercise;
mod mistake;
mod others;

use serde_json::Value;

pub(super) use exercise::in_words as reps_in_words;

use formcheck_core::page::Page;
use formcheck_core::quiz::names;
use formcheck_core::rulebook::{Backing, Cite, Named, Rulebook};

/// The page of what an id names.
pub fn page(book: &Rulebook, named: Named) -> Page {
    let mut page = Page::new();
    match named {
        Named::Exercise(ix) => exercise::page(&mut page, book, ix),
        Named::Mistake(ix) => mistake::page(&mut page, book, ix),
        Named::Sign(ix) => others::sign(&mut page, book, ix),
        Named::Muscle(ix) => others::muscle(&mut page, book, ix),
        Named::MuscleGroup(_) => others::group(&mut page, book, book.id_of(named)),
        Named::Source(ix) => others::source(&mut page, book, ix),
        Named::Quiz(ix) => others::quiz(&mut page, book, ix),
        Named::Question(ix) => others::question(&mut page, book, ix),
    }
    for notice in names::notices(book) {
        page.gap().labelled("Note", notice);
    }
    page
}

pub fn json(book: &Rulebook, named: Named) -> Value {
    match named {
        Named::Exercise(ix) => exercise::json(book, ix),
        Named::Mistake(ix) => mistake::json(book, ix),
        Named::Sign(ix) => others::sign_json(book, ix),
        Named::Muscle(ix) => others::muscle_json(book, ix),
        Named::MuscleGroup(_) => others::group_json(book, book.id_of(named)),
        Named::Source(ix) => others::source_json(book, ix),
        Named::Quiz(ix) => others::quiz_json(book, ix),
        Named::Question(ix) => others::question_json(book, ix),
    }
}

/// Where it comes from, what is judgement, where schools differ.
fn backing(page: &mut Page, book: &Rulebook, backing: &Backing, sources: &[Cite]) {
    page.gap();
    page.labelled("Our judgement", backing.assumption.as_deref().unwrap_or_default());
    page.labelled("Schools differ", backing.contested.as_deref().unwrap_or_default());
    page.labelled("Sources", &names::sources(book, sources).join("; "));
}

/// A list under a heading; nothing if it is empty.
fn list(page: &mut Page, heading: &str, lines: impl IntoIterator<Item = String>) {
    let lines: Vec<String> = lines.into_iter().collect();
    if lines.is_empty() {
        return;
    }
    page.heading(heading);
    for line in lines {
        page.item(&line);
    }
}
