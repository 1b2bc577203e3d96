//! What of a mistake's condition needs an example, and whether an example is the one.

use crate::diagnostic::Span;
use crate::rulebook::{
    Clause, Example, Exercise, Mistake, MistakeIx, Named, Rulebook, SignIx, Test, Value, ValueSet,
};

/// An example that should be there.
pub(super) struct Need<'b> {
    pub(super) mistake: &'b Mistake,
    pub(super) clause: &'b Clause,
    /// Its place among the mistake's clauses.
    pub(super) number: usize,
    pub(super) what: Needed<'b>,
}

pub(super) enum Needed<'b> {
    /// The last value that a bound takes in: the mistake fires.
    Inside(&'b Test, Value),
    /// The first value that it leaves out, all else of the clause given: the mistake doesn't fire.
    Outside(&'b Test, Value),
    /// All signs of the clause: the mistake fires.
    Joined,
    /// All signs of the clause but this one: the mistake doesn't fire.
    NearMiss(&'b Test),
}

/// What examples a mistake needs, clause by clause.
pub(super) fn needs<'b>(book: &Rulebook, mistake: &'b Mistake) -> Vec<Need<'b>> {
    let all = |sign: SignIx| book[sign].all();
    let mut needs = Vec::new();
    for (number, clause) in mistake.when.iter().enumerate() {
        let mut need = |what| needs.push(Need { mistake, clause, number, what });
        for test in clause.tests.iter().filter(|test| test.bounded) {
            for &(from, to) in test.values.spans() {
                for (inside, outside) in [(from, from.checked_sub(1)), (to, to.checked_add(1))] {
                    // The end of the sign's own range is no bound: there is no value behind it.
                    let Some(outside) = outside.map(Value).filter(|&value| all(test.sign).contains(value))
                    else {
                        continue;
                    };
                    need(Needed::Inside(test, Value(inside)));
                    need(Needed::Outside(test, outside));
                }
            }
        }
        if clause.tests.len() > 1 {
            need(Needed::Joined);
            clause.tests.iter().for_each(|test| need(Needed::NearMiss(test)));
        }
    }
    needs
}

/// Whether a test holds for an example's rep: for every value that the sign may have there, for none, or for some.
#[derive(PartialEq, Eq)]
enum Holds {
    All,
    None,
    Some,
}

impl Need<'_> {
    /// Whether `example` of `exercise` is the one.
    pub(super) fn is_met_by(&self, book: &Rulebook, exercise: &Exercise, example: &Example) -> bool {
        let given = |sign: SignIx| example.rep.iter().find(|(own, _)| *own == sign).map(|(_, value)| *value);
        let values = |sign: SignIx| match given(sign) {
            Some(value) => ValueSet::one(value),
            None => {
                exercise.place_of(sign).map_or(ValueSet::empty(), |place| exercise.good_at_most(place, given))
            }
        };
        let holds = |test: &Test| {
            let values = values(test.sign);
            match (values.minus(&test.values).is_empty(), values.intersect(&test.values).is_empty()) {
                (true, _) => Holds::All,
                (_, true) => Holds::None,
                _ => Holds::Some,
            }
        };
        let is_expected = example.expect.contains(&self.ix(book));
        let rest_holds = |but: Option<&Test>| {
            let mut rest =
                self.clause.tests.iter().filter(|test| but.is_none_or(|but| but.sign != test.sign));
            rest.all(|test| holds(test) == Holds::All)
        };
        match &self.what {
            Needed::Inside(test, value) => {
                is_expected && given(test.sign) == Some(*value) && rest_holds(None)
            }
            Needed::Outside(test, value) => {
                !is_expected && given(test.sign) == Some(*value) && rest_holds(Some(test))
            }
            Needed::Joined => is_expected && rest_holds(None),
            Needed::NearMiss(test) => !is_expected && holds(test) == Holds::None && rest_holds(Some(test)),
        }
    }

    /// Where the condition is written.
    pub(super) fn span(&self) -> Span {
        match &self.what {
            Needed::Inside(test, _) | Needed::Outside(test, _) | Needed::NearMiss(test) => test.span,
            Needed::Joined => self.clause.span,
        }
    }

    /// What there is no example of: goes behind "no example".
    pub(super) fn words(&self, book: &Rulebook) -> String {
        let id = &self.mistake.id;
        let name = |test: &Test| book[test.sign].id.to_string();
        let word = |test: &Test, value: Value| book[test.sign].word(value);
        match &self.what {
            Needed::Inside(test, value) => {
                format!(
                    "tests this bound of `{id}` from inside: at `{} = {}` it fires",
                    name(test),
                    word(test, *value)
                )
            }
            Needed::Outside(test, value) => {
                format!(
                    "tests this bound of `{id}` from outside: at `{} = {}` it doesn't fire",
                    name(test),
                    word(test, *value)
                )
            }
            Needed::Joined => format!("fires `{id}` by these signs together"),
            Needed::NearMiss(test) => {
                format!(
                    "just misses `{id}`: a rep in which all signs of this rule hold except `{}`",
                    name(test)
                )
            }
        }
    }

    fn ix(&self, book: &Rulebook) -> MistakeIx {
        match book.find(self.mistake.id.as_str()) {
            Some(Named::Mistake(ix)) => ix,
            _ => unreachable!("a mistake of a rulebook is found by its id"),
        }
    }
}
