//! People who attack an exam: what they have, what they try, and what comes of it. docs/exams.md has the same table, and a
//! test here holds the two against each other.

use crate::common::exams::{Gym, first, said};
use crate::records_are_checked::forged;
use formcheck_exam::Sealed;
use formcheck_exam::paper::{Paper, Stamp};
use formcheck_exam::record::Record;
use formcheck_exam::seal::Hash;
use serde_json::{Value, json};

pub(crate) fn sealed_paper(gym: &Gym, stem: &str) -> Sealed<Paper> {
    Sealed::read(gym.text(&format!("{stem}.paper.json")).as_bytes()).expect("a paper")
}

pub(crate) fn record(gym: &Gym, stem: &str) -> Record {
    Sealed::<Record>::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record").what
}

/// What a forger writes: a log without the program, begun `from` milliseconds after the paper was issued, with `pace`
/// milliseconds a question.
pub(crate) struct Forger {
    pub(crate) from: i64,
    pub(crate) pace: u64,
    pub(crate) face: &'static str,
    pub(crate) boot: Option<&'static str>,
}

/// One that nobody could tell from a sitting at home.
pub(crate) const PATIENT: Forger =
    Forger { from: 60_000, pace: 60_000, face: "line", boot: Some("0123456789abcdef") };

impl Forger {
    /// The log of a whole exam; `answer` finds an answer.
    pub(crate) fn log(&self, paper: &Sealed<Paper>, answer: impl Fn(&Value) -> Value) -> String {
        let began = paper.what.issued.0 + self.from;
        let (mut log, mut prev, mut t) = (String::new(), Hash::of(&paper.bytes()).hex(), 0_u64);
        let mut add = |t: u64, event: Value| {
            let at = Stamp(began + i64::try_from(t).expect("small"));
            let n = log.lines().count() + 1;
            let mut line = json!({"n": n, "prev": prev, "at": at, "up": 5_000_000 + t, "t": t});
            line.as_object_mut().expect("one").extend(event.as_object().expect("one").clone());
            prev = Hash::of(line.to_string().as_bytes()).hex();
            log.push_str(&line.to_string());
            log.push('\n');
        };
        let mut opened = json!({"event": "opened", "form": paper.what.form, "face": self.face, "engine": "0.1.0", "clock": "machine"});
        if let Some(boot) = self.boot {
            opened["boot"] = json!(boot);
        }
        add(t, opened);
        for (place, item) in paper.what.items.iter().enumerate() {
            let item = serde_json::to_value(item).expect("JSON");
            add(t, json!({"event": "shown", "item": place + 1}));
            t += self.pace;
            let form = item["answer"].as_str().expect("a word");
            add(t, json!({"event": "answered", "item": place + 1, "answer": {form: answer(&item)}}));
        }
        add(t, json!({"event": "handed-in"}));
        log
    }
}

/// What comes of a forged log: the end of `exam grade`, and what it and the record say.
fn graded(gym: &Gym, who: &str, forger: &Forger) -> (Option<i32>, String, Vec<String>) {
    let stem = gym.issue("tiny", who, &[]);
    let log = forger.log(&sealed_paper(gym, &stem), first);
    std::fs::write(gym.path(&format!("{stem}.log")), log).expect("written");
    // The examiner grades it when it comes back.
    let output = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
    let file = gym.path(&format!("{stem}.record.json"));
    let doubts = if file.exists() { record(gym, &stem).times.doubts } else { vec![] };
    (output.status.code(), said(&output), doubts)
}

/// Thirty lines of a script, and no program: times that can't be are refused, and what no person could do is a doubt.
#[test]
fn a_log_that_was_written_by_a_script() {
    let gym = Gym::new();
    // Before the paper was issued.
    let (code, told, _) = graded(&gym, "t-01", &Forger { from: -600_000, pace: 200, ..PATIENT });
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("out of order") && told.contains("the paper was issued at"), "{told}");
    // Not over yet.
    let (code, told, _) = graded(&gym, "t-02", &Forger { from: 600_000, ..PATIENT });
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("it was over at") && told.contains("it was graded at"), "{told}");
    // In the right order, in less time than anybody reads in.
    let (code, told, doubts) = graded(&gym, "t-03", &Forger { from: 0, pace: 10, ..PATIENT });
    assert!(matches!(code, Some(0 | 1)), "{told}");
    let [unread] = &doubts[..] else { panic!("{doubts:?}") };
    assert!(unread.contains("2 of 2 questions were on the screen for less time"), "{unread}");
    assert!(
        told.contains("In doubt: 2 of 2 questions") && told.contains("too short to be read: 1, 2"),
        "{told}"
    );
    // In a face that is none, by a clock that the program never names so.
    let forger = Forger { from: -60_000, pace: 20_000, face: "script", boot: None };
    let (code, told, doubts) = graded(&gym, "t-04", &forger);
    assert!(matches!(code, Some(0 | 1)), "{told}");
    let [clock, face] = &doubts[..] else { panic!("{doubts:?}") };
    assert!(clock.contains("names its clock") && face.contains("`script`"), "{doubts:?}");
    // Patient enough, it can't be told from somebody who sits alone: the record says what that is worth.
    let (code, told, doubts) = graded(&gym, "t-05", &Forger { from: -60_000, pace: 20_000, ..PATIENT });
    assert!(matches!(code, Some(0 | 1)) && doubts.is_empty(), "{doubts:?}");
    assert!(told.contains("Nobody watched."), "{told}");
}

