//! The figure shows what it is drawn for: which mistakes can be told from a clean rep, and from what they are asked against,
//! at which size of picture, is listed in `tests/figures/`. Read what changes in these lists.
//!
//! All exercises take a minute: without `FORMCHECK_TESTS=thorough` one of them is measured, another one each day.

use std::fmt::Write as _;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::common::snapshots::held;
use formcheck::app::disk;
use formcheck_core::figure::measure::{Detail, Gauge, Size};
use formcheck_core::figure::{Lifter, Motion};
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{Chance, Item, Seed, Sight, near_misses, practice_item, skills, telling_reps};
use formcheck_core::rulebook::{ExerciseIx, GeneratedKind, MistakeIx, Named, Rulebook, load, source};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn book() -> Rulebook {
    let big = disk::folder(&root().join("packs/big-lifts")).expect("a pack");
    load(vec![source::built_in(), big])
        .rulebook()
        .unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics))
}

/// The four sizes, told at or not.
fn sizes(detail: Option<Detail>) -> String {
    let told = |size: &Size| if detail >= Some(size.least()) { "yes" } else { "-" };
    Size::ALL.iter().map(told).collect::<Vec<_>>().join(" ")
}

/// What the lists say of an exercise.
fn lists(book: &Rulebook, exercise: ExerciseIx) -> (String, String) {
    let here = &book[exercise];
    let mut sight = Sight::new(book);
    let (mut clean, mut near) = (String::new(), String::new());
    for counted in &here.mistakes {
        let id = &book[counted.mistake].id;
        let said = match telling_reps(book, exercise, counted.mistake).is_empty() {
            true => "felt, or of the whole set".to_owned(),
            false => sizes(sight.mistake(exercise, counted.mistake)),
        };
        writeln!(clean, "{}/{id}: {said}", here.id).expect("a text");
    }
    let pairs = near_misses(book, exercise);
    let mut told = 0;
    for &(a, b) in &pairs {
        let said = sizes(sight.mistakes(exercise, a, b));
        if said.contains('-') {
            writeln!(near, "{}: {} and {}: {said}", here.id, book[a].id, book[b].id).expect("a text");
        } else {
            told += 1;
        }
    }
    writeln!(near, "{}: {told} of {} pairs are told at every size", here.id, pairs.len()).expect("a text");
    (clean, near)
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
fn what_an_eye_can_tell_at_which_size_is_listed() {
    let book = book();
    let all: Vec<ExerciseIx> = book.exercise_ixs().collect();
    let lists: Vec<(String, String)> = all.par_iter().map(|&exercise| lists(&book, exercise)).collect();
    let head = "60x24 without colour, 60x24, 100x34, 320x200 pixels";
    let mut clean = format!("# From a clean rep every mistake can be told at these sizes: {head}.\n");
    let mut near = format!(
        "# Mistakes near each other that can't be told apart at each of these sizes: {head}. They are never options of one \
         item by eye where they can't.\n"
    );
    for (of_clean, of_near) in lists {
        clean += &of_clean;
        near += &of_near;
    }
    held(&root().join("tests/figures"), "told-from-clean", &clean);
    held(&root().join("tests/figures"), "told-from-near", &near);
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
    let mut sight = Sight::new(&book);
    let (mut by_eye, mut in_words) = (0, 0);
    let mistakes = skills(&book).filter_map(|about| Some((about, about.exercise()?, about.mistake()?)));
    for (place, (about, exercise, mistake)) in mistakes.enumerate() {
        let mut chance = Chance::from_seed(Seed(place as u64));
        let kind = &kinds[place % kinds.len()..=place % kinds.len()];
        let Some(item) = practice_item(&book, &shop, about, kind, &[], &mut chance) else { continue };
        if !sight.can_be_told(&item, Size::Small.least()) {
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
