//! An examiner's ledger over the years: nothing vanishes from it unseen, it says how often a question was asked and what a
//! candidate is allowed, and what was revoked is told to those who hold a badge.

use crate::common::exams::{Gym, first, said};
use crate::results_are_read_by_others::passed;
use data_encoding::BASE64URL_NOPAD;
use formcheck_exam::ledger::{Ledger, Noted};
use serde_json::{Value, json};

const LEDGER: &str = "data/exams/ledger.jsonl";

fn write(gym: &Gym, text: &str) {
    std::fs::write(gym.path(LEDGER), text).expect("written");
}

fn write_lines(gym: &Gym, lines: &[&str]) {
    write(gym, &(lines.join("\n") + "\n"));
}

/// A line's event without the digest of those before it.
fn note(line: &str) -> Noted {
    let mut line: Value = serde_json::from_str(line).expect("JSON");
    line.as_object_mut().expect("an object").remove("prev");
    serde_json::from_value(line).expect("a note")
}

#[test]
fn a_try_cannot_vanish_from_the_ledger() {
    let gym = Gym::new();
    gym.record("tiny", "t-01");
    gym.record("tiny", "t-02");
    let whole = gym.text(LEDGER);
    let lines: Vec<&str> = whole.lines().collect();
    assert_eq!(lines.len(), 6, "issued, named and graded, twice");
    for at in 0..lines.len() - 1 {
        write_lines(&gym, &[&lines[..at], &lines[at + 1..]].concat());
        let told = gym.ends(1, &["exam", "roster"]);
        assert!(told.contains("does not follow from those before it"), "{at}: {told}");
        let told = gym.ends(2, &["exam", "issue", "tiny", "--candidate", "t-09", "--open-book"]);
        assert!(told.contains("put back a copy"), "{at}: {told}");
        assert!(!gym.path("t-09-tiny-1.paper.json").exists());
    }
    write(&gym, &whole);
    let against = ["exam", "roster", "--against", "."];
    assert!(gym.ends(0, &against).contains("2 records stand in the ledger"));
    // Cut off at its end it is whole in itself; who keeps the records sees it.
    write_lines(&gym, &lines[..3]);
    gym.ends(0, &["exam", "roster"]);
    let told = gym.ends(1, &against);
    assert!(told.contains("its paper is not in the ledger") && told.contains("1 record stands"), "{told}");
    // Written anew without the first candidate: the second one's paper was issued from another ledger.
    let mut anew = Ledger::default();
    let text = anew.add(&lines[3..].iter().copied().map(note).collect::<Vec<_>>());
    write(&gym, &text);
    gym.ends(0, &["exam", "roster"]);
    let told = gym.ends(1, &against);
    assert!(told.contains("lines before its paper were changed or taken out"), "{told}");
    // A name can be taken out, and nothing else is missed by that.
    write(&gym, &whole);
    gym.ends(0, &["exam", "redact", "--candidate", "t-01"]);
    assert!(gym.text(LEDGER).matches("Anna Berg").count() == 1);
    assert!(gym.ends(0, &against).contains("2 records stand"));
    // A ledger of an earlier formcheck is read, and from then on it is held together.
    let bare = |line: &&str| {
        let mut line: Value = serde_json::from_str(line).expect("JSON");
        line.as_object_mut().expect("an object").remove("prev");
        line.to_string()
    };
    let old = lines.iter().map(bare).collect::<Vec<_>>().join("\n");
    write_lines(&gym, &[&old]);
    gym.issue("tiny", "t-03", &[]);
    let mixed = gym.text(LEDGER);
    assert!(mixed.starts_with(&old) && mixed.len() > old.len());
    gym.ends(0, &["exam", "roster"]);
    write_lines(&gym, &mixed.lines().skip(1).collect::<Vec<_>>());
    gym.ends(1, &["exam", "roster"]);
}

