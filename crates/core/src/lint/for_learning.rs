//! An exam that draws a kind of question which is for learning only: its options are phrases for what is seen, so that whoever
//! knows which words go together answers it without looking.

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::GeneratedKind;

/// The kinds that are for learning only.
const FOR_LEARNING: &[GeneratedKind] = &[GeneratedKind::WhatChanged];

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let exams = draft.book.quizzes.iter().filter(|quiz| quiz.exam.is_some());
    for &(kind, span) in exams.flat_map(|quiz| &quiz.sections).flat_map(|section| &section.kind_spans) {
        if FOR_LEARNING.contains(&kind) {
            let message = format!("`{}` is for learning: an exam that draws it tests reading", kind.word());
            out.push(
                Diagnostic::new(Code::ForLearning, span, message).help(
                    "draw `spot`, `spot-all`, `clean-or-not`, `pair` or `breakdown`, and ask them by eye",
                ),
            );
        }
    }
}
