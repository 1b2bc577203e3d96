//! `formcheck check [EXERCISE] [SIGN=VALUE]..`: what is wrong with the rep that was seen, and the fix.
//!
//! Three ways in: arguments, an interview in a terminal, and a batch of JSON lines.

mod batch;
mod interview;
mod lines;

use std::io::{self, IsTerminal as _};

use clap::Args;

use super::{Global, Outcome, Ran, Stop, open, put, unknown};
use crate::rulebook::near::nearest;
use crate::rulebook::{Domain, Exercise, ExerciseIx, Named, Observation, Rulebook, Sign, Value, judge};
use crate::screen::{checked, style};

/// What is wrong with the rep I saw, and the fix; asks, in a terminal, for what it needs to know
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The exercise's id, name or alias
    exercise: Option<String>,
    /// What was seen, such as first-to-move=elbows
    #[arg(value_name = "SIGN=VALUE")]
    seen: Vec<String>,
    /// Take every sign that is not given as good
    #[arg(long)]
    rest_good: bool,
    /// Check JSON lines {"exercise":"...","signs":{...}} from a file, or from stdin with -
    #[arg(long, value_name = "FILE", conflicts_with = "seen")]
    from: Option<String>,
    /// With --from: the long answer for each line
    #[arg(long, requires = "from")]
    full: bool,
}

/// Runs the command.
pub fn run(args: &CheckArgs, global: &Global) -> Ran {
    let book = open(global)?;
    if book.exercises.is_empty() {
        return Err(Stop::told(
            "the packs have no exercise to check against",
            "leave --no-built-in out, or name another pack",
        ));
    }
    let exercise = args.exercise.as_deref().map(|word| exercise(&book, word)).transpose()?;
    if let Some(from) = &args.from {
        return batch::run(&book, exercise, from, args, global);
    }
    let in_terminal = io::stdin().is_terminal() && io::stdout().is_terminal() && !global.json;
    match exercise {
        Some(ix) => {
            let mut observation = observed(&book, ix, &args.seen)?;
            if args.rest_good {
                take_rest_as_good(&book, ix, &mut observation);
            } else if in_terminal && args.seen.is_empty() {
                return interview::run(&book, Some(ix));
            }
            answer(&book, ix, &observation, global)
        }
        None if in_terminal => interview::run(&book, None),
        None => {
            let ids: Vec<&str> = book.exercises.iter().map(|one| one.id.as_str()).collect();
            Err(Stop::told(
                "which exercise?",
                format!(
                    "name one of {}, then what you saw: formcheck check {} SIGN=VALUE",
                    ids.join(", "),
                    ids[0]
                ),
            ))
        }
    }
}

fn answer(book: &Rulebook, ix: ExerciseIx, observation: &Observation, global: &Global) -> Ran {
    let judgement = judge(book, ix, observation);
    if global.json {
        put(&format!("{}\n", checked::json(book, ix, &judgement)))?;
    } else {
        put(&checked::page(book, ix, observation, &judgement, style::width()))?;
    }
    Ok(Outcome::Done)
}

/// The exercise of an id, a name or an alias.
fn exercise(book: &Rulebook, word: &str) -> Result<ExerciseIx, Stop> {
    if let Some(Named::Exercise(ix)) = book.find(word) {
        return Ok(ix);
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(word);
    let named = book.exercise_ixs().find(|&ix| {
        let one = &book[ix];
        is_it(&one.name) || one.id.as_str() == word || one.aliases.iter().any(|alias| is_it(alias))
    });
    named.ok_or_else(|| {
        if word.contains('=') {
            let help = "name the exercise first: formcheck check seal-row first-to-move=elbows";
            return Stop::told(format!("`{word}` stands where the exercise should be"), help);
        }
        unknown(
            "exercise",
            word,
            book.exercises.iter().map(|one| one.id.as_str()),
            "formcheck list exercises",
        )
    })
}

/// What was seen, from `SIGN=VALUE` arguments; every one that can't be read is told.
fn observed(book: &Rulebook, ix: ExerciseIx, seen: &[String]) -> Result<Observation, Stop> {
    let exercise = &book[ix];
    let mut observation = Observation::unknown(exercise);
    for text in seen {
        let (sign, value) = text.split_once('=').ok_or_else(|| {
            Stop::told(
                format!("`{text}` is not SIGN=VALUE"),
                "write it like first-to-move=elbows, without spaces",
            )
        })?;
        let (place, value) = read(book, exercise, sign.trim(), value.trim())?;
        if observation.values()[place].is_some_and(|other| other != value) {
            return Err(Stop::told(
                format!("`{}` is given twice, with different values", sign.trim()),
                "leave one of them out",
            ));
        }
        observation.set(place, Some(value));
    }
    Ok(observation)
}

/// A sign's place in the exercise and its value, from their words.
fn read(book: &Rulebook, exercise: &Exercise, sign: &str, value: &str) -> Result<(usize, Value), Stop> {
    let ids = || exercise.signs.iter().map(|observed| book[observed.sign].id.as_str());
    let Some(place) = ids().position(|id| id == sign) else {
        return Err(match book.find(sign) {
            Some(Named::Sign(_)) => Stop::told(
                format!("{} does not look at `{sign}`: it makes no difference here", exercise.name),
                format!("leave it out; `formcheck show {}` tells what counts", exercise.id),
            ),
            _ => match nearest(sign, ids()) {
                Some(near) => {
                    Stop::told(format!("there is no sign `{sign}`"), format!("did you mean `{near}`?"))
                }
                None => Stop::told(format!("there is no sign `{sign}`"), signs_in_words(ids())),
            },
        });
    };
    let asked = &book[exercise.signs[place].sign];
    match asked.value(value) {
        Some(value) => Ok((place, value)),
        None => {
            Err(Stop::told(format!("`{}` has no value `{value}`", asked.id), values_in_words(asked, value)))
        }
    }
}

fn signs_in_words<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<&str> = ids.collect();
    format!("the signs are {}; `formcheck show SIGN` tells the values of one", ids.join(", "))
}

/// What could be written instead of a wrong value.
fn values_in_words(sign: &Sign, wrong: &str) -> String {
    match &sign.domain {
        Domain::Named(values) => {
            let words: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
            match nearest(wrong, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? It has {}", words.join(", ")),
                None => format!("it has {}", words.join(", ")),
            }
        }
        Domain::Range { from, to, unit, .. } => {
            format!("write a whole number from {from} to {to} ({unit})")
        }
    }
}

/// Every sign that has no value gets a good one: of its values the first, of a range the middle.
fn take_rest_as_good(book: &Rulebook, ix: ExerciseIx, observation: &mut Observation) {
    let (exercise, engine) = (&book[ix], book.engine(ix));
    let open: Vec<usize> =
        (0..exercise.signs.len()).filter(|&place| observation.values()[place].is_none()).collect();
    // Good values that go together with what was seen, if there are any: the engine knows what is impossible.
    let shown: Vec<_> = exercise
        .signs
        .iter()
        .zip(observation.values())
        .filter_map(|(observed, value)| value.map(|value| (observed.sign, value)))
        .collect();
    let point = engine.shown(exercise, &shown).and_then(|reps| {
        crate::logic::find(engine.space(), &reps, &[], crate::logic::Budget::default()).point()
    });
    for place in open {
        let good = &exercise.signs[place].good;
        let value = match &point {
            Some(point) => engine.values(place, point.cells()[place]).intersect(good).values().next(),
            None => good.values().next(),
        };
        observation.set(place, value);
    }
}
