//! `formcheck exam take QUIZ`: issue, sit and grade in one go, on the gym's machine.

use std::path::PathBuf;

use clap::Args;

use super::super::database::DatabaseArgs;
use super::super::{Global, Outcome, Ran, Stop, open, quoted};
use super::grade::{self, Said};
use super::issue::{self, Whom};
use super::{beside, sit};
use crate::pages::program::program;

/// Issue, sit and grade in one go, on the gym's machine, with the examiner there
#[derive(Args, Debug)]
pub(super) struct TakeArgs {
    /// The exam: a quiz whose file has an [exam] table
    #[arg(value_name = "QUIZ")]
    quiz: String,
    /// For whom, on what terms
    #[command(flatten)]
    whom: Whom,
    /// Who watches the whole exam; none: nobody does, and the record says so
    #[arg(long, value_name = "REFERENCE")]
    witness: Option<String>,
    /// The paper; log and record are kept beside it [default: CANDIDATE-QUIZ-TRY.paper.json]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where records are kept; this one is put in
    #[command(flatten)]
    kept: DatabaseArgs,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
}

/// Runs the command.
pub(super) fn run(args: &TakeArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let store = grade::store(&args.kept)?;
    let (path, paper) = issue::issue(&book, &args.quiz, &args.whom, args.out.as_deref(), global)?;
    let (log, out) = (beside(&path, "log"), beside(&path, "record.json"));
    let watched = args.witness.as_ref().map_or_else(
        || "nobody watches, and the record says so; it is open book.".to_owned(),
        |witness| format!("{witness} watches the whole exam."),
    );
    // A log that somebody could have changed since counts as watched only with the words that the witness wrote down.
    let witnessed = args.witness.as_ref().map_or_else(String::new, |witness| {
        format!(" --witness {} --code \"THE EIGHT WORDS\"", quoted(witness))
    });
    let then = format!("{} exam grade {}{witnessed}", program(), quoted(&path));
    let files = sit::Files { paper: &path, log: &log, watched: &watched, then: Some(&then) };
    let exam = sit::sit(&paper, &files, args.jsonl, global)?;
    if exam.ended().is_none() {
        return Ok(Outcome::FellShort);
    }
    // The record is sealed before anybody could change the log: there is no code to compare.
    let said = Said { witness: args.witness.clone(), code: None };
    let record = grade::make(&book, &paper, &log, &out, &said, args.whom.key.as_ref(), global)
        .map_err(|stop| graded_later(stop, &then))?;
    let as_json = Global { json: global.json || args.jsonl, ..Global::default() };
    grade::tell(&book, &record, &out, &as_json)?;
    grade::put_in(store, &args.kept, &record, &out, global)?;
    Ok(if record.what.passed { Outcome::Done } else { Outcome::FellShort })
}

/// The exam was sat; only its record is not made yet. Another `take` would be another try.
fn graded_later(stop: Stop, then: &str) -> Stop {
    match stop {
        Stop::Told { what, .. } => Stop::told(
            format!("the exam is kept, but its record was not made: {what}"),
            format!("make it with: {then}"),
        ),
        other => other,
    }
}
