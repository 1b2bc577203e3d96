//! `formcheck report FILES…`: what a cohort knows, from its records, as files or in a database.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minisign::PublicKey;

use crate::app::clock::WallClock;
use crate::app::database::{CountedRecord, Database, keep};
use crate::app::exam::keys::public;
use crate::app::files::{refused, write_result};
use crate::app::{AppError, Outcome, Ran, RunSettings, complain, open, put, put_page, quoted, unknown};
use crate::pages::program::call;
use crate::pages::report::{PersonRecord, csv, html, page, person_html, person_page};
use crate::render::ansi::style::{count, plain_error};
use formcheck_core::error::UserError as _;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::cohort::{CohortCounts, Judges, RecordCounts, Report};
use formcheck_exam::record::Record;
use formcheck_exam::store::{Cohort, SealedRow, Store};
use formcheck_exam::{Check, Sealed, verify};

#[derive(Debug)]
pub struct ReportOptions {
    pub files: Vec<PathBuf>,
    pub key: Option<PathBuf>,
    pub angoff: Option<PathBuf>,
    /// One person, by what the examiner calls them.
    pub person: Option<String>,
    pub html: Option<PathBuf>,
    pub csv: bool,
    pub database: Database,
    pub exam: Option<String>,
    pub since: Option<String>,
    pub take_out: Option<PathBuf>,
}

/// Lines that a report from a database lists; of more the latest.
const LINES: usize = 200;

pub fn run(options: &ReportOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let key = options.key.as_deref().map(|path| public(Some(path), settings)).transpose()?;
    let judges = options.angoff.as_deref().map(judges).transpose()?;
    let checked = options.key.as_ref().map_or_else(String::new, |key| format!(" --key {}", quoted(key)));
    let mut read = Read { checked, ..Read::default() };
    for path in &options.files {
        read.path(path, &book, key.as_ref(), options.database.gym.as_deref());
    }
    if let Some(place) = &options.database.address {
        return from_database(options, settings, &book, judges.as_ref(), place, read);
    }
    if read.records.is_empty() {
        complain(
            "there is no record to report",
            "name files that `formcheck exam grade` wrote, or a folder of them",
        );
        return Ok(Outcome::Failed);
    }
    let left_out = read.left_out();
    if let Some(who) = &options.person {
        return person(who, &read.records, options, settings, &book).map(|done| done.max(left_out));
    }
    let facts = CohortCounts::of(read.records.into_iter().map(|one| (one.person, one.counted)));
    tell(options, settings, &book, &Report::of(&facts, judges.as_ref()))?;
    Ok(left_out)
}

/// One person on one page: of each exam the latest try.
fn person(
    who: &str,
    records: &[CountedRecord],
    options: &ReportOptions,
    settings: &RunSettings,
    book: &Rulebook,
) -> Ran {
    let mut own: Vec<&CountedRecord> =
        records.iter().filter(|one| one.person.reference == who && one.person.counts()).collect();
    if own.is_empty() {
        let known = records.iter().map(|one| one.person.reference.as_str());
        return Err(unknown("person", who, known, "formcheck report FILE... names them all"));
    }
    own.sort_by(|a, b| a.person.in_order(&b.person));
    // Of each exam the last one stands; they are in the order of tries.
    let mut latest: Vec<&CountedRecord> = Vec::new();
    for one in own {
        latest.retain(|before| {
            (&before.person.exam, &before.person.gym) != (&one.person.exam, &one.person.gym)
        });
        latest.push(one);
    }
    let mut read = Vec::new();
    for one in &latest {
        read.push((one, Sealed::<Record>::read(one.sealed.as_bytes())?));
    }
    let shown: Vec<PersonRecord<'_>> = read
        .iter()
        .map(|(one, sealed)| PersonRecord {
            record: &sealed.what,
            digest: &one.person.record,
            verified: one.person.verified,
        })
        .collect();
    let name = latest.iter().rev().find_map(|one| one.person.name.as_deref());
    if let Some(file) = &options.html {
        write_result(file, person_html(book, name, &shown), settings)?;
    } else {
        put_page(&person_page(book, &shown))?;
    }
    Ok(Outcome::Done)
}

/// Keeps what was read, then reports on what is kept.
fn from_database(
    options: &ReportOptions,
    settings: &RunSettings,
    book: &Rulebook,
    judges: Option<&Judges>,
    place: &str,
    mut read: Read,
) -> Ran {
    let left_out = read.left_out();
    // What does not verify is not let in.
    read.records.retain(|one| one.person.counts());
    let mut store = Store::open(place, !read.records.is_empty())?;
    if !options.files.is_empty() {
        let kept = keep(&mut store, &read.records)?;
        if !settings.quiet {
            let new = count(kept.new, "record was", "records were");
            eprintln!("{new} put into the database; {} there already.", count(kept.known, "was", "were"));
        }
    }
    let cohort = Cohort {
        gym: options.database.gym.clone(),
        exam: options.exam.clone(),
        since: options.since.clone(),
    };
    if let Some(folder) = &options.take_out {
        return take_out(&mut store, &cohort, folder, settings).map(|done| done.max(left_out));
    }
    let facts = store.facts(&cohort, LINES)?;
    if facts.people.is_empty() {
        complain(
            "the database holds no such record",
            "leave out --gym, --exam or --since, or put records in it: formcheck report RECORD... --database PLACE",
        );
        return Ok(Outcome::Failed);
    }
    tell(options, settings, book, &Report::of(&facts, judges))?;
    Ok(left_out)
}