/// A record whose times were put out of order does not verify, though its seal holds; one of before is read as it was.
#[test]
fn times_out_of_order_do_not_verify() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let checks = |file: &str, key: &str, code: i32| -> Value {
        let told = gym.ends(code, &["exam", "verify", file, "--key", key, "--json"]);
        serde_json::from_str(told.lines().next().expect("a line")).expect("JSON")
    };
    let found = |checks: &Value, word: &str| -> String {
        let rows = checks["checks"].as_array().expect("checks");
        let row = rows.iter().find(|row| row["check"] == word).unwrap_or_else(|| panic!("no check {word}"));
        row["found"].as_str().expect("a word").to_owned()
    };
    let key = gym.public_key().display().to_string();
    let whole = checks(&format!("{stem}.record.json"), &key, 0);
    assert_eq!(found(&whole, "times"), "holds");
    assert!(
        whole["doubts"].as_array().is_some_and(|all| !all.is_empty()),
        "it was sat by a program: {whole}"
    );
    // Sealed again by whoever has the key, as graded before it was over.
    let sealed: Sealed<Record> =
        Sealed::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record");
    let early = json!(Stamp(sealed.what.times.issued.0 - 600_000));
    let forged = forged(&gym, &sealed, |of| of["times"]["graded"] = early);
    std::fs::write(gym.path("early.record.json"), forged.text()).expect("written");
    let early = checks("early.record.json", &key, 1);
    assert_eq!((found(&early, "seal"), found(&early, "times")), ("holds".to_owned(), "fails".to_owned()));
    // A paper, a log and a record of format 1.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exam-format-1");
    let (old, key) = (folder.join("t-01-tiny-1.record.json"), folder.join("formcheck.pub"));
    let told = gym.run(&[
        "exam",
        "verify",
        &old.display().to_string(),
        "--key",
        &key.display().to_string(),
        "--json",
    ]);
    let old: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    // It was drawn by an earlier formcheck: that is told, nothing is claimed of it, and all else stands.
    let form = old["checks"].as_array().and_then(|rows| rows.iter().find(|row| row["check"] == "form"));
    let form = form.expect("a check");
    assert_eq!(form["found"], "not-checked", "{old}");
    assert!(form["why"].as_str().is_some_and(|why| why.contains("made forms in another way")), "{form}");
    assert_eq!((&old["verified"], told.status.code()), (&json!(false), Some(1)), "{old}");
    for word in [
        "seal",
        "name",
        "paper",
        "commitment",
        "packs",
        "items",
        "proofs",
        "log",
        "times",
        "closing-code",
        "result",
    ] {
        assert_eq!(found(&old, word), "holds", "{word}: {old}");
    }
    std::fs::copy(folder.join("t-01-tiny-1.paper.json"), gym.path("old.paper.json")).expect("copied");
    std::fs::copy(folder.join("t-01-tiny-1.log"), gym.path("old.log")).expect("copied");
    let again = gym.sit("old", |_| panic!("it is over"));
    assert_eq!(again.last().expect("an event")["how"], "handed-in");
}

