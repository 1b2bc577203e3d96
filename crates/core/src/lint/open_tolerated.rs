//! A tolerated range without an end, where a mistake begins further on: the rules say "no verdict" of values that they call a
//! mistake as soon as something else is off.
//!
//! Whether a mistake always fires with a tolerated value is another finding (`tolerated-fires`); here it fires with some.

use super::{CheckedDraft, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, plainest};
use crate::rulebook::{Domain, ExerciseIx, MistakeIx, Rulebook, SignIx};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let exercises = draft.in_order(out);
    CheckedDraft::each(&exercises, out, |exercise, found| of_exercise(draft, exercise, found));
}

fn of_exercise(draft: &CheckedDraft<'_>, ix: ExerciseIx, found: &mut Vec<Diagnostic>) {
    let (book, exercise, engine) = (draft.book, &draft.book[ix], draft.book.engine(ix));
    for (place, observed) in exercise.signs.iter().enumerate() {
        let (Some(span), Domain::Range { from, to, .. }) =
            (observed.tolerated_span, &book[observed.sign].domain)
        else {
            continue;
        };
        for &tolerated in observed.tolerated.spans() {
            let Some((mistake, begins)) = engine
                .mistakes()
                .iter()
                .find_map(|&one| Some((one, begins(book, one, observed.sign, tolerated, (*from, *to))?)))
            else {
                continue;
            };
            let cells = engine.mask(place, &crate::rulebook::ValueSet::span(begins.0, begins.1));
            let rule = engine.mistakes().iter().position(|one| *one == mistake).map(|at| &engine.rules()[at]);
            let within = engine.space().full().narrowed(place, cells);
            let witness =
                rule.into_iter().flatten().zip(within.into_iter().cycle()).find_map(|(clause, within)| {
                    plainest(engine.space(), &clause.intersect(&within)?, &[], Budget::default()).point()
                });
            let Some(point) = witness else { continue };
            assert!(engine.fires(&point).contains(&mistake), "a witness fires what it witnesses");
            let rep = in_words(book, exercise, engine, &point, &[mistake]);
            let (sign, id) = (&book[observed.sign].id, &book[mistake].id);
            let message =
                format!("`{sign}` is tolerated without an end, and `{id}` begins further on: {rep}");
            found.push(
                Diagnostic::new(Code::OpenTolerated, span, message)
                    .label(book[mistake].span, "the mistake")
                    .help("let the tolerated range end where the mistake begins"),
            );
        }
    }
}

/// The part of a tolerated range that reaches the sign's end which a mistake takes in, where it begins within the range.
fn begins(
    book: &Rulebook,
    mistake: MistakeIx,
    sign: SignIx,
    tolerated: (i32, i32),
    (from, to): (i32, i32),
) -> Option<(i32, i32)> {
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let mut spans = tests.filter(|test| test.sign == sign).flat_map(|test| test.values.spans());
    spans.find_map(|&(first, last)| {
        if tolerated.1 == to && last == to && first > tolerated.0 {
            return Some((first, last));
        }
        (tolerated.0 == from && first == from && last < tolerated.1).then_some((first, last))
    })
}
