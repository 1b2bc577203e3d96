//! A quiz that draws more than there is: each section on its own, then the quiz as a whole, as it would be sat.

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic, FindingSeverity};
use crate::quiz::{Plan, Seed, available, sitting};
use crate::rulebook::{Drawn, FeedbackAt, Quiz, QuizIx, Section};

/// How many sittings of each quiz are drawn for trial.
const TRIALS: u64 = 4;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    // What can be asked of a pack depends on all of it: with an exercise in pieces the count would mislead.
    if draft.unsound.is_empty() {
        for place in 0..draft.book.quizzes.len() {
            if !is_faulty(&draft.book.quizzes[place], out) {
                check_one(draft, QuizIx::at(place), out);
            }
        }
    }
}

/// Whether a quiz's file has an error: what it draws from may then be incomplete.
pub(super) fn is_faulty(quiz: &Quiz, found: &[Diagnostic]) -> bool {
    let mut errors = found.iter().filter(|found| found.severity == FindingSeverity::Error);
    errors.any(|found| found.span.is_some_and(|span| span.file == quiz.span.file))
}

fn check_one(draft: &CheckedDraft<'_>, ix: QuizIx, out: &mut Vec<Diagnostic>) {
    let (book, quiz) = (draft.book, &draft.book[ix]);
    let settled_only = quiz.feedback == FeedbackAt::End;
    let mut short = false;
    for section in &quiz.sections {
        let there = available(book, section, settled_only);
        if section.draw as usize > there {
            short = true;
            out.push(too_many(quiz, section, there));
        }
    }
    if short || quiz.sections.is_empty() {
        return;
    }
    // What weights ask for beyond that is looked at by a check of its own.
    let plan = Plan { spread: None, ..Plan::of_quiz(book, ix) };
    for seed in 0..TRIALS {
        if let Err(none) = sitting(book, plan.clone(), Seed(seed)) {
            let section = quiz.sections.iter().find(|section| section.title == none.section);
            let message = format!(
                "\"{}\" draws {}, and {} could be made beside the other sections without asking twice or giving an answer away",
                none.section, none.draws, none.made
            );
            let place = section.map_or(quiz.span, |section| section.span);
            out.push(
                Diagnostic::new(Code::DrawsTooMany, place, message)
                    .help(format!("draw at most {}, or give the section more to draw from", none.made)),
            );
            return;
        }
    }
}

fn too_many(quiz: &Quiz, section: &Section, there: usize) -> Diagnostic {
    let what = match (&section.from, there) {
        (Drawn::Written(_), 1) => "is 1 written question",
        (Drawn::Written(_), _) => "are {} written questions",
        (Drawn::Generated { .. }, 1) => "is 1 item that can be made",
        (Drawn::Generated { .. }, _) => "are {} items that can be made",
    };
    let what = what.replace("{}", &there.to_string());
    let but = match (&section.from, quiz.feedback) {
        (_, FeedbackAt::Each) => "",
        (Drawn::Written(_), FeedbackAt::End) => ", contested ones left aside",
        (Drawn::Generated { .. }, FeedbackAt::End) => ", contested mistakes left aside",
    };
    let message = format!("this section draws {}; there {what}{but}", section.draw);
    let help = if there == 0 {
        "give it something to draw from, or take the section out".to_owned()
    } else {
        format!("draw = {there} is the most there is for now; or give the section more to draw from")
    };
    Diagnostic::new(Code::DrawsTooMany, section.span, message).help(help)
}
