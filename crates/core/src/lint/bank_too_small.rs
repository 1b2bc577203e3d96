//! An exam that draws so much from so little that one question comes up in more of a hundred forms than `exposure` allows:
//! what is drawn as often as not is somewhere above its mean. Exact where a target is one item; where it is many reps, these are
//! drawn for trial.

use std::collections::HashSet;

use super::CheckedDraft;
use super::draws_too_many::is_faulty;
use super::weights_not_met::{targets, targets_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::quiz::generate::{Target, Wish, Workshop};
use crate::quiz::{Asks, Chance, Quotas, Seed, may_have_to_be_told, prove_item};
use crate::rulebook::{Drawn, ExamRules, GeneratedKind, Quiz, Rulebook};

/// How many reps are drawn for trial of each thing that is asked about.
const TRIALS: u64 = 12;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    if !draft.unsound.is_empty() {
        return;
    }
    for quiz in &draft.book.quizzes {
        if let (Some(exam), false) = (&quiz.exam, is_faulty(quiz, out)) {
            let found = of_exam(draft.book, quiz, exam);
            out.extend(found);
        }
    }
}

fn of_exam(book: &Rulebook, quiz: &Quiz, exam: &ExamRules) -> Vec<Diagnostic> {
    let (Some(most), Some(place)) = (exam.exposure, exam.exposure_span) else { return Vec::new() };
    let shop = Workshop::new(book, true);
    let quotas = Quotas::of(book, &quiz.sections, &exam.weights);
    let mut found = Vec::new();
    let mut hold = |asked: usize, bank: ItemCount, what: String| {
        found.extend(too_often(asked, &bank, usize::from(most), &what, place));
    };
    for (section, each) in quiz.sections.iter().zip(&quotas.kinds) {
        if let Drawn::Written(questions) = &section.from {
            let settled = questions.iter().filter(|&&ix| book[ix].backing.is_settled()).count();
            hold(
                section.draw as usize,
                ItemCount::exactly(settled),
                format!("questions of \"{}\"", section.title),
            );
        }
        for &(kind, asked) in each.iter().filter(|(_, asked)| *asked > 0) {
            let bank = ItemCount::of(&shop, &targets_of(section, kind, &shop), asked, usize::from(most));
            hold(asked, bank, format!("`{}` in \"{}\"", kind.word(), section.title));
        }
    }
    let mut told = targets(quiz, &quotas, &shop);
    told.retain(|target| may_have_to_be_told(target.kind));
    for (severity, asked) in &quotas.severities {
        let is_of_it = |target: &&Target| target.mistake.is_some_and(|ix| book[ix].severity == *severity);
        let shown: Vec<Target> = told.iter().filter(is_of_it).copied().collect();
        let bank = ItemCount::of(&shop, &shown, *asked, usize::from(most));
        hold(*asked, bank, format!("reps with a mistake of {} severity", severity.word()));
    }
    found
}

/// How many items there are of something.
struct ItemCount {
    items: usize,
    /// Whether that is all of them; else they were drawn for trial.
    is_exact: bool,
}

impl ItemCount {
    fn exactly(items: usize) -> ItemCount {
        ItemCount { items, is_exact: true }
    }

    /// The items about these targets. Each has one at least, so where these are enough nothing is drawn.
    fn of(shop: &Workshop<'_>, targets: &[Target], asked: usize, most: usize) -> ItemCount {
        let shows_reps = |target: &Target| {
            may_have_to_be_told(target.kind)
                || matches!(
                    target.kind,
                    GeneratedKind::First
                        | GeneratedKind::Fix
                        | GeneratedKind::Why
                        | GeneratedKind::WhatChanged
                        | GeneratedKind::Look
                        | GeneratedKind::Pair
                        | GeneratedKind::Breakdown
                )
        };
        if !targets.iter().any(shows_reps) || is_enough(asked, targets.len(), most) {
            return ItemCount::exactly(targets.len());
        }
        let book = shop.book();
        let mut items: HashSet<Asks> = HashSet::new();
        for (target, seed) in targets.iter().flat_map(|target| (0..TRIALS).map(move |seed| (target, seed))) {
            let mut chance = Chance::from_seed(Seed(seed));
            let Some(draft) = shop.draft(*target, Wish::ANY, &mut chance) else { continue };
            let item = draft.finish(book, |_, _| 0, &mut chance);
            if prove_item(book, &item).is_ok() {
                items.insert(item.asks(book));
            }
        }
        ItemCount { items: items.len(), is_exact: false }
    }
}

fn is_enough(asked: usize, items: usize, most: usize) -> bool {
    asked * 100 <= most * items
}

fn too_often(asked: usize, bank: &ItemCount, most: usize, what: &str, place: Span) -> Option<Diagnostic> {
    // Nothing to draw from is another finding.
    if bank.items == 0 || is_enough(asked, bank.items, most) {
        return None;
    }
    let often = (asked * 100).div_ceil(bank.items).min(100);
    let counted = if bank.is_exact { "there are" } else { "a trial found" };
    let message = format!(
        "each form asks {asked} {what}, and {counted} {}: one comes up in {often} of a hundred forms on average",
        bank.items
    );
    let help = format!("let it draw less or from more, or write exposure = {often} or more");
    Some(Diagnostic::new(Code::BankTooSmall, place, message).help(help))
}
