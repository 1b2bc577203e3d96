//! `formcheck report FILES…`: what a cohort knows, from its records.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use minisign::PublicKey;

use super::clock::Clock;
use super::exam::public_key;
use super::{Global, Outcome, Ran, Stop, complain, open, put};
use crate::rulebook::Rulebook;
use crate::screen::report::{csv, html, text};
use crate::screen::style::{self, count, plain_error};
use crate::trainer::record::Record;
use crate::trainer::report::{Counted, Facts, Judges, Person, Report};
use crate::trainer::{Check, Sealed, verify};

/// What a cohort knows, and what to teach next
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  formcheck report records/                       twelve trainers on one screen\n  formcheck report records/ --key gym.pub         and whether each record verifies\n  formcheck report records/ --html cohort.html    one page to print\n  formcheck report records/ --csv > cohort.csv    for a spreadsheet"
)]
pub struct ReportArgs {
    /// Records that `exam grade` wrote, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Check each record with this public key; what does not verify is marked, and left out of the figures
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// A CSV of judges' estimates, for a cut by the modified Angoff method
    #[arg(long, value_name = "FILE")]
    angoff: Option<PathBuf>,
    /// Write one page of HTML
    #[arg(long, value_name = "FILE", conflicts_with_all = ["csv", "json"])]
    html: Option<PathBuf>,
    /// The cohort as a table for spreadsheets
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// Runs the command.
pub fn run(args: &ReportArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let key = args.key.as_ref().map(|path| public_key(Some(path), global)).transpose()?;
    let judges = args.angoff.as_deref().map(judges).transpose()?;
    let mut read = Read::default();
    for path in &args.files {
        read.path(path, &book, key.as_ref());
    }
    if read.records.is_empty() {
        complain(
            "there is no record to report",
            "name files that `formcheck exam grade` wrote, or a folder of them",
        );
        return Ok(Outcome::FellShort);
    }
    let facts = Facts::of(read.records);
    let report = Report::of(&facts, judges.as_ref());
    tell(args, global, &book, &report)?;
    if read.faults > 0 {
        complain(
            &format!("{} left out: see above", count(read.faults, "file was", "files were")),
            "mend or take them away, then run this again",
        );
        return Ok(Outcome::FellShort);
    }
    let unverified = facts.people.iter().any(|person| person.verified == Some(false));
    Ok(if unverified { Outcome::FellShort } else { Outcome::Done })
}

fn tell(args: &ReportArgs, global: &Global, book: &Rulebook, report: &Report) -> Result<(), Stop> {
    if let Some(file) = &args.html {
        let made = Clock::start()?.now().day.to_string();
        fs::write(file, html(book, report, &made)).map_err(|error| {
            let what = format!("{} can't be written: {}", file.display(), plain_error(&error));
            Stop::told(what, "name a file in a folder that you can write")
        })?;
        if !global.quiet {
            put(&format!("Written to {}.\n", file.display()))?;
        }
    } else if args.csv {
        put(&csv(report))?;
    } else if global.json {
        put(&format!("{}\n", serde_json::to_string(report).unwrap_or_default()))?;
    } else {
        put(&text(book, report, style::width()))?;
    }
    Ok(())
}

fn judges(path: &Path) -> Result<Judges, Stop> {
    let help = "write a CSV with a first row item,first judge,second judge and a row for each item";
    let text = fs::read_to_string(path).map_err(|error| {
        Stop::told(format!("{} can't be read: {}", path.display(), plain_error(&error)), help)
    })?;
    Judges::read(&text).map_err(|what| Stop::told(format!("{}: {what}", path.display()), help))
}

/// What was read so far.
#[derive(Default)]
struct Read {
    records: Vec<(Person, Counted)>,
    faults: usize,
}

impl Read {
    /// A record, or every record of a folder; what is wrong is told, and the rest goes on.
    fn path(&mut self, path: &Path, book: &Rulebook, key: Option<&PublicKey>) {
        if !path.is_dir() {
            return self.file(path, book, key);
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.fault(path, &format!("it can't be read: {}", plain_error(&error)), ""),
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| file.is_file() && file.to_string_lossy().ends_with(".record.json"));
        files.sort();
        if files.is_empty() {
            self.fault(path, "no record is in this folder", "records end in .record.json; name the files");
        }
        for file in &files {
            self.file(file, book, key);
        }
    }

    fn file(&mut self, path: &Path, book: &Rulebook, key: Option<&PublicKey>) {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let what = format!("it can't be read: {}", plain_error(&error));
                return self.fault(path, &what, "name a record that is there");
            }
        };
        let sealed: Sealed<Record> = match Sealed::read(&bytes) {
            Ok(sealed) => sealed,
            Err(not) => return self.fault(path, &not.what, &not.help),
        };
        let verified = key.map(|key| verify(book, key, &sealed).iter().all(Check::holds));
        if verified == Some(false) {
            let what = "it does not verify, so it is marked and its answers are left out";
            complain(
                &format!("{}: {what}", path.display()),
                &format!("formcheck exam verify {}", path.display()),
            );
        }
        let name =
            sealed.name.as_ref().filter(|_| sealed.check_name().is_ok()).map(|name| name.name.as_str());
        let person = Person::of(&sealed.what, name, &sealed.digest(), verified);
        let counted = if verified == Some(false) { Counted::default() } else { Counted::of(&sealed.what) };
        self.records.push((person, counted));
    }

    fn fault(&mut self, path: &Path, what: &str, help: &str) {
        complain(&format!("{}: {what}", path.display()), help);
        self.faults += 1;
    }
}
