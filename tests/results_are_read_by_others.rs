//! Records of exams that were really sat, as statements and badges, read by programs that aren't ours.

use std::collections::{HashMap, HashSet};

use crate::common::clients::{file, node, python};
use crate::common::exams::{Gym, first, said};
use crate::common::packs::exam_book;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use formcheck_core::quiz::{Item, Key};
use formcheck_exam::ledger::Ledger;
use formcheck_exam::record::Record;
use formcheck_exam::seal::seed_from_hex;
use formcheck_exam::{Forms, Sealed, exam_named};
use serde_json::{Map, Value, json};

/// A record of somebody who knows every answer but one that is left out.
pub(crate) fn passed(gym: &Gym, exam: &str, candidate: &str) -> String {
    let stem = gym.issue(exam, candidate, &["--name", "Anna <b>Berg"]);
    let keys = keys_by_id(gym, exam);
    gym.sit(&stem, |item| json!({"answer": keys[item["id"].as_str().expect("an id")], "certainty": 3}));
    let graded = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
    assert_eq!(graded.status.code(), Some(0), "{}", said(&graded));
    format!("{stem}.record.json")
}

/// The right answer to each question of the paper that was issued last.
pub(crate) fn keys_by_id(gym: &Gym, exam: &str) -> HashMap<String, Value> {
    let book = exam_book();
    let ledger = Ledger::read(&gym.text("data/exams/ledger.jsonl")).expect("a ledger");
    let seed = ledger.issued().next_back().and_then(|note| seed_from_hex(&note.seed)).expect("a seed");
    let quiz = exam_named(book, exam).expect("an exam");
    let form = Forms::new(book, quiz).and_then(|forms| forms.form(seed)).expect("a form");
    form.items.iter().map(|placed| (placed.item.id.to_string(), key(&placed.item))).collect()
}

/// The right answer, as a reply.
fn key(item: &Item) -> Value {
    let right = |choices: &[formcheck_core::quiz::Choice]| -> Vec<Value> {
        choices.iter().filter(|choice| choice.right).map(|choice| json!(choice.id)).collect()
    };
    match &item.key {
        Key::One(choices) => right(choices)[0].clone(),
        Key::Many(choices) => json!(right(choices)),
        Key::Order { key, .. } => json!(key),
        Key::Pairs { key, .. } => {
            key.iter().map(|(a, b)| (a.to_string(), json!(b))).collect::<Map<_, _>>().into()
        }
        Key::Number { answer, .. } => json!(answer),
        Key::Text { accept, .. } => json!(accept[0]),
    }
}

fn record(gym: &Gym, name: &str) -> Sealed<Record> {
    Sealed::read(gym.text(name).as_bytes()).unwrap_or_else(|not| panic!("{}", not.what))
}

fn json_of(gym: &Gym, args: &[&str]) -> Value {
    serde_json::from_str(&gym.ends(0, args)).expect("JSON")
}

#[test]
fn statements_are_valid_and_say_what_the_record_says() {
    let gym = Gym::new();
    let good = passed(&gym, "short", "t-01");
    let bad = format!("{}.record.json", gym.record("short", "t-02"));
    let statements = json_of(&gym, &["export", "xapi", &good, &bad]);
    assert_eq!(statements, json_of(&gym, &["export", "xapi", &good, &bad]), "the same again");
    let statements = statements.as_array().expect("a list");
    let ids: HashSet<&str> = statements.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids.len(), statements.len());
    for (name, decision) in [(&good, "passed"), (&bad, "failed")] {
        assert_says(&record(&gym, name).what, statements, decision);
    }
    assert!(!Value::from(statements.clone()).to_string().contains("Berg"), "no name unless asked");
    let named = json_of(&gym, &["export", "xapi", &good, "--names", "--base", "https://gym.example/r"]);
    assert_eq!(named[0]["actor"]["name"], "Anna <b>Berg");
    assert_eq!(named[0]["actor"]["account"]["homePage"], "https://gym.example/r");
    let all = [statements.clone(), named.as_array().expect("a list").clone()].concat();
    let path = file(&gym.path("."), "statements.json", &Value::from(all.clone()).to_string());
    let Some(told) = node("@learninglocker/xapi-validation", "check_xapi.cjs", &[&path]) else { return };
    let told = told.as_array().expect("a list");
    assert_eq!(told.len(), all.len());
    for (warnings, statement) in told.iter().zip(&all) {
        assert_eq!(warnings, &json!([]), "{statement:#}");
    }
    // It does find fault where there is some.
    let mut broken = all[0].clone();
    broken["result"]["score"]["scaled"] = json!(7);
    broken["verb"]["id"] = json!("answered");
    let path = file(&gym.path("."), "broken.json", &json!([broken]).to_string());
    let told = node("@learninglocker/xapi-validation", "check_xapi.cjs", &[&path]).expect("it is installed");
    assert!(told[0].as_array().is_some_and(|warnings| warnings.len() >= 2), "{told}");
}

