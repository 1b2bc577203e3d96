//! How many answers to an item are expected to be right. An assumption, made the same way for every item, so that forms
//! can be held against each other before anybody has sat one: docs/exams.md gives it in words.
//!
//! Must not know what anybody answered.

use formcheck_core::quiz::{Basis, Choice, Item, Key, QuestionKind, asks_of_a_mistake};
use formcheck_core::rulebook::{
    ExerciseIx, GeneratedKind, MistakeIx, Named, Rulebook, Severity, WrittenKind, grades,
};

/// The share of people, of those who don't guess, that is expected to know an item of this kind.
fn known(kind: QuestionKind) -> f64 {
    match kind {
        QuestionKind::Generated(kind) => match kind {
            GeneratedKind::Fix | GeneratedKind::Pair => 0.75,
            GeneratedKind::CleanOrNot | GeneratedKind::Cue => 0.70,
            GeneratedKind::Spot | GeneratedKind::Why | GeneratedKind::Steps | GeneratedKind::First => 0.65,
            GeneratedKind::WhatChanged | GeneratedKind::Reps | GeneratedKind::Muscles => 0.60,
            GeneratedKind::SpotAll
            | GeneratedKind::Exception
            | GeneratedKind::Call
            | GeneratedKind::Breakdown => 0.55,
            GeneratedKind::Recall | GeneratedKind::Look => 0.50,
        },
        QuestionKind::Written(kind) => match kind {
            WrittenKind::Choice | WrittenKind::TrueFalse | WrittenKind::Match => 0.70,
            WrittenKind::Order => 0.65,
            WrittenKind::Multi => 0.60,
            WrittenKind::Number | WrittenKind::Text => 0.50,
        },
    }
}

/// A grave mistake is plainer to see than one of polish.
const SEVERITY: f64 = 0.05;

/// What wrong options take away that are as near to the key as can be.
const NEAR: f64 = 0.20;

/// Where nothing says how near options are.
const UNKNOWN: f64 = 0.5;

/// The share of answers that is expected to be right, 0 to 1.
pub(crate) fn predicted(book: &Rulebook, item: &Item) -> f64 {
    let severity = match severity(book, item) {
        Some(Severity::High) => SEVERITY,
        Some(Severity::Low) => -SEVERITY,
        Some(Severity::Medium) | None => 0.0,
    };
    let knows = (known(item.kind) + severity - NEAR * nearness(book, item)).clamp(0.05, 0.95);
    let guessed = guessed(&item.key);
    guessed + (1.0 - guessed) * knows
}

/// The severity of the mistake that an item asks about, in the rep that it shows; none if it asks about none.
pub fn severity(book: &Rulebook, item: &Item) -> Option<Severity> {
    let QuestionKind::Generated(kind) = item.kind else { return None };
    let mistake = asked_mistake(book, item).filter(|_| asks_of_a_mistake(kind))?;
    let rep = item.exercise_in(book).zip(item.observed(book)).filter(|(_, shown)| !shown.is_empty());
    let in_rep = rep.and_then(|(ix, shown)| grades(book, ix, &shown, &[mistake]).first().copied());
    Some(in_rep.map_or(book[mistake].severity, |graded| graded.severity))
}

/// The mistake that a generated item exercises.
pub fn asked_mistake(book: &Rulebook, item: &Item) -> Option<MistakeIx> {
    let (_, of) = item.skill.names();
    book.mistake(&of)
}

/// What guessing alone earns.
#[expect(clippy::cast_precision_loss, reason = "an item has a handful of options")]
fn guessed(key: &Key) -> f64 {
    match key {
        Key::One(choices) => 1.0 / choices.len().max(1) as f64,
        // One piece in place, on average, whatever their number.
        Key::Order { pieces, .. } => 1.0 / pieces.len().max(1) as f64,
        Key::Pairs { left, .. } => 1.0 / left.len().max(1) as f64,
        Key::Many(_) | Key::Number { .. } | Key::Text { .. } => 0.0,
    }
}

/// How near the wrong options are to the key, 0 to 1: the mean over them.
#[expect(clippy::cast_precision_loss, reason = "an item has a handful of options")]
fn nearness(book: &Rulebook, item: &Item) -> f64 {
    let choices = item.key.choices();
    let Some(key) = choices.iter().find(|choice| choice.right) else { return UNKNOWN };
    let wrong: Vec<f64> =
        choices.iter().filter(|choice| !choice.right).map(|choice| near(book, item, key, choice)).collect();
    if wrong.is_empty() { UNKNOWN } else { wrong.iter().sum::<f64>() / wrong.len() as f64 }
}

fn near(book: &Rulebook, item: &Item, key: &Choice, wrong: &Choice) -> f64 {
    if let (Basis::Change { .. }, Some((a, _)), Some((b, _))) =
        (&item.basis, key.change_in(book), wrong.change_in(book))
    {
        // Two changes of one sign, or of two that are seen at the same time.
        return if a == b { 1.0 } else { f64::from(u8::from(book[a].phase == book[b].phase)) * 0.5 };
    }
    match (key.of_in(book), wrong.of_in(book)) {
        (Some(Named::Mistake(a)), Some(Named::Mistake(b))) => mistakes(book, a, b),
        (Some(Named::Exercise(a)), Some(Named::Exercise(b))) => exercises(book, a, b),
        (Some(Named::Muscle(a)), Some(Named::Muscle(b))) => {
            if book[a].group.is_some() && book[a].group == book[b].group { 1.0 } else { 0.0 }
        }
        _ => UNKNOWN,
    }
}

/// The share of signs that two mistakes have in common: signs of both among those of either (Jaccard).
fn mistakes(book: &Rulebook, a: MistakeIx, b: MistakeIx) -> f64 {
    let signs = |mistake: MistakeIx| {
        let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
        tests.map(|test| test.sign).collect::<std::collections::BTreeSet<_>>()
    };
    shared(&signs(a), &signs(b))
}

fn exercises(book: &Rulebook, a: ExerciseIx, b: ExerciseIx) -> f64 {
    let tags = |ix: ExerciseIx| book[ix].tags.iter().cloned().collect::<std::collections::BTreeSet<_>>();
    shared(&tags(a), &tags(b))
}

#[expect(clippy::cast_precision_loss, reason = "a mistake has a handful of signs")]
fn shared<T: Ord>(a: &std::collections::BTreeSet<T>, b: &std::collections::BTreeSet<T>) -> f64 {
    let either = a.union(b).count();
    if either == 0 { UNKNOWN } else { a.intersection(b).count() as f64 / either as f64 }
}
