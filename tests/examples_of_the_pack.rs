//! The examples in the built-in pack: on both sides of every bound, and for every clause that joins signs.

use formcheck_core::rulebook::{Exercise, MistakeIx, Rulebook, SignIx, Value, load_mid_back};

/// The exercises in which a mistake counts.
fn counting(book: &Rulebook, mistake: MistakeIx) -> impl Iterator<Item = &Exercise> {
    book.exercises.iter().filter(move |exercise| exercise.counted(mistake).is_some())
}

fn shows(exercise: &Exercise, sign: SignIx, value: i32) -> bool {
    exercise.examples.iter().any(|example| example.rep.contains(&(sign, Value(value))))
}

#[test]
fn every_bound_has_an_example_on_either_side() {
    let book = load_mid_back();
    let mut missing = Vec::new();
    for (place, mistake) in book.mistakes.iter().enumerate() {
        for test in mistake.when.iter().flat_map(|clause| &clause.tests).filter(|test| test.bounded) {
            let all = book[test.sign].all();
            for &(from, to) in test.values.spans() {
                let bounds = [(from - 1, from), (to, to + 1)];
                let inner = bounds.iter().filter(|(a, b)| all.contains(Value(*a)) && all.contains(Value(*b)));
                for &(a, b) in inner {
                    for exercise in counting(&book, MistakeIx::at(place)) {
                        if !shows(exercise, test.sign, a) || !shows(exercise, test.sign, b) {
                            missing.push(format!(
                                "{}: {} {a}|{b} of {}",
                                exercise.id, book[test.sign].id, mistake.id
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_clause_that_joins_signs_has_an_example() {
    let book = load_mid_back();
    let mut missing = Vec::new();
    for (place, mistake) in book.mistakes.iter().enumerate() {
        for clause in mistake.when.iter().filter(|clause| clause.tests.len() > 1) {
            let holds = counting(&book, MistakeIx::at(place)).any(|exercise| {
                exercise.examples.iter().any(|example| {
                    let fires = example.expect.contains(&MistakeIx::at(place));
                    let shown = |sign: SignIx| example.rep.iter().find(|(other, _)| *other == sign);
                    fires
                        && clause.tests.iter().all(|test| {
                            shown(test.sign).is_some_and(|(_, value)| test.values.contains(*value))
                        })
                })
            });
            if !holds {
                let signs: Vec<String> =
                    clause.tests.iter().map(|test| book[test.sign].id.to_string()).collect();
                missing.push(format!("{}: {signs:?}", mistake.id));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_exercise_says_why_it_differs() {
    let book = load_mid_back();
    let mut missing = Vec::new();
    for exercise in &book.exercises {
        for observed in &exercise.signs {
            let sign = &book[observed.sign];
            let written = observed.span.is_some();
            let fine = observed.good.union(&observed.tolerated);
            let differs = book.exercises.iter().any(|other| {
                other.place_of(observed.sign).is_some_and(|place| {
                    let theirs = &other.signs[place];
                    theirs.good.union(&theirs.tolerated).intersect(&fine).is_empty()
                })
            });
            if written && differs && observed.because.is_none() {
                missing.push(format!("{}: {}", exercise.id, sign.id));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