#[test]
fn the_roster_says_how_often_a_question_was_seen() {
    let gym = Gym::new();
    for candidate in ["t-01", "t-02", "t-03"] {
        gym.issue("short", candidate, &[]);
    }
    let told = gym.run(&["exam", "roster", "--items", "--json"]);
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    let exam = &told["exams"][0];
    assert_eq!((&exam["exam"], &exam["forms"]), (&json!("short-exams/short"), &json!(3)));
    let often: Vec<u64> = exam["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["forms"].as_u64().expect("a number"))
        .collect();
    assert!(often.is_sorted_by(|a, b| a >= b), "{often:?}");
    assert_eq!(often.iter().sum::<u64>(), 30, "ten questions in each of three forms");
    // Two written questions are in each form.
    assert_eq!(often[..2], [3, 3]);
    assert!(gym.ends(0, &["exam", "roster"]).contains("seen in 3 forms; the one seen most in 3"));
    assert!(gym.ends(0, &["exam", "roster", "--items"]).contains("short: 3 forms"));
}

#[test]
fn what_a_candidate_is_allowed_is_remembered() {
    let gym = Gym::new();
    let allowed = |stem: &str| {
        let paper: Value = serde_json::from_str(&gym.text(&format!("{stem}.paper.json"))).expect("JSON");
        paper["paper"]["accommodations"].clone()
    };
    let issue = |more: &[&str]| {
        let stem = gym.issue("short", "t-01", more);
        gym.ends(0, &["exam", "withdraw", &format!("{stem}.paper.json"), "--why", "another day"]);
        stem
    };
    let stem = issue(&["--time-multiplier", "1.5", "--break-minutes", "7"]);
    assert_eq!(allowed(&stem), json!({"time": "1.5", "break_minutes": 7}));
    let stem = issue(&[]);
    assert_eq!(allowed(&stem), json!({"time": "1.5", "break_minutes": 7}));
    let stem = issue(&["--break-minutes", "0"]);
    assert_eq!(allowed(&stem), json!({"time": "1.5", "break_minutes": 0}));
    let told = gym.ends(0, &["exam", "issue", "tiny", "--candidate", "t-01"]);
    assert!(told.contains("as on their last paper"), "{told}");
    let told = gym.ends(0, &["exam", "issue", "tiny", "--candidate", "t-02"]);
    assert!(!told.contains("as on their last paper"), "{told}");
}

#[test]
fn a_badge_can_be_revoked() {
    const URL: &str = "https://gym.example/status.jwt";
    let gym = Gym::new();
    let (bad, good) = (passed(&gym, "tiny", "t-01"), passed(&gym, "tiny", "t-02"));
    let payload = |token: &str| -> Value {
        let part = token.split('.').nth(1).expect("three parts");
        serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).expect("base 64")).expect("JSON")
    };
    let badge = payload(&gym.ends(0, &["export", "badge", &good, "--status", URL]));
    let status = &badge["credentialStatus"];
    assert_eq!(status["type"], "BitstringStatusListEntry");
    assert_eq!((&status["statusListCredential"], &status["statusListIndex"]), (&json!(URL), &json!("3")));
    assert!(gym.ends(2, &["export", "badge", &good, "--status", "gym"]).contains("not an address"));
    let list = |file: &str| gym.ends(0, &["exam", "status-list", "--url", URL, "--out", file]);
    assert!(list("before.jwt").contains("0 badges are revoked"));
    assert!(
        gym.ends(0, &["exam", "verify", &bad, "--status", "before.jwt"]).contains("list does not name it")
    );
    let revoke = ["exam", "revoke", &bad, "--why", "sat by somebody else"];
    assert!(gym.ends(0, &revoke).contains("Revoked"));
    assert!(gym.ends(2, &revoke).contains("sat by somebody else"));
    assert!(list("after.jwt").contains("1 badge is revoked"));
    assert_eq!(payload(&gym.text("after.jwt"))["type"][1], "BitstringStatusListCredential");
    let told = gym.ends(1, &["exam", "verify", &bad, "--status", "after.jwt"]);
    assert!(told.contains("the examiner has revoked it"), "{told}");
    gym.ends(0, &["exam", "verify", &good, "--status", "after.jwt"]);
    assert!(gym.ends(2, &["export", "badge", &bad]).contains("was revoked on"));
    let roster = gym.ends(0, &["exam", "roster"]);
    assert!(roster.contains("sat by somebody else"), "{roster}");
    // A list of somebody else, or one that was changed, is none.
    let other = Gym::new();
    other.issue("tiny", "x", &[]);
    other.ends(0, &["exam", "status-list", "--url", URL, "--out", "theirs.jwt"]);
    std::fs::copy(other.path("theirs.jwt"), gym.path("theirs.jwt")).expect("copied");
    let told = gym.ends(1, &["exam", "verify", &good, "--status", "theirs.jwt"]);
    assert!(told.contains("not signed with the examiner's key"), "{told}");
    let told = other.run(&["exam", "revoke", &gym.path(&good).display().to_string(), "--why", "x"]);
    assert!(said(&told).contains("not yours to revoke"), "{}", said(&told));
    // Nobody else's record is sat here.
    gym.sit("t-01-tiny-1", |item| json!({"answer": first(item)}));
}
