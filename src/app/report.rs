//! `formcheck report FILES…`: what a cohort knows, from its records, as files or in a database.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::clock::WallClock;
use crate::app::database::{CountedRecord, Database, keep};
use crate::app::files::{refused, write_result};
use crate::app::records::{Keys, Reader, Records};
use crate::app::{AppError, Outcome, Ran, RunSettings, complain, open, put, put_page, unknown};
use crate::pages::report::{PersonRecord, csv, html, page, person_html, person_page};
use crate::render::ansi::style::count;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::cohort::{CohortCounts, Judges, Report};
use formcheck_exam::record::Record;
use formcheck_exam::store::{Cohort, KeepCount, SealedRow, Store};
use formcheck_exam::{ExamError, Sealed};

#[derive(Debug)]
pub struct ReportOptions {
    pub files: Vec<PathBuf>,
    pub key: Option<PathBuf>,
    /// A folder of public keys, each called after its gym.
    pub keys: Option<PathBuf>,
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
    let keys = match &options.keys {
        Some(folder) => Keys::folder(folder, settings)?,
        None => Keys::one(options.key.as_deref(), settings)?,
    };
    let judges = options.angoff.as_deref().map(judges).transpose()?;
    let mut reader = Reader::new(&book, &keys, options.database.gym.as_deref());
    for path in &options.files {
        reader.path(path);
    }
    let read = reader.settled();
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
    mut read: Records,
) -> Ran {
    let mut left_out = read.left_out();
    // What does not verify is not let in.
    read.records.retain(|one| one.person.counts());
    let mut store = Store::open(place, !read.records.is_empty())?;
    if !options.files.is_empty() {
        let kept = keep(&mut store, &read.records)?;
        if !settings.quiet {
            eprintln!("{}", put_in(&kept));
        }
        if kept.unproved > 0 {
            let says = count(kept.unproved, "record says that it replaces", "records say that they replace");
            complain(
                &format!(
                    "{says} another of the same sitting, and only the examiner's key tells whether that is so"
                ),
                "add --key FILE, and put the folder in again",
            );
            left_out = left_out.max(Outcome::Failed);
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

/// What became of records that were put in, as a line.
fn put_in(kept: &KeepCount) -> String {
    let new = count(kept.new, "record was", "records were");
    let mut told =
        vec![format!("{new} put into the database; {} there already.", count(kept.known, "was", "were"))];
    if kept.took_place > 0 {
        let took = count(kept.took_place, "record took", "records took");
        told.push(format!(
            "{took} the place of another of the same sitting, which is kept and counts no more."
        ));
    }
    if kept.aside > 0 {
        let aside = count(kept.aside, "record is", "records are");
        told.push(format!("{aside} kept beside the one of the same sitting that counts."));
    }
    told.join(" ")
}

/// Writes the records of a cohort into a folder, so that anybody can check them; those that don't count into one in it.
fn take_out(store: &mut Store, cohort: &Cohort, folder: &Path, settings: &RunSettings) -> Ran {
    /// Records that are held at a time.
    const PAGE: usize = 200;
    let written = write_all(folder, |last| store.sealed(cohort, last, PAGE), |_| String::new())?;
    if written == 0 {
        complain("the database holds no such record", "leave out --gym, --exam or --since");
        return Ok(Outcome::Failed);
    }
    let others = folder.join(REPLACED);
    let digest = |row: &SealedRow| format!("-{}", row.record.get(..12).unwrap_or(&row.record));
    let aside = write_all(&others, |last| store.aside(cohort, last, PAGE), digest)?;
    if !settings.quiet {
        put(&format!("{} written to {}.\n", count(written, "record", "records"), folder.display()))?;
        if aside > 0 {
            let records = count(aside, "record that counts", "records that count");
            put(&format!("{records} no more, or not yet, written to {}.\n", others.display()))?;
        }
    }
    Ok(Outcome::Done)
}

/// The folder, in the one that records are taken out to, of those that don't count.
const REPLACED: &str = "replaced";

/// Writes records page by page, each to a file that is called after its gym, its sitting and what `more` says. Says how many.
fn write_all(
    folder: &Path,
    mut page: impl FnMut(Option<&SealedRow>) -> Result<Vec<SealedRow>, ExamError>,
    more: impl Fn(&SealedRow) -> String,
) -> Result<usize, AppError> {
    let (mut written, mut last): (usize, Option<SealedRow>) = (0, None);
    loop {
        let rows = page(last.as_ref())?;
        if !rows.is_empty() {
            fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        }
        for row in &rows {
            let file = folder.join(format!("{}-{}{}.record.json", row.gym, row.sitting, more(row)));
            fs::write(&file, &row.text).map_err(|error| cannot_write(&file, &error))?;
        }
        written += rows.len();
        let Some(end) = rows.into_iter().last() else { return Ok(written) };
        last = Some(end);
    }
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
