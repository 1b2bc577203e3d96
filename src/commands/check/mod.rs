//! `formcheck check [EXERCISE] [SIGN=VALUE]..`: what is wrong with the rep that was seen, and the fix.
//!
//! Three ways in: arguments, an interview in a terminal, and a batch of JSON lines.

mod batch;
mod interview;
mod lines;

use std::io::{self, IsTerminal as _};

use clap::Args;

use super::drawing::{Draw, cells};
use super::seen::{exercise, observed};
use super::{Global, Outcome, Ran, Stop, open, put, put_page};
use crate::pages::check;
use crate::render::ansi::{Terminal, figure};
use formcheck_core::rulebook::{ExerciseIx, Observation, Rulebook, SignIx, Value, judge};

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
    /// How to draw the rep in the terminal; with it also in a pipe
    #[arg(long, value_enum, value_name = "CELLS", num_args = 0..=1, default_missing_value = "braille", conflicts_with = "from")]
    draw: Option<Draw>,
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
            answer(&book, ix, &observation, args.draw, global)
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

fn answer(
    book: &Rulebook,
    ix: ExerciseIx,
    observation: &Observation,
    draw: Option<Draw>,
    global: &Global,
) -> Ran {
    let judgement = judge(book, ix, observation);
    if global.json {
        put(&format!("{}\n", check::json(book, ix, &judgement)))?;
    } else {
        if let Some(cells) = cells(draw, global) {
            put(&figure::still(book, ix, &seen_signs(book, ix, observation), cells, Terminal::stdout()))?;
        }
        put_page(&check::page(book, ix, observation, &judgement))?;
    }
    Ok(Outcome::Done)
}

/// The signs that were seen, with their values.
fn seen_signs(book: &Rulebook, ix: ExerciseIx, observation: &Observation) -> Vec<(SignIx, Value)> {
    let pairs = book[ix].signs.iter().zip(observation.values());
    pairs.filter_map(|(observed, value)| Some((observed.sign, (*value)?))).collect()
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
        formcheck_core::logic::find(engine.space(), &reps, &[], formcheck_core::logic::Budget::default())
            .point()
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
