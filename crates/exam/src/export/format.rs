//! The formats: what each is called, what it can be made of, and what it can't say.

use std::collections::BTreeMap;

use super::bank::Bank;
use super::losses::{CHECKS, LINE_BREAKS, Loss, PICTURES, SLIPS};
use super::{BadgeKey, Base, StatusEntry, anki, badge, csv, gift, json, moodle_xml, qti, xapi};
use crate::Sealed;
use crate::record::Record;
use formcheck_core::rulebook::Rulebook;

/// A file for another system, and what it can't be told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// What is in the file: text, or a package.
    pub bytes: Vec<u8>,
    /// What the format can't say.
    pub left_out: Vec<LeftOut>,
}

impl Written {
    /// A file that says everything.
    pub(super) fn whole(text: String) -> Written {
        Written { bytes: text.into_bytes(), left_out: Vec::new() }
    }

    /// The file's text; none if it is a package.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// What of a question a format can't say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOutPart {
    /// All of it.
    Question,
    /// One of the answers that are taken when they are typed; others are.
    Answer,
}

/// Something that a format can't say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// The question's lasting name.
    pub id: String,
    /// What of it.
    pub part: LeftOutPart,
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
    /// Where it is looked up whether the badge was revoked.
    pub status: Option<StatusEntry>,
    /// The languages of packs by their names.
    pub langs: BTreeMap<String, String>,
}

impl RecordOptions {
    /// The language of a record's questions, as far as it is known.
    pub(super) fn lang(&self, record: &Record) -> &str {
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
    /// What of questions it has no place for.
    pub losses: &'static [Loss],
    /// Whether it is a package: no text, and a file of its own.
    pub is_package: bool,
    /// Whether spreadsheets read it, of which some want a byte order mark.
    pub is_table: bool,
}

/// A format that is made of nothing yet.
const NONE: ExportFormat = ExportFormat {
    word: "",
    about: "",
    items: None,
    mistakes: None,
    records: None,
    badge: None,
    losses: &[],
    is_package: false,
    is_table: false,
};

/// All formats.
pub const FORMATS: &[ExportFormat] = &[
    ExportFormat {
        word: "anki",
        about: "cards for Anki (File, Import)",
        items: Some(anki::write),
        losses: &[LINE_BREAKS, CHECKS],
        ..NONE
    },
    ExportFormat {
        word: "gift",
        about: "questions as text, for Moodle and others",
        items: Some(gift::write),
        losses: &[LINE_BREAKS, SLIPS],
        ..NONE
    },
    ExportFormat {
        word: "moodle-xml",
        about: "questions for Moodle's question bank",
        items: Some(moodle_xml::write),
        losses: &[LINE_BREAKS, SLIPS],
        ..NONE
    },
    ExportFormat {
        word: "qti21",
        about: "a QTI 2.1 package, for Canvas, Blackboard, TAO, Brightspace",
        items: Some(qti::write21),
        losses: &[LINE_BREAKS, SLIPS],
        is_package: true,
        ..NONE
    },
    ExportFormat {
        word: "qti3",
        about: "a QTI 3.0 package, for those that read the newer version",
        items: Some(qti::write30),
        losses: &[LINE_BREAKS, SLIPS],
        is_package: true,
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
        losses: &[PICTURES, LINE_BREAKS],
        is_table: true,
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
