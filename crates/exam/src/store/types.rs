//! What is asked of a store, and what it gives.

use crate::cohort::{Person, RecordCounts};

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cohort {
    pub gym: Option<String>,
    pub exam: Option<String>,
    /// Only those of exams that were begun in this month or later, as 2026-09; UTC.
    pub since: Option<String>,
}

#[derive(Clone, Copy, Debug)]
pub struct NewRecord<'r> {
    pub person: &'r Person,
    pub counted: &'r RecordCounts,
    /// The record as a file's text, without the name.
    pub sealed: &'r str,
    /// The digest of the record of the same sitting that it says it replaces.
    pub replaces: Option<&'r str>,
}

/// What became of records that were to be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct KeepCount {
    /// Records of sittings that were not there before.
    pub new: usize,
    /// Records that were there already.
    pub known: usize,
    /// Records that count now in place of another one of their sitting.
    pub took_place: usize,
    /// Records that are kept beside the one of their sitting that counts.
    pub aside: usize,
    /// Those of them that say that they replace another, and that nobody has verified.
    pub unproved: usize,
}

impl KeepCount {
    #[must_use]
    pub fn plus(self, other: KeepCount) -> KeepCount {
        KeepCount {
            new: self.new + other.new,
            known: self.known + other.known,
            took_place: self.took_place + other.took_place,
            aside: self.aside + other.aside,
            unproved: self.unproved + other.unproved,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedRow {
    pub gym: String,
    pub sitting: String,
    /// The digest of its signed bytes.
    pub record: String,
    /// The file's text, without the name.
    pub text: String,
}
