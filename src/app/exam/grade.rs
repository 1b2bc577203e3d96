//! `formcheck exam grade PAPER`: check a sitting, mark it, decide, seal a record.

use std::path::{Path, PathBuf};

use minisign::PublicKey;
use serde_json::json;

use crate::app::database::{CountedRecord, Database, keep};
use crate::app::exam::clock::ExamClock;
use crate::app::exam::files::beside;
use crate::app::exam::keys::{Signer, public};
use crate::app::exam::ledger::{self, OpenLedger};
use crate::app::exam::lock::{self, Words};
use crate::app::exam::log;
use crate::app::{AppError, Outcome, Ran, RunSettings, open_for, put, put_page, quoted};
use crate::pages::exam::result;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::ledger::{GradedNote, Ledger, Noted};
use formcheck_exam::paper::Paper;
use formcheck_exam::record::{FORMAT, Record};
use formcheck_exam::roster::day_of;
use formcheck_exam::seal::{Hash, Nonce, seed_from_hex, typed_code};
use formcheck_exam::store::Store;
use formcheck_exam::{Exam, Forms, Sealed, Terms, engine, exam_named, grade, whole_lines};

#[derive(Debug)]
pub struct GradeOptions {
    pub paper: PathBuf,
    pub log: Option<PathBuf>,
    /// Who watched the whole exam; none: nobody.
    pub witness: Option<String>,
    /// The closing code that the witness wrote down.
    pub code: Option<String>,
    /// The file of the witness's public key.
    pub witness_key: Option<PathBuf>,
    pub key: Option<PathBuf>,
    /// Whether a log may stop before the exam was handed in.
    pub left_open: bool,
    /// Whether this record takes the place of one that was made of the same sitting.
    pub replaces: bool,
    pub out: Option<PathBuf>,
    pub database: Database,
}

/// What the examiner says of a sitting.
#[derive(Clone, Debug, Default)]
pub struct WitnessStatement {
    /// Who watched the whole exam; none: nobody.
    pub witness: Option<String>,
    /// The closing code that the witness wrote down.
    pub code: Option<String>,
    /// The witness's public key, with which they signed the log: base 64.
    pub key: Option<String>,
}

pub fn run(options: &GradeOptions, settings: &RunSettings) -> Ran {
    let ledger = ledger::view(settings)?;
    let paper = lock::paper(&options.paper, &Words::Kept(&ledger), settings)?;
    is_not_taken_back(&ledger, &paper.what.form)?;
    let book = open_for(&paper.what.packs, &paper.what.exam.id, settings)?;
    let log = options.log.clone().unwrap_or_else(|| beside(&options.paper, "log"));
    let out = options.out.clone().unwrap_or_else(|| beside(&options.paper, "record.json"));
    if options.witness.is_some() && options.code.is_none() && options.witness_key.is_none() {
        return Err(AppError::new(
            "a witness writes down the closing code, and none is given",
            "add --code \"the eight words\", or --witness-key FILE if they signed with a key of their own; or leave --witness out: the record then says that nobody watched",
        ));
    }
    if options.code.is_some() && options.witness.is_none() {
        return Err(AppError::new(
            "a closing code was given, and nobody who wrote it down",
            "say who watched the whole exam: --witness REFERENCE; or leave --code out",
        ));
    }
    let store = store(&options.database)?;
    let witness_key = options.witness_key.as_deref().map(|path| public(Some(path), settings)).transpose()?;
    let supervision = WitnessStatement {
        witness: options.witness.clone(),
        code: options.code.clone(),
        key: witness_key.map(|key| key.to_base64()),
    };
    let record = record(&book, &paper, &log, &out, (options, &supervision), settings)?;
    tell(&book, &record, &out, settings)?;
    put_in(store, &options.database, &[(&record, &out)], settings)?;
    Ok(if record.what.passed { Outcome::Done } else { Outcome::Failed })
}

/// The database that records are put into, if one is named: one that can't be used is told before anything is made.
pub fn store(database: &Database) -> Result<Option<Store>, AppError> {
    Ok(database.address.as_deref().map(|place| Store::open(place, true)).transpose()?)
}

