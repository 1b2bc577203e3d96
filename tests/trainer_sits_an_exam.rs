//! An exam as it is sat: in a terminal and over JSON lines, with flags, skips, breaks and a review; killed in the middle;
//! against the clock. The paper and the prompts tell no key.

use std::collections::HashSet;
use std::io::Write as _;

use crate::common::exams::{Gym, Talk, code, first, said};
use crate::common::skips::passed_over;
use crate::common::terminal::Terminal;
use formcheck_core::quiz::Item;
use formcheck_exam::record::{Ended, Record};
use formcheck_exam::{ExamEvent, Sealed};
use serde_json::{Value, json};

fn record(gym: &Gym, stem: &str) -> Record {
    let text = gym.text(&format!("{stem}.record.json"));
    Sealed::<Record>::read(text.as_bytes()).expect("a record").what
}

fn log(gym: &Gym, stem: &str) -> Vec<ExamEvent> {
    let text = gym.text(&format!("{stem}.log"));
    let entry = |line: &str| serde_json::from_str::<formcheck_exam::LogLine>(line).expect("a line").event;
    text.lines().map(entry).collect()
}

fn sit(stem: &str) -> [String; 4] {
    ["exam".to_owned(), "sit".to_owned(), format!("{stem}.paper.json"), "--jsonl".to_owned()]
}

fn talk(gym: &Gym, stem: &str) -> Talk {
    let args = sit(stem);
    Talk::start(gym, &args.each_ref().map(String::as_str))
}

#[test]
fn moving_flagging_skipping_and_changing_an_answer_end_up_in_the_record() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &["--break-minutes", "5"]);
    let mut talk = talk(&gym, &stem);
    let session = talk.expect("session");
    assert!(session.get("seed").is_none(), "{session}");
    assert_eq!((&session["items"], &session["resumed"]), (&json!(10), &json!(false)));
    let one = talk.expect("prompt");
    assert_eq!(one["n"], 1);
    talk.ask(&json!({"hello": 1}), "error");
    talk.expect("prompt");
    talk.ask(&json!({"answer": 7.5}), "error");
    talk.expect("prompt");
    assert_eq!(talk.ask(&json!({"skip": true}), "prompt")["n"], 2);
    assert_eq!(talk.ask(&json!({"flag": true}), "prompt")["flagged"], true);
    let five = talk.ask(&json!({"go": 5}), "prompt");
    talk.ask(&json!({"answer": first(&five["item"]), "certainty": 1}), "noted");
    let six = talk.expect("prompt");
    assert_eq!((&six["n"], &six["answered"]), (&json!(6), &json!(false)));
    assert!(
        talk.ask(&json!({"go": 99}), "error")["message"].as_str().expect("text").contains("from 1 to 10")
    );
    talk.expect("prompt");
    assert_eq!(talk.ask(&json!({"break": true}), "break")["free_s"], 300);
    assert!(talk.ask(&json!({"go": 1}), "error")["message"].as_str().expect("text").contains("break"));
    talk.expect("break");
    assert_eq!(talk.ask(&json!({"back": true}), "prompt")["n"], 6);
    let review = talk.ask(&json!({"review": true}), "review");
    let states = review["items"].as_array().expect("a list");
    assert_eq!(states.iter().filter(|item| item["answered"] == true).count(), 1);
    assert_eq!(states.iter().filter(|item| item["flagged"] == true).count(), 1);
    // Another answer to question 5; then all the others.
    let again = talk.ask(&json!({"go": 5}), "prompt");
    assert_eq!(again["answered"], true);
    // The form is drawn at random: a question may have no options.
    let last = again["item"]["options"].as_array().and_then(|all| all.last()).map(|one| one["id"].clone());
    let last = last.unwrap_or_default();
    let changed = match again["item"]["answer"].as_str() {
        Some("one") => last,
        Some("many") => json!([last]),
        _ => first(&again["item"]),
    };
    talk.ask(&json!({"answer": changed, "certainty": 3}), "noted");
    loop {
        match talk.next().expect("it goes on") {
            event if event["event"] == "prompt" => {
                talk.send(&json!({"answer": first(&event["item"])}));
            }
            event if event["event"] == "noted" => {}
            event => {
                assert_eq!(event["event"], "review");
                break;
            }
        }
    }
    let closed = talk.ask(&json!({"hand_in": true}), "closed");
    assert_eq!((&closed["how"], &closed["answered"]), (&json!("handed-in"), &json!(10)));
    let code = closed["closing_code"].as_str().expect("a code").to_owned();
    assert_eq!(code.split(' ').count(), 8);
    assert!(talk.child.wait().expect("it ends").success());
    // Sat again, it says when it was over, and no code: a late witness is none.
    let again = gym.sit(&stem, |_| panic!("nothing is asked"));
    let again = again.last().expect("an event");
    assert!(again["closing_code"].is_null() && again["ended"].is_string(), "{again}");
    let told = gym.ends(0, &["exam", "sit", &format!("{stem}.paper.json"), "--plain"]);
    assert!(
        told.contains("It was handed in on") && told.contains("Nobody can become its witness now"),
        "{told}"
    );
    // A witness without a code is refused; a code with a slip is told; the right one is taken however it is typed.
    let paper = format!("{stem}.paper.json");
    gym.ends(2, &["exam", "grade", &paper, "--witness", "h-02"]);
    let nobody = gym.ends(2, &["exam", "grade", &paper, "--code", &code]);
    assert!(nobody.contains("nobody who wrote it down"), "{nobody}");
    let slip = format!("x{code}");
    assert!(
        gym.ends(2, &["exam", "grade", &paper, "--witness", "h-02", "--code", &slip])
            .contains("no word of a")
    );
    let shouted = code.to_uppercase().replace(' ', ", ");
    let output = gym.run(&["exam", "grade", &paper, "--witness", "h-02", "--code", &shouted]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let record = record(&gym, &stem);
    assert_eq!(record.closing_code, code);
    assert!(record.supervision.supervised && record.supervision.code_told);
    assert_eq!(record.times.how, Ended::HandedIn);
    assert_eq!((record.times.breaks.len(), record.times.resumed), (1, 0));
    let five = &record.items[4];
    assert_eq!((five.answers, five.certainty), (2, Some(3)));
    assert!(record.items[1].flagged && !record.items[0].flagged);
    assert_eq!(record.items.iter().filter(|item| item.is_trial).count(), 1);
    assert_eq!((record.score.of, record.score.unanswered), (9, 0));
    assert!(log(&gym, &stem).iter().any(|event| matches!(event, ExamEvent::Skipped { item: 1 })));
    gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
    // The proof of one item, for an appeal.
    let proof = gym.ends(0, &["exam", "explain", &format!("{stem}.record.json"), "5"]);
    assert!(proof.contains("The proof of the key") && proof.contains("Proved again"), "{proof}");
    gym.ends(2, &["exam", "explain", &format!("{stem}.record.json"), "11"]);
}

