//! `exception`: one sign's value, with its context; the options are exercises. In exactly one it is a mistake and in
//! the others good, or the other way round. What gets no verdict is neither: it is no key and no wrong option.

use super::options::{Distractor, FEWEST, choose, letters};
use super::{Asked, ItemDraft, Scope, Target, Workshop, explanation, skill};
use crate::quiz::{Basis, Chance, Choice, Explanation, Key, OptionId};
use crate::rulebook::words::sentence;
use crate::rulebook::{
    Clause, Domain, Exercise, ExerciseIx, MistakeIx, Proved, Rulebook, SignIx, Value, first_to_fix, prove_in,
};

/// A value of a sign, with context, on which exercises differ.
#[derive(Clone, Debug)]
pub(super) struct Exceptional {
    sign: SignIx,
    /// Context first, then the sign itself.
    shown: Vec<(SignIx, Value)>,
    /// Where it is a mistake, and which.
    mistakes: Vec<(ExerciseIx, MistakeIx)>,
    /// Where it is good.
    good: Vec<ExerciseIx>,
}

/// How one value stands in one exercise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ruling {
    /// A mistake, whatever good value the rest has: the first that fires.
    Mistake(MistakeIx),
    /// Good, and nothing fires.
    Good,
    /// Anything else, such as what gets no verdict, or is a mistake in some cases only.
    Unclear,
}

pub(super) fn targets(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    let mut targets = Vec::new();
    for (what, one) in exceptions(shop).iter().enumerate() {
        if one.good.len() + 1 >= FEWEST {
            for &(exercise, mistake) in &one.mistakes {
                if scope.has_exercise(shop.book, exercise) && scope.has_mistake(mistake) {
                    targets.push(Target::of(exercise, Some(mistake), what));
                }
            }
        }
        if one.mistakes.len() + 1 >= FEWEST && scope.mistakes.is_empty() {
            let good = one.good.iter().filter(|&&exercise| scope.has_exercise(shop.book, exercise));
            targets.extend(good.map(|&exercise| Target::of(exercise, None, what)));
        }
    }
    targets
}

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let Asked { shop, target, wish } = asked;
    let ix = target.exercise?;
    let (book, one) = (shop.book, exceptions(shop).get(target.what)?);
    let exercise = &book[ix];
    let others: Vec<ExerciseIx> = match target.mistake {
        Some(_) => one.good.clone(),
        None => one.mistakes.iter().map(|&(exercise, _)| exercise).collect(),
    };
    let pool =
        others.into_iter().map(|other| Distractor::new(0, letters(&book[other].name), other)).collect();
    let wrong = choose(pool, letters(&exercise.name), wish, chance)?;
    let choices = std::iter::once(ix).chain(wrong).map(|option| Choice {
        id: OptionId::new(book[option].id.as_str()),
        say: book[option].name.clone(),
        right: option == ix,
        because: why(book, one, option),
        change: None,
        of: Some(book[option].id.clone()),
    });
    let words = match target.mistake {
        Some(mistake) => explanation(book, exercise, mistake),
        None => {
            let (first, mistake) = one.mistakes.first()?;
            let elsewhere = explanation(book, &book[*first], *mistake);
            Explanation { why: String::new(), fix: String::new(), cue: String::new(), ..elsewhere }
        }
    };
    let of = target.mistake.map_or(&book[one.sign].id, |mistake| &book[mistake].id);
    let question = if target.mistake.is_some() { "a mistake" } else { "good form" };
    Some(ItemDraft {
        kind: target.kind,
        skill: skill(exercise, of.as_str()),
        exercise: None,
        ask: format!("As taught here, in which of these exercises is this {question}?"),
        shown: one.shown.clone(),
        more_reps: Vec::new(),
        key: Key::One(choices.collect()),
        arranged: false,
        explanation: words,
        basis: Basis::Exception { sign: book[one.sign].id.clone(), mistake: target.mistake.is_some() },
    })
}

/// Why it is a mistake, or good, in this exercise.
fn why(book: &Rulebook, one: &Exceptional, ix: ExerciseIx) -> String {
    let exercise = &book[ix];
    if let Some(&(_, mistake)) = one.mistakes.iter().find(|(other, _)| *other == ix) {
        let words = book.words_in(exercise, mistake);
        return format!("Here it is \"{}\". {}", book[mistake].name, words.why);
    }
    let observed = exercise.place_of(one.sign).map(|place| &exercise.signs[place]);
    let case = case_of(exercise, one);
    match case.or_else(|| observed.and_then(|observed| observed.because.as_deref())) {
        Some(because) => format!("Good here. {because}"),
        None => format!("Good here: {} is how it is taught.", quoted(book, one)),
    }
}

/// Why it is good where a case of the exercise makes it so.
fn case_of<'e>(exercise: &'e Exercise, one: &Exceptional) -> Option<&'e str> {
    let value_of = |sign: SignIx| one.shown.iter().find(|(other, _)| *other == sign).map(|&(_, value)| value);
    let value = value_of(one.sign)?;
    let holds = |clause: &Clause| {
        clause.tests.iter().all(|test| value_of(test.sign).is_some_and(|value| test.values.contains(value)))
    };
    let mut cases = exercise.fine.iter().filter(|case| case.when.iter().any(holds));
    let case = cases.find(|case| case.good_of(one.sign).is_some_and(|good| good.contains(value)))?;
    Some(&case.because)
}

