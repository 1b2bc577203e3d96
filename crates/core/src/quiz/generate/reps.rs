//! `reps`: the rep range of an exercise.

use super::options::FEWEST;
use super::{Asked, ItemDraft, Wish, exercise_explanation, lettered};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::words::and_list;
use crate::rulebook::{Exercise, Reps, Rulebook};

/// A range below the key holds at least so many.
const FEWEST_BELOW: i32 = 2;
/// The most ranges below the key: in more the key would be the widest by far.
const MOST_BELOW: i32 = 2;
/// What a set may have to reach at least, where no most is taught.
const AT_LEAST: [i32; 5] = [3, 5, 8, 12, 15];
/// No range begins above this, but the one beside the key.
const LONGEST_FROM: i32 = 26;

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
    // In three options the key can stand at any place; a fourth would be absurd on one side.
    let wrong = FEWEST - 1;
    if below.len() + above.len() < wrong {
        return None;
    }
    let (least, most) = (wrong.saturating_sub(above.len()), wrong.min(below.len()));
    let any = |chance: &mut Chance| least + chance.below(most - least + 1);
    let lower = wish.rank(FEWEST).unwrap_or_else(|| any(chance)).clamp(least, most);
    Some(below.into_iter().take(lower).chain(above.into_iter().take(wrong - lower)).collect())
}

/// The ranges below a key, the nearest first: together they hold all that it leaves, each about as much. Below one without an end
/// stand others without an end.
fn below(key: Range) -> Vec<Range> {
    if key.1.is_none() {
        return AT_LEAST
            .into_iter()
            .rev()
            .filter(|&least| least < key.0)
            .map(|least| (least, None))
            .collect();
    }
    let left = key.0 - 1;
    let rungs = (left / FEWEST_BELOW).min(MOST_BELOW);
    (0..rungs).rev().map(|rung| (1 + rung * left / rungs, Some((rung + 1) * left / rungs))).collect()
}

/// The ranges above a key, the nearest first, each as wide as the key.
fn above(key: Range) -> Vec<Range> {
    let Some(to) = key.1 else {
        return AT_LEAST.into_iter().filter(|&least| least > key.0).map(|least| (least, None)).collect();
    };
    let width = to - key.0 + 1;
    let above = (0..3).map(|rung| (to + 1 + rung * width, Some(to + (rung + 1) * width)));
    // Longer sets than that nobody would name.
    above.filter(|&(from, _)| from <= LONGEST_FROM.max(to + 1)).collect()
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

/// What is wrong with another range: what load it would be for, against the one that the sets are done with.
fn compared(range: Range, reps: &Reps) -> String {
    let is_lower = order(range) < order((reps.from, reps.to));
    match (is_lower, &reps.load) {
        (true, Some(load)) => {
            format!("You can train like that, with more weight; here it is taught with a {load} load.")
        }
        (false, Some(load)) => {
            format!("You can train like that, with less weight; here it is taught with a {load} load.")
        }
        (true, None) => "A set as short as that would end before it gets hard.".to_owned(),
        (false, None) => "A set as long as that asks for an easier version of it.".to_owned(),
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
        assert_eq!(below((8, Some(12))), [(4, Some(7)), (1, Some(3))]);
        assert_eq!(below((6, Some(12))), [(3, Some(5)), (1, Some(2))]);
        assert_eq!(below((3, Some(8))), [(1, Some(2))]);
        assert_eq!(below((1, Some(5))), []);
        assert_eq!(above((6, Some(12))), [(13, Some(19)), (20, Some(26))]);
        assert_eq!(above((8, Some(25))), [(26, Some(43))]);
        assert_eq!(below((8, None)), [(5, None), (3, None)]);
        assert_eq!(above((8, None))[..2], [(12, None), (15, None)]);
    }

    #[test]
    fn the_key_stands_where_it_is_wished_as_far_as_there_are_others() {
        let mut chance = Chance::from_seed(crate::quiz::Seed(1));
        for place in 0..3 {
            let wrong = wrong((8, Some(12)), Wish(Some(&|_| place)), &mut chance).expect("enough");
            assert_eq!(wrong.iter().filter(|range| range.0 < 8).count(), place);
        }
    }
}
