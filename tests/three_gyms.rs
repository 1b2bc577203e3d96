//! A chain of three gyms over a season: trainers sit in each, two witnesses sign, an appeal is proved, a paper is withdrawn, a
//! badge is revoked, and the head office reports on all of them and hands results and questions to an LMS. What it hands over is
//! read by programs that aren't ours, where they are installed.
//!
//! `FORMCHECK_TESTS=thorough` plays it with thirty trainers.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use crate::common::cases;
use crate::common::clients::{file, node, python};
use crate::common::exams::{Gym, first, said};
use crate::common::packs::exam_book;
use crate::results_are_read_by_others::public_key;
use crate::twelve_trainers::{keys, right};
use formcheck_core::quiz::{Chance, Seed};
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;
use serde_json::{Value, json};

const GYMS: [&str; 3] = ["north", "south", "west"];
const URL: &str = "https://chain.example/status.jwt";

/// A trainer sits an exam; `knows` of a hundred answers are right. Gives the stem of the files.
fn sits(gym: &Gym, exam: &str, who: &str, knows: usize, witness: Option<&str>) -> String {
    let stem = gym.issue(exam, who, &[]);
    let paper: Value = serde_json::from_str(&gym.text(&format!("{stem}.paper.json"))).expect("JSON");
    let keys = keys_of(gym, &paper);
    let chance = RefCell::new(Chance::from_seed(Seed(knows as u64)));
    let secret = witness.map(|name| format!("{name}/formcheck.key"));
    let more: Vec<&str> = secret.iter().flat_map(|secret| ["--witness-key", secret]).collect();
    gym.sit_with(&stem, &more, |shown| {
        let item = &keys[shown["id"].as_str().expect("an id")];
        let is_known = chance.borrow_mut().below(100) < knows;
        json!({"answer": if is_known { right(item) } else { first(shown) }, "certainty": 2})
    });
    let (paper, public) = (format!("{stem}.paper.json"), witness.map(|name| format!("{name}/formcheck.pub")));
    let mut grade = vec!["exam", "grade", &paper];
    if let (Some(name), Some(public)) = (witness, &public) {
        grade.extend(["--witness", name, "--witness-key", public]);
    }
    let output = gym.run(&grade);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    stem
}

fn keys_of(gym: &Gym, paper: &Value) -> std::collections::HashMap<String, formcheck_core::quiz::Item> {
    keys(gym, exam_book(), paper["paper"]["form"].as_str().expect("a form"))
}

fn record(gym: &Gym, file: &str) -> Record {
    Sealed::<Record>::read(gym.text(file).as_bytes()).expect("a record").what
}

#[test]
fn a_season_of_a_chain() {
    let gyms: Vec<Gym> = GYMS.iter().map(|_| Gym::new()).collect();
    let office = Gym::new();
    for folder in ["keys", "records"] {
        fs::create_dir(office.path(folder)).expect("made");
    }
    for (name, gym) in GYMS.iter().zip(&gyms) {
        fs::copy(gym.public_key(), office.path(&format!("keys/{name}.pub"))).expect("copied");
        for witness in ["h-01", "h-02"] {
            gym.ends(0, &["exam", "keygen", "--no-passphrase", "--out", witness]);
        }
    }
    // A paper goes to somebody who is ill, and is taken back; the next one says so.
    let ill = gyms[0].issue("tiny", "t-001", &[]);
    gyms[0].ends(0, &["exam", "withdraw", &format!("{ill}.paper.json"), "--why", "ill"]);
    let trainers = cases(6, 30) as usize;
    let sat: Vec<(usize, String)> = (0..trainers)
        .map(|n| {
            let witness = [Some("h-01"), Some("h-02"), None][n / 3 % 3];
            let who = format!("t-{:03}", n + 1);
            (n % 3, sits(&gyms[n % 3], "tiny", &who, 40 + 60 * (n % 2), witness))
        })
        .collect();
    let first = record(&gyms[0], &format!("{}.record.json", sat[0].1));
    assert_eq!((first.attempt.number, first.attempt.withdrawn), (1, 1));
    let signed = sat.iter().filter(|(gym, stem)| {
        record(&gyms[*gym], &format!("{stem}.record.json")).supervision.signed.is_some()
    });
    assert!(signed.count() >= trainers / 2, "two witnesses signed");
    // One appeal: a question is taken out for whoever had it.
    let (at, stem) = &sat[0];
    let file = format!("{stem}.record.json");
    let told = gyms[*at].ends(0, &["exam", "strike", &file, "1", "--why", "two are right", "--among", "."]);
    let without = format!("{stem}.without-1.record.json");
    assert!(told.contains(&without), "{told}");
    // One badge is revoked. Who knows everything has passed.
    let (at, stem) = &sat[1];
    let file = format!("{stem}.record.json");
    gyms[*at].ends(0, &["export", "badge", &file, "--status", URL, "--out", "badge.jwt"]);
    gyms[*at].ends(0, &["exam", "revoke", &file, "--why", "somebody else sat"]);
    gyms[*at].ends(0, &["exam", "status-list", "--url", URL, "--out", "status.jwt"]);
    let told = gyms[*at].ends(1, &["exam", "verify", &file, "--status", "status.jwt"]);
    assert!(told.contains("has revoked it"), "{told}");
    // Another gym's badge counts.
    let (other, stem) = &sat[3];
    let good = format!("{stem}.record.json");
    gyms[*other].ends(0, &["export", "badge", &good, "--status", URL, "--out", "badge.jwt"]);
    gyms[*other].ends(0, &["exam", "status-list", "--url", URL, "--out", "status.jwt"]);
    assert_ne!(at, other);
    the_badges_are_looked_up(&gyms[*at], &gyms[*other]);
    // Each ledger has all of its records.
    for gym in &gyms {
        gym.ends(0, &["exam", "roster", "--against", "."]);
    }
    the_office(&office, &gyms, &sat, &without);
}

