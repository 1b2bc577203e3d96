//! What a record follows from, taken out of it again: its paper, its log, its seed. A check and a strike make the record anew
//! from these.
//!
//! Must not know what of a record is checked.

use super::grade::{GradedItem, assemble};
use super::paper::Paper;
use super::record::Record;
use super::seal::{Nonce, seed_from_hex};
use crate::{Exam, Sealed, Terms, predicted};
use formcheck_core::quiz::Seed;
use formcheck_core::rulebook::Rulebook;

/// What is said where a question can't be looked at.
pub(super) const LACKING: &str = "the packs at hand lack something that a question names";

/// What a record follows from, taken out of it.
pub(super) struct Sources<'a> {
    paper: Sealed<Paper>,
    exam: Exam,
    seed: Seed,
    nonce: Nonce,
    rows: Vec<GradedItem>,
    lines: Vec<&'a str>,
}

impl<'a> Sources<'a> {
    /// The sources of a record.
    ///
    /// # Errors
    /// What of them can't be read, in words.
    pub(super) fn of(book: &Rulebook, record: &'a Record) -> Result<Sources<'a>, String> {
        let paper = read_paper(record).ok_or("the paper can't be read")?;
        let lines: Vec<&str> = record.log.iter().map(String::as_str).collect();
        let exam = Exam::replay(paper.what.clone(), &paper.bytes(), lines.iter().copied())
            .map_err(|bad| bad.to_string())?;
        let (Some(seed), Some(nonce)) = (seed_from_hex(&record.seed), Nonce::from_hex(&record.nonce)) else {
            return Err("the seed or the nonce can't be read".to_owned());
        };
        if !record.items.iter().all(|row| row.item.is_known_to(book)) {
            return Err(LACKING.to_owned());
        }
        let rows = record.items.iter().map(|row| GradedItem {
            item: row.item.clone(),
            section: row.section.clone(),
            is_trial: row.is_trial,
            predicted: predicted(book, &row.item),
        });
        Ok(Sources { rows: rows.collect(), paper, exam, seed, nonce, lines })
    }

    /// The record that follows from them on these terms.
    pub(super) fn record(&self, book: &Rulebook, terms: &Terms) -> Record {
        let Sources { paper, exam, seed, nonce, rows, lines } = self;
        assemble(book, paper, rows, (*seed, *nonce), exam, lines, terms)
    }
}

/// The paper in a record, if it can be read.
pub(super) fn read_paper(record: &Record) -> Option<Sealed<Paper>> {
    let what: Paper = serde_json::from_value(record.paper.clone()).ok()?;
    Some(Sealed { what, value: record.paper.clone(), signature: record.paper_signature.clone(), name: None })
}
