//! A question that was wrong is taken out of a record: it counts for nobody who had it, and nobody is worse off for that.
//!
//! The record that comes out names the one that it replaces, and why; both can be checked. Must not know files or keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::paper::Stamp;
use super::record::{FORMAT, Record};
use super::sources::Sources;
use crate::{ExamError, Sealed, Terms, engine};
use formcheck_core::rulebook::Rulebook;

/// A question that was taken out after the exam.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Struck {
    /// Its number.
    pub n: usize,
    /// When it was taken out.
    pub at: Stamp,
    /// Why, in the examiner's words.
    pub why: String,
}

/// The record without a question. What the examiner said of the sitting stays as it was.
///
/// # Errors
/// If there is no such question, it was taken out before, or the record does not follow from its sources.
pub fn strike(book: &Rulebook, record: &Sealed<Record>, struck: Struck) -> Result<Record, ExamError> {
    let of = &record.what;
    if !of.items.iter().any(|row| row.n == struck.n) {
        return Err(ExamError::new(
            format!("there is no question {}", struck.n),
            format!("the record has questions 1 to {}", of.items.len()),
        ));
    }
    if let Some(before) = of.struck.iter().find(|one| one.n == struck.n) {
        return Err(ExamError::new(
            format!("question {} was taken out before: {}", before.n, before.why),
            "there is nothing more to take out",
        ));
    }
    let sources = Sources::of(book, of).map_err(|what| {
        ExamError::new(
            format!("the record does not follow from its sources: {what}"),
            "see formcheck exam verify",
        )
    })?;
    let mut all = of.struck.clone();
    all.push(struck);
    let terms = Terms {
        format: FORMAT,
        graded_by: Some(engine()),
        replaces: Some(record.digest()),
        struck: all,
        ..Terms::of(of)
    };
    Ok(sources.record(book, &terms))
}
