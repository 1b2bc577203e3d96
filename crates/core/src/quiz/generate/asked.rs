//! What a generator is asked for: an item on a target, as wished. Most targets are a mistake in an exercise.

use super::because::ShownRep;
use super::{ItemDraft, Target, Wish, Workshop, amounts, explanation, skill};
use crate::quiz::{Basis, Chance};
use crate::rulebook::{Exercise, ExerciseIx, GeneratedKind, MistakeIx, Rulebook, SignIx, Value, ValueSet};

/// An item that is wanted.
#[derive(Clone, Copy)]
pub(super) struct Asked<'s> {
    pub(super) shop: &'s Workshop<'s>,
    pub(super) target: Target,
    pub(super) wish: Wish<'s>,
}

/// A mistake in an exercise that is asked about.
#[derive(Clone, Copy)]
pub(super) struct MistakeCase<'s> {
    pub(super) shop: &'s Workshop<'s>,
    pub(super) book: &'s Rulebook,
    pub(super) ix: ExerciseIx,
    pub(super) exercise: &'s Exercise,
    pub(super) mistake: MistakeIx,
    pub(super) wish: Wish<'s>,
    kind: GeneratedKind,
}

impl<'s> Asked<'s> {
    /// The rulebook.
    pub(super) fn book(self) -> &'s Rulebook {
        self.shop.book
    }

    /// The target's exercise, if it is about one.
    pub(super) fn exercise(self) -> Option<&'s Exercise> {
        self.target.exercise.map(|ix| &self.shop.book[ix])
    }

    /// The target's mistake in its exercise, if it is about one.
    pub(super) fn mistake(self) -> Option<MistakeCase<'s>> {
        let Asked { shop, target, wish } = self;
        let (ix, exercise, mistake) = (target.exercise?, self.exercise()?, target.mistake?);
        Some(MistakeCase { shop, book: shop.book, ix, exercise, mistake, wish, kind: target.kind })
    }

    /// A draft about the exercise as a whole, as yet without a key; `of` is the skill in it.
    pub(super) fn exercise_draft(
        self,
        exercise: &Exercise,
        of: &str,
        question: &str,
        basis: Basis,
    ) -> ItemDraft {
        let ask = format!("{}: {question}", exercise.name);
        let bare = ItemDraft::bare(self.target.kind, skill(exercise, of), ask, basis);
        ItemDraft { exercise: self.target.exercise, ..bare }
    }
}

impl<'s> MistakeCase<'s> {
    /// A rep of the exercise, for saying why a mistake is in it or not.
    pub(super) fn rep(self, shown: &'s [(SignIx, Value)]) -> ShownRep<'s> {
        ShownRep { book: self.book, exercise: self.exercise, shown }
    }

    /// A value of a sign as the mistake that is asked about wants it shown: by the margin inside a limit of `set`.
    pub(super) fn amount(self, place: usize, set: &ValueSet, chance: &mut Chance) -> Option<Value> {
        amounts::amount(self.book, self.ix, place, set, self.shop.margin_of(self.mistake), chance)
    }

    /// A value that lies `by` farther from what is good than `value`; as far as there is room.
    pub(super) fn farther(self, place: usize, value: Value, by: i32) -> Option<Value> {
        amounts::farther(self.book, self.ix, place, value, by)
    }

    /// What is not good in a rep.
    pub(super) fn off_signs(self, rep: &[(SignIx, Value)]) -> impl Iterator<Item = (SignIx, Value)> {
        rep.iter().copied().filter(move |&shown| self.exercise.is_off(shown, rep))
    }

    /// A draft that asks for advice on the mistake: where coaches differ on it, for the advice of these rules.
    pub(super) fn advice_draft(self, question: &str, basis: Basis) -> ItemDraft {
        if self.book[self.mistake].is_settled() {
            return self.draft(question, basis);
        }
        self.draft(&format!("as taught here, {question}"), basis)
    }

    /// A draft about the mistake with its explanation, as yet without a key and a rep.
    pub(super) fn draft(self, question: &str, basis: Basis) -> ItemDraft {
        let MistakeCase { book, ix, exercise, mistake, kind, .. } = self;
        let ask = format!("{}: {question}", exercise.name);
        ItemDraft {
            exercise: Some(ix),
            explanation: explanation(book, exercise, mistake),
            ..ItemDraft::bare(kind, skill(exercise, book[mistake].id.as_str()), ask, basis)
        }
    }
}
