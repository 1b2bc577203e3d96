//! `formcheck exam redact`: take a candidate's name out of a record or a paper, or out of the ledger.

use std::path::{Path, PathBuf};

use clap::Args;

use super::super::files::write_whole;
use super::super::{Global, Outcome, Ran, Stop, put};
use super::ledger::Kept;
use super::{no_file, sealed};
use formcheck_exam::paper::Paper;
use formcheck_exam::record::Record;
use formcheck_exam::{Sealable, Sealed};

/// Take a candidate's name out of a record or the ledger; seals hold as before
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("where").required(true).args(["file", "candidate"])))]
pub(super) struct RedactArgs {
    /// A record or a paper
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Out of the ledger: the name of this candidate
    #[arg(long, value_name = "REFERENCE")]
    candidate: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &RedactArgs, global: &Global) -> Ran {
    if let Some(reference) = &args.candidate {
        let mut kept = Kept::open(global)?;
        if kept.ledger.name(reference).is_none() {
            return Err(nothing(&format!("the ledger has no name for {reference}")));
        }
        kept.forget_name(reference)?;
        put(&format!("The ledger no longer has the name of {reference}.\n"))?;
    }
    if let Some(path) = &args.file {
        let is_redacted = match sealed::<Record>(path) {
            Ok(record) => redact(record, path)?,
            Err(_) => redact(sealed::<Paper>(path)?, path)?,
        };
        if !is_redacted {
            return Err(nothing(&format!("{} holds no name", path.display())));
        }
        put(&format!("{} no longer holds a name; its seal holds as before.\n", path.display()))?;
    }
    Ok(Outcome::Done)
}

fn nothing(what: &str) -> Stop {
    Stop::told(what, "there is nothing to take out")
}

/// Writes a file again without the name; whether there was one.
fn redact<T: Sealable>(mut sealed: Sealed<T>, path: &Path) -> Result<bool, Stop> {
    if sealed.name.take().is_none() {
        return Ok(false);
    }
    write_whole(path, &sealed.text())
        .map_err(|error| no_file(path, "written", &error, "make the file and its folder writable"))?;
    Ok(true)
}
