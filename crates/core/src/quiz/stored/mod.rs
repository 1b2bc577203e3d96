//! An item as it is written down: with ids in place of handles, so that it can be shown and proved again by any later
//! rulebook that still has what it names.
//!
//! Must not know who writes it down.

mod read;
mod written;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::Field;

/// An item, written down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoredItem {
    /// Its opaque name.
    pub id: String,
    /// The word of its kind.
    pub kind: String,
    /// What it exercises.
    pub skill: String,
    /// The exercise it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<String>,
    /// The question.
    pub ask: String,
    /// The signs it tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<StoredShown>,
    /// What is asked for, with the key.
    pub task: StoredTask,
    /// What is told after the answer.
    pub told: StoredExplanation,
    /// What the key rests on.
    pub basis: StoredBasis,
}

/// A sign that a stem tells.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoredShown {
    /// The sign's id.
    pub sign: String,
    /// The word of its value.
    pub value: String,
    /// The clause that says so.
    pub say: String,
}

/// An option.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoredChoice {
    /// Its name within the item.
    pub id: String,
    /// What it says.
    pub say: String,
    /// Whether it is a key.
    pub right: bool,
    /// Why it is right, or what the one who picks it got wrong.
    pub because: String,
    /// The change it stands for: the sign's id and the value's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<(String, String)>,
    /// The id of what it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// A piece to be put in order or matched.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoredPiece {
    /// Its name within the item.
    pub id: String,
    /// What it says.
    pub say: String,
}

/// What is asked for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are those of `Task`")]
pub enum StoredTask {
    /// One option.
    One(Vec<StoredChoice>),
    /// Every option that is right.
    Many(Vec<StoredChoice>),
    /// All pieces, in order.
    Order { pieces: Vec<StoredPiece>, key: Vec<String>, groups: Vec<usize> },
    /// Each left with its right.
    Pairs { left: Vec<StoredPiece>, right: Vec<StoredPiece>, key: Vec<(String, String)> },
    /// A number.
    Number { answer: f64, within: f64, unit: String },
    /// A typed answer.
    Text { accept: Vec<String>, refuse: Vec<String> },
}

/// What is told after the answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoredExplanation {
    /// Why it matters, or why the key is the key.
    pub why: String,
    /// What to do instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fix: String,
    /// What a coach calls out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cue: String,
    /// Where it comes from: ids, with the place after `#`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Where a number is a judgement: whose, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumption: Option<String>,
    /// Where schools differ: what each says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contested: Option<String>,
}

/// What the key rests on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are those of `Basis`")]
pub enum StoredBasis {
    /// Exactly this mistake fires.
    Fires(String),
    /// Exactly the options marked right fire.
    AllThatFire,
    /// Nothing fires and all is good, or something fires.
    CleanOrNot,
    /// Of the changes exactly one brings the mistake in, or takes it away.
    Change { mistake: String, brings: bool },
    /// A mistake in exactly one of the exercises, or fine in exactly one.
    Exception { sign: String, mistake: bool },
    /// One of the mistake's words.
    Words { mistake: String, field: String },
    /// The steps.
    Steps,
    /// The rep range.
    Reps,
    /// What the exercise is done for.
    Trains,
    /// What the muscle does.
    Does(String),
    /// Which muscle does this.
    DoneBy { muscle: String, action: usize },
    /// Where the muscle attaches.
    Attaches(String),
    /// The cue, typed.
    RecallCue(String),
    /// A coach's own key.
    Written(String),
}

/// The words of an explanation that can be asked for.
const FIELDS: [(Field, &str); 3] = [(Field::Fix, "fix"), (Field::Cue, "cue"), (Field::Why, "why")];

impl StoredItem {
    /// The options of a choice: each one's name, what it says, and whether it is right.
    pub fn choices(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        let choices = match &self.task {
            StoredTask::One(choices) | StoredTask::Many(choices) => choices.as_slice(),
            _ => &[],
        };
        choices.iter().map(|choice| (choice.id.as_str(), choice.say.as_str(), choice.right))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Item, Plan, Seed, sitting};
    use super::*;
    use crate::rulebook::load_built_in;

    #[test]
    fn what_is_written_down_is_the_item_again() {
        let book = load_built_in();
        let mut kinds = std::collections::HashSet::new();
        for seed in 0..6 {
            for item in sitting(&book, Plan::mixed(&book, 60), Seed(seed)).expect("it can be drawn").items {
                let line = serde_json::to_string(&StoredItem::of(&book, &item)).expect("JSON");
                let stored: StoredItem = serde_json::from_str(&line).expect("the same");
                let again = stored.item(&book).expect("nothing is gone");
                assert!(super::super::prove_item(&book, &again).is_ok(), "{line}");
                kinds.insert(item.kind);
                // Where a source was written in the file is nothing that lasts.
                let bare = |mut item: Item| {
                    item.explanation.sources = Vec::new().into();
                    item
                };
                assert_eq!(bare(again), bare(item));
            }
        }
        assert!(kinds.len() >= 16, "{kinds:?}");
    }
}
