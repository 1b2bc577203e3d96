//! Records under attack: every byte flipped, lines cut, another form's log, answers and decisions edited, seals of
//! another key. Each time the program says so. A name that was taken out changes nothing.

use crate::common::copy;
use crate::common::exams::{Gym, first, said};
use crate::common::packs::{self, exam_book};
use formcheck_core::rulebook::load;
use formcheck_exam::paper::{Paper, Stamp};
use formcheck_exam::record::Record;
use formcheck_exam::seal::{Hash, Seals, UNTRUSTED_COMMENT, closing_code, signed_bytes};
use formcheck_exam::{Check, CheckResult, Exam, Sealed, verify};
use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKeyBox};
use rayon::prelude::*;
use serde_json::{Value, json};

fn key(gym: &Gym) -> PublicKey {
    let text = std::fs::read_to_string(gym.public_key()).expect("a key");
    PublicKeyBox::from_string(&text).and_then(PublicKeyBox::into_public_key).expect("a key")
}

fn secret(gym: &Gym) -> minisign::SecretKey {
    let text = std::fs::read_to_string(gym.data().join("exams/formcheck.key")).expect("a key");
    let boxed = SecretKeyBox::from_string(&text).expect("a key");
    boxed.into_unencrypted_secret_key().expect("no passphrase")
}

/// Whether a record's bytes still verify, up to the seal and the name: everything else is behind these.
fn is_sealed(bytes: &[u8], key: &PublicKey) -> bool {
    Sealed::<Record>::read(bytes)
        .is_ok_and(|record| record.check_seal(key).is_ok() && record.check_name().is_ok())
}

#[test]
fn no_byte_of_a_record_or_a_paper_can_be_changed() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let key = key(&gym);
    let record = gym.text(&format!("{stem}.record.json")).into_bytes();
    assert!(is_sealed(&record, &key));
    let paper = gym.text(&format!("{stem}.paper.json")).into_bytes();
    let is_paper = |bytes: &[u8]| {
        Sealed::<Paper>::read(bytes).is_ok_and(|one| one.check_seal(&key).is_ok() && one.check_name().is_ok())
    };
    assert!(is_paper(&paper));
    // One bit of every byte; and of every seventh the one that turns capitals into small letters.
    for (flip, step) in [(0x01, 1), (0x20, 7)] {
        let unseen = |whole: &[u8], is_sound: &(dyn Fn(&[u8]) -> bool + Sync)| -> Vec<usize> {
            let holds = |at: &usize| {
                let mut changed = whole.to_vec();
                changed[*at] ^= flip;
                is_sound(&changed)
            };
            (0..whole.len()).into_par_iter().step_by(step).filter(holds).collect()
        };
        let of_record = unseen(&record, &|bytes| is_sealed(bytes, &key));
        assert!(of_record.is_empty(), "{flip:#x} at {of_record:?} of the record");
        let of_paper = unseen(&paper, &is_paper);
        assert!(of_paper.is_empty(), "{flip:#x} at {of_paper:?} of the paper");
    }
    println!("{} and {} bytes, each of them changed", record.len(), paper.len());
    for end in (0..record.len()).step_by(97) {
        assert!(!is_sealed(&record[..end], &key), "cut at {end}");
    }
    // The program itself says so, and does not fall over.
    for at in (0..record.len()).step_by(record.len() / 12) {
        let mut changed = record.clone();
        changed[at] ^= 0x01;
        std::fs::write(gym.path("changed.json"), &changed).expect("written");
        gym.ends(1, &["exam", "verify", "changed.json"]);
    }
    std::fs::write(gym.path("changed.json"), &record[..record.len() / 2]).expect("written");
    gym.ends(1, &["exam", "verify", "changed.json"]);
    let whole = gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
    assert!(whole.contains("The record is verified."), "{whole}");
    assert!(whole.contains("Nobody watched") && whole.contains("does not prove who sat there"), "{whole}");
}

/// A signature with the examiner's key.
fn seal(gym: &Gym, bytes: &[u8], what: Seals) -> String {
    let signed =
        minisign::sign(None, &secret(gym), bytes, Some(what.trusted_comment()), Some(UNTRUSTED_COMMENT));
    signed.expect("signed").into_string()
}

