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
    /// The most questions that a form may share with each of the candidate's earlier ones, in percent of its items; 0: no
    /// item comes again.
    pub overlap: u8,
    /// In how many of a hundred forms one item may come up at most; none: in all.
    pub exposure: Option<u8>,
    /// Where that is written.
    pub exposure_span: Option<Span>,
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
    /// The groups of items without which nobody passes.
    pub must_pass: Vec<MustPassRule>,
    /// The digest of the quiz's file: SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Where it is written.
    pub span: Span,
}

/// A group of items without which nobody passes. It names a severity, mistakes or a section, or several of these: all then
/// have to hold.
#[derive(Clone, Debug)]
pub struct MustPassRule {
    /// What it is called.
    pub name: String,
    /// Reps with a mistake of this severity.
    pub severity: Option<Severity>,
    /// Reps with one of these mistakes; empty: with any.
    pub mistakes: Vec<MistakeIx>,
    /// Items of the section with this title.
    pub section: Option<String>,
    /// Only items of these kinds; empty: of any.
    pub kinds: Vec<GeneratedKind>,
    /// How many of its items have to be told rightly.
    pub at_least: u32,
    /// How many of its items are in each form.
    pub of: u32,
    /// How often each mistake of the group comes up at least.
    pub each: Option<u32>,
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