/// Somebody who has the paper beforehand: of a locked one they can read what it is about, and no question.
#[test]
fn a_locked_paper_is_closed_until_its_words_are_read_out() {
    let gym = Gym::new();
    let (stem, words) = gym.issue_locked("short", "t-01", &["--name", "Anna Berg"]);
    let file = format!("{stem}.paper.json");
    let text = gym.text(&file);
    for told in ["\"ask\"", "\"options\"", "\"items\"", words.as_str()] {
        assert!(!text.contains(told), "{told} in\n{text}");
    }
    assert!(text.contains("BEGIN AGE ENCRYPTED FILE") && text.contains("Anna Berg"), "{text}");
    // Nothing else takes it for a paper that is open.
    for args in [&["exam", "sit", &file, "--jsonl"][..], &["exam", "sit", &file, "--plain"]] {
        let told = gym.ends(2, args);
        assert!(told.contains("locked") && told.contains("--start"), "{told}");
    }
    let wrong = gym.ends(2, &["exam", "sit", &file, "--jsonl", "--start", "zoo zoo zoo zoo"]);
    assert!(wrong.contains("not the start words"), "{wrong}");
    let slip = gym.ends(2, &["exam", "sit", &file, "--jsonl", "--start", "zooo zoo zoo zoo"]);
    assert!(slip.contains("`zooo` is no word of a lock"), "{slip}");
    assert!(!gym.path(&format!("{stem}.log")).exists(), "nothing was begun");
    // The examiner has them in the ledger, and reads them out.
    assert_eq!(gym.ends(0, &["exam", "words", &file]).trim(), words);
    let shouted = words.to_uppercase().replace(' ', ", ");
    let events = gym.sit_with(&stem, &["--start", &shouted], |item| json!({"answer": first(item)}));
    let code = events.last().expect("it ended")["closing_code"].as_str().expect("words").to_owned();
    let output = gym.run(&["exam", "grade", &file, "--witness", "h-02", "--code", &code]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let of = record(&gym, &stem);
    assert!(of.supervision.says.contains("The paper was locked until then."), "{}", of.supervision.says);
    let told = gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
    assert!(told.contains("locked until then"), "{told}");
    // A byte of the lock changed: told, and nothing is begun.
    let at = text.find("BEGIN AGE").expect("a lock") + 300;
    let mut spoilt = text.into_bytes();
    spoilt[at] = if spoilt[at] == b'A' { b'B' } else { b'A' };
    std::fs::write(gym.path("spoilt.paper.json"), spoilt).expect("written");
    let told = gym.ends(2, &["exam", "sit", "spoilt.paper.json", "--jsonl", "--start", &words]);
    assert!(told.contains("ask your examiner") || told.contains("read them out again"), "{told}");
    // The name can be taken out of a locked paper too.
    gym.ends(0, &["exam", "redact", &file]);
    assert!(!gym.text(&file).contains("Anna Berg"));
}

/// A paper that was not locked is worth less, and its record says so, whoever watched.
#[test]
fn an_open_paper_says_so() {
    let gym = Gym::new();
    let stem = gym.issue("tiny", "t-01", &[]);
    let events = gym.sit(&stem, |item| json!({"answer": first(item)}));
    let code = events.last().expect("it ended")["closing_code"].as_str().expect("words").to_owned();
    let output =
        gym.run(&["exam", "grade", &format!("{stem}.paper.json"), "--witness", "h-02", "--code", &code]);
    assert!(said(&output).contains("could work out every key"), "{}", said(&output));
    let told = gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
    assert!(told.contains("the paper was not locked"), "{told}");
}

/// A coach alone: no second record of a sitting, no try that vanishes, no second person who reads like the first.
#[test]
fn a_coach_cannot_quietly_have_it_another_way() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let paper = format!("{stem}.paper.json");
    let again = ["exam", "grade", &paper, "--out", "second.record.json"];
    let told = gym.ends(2, &again);
    assert!(told.contains("a record of this sitting was made on") && told.contains("--replaces"), "{told}");
    let output = gym.run(&[&again[..], &["--replaces"]].concat());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let (old, new) = (record(&gym, &stem), record(&gym, "second"));
    let digest =
        Sealed::<Record>::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("one").digest();
    assert_eq!((old.replaces, new.replaces), (None, Some(digest)));
    gym.ends(0, &["exam", "verify", "second.record.json"]);
    // What was graded can't be taken back; what was not can, once, with a reason, and the next paper says so.
    let told = gym.ends(2, &["exam", "withdraw", &paper, "--why", "it went badly"]);
    assert!(told.contains("it stays a try"), "{told}");
    let (taken, _) = gym.issue_locked("short", "t-02", &[]);
    let withdraw = ["exam", "withdraw", &format!("{taken}.paper.json"), "--why", "they were ill"];
    assert!(gym.ends(0, &withdraw).contains("Taken back"));
    assert!(gym.ends(2, &withdraw).contains("they were ill"));
    assert!(gym.ends(0, &["exam", "roster"]).contains("taken back"));
    let told = gym.ends(2, &["exam", "grade", &format!("{taken}.paper.json")]);
    assert!(told.contains("this paper was taken back"), "{told}");
    let next = gym.issue("short", "t-02", &[]);
    let attempt = sealed_paper(&gym, &next).what.attempt;
    assert_eq!((attempt.number, attempt.withdrawn), (1, 1));
    assert_ne!(next, taken, "the file of the first is left alone");
    // A paper that is out is named with what goes on with it.
    let told = gym.ends(2, &["exam", "issue", "short", "--candidate", "t-02"]);
    assert!(
        told.contains(&format!("exam sit {next}.paper.json")) && told.contains("exam withdraw"),
        "{told}"
    );
    for alike in ["T-02", "t-O2", "t_02"] {
        let told = gym.ends(2, &["exam", "issue", "short", "--candidate", alike]);
        assert!(told.contains("reads like `t-02`"), "{alike}: {told}");
    }
}

