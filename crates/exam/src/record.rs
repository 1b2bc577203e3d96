//! The record of an exam: what was asked, what was answered, what it came to, and all that is needed to check it.
//!
//! The shapes are those of schemas/v1/record.json and docs/interfaces.md and are for ever: a new field needs a default.
//! Must not know how a record is made (`grade`) or checked (`verify`), nor files or clocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::common::{Accommodations, Attempt, Policy, Stamp};
pub use super::common::{Candidate, ExamSeen, Name, ProgramVersion};
pub use super::pace::Pace;
pub use super::strike::Struck;
pub use super::witness::Witnessed;
use formcheck_core::detection::Trial;
use formcheck_core::quiz::{Item, Response};
use formcheck_core::rulebook::PackVersion;

/// The version of a record's form. Since 2 it says in what and how fast the exam was sat, and more doubts.
pub const FORMAT: u32 = 2;

/// A record as a file: what is signed, the signature, and the candidate's name apart from both.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SignedRecord {
    /// What is signed: its bytes are this value as JSON without any space between.
    pub record: Record,
    /// The signature of the record's bytes, in minisign's format.
    pub signature: String,
    /// The candidate's name; may be taken out, and the signature still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
}

/// What was asked, what was answered and what it came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The version of this form: 2, or 1 in records of before.
    pub format: u32,
    /// What this is, what its seal proves and what it doesn't, in words.
    pub says: Vec<String>,
    /// The program that drew the form.
    pub engine: ProgramVersion,
    /// The program that graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graded_by: Option<ProgramVersion>,
    /// Whether the clock by which it was graded was made up (`FORMCHECK_NOW`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made_up_clock: bool,
    /// The packs whose rules decided.
    pub packs: Vec<PackVersion>,
    /// The exam.
    pub exam: ExamSeen,
    /// The form: which questions these were.
    pub form: String,
    /// The digest of the record of the same sitting that this one replaces: SHA-256 of its signed bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// What the form was drawn from: 16 hexadecimal digits.
    pub seed: String,
    /// What the commitment on the paper was made with, beside the seed: 64 hexadecimal digits.
    pub nonce: String,
    /// Who sat it.
    pub candidate: Candidate,
    /// Which try it was.
    pub attempt: Attempt,
    /// What holds for tries.
    pub policy: Policy,
    /// What the candidate was allowed beyond the exam's own terms.
    pub accommodations: Accommodations,
    /// Who watched.
    pub supervision: Supervision,
    /// When it was, and how long it took.
    pub times: ExamTimes,
    /// Questions that were taken out after the exam: they count for nobody who had them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<Struck>,
    /// The items in the order of the paper, with the answers.
    pub items: Vec<RecordItem>,
    /// What it came to, over the items that are scored.
    pub score: ExamScore,
    /// What had to be reached.
    pub cut: Cut,
    /// The groups of questions without which nobody passes, and what came of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_pass: Vec<GroupResult>,
    /// Whether it was passed: what had to be reached in all, and in each group.
    pub passed: bool,
    /// The last day on which the result counts, if the exam says how long it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_until: Option<String>,
    /// Parts of the score: by section, exercise, kind and severity.
    pub subscores: Vec<Subscore>,
    /// Eight words over the end of the log.
    pub closing_code: String,
    /// The paper as it was signed.
    pub paper: Value,
    /// The paper's signature.
    pub paper_signature: String,
    /// The log, line by line, as it was written while the exam was sat.
    pub log: Vec<String>,
}

/// Who watched.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Supervision {
    /// Whether somebody did, as the examiner says.
    pub supervised: bool,
    /// Who, as the examiner says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// The witness's public key, as the examiner says: base 64. With it the opening and the end were signed in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What was signed in the log with a key that is not the examiner's, whoever's that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Witnessed>,
    /// Whether the closing code that was written down was told to whoever graded; it then is that of the log.
    pub code_told: bool,
    /// What that means, in words.
    pub says: String,
}

/// When it was, and how long it took.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Times")]
pub struct ExamTimes {
    /// When the paper was issued.
    pub issued: Stamp,
    /// When the candidate began.
    pub opened: Stamp,
    /// When it ended.
    pub ended: Stamp,
    /// When it was graded.
    pub graded: Stamp,
    /// The time that was allowed, in seconds; none without a limit.
    pub limit_s: Option<u64>,
    /// The time that was used, in milliseconds: breaks that stop the clock left aside.
    pub used_ms: u64,
    /// How it ended.
    pub how: Ended,
    /// How often the program was started again in the middle.
    pub resumed: u32,
    /// The breaks.
    pub breaks: Vec<Break>,
    /// In what it was sat: one for each run of the program. None in format 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sat: Vec<SatIn>,
    /// How fast it was sat. None in format 1, and where nothing was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    /// What about the sitting can't be vouched for, in words.
    pub doubts: Vec<String>,
}

/// In what an exam was sat, as its log says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SatIn {
    /// When that run of the program began, by the wall clock.
    pub at: Stamp,
    /// Where: line, lines (JSON) or full-screen.
    pub face: String,
    /// The version of the program.
    pub version: String,
}

/// How an exam ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// The candidate handed it in.
    HandedIn,
    /// The time was up.
    TimeUp,
    /// The log stops before either: what was answered by then counts.
    LeftOpen,
}

/// A break.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Break {
    /// When it began.
    pub at: Stamp,
    /// How long it was, in milliseconds.
    pub ms: u64,
    /// How much of it stopped the clock, in milliseconds.
    pub free_ms: u64,
}