/// The head office has the records and the public keys, and nothing else.
fn the_office(office: &Gym, gyms: &[Gym], sat: &[(usize, String)], without: &str) {
    for (gym, stem) in sat {
        let file = format!("{stem}.record.json");
        fs::copy(gyms[*gym].path(&file), office.path(&format!("records/{file}"))).expect("copied");
    }
    fs::copy(gyms[sat[0].0].path(without), office.path(&format!("records/{without}"))).expect("copied");
    let report = ["report", "records", "--keys", "keys", "--csv"];
    let told = office.ends(0, &report);
    let rows: Vec<&str> = told.lines().skip(1).collect();
    assert_eq!(rows.len(), sat.len(), "one line a sitting, appeal or not: {told}");
    for name in GYMS {
        assert!(
            rows.iter().filter(|row| row.starts_with(&format!("{name},"))).count() >= 2,
            "{name}: {told}"
        );
    }
    // A record of a gym that nobody knows is foreign; it is not called forged.
    let stranger = Gym::new();
    let theirs = stranger.record("tiny", "t-900");
    fs::copy(stranger.path(&format!("{theirs}.record.json")), office.path("records/0.record.json"))
        .expect("copied");
    let output = office.run(&report);
    let (told, csv) = (said(&output), String::from_utf8_lossy(&output.stdout).into_owned());
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("foreign, which is not forged") && !told.contains("does not verify"), "{told}");
    assert_eq!(csv.lines().count() - 1, sat.len(), "{csv}");
    fs::remove_file(office.path("records/0.record.json")).expect("removed");
    // An edited copy that comes first, and says that it replaces the true one, displaces nothing.
    let (_, stem) = &sat[2];
    let file = format!("records/{stem}.record.json");
    let text = office.text(&file);
    let digest = Sealed::<Record>::read(text.as_bytes()).expect("a record").digest();
    let form = record(office, &file).form;
    let edited = text.replacen(
        &format!("    \"form\": \"{form}\",\n    \"seed\""),
        &format!("    \"form\": \"{form}\",\n    \"replaces\": \"{digest}\",\n    \"seed\""),
        1,
    );
    assert_ne!(edited, text);
    fs::write(office.path("records/0.record.json"), edited).expect("written");
    let output = office.run(&report);
    let csv = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said(&output).contains("0.record.json: it does not verify"), "{}", said(&output));
    let of_sitting: Vec<&str> = csv.lines().filter(|row| row.contains(",t-003,")).collect();
    assert!(of_sitting.iter().any(|row| row.contains(",yes,no")), "the true one counts: {csv}");
    // Without a key nobody can tell the two apart, and neither counts.
    let told = said(&office.run(&["report", &file, "records/0.record.json", "--csv"]));
    assert!(
        told.contains("only the examiner's key tells which counts") && !told.contains(",t-003,"),
        "{told}"
    );
    fs::remove_file(office.path("records/0.record.json")).expect("removed");
    the_lms(office, sat, without);
}

