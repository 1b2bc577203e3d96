//! Question banks and results for other systems: rulebook + questions or records → text.
//!
//! Pure. One file a format, one line in [`FORMATS`]. Must not know files, clocks, terminals or who asked.

mod anki;
mod badge;
pub mod bank;
pub mod csv;
mod gift;
mod html;
mod ids;
mod json;
mod moodle_xml;
mod picture;
mod shape;
mod words;
mod xapi;

pub use badge::BadgeKey;
pub use ids::{BASE, Base};

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::Sealed;
use crate::record::Record;
use bank::{Bank, BankQuestion};
use formcheck_core::rulebook::{Exercise, MistakeIx, Rulebook};

/// A file for another system, and what it can't be told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// The file's text.
    pub text: String,
    /// What the format can't say.
    pub left_out: Vec<LeftOut>,
}

impl Written {
    /// A file that says everything.
    fn whole(text: String) -> Written {
        Written { text, left_out: Vec::new() }
    }
}

/// Something that a format can't say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// The question's lasting name.
    pub id: String,
    /// Why not.
    pub because: &'static str,
}

/// How questions are written.
pub type OfItems = fn(&Rulebook, &Bank) -> Written;
/// How the rulebook's mistakes are written.
pub type OfMistakes = fn(&Rulebook) -> String;
/// How records are written.
pub type OfRecords = fn(&[Sealed<Record>], &RecordOptions) -> String;
/// How one record is written with the examiner's key.
pub type OfOneRecord = fn(&Sealed<Record>, &BadgeKey, &RecordOptions) -> String;

/// How records are told to others.
#[derive(Clone, Debug, Default)]
pub struct RecordOptions {
    /// What names of things begin with.
    pub base: Base,
    /// Whether the candidates' names are told.
    pub names: bool,
    /// What the examiner is called.
    pub issuer: Option<String>,
    /// The languages of packs by their names.
    pub langs: BTreeMap<String, String>,
}

impl RecordOptions {
    /// The language of a record's questions, as far as it is known.
    fn lang(&self, record: &Record) -> &str {
        let known = record.packs.iter().find_map(|pack| self.langs.get(&pack.name));
        known.map_or("und", String::as_str)
    }
}

/// A format: its word, what it is for, and what it can be made of.
#[derive(Clone, Copy, Debug)]
pub struct ExportFormat {
    /// What is typed.
    pub word: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Made of questions.
    pub items: Option<OfItems>,
    /// Made of the rulebook's mistakes.
    pub mistakes: Option<OfMistakes>,
    /// Made of records.
    pub records: Option<OfRecords>,
    /// Made of one record that was passed, with the examiner's key.
    pub badge: Option<OfOneRecord>,
}

/// A format that is made of nothing yet.
const NONE: ExportFormat =
    ExportFormat { word: "", about: "", items: None, mistakes: None, records: None, badge: None };

/// All formats.
pub const FORMATS: &[ExportFormat] = &[
    ExportFormat { word: "anki", about: "cards for Anki (File, Import)", items: Some(anki::write), ..NONE },
    ExportFormat {
        word: "gift",
        about: "questions as text, for Moodle and others",
        items: Some(gift::write),
        ..NONE
    },
    ExportFormat {
        word: "moodle-xml",
        about: "questions for Moodle's question bank",
        items: Some(moodle_xml::write),
        ..NONE
    },
    ExportFormat { word: "xapi", about: "records as xAPI statements", records: Some(xapi::write), ..NONE },
    ExportFormat {
        word: "badge",
        about: "a passed record as an Open Badge 3.0",
        badge: Some(badge::write),
        ..NONE
    },
    ExportFormat {
        word: "csv",
        about: "a table for spreadsheets: questions, mistakes or records",
        items: Some(|book, bank| Written::whole(csv::items(book, bank))),
        mistakes: Some(csv::mistakes),
        records: Some(csv::records),
        ..NONE
    },
    ExportFormat {
        word: "json",
        about: "for programs: questions with proofs, mistakes or records",
        items: Some(|book, bank| Written::whole(json::items(book, bank))),
        mistakes: Some(json::mistakes),
        records: Some(json::records),
        ..NONE
    },
];

/// The format of this word.
pub fn format(word: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.word == word)
}

/// The questions of a bank, section by section, each section where it comes up first.
fn by_section(bank: &Bank) -> Vec<(&str, Vec<&BankQuestion>)> {
    let mut sections: Vec<(&str, Vec<&BankQuestion>)> = Vec::new();
    for entry in &bank.entries {
        match sections.iter_mut().find(|(name, _)| *name == entry.section) {
            Some((_, entries)) => entries.push(entry),
            None => sections.push((&entry.section, vec![entry])),
        }
    }
    sections
}

/// Each mistake in each exercise where it counts, in the rulebook's order.
fn mistakes_by_exercise(book: &Rulebook) -> Vec<(&Exercise, MistakeIx)> {
    let of = |exercise| book_mistakes(exercise);
    book.exercises.iter().flat_map(of).collect()
}

fn book_mistakes(exercise: &Exercise) -> impl Iterator<Item = (&Exercise, MistakeIx)> {
    exercise.mistakes.iter().map(move |counted| (exercise, counted.mistake))
}

/// What a writer of UTF-8 wrote.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// Sixteen hexadecimal digits that stand for a text.
fn digest(text: &str) -> String {
    base16ct::lower::encode_string(&Sha256::digest(text)[..8])
}
