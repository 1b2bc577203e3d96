//! What is defined and never used: signs, values, mistakes, muscles, sources.
//!
//! Only of packs without an error: what leans on a fault may be what would have used it.

use std::collections::HashSet;

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Backing, Cite, Domain, MistakeIx, MuscleIx, MuscleRef, SourceIx, Value};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    if draft.has_errors {
        return;
    }
    signs(draft, out);
    mistakes(draft, out);
    muscles(draft, out);
    sources(draft, out);
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
