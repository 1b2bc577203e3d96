//! `reps`: the rep range of an exercise.

use super::options::{FEWEST, MOST};
use super::{Asked, ItemDraft, Wish, exercise_explanation, lettered};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::words::and_list;
use crate::rulebook::{Exercise, Reps, Rulebook};

/// The wrong options: no two of them have a set in common, and none is one that nobody would do.
const LADDER: &[(i32, Option<i32>)] = &[
    (1, Some(2)),
    (3, Some(5)),
    (6, Some(8)),
    (9, Some(12)),
    (13, Some(15)),
    (16, Some(20)),
    (21, Some(30)),
];

type Range = (i32, Option<i32>);

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, exercise) = (asked.book(), asked.exercise()?);
    let reps = exercise.reps.as_ref()?;
    let key = (reps.from, reps.to);
    let mut ranges = wrong(key, asked.wish, chance)?;
    ranges.push(key);
    ranges.sort_by_key(|&range| order(range));
    let choices = ranges.into_iter().map(|range| {
        let right = range == key;
        let users = users(book, range);
        let because = match (right, users.is_empty()) {
            (true, _) => load(reps),
            (false, false) => format!("{} That is the range of {users}.", compared(range, reps)),
            (false, true) => compared(range, reps),
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

/// Wrong ranges beside the key, the nearest on either side: so many below it as was wished, or any number alike. That the key
/// stands between others would tell it from those that stand at an end.
fn wrong(key: Range, wish: Wish<'_>, chance: &mut Chance) -> Option<Vec<Range>> {
    let others = LADDER.iter().copied().filter(|&other| are_apart(key, other));
    let (mut below, above): (Vec<Range>, Vec<Range>) = others.partition(|&other| order(other) < order(key));
    below.reverse();
    let options = MOST.min(below.len() + above.len() + 1);
    if options < FEWEST {
        return None;
    }
    let wrong = options - 1;
    let (least, most) = (wrong.saturating_sub(above.len()), wrong.min(below.len()));
    let any = |chance: &mut Chance| least + chance.below(most - least + 1);
    let lower = wish.rank(options).unwrap_or_else(|| any(chance)).clamp(least, most);
    Some(below.into_iter().take(lower).chain(above.into_iter().take(wrong - lower)).collect())
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

/// Whether no set is in both.
fn are_apart(a: Range, b: Range) -> bool {
    let ends_before = |one: Range, other: Range| one.1.is_some_and(|to| to < other.0);
    ends_before(a, b) || ends_before(b, a)
}

/// What is wrong with another range, for the load that the sets are done with.
fn compared(range: Range, reps: &Reps) -> String {
    let is_lower = order(range) < order((reps.from, reps.to));
    match (is_lower, &reps.load) {
        (true, Some(load)) => {
            format!("Too few: a set that short ends before a {load} load has done its work.")
        }
        (false, Some(load)) => format!("Too many: with a {load} load your form goes before you get there."),
        (true, None) => "Too few here.".to_owned(),
        (false, None) => "Too many here.".to_owned(),
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
