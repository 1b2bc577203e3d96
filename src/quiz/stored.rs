//! An item as it is written down: with ids in place of handles, so that it can be shown and proved again by any later
//! rulebook that still has what it names.
//!
//! Must not know who writes it down.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::{
    Basis, Choice, Explanation, Field, Item, ItemId, Kind, OptionId, Piece, Shown, Skill, Task,
};
use crate::rulebook::{Cite, GeneratedKind, MistakeIx, MuscleIx, Named, Rulebook, SignIx, Value};

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

/// The id of what is named.
fn id_of(book: &Rulebook, named: Named) -> String {
    match named {
        Named::Sign(ix) => book[ix].id.to_string(),
        Named::Mistake(ix) => book[ix].id.to_string(),
        Named::Exercise(ix) => book[ix].id.to_string(),
        Named::Muscle(ix) => book[ix].id.to_string(),
        Named::MuscleGroup(ix) => book[ix].group.as_ref().map(ToString::to_string).unwrap_or_default(),
        Named::Source(ix) => book[ix].id.to_string(),
        Named::Quiz(ix) => book[ix].id.to_string(),
        Named::Question(ix) => book[ix].id.to_string(),
    }
}

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

    /// `item`, to be written down.
    pub fn of(book: &Rulebook, item: &Item) -> StoredItem {
        let told = &item.explanation;
        let cite = |cite: &Cite| {
            let id = &book[cite.source].id;
            cite.place.as_ref().map_or_else(|| id.to_string(), |place| format!("{id}#{place}"))
        };
        StoredItem {
            id: item.id.to_string(),
            kind: item.kind.word().to_owned(),
            skill: item.skill.to_string(),
            exercise: item.exercise.map(|ix| book[ix].id.to_string()),
            ask: item.ask.clone(),
            shown: item.shown.iter().map(|shown| stored_shown(book, shown)).collect(),
            task: stored_task(book, &item.task),
            told: StoredExplanation {
                why: told.why.clone(),
                fix: told.fix.clone(),
                cue: told.cue.clone(),
                sources: told.sources.iter().map(cite).collect(),
                assumption: told.assumption.clone(),
                contested: told.contested.clone(),
            },
            basis: stored_basis(book, item.basis),
        }
    }

    /// The item again; none if `book` lacks something that it names.
    pub fn item(&self, book: &Rulebook) -> Option<Item> {
        let kind = match GeneratedKind::ALL.iter().find(|kind| kind.word() == self.kind) {
            Some(kind) => Kind::Generated(*kind),
            None => Kind::Written(WRITTEN.iter().find(|word| **word == self.kind)?),
        };
        let exercise = match &self.exercise {
            Some(id) => match book.find(id)? {
                Named::Exercise(ix) => Some(ix),
                _ => return None,
            },
            None => None,
        };
        let shown = self.shown.iter().map(|shown| {
            let (sign, value) = told(book, &shown.sign, &shown.value)?;
            Some(Shown { sign, value, say: shown.say.clone() })
        });
        // A source that is gone takes nothing from the question.
        let sources = self.told.sources.iter().filter_map(|cite| {
            let (id, place) = cite.split_once('#').map_or((cite.as_str(), None), |(id, at)| (id, Some(at)));
            let Named::Source(source) = book.find(id)? else { return None };
            Some(Cite { source, place: place.map(str::to_owned), span: crate::diagnostic::Span::default() })
        });
        Some(Item {
            id: ItemId::known(&self.id),
            kind,
            skill: Skill(self.skill.clone()),
            exercise,
            ask: self.ask.clone(),
            shown: shown.collect::<Option<_>>()?,
            task: task(book, &self.task)?,
            explanation: Explanation {
                why: self.told.why.clone(),
                fix: self.told.fix.clone(),
                cue: self.told.cue.clone(),
                sources: sources.collect::<Vec<_>>().into(),
                assumption: self.told.assumption.clone(),
                contested: self.told.contested.clone(),
            },
            basis: basis(book, &self.basis)?,
        })
    }
}

/// The words of the kinds that coaches write.
const WRITTEN: [&str; 7] = ["choice", "multi", "true-false", "order", "match", "number", "text"];

fn told(book: &Rulebook, sign: &str, value: &str) -> Option<(SignIx, Value)> {
    let Named::Sign(sign) = book.find(sign)? else { return None };
    Some((sign, book[sign].value(value)?))
}

fn stored_shown(book: &Rulebook, shown: &Shown) -> StoredShown {
    let sign = &book[shown.sign];
    StoredShown { sign: sign.id.to_string(), value: sign.word(shown.value), say: shown.say.clone() }
}

fn stored_task(book: &Rulebook, task: &Task) -> StoredTask {
    let choice = |choice: &Choice| StoredChoice {
        id: choice.id.to_string(),
        say: choice.say.clone(),
        right: choice.right,
        because: choice.because.clone(),
        change: choice.change.map(|(sign, value)| (book[sign].id.to_string(), book[sign].word(value))),
        of: choice.of.map(|of| id_of(book, of)),
    };
    let pieces = |pieces: &[Piece]| -> Vec<StoredPiece> {
        pieces.iter().map(|piece| StoredPiece { id: piece.id.to_string(), say: piece.say.clone() }).collect()
    };
    match task {
        Task::One(choices) => StoredTask::One(choices.iter().map(choice).collect()),
        Task::Many(choices) => StoredTask::Many(choices.iter().map(choice).collect()),
        Task::Order { pieces: shown, key, groups } => StoredTask::Order {
            pieces: pieces(shown),
            key: key.iter().map(ToString::to_string).collect(),
            groups: groups.clone(),
        },
        Task::Pairs { left, right, key } => StoredTask::Pairs {
            left: pieces(left),
            right: pieces(right),
            key: key.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect(),
        },
        Task::Number { answer, within, unit } => {
            StoredTask::Number { answer: *answer, within: *within, unit: unit.clone() }
        }
        Task::Text { accept, refuse } => StoredTask::Text { accept: accept.clone(), refuse: refuse.clone() },
    }
}