fn quoted(book: &Rulebook, one: &Exceptional) -> String {
    let said = one.shown.iter().find(|(sign, _)| *sign == one.sign);
    format!("\"{}\"", said.map(|&(sign, value)| sentence(&book[sign].say(value))).unwrap_or_default())
}

fn exceptions<'s>(shop: &'s Workshop<'_>) -> &'s [Exceptional] {
    shop.exceptions.get_or_init(|| find_all(shop))
}

fn find_all(shop: &Workshop<'_>) -> Vec<Exceptional> {
    let book = shop.book;
    let contexts: Vec<SignIx> = signs(book)
        .filter(|&sign| book[sign].kind.is_context() && matches!(book[sign].domain, Domain::Named(_)))
        .collect();
    let mut found = Vec::new();
    for sign in signs(book).filter(|&sign| !book[sign].kind.is_context()) {
        for value in askable(book, sign) {
            let alone = vec![(sign, value)];
            let plain = stand(shop, sign, alone);
            let unclear = plain.1;
            found.extend(plain.0);
            // Only where the context decides is it told.
            if unclear {
                for &context in &contexts {
                    for told in book[context].all().values() {
                        found.extend(stand(shop, sign, vec![(context, told), (sign, value)]).0);
                    }
                }
            }
        }
    }
    found
}

fn signs(book: &Rulebook) -> impl Iterator<Item = SignIx> + use<> {
    (0..book.signs.len()).map(SignIx::at)
}

/// The values to ask about: all named ones, the round numbers of a range.
fn askable(book: &Rulebook, sign: SignIx) -> Vec<Value> {
    let values = book[sign].all();
    match book[sign].domain {
        Domain::Named(_) => values.values().collect(),
        Domain::Range { .. } => values.values().filter(|value| value.0 % 5 == 0).collect(),
    }
}

/// How what is shown stands in every exercise; second, whether somewhere it depends on signs that aren't shown.
fn stand(shop: &Workshop<'_>, sign: SignIx, shown: Vec<(SignIx, Value)>) -> (Option<Exceptional>, bool) {
    let book = shop.book;
    let mut one = Exceptional { sign, shown, mistakes: Vec::new(), good: Vec::new() };
    let mut unclear = false;
    for ix in book.exercise_ixs() {
        if book[ix].place_of(sign).is_none() {
            continue;
        }
        match standing(book, ix, sign, &one.shown) {
            Ruling::Mistake(mistake) if shop.allows(mistake) => one.mistakes.push((ix, mistake)),
            Ruling::Good => one.good.push(ix),
            Ruling::Unclear => unclear = true,
            Ruling::Mistake(_) => {}
        }
    }
    let askable = !one.mistakes.is_empty() && !one.good.is_empty();
    (askable.then_some(one), unclear)
}

/// How what is shown stands in one exercise that observes `sign`. A number too near to a bound to be told is unclear.
fn standing(book: &Rulebook, ix: ExerciseIx, sign: SignIx, shown: &[(SignIx, Value)]) -> Ruling {
    let exercise = &book[ix];
    let (engine, reps) = book.reps_that_show(ix, shown);
    let Some(&(_, value)) = shown.iter().find(|(other, _)| *other == sign) else { return Ruling::Unclear };
    let Some(place) = exercise.place_of(sign) else { return Ruling::Unclear };
    if reps.is_empty() {
        return Ruling::Unclear;
    }
    if !clear_of_bounds(book, exercise, place, value, engine.values(place, engine.cell(place, value)).spans())
    {
        return Ruling::Unclear;
    }
    let mut fires: Vec<MistakeIx> = Vec::new();
    for &mistake in engine.mistakes() {
        let tests_it = |clause: &Clause| clause.tests.iter().any(|test| test.sign == sign);
        // With everything else good, a mistake that does not look at this sign can't fire: a clean rep never does.
        if !book[mistake].when.iter().any(tests_it) {
            continue;
        }
        match prove_in(&engine, &reps, mistake) {
            Proved::Fires => fires.push(mistake),
            Proved::Never => {}
            Proved::Depends | Proved::NoCompletion => return Ruling::Unclear,
        }
    }
    fires.sort_by(|&a, &b| first_to_fix(book, exercise, a, b));
    let is_good = || reps.iter().all(|reps| engine.are_good(reps, &[place]) == Some(true));
    match fires.first() {
        Some(&mistake) => Ruling::Mistake(mistake),
        None if is_good() => Ruling::Good,
        None => Ruling::Unclear,
    }
}

fn clear_of_bounds(
    book: &Rulebook,
    exercise: &Exercise,
    place: usize,
    value: Value,
    cell: &[(i32, i32)],
) -> bool {
    let Domain::Range { apart, from, to, .. } = book[exercise.signs[place].sign].domain else { return true };
    cell.iter().any(|&(first, last)| {
        (first == from || value.0 >= first - 1 + apart) && (last == to || value.0 <= last + 1 - apart)
    })
}
