//! `formcheck exam grade PAPER`: check a sitting, mark it, decide, seal a record.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::super::database::{Counting, DatabaseArgs, keep};
use super::super::{Global, Outcome, Ran, Stop, open, put, put_page, quoted};
use super::clock::Clocks;
use super::keys::Signer;
use super::ledger::Kept;
use super::{beside, kept, sealed};
use crate::pages::exam::result;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::ledger::{GradedNote, Noted};
use formcheck_exam::paper::Paper;
use formcheck_exam::record::Record;
use formcheck_exam::seal::{Hash, Nonce, seed_from_hex, typed_code};
use formcheck_exam::store::Store;
use formcheck_exam::{Forms, Sealed, Terms, engine, exam_named, grade, whole_lines};

/// Make a record of a sitting
#[derive(Args, Debug)]
pub(super) struct GradeArgs {
    /// The paper
    #[arg(value_name = "PAPER")]
    paper: PathBuf,
    /// The log [default: beside the paper, .log]
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// What the examiner says of the sitting
    #[command(flatten)]
    said: Said,
    /// The examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Grade a log that stops before the exam was handed in
    #[arg(long)]
    left_open: bool,
    /// The record [default: beside the paper, .record.json]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where records are kept; this one is put in
    #[command(flatten)]
    kept: DatabaseArgs,
}

/// What the examiner says of a sitting.
#[derive(Args, Debug)]
pub(super) struct Said {
    /// Who watched the whole exam; none: nobody did, and the record says so
    #[arg(long, value_name = "REFERENCE")]
    pub(super) witness: Option<String>,
    /// The eight words that the witness wrote down
    #[arg(long, value_name = "WORDS")]
    pub(super) code: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &GradeArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let paper: Sealed<Paper> = sealed(&args.paper)?;
    let log = args.log.clone().unwrap_or_else(|| beside(&args.paper, "log"));
    let out = args.out.clone().unwrap_or_else(|| beside(&args.paper, "record.json"));
    if args.said.witness.is_some() && args.said.code.is_none() {
        return Err(Stop::told(
            "a witness writes down the closing code, and none is given",
            "add --code \"the eight words\", or leave --witness out: the record then says that nobody watched",
        ));
    }
    let store = store(&args.kept)?;
    let record = record(&book, &paper, &log, &out, args, global)?;
    tell(&book, &record, &out, global)?;
    put_in(store, &args.kept, &record, &out, global)?;
    Ok(if record.what.passed { Outcome::Done } else { Outcome::FellShort })
}

/// The database that records are put into, if one is named: one that can't be used is told before anything is made.
pub(super) fn store(kept: &DatabaseArgs) -> Result<Option<Store>, Stop> {
    Ok(kept.database.as_deref().map(|place| Store::open(place, true)).transpose()?)
}

/// Puts a record that was just made into the database.
pub(super) fn put_in(
    store: Option<Store>,
    kept: &DatabaseArgs,
    record: &Sealed<Record>,
    out: &Path,
    global: &Global,
) -> Result<(), Stop> {
    let Some(mut store) = store else { return Ok(()) };
    // Grading has just proved all that verifying would.
    let one = Counting::of(record, kept.gym.as_deref(), Some(true));
    keep(&mut store, &[one]).map(drop).map_err(|stop| kept_later(stop, out))?;
    if !global.quiet {
        eprintln!("The record is kept in the database too.");
    }
    Ok(())
}

/// The record is there, only not in the database.
fn kept_later(stop: Stop, out: &Path) -> Stop {
    match stop {
        Stop::Told { what, .. } => Stop::told(
            format!("the record was made, but not put into the database: {what}"),
            format!("put it in later: formcheck report {} --database PLACE", quoted(out)),
        ),
        other => other,
    }
}

fn record(
    book: &Rulebook,
    paper: &Sealed<Paper>,
    log: &Path,
    out: &Path,
    args: &GradeArgs,
    global: &Global,
) -> Result<Sealed<Record>, Stop> {
    if out.exists() {
        let what = format!("{} is there already", out.display());
        return Err(Stop::told(what, "keep it, and name another file: --out FILE"));
    }
    let (_, exam) = kept::read_log(paper, log)?;
    if exam.ended().is_none() && !args.left_open {
        return Err(Stop::told(
            "this exam was not handed in, and its time is not up in the log",
            "let the candidate go on with `formcheck exam sit`, or grade what there is with --left-open",
        ));
    }
    make(book, paper, log, out, &args.said, args.key.as_ref(), global)
}

