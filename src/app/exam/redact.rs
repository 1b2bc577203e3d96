//! `formcheck exam redact`: take a candidate's name out of a record or a paper, or out of the ledger.

use std::path::Path;

use crate::app::exam::files::sealed;
use crate::app::exam::ledger::OpenLedger;
use crate::app::files::{refused, write_whole};
use crate::app::{AppError, Outcome, Ran, RunSettings, put};
use formcheck_exam::locked::LockedPaper;
use formcheck_exam::paper::Paper;
use formcheck_exam::record::Record;
use formcheck_exam::{Sealable, Sealed};

pub fn run(file: Option<&Path>, candidate: Option<&str>, settings: &RunSettings) -> Ran {
    if let Some(reference) = candidate {
        let mut kept = OpenLedger::open(settings)?;
        if kept.ledger.name(reference).is_none() {
            return Err(nothing(&format!("the ledger has no name for {reference}")));
        }
        kept.forget_name(reference)?;
        put(&format!("The ledger no longer has the name of {reference}.\n"))?;
    }
    if let Some(path) = file {
        let is_redacted = match sealed::<Record>(path) {
            Ok(record) => redact(record, path)?,
            Err(_) => match sealed::<LockedPaper>(path) {
                Ok(locked) => redact(locked, path)?,
                Err(_) => redact(sealed::<Paper>(path)?, path)?,
            },
        };
        if !is_redacted {
            return Err(nothing(&format!("{} holds no name", path.display())));
        }
        put(&format!("{} no longer holds a name; its seal holds as before.\n", path.display()))?;
    }
    Ok(Outcome::Done)
}

fn nothing(what: &str) -> AppError {
    AppError::new(what, "there is nothing to take out")
}

/// Writes a file again without the name; whether there was one.
fn redact<T: Sealable>(mut sealed: Sealed<T>, path: &Path) -> Result<bool, AppError> {
    if sealed.name.take().is_none() {
        return Ok(false);
    }
    write_whole(path, sealed.text())
        .map_err(|error| refused(path, "written", &error, "make the file and its folder writable"))?;
    Ok(true)
}
