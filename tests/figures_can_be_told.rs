//! The figure shows what it is drawn for: every mistake that can be seen lies a least distance from the clean rep and from
//! what it is asked against; what doesn't is listed in `tests/figures/`. Read what changes in
//! these lists.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::common::snapshots::held;
use formcheck::app::disk;
use formcheck_core::figure::Motion;
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{Chance, Seed, can_be_told_by_eye, practice_item, skills, telling_reps};
use formcheck_core::rulebook::{ExerciseIx, GeneratedKind, MistakeIx, Rulebook, load, mistake_phase, source};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn book() -> Rulebook {
    let big = disk::folder(&root().join("packs/big-lifts")).expect("a pack");
    load(vec![source::built_in(), big])
        .rulebook()
        .unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics))
}

/// The moving pictures of a mistake: one for each way in which an eye can see it.
fn pictures(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> Vec<Motion> {
    let reps = telling_reps(book, exercise, mistake);
    reps.iter().map(|rep| Motion::of(book, exercise, rep).expect("a figure")).collect()
}

fn counted(book: &Rulebook, exercise: ExerciseIx) -> Vec<MistakeIx> {
    book[exercise].mistakes.iter().map(|counted| counted.mistake).collect()
}

#[test]
fn every_exercise_is_drawn() {
    let book = book();
    assert_eq!(book.exercises.len(), 14);
    for exercise in book.exercise_ixs() {
        assert!(Motion::clean(&book, exercise).is_some(), "{}", book[exercise].id);
    }
}

#[test]
fn what_can_be_seen_differs_from_a_clean_rep() {
    let book = book();
    let mut list = String::from("# Mistakes that no picture shows: they are told in words.\n");
    let mut drawn = 0;
    for exercise in book.exercise_ixs() {
        let clean = Motion::clean(&book, exercise).expect("a figure");
        for mistake in counted(&book, exercise) {
            let pictures = pictures(&book, exercise, mistake);
            let why = match pictures.is_empty() {
                true => "felt, or of the whole set",
                false if pictures.iter().all(|picture| !picture.apart(&clean).can_be_seen()) => "not drawn",
                false => {
                    drawn += 1;
                    continue;
                }
            };
            writeln!(list, "{}/{}: {why}", book[exercise].id, book[mistake].id).expect("a text");
        }
    }
    assert!(drawn > 190, "only {drawn} are drawn");
    held(&root().join("tests/figures"), "not-seen", &list);
}

#[test]
fn what_is_asked_against_each_other_can_be_told_apart() {
    let book = book();
    let mut list = String::from(
        "# Mistakes near each other whose pictures an eye can't tell apart: never options of one item by eye.\n",
    );
    let mut told = 0;
    for exercise in book.exercise_ixs() {
        let here = &book[exercise];
        let all: Vec<(MistakeIx, Vec<Motion>)> =
            counted(&book, exercise).into_iter().map(|one| (one, pictures(&book, exercise, one))).collect();
        for (place, (a, of_a)) in all.iter().enumerate() {
            for (b, of_b) in &all[place + 1..] {
                let shares = |a: MistakeIx, b: MistakeIx| {
                    let signs = |one: MistakeIx| book[one].when.iter().flat_map(|clause| &clause.tests);
                    signs(a).any(|test| signs(b).any(|other| other.sign == test.sign))
                };
                let near = shares(*a, *b) || mistake_phase(&book, here, *a) == mistake_phase(&book, here, *b);
                if !near || of_a.is_empty() || of_b.is_empty() {
                    continue;
                }
                let seen = of_a.iter().all(|a| of_b.iter().all(|b| a.apart(b).can_be_seen()));
                if seen {
                    told += 1;
                } else {
                    writeln!(list, "{}: {} and {}", here.id, book[*a].id, book[*b].id).expect("a text");
                }
            }
        }
    }
    assert!(told > 300, "only {told} pairs are told apart");
    held(&root().join("tests/figures"), "alike", &list);
}

/// Items as the quiz makes them: by eye only what is drawn is asked, and nothing felt decides it.
#[test]
fn no_item_by_eye_hangs_on_what_no_eye_sees() {
    let book = book();
    let shop = Workshop::new(&book, false);
    let kinds = [
        GeneratedKind::Spot,
        GeneratedKind::SpotAll,
        GeneratedKind::CleanOrNot,
        GeneratedKind::WhatChanged,
        GeneratedKind::Fix,
    ];
    let (mut by_eye, mut in_words) = (0, 0);
    let mistakes = skills(&book).filter_map(|about| Some((about, about.exercise()?, about.mistake()?)));
    for (place, (about, exercise, mistake)) in mistakes.enumerate() {
        let mut chance = Chance::from_seed(Seed(place as u64));
        let kind = &kinds[place % kinds.len()..=place % kinds.len()];
        let Some(item) = practice_item(&book, &shop, about, kind, &[], &mut chance) else { continue };
        if !can_be_told_by_eye(&book, &item) {
            in_words += 1;
            continue;
        }
        by_eye += 1;
        assert_ne!(item.kind.word(), "fix");
        let clean = item.key.choices().iter().any(|choice| choice.right && choice.id.as_str() == "clean");
        assert!(clean || !telling_reps(&book, exercise, mistake).is_empty(), "{}", item.skill);
    }
    assert!(by_eye > 30 && in_words > 30, "{by_eye} by eye, {in_words} in words");
}
