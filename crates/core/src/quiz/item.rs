//! A question with its key and its explanations, one an option: what sessions mark, and what logs and records keep.
//!
//! Everything is named by its id, so that any rulebook that still has what is named can ask it, and prove it again from
//! its [`Basis`] (see `prove`). The JSON is for ever: a new field needs a default. What a person sees before the answer
//! is a [`Question`], which has no place for a key.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::generate::rep_place;
use super::{
    Choice, ItemId, Key, Offer, Piece, Question, QuestionKind, ShownReps, ShownSign, SignChange, Skill, names,
};
use crate::rulebook::{Backing, Id, Rulebook};

/// What feedback explains, whatever was answered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StoredExplanation", description = "What is told after the answer.")]
pub struct Explanation {
    /// Why it matters, or why the key is the key.
    pub why: String,
    /// What to do instead; empty where there is nothing to mend.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(description = "What to do instead.")]
    pub fix: String,
    /// What a coach calls out; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(description = "What a coach calls out.")]
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

impl Explanation {
    /// This reason, with what backs it.
    pub(super) fn backed(book: &Rulebook, why: String, backing: &Backing) -> Explanation {
        Explanation {
            why,
            sources: names::cites(book, &backing.sources),
            assumption: backing.assumption.clone(),
            contested: backing.contested.clone(),
            ..Explanation::default()
        }
    }
}

/// What the key rests on: enough to prove the item again without knowing how it was made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "StoredBasis", description = "What the key rests on.")]
pub enum Basis {
    /// For what is shown exactly this mistake fires.
    #[schemars(description = "Exactly this mistake fires.")]
    Fires(Id),
    /// For what is shown exactly the options marked right fire.
    #[schemars(description = "Exactly the options marked right fire.")]
    AllThatFire,
    /// For what is shown no mistake fires and all is good, or at least one fires.
    #[schemars(description = "Nothing fires and all is good, or something fires.")]
    CleanOrNot,
    /// Of the changes exactly one brings the mistake in, or takes it away.
    Change {
        /// The mistake.
        #[schemars(description = "")]
        mistake: Id,
        /// Whether it is brought in; else it is taken away.
        #[schemars(description = "")]
        brings: bool,
    },
    /// What is shown is a mistake in exactly one of the exercises and good in the others, or the other way round.
    #[schemars(description = "A mistake in exactly one of the exercises, or good in exactly one.")]
    Exception {
        /// The sign it is about; the others shown are its context.
        #[schemars(description = "")]
        sign: Id,
        /// Whether the key is the exercise in which it is a mistake.
        #[schemars(description = "")]
        mistake: bool,
    },
    /// One of the mistake's words in this exercise.
    #[schemars(description = "One of the mistake's words.")]
    Words {
        /// The mistake.
        #[schemars(description = "")]
        mistake: Id,
        /// Which of its words.
        #[schemars(description = "", with = "String")]
        field: MistakeWord,
    },
    /// The exercise's steps.
    #[schemars(description = "The steps.")]
    Steps,
    /// The exercise's rep range.
    #[schemars(description = "The rep range.")]
    Reps,
    /// What the exercise is done for.
    Trains,
    /// What the muscle does.
    Does(Id),
    /// Which muscle does this.
    DoneBy {
        /// The muscle.
        #[schemars(description = "")]
        muscle: Id,
        /// The place of the action in the muscle's list.
        #[schemars(description = "")]
        action: usize,
    },
    /// Where the muscle attaches.
    Attaches(Id),
    /// The mistake's cue, typed.
    #[schemars(description = "The cue, typed.")]
    RecallCue(Id),
    /// For what is shown exactly the options fire, and this one is fixed first by severity or phase.
    #[schemars(description = "Exactly the options fire, and this mistake is fixed first.")]
    First(Id),
    /// For what is shown exactly this mistake fires, and the key is its cue.
    #[schemars(description = "Exactly this mistake fires, and its cue is called.")]
    Call(Id),
    /// What is shown is all that was seen, and no sign that is offered splits what is still possible as well as the key.
    #[schemars(description = "The key splits what is still possible best.")]
    Look,
    /// Of two reps one is clean, and in the other exactly this mistake fires; the key is the clean one.
    #[schemars(description = "Of two reps the key is clean, and exactly this mistake fires in the other.")]
    CleanRep(Id),
    /// In both of two reps exactly this mistake fires; in the key the sign is farther from what is good.
    #[schemars(description = "Exactly this mistake fires in both reps, and the key has more of it.")]
    More {
        /// The mistake.
        #[schemars(description = "")]
        mistake: Id,
        /// The sign that both reps are compared by.
        #[schemars(description = "")]
        sign: Id,
    },
    /// The key is the first rep of a set in which exactly this mistake fires; before it all is good, and from it on it fires and
    /// never less.
    #[schemars(description = "The key is the first rep of a set in which exactly this mistake fires.")]
    Starts(Id),
    /// A coach's own key.
    Written(Id),
}

/// One of a mistake's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MistakeWord {
    /// What to do instead.
    Fix,
    /// What a coach calls out.
    Cue,
    /// What it costs.
    Why,
}