/// Whoever is shown a badge asks the list of its gym, with programs that aren't ours: the one counts no more, the other does.
fn the_badges_are_looked_up(revoked: &Gym, good: &Gym) {
    for (gym, is_revoked) in [(revoked, true), (good, false)] {
        let hex: String = base16ct::lower::encode_string(&public_key(gym));
        let key = file(&gym.path("."), "key.hex", &hex);
        let files = [gym.path("badge.jwt"), gym.path("status.jwt"), key];
        let Some(told) = python("jwt", "read_status.py", &files.each_ref().map(PathBuf::as_path)) else {
            return;
        };
        assert_eq!((&told["revoked"], &told["places"]), (&json!(is_revoked), &json!(131_072)), "{told}");
        assert_eq!(told["all_revoked"], json!(u8::from(is_revoked)), "{told}");
    }
}

/// An LMS takes in what came of the exams, and the questions to learn from: read by programs that aren't ours.
fn the_lms(office: &Gym, sat: &[(usize, String)], without: &str) {
    let mut records: Vec<String> =
        sat.iter().skip(1).map(|(_, stem)| format!("records/{stem}.record.json")).collect();
    records.push(format!("records/{without}"));
    let export = |format: &str, out: &str| {
        let files = records.iter().map(String::as_str);
        office
            .ends(0, &["export", format].into_iter().chain(files).chain(["--out", out]).collect::<Vec<_>>());
        office.path(out)
    };
    let path = export("xapi", "statements.json");
    let statements: Value = serde_json::from_str(&office.text("statements.json")).expect("JSON");
    let statements = statements.as_array().expect("a list");
    let ids: HashSet<&str> = statements.iter().map(|one| one["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), statements.len(), "imported again, nothing is there twice");
    for name in &records {
        let of = record(office, name);
        let word = if of.passed { "passed" } else { "failed" };
        let verb = format!("http://adlnet.gov/expapi/verbs/{word}");
        let who = of.candidate.reference.as_str();
        let theirs = statements.iter().filter(|one| one["actor"]["account"]["name"] == who);
        assert_eq!(theirs.filter(|one| one["verb"]["id"] == verb.as_str()).count(), 1, "{who} {word}");
    }
    if let Some(faults) = node("@learninglocker/xapi-validation", "check_xapi.cjs", &[&path]) {
        let faults = faults.as_array().expect("a list");
        assert_eq!(faults.len(), statements.len());
        assert!(faults.iter().all(|one| *one == json!([])), "{faults:?}");
    }
    // A row for each answer, in the table that a corporate LMS takes.
    let rows = csv::Reader::from_path(export("csv", "answers.csv")).expect("a table").records().count();
    assert_eq!(rows, records.iter().map(|name| record(office, name).items.len()).sum::<usize>());
    the_question_bank(office);
}

/// Sixty questions to learn from: of the choices, a reader that isn't ours has as many, each with a key that earns all.
fn the_question_bank(office: &Gym) {
    let bank = |format: &str, out: &str| {
        office.ends(0, &["export", format, "--items", "60", "--seed", "7", "--out", out]);
        office.path(out)
    };
    let (moodle, gift) = (bank("moodle-xml", "bank.xml"), bank("gift", "bank.gift"));
    let text = office.text("bank.xml");
    let tree = roxmltree::Document::parse(&text).expect("XML");
    let of_type = |word: &str| {
        let all = tree.root_element().children().filter(|node| node.has_tag_name("question"));
        all.filter(|node| node.attribute("type") == Some(word)).count()
    };
    let asked = tree.root_element().children().filter(|node| node.has_tag_name("question")).count();
    assert_eq!(asked - of_type("category"), 60);
    if let Some(read) = python("moodle_xml_parser", "read_moodle_xml.py", &[&moodle]) {
        let read = read.as_array().expect("a list");
        assert_eq!(read.len(), of_type("multichoice"));
        for one in read {
            let answers = one["options"].as_array().unwrap_or_else(|| panic!("no options in {one}"));
            let earns = answers
                .iter()
                .filter_map(|answer| answer["score_fraction"].as_f64())
                .filter(|part| *part > 0.0);
            assert!((earns.sum::<f64>() - 100.0).abs() < 0.1, "{one}");
        }
    }
    if let Some(read) = node("gift-pegjs", "read_gift.cjs", &[&gift]) {
        let read = read.as_array().expect("a list");
        let questions = read.iter().filter(|one| one["type"] != "Category").count();
        assert!((54..=60).contains(&questions), "what plain fields can't say is left out: {questions}");
    }
}
