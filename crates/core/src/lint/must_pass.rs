//! A must-pass group that no form can meet: nothing belongs to it, or a form has not as many questions for it. Whether all of
//! an exam's groups and weights can be met at once is tried out with its weights.

use super::CheckedDraft;
use super::draws_too_many::is_faulty;
use crate::diagnostic::{Code, Diagnostic};
use crate::quiz::generate::{Scope, Target, Workshop};
use crate::quiz::{MustPass, Plan, QuestionKind, Quotas, has_to_be_told};
use crate::rulebook::{Drawn, ExamRules, GeneratedKind, MustPassRule, QuizIx, Rulebook, Section};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    // What can be asked of a pack depends on all of it: with an exercise in pieces the count would mislead.
    if !draft.unsound.is_empty() {
        return;
    }
    for place in 0..draft.book.quizzes.len() {
        let quiz = &draft.book.quizzes[place];
        if let (Some(exam), false) = (&quiz.exam, is_faulty(quiz, out)) {
            out.extend(of_exam(draft.book, QuizIx::at(place), exam));
        }
    }
}

fn of_exam(book: &Rulebook, ix: QuizIx, exam: &ExamRules) -> Vec<Diagnostic> {
    let plan = Plan::of_quiz(book, ix);
    let Some(spread) = &plan.spread else { return Vec::new() };
    let shop = Workshop::new(book, true);
    let quotas = Quotas::of(book, &plan.sections, &exam.weights);
    let groups = exam.must_pass.iter().zip(&spread.must_pass);
    groups
        .filter_map(|(rule, group)| {
            let of_sections = plan.sections.iter().zip(&quotas.kinds);
            let found = of_sections.map(|(section, kinds)| in_section(&shop, group, section, kinds));
            let (there, targets) = found.fold((0, 0), |sum, found| (sum.0 + found.0, sum.1 + found.1));
            let least = if group.is_about_mistakes() { 0 } else { there };
            said(rule, there, targets, least.max(of_severity(rule, &quotas)))
        })
        .collect()
}

/// What is wrong with a group: a form has at most so many questions for it, which are about so many things, and at least so
/// many are in it.
fn said(rule: &MustPassRule, there: usize, targets: usize, least: usize) -> Option<Diagnostic> {
    let (of, name) = (rule.of as usize, &rule.name);
    let (message, help) = match () {
        () if targets == 0 => (
            format!("no question belongs to \"{name}\""),
            "name what the sections ask about, or take the group out".to_owned(),
        ),
        () if of > there => (
            format!("\"{name}\" asks for {of} of a form's questions, and at most {there} can belong to it"),
            format!("write of = {there} or less, or let the sections draw more of it"),
        ),
        () if of > targets => (
            format!("\"{name}\" asks for {of} questions; there {}", is_or_are(targets)),
            format!("write of = {targets} or less, or let the group hold more"),
        ),
        () if of < least => (
            format!("\"{name}\" asks for {of} of a form's questions, and {least} belong to it"),
            format!("write of = {least}"),
        ),
        () => return None,
    };
    Some(Diagnostic::new(Code::MustPassNotMet, rule.span, message).help(help))
}

fn is_or_are(things: usize) -> String {
    if things == 1 {
        "is 1 thing to ask about".to_owned()
    } else {
        format!("are {things} things to ask about")
    }
}

/// How many items of a severity a form has whatever it draws; none for a group that says more than a severity.
fn of_severity(rule: &MustPassRule, quotas: &Quotas) -> usize {
    let alone = rule.mistakes.is_empty() && rule.section.is_none() && rule.kinds.is_empty();
    let severity = rule.severity.filter(|_| alone);
    severity.and_then(|severity| quotas.severity(severity)).unwrap_or_default()
}

/// How many items of a section can belong to a group at most, and about how many things.
fn in_section(
    shop: &Workshop<'_>,
    group: &MustPass,
    section: &Section,
    each: &[(GeneratedKind, usize)],
) -> (usize, usize) {
    let (mut there, mut targets) = (0, 0);
    match &section.from {
        Drawn::Written(questions) => {
            let is_own = |kind| !group.is_about_mistakes() && group.takes(kind, &section.title);
            let kinds = questions.iter().map(|&ix| shop.book()[ix].answer.kind());
            let own = kinds.filter(|&kind| is_own(QuestionKind::Written(kind))).count();
            there += own.min(section.draw as usize);
            targets += own;
        }
        Drawn::Generated { exercises, mistakes, packs, .. } => {
            let scope = Scope { exercises, mistakes, packs };
            for &(kind, many) in each {
                if many == 0 || !group.takes(QuestionKind::Generated(kind), &section.title) {
                    continue;
                }
                let is_own = |target: &Target| {
                    !group.is_about_mistakes()
                        || target.mistake.is_some_and(|mistake| group.is_of(shop.book(), mistake))
                };
                let asked = match kind {
                    _ if !group.is_about_mistakes() || has_to_be_told(kind) => many,
                    // Every other one is clean.
                    GeneratedKind::CleanOrNot => many.div_ceil(2),
                    _ => continue,
                };
                there += asked;
                targets += shop.targets(kind, scope).iter().filter(|target| is_own(target)).count();
            }
        }
    }
    (there, targets)
}