/// A question with its key.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StoredItem", description = "An item, written down.")]
pub struct Item {
    /// Its opaque name.
    #[schemars(with = "String")]
    pub id: ItemId,
    /// The word of its kind.
    #[schemars(with = "String")]
    pub kind: QuestionKind,
    /// What it exercises.
    #[schemars(with = "String")]
    pub skill: Skill,
    /// The exercise it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(description = "The exercise it is about.")]
    pub exercise: Option<Id>,
    /// The question.
    pub ask: String,
    /// The signs it tells; all others are good, or in `look` not seen yet. In the order of the exercise's signs, context first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(description = "The signs it tells.")]
    pub shown: Vec<ShownSign>,
    /// The signs of each rep that comes after that one, where several are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(description = "The signs of each rep after the first one.")]
    pub more_reps: Vec<Vec<ShownSign>>,
    /// What is asked for, with the key.
    #[serde(rename = "task")]
    pub key: Key,
    /// What feedback explains.
    #[serde(rename = "told")]
    #[schemars(description = "What is told after the answer.")]
    pub explanation: Explanation,
    /// What the key rests on.
    pub basis: Basis,
}

impl Item {
    /// What is asked, and nothing of the key: the one way from an item to what a person sees before the answer.
    pub fn question(&self) -> Question {
        let option = |choice: &Choice| Offer {
            id: choice.id.clone(),
            say: choice.say.clone(),
            change: choice.change.clone().map(|(sign, value)| SignChange { sign, value }),
        };
        let pieces = |pieces: &[Piece]| -> Vec<Offer> {
            pieces
                .iter()
                .map(|piece| Offer { id: piece.id.clone(), say: piece.say.clone(), change: None })
                .collect()
        };
        let (mut options, mut left, mut right, mut counted) = (Vec::new(), Vec::new(), Vec::new(), None);
        match &self.key {
            Key::One(choices) | Key::Many(choices) => options = choices.iter().map(option).collect(),
            Key::Order { pieces: shown, .. } => options = pieces(shown),
            Key::Pairs { left: a, right: b, .. } => (left, right) = (pieces(a), pieces(b)),
            Key::Number { unit, .. } => counted = Some(unit.clone()),
            Key::Text { .. } => {}
        }
        Question {
            id: self.id.clone(),
            kind: self.kind,
            section: None,
            exercise: self.exercise.clone(),
            ask: self.ask.clone(),
            shown: self.shown.clone(),
            more_reps: self.more_reps.clone(),
            by_eye: None,
            answer: self.key.form(),
            options,
            left,
            right,
            unit: counted,
        }
    }

    /// Whether it shows a rep that can be drawn.
    pub fn shows_a_rep(&self) -> bool {
        !self.shown.is_empty() && self.kind.shows_whole_reps()
    }

