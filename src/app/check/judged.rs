//! `formcheck check [EXERCISE] [SIGN=VALUE]..`: what is wrong with the rep that was seen, and the fix.
//!
//! Three ways in: arguments, an interview in a terminal, and a batch of JSON lines.

use crate::app::AppError;
use crate::app::Outcome;
use crate::app::Ran;
use crate::app::RunSettings;
use crate::app::check::rest_good::take_rest_as_good;
use crate::app::check::{batch, interview, set};
use crate::app::drawing;
use crate::app::is_interactive;
use crate::app::observation::{exercise, observed, seen_signs};
use crate::app::open;
use crate::app::put;
use crate::app::put_page;
use crate::pages::check;
use crate::render::ansi::{Terminal, figure};
use formcheck_core::rulebook::{ExerciseIx, Observation, Rulebook, judge, take_set_as_good};

#[derive(Debug)]
pub struct CheckOptions {
    pub exercise: Option<String>,
    pub seen: Vec<String>,
    /// Whether every sign that is not given counts as good.
    pub rest_good: bool,
    /// A file of the reps of one set, or - for stdin.
    pub set: Option<String>,
    /// A file of JSON lines, or - for stdin.
    pub from: Option<String>,
    /// Of a file: the long answer for each line.
    pub full: bool,
}

pub fn run(options: &CheckOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    if book.exercises.is_empty() {
        return Err(AppError::new(
            "the packs have no exercise to check against",
            "leave --no-built-in out, or name another pack",
        ));
    }
    let exercise = options.exercise.as_deref().map(|word| exercise(&book, word)).transpose()?;
    if let Some(reps) = &options.set {
        let Some(ix) = exercise else { return which_exercise(&book) };
        return set::run(&book, ix, (reps, &options.seen), options.rest_good, settings);
    }
    if let Some(from) = &options.from {
        return batch::run(&book, exercise, from, (options.rest_good, options.full), settings);
    }
    let in_terminal = is_interactive() && !settings.json;
    match exercise {
        Some(ix) => {
            let mut observation = observed(&book, ix, &options.seen)?;
            if options.rest_good {
                take_rest_as_good(&book, ix, &mut observation);
            } else if in_terminal && options.seen.is_empty() {
                return interview::run(&book, Some(ix));
            }
            answer(&book, ix, &observation, settings)
        }
        None if in_terminal => interview::run(&book, None),
        None => which_exercise(&book),
    }
}

fn which_exercise(book: &Rulebook) -> Ran {
    let ids: Vec<&str> = book.exercises.iter().map(|one| one.id.as_str()).collect();
    Err(AppError::new(
        "which exercise?",
        format!("name one of {}, then what you saw: formcheck check {} SIGN=VALUE", ids.join(", "), ids[0]),
    ))
}

fn answer(book: &Rulebook, ix: ExerciseIx, seen: &Observation, settings: &RunSettings) -> Ran {
    let mut alone = seen.clone();
    take_set_as_good(book, ix, &mut alone);
    let observation = &alone;
    let judgement = judge(book, ix, observation);
    if settings.json {
        put(&format!("{}\n", check::json(book, ix, &judgement)))?;
    } else {
        if let Some(mode) = drawing::in_lines(settings) {
            put(&figure::still(book, ix, &seen_signs(book, ix, observation), mode, Terminal::stdout()))?;
        }
        put_page(&check::page(book, ix, observation, &judgement))?;
    }
    Ok(Outcome::Done)
}
