//! `formcheck exam withdraw PAPER --why TEXT`: take back a paper that was not graded. It is no try then, and never graded.

use std::path::Path;

use serde_json::json;

use crate::app::exam::clock::ExamClock;
use crate::app::exam::files::bytes;
use crate::app::exam::ledger::OpenLedger;
use crate::app::{AppError, Outcome, Ran, RunSettings, put};
use formcheck_core::diagnostic::is_unsafe;
use formcheck_exam::Sealed;
use formcheck_exam::ledger::{Noted, WithdrawnNote};
use formcheck_exam::locked::LockedPaper;
use formcheck_exam::paper::Paper;
use formcheck_exam::roster::day_of;

pub fn run(paper: &Path, why: &str, settings: &RunSettings) -> Ran {
    if why.trim().is_empty() || why.len() > 500 || why.contains(is_unsafe) {
        return Err(AppError::new("that is no reason", "write one line of words behind --why"));
    }
    let form = form(paper)?;
    let mut kept = OpenLedger::open(settings)?;
    let issued = kept.ledger.form(&form).ok_or_else(|| {
        AppError::new(
            format!("your ledger has no paper with the form {form}"),
            "use the ledger from which it was issued: --data-dir DIR",
        )
    })?;
    let (reference, exam, attempt) = (issued.reference.clone(), issued.exam.clone(), issued.attempt);
    if let Some(back) = kept.ledger.withdrawn(&form) {
        return Err(AppError::new(
            format!("this paper was taken back on {}: {}", day_of(back.at), back.why),
            "there is nothing more to do",
        ));
    }
    if kept.ledger.graded(&form).is_some() {
        return Err(AppError::new(
            "this paper was graded, so it stays a try",
            "a question that was wrong is taken out of a record: formcheck exam strike",
        ));
    }
    let at = ExamClock::start()?.wall();
    kept.add(&[Noted::Withdrawn(WithdrawnNote { at, form: form.clone(), why: why.to_owned() })])?;
    if settings.json {
        put(&format!("{}\n", json!({"form": form, "candidate": reference, "exam": exam, "why": why})))?;
    } else {
        put(&format!(
            "Taken back: {exam} of {reference}, try {attempt}, form {form}. It is no try any more, and it is never graded.\n"
        ))?;
    }
    Ok(Outcome::Done)
}

/// The form of a paper, locked or not.
fn form(path: &Path) -> Result<String, AppError> {
    let bytes = bytes::<Paper>(path)?;
    if let Ok(locked) = Sealed::<LockedPaper>::read(&bytes) {
        return Ok(locked.what.form);
    }
    let paper: Sealed<Paper> = crate::app::exam::files::read_sealed(path, &bytes)?;
    Ok(paper.what.form)
}