/// Checks, marks, seals, notes and writes.
pub(super) fn make(
    book: &Rulebook,
    paper: &Sealed<Paper>,
    log: &Path,
    out: &Path,
    said: &Said,
    key: Option<&PathBuf>,
    global: &Global,
) -> Result<Sealed<Record>, Stop> {
    let (text, exam) = kept::read_log(paper, log)?;
    if let Some(words) = &said.code {
        told_code(words, &kept::code(&exam))?;
    }
    let signer = Signer::open(key, global)?;
    paper.check_seal(signer.public()).map_err(|no| {
        Stop::told(
            format!("the paper's seal does not hold: {}", no.0),
            "use the paper as you issued it, and its key",
        )
    })?;
    let mut kept = Kept::open(global)?;
    let form = &paper.what.form;
    let issued = kept.ledger.form(form).ok_or_else(|| {
        Stop::told(
            format!("your ledger has no paper with the form {form}"),
            "grade with the ledger from which it was issued: --data-dir DIR",
        )
    })?;
    if issued.paper_sha256 != Hash::of(&paper.bytes()).hex() {
        return Err(Stop::told(
            "this is not the paper that your ledger says you issued under this form",
            "use the paper as it was issued",
        ));
    }
    let (Some(seed), Some(nonce)) = (seed_from_hex(&issued.seed), Nonce::from_hex(&issued.nonce)) else {
        return Err(Stop::told(
            format!("the seed of {form} in your ledger is spoilt"),
            "mend it from a copy",
        ));
    };
    let none =
        || Stop::told(format!("there is no exam `{}` here", paper.what.exam.id), "name its pack: --pack DIR");
    let quiz = exam_named(book, &paper.what.exam.id).ok_or_else(none)?;
    let forms = Forms::new(book, quiz).map_err(|none| Stop::told(none.what, none.help))?;
    let terms = Terms {
        graded: Clocks::start()?.wall(),
        graded_by: Some(engine()),
        witness: said.witness.clone(),
        code_told: said.code.is_some(),
    };
    let (lines, _) = whole_lines(&text);
    let what = grade(&forms, paper, (seed, nonce), &exam, &lines, &terms)
        .map_err(|ungraded| Stop::told(ungraded.what, ungraded.help))?;
    let value = serde_json::to_value(&what).map_err(std::io::Error::from)?;
    let name = paper.check_name().ok().and(paper.name.clone());
    let mut sealed = Sealed { what, value, signature: String::new(), name };
    sealed.signature = signer.seal::<Record>(&sealed.bytes())?;
    kept.add(&[Noted::Graded(Box::new(GradedNote {
        at: terms.graded,
        form: form.clone(),
        record_sha256: Hash::of(&sealed.bytes()).hex(),
        percent: sealed.what.score.percent,
        passed: sealed.what.passed,
        supervised: sealed.what.supervision.supervised,
        counts_until: sealed.what.counts_until.clone(),
    }))])?;
    super::write_new(out, &sealed.text())?;
    Ok(sealed)
}

fn told_code(words: &str, code: &str) -> Result<(), Stop> {
    let typed = typed_code(words)
        .map_err(|why| Stop::told(why, "type the eight words as the witness wrote them down"))?;
    if typed == code {
        return Ok(());
    }
    Err(Stop::told(
        "the closing code is not that of this log",
        "compare it with what the witness wrote down; if that is right, the log was changed after the exam, or is another one",
    ))
}

/// Says what it came to.
pub(super) fn tell(
    book: &Rulebook,
    record: &Sealed<Record>,
    out: &Path,
    global: &Global,
) -> Result<(), Stop> {
    let of = &record.what;
    if global.json {
        let answer = json!({
            "record": out.display().to_string(), "form": of.form, "exam": of.exam.id, "candidate": of.candidate.reference,
            "attempt": of.attempt.number, "percent": of.score.percent, "pass": of.cut.percent, "passed": of.passed,
            "supervised": of.supervision.supervised, "counts_until": of.counts_until,
        });
        put(&format!("{answer}\n"))?;
        return Ok(());
    }
    put_page(&result::page(book, of, record.name.as_ref()))?;
    put(&format!("Record: {}\n", out.display()))?;
    Ok(())
}
