//! Whether an item can be asked by its moving picture alone: the picture tells its key from each of its wrong options.
//!
//! Must not know how anything is drawn: it asks the figure how far two reps lie apart.

use super::item::{Basis, Item};
use super::key::{Choice, Key};
use crate::figure::Motion;
use crate::rulebook::{
    Domain, Exercise, ExerciseIx, MistakeIx, Rulebook, SignIx, SignKind, Test, Value, ValueSet,
};

/// A rep as it is shown: all other signs are good.
type ShownRep = Vec<(SignIx, Value)>;

/// Whether an eye can answer this item from the moving picture of its rep, without a word about it.
///
/// True only for `spot`, `spot-all`, `clean-or-not` and `what-changed` of an exercise that is drawn, and only if every
/// option can be told by the picture: what fires is seen, and what doesn't fire would be seen if it did.
pub fn can_be_told_by_eye(book: &Rulebook, item: &Item) -> bool {
    let exercise = item.exercise_in(book).filter(|&ix| book[ix].figure.is_some());
    let (Some(exercise), Some(shown)) = (exercise, item.observed(book)) else { return false };
    match &item.basis {
        Basis::Fires(_) | Basis::AllThatFire => {
            item.key.choices().iter().all(|choice| option_can_be_told(book, exercise, &shown, choice))
        }
        Basis::CleanOrNot => clean_or_not(book, exercise, &shown, item),
        Basis::Change { mistake, .. } => {
            let mistake = book.mistake(mistake.as_str());
            mistake.is_some_and(|mistake| !telling_reps(book, exercise, mistake).is_empty())
                && changes(book, exercise, &shown, item)
        }
        _ => false,
    }
}

/// The plainest reps that show a mistake in an exercise, one for each clause of it: only what the clause names is off.
/// A clause that no eye can see (felt, or of the whole set) gives none.
pub fn telling_reps(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> Vec<ShownRep> {
    let here = &book[exercise];
    let seen = |test: &Test| {
        let place = here.place_of(test.sign)?;
        let off = test.values.minus(&here.signs[place].good);
        // What is good here anyway need not be seen.
        let values = if off.is_empty() { test.values.intersect(&here.signs[place].good) } else { off };
        Some((test.sign, plain(book, test.sign, &values)?))
    };
    let clause = |tests: &[Test]| -> Option<ShownRep> { tests.iter().map(seen).collect() };
    let all_seen = |rep: &ShownRep| rep.iter().all(|&(sign, value)| is_seen(book, here, sign, value));
    book[mistake].when.iter().filter_map(|one| clause(&one.tests)).filter(all_seen).collect()
}

/// A value that shows the others well: in the middle of a range, else the first one.
fn plain(book: &Rulebook, sign: SignIx, values: &ValueSet) -> Option<Value> {
    let &(from, to) = values.spans().first()?;
    match book[sign].domain {
        Domain::Named(_) => Some(Value(from)),
        Domain::Range { .. } => Some(Value(from + (to - from) / 2)),
    }
}

/// Whether a value can be seen, or need not be because it is good.
fn is_seen(book: &Rulebook, exercise: &Exercise, sign: SignIx, value: Value) -> bool {
    let good = exercise.place_of(sign).is_some_and(|place| exercise.signs[place].good.contains(value));
    match book[sign].kind {
        SignKind::Seen => true,
        SignKind::Felt => good,
        // A mistake that hangs on the set is told in words.
        SignKind::Context => false,
    }
}

fn option_can_be_told(book: &Rulebook, exercise: ExerciseIx, shown: &ShownRep, choice: &Choice) -> bool {
    let Some(mistake) = choice.mistake_in(book) else { return false };
    if choice.right {
        return is_plain_to_see(book, exercise, shown, mistake);
    }
    // If it were there, the picture would be another one.
    let reps = telling_reps(book, exercise, mistake);
    !reps.is_empty() && reps.iter().all(|rep| differs(book, exercise, shown, &with(shown, rep)))
}

/// Whether the picture changes when what makes the mistake fire is taken away.
fn is_plain_to_see(book: &Rulebook, exercise: ExerciseIx, shown: &ShownRep, mistake: MistakeIx) -> bool {
    let here = &book[exercise];
    let tests: Vec<&Test> = book[mistake].when.iter().flat_map(|clause| &clause.tests).collect();
    let fires = |&(sign, value): &(SignIx, Value)| {
        tests.iter().any(|test| test.sign == sign && test.values.contains(value))
    };
    let (telling, rest): (ShownRep, ShownRep) = shown.iter().copied().partition(fires);
    !telling.is_empty()
        && telling.iter().all(|&(sign, value)| is_seen(book, here, sign, value))
        && differs(book, exercise, shown, &rest)
}

fn clean_or_not(book: &Rulebook, exercise: ExerciseIx, shown: &ShownRep, item: &Item) -> bool {
    let clean =
        item.key.choices().iter().any(|choice| choice.right && choice.id.as_str() == super::generate::CLEAN);
    let here = &book[exercise];
    let off: ShownRep = shown
        .iter()
        .copied()
        .filter(|&(sign, value)| {
            here.place_of(sign).is_some_and(|place| !here.signs[place].good.contains(value))
        })
        .collect();
    let rest: ShownRep = shown.iter().copied().filter(|one| !off.contains(one)).collect();
    let firing = here.mistakes.iter().map(|counted| counted.mistake).filter(|&mistake| {
        crate::rulebook::prove(book, exercise, shown, mistake) == crate::rulebook::Proved::Fires
    });
    clean
        || firing.into_iter().any(|mistake| is_plain_to_see(book, exercise, shown, mistake))
            && differs(book, exercise, shown, &rest)
}

fn changes(book: &Rulebook, exercise: ExerciseIx, shown: &ShownRep, item: &Item) -> bool {
    let Key::One(choices) = &item.key else { return false };
    let changed: Option<Vec<ShownRep>> =
        choices.iter().map(|choice| choice.change_in(book).map(|change| with(shown, &[change]))).collect();
    let Some(changed) = changed else { return false };
    let told = |(place, rep): (usize, &ShownRep)| {
        differs(book, exercise, shown, rep)
            && changed[place + 1..].iter().all(|other| differs(book, exercise, rep, other))
    };
    let seen =
        |choice: &Choice| choice.change_in(book).is_some_and(|(sign, _)| book[sign].kind == SignKind::Seen);
    choices.iter().all(seen) && changed.iter().enumerate().all(told)
}

/// A rep with some signs as in another one.
fn with(shown: &ShownRep, changes: &[(SignIx, Value)]) -> ShownRep {
    let kept = shown.iter().filter(|(sign, _)| !changes.iter().any(|(other, _)| other == sign));
    kept.chain(changes).copied().collect()
}

fn differs(book: &Rulebook, exercise: ExerciseIx, a: &ShownRep, b: &ShownRep) -> bool {
    let (Some(a), Some(b)) = (Motion::of(book, exercise, a), Motion::of(book, exercise, b)) else {
        return false;
    };
    a.apart(&b).can_be_seen()
}
