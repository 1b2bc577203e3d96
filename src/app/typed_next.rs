//! What can be typed next where a name is wanted: the ids of the packs at hand, the signs of the exercise that was named, their
//! values.
//!
//! Must not know shells: it is handed the words before the one that is typed.

use std::path::PathBuf;

use crate::app::{RunSettings, open};
use formcheck_core::rulebook::{Domain, Named, Rulebook, Sign};

/// Where a name is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wanted {
    /// What a quiz is about.
    Quiz,
    /// What is studied.
    Study,
    /// What there is a page of.
    Page,
    Exercise,
    /// A sign of the exercise before it, with its value.
    Seen,
}

/// A word that can be typed, and what it means.
pub(crate) struct Candidate {
    pub(crate) word: String,
    pub(crate) means: String,
}

/// The words that begin with `begun` and can stand there, behind the words before it. Where the packs can't be read there are
/// none: a shell is no place to tell of it.
pub(crate) fn candidates(wanted: Wanted, begun: &str, before: &[String]) -> Vec<Candidate> {
    let Ok(book) = open(&packs(before)) else { return Vec::new() };
    let mut all = match wanted {
        Wanted::Seen => seen(&book, begun, before),
        _ => named(&book, wanted),
    };
    all.retain(|one| one.word.starts_with(begun) && !before.contains(&one.word));
    all
}

/// The packs that these words ask for. A shell may have torn `--pack=DIR` at its sign.
fn packs(words: &[String]) -> RunSettings {
    let mut settings = RunSettings { quiet: true, ..RunSettings::default() };
    let mut words = words.iter().filter(|word| *word != "=");
    while let Some(word) = words.next() {
        let (flag, value) = word
            .split_once('=')
            .map_or((word.as_str(), None), |(flag, value)| (flag, Some(value.to_owned())));
        match flag {
            "--pack" => settings.packs.extend(value.or_else(|| words.next().cloned()).map(PathBuf::from)),
            "--built-in" => settings.built_in.extend(value.or_else(|| words.next().cloned())),
            "--no-built-in" => settings.no_built_in = true,
            _ => {}
        }
    }
    settings
}

/// Everything that may be named there, as people type it.
fn named(book: &Rulebook, wanted: Wanted) -> Vec<Candidate> {
    let row = |id: &formcheck_core::rulebook::Id, means: &str| Candidate {
        word: id.said().to_owned(),
        means: means.to_owned(),
    };
    let is_page = wanted == Wanted::Page;
    let is_learnt = matches!(wanted, Wanted::Study | Wanted::Page);
    let mut all: Vec<Candidate> = book.exercises.iter().map(|one| row(&one.id, &one.name)).collect();
    if wanted == Wanted::Exercise {
        return all;
    }
    all.extend(book.mistakes.iter().map(|one| row(&one.id, &one.name)));
    if is_page || wanted == Wanted::Quiz {
        all.extend(book.quizzes.iter().map(|one| row(&one.id, &one.title)));
    }
    if is_learnt {
        all.extend(book.muscles.iter().map(|one| row(&one.id, &one.name)));
        all.extend(book.questions.iter().map(|one| row(&one.id, &one.ask)));
    }
    if is_page {
        all.extend(book.signs.iter().map(|one| row(&one.id, &one.ask)));
        all.extend(book.sources.iter().map(|one| row(&one.id, &one.title)));
    }
    if wanted == Wanted::Study {
        let mut tags: Vec<&String> = book.exercises.iter().flat_map(|one| &one.tags).collect();
        tags.sort();
        tags.dedup();
        all.extend(tags.into_iter().map(|tag| Candidate { word: tag.clone(), means: "a tag".to_owned() }));
    }
    all
}

/// The signs of the exercise that was named, then the values of the sign at hand.
fn seen(book: &Rulebook, begun: &str, before: &[String]) -> Vec<Candidate> {
    let Some(exercise) = before.iter().find_map(|word| book.find_as(word, Named::exercise)) else {
        return Vec::new();
    };
    let signs: Vec<&Sign> = book[exercise].signs.iter().map(|one| &book[one.sign]).collect();
    let sign = |id: &str| signs.iter().copied().find(|sign| sign.id.said() == id);
    // Most shells have `sign=value` as one word; bash tears it at the sign.
    if let Some((id, _)) = begun.split_once('=') {
        return sign(id).map(|sign| values(sign, &format!("{id}="))).unwrap_or_default();
    }
    if let Some(sign) = before.iter().rev().find(|word| *word != "=").and_then(|id| sign(id)) {
        return values(sign, "");
    }
    let is_given = |sign: &&&Sign| before.iter().any(|word| word.split('=').next() == Some(sign.id.said()));
    let open = signs.iter().filter(|sign| !is_given(sign));
    open.map(|sign| Candidate { word: format!("{}=", sign.id.said()), means: sign.ask.clone() }).collect()
}

/// The values of a sign; of a range its ends.
fn values(sign: &Sign, head: &str) -> Vec<Candidate> {
    let row =
        |word: String, means: &str| Candidate { word: format!("{head}{word}"), means: means.to_owned() };
    match &sign.domain {
        Domain::Named(values) => {
            values.iter().map(|value| row(value.name.as_str().to_owned(), &value.say)).collect()
        }
        Domain::Range { from, to, grid, unit, .. } => [(from, "the least"), (to, "the most")]
            .map(|(end, means)| row(grid.write(*end), &format!("{unit}, {means}")))
            .into(),
    }
}
