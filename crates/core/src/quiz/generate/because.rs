//! Why an option is right or wrong, in the words of the signs.

use crate::rulebook::words::{self, and_list, says, sentence};
use crate::rulebook::{Clause, Domain, Exercise, MistakeIx, Rulebook, SignIx, Value, ValueSet, refuted_by};

/// A rep in an exercise, as far as it is shown.
#[derive(Clone, Copy)]
pub(super) struct ShownRep<'s> {
    pub(super) book: &'s Rulebook,
    pub(super) exercise: &'s Exercise,
    pub(super) shown: &'s [(SignIx, Value)],
}

impl ShownRep<'_> {
    /// The signs that make `mistake` fire, as clauses: those shown, then those that are good and belong to its condition.
    pub(super) fn fires(self, mistake: MistakeIx) -> String {
        let ShownRep { book, exercise, shown } = self;
        let value_of = |sign: SignIx| shown.iter().find(|(other, _)| *other == sign).map(|&(_, value)| value);
        let good_in = |sign: SignIx, values: &ValueSet| {
            let place = exercise.place_of(sign)?;
            let good = exercise.good_where(place, value_of);
            good.minus(values).is_empty().then_some(good)
        };
        let holds = |clause: &&Clause| {
            clause.tests.iter().all(|test| match value_of(test.sign) {
                Some(value) => test.values.contains(value),
                None => good_in(test.sign, &test.values).is_some(),
            })
        };
        let Some(clause) = book[mistake].when.iter().find(holds) else { return String::new() };
        let parts: Vec<String> = clause
            .tests
            .iter()
            .filter_map(|test| {
                value_of(test.sign).map(|value| said_with_limit(book, mistake, test.sign, value))
            })
            .collect();
        and_list(&parts)
    }

    /// The signs that keep `mistake` from firing, as clauses: those that are shown, and those that are merely good.
    pub(super) fn refutes(self, mistake: MistakeIx) -> String {
        let ShownRep { book, exercise, shown } = self;
        let clause = |&(sign, value): &(SignIx, Option<Value>)| match value {
            // What is off on another side than the mistake's has nothing to do with its limit.
            Some(value) if exercise.is_off((sign, value), shown) => book[sign].say(value),
            Some(value) => said_with_limit(book, mistake, sign, value),
            None => {
                let place = exercise.place_of(sign).expect("a mistake that counts has its signs observed");
                let value_of =
                    |sign: SignIx| shown.iter().find(|(other, _)| *other == sign).map(|&(_, value)| value);
                says(&book[sign], &exercise.good_where(place, value_of))
            }
        };
        let parts: Vec<String> = refuted_by(book, exercise, shown, mistake).iter().map(clause).collect();
        and_list(&parts)
    }

    /// Why the mistake is in the rep.
    pub(super) fn seen(self, mistake: MistakeIx) -> String {
        format!("{}.", sentence(&self.fires(mistake)))
    }

    /// Why the mistake is not in the rep.
    pub(super) fn ruled_out(self, mistake: MistakeIx) -> String {
        format!("{}.", sentence(&self.refutes(mistake)))
    }
}

/// A sign as it is shown; behind an amount stands the limit of the mistake, so that a near miss teaches where it begins.
fn said_with_limit(book: &Rulebook, mistake: MistakeIx, sign: SignIx, value: Value) -> String {
    let say = book[sign].say(value);
    match limit(book, mistake, sign, value) {
        Some(limit) => format!("{say} (the limit is {})", words::value(&book[sign], limit)),
        None => say,
    }
}

/// Amounts that rules name are mostly multiples of this.
const ROUND: i32 = 5;

/// The amount at which a mistake begins, on the side of `value`; none of what has names or no end on that side.
fn limit(book: &Rulebook, mistake: MistakeIx, sign: SignIx, value: Value) -> Option<Value> {
    let Domain::Range { from, to, .. } = book[sign].domain else { return None };
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let faulty =
        tests.filter(|test| test.sign == sign).fold(ValueSet::empty(), |all, test| all.union(&test.values));
    // The rule may name the last amount that passes or the first that doesn't: it is the rounder of the two.
    let rounder =
        |passes: i32, fails: i32| if fails % ROUND == 0 && passes % ROUND != 0 { fails } else { passes };
    let is_inside = |one: &i32| (from..=to).contains(one);
    let ends = faulty.spans().iter().flat_map(|&(first, last)| {
        [(first - 1, first), (last + 1, last)].into_iter().filter(move |(passes, _)| is_inside(passes))
    });
    let limits = ends.map(|(passes, fails)| rounder(passes, fails));
    limits.min_by_key(|one| one.abs_diff(value.0)).map(Value)
}
