//! The JSON Schemas: those checked in are those that the program makes, the built-in pack fits them by somebody else's
//! validator, and broken files don't.

use std::fs;
use std::path::PathBuf;

use crate::common::program::Test;
use formcheck::app::disk;
use formcheck_authoring::schema::{schema, text};
use formcheck_core::rulebook::files::FileKind;
use formcheck_exam::schema as exams;
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn value(text: &str) -> Value {
    let table: toml::Table = text.parse().unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    serde_json::to_value(table).expect("no date in a rule file")
}

fn fits(kind: FileKind, file: &Value) -> bool {
    jsonschema::validator_for(&schema(kind)).expect("a schema").is_valid(file)
}

#[test]
fn the_schemas_checked_in_are_those_of_the_program() {
    for kind in FileKind::ALL {
        let path = root().join("schemas/v1").join(format!("{}.json", kind.word()));
        if std::env::var_os("FORMCHECK_BLESS").is_some() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, text(*kind)).expect("a schema can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, text(*kind), "{}: FORMCHECK_BLESS=1 writes it anew", kind.word());
    }
    for kind in exams::KINDS {
        let path = root().join("schemas/v1").join(format!("{kind}.json"));
        let text = exams::text(kind).expect("a schema");
        if std::env::var_os("FORMCHECK_BLESS").is_some() {
            fs::write(&path, &text).expect("a schema can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, text, "{kind}: FORMCHECK_BLESS=1 writes it anew");
    }
}

fn described(schema: &Value, path: &str) {
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{key}");
        assert!(value["description"].as_str().is_some_and(|text| !text.is_empty()), "{path}");
        described(value, &path);
        described(&value["items"], &path);
        described(&value["additionalProperties"], &path);
    }
    described_all(&schema["additionalProperties"], path);
}

fn described_all(schema: &Value, path: &str) {
    if schema.is_object() {
        described(schema, path);
    }
}

#[test]
fn every_key_has_a_description() {
    for kind in FileKind::ALL {
        described(&schema(*kind), kind.word());
    }
}

#[test]
fn every_file_of_the_built_in_pack_fits() {
    let pack = disk::folder(&root()).expect("the built-in pack");
    assert!(pack.files.len() > 20);
    for file in &pack.files {
        let kind = FileKind::of(&file.path).expect("a file of a pack");
        let validator = jsonschema::validator_for(&schema(kind)).expect("a schema");
        let value = value(file.text.as_ref().expect("text"));
        let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", file.path);
    }
}

/// What is written instead of what in a file of the pack.
const BROKEN: &[(&str, &str, &str)] = &[
    ("rules/pack.toml", "format = 1", "format = 3"),
    ("rules/pack.toml", "licence = ", "license = "),
    ("rules/pack.toml", "lang = \"en\"\n", ""),
    ("rules/pack.toml", "name = \"", "name = 3 # \""),
    ("rules/signs.toml", "[torso-angle]", "[Torso_Angle]"),
    ("rules/signs.toml", "apart = 8", "apart = 0"),
    ("rules/signs.toml", "usually = \"none\"", "usually = []"),
    ("rules/signs.toml", "kind = \"context\"", "kind = \"contxt\""),
    ("rules/signs.toml", "ask = ", "asks = "),
    ("rules/mistakes/setup.toml", "severity = \"", "severity = \"very-"),
    ("rules/mistakes/setup.toml", "\nwhen = {", "\nwehn = {"),
    ("rules/mistakes/setup.toml", "cue = \"", "cue = \"one two three four five six seven "),
    ("rules/mistakes/setup.toml", "fix = \"", "fix = \" \" # \""),
    ("rules/exercises/bent-over-row.toml", "[[step]]\ndo = ", "[[step]]\nsay = "),
    ("rules/exercises/bent-over-row.toml", "{ over = 45 }", "{ above = 45 }"),
    ("rules/exercises/bent-over-row.toml", "{ over = 45 }", "{ over = \"45\" }"),
    ("rules/exercises/bent-over-row.toml", "{ over = 45 }", "{}"),
    ("rules/exercises/bent-over-row.toml", "tags = [", "tags = \"none\" # ["),
    ("rules/muscles.toml", "actions = [", "actions = [true, "),
    ("rules/sources.toml", "kind = \"article\"", "kind = \"blog\""),
    ("quizzes/know-your-mid-back.toml", "draw = 4", "draw = 0"),
    ("quizzes/know-your-mid-back.toml", "kind = \"choice\"", "kind = \"choise\""),
    ("quizzes/know-your-mid-back.toml", "right = ", "rigth = "),
];

#[test]
fn broken_files_do_not_fit() {
    assert!(BROKEN.len() >= 20);
    for (path, find, put) in BROKEN {
        let text = fs::read_to_string(root().join(path)).expect("a file of the built-in pack");
        assert!(text.contains(find), "{find:?} in {path}");
        let kind = FileKind::of(path).expect("a file of a pack");
        assert!(!fits(kind, &value(&text.replacen(find, put, 1))), "{put:?} in {path} fits");
    }
}

/// Every sound pack of the tests: what lint passes, an editor passes too.
#[test]
fn every_file_that_lint_passes_fits() {
    let tests = root().join("tests");
    let fixtures = fs::read_dir(tests.join("lint")).expect("tests/lint");
    let mut folders: Vec<PathBuf> =
        fixtures.map(|entry| entry.expect("an entry").path().join("good")).collect();
    folders.extend([tests.join("packs/two-rows"), tests.join("lint_corpus/base")]);
    let mut files = 0;
    for pack in folders.iter().filter_map(|folder| disk::folder(folder).ok()) {
        for file in &pack.files {
            let kind = FileKind::of(&file.path).expect("a file of a pack");
            let value = value(file.text.as_ref().expect("text"));
            let validator = jsonschema::validator_for(&schema(kind)).expect("a schema");
            let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", file.shown);
            files += 1;
        }
    }
    assert!(files > 100, "{files} files");
}

#[test]
fn the_program_writes_the_same_schemas() {
    let run = |args: &[&str]| Test::new(&["schema"]).args(args).run();
    let place = tempfile::tempdir().expect("a place");
    let folder = place.path().join("new");
    assert!(run(&["--out", folder.to_str().expect("UTF-8")]).status.success());
    for kind in FileKind::ALL {
        let printed = run(&[kind.word()]);
        assert_eq!(String::from_utf8_lossy(&printed.stdout), text(*kind));
        let kept = fs::read_to_string(folder.join(format!("{}.json", kind.word()))).expect("a schema");
        assert_eq!(kept, text(*kind));
    }
    for kind in exams::KINDS {
        let printed = run(&[kind]);
        assert_eq!(String::from_utf8_lossy(&printed.stdout), exams::text(kind).expect("a schema"));
        let kept = fs::read_to_string(folder.join(format!("{kind}.json"))).expect("a schema");
        assert_eq!(Some(kept), exams::text(kind));
    }
    let typo = run(&["excercise"]);
    assert_eq!(typo.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&typo.stderr).contains("did you mean `exercise`?"));
    assert_eq!(run(&[]).status.code(), Some(2));
}
