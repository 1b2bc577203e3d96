//! The values that reps are shown with. Amounts lie near the limit of what is asked about, on its right side, and so far from
//! every bound that an observer can tell.
//!
//! Without a margin, as in a quiz and an exam, the distance from the limit is spread evenly over the logarithm: from once to
//! eight times what an observer can tell (`apart`), each step of [`Margin`] as often. What is good comes as near as what isn't.

use crate::logic::cells_of;
use crate::quiz::{Chance, Margin};
use crate::rulebook::{Domain, ExerciseIx, Rulebook, Value, ValueSet};

/// One of the values in `set` of the sign at `place`: of names any; of a range one that lies by the margin inside one of the
/// limits of `set`, a round number where there is one. Where the room between two bounds is too small for that it is as near as
/// can be, or their middle.
pub(super) fn amount(
    book: &Rulebook,
    exercise: ExerciseIx,
    place: usize,
    set: &ValueSet,
    margin: Option<Margin>,
    chance: &mut Chance,
) -> Option<Value> {
    let sign = &book[book[exercise].signs[place].sign];
    let Domain::Range { apart, from, to, .. } = sign.domain else {
        let values: Vec<Value> = set.values().collect();
        return chance.pick(&values).copied();
    };
    let clear = clear(book, exercise, place, set);
    if clear.is_empty() {
        let cells = cells(book, exercise, place, set);
        let &(first, last) = chance.pick(&cells)?;
        return Some(Value(first + (last - first) / 2));
    }
    let within = |span: (i32, i32)| -> Vec<(i32, i32)> {
        clear.iter().copied().filter(|&(low, high)| span.0 <= low && high <= span.1).collect()
    };
    let limits: Vec<Limit> = set.spans().iter().flat_map(|&span| limits(span, (from, to))).collect();
    let limits: Vec<Limit> = limits.into_iter().filter(|limit| !within(limit.span).is_empty()).collect();
    let Some(limit) = chance.pick(&limits) else {
        // No limit: any value will do.
        let &(low, high) = chance.pick(&clear)?;
        let width = usize::try_from(high - low).ok()? + 1;
        let any = low + i32::try_from(chance.below(width)).ok()?;
        return Some(Value(round(any, apart, &[(low, high)])));
    };
    let margin = margin.unwrap_or_else(|| Margin::at(chance.below(Margin::COUNT)));
    let wanted = limit.outside + limit.inward * margin.distance(apart);
    let within = within(limit.span);
    let near =
        within.iter().map(|&(low, high)| wanted.clamp(low, high)).min_by_key(|one| one.abs_diff(wanted))?;
    Some(Value(round(near, apart, &within)))
}

/// A value that lies `by` farther from what is good than `value`, as far as no bound comes too near; none if there is no room.
pub(super) fn farther(
    book: &Rulebook,
    exercise: ExerciseIx,
    place: usize,
    value: Value,
    by: i32,
) -> Option<Value> {
    let observed = &book[exercise].signs[place];
    let is_below = observed.good.spans().first().is_some_and(|&(first, _)| value.0 < first);
    let all = clear(book, exercise, place, &book[observed.sign].all());
    let &(low, high) = all.iter().find(|(low, high)| (*low..=*high).contains(&value.0))?;
    let Domain::Range { apart, .. } = book[observed.sign].domain else { return None };
    let wanted = if is_below { value.0 - by } else { value.0 + by };
    let rounded = round(wanted.clamp(low, high), apart, &[(low, high)]);
    Some(Value(if is_below { rounded.min(value.0) } else { rounded.max(value.0) }))
}

/// An end of a span behind which there are other values.
struct Limit {
    span: (i32, i32),
    /// The nearest value beyond it.
    outside: i32,
    /// The way from there into the span.
    inward: i32,
}

fn limits(span: (i32, i32), (from, to): (i32, i32)) -> impl Iterator<Item = Limit> {
    let low = (span.0 > from).then_some(Limit { span, outside: span.0 - 1, inward: 1 });
    let high = (span.1 < to).then_some(Limit { span, outside: span.1 + 1, inward: -1 });
    low.into_iter().chain(high)
}

/// The stretches of a set between bounds.
fn cells(book: &Rulebook, exercise: ExerciseIx, place: usize, set: &ValueSet) -> Vec<(i32, i32)> {
    let engine = book.engine(exercise);
    cells_of(engine.mask(place, set)).flat_map(|cell| engine.values(place, cell).spans().to_vec()).collect()
}

