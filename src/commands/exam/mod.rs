//! `formcheck exam`: keys, papers, sittings, records. One file a step; here: what they share.

mod clock;
mod explain;
mod full;
mod grade;
mod issue;
mod kept;
pub(super) mod keys;
mod ledger;
mod redact;
mod roster;
mod sit;
mod take;
mod verify;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Global, Ran, Stop};
use crate::render::ansi::style::plain_error;
use formcheck_exam::{NotSealed, Sealable, Sealed};

/// An exam that holds up: papers, sittings, and records that can be checked
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  formcheck exam keygen\n  formcheck exam issue trainer-onboarding --candidate t-07 --name \"Anna Berg\"\n  formcheck exam sit t-07-trainer-onboarding-1.paper.json\n  formcheck exam grade t-07-trainer-onboarding-1.paper.json --witness h-02 --code \"eight words\"\n  formcheck exam verify t-07-trainer-onboarding-1.record.json --key gym.pub\n  formcheck exam roster"
)]
pub struct ExamArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Examiner: make a pair of keys, once
    Keygen(keys::KeygenArgs),
    /// Examiner: draw a paper for a candidate
    Issue(issue::IssueArgs),
    /// Candidate: sit a paper
    Sit(sit::SitArgs),
    /// Examiner: make a record of a sitting
    Grade(grade::GradeArgs),
    /// Anybody: check a record again
    Verify(verify::VerifyArgs),
    /// Anybody: one question of a record, with the proof of its key
    Explain(explain::ExplainArgs),
    /// Issue, sit and grade in one go, on the gym's machine
    Take(take::TakeArgs),
    /// Examiner: who sat what, and who is due to sit again
    Roster(roster::RosterArgs),
    /// Examiner: take a candidate's name out of a record or the ledger
    Redact(redact::RedactArgs),
}

/// Runs the command.
pub fn run(args: &ExamArgs, global: &Global) -> Ran {
    match &args.what {
        What::Keygen(args) => keys::keygen(args, global),
        What::Issue(args) => issue::run(args, global),
        What::Sit(args) => sit::run(args, global),
        What::Grade(args) => grade::run(args, global),
        What::Verify(args) => verify::run(args, global),
        What::Explain(args) => explain::run(args, global),
        What::Take(args) => take::run(args, global),
        What::Roster(args) => roster::run(args, global),
        What::Redact(args) => redact::run(args, global),
    }
}

/// The examiner's public key: the one in this file, else the examiner's own.
pub(super) fn public_key(path: Option<&PathBuf>, global: &Global) -> Result<minisign::PublicKey, Stop> {
    keys::public(path, global)
}

/// The folder of the examiner's keys and ledger.
fn folder(global: &Global) -> Result<PathBuf, Stop> {
    Ok(super::profile::folder(global)?.join("exams"))
}

/// What is wrong with a file that can't be read or written.
fn no_file(path: &Path, doing: &str, error: &std::io::Error, help: &str) -> Stop {
    Stop::told(format!("{} can't be {doing}: {}", path.display(), plain_error(error)), help)
}

/// A paper or a record.
pub(super) fn sealed<T: Sealable>(path: &Path) -> Result<Sealed<T>, Stop> {
    let help = format!("name a {} of an exam", T::WORD);
    let bytes = std::fs::read(path).map_err(|error| no_file(path, "read", &error, &help))?;
    Sealed::read(&bytes)
        .map_err(|not: NotSealed| Stop::told(format!("{}: {}", path.display(), not.what), not.help))
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Stop> {
    super::files::write_new(path, text)
        .map_err(|error| no_file(path, "written", &error, "name a file that is not there yet: --out FILE"))
}

/// A file beside another one: `anna.paper.json` and `log` make `anna.log`.
fn beside(path: &Path, end: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let stem = [".paper", ".record"].iter().find_map(|kind| stem.strip_suffix(kind)).unwrap_or(stem);
    path.with_file_name(format!("{stem}.{end}"))
}
