//! A parameter that an exercise's figure sets and its base doesn't obey: nothing of it would be drawn.
//!
//! Only what the exercise's own file says: a sign's pose is made for many bases, and each takes what it knows.

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::pose::{EVERYWHERE, Parameter};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    for exercise in &draft.book.exercises {
        let Some(figure) = &exercise.figure else { continue };
        for &(parameter, span) in &figure.ignored {
            let (base, word) = (figure.base.word(), parameter.word());
            let message = format!("`{word}` changes nothing with base \"{base}\"");
            let words = |some: &[Parameter]| some.iter().map(|one| one.word()).collect::<Vec<_>>().join(", ");
            let help = format!(
                "leave it out, or set what this base obeys: {}; and {}",
                words(figure.base.own()),
                words(EVERYWHERE)
            );
            out.push(Diagnostic::new(Code::PoseIgnored, span, message).help(help));
        }
    }
}
