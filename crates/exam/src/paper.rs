//! A paper: what a candidate gets. Stems and options, no keys; who, which form, on what terms; and a commitment to the
//! seed, so that the examiner can't choose another form afterwards.
//!
//! The shapes are those of schemas/v1/paper.json and docs/interfaces.md and are for ever: a new field needs a default.
//! Must not know how a form is drawn, nor files or clocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::common::{Accommodations, Attempt, LedgerPlace, Policy, Stamp, TimeMultiplier};
use super::common::{Candidate, ExamSeen, Name, ProgramVersion};
use formcheck_core::quiz::{Asks, MustPass, Question};
use formcheck_core::rulebook::PackVersion;

/// The version of a paper's form.
pub const FORMAT: u32 = 2;

/// A paper as a file: what is signed, the signature, and the candidate's name apart from both.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SignedPaper {
    /// What is signed: its bytes are this value as JSON without any space between.
    pub paper: Paper,
    /// The signature of the paper's bytes, in minisign's format.
    pub signature: String,
    /// The candidate's name; may be taken out, and the signature still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
}

/// What a candidate gets.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Paper {
    /// The version of this form: 2, or 1 in papers of before.
    pub format: u32,
    /// The form: which questions these are, and whose paper it is.
    pub form: String,
    /// SHA-256 over the nonce's bytes followed by the seed's, in hexadecimal digits.
    pub commitment: String,
    /// The program that drew it.
    pub engine: ProgramVersion,
    /// The packs that it was drawn from.
    pub packs: Vec<PackVersion>,
    /// The exam.
    pub exam: ExamSeen,
    /// What it is about.
    pub about: String,
    /// The medical note of the packs.
    pub notice: String,
    /// Who is to sit it.
    pub candidate: Candidate,
    /// When it was issued.
    pub issued: Stamp,
    /// Whether that moment was made up (`FORMCHECK_NOW`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made_up_clock: bool,
    /// Which try it is.
    pub attempt: Attempt,
    /// What holds for tries.
    pub policy: Policy,
    /// What the candidate is allowed beyond the exam's own terms.
    pub accommodations: Accommodations,
    /// The time that is allowed, in seconds, the accommodations counted in; none without a limit.
    pub limit_s: Option<u64>,
    /// What has to be reached, in percent.
    pub pass: u8,
    /// How that was set, in the exam's own words.
    pub pass_from: String,
    /// The groups of questions without which nobody passes, whatever the marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_pass: Vec<MustPass>,
    /// What must not be asked again: digests of what the candidate's earlier forms asked, and of what came up too often. The
    /// form follows from the seed and from these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<Asks>,
    /// How many of the items are tried out and don't count; which ones is not told.
    pub trial_items: u32,
    /// Whether its reps are described in words, though the exam is asked by eye.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub described: bool,
    /// How it was handed out; none in papers of format 1, which were not locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// From where in the examiner's ledger it was issued; none in papers of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<LedgerPlace>,
    /// The items, in order.
    pub items: Vec<Question>,
}

/// How a paper was handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// Sealed under start words, which are read out when the exam begins.
    Locked,
    /// Open: whoever has it may look everything up, before the exam too.
    OpenBook,
    /// Drawn when the exam began, and sat at once.
    AtOnce,
}

impl Paper {
    /// How many of its questions are asked by eye.
    pub fn by_eye(&self) -> usize {
        self.items.iter().filter(|item| item.by_eye.is_some()).count()
    }
}