fn assert_says(record: &Record, statements: &[Value], decision: &str) {
    let of_record: Vec<&Value> = statements
        .iter()
        .filter(|one| one["actor"]["account"]["name"] == record.candidate.reference.as_str())
        .collect();
    let verb = |word: &str| format!("http://adlnet.gov/expapi/verbs/{word}");
    let with =
        |word: &str| of_record.iter().filter(|one| one["verb"]["id"] == verb(word)).collect::<Vec<_>>();
    let answered = with("answered");
    let rows: Vec<_> = record.items.iter().filter(|row| row.answer.is_some()).collect();
    assert_eq!(answered.len(), rows.len());
    for (row, one) in rows.iter().zip(answered) {
        assert_eq!(one["result"]["success"], row.right);
        assert_eq!(one["result"]["score"]["scaled"], row.marks);
        let definition = &one["object"]["definition"];
        let response = one["result"]["response"].as_str().expect("text");
        let patterns = definition["correctResponsesPattern"].as_array().expect("patterns");
        let is_key = patterns.iter().any(|pattern| pattern == response);
        match definition["interactionType"].as_str() {
            Some("choice" | "matching") => assert_eq!(is_key, row.right, "{one:#}"),
            // Each order that is right is written out.
            Some("sequencing") => assert_eq!(is_key, row.right, "{one:#}"),
            Some("numeric") => {
                let (low, high) =
                    patterns[0].as_str().and_then(|text| text.split_once("[:]")).expect("a range");
                let number = |text: &str| text.parse::<f64>().expect("a number");
                let within = (number(low)..=number(high)).contains(&number(response));
                assert_eq!(within, row.right);
            }
            Some("fill-in") => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(with("completed").len(), 1);
    let last = with(decision);
    assert_eq!(last.len(), 1, "{decision}");
    let scaled = last[0]["result"]["score"]["scaled"].as_f64().expect("a number");
    assert!((scaled * 100.0 - record.score.percent).abs() < 0.1);
    assert_eq!(last[0]["result"]["success"], record.passed);
}

/// The 32 bytes of the public key, in hexadecimal digits: the last ones of minisign's second line.
pub(crate) fn public_key(gym: &Gym) -> [u8; 32] {
    let text = std::fs::read_to_string(gym.public_key()).expect("a key");
    let bytes = BASE64.decode(text.lines().nth(1).expect("a line").as_bytes()).expect("base 64");
    bytes[10..].try_into().expect("32 bytes")
}

#[test]
fn a_badge_is_verified_by_others_until_a_byte_changes() {
    let gym = Gym::new();
    let name = passed(&gym, "short", "t-01");
    let badge = gym.ends(0, &["export", "badge", &name, "--issuer", "Iron Hall"]);
    assert_eq!(badge, gym.ends(0, &["export", "badge", &name, "--issuer", "Iron Hall"]), "the same again");
    let token = badge.trim();
    let record = record(&gym, &name).what;
    let parts: Vec<Vec<u8>> =
        token.split('.').map(|part| BASE64URL_NOPAD.decode(part.as_bytes()).expect("base 64")).collect();
    let payload: Value = serde_json::from_slice(&parts[1]).expect("JSON");
    assert_eq!(payload["credentialSubject"]["result"][0]["value"], record.score.percent.to_string());
    assert_eq!(payload["credentialSubject"]["identifier"][0]["identityHash"], "t-01");
    let text = payload.to_string().to_lowercase();
    assert!(text.contains("a record of assessed knowledge") && !text.contains("berg"));
    assert!(!text.contains("certif") && !text.contains("complian"), "{text}");

    let key = public_key(&gym);
    let folder = gym.path(".");
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64URL_NOPAD.encode(&key)});
    let jwk = file(&folder, "key.jwk", &jwk.to_string());
    // The badge, and it again with each of its letters changed.
    let mut tokens = vec![token.to_owned()];
    for (at, letter) in token.char_indices() {
        // The last letter of a signature holds two bits; these two letters differ there.
        let other = if letter == 'A' { 'Q' } else { 'A' };
        tokens.push(format!("{}{other}{}", &token[..at], &token[at + 1..]));
    }
    let tokens = file(&folder, "tokens.json", &json!(tokens).to_string());
    if let Some(told) = node("jose", "verify_badge.mjs", &[&tokens, &jwk]) {
        let told = told.as_array().expect("a list");
        assert_eq!(told[0]["payload"], payload);
        let accepted: Vec<usize> = (1..told.len()).filter(|&at| told[at]["error"].is_null()).collect();
        assert!(accepted.is_empty(), "changed at {accepted:?}, and verified");
        assert!(told.len() > 1_000);
    }
    let path = file(&folder, "badge.jwt", &badge);
    let hex: String = base16ct::lower::encode_string(&key);
    let key = file(&folder, "key.hex", &hex);
    if let Some(told) = python("openbadgeslib", "verify_badge.py", &[&path, &key]) {
        assert_eq!(told["payload"], payload);
        assert_eq!(told["issuer"]["name"], "Iron Hall");
        assert_eq!(told["achievement"], record.exam.title.as_str());
    }
}

