//! `formcheck exam keygen|issue|words|withdraw|sit|grade|strike|revoke|status-list|verify|explain|take|roster|redact`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::app::database::Database;
use crate::app::exam::explain::ExplainOptions;
use crate::app::exam::grade::{self, GradeOptions};
use crate::app::exam::issue::{self, Candidacy, IssueOptions};
use crate::app::exam::revoke::{self, StatusListOptions};
use crate::app::exam::roster::{self, RosterOptions};
use crate::app::exam::sit::{self, SitOptions};
use crate::app::exam::strike::{self, StrikeOptions};
use crate::app::exam::take::{self, TakeOptions};
use crate::app::exam::verify::{self, VerifyOptions};
use crate::app::exam::{explain, keys, redact, withdraw, words};
use crate::app::{Ran, RunSettings};
use crate::commands::exam_keeping::{
    RedactArgs, RevokeArgs, RosterArgs, StatusListArgs, StrikeArgs, WithdrawArgs, WordsArgs,
};
use crate::commands::numbers::{number, whole};
use crate::commands::options::{
    DataOptions, ExaminerOptions, JsonOptions, MotionOptions, PackOptions, PictureOptions, QuietOptions,
    ReadOptions, ResultOptions, TextOptions,
};
use formcheck_exam::paper::{Given, TimeMultiplier};

/// Exams: papers, sittings, and records that others can check
#[derive(Args, Debug)]
#[command(
    arg_required_else_help = false,
    after_help = "Examples:\n  formcheck exam keygen\n  formcheck exam issue trainer-onboarding --candidate t-07 --name \"Anna Berg\"\n  formcheck exam sit t-07-trainer-onboarding-1.paper.json\n  formcheck exam grade t-07-trainer-onboarding-1.paper.json --witness h-02 --code \"eight words\"\n  formcheck exam verify t-07-trainer-onboarding-1.record.json --key gym.pub\n  formcheck exam roster"
)]
pub struct ExamArgs {
    #[command(subcommand)]
    step: ExamStep,
}

#[derive(Subcommand, Debug)]
enum ExamStep {
    /// Examiner: make a pair of keys, once
    Keygen(KeygenArgs),
    /// Examiner: draw a paper for a candidate
    Issue(IssueArgs),
    /// Examiner: the start words of a locked paper again
    Words(WordsArgs),
    /// Examiner: take back a paper that was not graded
    Withdraw(WithdrawArgs),
    /// Candidate: sit a paper
    Sit(SitArgs),
    /// Examiner: make a record of a sitting
    Grade(GradeArgs),
    /// Examiner: take a question that was wrong out of a record, and out of all that had it
    Strike(StrikeArgs),
    /// Examiner: what a record says counts no more, and a badge that was made of it
    Revoke(RevokeArgs),
    /// Examiner: the list of revoked badges, to publish
    StatusList(StatusListArgs),
    /// Anybody: check a record again
    Verify(VerifyArgs),
    /// Anybody: a question of a record with the proof of its key, or all of them on a page
    Explain(ExplainRecordArgs),
    /// Issue, sit and grade in one go, on the gym's machine
    Take(TakeArgs),
    /// Examiner: who sat what, and who is due to sit again
    Roster(RosterArgs),
    /// Examiner: take a candidate's name out of a record or the ledger
    Redact(RedactArgs),
}

pub fn run(args: ExamArgs, settings: &RunSettings) -> Ran {
    match args.step {
        ExamStep::Keygen(args) => keys::keygen(args.out, args.no_passphrase, settings),
        ExamStep::Issue(IssueArgs { quiz, candidacy, open_book, out, .. }) => {
            let given = if open_book { Given::OpenBook } else { Given::Locked };
            issue::run(&IssueOptions { quiz, candidacy: candidacy.given(given), out }, settings)
        }
        ExamStep::Words(args) => words::run(&args.paper, settings),
        ExamStep::Withdraw(args) => withdraw::run(&args.paper, &args.why, settings),
        ExamStep::Sit(SitArgs { paper, start, log, key, witness_key, jsonl, .. }) => {
            sit::run(&SitOptions { paper, log, start, key, witness_key, jsonl }, settings)
        }
        ExamStep::Grade(args) => grade::run(&args.into(), settings),
        ExamStep::Strike(args) => {
            let StrikeArgs { record, n, why, among, key, database, .. } = args;
            strike::run(&StrikeOptions { record, n, why, among, key, database: database.into() }, settings)
        }
        ExamStep::Revoke(args) => revoke::revoke(&args.record, &args.why, args.key.as_deref(), settings),
        ExamStep::StatusList(StatusListArgs { url, out, key, .. }) => {
            revoke::publish(&StatusListOptions { url, out, key }, settings)
        }
        ExamStep::Verify(args) => {
            let VerifyArgs { record, key, witness_key, status, signed_parts, .. } = args;
            verify::run(&VerifyOptions { record, key, witness_key, status, signed_parts }, settings)
        }
        ExamStep::Explain(args) => {
            let ExplainRecordArgs { record, n, picture, html, .. } = args;
            explain::run(&ExplainOptions { record, n, picture, html }, settings)
        }
        ExamStep::Take(TakeArgs { quiz, candidacy, witness, witness_key, out, database, jsonl, .. }) => {
            let (candidacy, database) = (candidacy.given(Given::AtOnce), database.into());
            take::run(&TakeOptions { quiz, candidacy, witness, witness_key, out, database, jsonl }, settings)
        }
        ExamStep::Roster(RosterArgs { due, exam, items, against, .. }) => {
            roster::run(&RosterOptions { due, exam, items, against }, settings)
        }
        ExamStep::Redact(args) => redact::run(args.file.as_deref(), args.candidate.as_deref(), settings),
    }
}

