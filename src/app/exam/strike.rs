//! `formcheck exam strike RECORD NUMBER --why TEXT`: take a question out of a record, and out of every record that had it.
//! Each is marked anew and sealed anew beside the old one, which stays.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::database::Database;
use crate::app::exam::clock::ExamClock;
use crate::app::exam::files::{beside, sealed, write_new};
use crate::app::exam::grade;
use crate::app::exam::keys::Signer;
use crate::app::exam::ledger::OpenLedger;
use crate::app::exam::replaced::{in_folder, is_replaced};
use crate::app::{AppError, Outcome, Ran, RunSettings, open_for, put, quoted};
use crate::pages::program::call;
use formcheck_core::diagnostic::is_unsafe;
use formcheck_exam::ledger::{GradedNote, Noted};
use formcheck_exam::record::{Record, Struck};
use formcheck_exam::{Check, Sealed, strike, verify};

#[derive(Debug)]
pub struct StrikeOptions {
    pub record: PathBuf,
    pub n: usize,
    pub why: String,
    /// Where the records of others are who had the question too.
    pub among: Option<PathBuf>,
    pub key: Option<PathBuf>,
    /// Where records are kept: the new ones are put in.
    pub database: Database,
}

/// A record from which a question was taken out.
struct Regraded {
    old: Sealed<Record>,
    new: Sealed<Record>,
    n: usize,
    out: PathBuf,
}

pub fn run(options: &StrikeOptions, settings: &RunSettings) -> Ran {
    if options.why.trim().is_empty() || options.why.len() > 500 || options.why.contains(is_unsafe) {
        return Err(AppError::new("that is no reason", "write one line of words behind --why"));
    }
    let record: Sealed<Record> = sealed(&options.record)?;
    let row = options.n.checked_sub(1).and_then(|place| record.what.items.get(place)).ok_or_else(|| {
        AppError::new(
            format!("there is no question {}", options.n),
            format!("the record has questions 1 to {}", record.what.items.len()),
        )
    })?;
    let item = row.item.id.clone();
    let store = grade::store(&options.database)?;
    let signer = Signer::open(options.key.as_deref(), settings)?;
    let mut kept = OpenLedger::open(settings)?;
    let mut all = vec![(options.record.clone(), record)];
    if let Some(folder) = &options.among {
        let others = in_folder(folder)?;
        let current = others.iter().filter(|(_, one)| !is_replaced(one, &others));
        let had_it =
            current.filter(|(_, one)| one.what.items.iter().any(|row| row.item.id == item && !row.struck));
        for (path, one) in had_it {
            if all.iter().all(|(_, known)| known.digest() != one.digest()) {
                all.push((path.clone(), one.clone()));
            }
        }
    }
    let clock = ExamClock::start()?;
    let mut made = Vec::new();
    // All of them are made before one is written: what is wrong with one is wrong with the whole.
    for (path, old) in all {
        let n = old.what.items.iter().find(|row| row.item.id == item).map_or(options.n, |row| row.n);
        let struck = Struck { n, at: clock.wall(), why: options.why.clone() };
        made.push(regraded(&path, old, struck, (&signer, &kept), settings)?);
    }
    for one in &made {
        kept.add(&[note(one)])?;
        write_new(&one.out, &one.new.text())?;
    }
    let new: Vec<_> = made.iter().map(|one| (&one.new, one.out.as_path())).collect();
    grade::put_in(store, &options.database, &new, settings)?;
    tell(&made, &options.why, settings)
}

/// A record marked anew without a question, and sealed.
fn regraded(
    path: &Path,
    old: Sealed<Record>,
    struck: Struck,
    (signer, kept): (&Signer, &OpenLedger),
    settings: &RunSettings,
) -> Result<Regraded, AppError> {
    let book = open_for(&old.what.packs, &old.what.exam.id, settings)?;
    if !verify(&book, signer.public(), &old).iter().all(Check::holds) {
        return Err(AppError::new(
            format!("{} does not verify with your key and these rules", path.display()),
            format!("see why: {}", call(&format!("exam verify {}", quoted(path)))),
        ));
    }
    let noted = kept.ledger.graded(&old.what.form).map(|graded| graded.record_sha256.as_str());
    if noted != Some(old.digest().as_str()) {
        return Err(AppError::new(
            format!("{} is not the record of this sitting that counts by your ledger", path.display()),
            "name the latest one, and the ledger of whoever graded it: --data-dir DIR",
        ));
    }
    let n = struck.n;
    let what = strike(&book, &old, struck)?;
    let value = serde_json::to_value(&what).map_err(|error| AppError::internal(error.to_string()))?;
    let mut new = Sealed { what, value, signature: String::new(), name: old.name.clone() };
    new.signature = signer.seal::<Record>(&new.bytes())?;
    let out = beside(path, &format!("without-{n}.record.json"));
    if out.exists() {
        return Err(AppError::new(
            format!("{} is there already", out.display()),
            "keep it elsewhere, and try again",
        ));
    }
    Ok(Regraded { old, new, n, out })
}

fn note(one: &Regraded) -> Noted {
    let of = &one.new.what;
    Noted::Graded(Box::new(GradedNote {
        at: of.times.graded,
        form: of.form.clone(),
        record_sha256: one.new.digest(),
        replaces: of.replaces.clone(),
        percent: of.cut.shown(&of.score),
        passed: of.passed,
        supervised: of.supervision.supervised,
        counts_until: of.counts_until.clone(),
    }))
}

fn tell(made: &[Regraded], why: &str, settings: &RunSettings) -> Ran {
    let verdict = |record: &Record| if record.passed { "passed" } else { "not passed" };
    if settings.json {
        let rows: Vec<serde_json::Value> = made
            .iter()
            .map(|one| {
                let (old, new) = (&one.old.what, &one.new.what);
                json!({
                    "record": one.out.display().to_string(), "form": new.form, "candidate": new.candidate.reference,
                    "question": one.n, "replaces": new.replaces,
                    "percent": new.cut.shown(&new.score), "passed": new.passed,
                    "before": {"percent": old.cut.shown(&old.score), "passed": old.passed},
                })
            })
            .collect();
        put(&format!("{}\n", json!({"why": why, "records": rows})))?;
        return Ok(Outcome::Done);
    }
    for one in made {
        let (old, new) = (&one.old.what, &one.new.what);
        put(&format!(
            "{}, question {} taken out: {:.1} %, {}; before {:.1} %, {}.\nRecord: {}\n",
            new.candidate.reference,
            one.n,
            new.cut.shown(&new.score),
            verdict(new),
            old.cut.shown(&old.score),
            verdict(old),
            one.out.display()
        ))?;
    }
    if !settings.quiet {
        put("The old records stay as they are; the new ones name them, and verify follows that.\n")?;
    }
    Ok(Outcome::Done)
}