    /// Every text a person sees before the answer: the question, what is shown, the options.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let stem = std::iter::once(self.ask.as_str()).chain(self.shown_says());
        stem.chain(self.option_texts())
    }

    /// What it tells of its reps, one after the other.
    pub fn shown_says(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().chain(self.more_reps.iter().flatten()).map(|shown| shown.say.as_str())
    }

    /// The reps that it shows.
    pub fn reps(&self) -> ShownReps<'_> {
        ShownReps { kind: self.kind, first: &self.shown, more: &self.more_reps }
    }

    /// Of the reps that it shows, the place of the one that its key is about: the one that has the mistake, or more of it, or
    /// in which it starts.
    pub fn telling_rep(&self) -> usize {
        let key = self.key.choices().iter().position(|choice| choice.right).unwrap_or_default();
        match self.basis {
            Basis::CleanRep(_) => 1 - key.min(1),
            Basis::More { .. } => key,
            // By its name: sets that were kept long ago have no option for their first rep.
            Basis::Starts(_) => self.key.choices().get(key).and_then(|one| rep_place(&one.id)).unwrap_or(key),
            _ => 0,
        }
    }

    /// What its options or pieces say.
    pub fn option_texts(&self) -> impl Iterator<Item = &str> {
        let (left, right): (&[Piece], &[Piece]) = match &self.key {
            Key::Order { pieces, .. } => (pieces, &[]),
            Key::Pairs { left, right, .. } => (left, right),
            _ => (&[], &[]),
        };
        let choices = self.key.choices().iter().map(|choice| choice.say.as_str());
        choices.chain(left.iter().chain(right).map(|piece| piece.say.as_str()))
    }

    /// The name of an item that asks this about these reps.
    pub fn name(kind: QuestionKind, ask: &str, shown: &[&[ShownSign]], key: &Key) -> ItemId {
        let mut digest = Sha256::new();
        let mut add = |text: &str| {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        };
        add(kind.word());
        add(ask);
        for (place, rep) in shown.iter().enumerate() {
            if place > 0 {
                add(&place.to_string());
            }
            rep.iter().for_each(|shown| add(&shown.say));
        }
        match key {
            // Options are named in an order of their own, so that a shuffle does not make another question.
            Key::One(choices) | Key::Many(choices) => {
                let mut says: Vec<&str> = choices.iter().map(|choice| choice.say.as_str()).collect();
                says.sort_unstable();
                says.into_iter().for_each(&mut add);
            }
            Key::Order { pieces, .. } => {
                let mut says: Vec<&str> = pieces.iter().map(|piece| piece.say.as_str()).collect();
                says.sort_unstable();
                says.into_iter().for_each(&mut add);
            }
            Key::Pairs { left, .. } => {
                let mut says: Vec<&str> = left.iter().map(|piece| piece.say.as_str()).collect();
                says.sort_unstable();
                says.into_iter().for_each(&mut add);
            }
            Key::Number { unit, .. } => add(unit),
            Key::Text { .. } => {}
        }
        ItemId(base16ct::lower::encode_string(&digest.finalize()[..6]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Plan, Seed, ToldBy, prove_item, sitting};
    use super::*;
    use crate::rulebook::load_mid_back;

    fn items(book: &Rulebook) -> Vec<Item> {
        (0..6)
            .flat_map(|seed| sitting(book, Plan::mixed(book, 60), Seed(seed)).expect("it can be drawn").items)
            .collect()
    }

    #[test]
    fn what_is_written_down_is_the_item_again() {
        let book = load_mid_back();
        let mut kinds = std::collections::HashSet::new();
        for item in items(&book) {
            let line = serde_json::to_string(&item).expect("JSON");
            let again: Item = serde_json::from_str(&line).expect("the same");
            assert_eq!(again, item);
            assert!(again.is_known_to(&book) && prove_item(&book, &again).is_ok(), "{line}");
            kinds.insert(item.kind);
        }
        assert!(kinds.len() >= 16, "{kinds:?}");
    }

    /// The type has no room for a key; this holds what it makes of an item against one with another key.
    #[test]
    fn a_question_is_the_same_whatever_its_key() {
        for item in items(&load_mid_back()) {
            let question = item.question();
            let line = serde_json::to_string(&question).expect("JSON");
            assert_eq!(serde_json::from_str::<Question>(&line).expect("the same"), question);
            let mut other = item.clone();
            match &mut other.key {
                Key::One(choices) | Key::Many(choices) => {
                    for choice in choices {
                        choice.right = !choice.right;
                        choice.because = "another reason".to_owned();
                        choice.of = None;
                    }
                }
                Key::Order { key, groups, .. } => {
                    key.reverse();
                    groups.reverse();
                }
                Key::Pairs { key, .. } => key.clear(),
                Key::Number { answer, within, .. } => (*answer, *within) = (-1.0, 0.0),
                Key::Text { accept, refuse } => std::mem::swap(accept, refuse),
            }
            other.explanation = Explanation::default();
            other.skill = Skill("another".to_owned());
            other.basis = Basis::Steps;
            assert_ne!(other, item);
            assert_eq!(other.question(), question);
        }
    }

    #[test]
    fn what_a_rulebook_lacks_is_unknown_to_it() {
        let book = load_mid_back();
        let is_of_a_rep = |item: &Item| item.exercise.is_some() && !item.shown.is_empty();
        let item = items(&book).into_iter().find(is_of_a_rep).expect("there are such");
        let gone = Id::new("no-such-thing");
        let with_shown =
            ShownSign { sign: gone.clone(), value: "x".to_owned(), say: "x".to_owned(), by: ToldBy::Seen };
        for other in [
            Item { exercise: Some(gone.clone()), ..item.clone() },
            Item { basis: Basis::Fires(gone), ..item.clone() },
            Item { shown: vec![with_shown], ..item.clone() },
        ] {
            assert!(!other.is_known_to(&book) && prove_item(&book, &other).is_err());
        }
        assert!(item.is_known_to(&book));
    }
}
