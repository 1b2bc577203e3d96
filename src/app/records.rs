//! Records read from files for a report: whose key sealed each, whether it verifies, and which of a sitting counts.
//!
//! A record of a key that nobody named is foreign, not forged. Where a key is named, only what verifies can take another
//! record's place; without one nobody can tell two records of a sitting apart, and neither counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minisign::PublicKey;

use crate::app::database::CountedRecord;
use crate::app::exam::keys::public;
use crate::app::files::refused;
use crate::app::{AppError, Outcome, RunSettings, complain, quoted};
use crate::pages::program::call;
use crate::render::ansi::style::{count, plain_error};
use formcheck_core::error::UserError as _;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::cohort::RecordCounts;
use formcheck_exam::record::Record;
use formcheck_exam::{Check, Sealed, verify};

/// A key that records are checked with.
struct GymKey {
    key: PublicKey,
    path: PathBuf,
    /// What its gym is called, by the file's name; none if only one key was named.
    gym: Option<String>,
}

/// The keys that records are checked with.
#[derive(Default)]
pub(crate) struct Keys(Vec<GymKey>);

impl Keys {
    /// One key, or none.
    pub(crate) fn one(path: Option<&Path>, settings: &RunSettings) -> Result<Keys, AppError> {
        let one = |path: &Path| {
            Ok::<_, AppError>(GymKey { key: public(Some(path), settings)?, path: path.to_owned(), gym: None })
        };
        Ok(Keys(path.map(one).transpose()?.into_iter().collect()))
    }

    /// Every key of a folder: `north.pub` is that of the gym `north`.
    pub(crate) fn folder(folder: &Path, settings: &RunSettings) -> Result<Keys, AppError> {
        let help = "name a folder of public keys, each called after its gym: north.pub";
        let entries = fs::read_dir(folder).map_err(|error| refused(folder, "read", &error, help))?;
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "pub"));
        files.sort();
        let mut keys: Vec<GymKey> = Vec::new();
        for path in files {
            let key = public(Some(&path), settings)?;
            if let Some(twice) = keys.iter().find(|one| one.key.keynum() == key.keynum()) {
                return Err(AppError::new(
                    format!("{} and {} are the same key", twice.path.display(), path.display()),
                    "keep the one that is called after its gym",
                ));
            }
            let gym = path.file_stem().map(|name| name.to_string_lossy().into_owned());
            keys.push(GymKey { key, path, gym });
        }
        if keys.is_empty() {
            return Err(AppError::new(format!("no public key is in {}", folder.display()), help));
        }
        Ok(Keys(keys))
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key that a record names as the one that sealed it.
    fn of(&self, record: &Sealed<Record>) -> Option<&GymKey> {
        self.0.iter().find(|one| id(&one.key) == record.signer())
    }
}

/// The id of a key, as minisign shows it.
fn id(key: &PublicKey) -> String {
    let id: Vec<u8> = key.keynum().iter().rev().copied().collect();
    base16ct::upper::encode_string(&id)
}

/// A record with its file.
struct ReadRecord {
    path: PathBuf,
    one: CountedRecord,
}

/// Records that were read, and what was wrong with others.
pub(crate) struct Reader<'a> {
    book: &'a Rulebook,
    keys: &'a Keys,
    /// Whose records these are, if it is said.
    gym: Option<&'a str>,
    records: Vec<ReadRecord>,
    faults: usize,
}

/// Records for a report.
pub(crate) struct Records {
    pub(crate) records: Vec<CountedRecord>,
    faults: usize,
}

impl Records {
    /// How a report ends from which some were left out: short of what was asked.
    pub(crate) fn left_out(&self) -> Outcome {
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
}

impl<'a> Reader<'a> {
    pub(crate) fn new(book: &'a Rulebook, keys: &'a Keys, gym: Option<&'a str>) -> Reader<'a> {
        Reader { book, keys, gym, records: Vec::new(), faults: 0 }
    }

    /// A record, or every record of a folder; what is wrong is told, and the rest goes on.
    pub(crate) fn path(&mut self, path: &Path) {
        if !path.is_dir() {
            return self.file(path);
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
            self.file(file);
        }
    }

    fn file(&mut self, path: &Path) {
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
        let key = self.keys.of(&sealed);
        if key.is_none() && !self.keys.is_empty() {
            let what = format!(
                "it names another key than yours, {}: it is foreign, which is not forged, and is left out",
                sealed.signer()
            );
            return self.fault(path, &what, "put the public key of its gym with the others: --keys FOLDER");
        }
        let verified = key.map(|key| verify(self.book, &key.key, &sealed).iter().all(Check::holds));
        let gym = self.gym.or(key.and_then(|key| key.gym.as_deref()));
        let mut one = CountedRecord::of(&sealed, gym, verified);
        if let (Some(false), Some(key)) = (verified, key) {
            let what = "it does not verify, so it is marked and its answers are left out";
            complain(
                &format!("{}: {what}", path.display()),
                &call(&format!("exam verify {} --key {}", quoted(path), quoted(&key.path))),
            );
            one.counted = RecordCounts::default();
        }
        self.records.push(ReadRecord { path: path.to_owned(), one });
    }

    fn fault(&mut self, path: &Path, what: &str, help: &str) {
        complain(&format!("{}: {what}", path.display()), help);
        self.faults += 1;
    }

    /// Which of them count: of each sitting one.
    pub(crate) fn settled(mut self) -> Records {
        let mut sittings: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (at, read) in self.records.iter().enumerate().filter(|(_, read)| read.one.person.counts()) {
            let person = &read.one.person;
            let of = sittings.entry((person.gym.clone(), person.sitting.clone())).or_default();
            // The same record again is no other one.
            if of.iter().all(|&other| self.records[other].one.person.record != person.record) {
                of.push(at);
            }
        }
        let mut stands = vec![false; self.records.len()];
        for (at, read) in self.records.iter().enumerate() {
            stands[at] = !read.one.person.counts();
        }
        let mut told: Vec<(usize, &str, &str)> = Vec::new();
        for of in sittings.into_values() {
            match of[..] {
                [only] => stands[only] = true,
                ref all if self.keys.is_empty() => told.extend(all.iter().map(|&at| {
                    let what =
                        "another record of the same sitting is here, and only the examiner's key tells which counts";
                    (at, what, "add --key FILE")
                })),
                ref all => {
                    let is_replaced = |at: &usize| {
                        let digest = Some(&self.records[*at].one.person.record);
                        all.iter().any(|&other| self.records[other].one.replaces.as_ref() == digest)
                    };
                    let mut last = all.iter().filter(|at| !is_replaced(at));
                    if let Some(&first) = last.next() {
                        stands[first] = true;
                    }
                    told.extend(last.map(|&at| {
                        let what = "another record of the same sitting came before; this one is left out";
                        (at, what, "keep the one that counts, and move the other away")
                    }));
                }
            }
        }
        let told: Vec<(PathBuf, &str, &str)> =
            told.into_iter().map(|(at, what, help)| (self.records[at].path.clone(), what, help)).collect();
        for (path, what, help) in told {
            self.fault(&path, what, help);
        }
        let kept = self.records.into_iter().zip(stands).filter(|(_, stands)| *stands);
        Records { records: kept.map(|(read, _)| read.one).collect(), faults: self.faults }
    }
}
