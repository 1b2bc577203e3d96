//! An exercise: its steps, what it calls good and tolerated, which mistakes count, its own tests.

#![expect(missing_docs, reason = "fields are named as the keys of rule files are")]

use std::sync::{Arc, OnceLock};

use super::{Backing, Cites, Clause, Figure, MistakeWords, When};
use crate::diagnostic::Span;
use crate::rulebook::{Engine, Id, MistakeIx, MuscleIx, PackIx, PhaseIx, SignIx, Value, ValueSet};

#[derive(Debug)]
pub struct Exercise {
    /// Its id: the file's stem.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// For choosing what to study.
    pub tags: Vec<String>,
    /// What it needs.
    pub equipment: Vec<String>,
    /// The muscles or groups that it is done for.
    pub primary: Vec<MuscleRef>,
    /// The muscles or groups that help.
    pub secondary: Vec<MuscleRef>,
    /// How many reps, with what load.
    pub reps: Option<Reps>,
    pub backing: Backing,
    /// How it is done, in order.
    pub steps: Vec<Step>,
    /// The order of phases here.
    pub phases: Vec<PhaseIx>,
    /// The signs it observes: context first, then by phase, then in the order of the vocabulary.
    pub signs: Vec<Observed>,
    /// The signs that are differences, by place, each with the places of the two.
    pub differences: Vec<(usize, [usize; 2])>,
    /// The places of the signs that are made from the reps of a set.
    pub over_set: Vec<usize>,
    /// The mistakes that count here, in the order listed; its own ones last.
    pub mistakes: Vec<Counted>,
    /// Whether the order of `mistakes` says which to fix first of two that are as bad; else the phases of the rep do.
    pub has_own_order: bool,
    /// Where other values are good too, or instead.
    pub fine: Vec<FineCase>,
    /// Combinations that a body can't do (the pack's and its own, as far as the signs are observed here).
    pub impossible: Vec<Arc<Pair>>,
    /// Combinations hardly ever seen: questions avoid them, proofs still count them.
    pub unlikely: Vec<Arc<Pair>>,
    /// How it is drawn; none: not at all.
    pub figure: Option<Figure>,
    /// The tests in the file.
    pub examples: Vec<Example>,
    /// Where its name is written.
    pub span: Span,
    /// Its compiled form, made on first use; ask [`super::Rulebook::engine`].
    pub(in crate::rulebook) engine: OnceLock<Engine>,
}

impl Exercise {
    /// The place of `sign` in [`Exercise::signs`], if it is observed here.
    pub fn place_of(&self, sign: SignIx) -> Option<usize> {
        self.signs.iter().position(|observed| observed.sign == sign)
    }

    /// The good values of the sign at `place` where these are known: with what is good in the cases that hold for them.
    pub fn good_where(&self, place: usize, value_of: impl Fn(SignIx) -> Option<Value>) -> ValueSet {
        let holds = |clause: &Clause| {
            clause
                .tests
                .iter()
                .all(|test| value_of(test.sign).is_some_and(|value| test.values.contains(value)))
        };
        self.good_if(place, |case| case.when.iter().any(holds))
    }

    /// The good values of a sign in a rep of which this is shown; none if the sign is not observed here.
    pub fn good_in(&self, sign: SignIx, shown: &[(SignIx, Value)]) -> Option<ValueSet> {
        let value_of = |sign| shown.iter().find(|(other, _)| *other == sign).map(|&(_, value)| value);
        Some(self.good_where(self.place_of(sign)?, value_of))
    }

    /// Whether a sign that a rep shows is not good in it; a sign that is not observed here never is.
    pub fn is_off(&self, (sign, value): (SignIx, Value), shown: &[(SignIx, Value)]) -> bool {
        self.good_in(sign, shown).is_some_and(|good| !good.contains(value))
    }

    /// The values of the sign at `place` that may be good where these are known: also those of cases that may hold.
    pub fn good_at_most(&self, place: usize, value_of: impl Fn(SignIx) -> Option<Value>) -> ValueSet {
        let may_hold = |clause: &Clause| {
            clause
                .tests
                .iter()
                .all(|test| value_of(test.sign).is_none_or(|value| test.values.contains(value)))
        };
        let here = self.good_where(place, &value_of);
        let may = self.fine.iter().filter(|case| case.when.iter().any(may_hold));
        may.filter_map(|case| case.good_of(self.signs[place].sign)).fold(here, |all, more| all.union(more))
    }

