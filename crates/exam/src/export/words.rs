//! A question in words that several formats share: its name, its key, what is told after the answer.
//!
//! Text comes out cleaned of what no file should hold; escaping is each format's own matter.

use std::borrow::Cow;

use super::bank::BankQuestion;
use formcheck_core::quiz::{Explanation, Item, Key, OptionId, Piece, names};
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::words::{clean, sentence};

/// Cleaned, owned.
pub(super) fn plain(text: &str) -> String {
    clean(text).trim().to_owned()
}

/// A name for lists that only teachers see: "Seal row: Arm rowing (Spot the mistake, 1)".
pub(super) fn title(book: &Rulebook, entry: &BankQuestion) -> String {
    const MOST: usize = 180;
    let number = entry.id.rsplit(':').next().unwrap_or_default();
    let name = plain(&names::skill(book, &entry.item.skill));
    let name: String = name.chars().take(MOST).collect();
    format!("{name} ({}, {number})", names::kind(entry.item.kind.word()))
}

/// Words to find it by: its kind, exercise, mistake, whether schools differ.
pub(super) fn tags(book: &Rulebook, item: &Item) -> Vec<String> {
    let mut tags = vec![item.kind.word().to_owned()];
    let (exercise, of) = item.skill.names();
    let is_in_exercise = exercise.is_some();
    tags.extend(exercise.map(Cow::into_owned));
    if let Some(ix) = book.mistake(&of) {
        tags.push(of.into_owned());
        tags.push(format!("severity-{}", book[ix].severity.word()));
    } else if !is_in_exercise {
        tags.push(of.into_owned());
    }
    if item.explanation.contested.is_some() {
        tags.push("contested".to_owned());
    }
    tags
}

/// What is told whatever was answered, label by label.
pub(super) fn told(book: &Rulebook, item: &Item) -> Vec<(&'static str, String)> {
    let Explanation { why, fix, cue, sources, assumption, contested } = &item.explanation;
    // What the key says itself, or its reason, is told with the key.
    let with_key = |text: &str| match &item.key {
        Key::One(choices) => {
            let mut keys = choices.iter().filter(|choice| choice.right);
            keys.any(|choice| choice.say == text || choice.because.contains(text))
        }
        Key::Text { accept, .. } => accept.iter().any(|one| one == text),
        _ => false,
    };
    let new = |text: &str| if with_key(text) { String::new() } else { plain(text) };
    let all = [
        (if fix.is_empty() { "Why" } else { "Why it matters" }, new(why)),
        ("Fix", new(fix)),
        ("Cue", new(cue)),
        ("Our judgement", plain(assumption.as_deref().unwrap_or_default())),
        ("Schools differ", plain(contested.as_deref().unwrap_or_default())),
        ("Source", plain(&names::some_sources(book, sources))),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What the piece of this name says.
pub(super) fn said(pieces: &[Piece], id: &OptionId) -> String {
    plain(Piece::said(pieces, id))
}

/// For each piece of an order, as shown, its place in words: "2", or "2 or 3" where pieces may change places.
pub(super) fn places(pieces: &[Piece], key: &[OptionId], groups: &[usize]) -> Vec<String> {
    let place = |piece: &Piece| {
        let at = key.iter().position(|id| *id == piece.id).unwrap_or_default();
        let group = groups.get(at);
        let alike: Vec<String> = (0..key.len())
            .filter(|&other| groups.get(other) == group)
            .map(|other| (other + 1).to_string())
            .collect();
        alike.join(" or ")
    };
    pieces.iter().map(place).collect()
}

/// A sentence with its full stop.
pub(super) fn stopped(text: &str) -> String {
    let text = sentence(&plain(text));
    let stop = if text.ends_with(['.', '!', '?']) || text.is_empty() { "" } else { "." };
    format!("{text}{stop}")
}

/// A number as people and programs write it.
pub(super) fn number(number: f64) -> String {
    number.to_string()
}
