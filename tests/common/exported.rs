//! Banks of questions to be exported, plain and as hostile as a pack may write them, and what of a question has to be found
//! wherever it was read.

use std::collections::HashSet;
use std::path::Path;

use super::texts::seen;
use super::{cases, hostile, is_thorough};
use formcheck::app::disk;
use formcheck_core::quiz::{Choice, Item, Key, OptionId, Piece, QuestionKind, Seed};
use formcheck_core::rulebook::{Rulebook, load, load_mid_back};
use formcheck_exam::export::bank::{Bank, spread};
use formcheck_exam::export::{Written, format};

/// Of which at least 500 are generated; the others are written.
pub(crate) const ITEMS: usize = 600;

/// As many where each is drawn, which is slow: all of them every night.
pub(crate) fn pictured() -> usize {
    cases(120, 600) as usize
}

pub(crate) fn hostile_book(folder: &Path) -> Rulebook {
    hostile::copy(Path::new(env!("CARGO_MANIFEST_DIR")), folder);
    let pack = disk::folder(folder).expect("a pack");
    match load(vec![pack]).rulebook() {
        Ok(book) => book,
        Err(unsound) => panic!("hostile, and yet no fault of the format: {:#?}", unsound.diagnostics),
    }
}

/// The built-in rules with hostile texts, written to `folder`; every night, as they are too.
pub(crate) fn books(folder: &Path) -> Vec<Rulebook> {
    let plain = is_thorough().then(load_mid_back);
    plain.into_iter().chain([hostile_book(folder)]).collect()
}

pub(crate) fn bank(book: &Rulebook, items: usize) -> Bank {
    let bank = spread(book, &[], Some(items), Seed(11)).expect("there are as many");
    let kinds: HashSet<&str> = bank.entries.iter().map(|entry| entry.item.kind.word()).collect();
    assert!(kinds.len() >= 16, "nearly every kind comes up: {kinds:?}");
    // Every written question is drawn sooner or later: of few, they are a larger part.
    let least = if items < ITEMS { items / 2 } else { 500 };
    let is_generated = |kind| matches!(kind, QuestionKind::Generated(_));
    assert!(bank.entries.iter().filter(|entry| is_generated(entry.item.kind)).count() >= least);
    bank
}

pub(crate) fn written(book: &Rulebook, bank: &Bank, word: &str) -> Written {
    format(word).expect("a format").items.expect("made of questions")(book, bank)
}

/// What is asked and, where a rep is shown, each sign of it stand in the stem, in order.
pub(crate) fn assert_stem(item: &Item, written: &str) {
    let mut rest = written;
    let parts = item.reps().stem().into_iter();
    let told = parts.flat_map(|part| std::iter::once(part.head.into()).chain(part.says));
    for text in std::iter::once(item.ask.as_str().into()).chain(told) {
        let at = rest.find(&seen(&text)).unwrap_or_else(|| panic!("{text:?} is missing: {written}"));
        rest = &rest[at + seen(&text).len()..];
    }
}

/// Why, fix and cue stand in what is told, unless the key or its reason says the same.
pub(crate) fn assert_told(item: &Item, told: &str) {
    let Item { key, explanation, .. } = item;
    let keys = || key.choices().iter().filter(|choice| choice.right && matches!(key, Key::One(_)));
    for text in [&explanation.why, &explanation.fix, &explanation.cue] {
        let typed = matches!(key, Key::Text { accept, .. } if accept.contains(text));
        let with_key = typed || keys().any(|choice| choice.say == *text || choice.because.contains(text));
        assert!(with_key || told.contains(&seen(text)), "{text:?} is missing: {told}");
    }
}

pub(crate) fn say(pieces: &[Piece], id: &OptionId) -> String {
    pieces.iter().find(|piece| piece.id == *id).map(|piece| seen(&piece.say)).expect("a piece")
}

/// What an option earns, in hundredths of a percent.
pub(crate) fn earns(choices: &[Choice], choice: &Choice, single: bool) -> i64 {
    let keys = i64::try_from(choices.iter().filter(|choice| choice.right).count()).expect("few");
    match (choice.right, single) {
        (true, true) => 10_000,
        (false, true) => 0,
        (right, false) => {
            if right {
                10_000 / keys
            } else {
                -(10_000 / keys)
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "percentages")]
pub(crate) fn hundredths(percent: f64) -> i64 {
    (percent * 100.0) as i64
}
