//! An exam that asks reps in words although they could be watched: the words name what is to be seen, so that whoever knows
//! which phrase goes with which mistake passes without ever having looked at a lifter.

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::quiz::{is_for_the_eye, may_have_to_be_told};
use crate::rulebook::{Drawn, Rulebook};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let book = &draft.book;
    for quiz in &book.quizzes {
        if quiz.exam.as_ref().is_none_or(|exam| exam.by_eye.is_some()) {
            continue;
        }
        for section in &quiz.sections {
            let Some(&(kind, span)) = section.kind_spans.iter().find(|(kind, _)| may_have_to_be_told(*kind))
            else {
                continue;
            };
            if !could_be_watched(book, &section.from) {
                continue;
            }
            let message = format!("`{}` is asked in words here: that tests reading", kind.word());
            out.push(
                Diagnostic::new(Code::RepsInWords, span, message)
                    .help("add by-eye = 60 to [exam]: at least so many of 100 questions are then watched"),
            );
            // One `by-eye` mends the whole exam.
            break;
        }
    }
}

/// Whether a mistake that a section draws from can be told by eye.
fn could_be_watched(book: &Rulebook, from: &Drawn) -> bool {
    let Drawn::Generated { exercises, mistakes, packs, .. } = from else { return false };
    let drawn = book.exercise_ixs().filter(|ix| match exercises.as_slice() {
        [] => packs.is_empty() || packs.contains(&book[*ix].pack),
        some => some.contains(ix),
    });
    let mut counted = drawn.flat_map(|ix| book[ix].mistakes.iter().map(move |counted| (ix, counted.mistake)));
    counted.any(|(ix, mistake)| {
        (mistakes.is_empty() || mistakes.contains(&mistake)) && is_for_the_eye(book, ix, mistake)
    })
}
