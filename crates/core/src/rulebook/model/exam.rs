//! What makes a quiz an exam: how its items are spread, how often it may be sat, what its pass mark rests on.

use super::Severity;
use crate::diagnostic::Span;
use crate::rulebook::{ExerciseIx, GeneratedKind, MistakeIx};

/// The `[exam]` table of a quiz.
#[derive(Clone, Debug)]
pub struct ExamRules {
    /// The most tries; none: any number.
    pub attempts: Option<u32>,
    /// The days from one try to the next.
    pub wait_days: u32,
    /// The most questions that a form may share with the candidate's last one, in percent of its items.
    pub overlap: u8,
    /// How many items are tried out beside those that count.
    pub trial_items: u32,
    /// For how many days a result counts; none: it does not run out.
    pub counts_days: Option<u32>,
    /// The least share of the items that is asked by eye, in percent; none: all in words.
    pub by_eye: Option<u8>,
    /// How the pass mark was set, if the file says it.
    pub pass_from: Option<String>,
    /// How the items are spread.
    pub weights: Weights,
    /// The digest of the quiz's file: SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Where it is written.
    pub span: Span,
}

/// How the items of an exam are spread: for each class how much of it, against 1 for every class that is not named. An
/// empty list says nothing.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Over the kinds of a section.
    pub kinds: Vec<Weighed<GeneratedKind>>,
    /// Over severities, of the items that ask about one mistake.
    pub severities: Vec<Weighed<Severity>>,
    /// Over exercises, of the items that ask about one exercise.
    pub exercises: Vec<Weighed<ExerciseIx>>,
    /// Over mistakes, of the items that ask about one mistake.
    pub mistakes: Vec<Weighed<MistakeIx>>,
}

/// How much of one class.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<T> {
    /// The class.
    pub of: T,
    /// How much of it; 0 is none.
    pub weight: u32,
    /// Where the weight is written.
    pub span: Span,
}
