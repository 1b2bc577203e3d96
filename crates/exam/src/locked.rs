//! A locked paper: what a candidate may know before the exam, and the whole paper sealed under start words, which the witness
//! reads out when the exam begins.
//!
//! The shapes are those of schemas/v1/locked-paper.json and are for ever: a new field needs a default. Must not know how a text
//! is sealed under words: it is handed the sealed text, and the opened one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::{Attempt, Candidate, ExamSeen, Name, Stamp};
use super::paper::Paper;
use crate::{ExamError, Sealed};
use formcheck_core::rulebook::PackVersion;

/// The version of a locked paper's form.
pub const FORMAT: u32 = 2;

/// A locked paper as a file: what is signed, the signature, and the candidate's name apart from both.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SignedLockedPaper {
    /// What is signed: its bytes are this value as JSON without any space between.
    pub locked: LockedPaper,
    /// The signature of its bytes, in minisign's format.
    pub signature: String,
    /// The candidate's name; may be taken out, and the signature still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
}

/// What a candidate may know before the exam, and the paper behind its lock.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LockedPaper {
    /// The version of this form: 2.
    pub format: u32,
    /// The form: which questions these are, and whose paper it is.
    pub form: String,
    /// The exam.
    pub exam: ExamSeen,
    /// What it is about.
    pub about: String,
    /// The packs that it was drawn from.
    pub packs: Vec<PackVersion>,
    /// Who is to sit it.
    pub candidate: Candidate,
    /// When it was issued.
    pub issued: Stamp,
    /// Which try it is.
    pub attempt: Attempt,
    /// How many questions it has.
    pub questions: usize,
    /// The time that is allowed, in seconds; none without a limit.
    pub limit_s: Option<u64>,
    /// What has to be reached, in percent.
    pub pass: u8,
    /// SHA-256 of the paper's signed bytes, in hexadecimal digits.
    pub paper_sha256: String,
    /// The paper's file, without the name, sealed under the start words in the format of age (age-encryption.org).
    pub sealed: String,
}

impl LockedPaper {
    /// The lock of a paper whose file, without the name, was sealed so.
    pub fn of(paper: &Sealed<Paper>, sealed: String) -> LockedPaper {
        let of = &paper.what;
        LockedPaper {
            format: FORMAT,
            form: of.form.clone(),
            exam: of.exam.clone(),
            about: of.about.clone(),
            packs: of.packs.clone(),
            candidate: of.candidate.clone(),
            issued: of.issued,
            attempt: of.attempt,
            questions: of.items.len(),
            limit_s: of.limit_s,
            pass: of.pass,
            paper_sha256: paper.digest(),
            sealed,
        }
    }
}

impl Sealed<LockedPaper> {
    /// The paper behind the lock, from the text that the start words opened.
    ///
    /// # Errors
    /// If it is another paper than the lock says.
    pub fn opened(&self, text: &[u8]) -> Result<Sealed<Paper>, ExamError> {
        let paper = Sealed::<Paper>::read(text)?;
        if paper.digest() != self.what.paper_sha256 || paper.what.form != self.what.form {
            return Err(ExamError::new(
                "what is behind the lock is another paper than the lock says",
                "ask your examiner for the paper again",
            ));
        }
        Ok(Sealed { name: self.name.clone(), ..paper })
    }
}
