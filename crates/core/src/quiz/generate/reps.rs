//! `reps`: the rep range of an exercise.

use super::options::{FEWEST, MOST};
use super::{Asked, ItemDraft, Wish, exercise_explanation, lettered};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::words::and_list;
use crate::rulebook::{Exercise, Reps, Rulebook};

/// How many sets of numbers the wrong ranges above the key hold, from there on: longer sets are told apart less finely.
const ABOVE: [i32; 3] = [3, 5, 10];
/// A range below the key holds at least so many.
const FEWEST_BELOW: i32 = 2;
/// The most ranges below the key.
const MOST_BELOW: i32 = 3;

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
    let (below, above) = (below(key), above(key));
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

/// The ranges below a key, the nearest first: together they hold all that it leaves, each about as much.
fn below(key: Range) -> Vec<Range> {
    let left = key.0 - 1;
    let rungs = (left / FEWEST_BELOW).min(MOST_BELOW);
    (0..rungs).rev().map(|rung| (1 + rung * left / rungs, Some((rung + 1) * left / rungs))).collect()
}

/// The ranges above a key, the nearest first; none above one without an end.
fn above(key: Range) -> Vec<Range> {
    let start = |to: i32| {
        ABOVE.iter().scan(to, |last, width| {
            let from = *last + 1;
            *last += width;
            Some((from, Some(*last)))
        })
    };
    key.1.into_iter().flat_map(start).collect()
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

/// What is wrong with another range, for the load that the sets are done with.
fn compared(range: Range, reps: &Reps) -> String {
    let is_lower = order(range) < order((reps.from, reps.to));
    match (is_lower, &reps.load) {
        (true, Some(load)) => {
            format!("Too few for a {load} load: you would stop with a lot left in the tank.")
        }
        (false, Some(load)) => format!("Too many for a {load} load: your form goes before you get there."),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_ranges_stand_on_either_side_and_have_no_number_in_common_with_the_key() {
        assert_eq!(below((8, Some(12))), [(5, Some(7)), (3, Some(4)), (1, Some(2))]);
        assert_eq!(below((6, Some(12))), [(3, Some(5)), (1, Some(2))]);
        assert_eq!(below((3, Some(8))), [(1, Some(2))]);
        assert_eq!(below((1, Some(5))), []);
        assert_eq!(above((6, Some(12))), [(13, Some(15)), (16, Some(20)), (21, Some(30))]);
        assert_eq!(above((8, None)), []);
    }

    #[test]
    fn the_key_stands_where_it_is_wished_as_far_as_there_are_others() {
        let mut chance = Chance::from_seed(crate::quiz::Seed(1));
        for place in 0..4 {
            let wrong = wrong((8, Some(12)), Wish(Some(&|_| place)), &mut chance).expect("enough");
            assert_eq!(wrong.iter().filter(|range| range.0 < 8).count(), place);
        }
    }
}