/// A record that somebody with the examiner's key made from a changed one.
pub(crate) fn forged(gym: &Gym, record: &Sealed<Record>, change: impl FnOnce(&mut Value)) -> Sealed<Record> {
    let mut value = record.value.clone();
    change(&mut value);
    let signature = seal(gym, &signed_bytes(&value), Seals::Record);
    let text = serde_json::to_string_pretty(&json!({
        "record": value, "signature": signature,
    }));
    Sealed::read(format!("{}\n", text.expect("JSON")).as_bytes()).expect("a record in form")
}

/// Which checks fail.
fn failing(checks: &[Check]) -> Vec<&'static str> {
    checks
        .iter()
        .filter(|check| matches!(check.found, CheckResult::Fails(_)))
        .map(|check| check.word)
        .collect()
}

/// Something done to a record.
type Change<'a> = Box<dyn Fn(&mut Value) + 'a>;

/// Even whoever holds the key can't change what follows from something else.
#[test]
#[expect(clippy::too_many_lines, reason = "a row for each change")]
fn a_record_that_was_edited_and_sealed_again_does_not_verify() {
    let gym = Gym::new();
    let stem = gym.record("short", "t-01");
    let other = gym.record("short", "t-02");
    let (book, key) = (exam_book(), key(&gym));
    let read = |stem: &str| -> Sealed<Record> {
        Sealed::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record")
    };
    let (record, other) = (read(&stem), read(&other));
    assert!(verify(book, &key, &record).iter().all(Check::holds));
    let same = forged(&gym, &record, |_| {});
    assert!(verify(book, &key, &same).iter().all(Check::holds), "sealing it again changes nothing");
    let cases: Vec<(&str, &str, Change<'_>)> = vec![
        (
            "the decision",
            "result",
            Box::new(|of| of["passed"] = json!(!of["passed"].as_bool().expect("a flag"))),
        ),
        ("something more", "result", Box::new(|of| of["remark"] = json!("with distinction"))),
        (
            "something less",
            "result",
            Box::new(|of| drop(of["items"][0].as_object_mut().expect("one").remove("certainty"))),
        ),
        (
            "the marks",
            "result",
            Box::new(|of| of["score"]["marks"] = json!(of["score"]["marks"].as_f64().expect("marks") + 1.0)),
        ),
        ("what it is", "result", Box::new(|of| of["says"][0] = json!("This is a licence."))),
        ("that nobody watched", "result", Box::new(|of| of["supervision"]["says"] = json!("All was well."))),
        (
            "one item's marks",
            "result",
            Box::new(|of| {
                of["items"][0]["marks"] = json!(of["items"][0]["marks"].as_f64().expect("marks") + 0.25);
            }),
        ),
        (
            "an answer",
            "result",
            Box::new(|of| of["items"][0]["answer"] = json!({"one": "what-nobody-answered"})),
        ),
        ("a subscore", "result", Box::new(|of| of["subscores"][0]["n"] = json!(40))),
        (
            "the time used",
            "result",
            Box::new(|of| {
                of["times"]["used_ms"] = json!(of["times"]["used_ms"].as_u64().expect("a time") + 1);
            }),
        ),
        (
            "when it was graded",
            "times",
            // Ten minutes before it was issued.
            Box::new(|of| of["times"]["graded"] = json!(Stamp(record.what.times.issued.0 - 600_000))),
        ),
        (
            "a witness who did not sign",
            "result",
            Box::new(|of| of["supervision"]["key"] = json!(key.to_base64())),
        ),
        (
            "a trial item",
            "result",
            Box::new(|of| {
                let items = of["items"].as_array_mut().expect("items");
                let trial = items.iter().position(|one| one["is_trial"] == true).expect("one is tried out");
                items[trial]["is_trial"] = json!(false);
                items[(trial + 1) % 8]["is_trial"] = json!(true);
            }),
        ),
        (
            "the key of an item",
            "items",
            Box::new(|of| {
                let items = of["items"].as_array_mut().expect("items");
                let names =
                    |one: &&mut Value| one["item"]["ask"].as_str().is_some_and(|ask| ask.contains("mistake"));
                let one = items.iter_mut().find(names).expect("a mistake is asked for");
                let ask = one["item"]["ask"].as_str().expect("text").replace("mistake", "error");
                one["item"]["ask"] = json!(ask);
            }),
        ),
        (
            "the groups of a question of order",
            "form",
            Box::new(|of| {
                let items = of["items"].as_array_mut().expect("items");
                let order = items.iter_mut().find(|one| one["item"]["task"]["order"].is_object());
                order.expect("steps are asked")["item"]["task"]["order"]["groups"] = json!([0]);
            }),
        ),
        ("an item", "form", Box::new(|of| of["items"].as_array_mut().expect("items").swap(0, 1))),
        ("the seed", "commitment", Box::new(|of| of["seed"] = json!("0000000000000001"))),
        ("the nonce", "commitment", Box::new(|of| of["nonce"] = json!("0".repeat(64)))),
        ("the candidate", "paper", Box::new(|of| of["candidate"]["reference"] = json!("t-09"))),
        ("the time allowed", "paper", Box::new(|of| of["accommodations"]["time"] = json!("none"))),
        ("the paper", "paper", Box::new(|of| of["paper"]["pass"] = json!(10))),
        (
            "the closing code",
            "closing-code",
            Box::new(|of| of["closing_code"] = json!("abandon ".repeat(8).trim())),
        ),
        (
            "a line of the log",
            "log",
            Box::new(|of| {
                let line = of["log"][3].as_str().expect("a line").replace("\"event\"", "\"event\" ");
                of["log"][3] = json!(line);
            }),
        ),
        ("a line less", "log", Box::new(|of| drop(of["log"].as_array_mut().expect("lines").remove(2)))),
        ("the log's end", "log", Box::new(|of| drop(of["log"].as_array_mut().expect("lines").pop()))),
        ("another log", "log", Box::new(|of| of["log"] = other.value["log"].clone())),
        ("another form's items", "form", Box::new(|of| of["items"] = other.value["items"].clone())),
    ];
    for (what, word, change) in cases {
        let forged = forged(&gym, &record, |value| change(value));
        let checks = verify(book, &key, &forged);
        let failing = failing(&checks);
        assert!(failing.contains(&word), "{what}: {failing:?} and not {word}");
        assert!(checks[0].holds(), "{what}: the seal is sound, the rest is not");
    }
    // A seal of another key, and one that was made for a paper.
    let stranger = KeyPair::generate_unencrypted_keypair().expect("keys");
    assert_eq!(failing(&verify(book, &stranger.pk, &record))[..2], ["seal", "paper"]);
    let mut papers = record.clone();
    papers.signature = seal(&gym, &record.bytes(), Seals::Paper);
    assert_eq!(failing(&verify(book, &key, &papers)), ["seal"]);
    // Without the pack nothing is claimed.
    let alone =
        load(vec![packs::exams().swap_remove(0)]).rulebook().unwrap_or_else(|_| panic!("a sound pack"));
    let checks = verify(&alone, &key, &record);
    assert!(!checks.iter().all(Check::holds) && failing(&checks).is_empty(), "{checks:?}");
}

