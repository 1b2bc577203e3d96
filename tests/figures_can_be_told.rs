//! The figure shows what it is drawn for: which mistakes can be told from a clean rep, and from what they are asked against,
//! at which size of picture, is listed in `tests/figures/`. Read what changes in these lists.

use std::fmt::Write as _;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::common::snapshots::held;
use formcheck_core::figure::measure::{Detail, Gauge, Size};
use formcheck_core::figure::{Lifter, Motion};
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{Chance, Seed, Sight, near_misses, practice_item, skills, telling_reps};
use formcheck_core::rulebook::{ExerciseIx, GeneratedKind, MistakeIx, Named, Rulebook, load_built_in};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn book() -> Rulebook {
    load_built_in()
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
        let said = if telling_reps(book, exercise, counted.mistake).is_empty() {
            "felt, or of the whole set".to_owned()
        } else {
            sizes(sight.mistake(exercise, counted.mistake))
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

/// An exercise in which some mistakes are told at every size, some at larger ones only and some at none.
fn row(book: &Rulebook) -> ExerciseIx {
    let Some(Named::Exercise(row)) = book.find("yates-row") else { panic!("no row") };
    row
}

fn mistakes(book: &Rulebook, exercise: ExerciseIx) -> Vec<MistakeIx> {
    book[exercise].mistakes.iter().map(|counted| counted.mistake).collect()
}

#[test]
fn a_verdict_does_not_hang_on_what_was_asked_before() {
    let book = book();
    let row = row(&book);
    let all = mistakes(&book, row);
    let mut forth = Sight::new(&book);
    let told: Vec<Option<Detail>> = all.iter().map(|&one| forth.mistake(row, one)).collect();
    let mut back = Sight::new(&book);
    for (&one, told) in all.iter().zip(&told).rev() {
        assert_eq!(back.mistake(row, one), *told, "{}", book[one].id);
    }
    for &(a, b) in near_misses(&book, row).iter().step_by(5) {
        let alone = Sight::new(&book).mistakes(row, b, a);
        assert_eq!(forth.mistakes(row, a, b), alone, "{} and {}", book[a].id, book[b].id);
    }
}

#[test]
fn what_is_told_at_one_size_is_told_at_every_larger_one() {
    let book = book();
    let shop = Workshop::new(&book, false);
    let mut one = Sight::new(&book);
    let mut told = 0;
    for (place, about) in skills(&book).filter(|about| about.mistake().is_some()).enumerate().step_by(9) {
        let mut chance = Chance::from_seed(Seed(place as u64));
        let Some(item) = practice_item(&book, &shop, about, &[GeneratedKind::Spot], &[], &mut chance) else {
            continue;
        };
        let sizes: Vec<bool> = Size::ALL.iter().map(|size| one.can_be_told(&item, size.least())).collect();
        assert!(sizes.is_sorted(), "{}: {sizes:?}", item.skill);
        // The coarsest is asked another one, who has seen nothing.
        let coarsest = Sight::new(&book).coarsest(&item);
        let by_it: Vec<bool> = Size::ALL.iter().map(|size| coarsest >= Some(size.least())).collect();
        assert_eq!(sizes, by_it, "{}: {coarsest:?}", item.skill);
        if let Some(detail) = coarsest {
            assert!(one.can_be_told(&item, detail) && !one.can_be_told(&item, Detail(detail.0 + 1e-4)));
            told += 1;
        }
    }
    assert!(told > 8, "{told} are told");
}

#[test]
fn a_mirrored_lifter_and_other_clothes_change_nothing() {
    let book = book();
    let row = row(&book);
    let clean = Motion::clean(&book, row).expect("a figure");
    let gauge = |lifter: Lifter| Gauge::new(&[(lifter, clean.clone())], clean.viewpoints()[0].into());
    let plain = gauge(Lifter::MIDDLING);
    let other = gauge(Lifter { colors: (3, 0, 4), mirrored: true, ..Lifter::MIDDLING });
    for mistake in mistakes(&book, row) {
        for rep in telling_reps(&book, row, mistake) {
            let coarsest = |gauge: &Gauge| {
                let seen = gauge.seen(|lifter| Motion::by(&book, row, &rep, lifter.body)).expect("a figure");
                let clean = gauge.seen(|_| Some(clean.clone())).expect("a figure");
                gauge.coarsest(&seen, &clean, Detail::COARSEST)
            };
            assert_eq!(coarsest(&plain), coarsest(&other), "{}", book[mistake].id);
        }
    }
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
        GeneratedKind::First,
        GeneratedKind::Call,
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
        let clean = item.key.choices().iter().any(|choice| choice.right && choice.id.as_str() == "clean");
        assert!(clean || !telling_reps(&book, exercise, mistake).is_empty(), "{}", item.skill);
    }
    assert!(by_eye > 30 && in_words > 30, "{by_eye} by eye, {in_words} in words");
}
