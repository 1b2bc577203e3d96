//! The examiner's ledger: which papers were issued, from which seeds, and what came of them. Only it holds the seeds of
//! papers that were not graded yet.
//!
//! JSON lines, one event a line, only ever added to: a few hundred lines a year, which people and other programs can read
//! and copy, need no database. Must not know files.

use serde::{Deserialize, Serialize};

use super::paper::{Policy, Stamp};
use super::record::Name;
use formcheck_core::quiz::Asks;

/// A line of the ledger.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Noted {
    /// A candidate's name.
    Named {
        /// What the examiner calls them.
        reference: String,
        /// The name, with its salt.
        #[serde(flatten)]
        name: Name,
    },
    /// A paper was issued.
    Issued(Box<IssuedNote>),
    /// A paper was taken back before it was graded.
    Withdrawn(WithdrawnNote),
    /// A record was made.
    Graded(Box<GradedNote>),
}

/// A paper that was issued.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct IssuedNote {
    /// When.
    pub at: Stamp,
    /// The form.
    pub form: String,
    /// The id of the exam's quiz.
    pub exam: String,
    /// The exam's title.
    pub title: String,
    /// Whom it is for.
    pub reference: String,
    /// Which try it is.
    pub attempt: u32,
    /// What holds for tries.
    pub policy: Policy,
    /// The seed, 16 hexadecimal digits: a secret until the paper is graded.
    pub seed: String,
    /// The nonce, 64 hexadecimal digits.
    pub nonce: String,
    /// The ids of its items, for the overlap of the next form.
    pub items: Vec<String>,
    /// What each of its items asks, whatever its words; none in the lines of an earlier formcheck.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Asks>,
    /// The digest of the paper's signed bytes.
    pub paper_sha256: String,
    /// The words that open it: a secret until the exam begins. None if it is not locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
}

/// A paper that was taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WithdrawnNote {
    /// When.
    pub at: Stamp,
    /// The form.
    pub form: String,
    /// Why, in the examiner's words.
    pub why: String,
}

/// A record that was made.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GradedNote {
    /// When.
    pub at: Stamp,
    /// The form.
    pub form: String,
    /// The digest of the record's signed bytes.
    pub record_sha256: String,
    /// The digest of the record of the same sitting that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The share of marks, in percent.
    pub percent: f64,
    /// Whether that was enough.
    pub passed: bool,
    /// Whether somebody watched.
    pub supervised: bool,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_until: Option<String>,
}

/// Everything that was noted.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    notes: Vec<Noted>,
}

impl Ledger {
    /// From the ledger's text. What stands behind the last line end was never finished and counts for nothing: a paper
    /// is handed out only after its line is kept.
    ///
    /// # Errors
    /// The number of the first line that can't be read.
    pub fn read(text: &str) -> Result<Ledger, usize> {
        let (lines, _) = super::log::whole_lines(text);
        let mut notes = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            notes.push(serde_json::from_str(line).map_err(|_| at + 1)?);
        }
        Ok(Ledger { notes })
    }

    /// A note as a line.
    pub fn line(note: &Noted) -> String {
        serde_json::to_value(note).map(|value| format!("{value}\n")).unwrap_or_default()
    }

    /// The ledger's text without the name of a candidate.
    pub fn without_name(&self, reference: &str) -> String {
        let is_name = |note: &Noted| matches!(note, Noted::Named { reference: one, .. } if one == reference);
        self.notes.iter().filter(|note| !is_name(note)).map(Ledger::line).collect()
    }

    /// The papers that were issued, in order.
    pub fn issued(&self) -> impl DoubleEndedIterator<Item = &IssuedNote> {
        self.notes.iter().filter_map(|note| match note {
            Noted::Issued(issued) => Some(&**issued),
            _ => None,
        })
    }

    /// The paper of this form.
    pub fn form(&self, form: &str) -> Option<&IssuedNote> {
        self.issued().find(|issued| issued.form == form)
    }

    /// The last grading of this form.
    pub fn graded(&self, form: &str) -> Option<&GradedNote> {
        self.notes.iter().rev().find_map(|note| match note {
            Noted::Graded(graded) if graded.form == form => Some(&**graded),
            _ => None,
        })
    }

    /// Whether and why a paper was taken back.
    pub fn withdrawn(&self, form: &str) -> Option<&WithdrawnNote> {
        self.notes.iter().find_map(|note| match note {
            Noted::Withdrawn(withdrawn) if withdrawn.form == form => Some(withdrawn),
            _ => None,
        })
    }

    /// A reference in it that reads like this one and is another: in other letters, or with a look-alike in it.
    pub fn looks_like(&self, reference: &str) -> Option<&str> {
        let looks = look(reference);
        let all = self.issued().map(|issued| issued.reference.as_str());
        all.into_iter().find(|other| *other != reference && look(other) == looks)
    }

    /// A candidate's name, as it was given last.
    pub fn name(&self, reference: &str) -> Option<&Name> {
        self.notes.iter().rev().find_map(|note| match note {
            Noted::Named { reference: one, name } if one == reference => Some(name),
            _ => None,
        })
    }

    /// The papers of one candidate at one exam that were not taken back, in order: those are tries.
    pub fn tries<'l>(
        &'l self,
        reference: &'l str,
        exam: &'l str,
    ) -> impl DoubleEndedIterator<Item = &'l IssuedNote> {
        self.papers(reference, exam).filter(|paper| self.withdrawn(&paper.form).is_none())
    }

    /// The papers of one candidate at one exam, in order.
    pub fn papers<'l>(
        &'l self,
        reference: &'l str,
        exam: &'l str,
    ) -> impl DoubleEndedIterator<Item = &'l IssuedNote> {
        self.issued().filter(move |issued| issued.reference == reference && issued.exam == exam)
    }

    /// Whether anything was noted.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }
}

/// A reference as somebody sees it who reads in haste: case, 0 and o, 1 and l and i, and what parts it, are the same.
fn look(reference: &str) -> String {
    let seen = |letter: char| match letter.to_ascii_lowercase() {
        'o' => '0',
        'l' | 'i' => '1',
        '_' | '.' => '-',
        letter => letter,
    };
    reference.chars().map(seen).collect()
}
