//! `formcheck exam take QUIZ`: issue, sit and grade in one go, on the gym's machine.

use std::path::PathBuf;

use crate::app::database::Database;
use crate::app::exam::files::beside;
use crate::app::exam::grade::{MakeOptions, WitnessStatement};
use crate::app::exam::issue::{Candidacy, Issued};
use crate::app::exam::{grade, issue, sit};
use crate::app::{Outcome, Ran, RunSettings, open, quoted};
use crate::pages::program::call;
use formcheck_exam::paper::Paper;

#[derive(Debug)]
pub struct TakeOptions {
    pub quiz: String,
    pub candidacy: Candidacy,
    /// Who watches the whole exam; none: nobody.
    pub witness: Option<String>,
    /// The secret key of whoever watches, to sign the opening and the end.
    pub witness_key: Option<PathBuf>,
    /// The paper; log and record are kept beside it.
    pub out: Option<PathBuf>,
    pub database: Database,
    pub jsonl: bool,
}

pub fn run(options: &TakeOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let store = grade::store(&options.database)?;
    let can_be_shown = |paper: &Paper| {
        sit::can_be_shown(paper, &book, options.jsonl, settings)?;
        sit::is_large_enough(paper, &book, settings)
    };
    let out = options.out.as_deref();
    let Issued { path, paper, .. } =
        issue::issue(&book, &options.quiz, &options.candidacy, out, can_be_shown, settings)?;
    let (log, out) = (beside(&path, "log"), beside(&path, "record.json"));
    let watched = options.witness.as_ref().map_or_else(
        || "nobody watches, and the record says so; it is open book.".to_owned(),
        |witness| format!("{witness} watches the whole exam."),
    );
    // A log that somebody could have changed since counts as watched only with the words that the witness wrote down.
    let witnessed = options.witness.as_ref().map_or_else(String::new, |witness| {
        format!(" --witness {} --code \"THE EIGHT WORDS\"", quoted(witness))
    });
    let key =
        options.candidacy.key.as_ref().map_or_else(String::new, |key| format!(" --key {}", quoted(key)));
    let then = call(&format!("exam grade {}{witnessed}{key}", quoted(&path)));
    let witness_key = options.witness_key.as_deref();
    let files = sit::Files {
        paper: &path,
        log: &log,
        checked: "",
        watched: &watched,
        witness_key,
        then: Some(&then),
    };
    let exam = sit::sit(&paper, &book, &files, options.jsonl, settings)?;
    if exam.ended().is_none() {
        return Ok(Outcome::Failed);
    }
    // The record is sealed before anybody could change the log: there is no code to compare.
    let signed = exam.witnessed().filter(|_| options.witness.is_some());
    let supervision = WitnessStatement {
        witness: options.witness.clone(),
        code: None,
        key: signed.filter(|signed| signed.is_whole()).map(|signed| signed.key.clone()),
    };
    let made =
        MakeOptions { supervision: &supervision, key: options.candidacy.key.as_deref(), replaces: false };
    let record = grade::make(&book, &paper, &log, &out, &made, settings).map_err(|error| {
        // The exam was sat; only its record is not made yet. Another `take` would be another try.
        let larger = |what: &str| format!("the exam is kept, but its record was not made: {what}");
        error.within(larger, format!("make it with: {then}"))
    })?;
    let as_json = RunSettings { json: settings.json || options.jsonl, ..RunSettings::default() };
    grade::tell(&book, &record, &out, &as_json)?;
    grade::put_in(store, &options.database, &[(&record, &out)], settings)?;
    Ok(if record.what.passed { Outcome::Done } else { Outcome::Failed })
}
