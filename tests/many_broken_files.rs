//! Two hundred exercises, each with a fault of its own: one run finds every one of them, once, in its own file.

use std::collections::BTreeMap;

use formcheck_core::diagnostic::{Code, human};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::{load, source};

const FILES: usize = 200;

const PACK: &str = r#"format = 1
name = "many"
title = "Many rows"
version = "1.0.0"
licence = "CC-BY-4.0"
authors = ["A coach"]
lang = "en"
phases = ["setup", "pull"]
"#;

const SIGNS: &str = r#"[knees]
ask = "How are the knees set?"
phase = "setup"
usually = "soft"
[knees.values]
locked = "the knees are fully straight"
soft = "the knees are slightly bent"

[torso-angle]
ask = "How far is the torso above horizontal?"
phase = "pull"
usually = { to = 45 }
range = { from = 0, to = 90, unit = "degrees" }
say = "the torso sits about {value} degrees above horizontal"
"#;

const MISTAKES: &str = r#"[locked-knees]
name = "Locked knees"
severity = "low"
when = { knees = "locked" }
why = "The lower back takes what the legs should."
fix = "Soften the knees before you hinge."
cue = "Soft knees"
"#;

const ROW: &str = r#"name = "Row"
reps = { from = 6, to = 12 }
mistakes = ["locked-knees"]

[[step]]
do = "Hinge with soft knees"
phase = "setup"

[mistake.too-upright-NUMBER]
name = "Too upright"
severity = "medium"
when = { torso-angle = { over = 45 } }
why = "The pull turns into a shrug."
fix = "Hinge further forward."
cue = "Hinge more"

[[example]]
rep = { torso-angle = 46, knees = "locked" }
expect = ["locked-knees", "too-upright-NUMBER"]

# On the other side of the bound.
[[example]]
rep = { torso-angle = 45 }
expect = []
"#;

/// What is written instead of what, and what that is called.
const FAULTS: &[(&str, &str, Code)] = &[
    ("severity = ", "severty = ", Code::UnknownKey),
    ("\"locked-knees\"]\n\n", "\"locked-knee\"]\n\n", Code::UnknownId),
    ("cue = \"Hinge more\"\n", "", Code::MissingKey),
    ("\"medium\"", "\"bad\"", Code::BadValue),
    ("from = 6", "from = \"6\"", Code::WrongType),
    ("name = \"Too upright\"", "name = \"Too upright", Code::Syntax),
    ("mistakes = [\"locked-knees\"]", "mistakes = [\"locked-knees\"", Code::Syntax),
    ("[[example]]\nrep = { torso-angle = 46,", "[[example]\nrep = { torso-angle = 46,", Code::Syntax),
    ("{ over = 45 }", "{ over = 450 }", Code::UnknownValue),
    ("{ over = 45 }", "{ over = 50, under = 50 }", Code::NeverHolds),
    ("{ over = 45 }", "{ over = 40 }", Code::CleanRepFires),
    ("knees = \"locked\" }\nexpect", "knees = \"soft\" }\nexpect", Code::ExampleFails),
    ("phase = \"setup\"", "phase = \"start\"", Code::UnknownId),
    ("[\"locked-knees\"]\n\n", "[\"locked-knees\", \"locked-knees\"]\n\n", Code::ListedTwice),
    ("name = \"Row\"", "name = \"Row\"\nname = \"Rowing\"", Code::DuplicateKey),
];

/// The exercise of a number, and the code of the fault in it.
fn broken(number: usize) -> (String, String, Code) {
    let (find, put, code) = FAULTS[number % FAULTS.len()];
    assert_eq!(ROW.matches(find).count(), 1, "{find:?}");
    let text = ROW.replace(find, put).replace("NUMBER", &number.to_string());
    (format!("rules/exercises/row-{number:03}.toml"), text, code)
}

#[test]
fn two_hundred_broken_files_give_two_hundred_findings() {
    let exercises: Vec<(String, String, Code)> = (0..FILES).map(broken).collect();
    let rest =
        [("rules/pack.toml", PACK), ("rules/signs.toml", SIGNS), ("rules/mistakes/shared.toml", MISTAKES)];
    let files = exercises.iter().map(|(path, text, _)| (path.as_str(), text.as_str()));
    let loaded = load(vec![source::in_memory(files.chain(rest))]);
    let report = lint(&loaded);
    let shown = || human(&report.diagnostics, &loaded.sources, false, 100);
    let mut by_file: BTreeMap<&str, Vec<Code>> = BTreeMap::new();
    for found in &report.diagnostics {
        let span = found.span.expect("every fault has a place");
        by_file.entry(&loaded.sources.file(span.file).path).or_default().push(found.code);
    }
    for (path, _, code) in &exercises {
        assert_eq!(by_file.get(path.as_str()), Some(&vec![*code]), "{path}\n{}", shown());
    }
    assert_eq!(report.diagnostics.len(), FILES, "{}", shown());
}

/// Without their faults the same files are clean, so it was the faults that were found.
#[test]
fn the_same_files_without_their_faults_are_clean() {
    let exercises: Vec<(String, String)> =
        (0..FILES).map(|number| (broken(number).0, ROW.replace("NUMBER", &number.to_string()))).collect();
    let rest =
        [("rules/pack.toml", PACK), ("rules/signs.toml", SIGNS), ("rules/mistakes/shared.toml", MISTAKES)];
    let files = exercises.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let loaded = load(vec![source::in_memory(files.chain(rest))]);
    let report = lint(&loaded);
    assert!(report.diagnostics.is_empty(), "{}", human(&report.diagnostics, &loaded.sources, false, 100));
    assert_eq!(report.checked.exercises, FILES);
}
