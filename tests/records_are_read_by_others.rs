//! Records in other hands: somebody else's validator, minisign, and whoever may see no names.

use crate::common::exams::{Gym, first, said};
use crate::common::skips::not_installed;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;
use formcheck_exam::seal::Hash;
use serde_json::{Value, json};

/// Papers and records fit their schemas by somebody else's validator, and broken ones don't.
#[test]
fn papers_and_records_fit_their_schemas() {
    let gym = Gym::new();
    let stem = gym.record("short", "t-01");
    let anonymous = gym.issue("tiny", "t-02", &[]);
    gym.sit(&anonymous, |item| json!({"answer": first(item)}));
    gym.run(&["exam", "grade", &format!("{anonymous}.paper.json")]);
    let schema = |kind: &str| {
        let text = formcheck_exam::schema::text(kind).expect("a schema");
        jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema")
    };
    for (kind, places) in [
        ("paper", vec!["/paper/form", "/paper/items/0/ask", "/paper/candidate/reference", "/signature"]),
        (
            "record",
            vec![
                "/record/seed",
                "/record/items/1/item/task",
                "/record/cut",
                "/record/log/0",
                "/record/times/how",
            ],
        ),
    ] {
        let validator = schema(kind);
        for stem in [&stem, &anonymous] {
            let file: Value = serde_json::from_str(&gym.text(&format!("{stem}.{kind}.json"))).expect("JSON");
            let faults: Vec<String> = validator.iter_errors(&file).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{kind}: {faults:?}");
            for place in &places {
                let mut broken = file.clone();
                *broken.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = json!({"odd": 1});
                assert!(!validator.is_valid(&broken), "{place} of the {kind}");
            }
        }
    }
    // The blueprint's digest is that of its file, for whoever has only sha256sum.
    let record: Value = serde_json::from_str(&gym.text(&format!("{stem}.record.json"))).expect("JSON");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read(root.join("tests/packs/short-exams/quizzes/short.toml")).expect("a file");
    assert_eq!(record["record"]["exam"]["sha256"], json!(Hash::of(&file).hex()));
    let built_in = Gym::of_the_built_in_pack();
    let stem = built_in.issue("trainer-onboarding", "t-03", &[]);
    let paper: Value = serde_json::from_str(&built_in.text(&format!("{stem}.paper.json"))).expect("JSON");
    let file = std::fs::read(root.join("quizzes/trainer-onboarding.toml")).expect("a file");
    assert_eq!(paper["paper"]["exam"]["sha256"], json!(Hash::of(&file).hex()));
}

/// Debian's minisign, which has nothing to do with the program, verifies what the program signed.
#[test]
fn minisign_verifies_a_record() {
    let gym = Gym::new();
    let there = std::process::Command::new("minisign").arg("-v").output().is_ok();
    if !there {
        not_installed("minisign", "tests/clients/install.sh");
        return;
    }
    let stem = gym.record("tiny", "t-01");
    gym.ends(0, &["exam", "verify", &format!("{stem}.record.json"), "--signed-parts", "parts"]);
    let minisign = || {
        let key = gym.public_key();
        let mut command = std::process::Command::new("minisign");
        command.arg("-V").arg("-p").arg(&key).arg("-m").arg(gym.path("parts/record.json"));
        command.output().expect("it runs")
    };
    let output = minisign();
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("formcheck record 1"), "{}", said(&output));
    let text = gym.text("parts/record.json");
    std::fs::write(gym.path("parts/record.json"), text.replacen("t-01", "t-02", 1)).expect("written");
    assert!(!minisign().status.success());
}

#[test]
fn a_name_that_was_taken_out_changes_nothing() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let file = format!("{stem}.record.json");
    assert!(gym.text(&file).contains("Anna Berg"));
    gym.ends(0, &["exam", "redact", &file]);
    let redacted = gym.text(&file);
    assert!(!redacted.contains("Anna"), "{redacted}");
    let told = gym.ends(0, &["exam", "verify", &file]);
    assert!(told.contains("was taken out"), "{told}");
    gym.ends(2, &["exam", "redact", &file]);
    // Another name in its place is noticed.
    let record: Sealed<Record> = Sealed::read(redacted.as_bytes()).expect("a record");
    let salt = "0".repeat(32);
    let name = formcheck_exam::record::Name { name: "Somebody Else".to_owned(), salt };
    let renamed = Sealed { name: Some(name), ..record };
    std::fs::write(gym.path("renamed.json"), renamed.text()).expect("written");
    let told = gym.ends(1, &["exam", "verify", "renamed.json"]);
    assert!(told.contains("not the one that was sealed"), "{told}");
    // The ledger forgets too.
    assert!(gym.ends(0, &["exam", "roster"]).contains("Anna Berg"));
    gym.ends(0, &["exam", "redact", "--candidate", "t-01"]);
    let roster = gym.ends(0, &["exam", "roster"]);
    assert!(roster.contains("t-01") && !roster.contains("Anna"), "{roster}");
}
