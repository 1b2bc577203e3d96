//! What a person says was seen of a rep, on a command line: an exercise, and `SIGN=VALUE` for each sign.

use crate::app::names::{meant, one_of, typed};
use crate::app::{AppError, unknown};
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::{
    Domain, Exercise, ExerciseIx, Named, Observation, Rulebook, Sign, SignIx, Value, derive,
};

/// The exercise of an id, a name or an alias.
pub fn exercise(book: &Rulebook, word: &str) -> Result<ExerciseIx, AppError> {
    if let Some(ix) = meant(book, word, Named::exercise)? {
        return Ok(ix);
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(word);
    let named = book.exercise_ixs().filter(|&ix| {
        let one = &book[ix];
        is_it(&one.name) || one.aliases.iter().any(|alias| is_it(alias))
    });
    one_of(book, word, named.map(Named::Exercise))?.and_then(Named::exercise).ok_or_else(|| {
        if word.contains('=') {
            let help = "name the exercise first: formcheck check seal-row first-to-move=elbows";
            return AppError::new(format!("`{word}` is where the exercise should be"), help);
        }
        unknown("exercise", word, typed(book.exercises.iter().map(|one| &one.id)), "formcheck list exercises")
    })
}

/// What was seen, from `SIGN=VALUE` arguments; every one that can't be read is told.
pub fn observed(book: &Rulebook, ix: ExerciseIx, seen: &[String]) -> Result<Observation, AppError> {
    let exercise = &book[ix];
    let mut observation = Observation::unknown(exercise);
    for text in seen {
        let (sign, value) = text.split_once('=').ok_or_else(|| {
            AppError::new(
                format!("`{text}` is not SIGN=VALUE"),
                "write it like first-to-move=elbows, without spaces",
            )
        })?;
        let (place, value) = read(book, exercise, sign.trim(), value.trim())?;
        if observation.values()[place].is_some_and(|other| other != value) {
            return Err(AppError::new(
                format!("`{}` is given twice, with different values", sign.trim()),
                "leave one of them out",
            ));
        }
        observation.set(place, Some(value));
    }
    match contradiction(book, exercise, &observation) {
        Some(message) => Err(AppError::new(message, "leave it out: it follows from the two")),
        None => Ok(observation),
    }
}

/// A difference that is not what its two signs say, in words.
pub(crate) fn contradiction(book: &Rulebook, exercise: &Exercise, seen: &Observation) -> Option<String> {
    if exercise.differences.is_empty() {
        return None;
    }
    let found = derive(book, exercise, &mut seen.clone()).err()?;
    let sign = &book[found.sign];
    let [from, less] = sign.difference?.map(|part| book[part].id.to_string());
    let (follows, given) = (sign.word(Value(found.follows)), sign.word(found.given));
    Some(format!("`{}` is {follows} by `{from}` and `{less}`, and {given} was given", sign.id))
}

/// A sign's place in the exercise and its value, from their words.
pub fn read(
    book: &Rulebook,
    exercise: &Exercise,
    sign: &str,
    value: &str,
) -> Result<(usize, Value), AppError> {
    let ids = || typed(exercise.signs.iter().map(|observed| &book[observed.sign].id));
    let observed = |named: Named| named.sign().and_then(|sign| exercise.place_of(sign));
    let Some(place) = meant(book, sign, observed)? else {
        return Err(match book.all_named(sign).into_iter().find_map(Named::sign) {
            Some(_) => AppError::new(
                format!("{} does not look at `{sign}`: it makes no difference here", exercise.name),
                format!("leave it out; `formcheck show {}` says what counts", exercise.id),
            ),
            _ => match nearest(sign, ids()) {
                Some(near) => {
                    AppError::new(format!("there is no sign `{sign}`"), format!("did you mean `{near}`?"))
                }
                None => AppError::new(format!("there is no sign `{sign}`"), signs_in_words(ids())),
            },
        });
    };
    let asked = &book[exercise.signs[place].sign];
    match asked.value(value) {
        Some(value) => Ok((place, value)),
        None => Err(AppError::new(
            format!("`{}` has no value `{value}`", asked.id),
            values_in_words(asked, value),
        )),
    }
}

pub(crate) fn signs_in_words<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<&str> = ids.collect();
    format!("the signs are {}; `formcheck show SIGN` lists the values of one", ids.join(", "))
}

/// What could be written instead of a wrong value.
pub(crate) fn values_in_words(sign: &Sign, wrong: &str) -> String {
    match &sign.domain {
        Domain::Named(values) => {
            let words: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
            match nearest(wrong, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? It has {}", words.join(", ")),
                None => format!("it has {}", words.join(", ")),
            }
        }
        Domain::Range { unit, .. } => format!("write {} ({unit})", sign.numbers()),
    }
}

/// The signs that were seen, with their values.
pub fn seen_signs(book: &Rulebook, ix: ExerciseIx, observation: &Observation) -> Vec<(SignIx, Value)> {
    let pairs = book[ix].signs.iter().zip(observation.values());
    pairs.filter_map(|(observed, value)| Some((observed.sign, (*value)?))).collect()
}
