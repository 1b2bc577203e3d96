//! packs/big-lifts, the second built-in pack: written with the first one's signs and with nothing but the coach's tools. It
//! has to pass every check that there is, as strictly as they go.

use std::collections::HashSet;
use std::path::Path;

use crate::common::program::Test;
use formcheck::app::disk;
use formcheck_core::lint::{lint, mutants};
use formcheck_core::quiz::{Plan, Seed, prove_item, sitting};
use formcheck_core::rulebook::source::{BuiltIn, PackSource};
use formcheck_core::rulebook::{Backing, Loaded, QuizIx, Rulebook, load};

const LIFTS: [&str; 5] = ["back-squat", "deadlift", "bench-press", "overhead-press", "romanian-deadlift"];

fn folder() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/big-lifts").to_string_lossy().into_owned()
}

fn pack() -> PackSource {
    disk::folder(Path::new(&folder())).unwrap_or_else(|none| panic!("{none}"))
}

fn loaded() -> Loaded {
    load(vec![BuiltIn::MidBack.source(), pack()])
}

fn book() -> Rulebook {
    loaded().rulebook().unwrap_or_else(|_| panic!("it loads"))
}

#[test]
fn it_is_clean_under_every_check_and_laid_out() {
    let report = lint(&loaded());
    // The first pack is checked by itself: beside another one its allowances may be idle.
    let first = BuiltIn::MidBack.source().files.len();
    let own =
        report.diagnostics.iter().filter(|one| one.span.is_none_or(|span| span.file.0 as usize >= first));
    let told: Vec<&str> = own.map(|found| found.message.as_str()).collect();
    assert!(told.is_empty(), "{told:#?}");
    for args in [&["lint", "--strict"][..], &["lint", "--mutants"], &["fmt", "--check"]] {
        Test::new(args).args(&[folder()]).ends(0);
    }
}

#[test]
fn each_small_change_would_be_noticed() {
    let mut loaded = loaded();
    let first = BuiltIn::MidBack.source().files.len();
    let score = mutants(&mut loaded, |span| span.file.0 as usize >= first, || ());
    assert!(score.changes >= 10, "{} changes", score.changes);
    assert_eq!(score.percent(), Some(100));
}

#[test]
fn each_lift_counts_six_mistakes_and_leans_on_the_signs_of_the_first_pack() {
    let book = book();
    let mut shared = HashSet::new();
    for id in LIFTS {
        let exercise = book.exercises.iter().find(|one| one.id.as_str() == id).expect("it is there");
        assert!(exercise.mistakes.len() >= 6, "{id}: {}", exercise.mistakes.len());
        let observed = exercise.signs.iter().map(|one| &book[one.sign]);
        shared.extend(observed.filter(|sign| sign.pack.place() == 0).map(|sign| sign.id.to_string()));
    }
    assert!(shared.len() >= 12, "{shared:?}");
}

#[test]
fn each_claim_has_a_source_or_says_that_it_is_an_assumption() {
    let book = book();
    let check = |id: &str, backing: &Backing| {
        assert!(!backing.sources.is_empty() || backing.assumption.is_some(), "{id}");
    };
    let own = |pack: formcheck_core::rulebook::PackIx| pack.place() == 1;
    book.mistakes.iter().filter(|one| own(one.pack)).for_each(|one| check(one.id.as_str(), &one.backing));
    book.exercises.iter().filter(|one| own(one.pack)).for_each(|one| check(one.id.as_str(), &one.backing));
    book.muscles.iter().filter(|one| own(one.pack)).for_each(|one| check(one.id.as_str(), &one.backing));
    assert!(book.sources.iter().filter(|one| own(one.pack)).all(|one| one.url.is_some()));
}

#[test]
fn its_quiz_is_proved_whatever_the_seed() {
    let book = book();
    let place = book.quizzes.iter().position(|quiz| quiz.pack.place() == 1).expect("it has a quiz");
    for seed in 0..40 {
        let plan = Plan::of_quiz(&book, QuizIx::at(place));
        let sitting = sitting(&book, plan, Seed(seed)).unwrap_or_else(|none| panic!("seed {seed}: {none}"));
        assert_eq!(sitting.items.len(), 13);
        for item in &sitting.items {
            prove_item(&book, item).unwrap_or_else(|fault| panic!("seed {seed}: {fault}"));
        }
    }
}

/// Without `uses` nothing of another pack may be named, muscles no less than signs.
#[test]
fn what_is_not_used_is_out_of_reach() {
    let mut own = pack();
    let file = own.files.iter_mut().find(|file| file.path == "rules/pack.toml").expect("a pack.toml");
    let text = file.text.as_deref().expect("text").replace("uses = [\"mid-back\"]", "");
    file.text = Ok(text.into());
    let loaded = load(vec![BuiltIn::MidBack.source(), own]);
    for id in ["lumbar-shape", "spinal-erectors"] {
        let told = format!("`{id}` is of the pack `mid-back`, which this pack doesn't use");
        assert!(loaded.diagnostics.iter().any(|found| found.message == told), "{id}");
    }
}
