//! The examiner's ledger: which papers were issued, from which seeds, and what came of them. Only it holds the seeds of
//! papers that were not graded yet.
//!
//! JSON lines, one event a line, only ever added to: a few hundred lines a year, which people and other programs can read
//! and copy, need no database. Each line holds the digest of all that stands before it, and each paper the digest of the
//! ledger that it was issued from, so a line can't vanish unseen. Must not know files.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use serde_json::Value;

use super::paper::{Accommodations, LedgerPlace, Policy, Stamp};
use super::record::Name;
use super::seal::{Hash, name_hash};
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
    /// The name of a candidate stood here and was taken out.
    Unnamed {
        /// What the examiner calls them.
        reference: String,
        /// SHA-256 over the salt and the name.
        name_sha256: String,
    },
    /// A paper was issued.
    Issued(Box<IssuedNote>),
    /// A paper was taken back before it was graded.
    Withdrawn(WithdrawnNote),
    /// A record was made.
    Graded(Box<GradedNote>),
    /// What a record says counts no more, and a badge that was made of it.
    Revoked(RevokedNote),
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
    /// What the candidate was allowed beyond the exam's own terms; none in the lines of an earlier formcheck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accommodations: Option<Accommodations>,
    /// Whether its reps were described in words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub described: bool,
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

/// A record that counts no more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RevokedNote {
    /// When.
    pub at: Stamp,
    /// The form.
    pub form: String,
    /// Its place on the list of what was revoked.
    pub place: u32,
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
    /// The lines as they stand.
    lines: Vec<String>,
    /// The digest of all up to each line.
    heads: Vec<Hash>,
    /// The first line, from 1, that does not follow from those before it.
    broken: Option<usize>,
}

/// What each line is written with beside its event: the digest of all before it.
const PREV: &str = "prev";

impl Ledger {
    /// From the ledger's text. What stands behind the last line end was never finished and counts for nothing: a paper
    /// is handed out only after its line is kept.
    ///
    /// # Errors
    /// The number of the first line that can't be read.
    pub fn read(text: &str) -> Result<Ledger, usize> {
        let (lines, _) = super::log::whole_lines(text);
        let mut ledger = Ledger::default();
        let mut is_chained = false;
        for (at, line) in lines.into_iter().enumerate() {
            let mut value: Value = serde_json::from_str(line).map_err(|_| at + 1)?;
            let prev = value.as_object_mut().and_then(|line| line.remove(PREV));
            let follows = match &prev {
                Some(prev) => prev.as_str() == Some(ledger.head().hex().as_str()),
                // Those of an earlier formcheck stand before all others.
                None => !is_chained,
            };
            is_chained |= prev.is_some();
            if !follows && ledger.broken.is_none() {
                ledger.broken = Some(at + 1);
            }
            let note = serde_json::from_value(value).map_err(|_| at + 1)?;
            ledger.push(note, line.to_owned());
        }
        Ok(ledger)
    }

    fn push(&mut self, note: Noted, line: String) {
        let text = bare(&note, &line);
        self.heads.push(Hash::of(format!("{} {text}", self.head().hex()).as_bytes()));
        self.notes.push(note);
        self.lines.push(line);
    }

    /// The digest of all of it.
    pub fn head(&self) -> Hash {
        self.heads.last().copied().unwrap_or_else(|| Hash::of(b""))
    }

    /// Where the next line will stand.
    pub fn place(&self) -> LedgerPlace {
        LedgerPlace { lines: u32::try_from(self.lines.len()).unwrap_or(u32::MAX), head: self.head().hex() }
    }

    /// Whether a paper was issued from this ledger, as it was then: nothing before it was changed or taken out since.
    pub fn has_place(&self, place: &LedgerPlace) -> bool {
        let head = match place.lines.checked_sub(1) {
            None => Some(Hash::of(b"")),
            Some(at) => self.heads.get(at as usize).copied(),
        };
        head.is_some_and(|head| head.hex() == place.head)
    }

    /// The first line, from 1, that does not follow from those before it: something was changed or taken out.
    pub fn broken(&self) -> Option<usize> {
        self.broken
    }