/// What of them is so far from every bound that an observer can tell.
fn clear(book: &Rulebook, exercise: ExerciseIx, place: usize, set: &ValueSet) -> Vec<(i32, i32)> {
    let sign = &book[book[exercise].signs[place].sign];
    let Domain::Range { apart, from, to, .. } = sign.domain else { return Vec::new() };
    // At an end of the scale there is no bound; nobody reads it off to the degree there either.
    let clear = |(first, last): (i32, i32)| {
        let low = if first == from { first } else { first - 1 + apart };
        let high = if last == to { last } else { last + 1 - apart };
        let inner = (low + if first == from { apart } else { 0 }, high - if last == to { apart } else { 0 });
        if inner.0 <= inner.1 { inner } else { (low, high) }
    };
    cells(book, exercise, place, set).into_iter().map(clear).filter(|(low, high)| low <= high).collect()
}

/// The nearest multiple of five in one of the stretches, where amounts are told in fives at the finest; else the value itself.
fn round(value: i32, apart: i32, stretches: &[(i32, i32)]) -> i32 {
    const ROUND: i32 = 5;
    if apart < ROUND {
        return value;
    }
    let down = value - value.rem_euclid(ROUND);
    let is_in = |one: &i32| stretches.iter().any(|(low, high)| low <= one && one <= high);
    let near = [down, down + ROUND, down - ROUND, down + 2 * ROUND];
    near.into_iter().filter(is_in).min_by_key(|one| one.abs_diff(value)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::Seed;
    use crate::rulebook::{Proved, load_built_in, prove};

    /// Every mistake of both packs that asks for an amount, at every margin: the amount is the mistake's, and the engine says so;
    /// no value within what can be told stands otherwise.
    #[test]
    fn amounts_are_on_the_right_side_and_can_be_told() {
        let (book, mut chance) = (load_built_in(), Chance::from_seed(Seed(16)));
        let (mut amounts, mut narrow) = (0, 0);
        for ix in book.exercise_ixs() {
            let exercise = &book[ix];
            for (mistake, clause) in exercise.mistakes.iter().flat_map(|counted| {
                book[counted.mistake].when.iter().map(move |clause| (counted.mistake, clause))
            }) {
                for test in &clause.tests {
                    let Domain::Range { apart, from, to, .. } = book[test.sign].domain else { continue };
                    let Some(place) = exercise.place_of(test.sign) else { continue };
                    let good = &exercise.signs[place].good;
                    for (set, is_telling) in [(&test.values, true), (good, false)] {
                        for margin in (0..Margin::COUNT).map(|number| Some(Margin::at(number))).chain([None])
                        {
                            let value = amount(&book, ix, place, set, margin, &mut chance).expect("a value");
                            assert!(set.contains(value), "{}: {}", exercise.id, value.0);
                            amounts += 1;
                            if clear(&book, ix, place, set).is_empty() {
                                narrow += 1;
                                continue;
                            }
                            let others = [value.0 - apart + 1, value.0 + apart - 1];
                            let near = others.map(|one| Value(one.clamp(from, to)));
                            assert!(
                                near.into_iter().all(|one| set.contains(one)),
                                "{} {}",
                                exercise.id,
                                value.0
                            );
                            if clause.tests.len() == 1 {
                                let fires = prove(&book, ix, &[(test.sign, value)], mistake);
                                assert_eq!(fires == Proved::Fires, is_telling, "{}", exercise.id);
                            }
                        }
                    }
                }
            }
        }
        assert!(amounts > 400 && narrow * 4 < amounts, "{amounts}, {narrow} of them between bounds too near");
    }

    /// The nearer the margin, the nearer the limit.
    #[test]
    fn a_nearer_margin_is_a_nearer_amount() {
        let (book, mut chance) = (load_built_in(), Chance::from_seed(Seed(3)));
        let mut nearer = 0;
        for ix in book.exercise_ixs() {
            for (place, observed) in book[ix].signs.iter().enumerate() {
                let mistakes = book[ix].mistakes.iter().flat_map(|counted| &book[counted.mistake].when);
                let tests =
                    mistakes.flat_map(|clause| &clause.tests).filter(|test| test.sign == observed.sign);
                for test in tests.filter(|test| matches!(book[test.sign].domain, Domain::Range { .. })) {
                    let mut far = |margin| {
                        let value = amount(&book, ix, place, &test.values, Some(margin), &mut chance)?;
                        test.values.is_empty().then_some(0).or(observed.good.distance(value))
                    };
                    let (near, farthest) = (far(Margin::NEAREST), far(Margin::FARTHEST));
                    assert!(near <= farthest, "{}: {near:?} {farthest:?}", book[ix].id);
                    nearer += u32::from(near < farthest);
                }
            }
        }
        assert!(nearer > 10, "{nearer}");
    }
}
