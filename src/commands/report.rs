//! `formcheck report FILE..`.

use std::path::PathBuf;

use clap::Args;

use crate::app::report::{self, ReportOptions};
use crate::app::{Ran, RunSettings};
use crate::commands::exam::DatabaseArgs;
use crate::commands::options::ResultOptions;

/// What a cohort knows, and what to teach next
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  formcheck report records/                       twelve trainers on one screen\n  formcheck report records/ --key gym.pub         and whether each record verifies\n  formcheck report records/ --html cohort.html    one page to print\n  formcheck report records/ --csv > cohort.csv    for a spreadsheet\n  formcheck report records/ --database gyms.db    keep them, and report on all that are kept"
)]
pub struct ReportArgs {
    /// Records that `exam grade` wrote, or folders of them
    #[arg(value_name = "FILE", required_unless_present = "database")]
    files: Vec<PathBuf>,
    /// Check each record with this public key; what does not verify is marked, and left out of the figures
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Check each record with the key of its gym: a folder of public keys, north.pub for the gym `north`
    #[arg(long, value_name = "DIR", conflicts_with = "key")]
    keys: Option<PathBuf>,
    /// A CSV of judges' estimates, for a cut by the modified Angoff method
    #[arg(long, value_name = "FILE")]
    angoff: Option<PathBuf>,
    /// One person on one page: what was seen and missed, what to learn next, which record says so
    #[arg(long, value_name = "REFERENCE", conflicts_with_all = ["csv", "json", "database", "angoff"])]
    person: Option<String>,
    /// Write one page of HTML
    #[arg(long, value_name = "FILE", conflicts_with_all = ["csv", "json"])]
    html: Option<PathBuf>,
    /// The cohort as a table for spreadsheets
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Where records are kept; those named here are put in first
    #[command(flatten)]
    database: DatabaseArgs,
    /// Of a database: only this exam's records
    #[arg(long, value_name = "QUIZ", requires = "database")]
    exam: Option<String>,
    /// Of a database: only exams begun in this month or later, as 2026-09
    #[arg(long, value_name = "MONTH", requires = "database", value_parser = month)]
    since: Option<String>,
    /// Of a database: write its records into a folder as files, without names
    #[arg(long, value_name = "DIR", requires = "database", conflicts_with_all = ["csv", "json", "html"])]
    take_out: Option<PathBuf>,
    #[command(flatten)]
    _common: ResultOptions,
}

pub fn run(args: ReportArgs, settings: &RunSettings) -> Ran {
    let ReportArgs { files, key, keys, angoff, person, html, csv, database, exam, since, take_out, .. } =
        args;
    let database = database.into();
    report::run(
        &ReportOptions { files, key, keys, angoff, person, html, csv, database, exam, since, take_out },
        settings,
    )
}

/// A month as 2026-09.
fn month(text: &str) -> Result<String, String> {
    let day = format!("{text}-01");
    match day.parse::<jiff::civil::Date>() {
        Ok(_) if text.len() == 7 => Ok(text.to_owned()),
        _ => Err("write a month as 2026-09".to_owned()),
    }
}
