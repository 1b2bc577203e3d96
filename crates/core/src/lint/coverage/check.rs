//! What each mistake lacks, over all exercises in which it counts, with an example to add.

use std::collections::HashSet;

use super::needs::{Need, needs};
use super::suggest::{self, Suggested};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, Span};
use crate::lint::CheckedDraft;
use crate::rulebook::{Example, ExerciseIx, MistakeIx};

pub(in crate::lint) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let in_order: HashSet<ExerciseIx> = draft.in_order(out).into_iter().collect();
    for place in 0..draft.book.mistakes.len() {
        let mistake = MistakeIx::at(place);
        let counting: Vec<ExerciseIx> =
            draft.counting(mistake).iter().copied().filter(|ix| in_order.contains(ix)).collect();
        // With an exercise in pieces its examples are not all there: what they lack can't be told.
        if counting.len() == draft.counting(mistake).len() && !counting.is_empty() {
            of_mistake(draft, mistake, &counting, out);
        }
    }
}

fn of_mistake(
    draft: &CheckedDraft<'_>,
    mistake: MistakeIx,
    counting: &[ExerciseIx],
    out: &mut Vec<Diagnostic>,
) {
    let mut suggested: Vec<(ExerciseIx, Example)> = Vec::new();
    for need in needs(draft.book, &draft.book[mistake]) {
        let is_met = counting.iter().any(|&ix| {
            let exercise = &draft.book[ix];
            let added = suggested.iter().filter(|(other, _)| *other == ix).map(|(_, example)| example);
            exercise.examples.iter().chain(added).any(|example| need.is_met_by(draft.book, exercise, example))
        });
        if is_met {
            continue;
        }
        let mut can = counting.iter().map(|&ix| (ix, suggest::example(draft, ix, &need)));
        if let Some((ix, Some(example))) = can.find(|(_, example)| example.is_some()) {
            out.push(missing(draft, ix, &need, &example));
            suggested.push((ix, example.example));
        }
    }
}

fn missing(draft: &CheckedDraft<'_>, ix: ExerciseIx, need: &Need<'_>, suggested: &Suggested) -> Diagnostic {
    let exercise = &draft.book[ix];
    let source = draft.sources.file(exercise.span.file);
    let message = format!("no example {}", need.words(draft.book));
    let help = format!("if that is what you mean, add to {}:\n{}", source.path, suggested.text);
    let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
    let gap = if source.text.ends_with('\n') { "\n" } else { "\n\n" };
    let edit = Edit {
        span: Span { file: exercise.span.file, start: end, end },
        text: format!("{gap}{}\n", suggested.text),
    };
    let mut finding = Diagnostic::new(Code::MissingExample, need.span(), message).help(help);
    finding.fix = Some(Fix { safety: Safety::Unsafe, edits: vec![edit] });
    finding
}