/// Puts records that were just made into the database.
pub(crate) fn put_in(
    store: Option<Store>,
    database: &Database,
    made: &[(&Sealed<Record>, &Path)],
    settings: &RunSettings,
) -> Result<(), AppError> {
    let Some(mut store) = store else { return Ok(()) };
    // Making one has just proved all that verifying would.
    let counted = |(record, _): &(&Sealed<Record>, &Path)| {
        CountedRecord::of(record, database.gym.as_deref(), Some(true))
    };
    keep(&mut store, &made.iter().map(counted).collect::<Vec<_>>()).map_err(|error| {
        let files: Vec<String> = made.iter().map(|(_, out)| quoted(out)).collect();
        let (what, them) = match files[..] {
            [_] => ("the record was made", "it"),
            _ => ("the records were made", "them"),
        };
        error.within(
            |why| format!("{what}, but not put into the database: {why}"),
            format!("put {them} in later: formcheck report {} --database PLACE", files.join(" ")),
        )
    })?;
    if !settings.quiet {
        eprintln!(
            "{} kept in the database too.",
            if made.len() == 1 { "The record is" } else { "The records are" }
        );
    }
    Ok(())
}

fn record(
    book: &Rulebook,
    paper: &Sealed<Paper>,
    log: &Path,
    out: &Path,
    (options, supervision): (&GradeOptions, &WitnessStatement),
    settings: &RunSettings,
) -> Result<Sealed<Record>, AppError> {
    if out.exists() {
        let what = format!("{} is there already", out.display());
        return Err(AppError::new(what, "keep it, and name another file: --out FILE"));
    }
    let (_, exam) = log::read_log(paper, log)?;
    if exam.ended().is_none() && !options.left_open {
        return Err(AppError::new(
            "this exam was not handed in, and its time is not up in the log",
            "let the candidate go on with `formcheck exam sit`, or grade what there is with --left-open",
        ));
    }
    let made = MakeOptions { supervision, key: options.key.as_deref(), replaces: options.replaces };
    make(book, paper, log, out, &made, settings)
}

/// How a record is made.
pub struct MakeOptions<'a> {
    pub supervision: &'a WitnessStatement,
    pub key: Option<&'a Path>,
    /// Whether it may take the place of one that was made of the same sitting.
    pub replaces: bool,
}

pub fn make(
    book: &Rulebook,
    paper: &Sealed<Paper>,
    log: &Path,
    out: &Path,
    &MakeOptions { supervision, key, replaces }: &MakeOptions<'_>,
    settings: &RunSettings,
) -> Result<Sealed<Record>, AppError> {
    let (text, exam) = log::read_log(paper, log)?;
    if let Some(words) = &supervision.code {
        told_code(words, &log::code(&exam))?;
    }
    let signer = Signer::open(key, settings)?;
    paper.check_seal(signer.public()).map_err(|no| {
        AppError::new(
            format!("the paper's seal does not hold: {no}"),
            "use the paper as you issued it, and its key",
        )
    })?;
    if let Some(key) = &supervision.key {
        is_signed(&exam, key, signer.public())?;
    }
    let mut kept = OpenLedger::open(settings)?;
    let form = &paper.what.form;
    let issued = kept.ledger.form(form).ok_or_else(|| {
        AppError::new(
            format!("your ledger has no paper with the form {form}"),
            "grade with the ledger from which it was issued: --data-dir DIR",
        )
    })?;
    if issued.paper_sha256 != Hash::of(&paper.bytes()).hex() {
        return Err(AppError::new(
            "this is not the paper that your ledger says you issued under this form",
            "use the paper as it was issued",
        ));
    }
    if paper.what.ledger.as_ref().is_some_and(|place| !kept.ledger.has_place(place)) {
        return Err(AppError::new(
            "the ledger from which this paper was issued is not yours as it is now: lines were changed or taken out since",
            "put back a copy of the whole ledger; nothing was changed",
        ));
    }
    is_not_taken_back(&kept.ledger, form)?;
    let former = kept.ledger.graded(form).map(|graded| (day_of(graded.at), graded.record_sha256.clone()));
    if let (Some((day, digest)), false) = (&former, replaces) {
        return Err(AppError::new(
            format!(
                "a record of this sitting was made on {day}, with the digest {}…",
                &digest[..12.min(digest.len())]
            ),
            "that one counts; to put another in its place, which both this record and your ledger will say, add --replaces",
        ));
    }
    let (Some(seed), Some(nonce)) = (seed_from_hex(&issued.seed), Nonce::from_hex(&issued.nonce)) else {
        return Err(AppError::new(
            format!("the seed of {form} in your ledger is spoilt"),
            "mend it from a copy",
        ));
    };
    let none = || {
        AppError::new(format!("there is no exam `{}` here", paper.what.exam.id), "name its pack: --pack DIR")
    };
    let quiz = exam_named(book, &paper.what.exam.id).ok_or_else(none)?;
    let forms = Forms::new(book, quiz)?;
    let clock = ExamClock::start()?;
    let terms = Terms {
        format: FORMAT,
        graded: clock.wall(),
        made_up_clock: clock.is_made_up(),
        graded_by: Some(engine()),
        replaces: former.map(|(_, digest)| digest),
        witness: supervision.witness.clone(),
        witness_key: supervision.key.clone(),
        code_told: supervision.code.is_some(),
        struck: Vec::new(),
    };
    let (lines, _) = whole_lines(&text);
    let what = grade(&forms, paper, (seed, nonce), &exam, &lines, &terms)?;
    let value = serde_json::to_value(&what).map_err(|error| AppError::internal(error.to_string()))?;
    let name = paper.check_name().ok().and(paper.name.clone());
    let mut sealed = Sealed { what, value, signature: String::new(), name };
    sealed.signature = signer.seal::<Record>(&sealed.bytes())?;
    kept.add(&[Noted::Graded(Box::new(GradedNote {
        at: terms.graded,
        form: form.clone(),
        record_sha256: Hash::of(&sealed.bytes()).hex(),
        replaces: sealed.what.replaces.clone(),
        percent: sealed.what.cut.shown(&sealed.what.score),
        passed: sealed.what.passed,
        supervised: sealed.what.supervision.supervised,
        counts_until: sealed.what.counts_until.clone(),
    }))])?;
    crate::app::exam::files::write_new(out, &sealed.text())?;
    Ok(sealed)
}

