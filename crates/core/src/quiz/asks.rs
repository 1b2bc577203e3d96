//! What an item asks, whatever its words: by this two items are the same one.
//!
//! An item is the same as another of its kind about the same mistake in the same exercise whose rep is off in the same way. A
//! clean rep is what is told of it. Where no rep is shown it is what the key rests on; a written question is itself.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Basis, Item, QuestionKind, ShownSign};
use crate::rulebook::{QuestionIx, Rulebook};

/// What an item asks: twelve hexadecimal digits over its kind, mistake, exercise and rep. Tells nothing of the key to whoever
/// doesn't have the item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Asks(pub String);

impl fmt::Display for Asks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Asks {
    /// What a written question asks.
    pub fn of_question(book: &Rulebook, question: QuestionIx) -> Asks {
        let question = &book[question];
        let basis = Basis::Written(question.id.clone());
        Asks::of(QuestionKind::Written(question.answer.kind()), question.id.as_str(), &basis, &[])
    }

    fn of(kind: QuestionKind, skill: &str, basis: &Basis, rep: &[&ShownSign]) -> Asks {
        let mut digest = Sha256::new();
        let mut add = |text: &str| {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        };
        add(kind.word());
        add(skill);
        add(&serde_json::to_string(basis).unwrap_or_default());
        for sign in rep {
            add(sign.sign.as_str());
            add(&sign.value);
        }
        Asks(base16ct::lower::encode_string(&digest.finalize()[..6]))
    }
}

impl Item {
    /// What it asks.
    pub fn asks(&self, book: &Rulebook) -> Asks {
        Asks::of(self.kind, self.skill.as_str(), &self.basis, &self.rep(book))
    }

    /// The signs by which its rep is told from others: what is off in it, or all that is told of it where nothing is.
    fn rep(&self, book: &Rulebook) -> Vec<&ShownSign> {
        let more = self.more_reps.iter().flatten();
        self.first_rep(book).into_iter().chain(more).collect()
    }

    fn first_rep(&self, book: &Rulebook) -> Vec<&ShownSign> {
        let all: Vec<&ShownSign> = self.shown.iter().collect();
        let (Some(exercise), Some(values)) = (self.exercise_in(book), self.observed(book)) else {
            return all;
        };
        let here = &book[exercise];
        let is_off = |&seen: &(_, _)| here.is_off(seen, &values);
        let off: Vec<&ShownSign> =
            self.shown.iter().zip(&values).filter(|(_, seen)| is_off(seen)).map(|(shown, _)| shown).collect();
        if off.is_empty() { all } else { off }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Plan, Seed, sitting};
    use crate::rulebook::load_mid_back;

    #[test]
    fn what_is_good_in_a_faulty_rep_makes_no_other_item() {
        let book = load_mid_back();
        let mut fewer = 0;
        for seed in 0..4 {
            for item in sitting(&book, Plan::mixed(&book, 60), Seed(seed)).expect("it can be drawn").items {
                let asks = item.asks(&book);
                let mut other = item.clone();
                "Other words".clone_into(&mut other.ask);
                assert_eq!(other.asks(&book), asks, "words make no other item");
                let off: Vec<_> = item.first_rep(&book).into_iter().cloned().collect();
                fewer += usize::from(off.len() < item.shown.len());
                other.shown.clone_from(&off);
                assert_eq!(other.asks(&book), asks);
                if let Some(first) = other.shown.first_mut() {
                    "another".clone_into(&mut first.value);
                    assert_ne!(other.asks(&book), asks, "another rep is another item");
                }
            }
        }
        assert!(fewer > 20, "{fewer}");
    }
}