/// Writes the records of a cohort into a folder, so that anybody can check them.
fn take_out(store: &mut Store, cohort: &Cohort, folder: &Path, settings: &RunSettings) -> Ran {
    /// Records that are held at a time.
    const PAGE: usize = 200;
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let (mut written, mut last): (usize, Option<SealedRow>) = (0, None);
    loop {
        let page = store.sealed(cohort, last.as_ref(), PAGE)?;
        for row in &page {
            let file = folder.join(format!("{}-{}.record.json", row.gym, row.sitting));
            fs::write(&file, &row.text).map_err(|error| cannot_write(&file, &error))?;
        }
        written += page.len();
        let Some(end) = page.into_iter().last() else { break };
        last = Some(end);
    }
    if written == 0 {
        complain("the database holds no such record", "leave out --gym, --exam or --since");
        return Ok(Outcome::Failed);
    }
    if !settings.quiet {
        put(&format!("{} written to {}.\n", count(written, "record", "records"), folder.display()))?;
    }
    Ok(Outcome::Done)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> AppError {
    refused(path, "written", error, "name a place that you can write")
}

fn tell(
    options: &ReportOptions,
    settings: &RunSettings,
    book: &Rulebook,
    report: &Report,
) -> Result<(), AppError> {
    if let Some(file) = &options.html {
        let made = WallClock::start()?.date().to_string();
        write_result(file, html(book, report, &made), settings)?;
    } else if options.csv {
        put(&csv(report))?;
    } else if settings.json {
        put(&format!("{}\n", serde_json::to_string(report).unwrap_or_default()))?;
    } else {
        put_page(&page(book, report))?;
    }
    Ok(())
}

fn judges(path: &Path) -> Result<Judges, AppError> {
    let help = "write a CSV with a first row item,first judge,second judge and a row for each item";
    let text = fs::read_to_string(path).map_err(|error| refused(path, "read", &error, help))?;
    Judges::read(&text).map_err(|what| AppError::new(format!("{}: {what}", path.display()), help))
}

#[derive(Default)]
struct Read {
    records: Vec<CountedRecord>,
    faults: usize,
    /// The option that names the key with which records are verified.
    checked: String,
    /// The digest of the record that counts, by gym and sitting.
    sat: BTreeMap<(String, String), String>,
}

impl Read {
    /// How a report ends from which some were left out: short of what was asked.
    fn left_out(&self) -> Outcome {
        if self.faults > 0 {
            complain(
                &format!("{} left out: see above", count(self.faults, "file was", "files were")),
                "mend or take them away, then run this again",
            );
            return Outcome::Failed;
        }
        let unverified = self.records.iter().any(|one| !one.person.counts());
        if unverified { Outcome::Failed } else { Outcome::Done }
    }

    /// A record, or every record of a folder; what is wrong is told, and the rest goes on.
    fn path(&mut self, path: &Path, book: &Rulebook, key: Option<&PublicKey>, gym: Option<&str>) {
        if !path.is_dir() {
            return self.file(path, book, key, gym);
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
            self.file(file, book, key, gym);
        }
    }

    fn file(&mut self, path: &Path, book: &Rulebook, key: Option<&PublicKey>, gym: Option<&str>) {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let what = format!("it can't be read: {}", plain_error(&error));
                return self.fault(path, &what, "name a record that is there");
            }
        };
        let sealed: Sealed<Record> = match Sealed::read(&bytes) {
            Ok(sealed) => sealed,
            Err(not) => return self.fault(path, &not.to_string(), not.help().unwrap_or_default()),
        };
        let verified = key.map(|key| verify(book, key, &sealed).iter().all(Check::holds));
        if verified == Some(false) {
            let what = "it does not verify, so it is marked and its answers are left out";
            complain(
                &format!("{}: {what}", path.display()),
                &call(&format!("exam verify {}{}", quoted(path), self.checked)),
            );
        }
        let mut one = CountedRecord::of(&sealed, gym, verified);
        if verified == Some(false) {
            one.counted = RecordCounts::default();
        } else {
            let sitting = (one.person.gym.clone(), one.person.sitting.clone());
            let digest = &one.person.record;
            let counts = self.sat.entry(sitting).or_insert_with(|| digest.clone());
            if counts != digest {
                // One that says so takes the place of the one before.
                if sealed.what.replaces.as_ref() == Some(counts) {
                    let former = counts.clone();
                    counts.clone_from(digest);
                    self.records.retain(|one| one.person.record != former);
                    self.records.push(one);
                    return;
                }
                if self.records.iter().any(|one| one.replaces.as_ref() == Some(digest)) {
                    // The one that takes its place came first.
                    return;
                }
                let what = "another record of the same sitting came before; this one is left out";
                return self.fault(path, what, "keep the one that counts, and move the other away");
            }
        }
        self.records.push(one);
    }

    fn fault(&mut self, path: &Path, what: &str, help: &str) {
        complain(&format!("{}: {what}", path.display()), help);
        self.faults += 1;
    }
}