/// Whether a log was signed with the witness's key when it was opened and when it was over.
fn is_signed(exam: &Exam, key: &str, examiner: &PublicKey) -> Result<(), AppError> {
    if key == examiner.to_base64() {
        return Err(AppError::new(
            "a witness signs with a key of their own, and this is the examiner's",
            "make one for the witness: formcheck exam keygen --out DIR",
        ));
    }
    match exam.witnessed() {
        Some(signed) if signed.key == key && signed.is_whole() => Ok(()),
        Some(signed) if signed.key != key => Err(AppError::new(
            "the log was signed with another key than this witness's",
            "name the public key of whoever watched",
        )),
        Some(_) => Err(AppError::new(
            "the witness signed only one end of this exam",
            "add --code \"the eight words\" that they wrote down, and leave --witness-key out",
        )),
        None => Err(AppError::new(
            "no witness signed this log while it was written",
            "add --code \"the eight words\" that they wrote down, and leave --witness-key out",
        )),
    }
}

fn is_not_taken_back(ledger: &Ledger, form: &str) -> Result<(), AppError> {
    let Some(back) = ledger.withdrawn(form) else { return Ok(()) };
    Err(AppError::new(
        format!("this paper was taken back on {}: {}", day_of(back.at), back.why),
        "issue another one: formcheck exam issue",
    ))
}

fn told_code(words: &str, code: &str) -> Result<(), AppError> {
    let typed = typed_code(words)
        .map_err(|why| AppError::new(why, "type the eight words as the witness wrote them down"))?;
    if typed == code {
        return Ok(());
    }
    Err(AppError::new(
        "the closing code is not that of this log",
        "compare it with what the witness wrote down; if that is right, the log was changed after the exam, or is another one",
    ))
}

pub fn tell(
    book: &Rulebook,
    record: &Sealed<Record>,
    out: &Path,
    settings: &RunSettings,
) -> Result<(), AppError> {
    let of = &record.what;
    if settings.json {
        let answer = json!({
            "record": out.display().to_string(), "form": of.form, "exam": of.exam.id, "candidate": of.candidate.reference,
            "attempt": of.attempt.number, "percent": of.cut.shown(&of.score), "pass": of.cut.percent,
            "must_pass": of.must_pass, "passed": of.passed,
            "supervised": of.supervision.supervised, "counts_until": of.counts_until, "doubts": of.times.doubts,
        });
        put(&format!("{answer}\n"))?;
        return Ok(());
    }
    put_page(&result::page(book, of, record.name.as_ref()))?;
    put(&format!("Record: {}\n", out.display()))?;
    Ok(())
}
