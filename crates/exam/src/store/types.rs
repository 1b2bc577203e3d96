//! What is asked of a store, and what it gives.

use crate::cohort::{Counted, Person};

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
    pub counted: &'r Counted,
    /// The record as a file's text, without the name.
    pub sealed: &'r str,
}

/// What became of records that were to be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct KeepCount {
    /// Records that are there now and were not before.
    pub new: usize,
    /// Records whose sitting was there already: the first record of a sitting stays.
    pub known: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedRow {
    pub gym: String,
    pub sitting: String,
    /// The file's text, without the name.
    pub text: String,
}