/// An item with its answer.
#[expect(clippy::struct_excessive_bools, reason = "facts of an item, each on its own")]
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RecordItem {
    /// Its number on the paper, from 1.
    pub n: usize,
    /// The title of its section.
    pub section: String,
    /// Whether it is tried out and does not count.
    pub is_trial: bool,
    /// Whether it was taken out after the exam and does not count.
    #[serde(default, skip_serializing_if = "is_false")]
    pub struck: bool,
    /// The severity of the mistake that it is about, if it is about one: low, medium or high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// The share of answers that is expected to be right, 0 to 1: an assumption.
    pub predicted: f64,
    /// The item as it was shown, with its key, its explanations and what the key rests on.
    pub item: Item,
    /// The answer that stands; none if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Response>,
    /// How sure the candidate was: 1 a guess, 2 fairly sure, 3 sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<u8>,
    /// How long it was on the screen in all, in milliseconds.
    pub ms: u64,
    /// How many answers were given to it; the last stands.
    pub answers: u32,
    /// Whether it was flagged at the end.
    #[serde(default, skip_serializing_if = "is_false")]
    pub flagged: bool,
    /// Whether its rep was seen as a moving picture, without words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_eye: bool,
    /// Whether it was, and the words were shown as a hint: that halves the marks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hint: bool,
    /// What it earned, 0 to 1; a trial item too, though it doesn't count.
    pub marks: f64,
    /// Whether it is wholly right.
    pub right: bool,
    /// Each mistake that was offered for the rep shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<Trial>,
}

impl RecordItem {
    /// Whether it counts for the score.
    pub fn counts(&self) -> bool {
        !self.is_trial && !self.struck
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// What an exam came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExamScore {
    /// The marks over the scored items.
    pub marks: f64,
    /// How many items are scored.
    pub of: usize,
    /// The share in percent, to one decimal; the decision is made on the marks.
    pub percent: f64,
    /// How many scored items were not answered; they earn nothing.
    pub unanswered: usize,
    /// What the form was expected to be answered rightly, 0 to 1: the mean over the scored items.
    pub predicted: f64,
}

/// What had to be reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cut {
    /// In percent of the marks.
    pub percent: u8,
    /// How it was set, in the exam's own words.
    pub set: String,
}

impl Record {
    /// Whether its paper was in words in place of pictures.
    pub fn is_described(&self) -> bool {
        self.paper.get("described").and_then(Value::as_bool).unwrap_or_default()
    }
}

impl Cut {
    /// Whether these marks reach it. The marks decide, not the percentage that is shown; a mark such as 2/3 is not exact.
    pub fn is_reached(&self, score: &ExamScore) -> bool {
        is_reached(score.marks, score.of, self.percent)
    }

    /// The percentage that people are shown.
    pub fn shown(&self, score: &ExamScore) -> f64 {
        percent_shown(score.marks, score.of, self.percent)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a form has a few hundred items at most")]
fn is_reached(marks: f64, of: usize, cut: u8) -> bool {
    of > 0 && marks * 100.0 + 1e-9 >= f64::from(cut) * of as f64
}

/// The share of the marks in percent, to one decimal: never rounded up to a cut that was not reached.
#[expect(clippy::cast_precision_loss, reason = "a form has a few hundred items at most")]
pub(crate) fn percent_shown(marks: f64, of: usize, cut: u8) -> f64 {
    let percent = if of == 0 { 0.0 } else { (marks / of as f64 * 1000.0).round() / 10.0 };
    let cut_off = f64::from(cut);
    if percent < cut_off || is_reached(marks, of, cut) { percent } else { (cut_off - 0.1).max(0.0) }
}

/// What came of a group of questions without which nobody passes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GroupResult {
    /// What the group is called.
    pub name: String,
    /// How many of its questions had to be told rightly.
    pub at_least: u32,
    /// The numbers of its questions, those that were taken out left aside.
    pub of: Vec<usize>,
    /// The numbers of those that were told rightly, from the picture or a described paper and without a hint.
    pub told: Vec<usize>,
    /// Whether that is enough.
    pub met: bool,
}

/// A part of the score.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Subscore {
    /// By what the parts are.
    pub by: By,
    /// The part: a section's title, an exercise's id, a kind, a severity.
    pub of: String,
    /// The marks.
    pub marks: f64,
    /// Over so many scored items.
    pub n: usize,
}

/// How a score is broken down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The sections of the exam.
    Section,
    /// The exercises.
    Exercise,
    /// The kinds of questions.
    Kind,
    /// The severities of the mistakes asked about.
    Severity,
}

#[cfg(test)]
mod tests {
    use super::percent_shown;

    #[test]
    fn nobody_reaches_a_cut_by_rounding() {
        for (marks, shown) in
            [(31.98, "79.9"), (31.9999, "79.9"), (32.0, "80.0"), (31.9, "79.8"), (0.0, "0.0")]
        {
            assert_eq!(format!("{:.1}", percent_shown(marks, 40, 80)), shown, "{marks}");
        }
        // Two thirds of twelve are eight, whatever is lost in the last digit.
        assert_eq!(format!("{:.1}", percent_shown((2.0 / 3.0) * 12.0, 12, 66)), "66.7");
        assert_eq!(format!("{:.1}", percent_shown(0.0, 0, 0)), "0.0");
    }
}
