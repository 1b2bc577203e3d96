//! Why an option is right or wrong, in the words of the signs.

use crate::rulebook::words::{and_list, says, sentence};
use crate::rulebook::{
    Clause, Exercise, MistakeIx, Rulebook, SignIx, SignKind, Test, Value, ValueSet, refuted_by,
};

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
            .filter_map(|test| value_of(test.sign).map(|value| book[test.sign].say(value)))
            .collect();
        and_list(&parts)
    }

    /// The signs that keep `mistake` from firing, as clauses: those that are shown, and those that are merely good.
    pub(super) fn refutes(self, mistake: MistakeIx) -> String {
        let ShownRep { book, exercise, shown } = self;
        let clause = |&(sign, value): &(SignIx, Option<Value>)| match value {
            Some(value) => book[sign].say(value),
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

    /// Why the mistake is in the rep. What can only be felt is not seen.
    pub(super) fn seen(self, mistake: MistakeIx) -> String {
        let book = self.book;
        let is_felt = |test: &Test| book[test.sign].kind == SignKind::Felt;
        let felt = book[mistake].when.iter().flat_map(|clause| &clause.tests).any(is_felt);
        let fires = self.fires(mistake);
        // What is felt says by itself who tells it.
        if felt && fires.starts_with("the lifter ") {
            return format!("{}.", sentence(&fires));
        }
        let how = if felt { "The lifter tells you" } else { "You can see it" };
        format!("{how}: {fires}.")
    }

    /// Why the mistake is not in the rep.
    pub(super) fn ruled_out(self, mistake: MistakeIx) -> String {
        format!("{}.", sentence(&self.refutes(mistake)))
    }
}
