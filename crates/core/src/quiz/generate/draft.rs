//! An item while it is made: what every generator fills in, and how its options get their places.

use crate::quiz::{
    Basis, Chance, Choice, Explanation, Item, Key, OptionId, QuestionKind, ShownSign, Skill, names,
};
use crate::rulebook::{Exercise, ExerciseIx, GeneratedKind, Id, MistakeIx, Rulebook, SignIx, Value};

/// An item before its options are in their places.
#[derive(Debug)]
pub struct ItemDraft {
    pub(super) kind: GeneratedKind,
    pub(super) skill: Skill,
    pub(super) exercise: Option<ExerciseIx>,
    pub(super) ask: String,
    pub(super) shown: Vec<(SignIx, Value)>,
    /// The reps after that one, where several are shown.
    pub(super) more_reps: Vec<Vec<(SignIx, Value)>>,
    pub(super) key: Key,
    /// Whether the options stand in an order of their own, such as that of numbers.
    pub(super) arranged: bool,
    pub(super) explanation: Explanation,
    pub(super) basis: Basis,
}

impl ItemDraft {
    /// A draft that shows no rep and has neither options nor an explanation yet.
    pub(super) fn bare(kind: GeneratedKind, skill: Skill, ask: String, basis: Basis) -> ItemDraft {
        ItemDraft {
            kind,
            skill,
            exercise: None,
            ask,
            shown: Vec::new(),
            more_reps: Vec::new(),
            key: Key::One(Vec::new()),
            arranged: false,
            explanation: Explanation::default(),
            basis,
        }
    }

    /// The options put in their places: the key where `place` says, given their number and chance.
    pub fn finish(
        self,
        book: &Rulebook,
        place: impl FnOnce(usize, &mut Chance) -> usize,
        chance: &mut Chance,
    ) -> Item {
        let mut key = self.key;
        if let Key::One(choices) = &mut key
            && !self.arranged
        {
            let at = choices.iter().position(|choice| choice.right).expect("a choice has a key");
            let right = choices.remove(at);
            chance.shuffle(choices);
            let at = place(choices.len() + 1, chance).min(choices.len());
            choices.insert(at, right);
        }
        if let Key::One(choices) | Key::Many(choices) = &mut key {
            for (place, choice) in choices.iter_mut().enumerate() {
                if choice.id.as_str().is_empty() {
                    choice.id = OptionId::letter(place);
                }
            }
        }
        let say = |(sign, value): (SignIx, Value)| ShownSign {
            sign: book[sign].id.clone(),
            value: book[sign].word(value),
            say: book[sign].say(value),
            by: book[sign].kind.into(),
        };
        let shown: Vec<ShownSign> = self.shown.into_iter().map(say).collect();
        let more_reps: Vec<Vec<ShownSign>> =
            self.more_reps.into_iter().map(|rep| rep.into_iter().map(say).collect()).collect();
        let kind = QuestionKind::Generated(self.kind);
        let reps: Vec<&[ShownSign]> =
            std::iter::once(shown.as_slice()).chain(more_reps.iter().map(Vec::as_slice)).collect();
        Item {
            id: Item::name(kind, &self.ask, &reps, &key),
            kind,
            skill: self.skill,
            exercise: self.exercise.map(|ix| book[ix].id.clone()),
            ask: self.ask,
            shown,
            more_reps,
            key,
            explanation: self.explanation,
            basis: self.basis,
        }
    }
}

/// An option that gets its letter when it has its place.
pub(super) fn lettered(say: String, right: bool, because: String, of: Option<Id>) -> Choice {
    Choice { id: OptionId::new(""), say, right, because, change: None, of }
}

/// An option named after a mistake.
pub(super) fn mistake_option(book: &Rulebook, mistake: MistakeIx, right: bool, because: String) -> Choice {
    Choice {
        id: OptionId::new(book[mistake].id.as_str()),
        say: book[mistake].name.clone(),
        right,
        because,
        change: None,
        of: Some(book[mistake].id.clone()),
    }
}

/// The skill of a mistake in an exercise.
pub(super) fn skill(exercise: &Exercise, of: &str) -> Skill {
    Skill::in_exercise(exercise.id.as_str(), of)
}

/// What is told of a mistake in this exercise.
pub(super) fn explanation(book: &Rulebook, exercise: &Exercise, mistake: MistakeIx) -> Explanation {
    let words = book.words_in(exercise, mistake);
    Explanation {
        fix: words.fix.clone(),
        cue: words.cue.clone(),
        sources: names::cites(book, book.sources_in(exercise, mistake)),
        ..Explanation::backed(book, words.why.clone(), &book[mistake].backing)
    }
}

/// What is told of an exercise as a whole, from its sources.
pub(super) fn exercise_explanation(book: &Rulebook, exercise: &Exercise, why: String) -> Explanation {
    let sources = names::cites(book, &exercise.backing.sources);
    Explanation { why, sources, ..Explanation::default() }
}