fn task(book: &Rulebook, task: &StoredTask) -> Option<Task> {
    let choice = |choice: &StoredChoice| {
        let change = match &choice.change {
            Some((sign, value)) => Some(told(book, sign, value)?),
            None => None,
        };
        let of = match &choice.of {
            Some(id) => Some(book.find(id)?),
            None => None,
        };
        Some(Choice {
            id: OptionId::new(&choice.id),
            say: choice.say.clone(),
            right: choice.right,
            because: choice.because.clone(),
            change,
            of,
        })
    };
    let pieces = |pieces: &[StoredPiece]| -> Vec<Piece> {
        pieces.iter().map(|piece| Piece { id: OptionId::new(&piece.id), say: piece.say.clone() }).collect()
    };
    Some(match task {
        StoredTask::One(choices) => Task::One(choices.iter().map(choice).collect::<Option<_>>()?),
        StoredTask::Many(choices) => Task::Many(choices.iter().map(choice).collect::<Option<_>>()?),
        StoredTask::Order { pieces: shown, key, groups } => Task::Order {
            pieces: pieces(shown),
            key: key.iter().map(|id| OptionId::new(id)).collect(),
            groups: groups.clone(),
        },
        StoredTask::Pairs { left, right, key } => Task::Pairs {
            left: pieces(left),
            right: pieces(right),
            key: key.iter().map(|(a, b)| (OptionId::new(a), OptionId::new(b))).collect(),
        },
        StoredTask::Number { answer, within, unit } => {
            Task::Number { answer: *answer, within: *within, unit: unit.clone() }
        }
        StoredTask::Text { accept, refuse } => Task::Text { accept: accept.clone(), refuse: refuse.clone() },
    })
}

fn stored_basis(book: &Rulebook, basis: Basis) -> StoredBasis {
    let mistake = |ix: MistakeIx| book[ix].id.to_string();
    let muscle = |ix: MuscleIx| book[ix].id.to_string();
    match basis {
        Basis::Fires(ix) => StoredBasis::Fires(mistake(ix)),
        Basis::AllThatFire => StoredBasis::AllThatFire,
        Basis::CleanOrNot => StoredBasis::CleanOrNot,
        Basis::Change { mistake: ix, brings } => StoredBasis::Change { mistake: mistake(ix), brings },
        Basis::Exception { sign, mistake } => {
            StoredBasis::Exception { sign: book[sign].id.to_string(), mistake }
        }
        Basis::Words(ix, field) => {
            let word = FIELDS.iter().find(|(known, _)| *known == field).map_or("", |(_, word)| word);
            StoredBasis::Words { mistake: mistake(ix), field: word.to_owned() }
        }
        Basis::Steps => StoredBasis::Steps,
        Basis::Reps => StoredBasis::Reps,
        Basis::Trains => StoredBasis::Trains,
        Basis::Does(ix) => StoredBasis::Does(muscle(ix)),
        Basis::DoneBy(ix, action) => StoredBasis::DoneBy { muscle: muscle(ix), action },
        Basis::Attaches(ix) => StoredBasis::Attaches(muscle(ix)),
        Basis::RecallCue(ix) => StoredBasis::RecallCue(mistake(ix)),
        Basis::Written(ix) => StoredBasis::Written(book[ix].id.to_string()),
    }
}

fn basis(book: &Rulebook, basis: &StoredBasis) -> Option<Basis> {
    let mistake = |id: &str| match book.find(id)? {
        Named::Mistake(ix) => Some(ix),
        _ => None,
    };
    let muscle = |id: &str| match book.find(id)? {
        Named::Muscle(ix) => Some(ix),
        _ => None,
    };
    Some(match basis {
        StoredBasis::Fires(id) => Basis::Fires(mistake(id)?),
        StoredBasis::AllThatFire => Basis::AllThatFire,
        StoredBasis::CleanOrNot => Basis::CleanOrNot,
        StoredBasis::Change { mistake: id, brings } => {
            Basis::Change { mistake: mistake(id)?, brings: *brings }
        }
        StoredBasis::Exception { sign, mistake } => match book.find(sign)? {
            Named::Sign(sign) => Basis::Exception { sign, mistake: *mistake },
            _ => return None,
        },
        StoredBasis::Words { mistake: id, field } => {
            let (field, _) = FIELDS.iter().find(|(_, word)| word == field)?;
            Basis::Words(mistake(id)?, *field)
        }
        StoredBasis::Steps => Basis::Steps,
        StoredBasis::Reps => Basis::Reps,
        StoredBasis::Trains => Basis::Trains,
        StoredBasis::Does(id) => Basis::Does(muscle(id)?),
        StoredBasis::DoneBy { muscle: id, action } => Basis::DoneBy(muscle(id)?, *action),
        StoredBasis::Attaches(id) => Basis::Attaches(muscle(id)?),
        StoredBasis::RecallCue(id) => Basis::RecallCue(mistake(id)?),
        StoredBasis::Written(id) => match book.find(id)? {
            Named::Question(ix) => Basis::Written(ix),
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Plan, Seed, sitting};
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
