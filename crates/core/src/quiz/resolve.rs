//! Ids of an item → handles of a rulebook, which may be a later one: for the engine, the figure and whoever asks them.

use super::{Basis, Choice, Item, Key, Question, ShownSign};
use crate::rulebook::{
    ExerciseIx, Id, MistakeIx, MuscleIx, Named, Observation, QuestionIx, QuizIx, Rulebook, SignIx, SourceIx,
    Value,
};

macro_rules! only {
    ($($(#[$doc:meta])* $name:ident: $variant:ident, $handle:ident;)*) => {
        impl Named {
            $($(#[$doc])*
            pub fn $name(self) -> Option<$handle> {
                if let Named::$variant(ix) = self { Some(ix) } else { None }
            })*
        }

        impl Rulebook {
            $($(#[$doc])*
            pub fn $name(&self, id: &str) -> Option<$handle> {
                self.find_as(id, Named::$name)
            })*
        }
    };
}

only! {
    /// The sign that is named; none if something else is, or nothing.
    sign: Sign, SignIx;
    /// The mistake that is named; none if something else is, or nothing.
    mistake: Mistake, MistakeIx;
    /// The exercise that is named; none if something else is, or nothing.
    exercise: Exercise, ExerciseIx;
    /// The muscle that is named; none if something else is, or nothing.
    muscle: Muscle, MuscleIx;
    /// The source that is named; none if something else is, or nothing.
    source: Source, SourceIx;
    /// The written question that is named; none if something else is, or nothing.
    question: Question, QuestionIx;
    /// The quiz that is named; none if something else is, or nothing.
    quiz: Quiz, QuizIx;
}

impl Question {
    /// The exercise it is about; none if it is about none, or `book` lacks it.
    pub fn exercise_in(&self, book: &Rulebook) -> Option<ExerciseIx> {
        book.exercise(self.exercise.as_ref()?.as_str())
    }

    /// What the stem shows, for the engine; none if `book` lacks a sign or a value of it.
    pub fn observed(&self, book: &Rulebook) -> Option<Vec<(SignIx, Value)>> {
        observed(book, &self.shown)
    }

    /// Every rep that it shows, in their order; none if `book` lacks a sign or a value of one.
    pub fn each_observed(&self, book: &Rulebook) -> Option<Vec<Vec<(SignIx, Value)>>> {
        each_observed(book, &self.shown, &self.more_reps)
    }
}

/// Each of some reps, for the engine.
fn each_observed<'q>(
    book: &Rulebook,
    first: &'q [ShownSign],
    more: &'q [Vec<ShownSign>],
) -> Option<Vec<Vec<(SignIx, Value)>>> {
    let reps = std::iter::once(first).chain(more.iter().map(Vec::as_slice));
    reps.map(|rep| observed(book, rep)).collect()
}

fn observed(book: &Rulebook, shown: &[ShownSign]) -> Option<Vec<(SignIx, Value)>> {
    shown.iter().map(|shown| value_of(book, &shown.sign, &shown.value)).collect()
}

impl Item {
    /// The exercise it is about; none if it is about none, or `book` lacks it.
    pub fn exercise_in(&self, book: &Rulebook) -> Option<ExerciseIx> {
        book.exercise(self.exercise.as_ref()?.as_str())
    }

    /// What the stem shows, for the engine; none if `book` lacks a sign or a value of it.
    pub fn observed(&self, book: &Rulebook) -> Option<Vec<(SignIx, Value)>> {
        observed(book, &self.shown)
    }

    /// Every rep that it shows, in their order; none if `book` lacks a sign or a value of one.
    pub fn each_observed(&self, book: &Rulebook) -> Option<Vec<Vec<(SignIx, Value)>>> {
        each_observed(book, &self.shown, &self.more_reps)
    }

    /// What it shows as an observation of its exercise in which nothing else was seen; none if that observes a sign less.
    pub fn seen_so_far(&self, book: &Rulebook) -> Option<Observation> {
        let exercise = &book[self.exercise_in(book)?];
        let mut seen = Observation::unknown(exercise);
        for (sign, value) in self.observed(book)? {
            seen.set(exercise.place_of(sign)?, Some(value));
        }
        Some(seen)
    }

    /// Whether `book` has everything that it names, so that it can be asked and proved again. A source that is gone
    /// takes nothing from the question.
    pub fn is_known_to(&self, book: &Rulebook) -> bool {
        let exercise = self.exercise.as_ref().is_none_or(|id| book.exercise(id.as_str()).is_some());
        let known = |choice: &Choice| {
            let change = choice.change.is_none() || choice.change_in(book).is_some();
            change && (choice.of.is_none() || choice.of_in(book).is_some())
        };
        let is_whole = !matches!(&self.key, Key::Order { key, groups, .. } if key.len() != groups.len());
        let basis = match &self.basis {
            Basis::Fires(id)
            | Basis::Change { mistake: id, .. }
            | Basis::Words { mistake: id, .. }
            | Basis::RecallCue(id)
            | Basis::First(id)
            | Basis::Call(id)
            | Basis::CleanRep(id)
            | Basis::Starts(id) => book.mistake(id.as_str()).is_some(),
            Basis::More { mistake, sign } => {
                book.mistake(mistake.as_str()).is_some() && book.sign(sign.as_str()).is_some()
            }
            Basis::Exception { sign, .. } => book.sign(sign.as_str()).is_some(),
            Basis::Does(id) | Basis::DoneBy { muscle: id, .. } | Basis::Attaches(id) => {
                book.muscle(id.as_str()).is_some()
            }
            Basis::Written(id) => book.question(id.as_str()).is_some(),
            Basis::AllThatFire
            | Basis::CleanOrNot
            | Basis::Look
            | Basis::Steps
            | Basis::Reps
            | Basis::Trains => true,
        };
        exercise
            && basis
            && is_whole
            && self.each_observed(book).is_some()
            && self.key.choices().iter().all(known)
    }
}

impl Choice {
    /// What it was made from; none if it was made from nothing, or `book` lacks it.
    pub fn of_in(&self, book: &Rulebook) -> Option<Named> {
        book.find(self.of.as_ref()?.as_str())
    }

    /// The mistake it was made from, if it was made from one that `book` has.
    pub fn mistake_in(&self, book: &Rulebook) -> Option<MistakeIx> {
        self.of_in(book).and_then(Named::mistake)
    }

    /// The change it stands for; none if it stands for none, or `book` lacks the sign or the value.
    pub fn change_in(&self, book: &Rulebook) -> Option<(SignIx, Value)> {
        let (sign, value) = self.change.as_ref()?;
        value_of(book, sign, value)
    }
}

fn value_of(book: &Rulebook, sign: &Id, word: &str) -> Option<(SignIx, Value)> {
    let sign = book.sign(sign.as_str())?;
    Some((sign, book[sign].value(word)?))
}