/// Make a pair of keys, once: the secret one seals, the public one is for everybody who checks
#[derive(Args, Debug)]
struct KeygenArgs {
    /// The folder to write formcheck.key and formcheck.pub to [default: the examiner's own]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep the secret key without a passphrase: whoever can read the file can seal records
    #[arg(long)]
    no_passphrase: bool,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

/// Draw a paper for a candidate
#[derive(Args, Debug)]
struct IssueArgs {
    /// The exam: a quiz whose file has an [exam] table
    #[arg(value_name = "QUIZ")]
    quiz: String,
    #[command(flatten)]
    candidacy: CandidacyArgs,
    /// Seal the questions under start words, which the witness reads out when the exam begins [default]
    #[arg(long = "locked", conflicts_with = "open_book")]
    _locked: bool,
    /// Leave them open: whoever has the paper can look everything up, before the exam too; paper and record say so
    #[arg(long)]
    open_book: bool,
    /// The paper [default: CANDIDATE-QUIZ-TRY.paper.json]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    _common: ExaminerOptions,
}

/// For whom a paper is, and on what terms.
#[derive(Args, Debug)]
struct CandidacyArgs {
    /// What you call the candidate: a number or an id, not a name
    #[arg(long, value_name = "REFERENCE")]
    candidate: String,
    /// The candidate's name; it is kept apart from what is sealed
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The time limit times this [default: as on the candidate's last paper, or 1]
    #[arg(long, value_enum, value_name = "NUMBER")]
    time_multiplier: Option<TimeFactor>,
    /// Minutes of breaks that stop the clock [default: as on the candidate's last paper, or 0]
    #[arg(long, value_name = "NUMBER", value_parser = number(0_u32, 600))]
    break_minutes: Option<u32>,
    /// For somebody who can't see pictures: words in place of pictures; paper, record and report say so [default: as on the candidate's last paper, or false]
    #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    described: Option<bool>,
    /// The examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Issue it though the candidate's last paper was never graded; that one stays a try
    #[arg(long)]
    abandon_open: bool,
}

impl CandidacyArgs {
    fn given(self, given: Given) -> Candidacy {
        Candidacy {
            reference: self.candidate,
            name: self.name,
            time: self.time_multiplier.map(Into::into),
            break_minutes: self.break_minutes,
            described: self.described,
            given,
            key: self.key,
            abandon_open: self.abandon_open,
        }
    }
}

/// By what a time limit is multiplied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum TimeFactor {
    /// The exam's own time
    #[value(name = "1")]
    Once,
    /// One and a half times
    #[value(name = "1.5")]
    OnceAndAHalf,
    /// Twice
    #[value(name = "2")]
    Twice,
    /// No limit
    #[value(name = "none")]
    NoLimit,
}

impl From<TimeFactor> for TimeMultiplier {
    fn from(times: TimeFactor) -> TimeMultiplier {
        match times {
            TimeFactor::Once => TimeMultiplier::Once,
            TimeFactor::OnceAndAHalf => TimeMultiplier::OnceAndAHalf,
            TimeFactor::Twice => TimeMultiplier::Twice,
            TimeFactor::NoLimit => TimeMultiplier::NoLimit,
        }
    }
}

/// Sit a paper
#[derive(Args, Debug)]
struct SitArgs {
    /// What `formcheck exam issue` wrote
    #[arg(value_name = "PAPER")]
    paper: PathBuf,
    /// The start words of a locked paper [default: they are asked for]
    #[arg(long, value_name = "WORDS")]
    start: Option<String>,
    /// The log [default: beside the paper, .log]
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Check the paper's seal first, with the examiner's public key
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The secret key of whoever watches: it signs that the exam was opened, and that it is over
    #[arg(long, value_name = "FILE")]
    witness_key: Option<PathBuf>,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
    #[command(flatten)]
    _packs: PackOptions,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _pictures: PictureOptions,
    #[command(flatten)]
    _motion: MotionOptions,
    #[command(flatten)]
    _quiet: QuietOptions,
}

/// Make a record of a sitting
#[derive(Args, Debug)]
struct GradeArgs {
    /// The paper
    #[arg(value_name = "PAPER")]
    paper: PathBuf,
    /// The log [default: beside the paper, .log]
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Who watched the whole exam; none: nobody did, and the record says so
    #[arg(long, value_name = "REFERENCE")]
    witness: Option<String>,
    /// The eight words that the witness wrote down
    #[arg(long, value_name = "WORDS")]
    code: Option<String>,
    /// The public key of whoever watched, if they signed with a key of their own
    #[arg(long, value_name = "FILE", requires = "witness")]
    witness_key: Option<PathBuf>,
    /// The examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Grade a log that stops before the exam was handed in
    #[arg(long)]
    left_open: bool,
    /// Make another record of a sitting that has one; it says which one it replaces
    #[arg(long)]
    replaces: bool,
    /// The record [default: beside the paper, .record.json]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where records are kept; this one is put in
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    _common: ExaminerOptions,
}

impl From<GradeArgs> for GradeOptions {
    fn from(args: GradeArgs) -> GradeOptions {
        let GradeArgs { paper, log, witness, code, witness_key, key, left_open, replaces, out, .. } = args;
        let database = args.database.into();
        GradeOptions { paper, log, witness, code, witness_key, key, left_open, replaces, out, database }
    }
}

/// Where records are kept.
#[derive(Args, Debug)]
pub struct DatabaseArgs {
    /// Keep records in this database and read them from it: a file, or postgresql://… (built with that feature)
    #[arg(long, value_name = "PLACE", env = "FORMCHECK_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Whose records these are [default: the id of the key that sealed them]
    #[arg(long, value_name = "NAME", requires = "database", value_parser = gym_name)]
    gym: Option<String>,
}

impl From<DatabaseArgs> for Database {
    fn from(args: DatabaseArgs) -> Database {
        Database { address: args.database, gym: args.gym }
    }
}

/// A gym's name: it becomes part of files' names.
fn gym_name(text: &str) -> Result<String, String> {
    let fits = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    if text.is_empty() || text.chars().count() > 40 || !text.chars().all(fits) {
        return Err("use up to 40 letters, digits, - and _, such as north-side".to_owned());
    }
    Ok(text.to_owned())
}

/// Check a record again
#[derive(Args, Debug)]
struct VerifyArgs {
    /// What `formcheck exam grade` wrote
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The examiner's public key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The public key of its witness: whether they signed that it was opened and over
    #[arg(long, value_name = "FILE")]
    witness_key: Option<PathBuf>,
    /// The list of revoked badges that the examiner has published: whether this record is on it
    #[arg(long, value_name = "FILE")]
    status: Option<PathBuf>,
    /// Write what was signed and its signature to this folder, for minisign: record.json and record.json.minisig
    #[arg(long, value_name = "DIR")]
    signed_parts: Option<PathBuf>,
    #[command(flatten)]
    _common: ReadOptions,
    #[command(flatten)]
    _data: DataOptions,
}

/// A question of a record with the proof of its key and what was watched, or all of them on a page
#[derive(Args, Debug)]
struct ExplainRecordArgs {
    /// What `formcheck exam grade` wrote
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The question's number
    #[arg(value_name = "NUMBER", value_parser = whole::<usize>, required_unless_present = "html")]
    n: Option<usize>,
    /// Draw the rep that was watched: FILE.svg or FILE.png
    #[arg(long, value_name = "FILE", requires = "n")]
    picture: Option<PathBuf>,
    /// Write one page of all questions, with the reps that were watched
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[command(flatten)]
    _common: ResultOptions,
}

/// Issue, sit and grade in one go, on the gym's machine, with the examiner there
#[derive(Args, Debug)]
struct TakeArgs {
    /// The exam: a quiz whose file has an [exam] table
    #[arg(value_name = "QUIZ")]
    quiz: String,
    #[command(flatten)]
    candidacy: CandidacyArgs,
    /// Who watches the whole exam; none: nobody does, and the record says so
    #[arg(long, value_name = "REFERENCE")]
    witness: Option<String>,
    /// The secret key of whoever watches: it signs that the exam was opened, and that it is over
    #[arg(long, value_name = "FILE", requires = "witness")]
    witness_key: Option<PathBuf>,
    /// The paper; log and record are kept beside it [default: CANDIDATE-QUIZ-TRY.paper.json]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where records are kept; this one is put in
    #[command(flatten)]
    database: DatabaseArgs,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
    #[command(flatten)]
    _common: ExaminerOptions,
    #[command(flatten)]
    _motion: MotionOptions,
}
