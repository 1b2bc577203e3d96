//! Reps and ids in the words of a finding.

use crate::diagnostic::Diagnostic;
use crate::logic::{Found, Point};
use crate::rulebook::{Engine, Exercise, MistakeIx, Rulebook, SignIx, Value};

/// The witness of a search, for its `fires`; says so if the search was not decided.
pub(super) fn witness(
    found: Found,
    out: &mut Vec<Diagnostic>,
    undecided: impl FnOnce() -> Diagnostic,
) -> Option<Point> {
    match found {
        Found::Point(point) => Some(point),
        Found::Nothing => None,
        Found::NotDecided => {
            out.push(undecided());
            None
        }
    }
}

/// A rep in words: the signs of some mistakes and those that are not good, each with its value.
pub(super) fn in_words(
    book: &Rulebook,
    exercise: &Exercise,
    engine: &Engine,
    point: &Point,
    about: &[MistakeIx],
) -> String {
    in_words_with(book, exercise, engine, point, about, &[])
}

/// The same; of the signs in `given`, which stand in the rep's cells, with just these values.
pub(super) fn in_words_with(
    book: &Rulebook,
    exercise: &Exercise,
    engine: &Engine,
    point: &Point,
    about: &[MistakeIx],
    given: &[(SignIx, Value)],
) -> String {
    let observation = engine.observation(point);
    let tests = || about.iter().flat_map(|&mistake| &book[mistake].when).flat_map(|clause| &clause.tests);
    let told = exercise.signs.iter().zip(observation.values()).filter_map(|(observed, value)| {
        let own = given.iter().find(|(sign, _)| *sign == observed.sign).map(|(_, value)| *value);
        let value = own.or(*value)?;
        let named = tests().any(|test| test.sign == observed.sign);
        let sign = &book[observed.sign];
        (named || !observed.good.contains(value)).then(|| format!("{} = {}", sign.id, sign.word(value)))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Ids in a list: "`a` and `b`".
pub(super) fn quoted_ids(book: &Rulebook, mistakes: &[MistakeIx]) -> String {
    let ids: Vec<String> = mistakes.iter().map(|&mistake| format!("`{}`", book[mistake].id)).collect();
    crate::rulebook::words::and_list(&ids)
}
