//! `formcheck exam words PAPER`: the start words of a locked paper, from the examiner's ledger.

use std::path::Path;

use serde_json::json;

use crate::app::exam::files::sealed;
use crate::app::exam::ledger;
use crate::app::{AppError, Outcome, Ran, RunSettings, put};
use formcheck_exam::Sealed;
use formcheck_exam::locked::LockedPaper;

pub fn run(path: &Path, settings: &RunSettings) -> Ran {
    let locked: Sealed<LockedPaper> = sealed(path)?;
    let ledger = ledger::view(settings)?;
    let form = &locked.what.form;
    let words = ledger.form(form).and_then(|issued| issued.start.as_deref()).ok_or_else(|| {
        AppError::new(
            format!("your ledger has no start words for the form {form}"),
            "use the ledger from which it was issued: --data-dir DIR",
        )
    })?;
    if settings.json {
        put(&format!("{}\n", json!({"form": form, "start": words})))?;
    } else {
        put(&format!("{words}\n"))?;
    }
    Ok(Outcome::Done)
}