    /// Adds notes; gives their lines.
    pub fn add(&mut self, notes: &[Noted]) -> String {
        let mut text = String::new();
        for note in notes {
            let mut value = serde_json::to_value(note).unwrap_or_default();
            if let Some(line) = value.as_object_mut() {
                line.insert(PREV.to_owned(), self.head().hex().into());
            }
            let line = value.to_string();
            text.push_str(&line);
            text.push('\n');
            self.push(note.clone(), line);
        }
        text
    }

    /// The ledger's text without the name of a candidate. What it stands for stays, so the lines behind it still follow.
    pub fn without_name(&self, reference: &str) -> String {
        let mut text = String::new();
        for (note, line) in self.notes.iter().zip(&self.lines) {
            match note {
                Noted::Named { reference: one, .. } if one == reference => text.push_str(&bare(note, line)),
                _ => text.push_str(line),
            }
            text.push('\n');
        }
        text
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

    /// Whether a record with this digest was made.
    pub fn has_record(&self, digest: &str) -> bool {
        let is_it = |note: &Noted| matches!(note, Noted::Graded(graded) if graded.record_sha256 == digest);
        self.notes.iter().any(is_it)
    }

    /// Whether and why a paper was taken back.
    pub fn withdrawn(&self, form: &str) -> Option<&WithdrawnNote> {
        self.notes.iter().find_map(|note| match note {
            Noted::Withdrawn(withdrawn) if withdrawn.form == form => Some(withdrawn),
            _ => None,
        })
    }

    /// Whether and why what a record of this form says was revoked.
    pub fn revoked(&self, form: &str) -> Option<&RevokedNote> {
        self.all_revoked().find(|revoked| revoked.form == form)
    }

    /// All that was revoked, in order.
    pub fn all_revoked(&self) -> impl Iterator<Item = &RevokedNote> {
        self.notes.iter().filter_map(|note| match note {
            Noted::Revoked(revoked) => Some(revoked),
            _ => None,
        })
    }

    /// The place of a form's badge on the list of what was revoked: the line, from 0, on which its paper was issued.
    pub fn status_place(&self, form: &str) -> Option<u32> {
        let is_it = |note: &Noted| matches!(note, Noted::Issued(issued) if issued.form == form);
        self.notes.iter().position(is_it).and_then(|at| u32::try_from(at).ok())
    }

    /// How often each item of an exam was seen: in how many of its forms, and when last. The most often seen stand first.
    pub fn exposure(&self, exam: &str) -> (usize, Vec<SeenItem<'_>>) {
        let mut items: BTreeMap<&str, SeenItem<'_>> = BTreeMap::new();
        let mut forms = 0;
        // A paper that was taken back may have been read.
        for paper in self.issued().filter(|paper| paper.exam == exam) {
            forms += 1;
            for (place, id) in paper.items.iter().enumerate() {
                // The same question in other words is the same; an earlier formcheck kept only the names.
                let same = paper.asks.get(place).map_or(id.as_str(), |asks| asks.0.as_str());
                let seen = items.entry(same).or_insert(SeenItem { id, often: 0, last: paper.at });
                (seen.often, seen.last) = (seen.often + 1, paper.at);
            }
        }
        let mut items: Vec<SeenItem<'_>> = items.into_values().collect();
        items.sort_by(|a, b| (b.often, a.id).cmp(&(a.often, b.id)));
        (forms, items)
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

/// An item that was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SeenItem<'l> {
    /// Its id, as it was asked first.
    pub id: &'l str,
    /// In how many forms.
    pub often: usize,
    /// When the last of them was issued.
    pub last: Stamp,
}

/// A line as it is counted into the digest: a name stands there as its digest, so that it can be taken out.
fn bare(note: &Noted, line: &str) -> String {
    let Noted::Named { reference, name } = note else { return line.to_owned() };
    let without = Noted::Unnamed { reference: reference.clone(), name_sha256: name_hash(name).hex() };
    let prev = serde_json::from_str::<Value>(line).ok().and_then(|line| line.get(PREV).cloned());
    let mut value = serde_json::to_value(without).unwrap_or_default();
    if let (Some(line), Some(prev)) = (value.as_object_mut(), prev) {
        line.insert(PREV.to_owned(), prev);
    }
    value.to_string()
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
