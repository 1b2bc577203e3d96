//! `formcheck check [EXERCISE] [SIGN=VALUE]..`: what is wrong with the rep that was seen, and the fix.
//!
//! Three ways in: arguments, an interview in a terminal, and a file of many reps.

use crate::app::AppError;
use crate::app::Outcome;
use crate::app::Ran;
use crate::app::RunSettings;
use crate::app::check::rest_good::{alone, take_rest_as_good};
use crate::app::check::{batch, interview, keep, set};
use crate::app::drawing;
use crate::app::is_interactive;
use crate::app::observation::{exercise, observed, seen_signs};
use crate::app::open;
use crate::app::put;
use crate::app::put_page;
use crate::pages::check;
use crate::render::ansi::{Terminal, figure};
use formcheck_core::rulebook::{ExerciseIx, Observation, Rulebook, judge};
use formcheck_landmarks::ReadOptions;

#[derive(Debug)]
pub struct CheckOptions {
    pub exercise: Option<String>,
    pub seen: Vec<String>,
    /// Whether every sign that is not given counts as good.
    pub rest_good: bool,
    /// A file of the reps of one set, or - for stdin.
    pub set: Option<String>,
    /// A file of many reps, or - for stdin.
    pub from: Option<String>,
    /// Of a file: the long answer for each line.
    pub full: bool,
    /// Of a film's landmarks: what the file may not say itself.
    pub film: ReadOptions,
    /// Whether the set was filmed, and goes into the history.
    pub keep: bool,
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
        return batch::run(&book, exercise, from, (options.rest_good, options.full), options.film, settings);
    }
    let in_terminal = is_interactive() && !settings.json;
    match exercise {
        Some(ix) => {
            let mut observation = observed(&book, ix, &options.seen)?;
            if options.rest_good {
                take_rest_as_good(&book, ix, &mut observation);
            } else if in_terminal && options.seen.is_empty() {
                return asked(&book, Some(ix), Kept::said(options.keep), settings);
            }
            answer(&book, ix, &observation, (options.keep, settings))
        }
        None if in_terminal => asked(&book, None, Kept::said(options.keep), settings),
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

/// Whether what was told in an interview is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
    /// The person is asked in the end.
    Asked,
}

impl Kept {
    fn said(keep: bool) -> Kept {
        if keep { Kept::Yes } else { Kept::No }
    }
}

/// A set that was filmed, told in an interview; whether it is kept is asked in the end.
pub fn film(book: &Rulebook, settings: &RunSettings) -> Ran {
    asked(book, None, Kept::Asked, settings)
}

/// Asks for what was seen, then says what it comes to.
fn asked(book: &Rulebook, exercise: Option<ExerciseIx>, kept: Kept, settings: &RunSettings) -> Ran {
    let Some((ix, observation)) = interview::run(book, exercise)? else { return Ok(Outcome::Done) };
    let whole = alone(book, ix, &observation);
    let judgement = judge(book, ix, &whole);
    put("\n")?;
    put_page(&check::page(book, ix, &whole, &judgement))?;
    let terminal = Terminal::stdout();
    if kept == Kept::No || kept == Kept::Asked && !interview::agrees(KEEP)? {
        let again = interview::command(book, ix, &observation);
        put(&format!("\n{}\n", terminal.wrap(&format!("The same again: {again}"))))?;
        if kept == Kept::No {
            put(&format!("{}\n", terminal.wrap(MAY_KEEP)))?;
        }
        return Ok(Outcome::Done);
    }
    let set = keep::keep(book, (ix, &observation), &judgement, settings)?;
    put("\n")?;
    put_page(&check::kept(book, &set))?;
    Ok(Outcome::Done)
}

const KEEP: &str = "Keep it, so that study asks next what was wrong? y or n";
const MAY_KEEP: &str =
    "Did you film it? With --keep it goes into your history, and study asks next what was wrong.";

fn answer(
    book: &Rulebook,
    ix: ExerciseIx,
    seen: &Observation,
    (keeps, settings): (bool, &RunSettings),
) -> Ran {
    let observation = &alone(book, ix, seen);
    let judgement = judge(book, ix, observation);
    // It is kept before anything is told of it.
    let kept = if keeps { Some(keep::keep(book, (ix, seen), &judgement, settings)?) } else { None };
    if settings.json {
        let mut answer = check::json(book, ix, &judgement);
        if keeps {
            answer["kept"] = true.into();
        }
        put(&format!("{answer}\n"))?;
        return Ok(Outcome::Done);
    }
    if let Some(mode) = drawing::in_lines(settings) {
        put(&figure::still(book, ix, &seen_signs(book, ix, observation), mode, Terminal::stdout()))?;
    }
    put_page(&check::page(book, ix, observation, &judgement))?;
    if let Some(set) = kept {
        put("\n")?;
        put_page(&check::kept(book, &set))?;
    }
    Ok(Outcome::Done)
}