#[test]
fn a_log_that_was_changed_is_not_graded() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &[]);
    let other = gym.issue("short", "t-02", &[]);
    let closed = gym.sit(&stem, |item| json!({"answer": first(item)}));
    gym.sit(&other, |item| json!({"answer": first(item)}));
    let code = closed.last().expect("it ended")["closing_code"].as_str().expect("words").to_owned();
    let paper = format!("{stem}.paper.json");
    let log = gym.text(&format!("{stem}.log"));
    let lines: Vec<&str> = log.lines().collect();
    let grade = |text: &str, more: &[&str]| {
        std::fs::write(gym.path("changed.log"), text).expect("written");
        let args = [&["exam", "grade", &paper, "--log", "changed.log", "--out", "changed.record.json"], more];
        gym.run(&args.concat())
    };
    let without = |at: usize| {
        let kept: Vec<&str> =
            lines.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, line)| *line).collect();
        format!("{}\n", kept.join("\n"))
    };
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    let earlier = log.replacen("\"t\":", "\"t\":0", 3);
    for (what, text) in [
        ("a line taken out", without(4)),
        ("the first line taken out", without(0)),
        ("two lines the other way round", format!("{}\n", swapped.join("\n"))),
        ("another form's log", gym.text(&format!("{other}.log"))),
        ("a byte changed", log.replacen("shown", "shwon", 1)),
        ("a clock changed", earlier),
        ("nothing", String::new()),
        ("no log", "hello\n".to_owned()),
    ] {
        let output = grade(&text, &[]);
        assert_eq!(output.status.code(), Some(2), "{what}: {}", said(&output));
        assert!(said(&output).contains("try:"), "{what}: {}", said(&output));
    }
    // Without its end it is a log that goes on, and the witness's code is not its own.
    let cut = without(lines.len() - 1);
    let output = grade(&cut, &[]);
    assert!(
        output.status.code() == Some(2) && said(&output).contains("was not handed in"),
        "{}",
        said(&output)
    );
    let output = grade(&cut, &["--left-open", "--witness", "h-02", "--code", &code]);
    assert!(said(&output).contains("not that of this log"), "{}", said(&output));
    // Rewritten from its beginning, as nobody can hinder who sits alone: the chain is whole and the code another one.
    let sealed: Sealed<Paper> = Sealed::read(gym.text(&paper).as_bytes()).expect("a paper");
    let rewritten = rewrite(&sealed, &lines);
    assert_ne!(rewritten, log);
    let output = grade(&rewritten, &["--witness", "h-02", "--code", &code]);
    assert!(said(&output).contains("not that of this log"), "{}", said(&output));
    // A paper with more time is none that was sealed.
    let mut easier = sealed.clone();
    easier.value["limit_s"] = json!(999_999);
    std::fs::write(gym.path("easier.paper.json"), easier.text()).expect("written");
    gym.sit("easier", |item| json!({"answer": first(item)}));
    let output = gym.run(&["exam", "grade", "easier.paper.json"]);
    assert!(said(&output).contains("seal does not hold"), "{}", said(&output));
    // The true one is graded.
    let output = grade(&log, &["--witness", "h-02", "--code", &code]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    gym.ends(0, &["exam", "verify", "changed.record.json"]);
}

