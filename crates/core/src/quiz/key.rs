//! The right answer of an item, with every option's reason. Never part of a question.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AnswerForm, OptionId, Response};
use crate::rulebook::Id;

/// An option of a choice, with what it earns.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StoredChoice", description = "An option.")]
pub struct Choice {
    /// Its name within the item.
    #[schemars(with = "String")]
    pub id: OptionId,
    /// What it says.
    pub say: String,
    /// Whether it is a key.
    pub right: bool,
    /// Why it is right, or what the one who picks it got wrong.
    pub because: String,
    /// The change it stands for: the sign's id and the value's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<(Id, String)>,
    /// The id of what it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Id>,
}

/// A piece to be put in order or matched.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StoredPiece")]
pub struct Piece {
    /// Its name within the item.
    #[schemars(with = "String")]
    pub id: OptionId,
    /// What it says.
    pub say: String,
}

impl Piece {
    /// What the piece of this name says; nothing if there is none.
    pub fn said<'p>(pieces: &'p [Piece], id: &OptionId) -> &'p str {
        pieces.iter().find(|piece| piece.id == *id).map_or("", |piece| &piece.say)
    }
}

/// What there is to choose from, and which of it is right.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "StoredTask", description = "What is asked for.")]
pub enum Key {
    /// One option.
    One(Vec<Choice>),
    /// Every option that is right.
    Many(Vec<Choice>),
    /// All pieces, in order.
    Order {
        /// The pieces as shown.
        #[schemars(description = "")]
        pieces: Vec<Piece>,
        /// The right order.
        #[schemars(description = "", with = "Vec<String>")]
        key: Vec<OptionId>,
        /// For each place of the key the number of its group: pieces of one group may change places.
        #[schemars(description = "")]
        groups: Vec<usize>,
    },
    /// Each left with its right.
    Pairs {
        /// Left, as shown.
        #[schemars(description = "")]
        left: Vec<Piece>,
        /// Right, as shown.
        #[schemars(description = "")]
        right: Vec<Piece>,
        /// Which belongs to which.
        #[schemars(description = "", with = "Vec<(String, String)>")]
        key: Vec<(OptionId, OptionId)>,
    },
    /// A number.
    Number {
        /// The key.
        #[schemars(description = "")]
        answer: f64,
        /// How far off still counts.
        #[schemars(description = "")]
        within: f64,
        /// What is counted.
        #[schemars(description = "")]
        unit: String,
    },
    /// A typed answer.
    Text {
        /// What is accepted; the first is the key as shown.
        #[schemars(description = "")]
        accept: Vec<String>,
        /// Names of other things: what comes closer to one of these is not accepted.
        #[schemars(description = "")]
        refuse: Vec<String>,
    },
}

impl Key {
    /// The form of answer that is wanted.
    pub fn form(&self) -> AnswerForm {
        match self {
            Key::One(_) => AnswerForm::One,
            Key::Many(_) => AnswerForm::Many,
            Key::Order { .. } => AnswerForm::Order,
            Key::Pairs { .. } => AnswerForm::Pairs,
            Key::Number { .. } => AnswerForm::Number,
            Key::Text { .. } => AnswerForm::Text,
        }
    }

    /// The answer that is wholly right; of several accepted texts the first, of a choice without a key none.
    pub fn answer(&self) -> Option<Response> {
        let mut right = self.choices().iter().filter(|choice| choice.right).map(|choice| choice.id.clone());
        Some(match self {
            Key::One(_) => Response::One(right.next()?),
            Key::Many(_) => Response::Many(right.collect()),
            Key::Order { key, .. } => Response::Order(key.clone()),
            Key::Pairs { key, .. } => Response::Pairs(key.clone()),
            Key::Number { answer, .. } => Response::Number(*answer),
            Key::Text { accept, .. } => Response::Text(accept.first()?.clone()),
        })
    }

    /// Why the right options are right, where there are options.
    pub fn reasons(&self) -> Vec<&str> {
        let right = self.choices().iter().filter(|choice| choice.right);
        right.map(|choice| choice.because.as_str()).collect()
    }

    /// The options, where there are any.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Key::One(choices) | Key::Many(choices) => choices,
            _ => &[],
        }
    }
}
