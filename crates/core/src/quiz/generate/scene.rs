//! A rep to be shown: context first, then a handful of signs in the order of the phases, some telling and some not.
//!
//! What is hardly ever seen together is not shown together. Which mistakes
//! fire is asked of the engine, for every way to complete the rep with good values.

use super::Workshop;
use super::amounts::amount;
use crate::quiz::Chance;
use crate::rulebook::{
    Clause, Domain, Exercise, ExerciseIx, MistakeIx, Proved, Rulebook, Sign, SignIx, Value, prove_in,
};

/// The fewest signs that a rep shows, if the exercise observes as many.
const FEWEST: usize = 4;
/// The most.
const MOST: usize = 7;

/// A rep to be shown.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    /// The signs it tells, in the exercise's order; all others are good.
    pub shown: Vec<(SignIx, Value)>,
    /// The mistakes that fire, in the exercise's order; all others are proved not to.
    pub fires: Vec<MistakeIx>,
}

/// A rep with these `telling` signs (places in the exercise's list, with their values), showing good values of the
/// `wanted` ones and of some more. None if what came out is hardly ever seen, impossible, or leaves a mistake open.
///
/// The context is told where something hangs on it, and now and then where nothing does: that it is told must not tell that
/// it matters. What is seen before the set, such as the pick-up, stands with no part of the set.
pub(super) fn scene(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    telling: &[(usize, Value)],
    wanted: &[usize],
    chance: &mut Chance,
) -> Option<Scene> {
    let (book, signs) = (shop.book, &shop.book[exercise].signs);
    let is_before = |&(place, _): &(usize, Value)| {
        let sign = &book[signs[place].sign];
        !sign.kind.is_context()
            && sign.phase.is_some_and(|phase| book[exercise].phases.first() == Some(&phase))
    };
    let with =
        |context: bool, chance: &mut Chance| with_context(shop, exercise, telling, wanted, context, chance);
    let tells_anyway = !telling.iter().any(is_before) && chance.one_in(3);
    let plain = if tells_anyway { None } else { with(false, chance) };
    plain.or_else(|| with(true, chance))
}

/// The same, with the context told or only so far as it tells.
fn with_context(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    telling: &[(usize, Value)],
    wanted: &[usize],
    context: bool,
    chance: &mut Chance,
) -> Option<Scene> {
    let (book, ix) = (shop.book, exercise);
    let exercise = &book[ix];
    let mut values: Vec<(usize, Value)> = telling.to_vec();
    let add = |place: usize, values: &mut Vec<(usize, Value)>, chance: &mut Chance| {
        let is_told = |place: usize| values.iter().any(|&(other, _)| other == place);
        if !is_told(place) && !follows(book, exercise, place, is_told) {
            let told = |sign: SignIx| {
                let place = exercise.place_of(sign)?;
                values.iter().find(|(other, _)| *other == place).map(|&(_, value)| value)
            };
            let good = exercise.good_where(place, told);
            let value = amount(book, ix, place, &good, None, chance);
            values.extend(value.map(|value| (place, value)));
        }
    };
    for place in 0..exercise.signs.len() {
        if context && tells_context(&book[exercise.signs[place].sign]) {
            add(place, &mut values, chance);
        }
    }
    for &place in wanted {
        if values.len() < MOST {
            add(place, &mut values, chance);
        }
    }
    let aim = (FEWEST + chance.below(3)).max(values.len());
    let mut rest: Vec<usize> = (0..exercise.signs.len()).collect();
    chance.shuffle(&mut rest);
    for place in rest {
        if values.len() < aim && !book[exercise.signs[place].sign].kind.is_context() {
            add(place, &mut values, chance);
        }
    }
    values.sort_unstable_by_key(|&(place, _)| place);
    let shown: Vec<(SignIx, Value)> =
        values.iter().map(|&(place, value)| (exercise.signs[place].sign, value)).collect();
    if hardly_seen(exercise, &shown) {
        return None;
    }
    Some(Scene { fires: all_that_fire(book, ix, &shown)?, shown })
}

/// Whether a sign follows from those that are told: a difference from its two signs, or one of these from the others.
fn follows(book: &Rulebook, exercise: &Exercise, place: usize, is_told: impl Fn(usize) -> bool) -> bool {
    exercise.signs.iter().enumerate().any(|(at, observed)| {
        let Some(parts) = book[observed.sign].difference else { return false };
        let all = parts.iter().filter_map(|&part| exercise.place_of(part)).chain([at]);
        let all: Vec<usize> = all.collect();
        all.contains(&place) && all.iter().filter(|&&other| other != place).all(|&other| is_told(other))
    })
}

/// A context sign with named values; a number of reps is told only where it tells.
fn tells_context(sign: &Sign) -> bool {
    sign.kind.is_context() && matches!(sign.domain, Domain::Named(_))
}

/// The mistakes that fire for what is shown with everything else good; none if that is impossible or leaves one open.
pub(super) fn all_that_fire(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
) -> Option<Vec<MistakeIx>> {
    let (engine, reps) = book.reps_that_show(exercise, shown);
    let mut fires = Vec::new();
    for &mistake in engine.mistakes() {
        match prove_in(&engine, &reps, mistake) {
            Proved::Fires => fires.push(mistake),
            Proved::Never => {}
            Proved::Depends | Proved::NoCompletion => return None,
        }
    }
    Some(fires)
}

/// Whether what is shown is hardly ever seen together.
pub(super) fn hardly_seen(exercise: &Exercise, shown: &[(SignIx, Value)]) -> bool {
    let holds = |clause: &Clause| {
        clause
            .tests
            .iter()
            .all(|test| shown.iter().any(|&(sign, value)| sign == test.sign && test.values.contains(value)))
    };
    exercise.unlikely.iter().flat_map(|pair| &pair.when).any(holds)
}

/// A way for `mistake` to fire: a value for each sign of one of its clauses, by place.
pub(super) fn telling(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
    chance: &mut Chance,
) -> Option<Vec<(usize, Value)>> {
    let (book, ix) = (shop.book, exercise);
    let exercise = &book[ix];
    let clause = chance.pick(&book[mistake].when)?;
    clause
        .tests
        .iter()
        .map(|test| {
            let place = exercise.place_of(test.sign)?;
            Some((place, amount(book, ix, place, &test.values, shop.margin_of(mistake), chance)?))
        })
        .collect()
}

/// These telling signs, and with them a way to fire for each of the others that hangs on signs which nothing before it took.
pub(super) fn telling_beside(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mut values: Vec<(usize, Value)>,
    others: &[MistakeIx],
    chance: &mut Chance,
) -> Option<Vec<(usize, Value)>> {
    for &other in others {
        let also = telling(shop, exercise, other, chance)?;
        let is_free = |(place, _): &(usize, Value)| values.iter().all(|(taken, _)| taken != place);
        if also.iter().all(is_free) {
            values.extend(also);
        }
    }
    Some(values)
}

/// For each of these mistakes the place of a sign of it, so that a scene can show what refutes it.
pub(super) fn signs_of(shop: &Workshop<'_>, exercise: ExerciseIx, mistakes: &[MistakeIx]) -> Vec<usize> {
    let (book, exercise) = (shop.book, &shop.book[exercise]);
    let sign_of = |&mistake: &MistakeIx| {
        let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
        let mut seen = tests.filter(|test| !book[test.sign].kind.is_context());
        seen.next().and_then(|test| exercise.place_of(test.sign))
    };
    mistakes.iter().filter_map(sign_of).collect()
}