/// The same log with another first answer, chained anew.
fn rewrite(paper: &Sealed<Paper>, lines: &[&str]) -> String {
    let mut is_changed = false;
    let log = chained(paper, lines, |entry| {
        if entry["event"] != "answered" || is_changed {
            return;
        }
        let item = usize::try_from(entry["item"].as_u64().expect("a number")).expect("small");
        let option = &paper.what.items[item - 1].options[1].id;
        entry["answer"] = match entry["answer"].get("one") {
            Some(_) => json!({"one": option}),
            None => json!({"many": [option]}),
        };
        is_changed = true;
    });
    format!("{}\n", log.join("\n"))
}

/// The lines of a log, each changed, chained to a paper.
fn chained(paper: &Sealed<Paper>, lines: &[&str], mut change: impl FnMut(&mut Value)) -> Vec<String> {
    let mut prev = Hash::of(&paper.bytes()).hex();
    let mut out = Vec::new();
    for line in lines {
        let mut entry: Value = serde_json::from_str(line).expect("JSON");
        entry["prev"] = json!(prev);
        change(&mut entry);
        let line = entry.to_string();
        prev = Hash::of(line.as_bytes()).hex();
        out.push(line);
    }
    let whole = Exam::replay(paper.what.clone(), &paper.bytes(), out.iter().map(String::as_str));
    assert!(whole.is_ok(), "{whole:?}");
    out
}

