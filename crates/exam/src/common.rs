//! What papers and records have in common: moments, who, with which program and which exam, on what terms.
//!
//! The shapes are those of schemas/v1 and are for ever: a new field needs a default.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment: milliseconds since 1970, UTC; in JSON as RFC 3339.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, JsonSchema)]
#[schemars(transparent)]
pub struct Stamp(#[schemars(with = "String")] pub i64);

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = jiff::Timestamp::MAX.as_millisecond();
        let held = self.0.clamp(-last, last);
        let moment = jiff::Timestamp::from_millisecond(held).unwrap_or_default();
        write!(f, "{moment:.3}")
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Stamp, D::Error> {
        let text = String::deserialize(deserializer)?;
        let moment: jiff::Timestamp = text
            .parse()
            .map_err(|_| serde::de::Error::custom("a moment is written as 2026-11-25T19:30:00.000Z"))?;
        Ok(Stamp(moment.as_millisecond()))
    }
}

/// A candidate's name. What is signed holds only the SHA-256 over the salt's text followed by the name's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Name {
    /// The name.
    pub name: String,
    /// 32 hexadecimal digits, drawn at random, so that nobody finds the name by trying names.
    pub salt: String,
}

/// Who sits an exam.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// What the examiner calls them: a number or an id, not a name.
    pub reference: String,
    /// SHA-256 over the salt's text followed by the name's, if there is a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_sha256: Option<String>,
}

/// A program.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Engine")]
pub struct ProgramVersion {
    /// Its version.
    pub version: String,
    /// The version of its making of questions: with the same one, pack, quiz and seed, a form is the same.
    pub generator: u32,
}

/// An exam.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExamSeen {
    /// The id of its quiz.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The digest of its blueprint: SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// Which try it is, of those of one candidate at one exam.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// How many papers of this exam the examiner took back from the candidate before this one; they are no tries.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub withdrawn: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A place in the examiner's ledger. It tells nothing of what stands there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LedgerPlace {
    /// How many lines stood before it.
    pub lines: u32,
    /// The digest of these: 64 hexadecimal digits.
    pub head: String,
}

/// What holds for tries.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// The most tries; none: any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// The days from one try to the next.
    pub wait_days: u32,
    /// The most questions that a form may share with each of the candidate's earlier ones, in percent of its items; 0: no
    /// question comes again.
    pub overlap: u8,
    /// In how many of a hundred forms one question may come up at most; none: in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposure: Option<u8>,
    /// For how many days a result counts; none: it does not run out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_days: Option<u32>,
}

/// What a candidate is allowed beyond the exam's own terms.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Accommodations {
    /// The time limit times this.
    pub time: TimeMultiplier,
    /// Minutes of breaks that stop the clock.
    pub break_minutes: u32,
}

/// By what a time limit is multiplied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub enum TimeMultiplier {
    /// The exam's own time.
    #[default]
    #[serde(rename = "1")]
    Once,
    /// One and a half times.
    #[serde(rename = "1.5")]
    OnceAndAHalf,
    /// Twice.
    #[serde(rename = "2")]
    Twice,
    /// No limit.
    #[serde(rename = "none")]
    NoLimit,
}

impl TimeMultiplier {
    /// The limit in seconds that comes of one in minutes.
    pub fn limit(self, minutes: Option<u32>) -> Option<u64> {
        let seconds = u64::from(minutes?) * 60;
        match self {
            TimeMultiplier::Once => Some(seconds),
            TimeMultiplier::OnceAndAHalf => Some(seconds * 3 / 2),
            TimeMultiplier::Twice => Some(seconds * 2),
            TimeMultiplier::NoLimit => None,
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            TimeMultiplier::Once => "1",
            TimeMultiplier::OnceAndAHalf => "1.5",
            TimeMultiplier::Twice => "2",
            TimeMultiplier::NoLimit => "none",
        }
    }
}