/// What a paper and all that is said while it is sat hold of what only the record knows.
#[test]
fn nothing_on_the_candidates_side_tells_a_key() {
    let gym = Gym::of_the_built_in_pack();
    let stem = gym.issue("trainer-onboarding", "t-01", &["--described"]);
    let mut prompts = String::new();
    let events = gym.sit(&stem, |item| json!({ "answer": first(item) }));
    for event in &events {
        prompts.push_str(&event.to_string());
        prompts.push('\n');
    }
    let output = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let record = record(&gym, &stem);
    let (paper, log) = (gym.text(&format!("{stem}.paper.json")), gym.text(&format!("{stem}.log")));
    let paper_value: Value = serde_json::from_str(&paper).expect("JSON");
    for secret in [&record.seed, &record.nonce] {
        for (what, text) in [("paper", &paper), ("prompts", &prompts), ("log", &log)] {
            assert!(!text.contains(secret.as_str()), "{what}");
        }
    }
    for word in
        ["\"right\":true", "\"right\": true", "\"because\"", "\"key\"", "\"accept\"", "\"skill\"", "is_trial"]
    {
        assert!(!paper.contains(word) && !prompts.contains(word) && !log.contains(word), "{word}");
    }
    // No explanation, reason or accepted text stands in it, unless it is an option of some item.
    let shown: HashSet<String> = texts(&paper_value);
    let mut looked_at = 0;
    for row in &record.items {
        let Item { explanation: told, key: task, .. } = &row.item;
        let task = serde_json::to_value(task).expect("JSON");
        let reasons: Vec<String> = texts_of(&task, "because").into_iter().chain([told.why.clone()]).collect();
        for reason in reasons.iter().filter(|reason| !reason.is_empty() && !shown.contains(*reason)) {
            assert!(!paper.contains(reason.as_str()), "{reason}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 60, "{looked_at}");
}

/// Every text in a value.
fn texts(value: &Value) -> HashSet<String> {
    match value {
        Value::String(text) => HashSet::from([text.clone()]),
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(all) => all.values().flat_map(texts).collect(),
        _ => HashSet::new(),
    }
}

/// Every text under a key.
fn texts_of(value: &Value, key: &str) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().flat_map(|one| texts_of(one, key)).collect(),
        Value::Object(all) => all
            .iter()
            .flat_map(|(name, one)| match one {
                Value::String(text) if name == key => vec![text.clone()],
                _ => texts_of(one, key),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Killed after each event in turn, and once in the middle of a line: every answer that was noted is there, the clock
/// went on, and the exam ends as if nothing had happened.
#[test]
fn killed_in_the_middle_nothing_that_was_noted_is_lost() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &[]);
    let (mut kills, mut noted) = (0, 0);
    loop {
        let mut talk = talk(&gym, &stem);
        let session = talk.expect("session");
        assert_eq!(session["answered"], json!(noted), "after {kills} kills");
        assert_eq!(session["resumed"], json!(kills > 0));
        let event = talk.next().expect("something is shown");
        if event["event"] == "review" {
            let closed = talk.ask(&json!({"hand_in": true}), "closed");
            assert_eq!(closed["answered"], 10);
            talk.child.wait().expect("it ends");
            break;
        }
        if kills % 2 == 0 {
            talk.ask(&json!({"answer": first(&event["item"])}), "noted");
            noted += 1;
        }
        talk.child.kill().expect("it was alive");
        talk.child.wait().expect("it is dead");
        kills += 1;
        if kills == 5 {
            // The machine went down while a line was written, in the middle of a letter.
            let path = gym.path(&format!("{stem}.log"));
            let mut file = std::fs::OpenOptions::new().append(true).open(path).expect("the log");
            file.write_all(b"{\"n\":99,\"answer\":{\"text\":\"R\xc3").expect("written");
        }
    }
    let output = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let record = record(&gym, &stem);
    assert_eq!(usize::try_from(record.times.resumed), Ok(kills));
    if std::path::Path::new("/proc/sys/kernel/random/boot_id").exists() {
        // Answers of a program come sooner than anybody reads; of the clock there is no doubt.
        let [unread] = &record.times.doubts[..] else { panic!("{:?}", record.times.doubts) };
        assert!(unread.contains("less time than anybody needs"), "{unread}");
    } else {
        passed_over("this system has no clock that goes on while the program doesn't run");
    }
    assert_eq!(record.score.unanswered, 0);
    gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
}

#[test]
fn one_log_is_one_sitting() {
    let gym = Gym::new();
    let (one, two) = (gym.issue("tiny", "t-01", &[]), gym.issue("tiny", "t-02", &[]));
    let mut first_window = talk(&gym, &one);
    first_window.expect("session");
    first_window.expect("prompt");
    let paper = format!("{one}.paper.json");
    let second = gym.ends(2, &["exam", "sit", &paper, "--jsonl"]);
    assert!(second.contains("in another window"), "{second}");
    first_window.send(&json!({"quit": true}));
    first_window.expect("closed");
    first_window.child.wait().expect("it ends");
    let log = gym.text(&format!("{one}.log"));
    // The log of another paper, and one that was touched, are not gone on with, and not changed.
    for touched in [log.replacen("\"item\":1", "\"item\":2", 1), log.replacen("opened", "resumed", 1)] {
        std::fs::write(gym.path("touched.log"), &touched).expect("written");
        for paper in [paper.clone(), format!("{two}.paper.json")] {
            let told = gym.ends(2, &["exam", "sit", &paper, "--jsonl", "--log", "touched.log"]);
            assert!(told.contains("of the log"), "{told}");
        }
        assert_eq!(gym.text("touched.log"), touched);
    }
    // A folder that can't be written: nothing is asked, and it says so.
    let told = gym.ends(2, &["exam", "sit", &paper, "--jsonl", "--log", "nowhere/at/all.log"]);
    assert!(told.contains("--log FILE") && !told.contains("prompt"), "{told}");
}

/// Time that passes while the program doesn't run counts; a wall clock that was set back gives none back.
#[test]
fn the_clock_goes_on_and_never_back() {
    let mut gym = Gym::new();
    gym.now = Some("2027-01-10T10:00".to_owned());
    let stem = gym.issue("short", "t-01", &[]);
    let left = |gym: &Gym, answer: bool| {
        let mut talk = talk(gym, &stem);
        talk.expect("session");
        let event = talk.next()?;
        let left = event["left_s"].as_u64()?;
        if answer {
            talk.ask(&json!({"answer": first(&event["item"])}), "noted");
            talk.expect("prompt");
        }
        talk.child.kill().expect("it was alive");
        talk.child.wait().expect("it is dead");
        Some(left)
    };
    let near = |seen: Option<u64>, at_most: u64| {
        let seen = seen.expect("it goes on");
        assert!(seen <= at_most && seen + 60 > at_most, "{seen} of {at_most}");
    };
    near(left(&gym, true), 600);
    gym.now = Some("2027-01-10T10:06".to_owned());
    near(left(&gym, true), 240);
    gym.now = Some("2027-01-10T09:00".to_owned());
    near(left(&gym, false), 240);
    gym.now = Some("2027-01-10T09:03".to_owned());
    near(left(&gym, false), 60);
    gym.now = Some("2027-01-10T09:30".to_owned());
    let events = gym.sit(&stem, |_| panic!("the time is up"));
    let closed = events.last().expect("it ended");
    assert_eq!((&closed["how"], &closed["answered"]), (&json!("time-up"), &json!(2)));
    gym.ends(1, &["exam", "grade", &format!("{stem}.paper.json")]);
    let record = record(&gym, &stem);
    assert_eq!((record.times.used_ms, record.times.how), (600_000, Ended::TimeUp));
    assert_eq!(
        record.score.unanswered,
        record.items.iter().filter(|item| item.answer.is_none() && !item.is_trial).count()
    );
    let doubts = record.times.doubts.join("\n");
    assert!(doubts.contains("set back") && doubts.contains("made up"), "{doubts}");
    gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
}

/// Of a break as much stops the clock as was allowed, and no more.
#[test]
fn accommodations_are_on_the_paper_and_in_the_record() {
    let mut gym = Gym::new();
    gym.now = Some("2027-01-10T10:00".to_owned());
    let stem = gym.issue("short", "t-01", &["--time-multiplier", "1.5", "--break-minutes", "4"]);
    let mut talk_one = talk(&gym, &stem);
    assert_eq!(talk_one.expect("session")["time_limit_s"], 900);
    talk_one.expect("prompt");
    talk_one.ask(&json!({"break": true}), "break");
    talk_one.child.kill().expect("it was alive");
    talk_one.child.wait().expect("it is dead");
    // Six minutes later: four of them are free.
    gym.now = Some("2027-01-10T10:06".to_owned());
    let mut talk_two = talk(&gym, &stem);
    talk_two.expect("session");
    let left = talk_two.expect("prompt")["left_s"].as_u64().expect("a limit");
    assert!((720..=780).contains(&left), "{left}");
    talk_two.ask(&json!({"break": true}), "break");
    let left = talk_two.ask(&json!({"back": true}), "prompt")["left_s"].as_u64().expect("a limit");
    assert!((715..=780).contains(&left), "{left}");
    talk_two.send(&json!({"hand_in": true}));
    talk_two.expect("closed");
    talk_two.child.wait().expect("it ends");
    gym.ends(1, &["exam", "grade", &format!("{stem}.paper.json")]);
    let of = record(&gym, &stem);
    assert_eq!(of.times.limit_s, Some(900));
    assert_eq!(of.times.breaks.len(), 2);
    assert_eq!(of.times.breaks[0].free_ms, 240_000);
    assert!(of.times.breaks[0].ms > 355_000 && of.times.breaks[1].free_ms == 0, "{:?}", of.times.breaks);
    let none = gym.issue("short", "t-02", &["--time-multiplier", "none"]);
    let mut talk_three = talk(&gym, &none);
    assert_eq!(talk_three.expect("session")["time_limit_s"], Value::Null);
    talk_three.send(&json!({"quit": true}));
    talk_three.expect("prompt");
    assert_eq!(talk_three.expect("closed")["closing_code"], Value::Null);
    assert_eq!(talk_three.child.wait().expect("it ends").code(), Some(1));
}

#[test]
fn an_exam_in_a_terminal() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &["--name", "Anna Berg"]);
    let paper = format!("{stem}.paper.json");
    let mut terminal = Terminal::start(&gym.command(&["exam", "sit", &paper, "--plain"]));
    let at = terminal.wait(0, "Candidate: Anna Berg");
    let at = terminal.wait(at, "Question 1 of 10");
    let at = terminal.types(at, "f");
    let at = terminal.wait(at, "Flagged.");
    let at = terminal.types(at, "s");
    let at = terminal.wait(at, "Question 2 of 10");
    let at = terminal.types(at, "u");
    let at = terminal.wait(at, "changed by answering");
    let at = terminal.types(at, "t");
    let at = terminal.wait(at, "minutes left");
    let at = terminal.types(at, "g 9");
    let at = terminal.wait(at, "Question 9 of 10");
    let at = terminal.types(at, "p");
    let at = terminal.wait(at, "Question 8 of 10");
    let at = terminal.types(at, "b");
    let at = terminal.wait(at, "The clock keeps running.");
    let at = terminal.types(at, "");
    // A break keeps its place.
    let at = terminal.wait(at, "Question 8 of 10");
    let at = terminal.types(at, "?");
    let at = terminal.wait(at, "hand in");
    let at = terminal.types(at, "g 1");
    let at = terminal.wait(at, "Question 1 of 10");
    let at = terminal.types(at, "1!");
    let at = terminal.wait(at, "Noted.");
    let at = terminal.types(at, "g 1");
    let at = terminal.wait(at, "Your answer so far: 1");
    let at = terminal.types(at, "l");
    let at = terminal.wait(at, "1 of 10 answered");
    let at = terminal.types(at, "3");
    let at = terminal.wait(at, "Question 3 of 10");
    // Ctrl-C leaves, and the same command goes on.
    terminal.wait(at, "> ");
    terminal.keys(b"\x03");
    assert_eq!(terminal.end(), 130);
    terminal.wait(at, "You have left the exam.");
    let mut terminal = Terminal::start(&gym.command(&["exam", "sit", &paper, "--plain"]));
    let at = terminal.wait(0, "You go on where you stopped.");
    let at = terminal.wait(at, "Question 2 of 10");
    let at = terminal.types(at, "done");
    let at = terminal.wait(at, "9 questions have no answer");
    let at = terminal.types(at, "");
    let at = terminal.wait(at, "Question 2 of 10");
    let at = terminal.types(at, "done");
    let at = terminal.types(at, "done");
    let at = terminal.wait(at, "Handed in");
    let at = terminal.wait(at, "The closing code:");
    terminal.wait(at, "The log is");
    assert_eq!(terminal.end(), 0);
    let code = code(&terminal.text());
    let output = gym.run(&["exam", "grade", &paper, "--witness", "h-02", "--code", &code]);
    assert_eq!(output.status.code(), Some(1), "{code}: {}", said(&output));
    let of = record(&gym, &stem);
    assert_eq!((of.items[0].answers, of.items[0].certainty, of.items[0].flagged), (1, Some(3), true));
}

/// What a seal proves and what it doesn't is said in the same words everywhere, and nothing claims more.
#[test]
fn the_record_says_what_it_is() {
    let gym = Gym::new();
    let stem = gym.record("tiny", "t-01");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = std::fs::read_to_string(root.join("docs/exams.md")).expect("a page");
    let plain: Vec<&str> = docs.split_whitespace().filter(|word| *word != ">").collect();
    let plain = plain.join(" ");
    let record = record(&gym, &stem);
    assert_eq!(record.says.len(), 7);
    for says in &record.says {
        assert!(plain.contains(says.as_str()), "docs/exams.md lacks: {says}");
    }
    assert!(!record.supervision.supervised && plain.contains(&record.supervision.says));
    let told = [
        gym.text(&format!("{stem}.record.json")),
        gym.text(&format!("{stem}.paper.json")),
        gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]),
        gym.ends(0, &["exam", "roster"]),
        gym.ends(0, &["exam", "--help"]),
    ];
    for word in ["certif", "complian", "accredit"] {
        assert!(told.iter().all(|text| !text.to_lowercase().contains(word)), "{word}");
    }
}

#[test]
fn taking_it_in_one_go() {
    let gym = Gym::new();
    let args = ["exam", "take", "short", "--candidate", "t-05", "--witness", "h-02", "--jsonl"];
    let mut talk = Talk::start(&gym, &args);
    let mut last = Value::Null;
    while let Some(event) = talk.next() {
        match event["event"].as_str() {
            Some("prompt") => talk.send(&json!({"answer": first(&event["item"])})),
            Some("review") => talk.send(&json!({"hand_in": true})),
            _ => {}
        }
        last = event;
    }
    let code = talk.child.wait().expect("it ends").code();
    assert_eq!(code, Some(i32::from(last["passed"] != json!(true))), "{last}");
    let path = last["record"].as_str().expect("a record").to_owned();
    let told = gym.ends(0, &["exam", "verify", &path]);
    assert!(told.contains("h-02"), "{told}");
}