/// A record of a formcheck that made questions in another way: everything else is still proved, and only the form can't
/// be drawn again.
#[test]
fn a_better_generator_breaks_no_old_record() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let (book, key) = (exam_book(), key(&gym));
    let record: Sealed<Record> =
        Sealed::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record");
    let mut value = record.value["paper"].clone();
    value["engine"] = json!({"version": "0.0.9", "generator": 0});
    let signature = seal(&gym, &signed_bytes(&value), Seals::Paper);
    let what: Paper = serde_json::from_value(value.clone()).expect("a paper");
    let paper = Sealed { what, value, signature, name: None };
    let lines: Vec<&str> = record.what.log.iter().map(String::as_str).collect();
    let log = chained(&paper, &lines, |_| {});
    let end = Hash::of(log.last().expect("a line").as_bytes());
    let old = forged(&gym, &record, |of| {
        of["engine"] = paper.value["engine"].clone();
        of["paper"] = paper.value.clone();
        of["paper_signature"] = json!(paper.signature);
        of["closing_code"] = json!(closing_code(end, of["form"].as_str().expect("an id")));
        of["log"] = json!(log);
    });
    let checks = verify(book, &key, &old);
    let not: Vec<&Check> = checks.iter().filter(|check| !check.holds()).collect();
    let [form] = not[..] else { panic!("{not:?}") };
    assert_eq!(form.word, "form");
    assert!(matches!(&form.found, CheckResult::NotChecked(why) if why.contains("0.0.9")), "{form:?}");
    // A key that was changed is still found.
    let broken = forged(&gym, &old, |of| {
        let choices = of["items"][0]["item"]["task"]["one"].as_array_mut().expect("options");
        for choice in choices {
            choice["right"] = json!(!choice["right"].as_bool().expect("a flag"));
        }
    });
    assert!(failing(&verify(book, &key, &broken)).contains(&"proofs"));
}

/// A paper on easier terms than its exam's file, sealed by the examiner, with a record that follows from it: told.
#[test]
fn easier_terms_are_told() {
    let gym = Gym::new();
    let stem = gym.record("short", "t-01");
    let (book, key) = (exam_book(), key(&gym));
    let record: Sealed<Record> =
        Sealed::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record");
    let lines: Vec<&str> = record.what.log.iter().map(String::as_str).collect();
    for (term, easier) in [("pass", json!(10)), ("limit_s", json!(36_000)), ("trial_items", json!(2))] {
        let mut value = record.value["paper"].clone();
        value[term] = easier;
        let signature = seal(&gym, &signed_bytes(&value), Seals::Paper);
        let what: Paper = serde_json::from_value(value.clone()).expect("a paper");
        let paper = Sealed { what, value, signature, name: None };
        let log = chained(&paper, &lines, |_| {});
        let end = Hash::of(log.last().expect("a line").as_bytes());
        let forged = forged(&gym, &record, |of| {
            of["paper"] = paper.value.clone();
            of["paper_signature"] = json!(paper.signature);
            of["closing_code"] = json!(closing_code(end, of["form"].as_str().expect("an id")));
            of["log"] = json!(log);
        });
        let checks = verify(book, &key, &forged);
        let found = checks.iter().find(|check| check.word == "form").expect("a check");
        assert!(
            matches!(&found.found, CheckResult::Fails(why) if why.contains("terms")),
            "{term}: {found:?}"
        );
    }
}

/// The rules of then, checked out again on Windows: every line of them ends otherwise, and they are the same.
#[test]
fn a_record_verifies_with_packs_that_were_checked_out_on_windows() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
    let mut args = vec![
        "exam".to_owned(),
        "verify".to_owned(),
        gym.path(&format!("{stem}.record.json")).display().to_string(),
    ];
    args.extend(["--no-built-in".to_owned(), "--json".to_owned()]);
    for name in ["three-rows", "short-exams"] {
        let folder = gym.path(name);
        copy(&packs.join(name), &folder);
        with_line_ends_of_windows(&folder);
        args.extend(["--pack".to_owned(), folder.display().to_string()]);
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_formcheck"))
        .args(&args)
        .env("FORMCHECK_DATA_DIR", gym.data())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(checked["verified"], true, "{checked}");
}

fn with_line_ends_of_windows(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            with_line_ends_of_windows(&path);
        } else {
            let text = std::fs::read_to_string(&path).expect("text").replace("\r\n", "\n");
            std::fs::write(path, text.replace('\n', "\r\n")).expect("written");
        }
    }
}
