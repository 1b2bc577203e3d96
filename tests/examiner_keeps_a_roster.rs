//! An examiner over months: keys, tries, days of waiting, results that run out.

use std::collections::HashSet;

use crate::common::exams::{Gym, first, said};
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;
use serde_json::{Value, json};

fn record(gym: &Gym, stem: &str) -> Record {
    let text = gym.text(&format!("{stem}.record.json"));
    Sealed::<Record>::read(text.as_bytes()).expect("a record").what
}

#[test]
fn tries_waiting_days_and_the_roster() {
    let mut gym = Gym::new();
    let at = |gym: &mut Gym, day: &str| gym.now = Some(format!("2027-{day}T10:00"));
    at(&mut gym, "01-10");
    let wrong = |gym: &Gym, stem: &str| {
        gym.sit(stem, |item| match item["answer"].as_str() {
            Some("number") => json!({"answer": 3}),
            Some("text") => json!({"answer": "nothing"}),
            _ => json!({"answer": first(item)}),
        });
        gym.ends(1, &["exam", "grade", &format!("{stem}.paper.json")])
    };
    gym.ends(2, &["exam", "roster"]);
    let one = gym.issue("short", "t-01", &["--name", "Anna Berg"]);
    assert!(gym.ends(0, &["exam", "roster"]).contains("paper out since 2027-01-10"));
    let again = ["exam", "issue", "short", "--candidate", "t-01"];
    assert!(gym.ends(2, &again).contains("was not graded"));
    wrong(&gym, &one);
    assert!(gym.ends(2, &again).contains("may sit this exam again from 2027-01-13"));
    assert!(gym.ends(0, &["exam", "roster"]).contains("may sit again from 2027-01-13"));
    at(&mut gym, "01-13");
    let two = gym.issue("short", "t-01", &[]);
    assert_ne!(one, two);
    wrong(&gym, &two);
    let record_two = record(&gym, &two);
    assert_eq!(record_two.attempt.number, 2);
    let shared = {
        let first: HashSet<String> =
            record(&gym, &one).items.iter().map(|row| row.item.id.to_string()).collect();
        record_two.items.iter().filter(|row| first.contains(row.item.id.as_str())).count()
    };
    assert!(shared <= 5, "{shared} of 10 were asked before");
    at(&mut gym, "02-13");
    assert!(gym.ends(2, &again).contains("used every try"));
    assert!(gym.ends(0, &["exam", "roster"]).contains("no try left"));
    // Somebody who knows: the keys from a record of the same form can't help, so the rules do.
    let three = gym.issue("short", "t-02", &[]);
    let keys = keys(&gym, &three);
    gym.sit(&three, |item| json!({"answer": keys[item["id"].as_str().expect("an id")]}));
    let told = gym.ends(0, &["exam", "grade", &format!("{three}.paper.json")]);
    assert!(told.contains("9 of 9 (100.0 %)") && told.contains("reached"), "{told}");
    let of = record(&gym, &three);
    assert_eq!(of.counts_until.as_deref(), Some("2027-05-24"));
    let standing = |gym: &Gym| {
        let roster: Value = serde_json::from_str(&gym.ends(0, &["exam", "roster", "--json"])).expect("JSON");
        let rows = roster["roster"].as_array().expect("a list");
        let row = rows.iter().find(|row| row["candidate"] == "t-02").expect("a row");
        (row["standing"].as_str().expect("a word").to_owned(), row["due"].as_bool().expect("a flag"))
    };
    assert_eq!(standing(&gym), ("counts".to_owned(), false));
    at(&mut gym, "05-01");
    assert_eq!(standing(&gym), ("runs-out".to_owned(), true));
    assert!(gym.ends(0, &["exam", "roster", "--due"]).contains("t-02"));
    at(&mut gym, "05-25");
    assert_eq!(standing(&gym), ("ran-out".to_owned(), true));
    gym.issue("short", "t-02", &[]);
}

/// What is right, from the form that the ledger's seed draws.
fn keys(gym: &Gym, stem: &str) -> Value {
    use formcheck_core::quiz::{Key, Seed};
    let ledger = gym.text("data/exams/ledger.jsonl");
    let paper: Value = serde_json::from_str(&gym.text(&format!("{stem}.paper.json"))).expect("JSON");
    let notes = ledger.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let note =
        notes.filter(|note| note["event"] == "issued").find(|note| note["form"] == paper["paper"]["form"]);
    let seed = note.expect("a note")["seed"].as_str().expect("a seed").to_owned();
    let book = crate::common::packs::exam_book();
    let quiz = formcheck_exam::exam_named(book, "short").expect("an exam");
    let forms = formcheck_exam::Forms::new(book, quiz).expect("forms");
    let form = forms.form(Seed(u64::from_str_radix(&seed, 16).expect("a seed"))).expect("a form");
    let key = |task: &Key| match task {
        Key::One(choices) => json!(choices.iter().find(|choice| choice.right).expect("a key").id),
        Key::Many(choices) => {
            choices.iter().filter(|choice| choice.right).map(|choice| json!(choice.id)).collect()
        }
        Key::Order { key, .. } => json!(key),
        Key::Pairs { key, .. } => Value::Object(key.iter().map(|(a, b)| (a.to_string(), json!(b))).collect()),
        Key::Number { answer, .. } => json!(answer),
        Key::Text { accept, .. } => json!(accept[0]),
    };
    Value::Object(
        form.items.iter().map(|placed| (placed.item.id.to_string(), key(&placed.item.key))).collect(),
    )
}

#[test]
fn a_key_with_a_passphrase_needs_it() {
    let gym = Gym::new();
    let with = |phrase: &str, args: &[&str]| {
        let mut command = gym.command(args);
        command.env("FORMCHECK_PASSPHRASE", phrase).output().expect("the program runs")
    };
    let made = with("correct horse", &["exam", "keygen", "--out", "keys"]);
    assert!(made.status.success(), "{}", said(&made));
    let issue = ["exam", "issue", "tiny", "--candidate", "t-01", "--key", "keys/formcheck.key"];
    let wrong = with("battery staple", &issue);
    assert!(
        wrong.status.code() == Some(2) && said(&wrong).contains("not the passphrase"),
        "{}",
        said(&wrong)
    );
    let none = gym.run(&issue);
    assert!(none.status.code() == Some(2) && said(&none).contains("no terminal"), "{}", said(&none));
    let right = with("correct horse", &issue);
    assert!(right.status.success(), "{}", said(&right));
    gym.ends(2, &["exam", "sit", "t-01-tiny-1.paper.json", "--key", "data/exams/formcheck.pub", "--jsonl"]);
    gym.ends(2, &["exam", "keygen", "--no-passphrase"]);
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(gym.path("keys/formcheck.key")).expect("a key").permissions(),
    );
    assert_eq!(mode & 0o77, 0, "nobody else can read it");
}
