//! `reps`: the rep range of an exercise.

use super::options::{FEWEST, MOST};
use super::spot::TRIES;
use super::{Asked, ItemDraft, Wish, exercise_explanation, lettered};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::words::and_list;
use crate::rulebook::{Exercise, Reps, Rulebook};

/// Rep ranges that people use, as wrong options beside those of other exercises.
const COMMON: &[(i32, Option<i32>)] = &[
    (1, Some(2)),
    (1, Some(3)),
    (2, Some(4)),
    (3, Some(5)),
    (4, Some(6)),
    (5, Some(7)),
    (6, Some(8)),
    (6, Some(10)),
    (8, Some(10)),
    (8, Some(12)),
    (10, Some(12)),
    (12, Some(15)),
    (13, Some(16)),
    (15, Some(20)),
    (17, Some(20)),
    (18, Some(24)),
    (21, Some(30)),
];

type Range = (i32, Option<i32>);

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, exercise) = (asked.book(), asked.exercise()?);
    let reps = exercise.reps.as_ref()?;
    let key = (reps.from, reps.to);
    let mut others: Vec<Range> = book
        .exercises
        .iter()
        .filter_map(|other| other.reps.as_ref())
        .map(|reps| (reps.from, reps.to))
        .collect();
    others.extend(COMMON);
    others.retain(|&other| are_apart(key, other));
    others.sort_unstable();
    others.dedup();
    let mut ranges = (0..TRIES).find_map(|_| {
        chance.shuffle(&mut others);
        wrong(key, &others, asked.wish, chance)
    })?;
    ranges.push(key);
    ranges.sort_by_key(|&range| order(range));
    let choices = ranges.into_iter().map(|range| {
        let right = range == key;
        let users = users(book, range);
        let because = match (right, users.is_empty()) {
            (true, _) => load(reps),
            (false, false) => format!("{} That is the range of {users}.", compared(range, key)),
            (false, true) => compared(range, key),
        };
        lettered(in_words(range), right, because, None)
    });
    Some(ItemDraft {
        key: Key::One(choices.collect()),
        arranged: true,
        explanation: exercise_explanation(book, exercise, reps.because.clone().unwrap_or_default()),
        ..asked.exercise_draft(exercise, "reps", "as taught here, how many reps make a set?", Basis::Reps)
    })
}

/// Wrong ranges beside the key: so many below it as was wished; where nothing is, any number is as likely, as far as there are
/// so many on either side.
fn wrong(key: Range, others: &[Range], wish: Wish<'_>, chance: &mut Chance) -> Option<Vec<Range>> {
    let mut taken: Vec<Range> = Vec::new();
    for &other in others {
        if taken.iter().all(|&one| far_apart(one, other)) {
            taken.push(other);
        }
    }
    let options = MOST.min(taken.len() + 1);
    let (below, above): (Vec<Range>, Vec<Range>) =
        taken.into_iter().partition(|&other| order(other) < order(key));
    // A key with nothing above it has all of them below.
    let least = (options - 1).saturating_sub(above.len());
    let lower = match wish.rank(options) {
        Some(rank) => rank,
        None => chance.below(options).max(least).min(below.len()),
    };
    let ranges: Vec<Range> =
        below.into_iter().take(lower).chain(above.into_iter().take(options - 1 - lower)).collect();
    let are_enough = ranges.len() + 1 >= if wish.0.is_some() { options } else { FEWEST };
    (are_enough && ranges.iter().filter(|&&range| order(range) < order(key)).count() == lower)
        .then_some(ranges)
}

/// A range in words; all options have the same form.
pub(crate) fn in_words((from, to): Range) -> String {
    to.map_or(format!("{from} or more"), |to| format!("{from} to {to}"))
}

fn load(reps: &Reps) -> String {
    let range = in_words((reps.from, reps.to));
    match &reps.load {
        Some(load) => format!("Sets of {range} reps with a {load} load."),
        None => format!("Sets of {range} reps."),
    }
}

/// Lower numbers come first; "or more" comes behind a range with the same start.
fn order((from, to): Range) -> (i32, i32) {
    (from, to.unwrap_or(i32::MAX))
}

/// Whether two wrong options are told apart: neither holds the other, and they share at most half of the shorter one.
fn far_apart(a: Range, b: Range) -> bool {
    let end = |to: Option<i32>| to.unwrap_or(40);
    let shared = end(a.1).min(end(b.1)) - a.0.max(b.0) + 1;
    let shorter = (end(a.1) - a.0).min(end(b.1) - b.0) + 1;
    shared < shorter && shared * 2 <= shorter
}

/// Whether no set is in both.
fn are_apart(a: Range, b: Range) -> bool {
    let ends_before = |one: Range, other: Range| one.1.is_some_and(|to| to < other.0);
    ends_before(a, b) || ends_before(b, a)
}

fn compared(range: Range, key: Range) -> String {
    let than = in_words(key);
    if order(range) < order(key) {
        format!("Too few: it is {than} here.")
    } else {
        format!("Too many: it is {than} here.")
    }
}

/// The exercises that use a range.
fn users(book: &Rulebook, range: Range) -> String {
    let uses =
        |exercise: &&Exercise| exercise.reps.as_ref().is_some_and(|reps| (reps.from, reps.to) == range);
    let names: Vec<&str> =
        book.exercises.iter().filter(uses).map(|exercise| exercise.name.as_str()).collect();
    and_list(&names)
}