#[test]
fn a_badge_is_made_of_a_passed_record_with_the_key_that_sealed_it_and_of_nothing_else() {
    let gym = Gym::new();
    let good = passed(&gym, "tiny", "t-01");
    let other = Gym::new();
    let key = other.data().join("exams/formcheck.key");
    let told = gym.ends(2, &["export", "badge", &good, "--key", key.to_str().expect("text")]);
    assert!(told.contains("another key") && !told.contains("eyJ"), "{told}");
    let changed = gym.text(&good).replacen("\"attempt\"", "\"attempts\"", 1);
    file(&gym.path("."), "changed.record.json", &changed);
    assert!(!gym.ends(2, &["export", "badge", "changed.record.json"]).contains("eyJ"));
    let stem = gym.issue("short", "t-09", &[]);
    gym.sit(&stem, |item| json!({"answer": first(item)}));
    gym.ends(1, &["exam", "grade", &format!("{stem}.paper.json")]);
    let told = gym.ends(1, &["export", "badge", &format!("{stem}.record.json")]);
    assert!(told.contains("was not passed") && !told.contains("eyJ"), "{told}");
    assert!(gym.ends(2, &["export", "badge", &good, &good]).contains("one record"));
    assert!(gym.ends(2, &["export", "badge"]).contains("made of exam records"));
    assert!(gym.ends(2, &["export", "xapi", &good, "--base", "not an IRI"]).contains("absolute IRI"));
}

#[test]
fn a_badge_with_a_name_has_it_only_if_asked() {
    let gym = Gym::new();
    let name = passed(&gym, "tiny", "t-01");
    let payload = |args: &[&str]| -> Value {
        let badge = gym.ends(0, args);
        let part = badge.split('.').nth(1).expect("three parts").to_owned();
        serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).expect("base 64")).expect("JSON")
    };
    let named = payload(&["export", "badge", &name, "--names"]);
    assert_eq!(named["credentialSubject"]["identifier"][1]["identityHash"], "Anna <b>Berg");
    let unnamed = payload(&["export", "badge", &name]);
    assert_eq!(unnamed["credentialSubject"]["identifier"].as_array().map(Vec::len), Some(1));
}

#[test]
fn records_are_tables_and_lists_too() {
    let gym = Gym::new();
    let one = passed(&gym, "short", "t-01");
    let stem = gym.issue("short", "t-02", &["--name", "=1+1"]);
    let typed =
        |item: &Value| if item["answer"] == "text" { json!("=HYPERLINK(\"x\")") } else { first(item) };
    gym.sit(&stem, |item| json!({"answer": typed(item)}));
    gym.ends(1, &["exam", "grade", &format!("{stem}.paper.json")]);
    let two = format!("{stem}.record.json");
    let table = gym.ends(0, &["export", "csv", &one, &two]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let header = rows.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|one| one == name).expect("a column");
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("a table");
    let records = [record(&gym, &one).what, record(&gym, &two).what];
    assert_eq!(rows.len(), records.iter().map(|record| record.items.len()).sum::<usize>());
    for (row, item) in rows.iter().zip(records.iter().flat_map(|record| &record.items)) {
        assert_eq!(&row[at("right")], item.right.to_string());
        assert_eq!(&row[at("item")], item.item.id.as_str());
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '@'])), "{row:?}");
    }
    assert!(table.contains("'=HYPERLINK"), "somebody typed a formula, and it is text");
    let list = json_of(&gym, &["export", "json", &one, &two]);
    assert_eq!(list["records"].as_array().map(Vec::len), Some(2));
    assert!(!list.to_string().contains("Berg"));
    // What is exported can be checked as before.
    let sealed = Sealed::<Record> { name: None, ..record(&gym, &one) };
    assert_eq!(list["records"][0]["record"], sealed.value);
    assert_eq!(list["records"][0]["signature"], sealed.signature);
}
