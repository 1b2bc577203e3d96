//! An exam whose weights ask for what can't be drawn: class by class, then all together, as forms would be drawn.

use super::CheckedDraft;
use super::draws_too_many::is_faulty;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::quiz::generate::{Scope, Target, Workshop};
use crate::quiz::{
    FormJudges, Item, Plan, Quotas, Seed, asks_of_a_mistake, asks_of_an_exercise, can_be_seen, draw_form,
    may_have_to_be_told,
};
use crate::rulebook::{Drawn, ExamRules, GeneratedKind, Quiz, QuizIx, Rulebook, Section, Weighed};

/// How many forms are drawn for trial before the weights count as not to be met together.
const TRIES: u32 = 40;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    // What can be asked of a pack depends on all of it: with an exercise in pieces the count would mislead.
    if !draft.unsound.is_empty() {
        return;
    }
    for place in 0..draft.book.quizzes.len() {
        let quiz = &draft.book.quizzes[place];
        if let (Some(exam), false) = (&quiz.exam, is_faulty(quiz, out)) {
            let found = of_exam(draft.book, QuizIx::at(place), exam);
            out.extend(found);
        }
    }
}

fn of_exam(book: &Rulebook, ix: QuizIx, exam: &ExamRules) -> Vec<Diagnostic> {
    let quiz = &book[ix];
    let shop = Workshop::new(book, true);
    let quotas = Quotas::of(book, &quiz.sections, &exam.weights);
    let mut found = kinds(quiz, exam, &quotas);
    let targets = targets(quiz, &quotas, &shop);
    for (severity, asked) in &quotas.severities {
        let is_one = |target: &&Target| {
            let is_shown = may_have_to_be_told(target.kind);
            target.mistake.is_some_and(|mistake| is_shown && book[mistake].severity == *severity)
        };
        let mut there = targets.iter().filter(is_one).count();
        if !quotas.mistakes.is_empty() {
            // Each of them comes up so often at most.
            let own = quotas.mistakes.iter().filter(|(mistake, _)| book[*mistake].severity == *severity);
            there = there.min(own.map(|(_, (_, most))| most).sum());
        }
        let what = format!("in which a mistake of {} severity has to be told", severity.word());
        let place = place(&exam.weights.severities, *severity, exam.span);
        found.extend(too_few(*asked, there, &what, place));
    }
    for (exercise, asked) in &quotas.exercises {
        let is_one =
            |target: &&Target| asks_of_an_exercise(target.kind) && target.exercise == Some(*exercise);
        let there = targets.iter().filter(is_one).count();
        let what = format!("about `{}`", book[*exercise].id);
        let place = place(&exam.weights.exercises, *exercise, exam.span);
        found.extend(too_few(*asked, there, &what, place));
    }
    for weighed in exam.weights.mistakes.iter().filter(|weighed| weighed.weight > 0) {
        let is_one = |target: &&Target| asks_of_a_mistake(target.kind) && target.mistake == Some(weighed.of);
        let asked = quotas.mistakes.iter().find(|(one, _)| *one == weighed.of);
        let asked = asked.map_or(1, |(_, (least, _))| (*least).max(1));
        let what = format!("about `{}`", book[weighed.of].id);
        found.extend(too_few(asked, targets.iter().filter(is_one).count(), &what, weighed.span));
    }
    if found.is_empty() {
        found.extend(together(book, ix, exam, &shop));
    }
    found
}

/// Weights of kinds: a section has to have something left to draw, and a kind that is weighed a section that draws it.
fn kinds(quiz: &Quiz, exam: &ExamRules, quotas: &Quotas) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (section, each) in quiz.sections.iter().zip(&quotas.kinds) {
        let drawn: usize = each.iter().map(|(_, many)| many).sum();
        if matches!(section.from, Drawn::Generated { .. }) && drawn == 0 {
            let message = "each kind of this section has the weight 0, so nothing can be drawn";
            let help = "give one of them a weight in [exam.kinds], or take the section out";
            found.push(Diagnostic::new(Code::WeightsNotMet, section.span, message).help(help));
        }
    }
    for weighed in &exam.weights.kinds {
        if !quotas.kinds.iter().flatten().any(|(kind, _)| *kind == weighed.of) {
            let message = format!("no section draws `{}`, so it can have no weight", weighed.of.word());
            let help = "take it out, or add it to the `kinds` of a section";
            found.push(Diagnostic::new(Code::WeightsNotMet, weighed.span, message).help(help));
        }
    }
    found
}

/// What the sections of a quiz could ask about.
pub(super) fn targets(quiz: &Quiz, quotas: &Quotas, shop: &Workshop<'_>) -> Vec<Target> {
    let sections = quiz.sections.iter().zip(&quotas.kinds);
    sections
        .flat_map(|(section, each)| {
            let drawn = each.iter().filter(|(_, many)| *many > 0);
            drawn.flat_map(|(kind, _)| targets_of(section, *kind, shop))
        })
        .collect()
}

/// What a section could ask about in items of a kind.
pub(super) fn targets_of(section: &Section, kind: GeneratedKind, shop: &Workshop<'_>) -> Vec<Target> {
    match &section.from {
        Drawn::Generated { exercises, mistakes, packs, .. } => {
            shop.targets(kind, Scope { exercises, mistakes, packs })
        }
        Drawn::Written(_) => Vec::new(),
    }
}

fn too_few(asked: usize, there: usize, what: &str, place: Span) -> Option<Diagnostic> {
    if asked <= there {
        return None;
    }
    let are = if there == 1 { "is 1".to_owned() } else { format!("are {there}") };
    let message = format!("the weights ask for {asked} {what}, and there {are} to ask about");
    let help = "lower its weight, raise the others', or give the sections more to draw from";
    Some(Diagnostic::new(Code::WeightsNotMet, place, message).help(help))
}

/// Where a weight is written; the table as a whole for a class that is not named.
fn place<T: PartialEq + Copy>(weights: &[Weighed<T>], one: T, table: Span) -> Span {
    weights.iter().find(|weighed| weighed.of == one).map_or(table, |weighed| weighed.span)
}

/// Each weight can be met by itself: whether all can at once.
fn together(book: &Rulebook, ix: QuizIx, exam: &ExamRules, shop: &Workshop<'_>) -> Option<Diagnostic> {
    let plan = Plan::of_quiz(book, ix);
    let can_be = |item: &Item| can_be_seen(shop.book(), item);
    let judges = FormJudges { is_seen: &can_be, is_barred: &|_| false };
    let is_met = (1..=TRIES).any(|turn| draw_form(shop, &plan, Seed(0).turn(turn), judges).is_ok());
    if is_met {
        return None;
    }
    let and = if exam.must_pass.is_empty() { "" } else { " and must-pass groups" };
    let message = format!("no form met these weights{and} all at once, in {TRIES} tries");
    let help = "weigh fewer things, draw fewer items, or give the sections more to draw from";
    Some(Diagnostic::new(Code::WeightsNotMet, exam.span, message).help(help))
}