    fn good_if(&self, place: usize, holds: impl Fn(&FineCase) -> bool) -> ValueSet {
        let observed = &self.signs[place];
        let mut good = observed.good.clone();
        let cases = || self.fine.iter().filter(|case| holds(case));
        for own in cases().filter(|case| case.is_variant).filter_map(|case| case.good_of(observed.sign)) {
            good.clone_from(own);
        }
        for more in cases().filter(|case| !case.is_variant).filter_map(|case| case.good_of(observed.sign)) {
            good = good.union(more);
        }
        good
    }

    /// The mistake as it counts here, if it does.
    pub fn counted(&self, mistake: MistakeIx) -> Option<&Counted> {
        self.mistakes.iter().find(|counted| counted.mistake == mistake)
    }
}

/// A muscle or a group of them, as an exercise names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MuscleRef {
    Muscle(MuscleIx),
    Group(Id),
}

/// A rep range.
#[derive(Clone, Debug)]
pub struct Reps {
    /// The fewest.
    pub from: i32,
    /// The most; none for "or more".
    pub to: Option<i32>,
    /// How heavy, in words.
    pub load: Option<String>,
    /// Why so many.
    pub because: Option<String>,
}

/// One step of an exercise.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to do.
    pub say: String,
    /// When.
    pub phase: PhaseIx,
    /// Whether it may change places with the step above.
    pub swaps: bool,
    /// Why it comes at this place.
    pub because: Option<String>,
}

/// A sign as one exercise judges it.
#[derive(Clone, Debug)]
pub struct Observed {
    pub sign: SignIx,
    /// Its good values here; never empty.
    pub good: ValueSet,
    /// Values without a verdict here; disjoint from the good ones.
    pub tolerated: ValueSet,
    /// Why this exercise has it so.
    pub because: Option<String>,
    /// Where `[good]` or `[tolerated]` names it; none where it is good as usual.
    pub span: Option<Span>,
    /// Where `[tolerated]` names it.
    pub tolerated_span: Option<Span>,
}

/// A case in which other values are good: where a condition holds they are good too (`[[fine]]`), or in a style of doing
/// the exercise they are good instead (`[[variant]]`).
#[derive(Clone, Debug)]
pub struct FineCase {
    /// Where it holds.
    pub when: When,
    /// The values that are good there, by sign.
    pub good: Vec<(SignIx, ValueSet)>,
    /// Whether they take the place of the values that are good otherwise.
    pub is_variant: bool,
    /// Why.
    pub because: String,
    pub backing: Backing,
    /// Where it is written.
    pub span: Span,
}

impl FineCase {
    /// What it calls good of a sign, if it speaks of it.
    pub fn good_of(&self, sign: SignIx) -> Option<&ValueSet> {
        self.good.iter().find(|(own, _)| *own == sign).map(|(_, values)| values)
    }
}

/// A mistake as it counts in one exercise. Its words there: [`super::Rulebook::words_in`].
#[derive(Clone, Debug)]
pub struct Counted {
    pub mistake: MistakeIx,
    /// The exercise's own words for it, where it rewords it.
    pub own: Option<Box<OwnWords>>,
    /// Where the exercise lists it.
    pub span: Span,
}

/// What an exercise says of a mistake in words of its own.
#[derive(Clone, Debug)]
pub struct OwnWords {
    /// All words, the reworded ones and the others.
    pub words: MistakeWords,
    /// The mistake's sources and those of the rewording.
    pub sources: Cites,
}

/// A combination of values, and why it is not seen.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The combination.
    pub when: When,
    /// Why.
    pub because: String,
    /// Where it is written.
    pub span: Span,
}

/// A test in an exercise's file.
#[derive(Clone, Debug)]
pub struct Example {
    /// The signs it fixes; every other sign is good.
    pub rep: Vec<(SignIx, Value)>,
    /// Exactly these mistakes fire.
    pub expect: Vec<MistakeIx>,
    /// Where it is written (the `rep`).
    pub span: Span,
    /// Where `expect` is written.
    pub expect_span: Span,
}
