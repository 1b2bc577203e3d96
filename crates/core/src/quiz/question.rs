//! What is asked, and nothing that tells the key: what a prompt shows, a paper holds and JSON lines send.
//!
//! Must not know what is right: no field here has room for a key, so whatever is made of a [`Question`] gives none away.
//! The JSON is that of schemas/v1/paper.json and docs/interfaces.md and is for ever: a new field needs a default.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ItemId, OptionId, QuestionKind, ShownReps};
use crate::rulebook::{Id, SignKind};

/// A question without its key.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(
    rename = "PaperItem",
    description = "An item without its key: the shape of a prompt's `item` in JSON lines."
)]
pub struct Question {
    /// An opaque name.
    #[schemars(with = "String")]
    pub id: ItemId,
    /// The word of its kind.
    #[schemars(with = "String")]
    pub kind: QuestionKind,
    /// On a paper the title of its section.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required, with = "String", description = "The title of its section.")]
    pub section: Option<String>,
    /// The exercise it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<Id>,
    /// The question.
    pub ask: String,
    /// The signs it tells; all others are good, or in `look` not seen yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<PaperShown>")]
    pub shown: Vec<ShownSign>,
    /// The signs of each rep after the first one, where several are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Vec<PaperShown>>")]
    pub more_reps: Vec<Vec<ShownSign>>,
    /// On a paper: by whom the rep is shown, and from where, if it is asked by eye.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_eye: Option<ShownBy>,
    /// What is wanted: one, many, order, pairs, number or text.
    pub answer: AnswerForm,
    /// The options, or the pieces to be put in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Offer>,
    /// What is to be matched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Offer>,
    /// What it is to be matched with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<Offer>,
    /// What a number counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// The lifter who shows a rep, and the place that they are seen from first: the same picture on every screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PaperPicture")]
pub struct ShownBy {
    /// What the lifter's body follows from: 16 hexadecimal digits.
    pub lifter: String,
    /// The word of the place.
    pub from: String,
}

/// What form of answer is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Wanted")]
pub enum AnswerForm {
    /// One option.
    One,
    /// Every option that is right.
    Many,
    /// All pieces, in order.
    Order,
    /// Each left with its right.
    Pairs,
    /// A number.
    Number,
    /// Typed text.
    Text,
}

/// A sign that a stem tells.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StoredShown")]
pub struct ShownSign {
    /// The sign's id.
    pub sign: Id,
    /// The word of its value.
    pub value: String,
    /// The clause that says so.
    pub say: String,
    /// Who can tell it, where it isn't seen.
    #[serde(default, skip_serializing_if = "ToldBy::is_seen")]
    pub by: ToldBy,
}

/// Who can tell a sign of a rep.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ToldBy {
    /// Whoever watches.
    #[default]
    Seen,
    /// Only the lifter.
    Felt,
    /// It is known of the set.
    Context,
    /// It is known of the lifter.
    Lifter,
}

impl ToldBy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_seen(&self) -> bool {
        *self == ToldBy::Seen
    }
}

impl From<SignKind> for ToldBy {
    fn from(kind: SignKind) -> ToldBy {
        match kind {
            SignKind::Seen => ToldBy::Seen,
            SignKind::Felt => ToldBy::Felt,
            SignKind::Context | SignKind::Style => ToldBy::Context,
            SignKind::Lifter => ToldBy::Lifter,
        }
    }
}

/// What [`ShownSign`] is called in the schema of papers.
#[derive(JsonSchema)]
#[schemars(description = "A sign that a stem tells.")]
#[expect(dead_code, reason = "only its schema is used")]
struct PaperShown {
    /// The sign's id.
    sign: String,
    /// Its value.
    value: String,
    /// The clause that says so.
    say: String,
    /// Who can tell it: felt (only the lifter) or context (it is known of the set); else whoever watches.
    #[serde(default)]
    by: ToldBy,
}

/// An option, or a piece to be put in order or matched, as it is offered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PaperOption", description = "An option or a piece.")]
pub struct Offer {
    /// Its name within the item.
    #[schemars(with = "String")]
    pub id: OptionId,
    /// What it says.
    pub say: String,
    /// The change it stands for, where it stands for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<SignChange>,
}

/// A change of one sign.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PaperChange")]
pub struct SignChange {
    /// The sign's id.
    pub sign: Id,
    /// The value that it takes.
    pub value: String,
}

impl Question {
    /// The same on a paper, in a section of this title.
    #[must_use]
    pub fn in_section(self, title: &str) -> Question {
        Question { section: Some(title.to_owned()), ..self }
    }

    /// The reps that it shows.
    pub fn reps(&self) -> ShownReps<'_> {
        ShownReps { kind: self.kind, first: &self.shown, more: &self.more_reps }
    }

    /// Whether it shows a whole rep, which can be drawn.
    pub fn shows_a_rep(&self) -> bool {
        !self.shown.is_empty() && self.kind.shows_whole_reps()
    }

    /// The same asked by eye.
    #[must_use]
    pub fn seen(self, by: ShownBy) -> Question {
        Question { by_eye: Some(by), ..self }
    }

    /// What a number counts; empty if that isn't said, or no number is wanted.
    pub fn unit(&self) -> &str {
        self.unit.as_deref().unwrap_or_default()
    }
}
