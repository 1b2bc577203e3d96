//! What an examiner types to keep papers, records and the ledger in order.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::commands::exam::DatabaseArgs;
use crate::commands::numbers::whole;
use crate::commands::options::{DataOptions, ExaminerOptions, JsonOptions, QuietOptions, TextOptions};

/// The start words of a locked paper again, from your ledger
#[derive(Args, Debug)]
pub(super) struct WordsArgs {
    /// What `formcheck exam issue` wrote
    #[arg(value_name = "PAPER")]
    pub(super) paper: PathBuf,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

/// Take back a paper that was not graded: it is no try any more, and never graded
#[derive(Args, Debug)]
pub(super) struct WithdrawArgs {
    /// What `formcheck exam issue` wrote
    #[arg(value_name = "PAPER")]
    pub(super) paper: PathBuf,
    /// Why, in a few words; it stays in your ledger
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

/// Take a question that was wrong out of a record: it counts for nobody who had it, and nobody is worse off
#[derive(Args, Debug)]
pub(super) struct StrikeArgs {
    /// What `formcheck exam grade` wrote
    #[arg(value_name = "RECORD")]
    pub(super) record: PathBuf,
    /// The question's number in it
    #[arg(value_name = "NUMBER", value_parser = whole::<usize>)]
    pub(super) n: usize,
    /// Why, in a few words; it stands in the new records
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
    /// Take the same question out of every record in this folder, too
    #[arg(long, value_name = "DIR")]
    pub(super) among: Option<PathBuf>,
    /// The examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// Where records are kept; the new ones are put in, and count there in place of the old ones
    #[command(flatten)]
    pub(super) database: DatabaseArgs,
    #[command(flatten)]
    _common: ExaminerOptions,
}

/// What a record says counts no more; it still verifies, and the list that you publish says so
#[derive(Args, Debug)]
pub(super) struct RevokeArgs {
    /// What `formcheck exam grade` wrote
    #[arg(value_name = "RECORD")]
    pub(super) record: PathBuf,
    /// Why, in a few words; it stays in your ledger
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
    /// Your public key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

/// The list of revoked badges, to publish where the badges say: a Bitstring Status List, signed
#[derive(Args, Debug)]
pub(super) struct StatusListArgs {
    /// Where you publish it, as in `export badge --status URL`
    #[arg(long, value_name = "URL")]
    pub(super) url: String,
    /// The file; none: stdout. One that is there is replaced
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// The examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _quiet: QuietOptions,
}

/// Who sat what, and who is due to sit again
#[derive(Args, Debug)]
pub(super) struct RosterArgs {
    /// Only who is due within thirty days
    #[arg(long)]
    pub(super) due: bool,
    /// Only this exam
    #[arg(long, value_name = "QUIZ")]
    pub(super) exam: Option<String>,
    /// How often each question was seen, those seen most first
    #[arg(long)]
    pub(super) items: bool,
    /// Whether each record in this folder stands in the ledger, with the papers that were issued before it
    #[arg(long, value_name = "DIR", conflicts_with = "items")]
    pub(super) against: Option<PathBuf>,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

/// Take a candidate's name out of a record or the ledger; seals hold as before
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("where").required(true).args(["file", "candidate"])))]
pub(super) struct RedactArgs {
    /// A record or a paper
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// Out of the ledger: the name of this candidate
    #[arg(long, value_name = "REFERENCE")]
    pub(super) candidate: Option<String>,
    #[command(flatten)]
    _data: DataOptions,
}
