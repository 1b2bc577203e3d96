//! Somebody who watches an exam and signs for it with a key of their own, and those who would like to have been there.

use crate::common::exams::{Gym, Talk, first, said};
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;
use formcheck_exam::seal::Hash;
use serde_json::{Value, json};

const SECRET: &str = "h-02/formcheck.key";
const PUBLIC: &str = "h-02/formcheck.pub";

fn with_a_witness() -> Gym {
    let gym = Gym::new();
    gym.ends(0, &["exam", "keygen", "--no-passphrase", "--out", "h-02"]);
    gym
}

fn record(gym: &Gym, stem: &str) -> Record {
    Sealed::<Record>::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record").what
}

/// A log whose lines were changed, with its chain made whole again.
fn chained(log: &str, paper: Hash, change: impl Fn(&mut Value)) -> String {
    let mut prev = paper.hex();
    let line = |line: &str| {
        let mut line: Value = serde_json::from_str(line).expect("JSON");
        change(&mut line);
        line["prev"] = json!(prev);
        prev = Hash::of(line.to_string().as_bytes()).hex();
        line.to_string()
    };
    log.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn a_witness_signs_the_opening_and_the_end() {
    let gym = with_a_witness();
    let stem = gym.issue("tiny", "t-01", &[]);
    let (paper, file) = (format!("{stem}.paper.json"), format!("{stem}.record.json"));
    gym.sit_with(&stem, &["--witness-key", SECRET], |item| json!({"answer": first(item)}));
    // No words have to be written down.
    let grade = ["exam", "grade", &paper, "--witness", "h-02", "--witness-key", PUBLIC];
    let output = gym.run(&grade);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let of = record(&gym, &stem);
    let signed = of.supervision.signed.as_ref().expect("signed");
    assert!(signed.is_whole() && signed.opening <= signed.end, "{signed:?}");
    assert!(of.supervision.says.contains("with a key of their own"), "{}", of.supervision.says);
    assert!(of.times.ended <= signed.end.expect("its end"), "what is signed is over");
    let told = gym.ends(0, &["exam", "verify", &file, "--witness-key", PUBLIC]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("own key signed that it was opened and that it was over"), "{told}");
    gym.ends(0, &["exam", "keygen", "--no-passphrase", "--out", "h-03"]);
    let told = gym.ends(1, &["exam", "verify", &file, "--witness-key", "h-03/formcheck.pub"]);
    assert!(told.contains("another key"), "{told}");
    // In a log in which an answer was changed the signatures hold no more, though its chain is whole.
    let text = gym.text(&paper);
    let bytes = Sealed::<formcheck_exam::paper::Paper>::read(text.as_bytes()).expect("a paper").bytes();
    let log = gym.text(&format!("{stem}.log"));
    let other = chained(&log, Hash::of(&bytes), |line| {
        if line["event"] == "answered" {
            line["certainty"] = json!(3);
        }
    });
    std::fs::write(gym.path("other.log"), other).expect("written");
    let told = gym.ends(2, &["exam", "grade", &paper, "--log", "other.log", "--out", "other.record.json"]);
    assert!(told.contains("the witness's signature does not hold"), "{told}");
}

#[test]
fn nobody_becomes_a_witness_afterwards() {
    let gym = with_a_witness();
    let stem = gym.issue("tiny", "t-01", &[]);
    let paper = format!("{stem}.paper.json");
    // Begun alone, and something was answered.
    let mut talk = Talk::start(&gym, &["exam", "sit", &paper, "--jsonl"]);
    let item = loop {
        let event = talk.next().expect("a question");
        if event["event"] == "prompt" {
            break event["item"].clone();
        }
    };
    talk.send(&json!({"answer": first(&item)}));
    talk.send(&json!({"quit": true}));
    while talk.next().is_some() {}
    talk.child.wait().expect("it ends");
    let told = gym.ends(2, &["exam", "sit", &paper, "--jsonl", "--witness-key", SECRET]);
    assert!(told.contains("a witness is there from the start"), "{told}");
    gym.sit(&stem, |item| json!({"answer": first(item)}));
    let told = gym.ends(2, &["exam", "sit", &paper, "--jsonl", "--witness-key", SECRET]);
    assert!(told.contains("nobody can become its witness now"), "{told}");
    let told = gym.ends(2, &["exam", "grade", &paper, "--witness", "h-02", "--witness-key", PUBLIC]);
    assert!(told.contains("no witness signed this log"), "{told}");
    assert!(gym.ends(2, &["exam", "grade", &paper, "--witness-key", PUBLIC]).contains("--witness"));
    // The examiner is no witness beside themselves.
    let own = gym.data().join("exams/formcheck.key").display().to_string();
    let stem = gym.issue("tiny", "t-02", &[]);
    gym.sit_with(&stem, &["--witness-key", &own], |item| json!({"answer": first(item)}));
    let public = gym.public_key().display().to_string();
    let paper = format!("{stem}.paper.json");
    let told = gym.ends(2, &["exam", "grade", &paper, "--witness", "h-02", "--witness-key", &public]);
    assert!(told.contains("this is the examiner's"), "{told}");
}
