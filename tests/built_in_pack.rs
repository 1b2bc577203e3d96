//! The built-in packs load without a fault and pass every check.

use std::path::Path;
use std::process::Command;

use crate::common::program::Test;
use crate::common::skips::passed_over;
use formcheck::app::{disk, packs};
use formcheck_core::diagnostic::human;
use formcheck_core::quiz::{Plan, Seed, sitting};
use formcheck_core::rulebook::source::{self, BuiltIn};
use formcheck_core::rulebook::{PackIx, QuizIx, load, load_built_in};

#[test]
fn the_built_in_packs_are_sound() {
    for packs in [&[BuiltIn::MidBack][..], &BuiltIn::ALL] {
        let loaded = load(BuiltIn::chosen(packs, BuiltIn::as_written));
        let report = formcheck_core::lint::lint(&loaded);
        assert!(report.diagnostics.is_empty(), "{}", human(&report.diagnostics, &loaded.sources, false, 100));
    }
}

#[test]
fn a_built_in_pack_is_called_what_it_says_and_uses_what_it_says() {
    for pack in BuiltIn::ALL {
        assert_eq!(packs::name(&pack.source()).as_deref(), Some(pack.name()));
        let uses: Vec<&str> = pack.uses().iter().map(|used| used.name()).collect();
        assert_eq!(packs::uses(&pack.source()), uses);
        assert_eq!(BuiltIn::find(pack.name()), Some(pack));
    }
}

/// One alone has the words of those that it uses, and neither their exercises nor their quizzes.
#[test]
fn each_built_in_pack_can_be_chosen() {
    for pack in BuiltIn::ALL {
        let book = load(BuiltIn::chosen(&[pack], BuiltIn::source)).rulebook().expect("it loads");
        assert!(!book.exercises.is_empty() && !book.quizzes.is_empty());
        let own = |of: PackIx| book[of].name == pack.name();
        assert!(book.exercises.iter().all(|exercise| own(exercise.pack)));
        assert!(book.quizzes.iter().all(|quiz| own(quiz.pack)));
    }
}

#[test]
fn what_the_build_script_read_is_what_is_written() {
    let built = load(source::built_in());
    let written = load(BuiltIn::ALL.map(BuiltIn::as_written).into());
    assert!(built.diagnostics.is_empty());
    let (built, mut written) = (built.draft, written.draft);
    assert_eq!(built.names, written.names);
    written.names = built.names.clone();
    assert_eq!(format!("{built:?}"), format!("{written:?}"), "down to every text and span");
}

#[test]
#[cfg(unix)]
fn the_digest_is_what_docs_format_says_and_the_same_from_disk_as_from_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let command = "find rules quizzes -name '*.toml' | LC_ALL=C sort | xargs sha256sum | sha256sum";
    assert!(include_str!("../docs/format.md").contains(command));
    let output = Command::new("sh").args(["-c", command]).current_dir(root).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stdout);
    let Some((digest, _)) = said.split_once(' ') else {
        passed_over("this machine has no sha256sum");
        return;
    };
    assert_eq!(BuiltIn::MidBack.source().sha256, digest);
    assert_eq!(disk::folder(root).expect("a pack").sha256, digest);
    let lifts = disk::folder(&root.join("packs/big-lifts")).expect("a pack");
    assert_eq!(BuiltIn::BigLifts.source().sha256, lifts.sha256);
}

fn lifts() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/big-lifts").to_string_lossy().into_owned()
}

fn exercises(args: &[&str]) -> Vec<String> {
    let listed = Test::new(&["list", "exercises", "--json"]).args(args).result();
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let ids = listed.as_array().expect("a list").iter().filter_map(|one| one["id"].as_str());
    ids.map(str::to_owned).collect()
}

/// Both are there if nobody says otherwise; one is chosen by its name.
#[test]
fn somebody_chooses_among_the_built_in_packs() {
    let (all, rows) = (exercises(&[]), exercises(&["--built-in", "mid-back"]));
    let big = exercises(&["--built-in", "big-lifts"]);
    assert_eq!((all.len(), rows.len(), big.len()), (14, 9, 5));
    assert_eq!([rows, big].concat(), all, "pack by pack");
    assert_eq!(exercises(&["--built-in", "big-lifts", "--built-in", "mid-back"]), all);
    Test::new(&["quiz", "--built-in", "big-lifts", "--seed", "1", "--jsonl"]).input("").ends(1);
    let unknown = Test::new(&["list", "--built-in", "big-lift"]).ends(2);
    assert!(unknown.contains("big-lifts"), "{unknown}");
    Test::new(&["list", "--built-in", "big-lifts", "--no-built-in"]).ends(2);
}

/// A pack that is there already counts once; another version of it takes its place, and that is said.
#[test]
fn a_built_in_pack_can_be_named_too() {
    assert_eq!(exercises(&["--pack", &lifts(), "--pack", &lifts()]).len(), 14);
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("lifts");
    crate::common::copy(Path::new(&lifts()), &own);
    std::fs::remove_file(own.join("quizzes/first-look-at-big-lifts.toml")).expect("it is there");
    let own = own.to_string_lossy().into_owned();
    let other = Test::new(&["list", "--pack", &own]).ends(0);
    assert!(other.contains("takes the place of the built-in pack `big-lifts`"), "{other}");
    assert!(!other.contains("first-look-at-big-lifts") && other.contains("back-squat"), "{other}");
    let quiet = Test::new(&["quiz", "back-squat", "--items", "1", "--pack", &own, "-q"]).input("").ends(1);
    assert!(!quiet.contains("takes the place"), "{quiet}");
}

/// What draws from all exercises means those of its own pack and of packs that this one uses.
#[test]
fn a_quiz_stays_within_its_pack() {
    let book = load_built_in();
    for quiz in (0..book.quizzes.len()).map(QuizIx::at) {
        let own = &book[book[quiz].pack].name;
        for seed in 0..4 {
            let sitting = sitting(&book, Plan::of_quiz(&book, quiz), Seed(seed)).expect("it can be drawn");
            let asked = sitting.items.iter().filter_map(|item| item.exercise_in(&book));
            for exercise in asked {
                assert_eq!(&book[book[exercise].pack].name, own, "{}", book[quiz].id);
            }
        }
    }
}
