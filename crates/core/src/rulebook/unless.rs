//! What `when` says less what `unless` says, as boxes again.
//!
//! Must not know: files, exercises.

use super::{Clause, SignIx, Test, ValueSet, When};

/// The most boxes that a `when` and its `unless` may come to.
pub(super) const MOST_BOXES: usize = 256;

/// The boxes of `when` less those of `unless`; they may overlap, and none lies within another. `all` gives the values of a
/// sign. None if there are more than [`MOST_BOXES`].
pub(crate) fn less(when: &When, unless: &When, all: &dyn Fn(SignIx) -> ValueSet) -> Option<When> {
    let mut left = when.clone();
    for exception in unless {
        left = left.iter().flat_map(|clause| clause_less(clause, exception, all)).collect();
        left = without_covered(left, all);
        if left.len() > MOST_BOXES {
            return None;
        }
    }
    Some(left)
}

/// Whether two clauses have a rep in common, as far as the values of their signs go.
pub(super) fn overlap(a: &Clause, b: &Clause) -> bool {
    let apart = |test: &Test| test_of(b, test.sign).is_some_and(|own| !meets(&own.values, &test.values));
    !a.tests.iter().any(apart)
}

/// A clause less another: for each sign of the other, the clause where that sign has none of the other's values.
fn clause_less(clause: &Clause, other: &Clause, all: &dyn Fn(SignIx) -> ValueSet) -> Vec<Clause> {
    if !overlap(clause, other) {
        return vec![clause.clone()];
    }
    let rest = |test: &Test| {
        let own = test_of(clause, test.sign);
        let values = own.map_or_else(|| all(test.sign), |own| own.values.clone()).minus(&test.values);
        let left = Test {
            values,
            bounded: test.bounded || own.is_some_and(|own| own.bounded),
            ..own.unwrap_or(test).clone()
        };
        if left.values.is_empty() {
            return None;
        }
        let mut part = clause.clone();
        match part.tests.iter_mut().find(|own| own.sign == test.sign) {
            Some(own) => *own = left,
            None => part.tests.push(left),
        }
        Some(part)
    };
    other.tests.iter().filter_map(rest).collect()
}

/// The clauses that lie within no other; of equal ones the first.
fn without_covered(clauses: When, all: &dyn Fn(SignIx) -> ValueSet) -> When {
    let mut kept: When = Vec::with_capacity(clauses.len());
    for clause in clauses {
        if kept.iter().any(|other| holds(other, &clause, all)) {
            continue;
        }
        kept.retain(|other| !holds(&clause, other, all));
        kept.push(clause);
    }
    kept
}

/// Whether every rep of `inner` is one of `outer`.
fn holds(outer: &Clause, inner: &Clause, all: &dyn Fn(SignIx) -> ValueSet) -> bool {
    outer.tests.iter().all(|test| match test_of(inner, test.sign) {
        Some(own) => test.values.holds(&own.values),
        None => test.values.holds(&all(test.sign)),
    })
}

fn meets(a: &ValueSet, b: &ValueSet) -> bool {
    !a.intersect(b).is_empty()
}

fn test_of(clause: &Clause, sign: SignIx) -> Option<&Test> {
    clause.tests.iter().find(|test| test.sign == sign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{FileIx, Span};

    const SIGNS: usize = 3;
    const LAST: i32 = 4;

    fn span() -> Span {
        Span::new(FileIx(0), 0, 0)
    }

    fn clause() -> impl Strategy<Value = Clause> {
        let test = (0..=LAST, 0..=LAST).prop_map(|(a, b)| ValueSet::span(a.min(b), a.max(b)));
        let tests = prop::collection::vec(prop::option::of(test), SIGNS);
        tests.prop_filter_map("it asks something", |tests| {
            let tests: Vec<Test> = tests
                .into_iter()
                .enumerate()
                .filter_map(|(sign, values)| {
                    Some(Test { sign: SignIx::at(sign), values: values?, bounded: true, span: span() })
                })
                .collect();
            (!tests.is_empty()).then_some(Clause { tests, span: span() })
        })
    }

    fn fires(when: &When, rep: &[i32]) -> bool {
        let holds = |test: &Test| test.values.contains(super::super::Value(rep[test.sign.place()]));
        when.iter().any(|clause| clause.tests.iter().all(holds))
    }

    proptest! {
        #[test]
        fn it_fires_where_one_holds_and_the_other_does_not(
            when in prop::collection::vec(clause(), 1..4),
            unless in prop::collection::vec(clause(), 0..4),
        ) {
            let left = less(&when, &unless, &|_| ValueSet::span(0, LAST)).expect("few boxes");
            for a in 0..=LAST {
                for b in 0..=LAST {
                    for c in 0..=LAST {
                        let rep = [a, b, c];
                        prop_assert_eq!(fires(&left, &rep), fires(&when, &rep) && !fires(&unless, &rep));
                    }
                }
            }
            // Nothing is said twice, and no test holds for nothing.
            prop_assert!(left.iter().flat_map(|one| &one.tests).all(|test| !test.values.is_empty()));
        }
    }
}
