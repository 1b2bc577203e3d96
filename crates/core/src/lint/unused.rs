//! What is defined and never used: signs, values, mistakes, muscles, sources.
//!
//! Only of packs without an error: what leans on a fault may be what would have used it.

use std::collections::HashSet;

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{
    Backing, Cite, Domain, MistakeIx, MuscleIx, MuscleRef, Pair, SignIx, SourceIx, Test, Value, ValueSet,
};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    if draft.has_errors {
        return;
    }
    signs(draft, out);
    mistakes(draft, out);
    muscles(draft, out);
    sources(draft, out);
}

/// What anything names of each sign; none for a sign that nothing names.
pub(super) fn named_values(draft: &CheckedDraft<'_>) -> Vec<Option<ValueSet>> {
    let book = draft.book;
    let mut named: Vec<Option<ValueSet>> = vec![None; book.signs.len()];
    let mut name = |sign: SignIx, values: &ValueSet| {
        let all = &mut named[sign.place()];
        if all.as_ref().is_some_and(|all| all.holds(values)) {
            return;
        }
        *all = Some(all.as_ref().map_or_else(|| values.clone(), |all| all.union(values)));
    };
    let mut seen = HashSet::new();
    let pairs =
        book.exercises.iter().flat_map(|exercise| exercise.impossible.iter().chain(&exercise.unlikely));
    let pairs = pairs.filter(|pair| seen.insert(std::ptr::from_ref::<Pair>(pair.as_ref())));
    let whens = book.mistakes.iter().map(|mistake| &mistake.when).chain(pairs.map(|pair| &pair.when));
    for Test { sign, values, .. } in whens.flatten().flat_map(|clause| &clause.tests) {
        name(*sign, values);
    }
    for observed in book.exercises.iter().flat_map(|exercise| &exercise.signs) {
        name(observed.sign, &observed.good);
        name(observed.sign, &observed.tolerated);
    }
    named
}

fn signs(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    for (sign, named) in draft.book.signs.iter().zip(draft.named_values()) {
        let Some(named) = named else {
            let message = format!("nothing observes `{}`", sign.id);
            out.push(
                Diagnostic::new(Code::UnusedSign, sign.span, message)
                    .help("use it in a mistake's `when` or under [good], or take it out"),
            );
            continue;
        };
        let Domain::Named(values) = &sign.domain else { continue };
        for (place, value) in values.iter().enumerate() {
            if !named.contains(Value(i32::try_from(place).unwrap_or(i32::MAX))) {
                let message = format!("nothing names the value `{}` of `{}`", value.name, sign.id);
                let mut finding = Diagnostic::new(Code::UnusedValue, value.span, message);
                finding.help = Some(
                    "call it good or tolerated somewhere, write the mistake that it is, or take it out"
                        .into(),
                );
                out.push(finding);
            }
        }
    }
}

fn mistakes(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    for (place, mistake) in draft.book.mistakes.iter().enumerate() {
        if draft.counting(MistakeIx::at(place)).is_empty() {
            let message = format!("`{}` counts in no exercise", mistake.id);
            out.push(
                Diagnostic::new(Code::UnusedMistake, mistake.span, message)
                    .help("add it to `mistakes` of an exercise, or take it out"),
            );
        }
    }
}

fn muscles(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let book = draft.book;
    let trained: HashSet<MuscleIx> = book
        .exercises
        .iter()
        .flat_map(|exercise| exercise.primary.iter().chain(&exercise.secondary))
        .flat_map(|muscle| match muscle {
            MuscleRef::Muscle(muscle) => vec![*muscle],
            MuscleRef::Group(group) => book.group(group).collect(),
        })
        .collect();
    for (place, muscle) in book.muscles.iter().enumerate() {
        if !trained.contains(&MuscleIx::at(place)) {
            let message = format!("no exercise trains `{}`", muscle.id);
            out.push(
                Diagnostic::new(Code::UnusedMuscle, muscle.span, message)
                    .help("add it to `muscles` of the exercises that train it, or take it out"),
            );
        }
    }
}

fn sources(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let book = draft.book;
    let mut cited: HashSet<SourceIx> = HashSet::new();
    let mut cite = |cites: &[Cite]| cited.extend(cites.iter().map(|cite| cite.source));
    let of = |backing: &Backing| backing.sources.clone();
    book.mistakes.iter().for_each(|mistake| cite(&of(&mistake.backing)));
    book.muscles.iter().for_each(|muscle| cite(&of(&muscle.backing)));
    book.questions.iter().for_each(|question| cite(&of(&question.backing)));
    for exercise in &book.exercises {
        cite(&of(&exercise.backing));
        exercise
            .mistakes
            .iter()
            .filter_map(|counted| counted.own.as_ref())
            .for_each(|own| cite(&own.sources));
    }
    for (place, source) in book.sources.iter().enumerate() {
        if !cited.contains(&SourceIx::at(place)) {
            let message = format!("nothing cites `{}`", source.id);
            out.push(
                Diagnostic::new(Code::UnusedSource, source.span, message).help(format!(
                    "add sources = [\"{}\"] where it backs a claim, or take it out",
                    source.id
                )),
            );
        }
    }
}