/// A proved appeal: the question is taken out for everybody who had it, nobody is worse off, both records stay, and verify,
/// explain and report follow the chain.
#[test]
fn an_appeal_is_heard() {
    let gym = Gym::new();
    let stem = gym.record("short", "t-01");
    let file = format!("{stem}.record.json");
    let old = record(&gym, &stem);
    let row = old.items.iter().find(|row| !row.is_trial && !row.right).expect("something was wrong");
    let n = row.n.to_string();
    let strike = ["exam", "strike", &file, &n, "--why", "two answers are right"];
    assert!(gym.ends(2, &["exam", "strike", &file, "99", "--why", "x"]).contains("no question 99"));
    assert!(gym.ends(2, &["exam", "strike", &file, &n, "--why", " "]).contains("no reason"));
    let told = gym.ends(0, &[&strike[..], &["--among", "."]].concat());
    let without = format!("{stem}.without-{n}.record.json");
    assert!(told.contains(&without) && told.contains("before"), "{told}");
    let new = record(&gym, without.strip_suffix(".record.json").expect("a record"));
    assert_eq!((new.score.of, new.score.marks), (old.score.of - 1, old.score.marks - row.marks));
    assert!(new.passed || !old.passed, "nobody is worse off");
    assert_eq!(
        (new.struck.len(), new.struck[0].n, new.counts_until.clone()),
        (1, row.n, old.counts_until.clone().or(new.counts_until.clone()))
    );
    // The new one verifies and leads to the old one; the old one says that it counts no more.
    let told = gym.ends(0, &["exam", "verify", &without]);
    assert!(told.contains("Taken out: question") && told.contains("lies beside it"), "{told}");
    let told = gym.ends(1, &["exam", "verify", &file]);
    assert!(told.contains("The record is verified.") && told.contains("counts no more"), "{told}");
    let told = gym.ends(0, &["exam", "explain", &without, &n]);
    assert!(told.contains("two answers are right") && told.contains("The proof of the key"), "{told}");
    // A report counts the sitting once, by the later record, whichever comes first.
    let key = gym.public_key().display().to_string();
    for files in [[&file, &without], [&without, &file]] {
        let told = gym.run(&["report", files[0], files[1], "--csv", "--key", &key]);
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let rows: Vec<&str> = told.lines().skip(1).collect();
        assert!(rows.len() == 1 && rows[0].contains(&format!(",{},", new.score.of)), "{told}");
    }
    // Once is enough, and only the record that counts is taken.
    let told = gym.ends(2, &strike);
    assert!(told.contains("that counts by your ledger"), "{told}");
    let told = gym.ends(2, &["exam", "strike", &without, &n, "--why", "again"]);
    assert!(told.contains("taken out before"), "{told}");
}

/// docs/exams.md names everybody, and what can't be prevented is said in the record's own words.
#[test]
fn what_cannot_be_prevented_is_named_in_the_record() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let of = record(&gym, &stem);
    let says = format!("{} {}", of.says.join(" "), of.supervision.says);
    let docs = include_str!("../docs/exams.md");
    let (_, table) = docs.split_once("### Who attacks it").expect("a table");
    let rows: Vec<&str> = table.lines().skip_while(|line| !line.starts_with("| who")).skip(2).collect();
    let rows: Vec<&str> = rows.into_iter().take_while(|line| line.starts_with('|')).collect();
    for who in [
        "outsider",
        "candidate alone",
        "candidate with the paper beforehand",
        "candidate with a doctored program",
        "late witness",
        "coach alone",
        "coach and candidate together",
    ] {
        assert!(rows.iter().any(|row| row.starts_with(&format!("| {who} |"))), "{who}");
    }
    // What each row that gives up has to find in the record; one that is not known here has no words yet.
    let gives_up: Vec<&&str> = rows.iter().filter(|row| row.contains("not preventable")).collect();
    let words = [
        ("looks like a sitting", "Somebody who sits alone can write a log as they like"),
        ("sit it before a witness", "Nobody watched"),
        ("have it answer", "does not prove who sat there, that nobody helped"),
        ("draw papers until", "examiner's own statements (who watched, which try it was)"),
        ("tell the start words", "nothing against an examiner or a witness who told them before"),
    ];
    assert_eq!(gives_up.len(), words.len(), "{gives_up:?}");
    for row in gives_up {
        let known = words.iter().find(|(tries, _)| row.contains(tries));
        let (_, says_so) = known.unwrap_or_else(|| panic!("{row}"));
        assert!(says.contains(says_so), "{says_so} in\n{says}");
    }
}
