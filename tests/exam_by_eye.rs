//! An exam that is watched: reps without words, a hint that costs, windows and packs in which nothing can be seen, and the
//! same exam described in words.

use crate::common::exams::{Gym, code, first, said};
use crate::common::pty::{Terminal, is_given_back};
use formcheck_exam::record::Record;
use formcheck_exam::{ExamEvent, LogLine, Sealed};
use serde_json::{Value, json};

/// A quiz of `tests/packs/short-exams` that is asked by eye.
const EXAM: &str = "seen";

fn sits(gym: &Gym, stem: &str, size: (u16, u16)) -> Terminal {
    Terminal::of(&gym.command(&["exam", "sit", &format!("{stem}.paper.json")]), size)
}

fn record(gym: &Gym, stem: &str) -> Record {
    let name = format!("{stem}.record.json");
    gym.ends(0, &["exam", "verify", &name]);
    Sealed::<Record>::read(gym.text(&name).as_bytes()).expect("a record").what
}

fn paper(gym: &Gym, stem: &str) -> Value {
    let file: Value = serde_json::from_str(&gym.text(&format!("{stem}.paper.json"))).expect("JSON");
    file["paper"].clone()
}

#[test]
fn reps_are_watched_and_a_hint_costs_half() {
    let gym = Gym::new();
    let stem = gym.issue(EXAM, "t-01", &[]);
    let items = paper(&gym, &stem)["items"].as_array().expect("items").clone();
    let seen: Vec<bool> = items.iter().map(|item| item["by_eye"]["lifter"].is_string()).collect();
    assert_eq!(seen.iter().filter(|seen| **seen).count(), 4);
    let mut terminal = sits(&gym, &stem, (120, 40));
    let start = terminal.see(&["Enter begin"]);
    assert!(start.contains("4 of them by eye"), "{start}");
    terminal.send("\r");
    let mut hinted = None;
    for n in 1..=items.len() {
        let head = format!("Question {n} of 5");
        let mut screen = terminal.see(&[&head]);
        assert_eq!(screen.contains("Watch the lifter"), seen[n - 1], "{screen}");
        if seen[n - 1] {
            assert!(!screen.contains("You see a rep in which"), "no words:\n{screen}");
            assert!(
                ["from the side", "three-quarter from"].iter().any(|from| screen.contains(from)),
                "{screen}"
            );
            if hinted.is_none() {
                terminal.send("w");
                screen = terminal.see(&["earns half its marks"]);
                assert!(screen.contains("You see a rep in which"), "{screen}");
                hinted = Some(n);
            }
        }
        terminal.answer(&screen);
        terminal.until(&["what comes next"], |screen| !screen.contains(&head));
    }
    terminal.send("d");
    terminal.see(&["y hand in for good"]);
    terminal.send("y");
    let over = terminal.settled(&["the closing code"], |screen| screen.contains(" 8 "));
    let words = code(&over);
    terminal.send("q");
    is_given_back(&terminal.end().1);
    let log = gym.text(&format!("{stem}.log"));
    let events = log.lines().map(|line| serde_json::from_str::<LogLine>(line).expect("a line").event);
    let hints: Vec<ExamEvent> = events.filter(|event| matches!(event, ExamEvent::Hinted { .. })).collect();
    assert_eq!(hints, [ExamEvent::Hinted { item: hinted.expect("one is watched") }]);
    let graded = ["exam", "grade", &format!("{stem}.paper.json"), "--witness", "h-02", "--code", &words];
    let output = gym.run(&graded);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    for row in record(&gym, &stem).items {
        let is_hinted = Some(row.n) == hinted;
        assert_eq!((row.hint, row.by_eye), (is_hinted, seen[row.n - 1] && !is_hinted), "question {}", row.n);
        assert!(!row.hint || row.marks <= 0.5, "a hint halves the marks");
    }
    what_was_watched_is_drawn_again(&gym, &stem, &seen);
}

/// Each rep that was watched can be drawn from its record, and all are on its page.
fn what_was_watched_is_drawn_again(gym: &Gym, stem: &str, seen: &[bool]) {
    let record = format!("{stem}.record.json");
    for (seen, n) in seen.iter().zip(1..) {
        let (n, picture) = (format!("{n}"), format!("rep-{n}.svg"));
        let said =
            gym.ends(if *seen { 0 } else { 2 }, &["exam", "explain", &record, &n, "--picture", &picture]);
        assert_eq!(gym.path(&picture).exists(), *seen, "{said}");
        assert!(*seen || said.contains("was not asked by eye"), "{said}");
    }
    gym.ends(0, &["exam", "explain", &record, "1", "--picture", "rep.png"]);
    assert!(std::fs::read(gym.path("rep.png")).expect("a picture").starts_with(b"\x89PNG"));
    gym.ends(0, &["exam", "explain", &record, "--html", "record.html"]);
    let page = gym.text("record.html");
    let drawn = page.matches("What was watched").count();
    assert_eq!(drawn, seen.iter().filter(|seen| **seen).count());
    assert!(page.matches("<svg").count() >= 2 * drawn, "as it was asked, and with what is off marked");
}

/// The built-in packs that a paper names are taken without being named again; and whoever answers by elimination alone hears
/// which groups were not reached.
#[test]
fn the_onboarding_exam_says_what_nobody_passes_without() {
    let gym = Gym::of_the_built_in_pack();
    let bare = |args: &[&str]| {
        let mut command = std::process::Command::new(gym.command(&[]).get_program());
        command.args(args).current_dir(gym.path("")).env("FORMCHECK_DATA_DIR", gym.data());
        command.output().expect("the program runs")
    };
    let issue = [
        "exam",
        "issue",
        "trainer-onboarding",
        "--candidate",
        "t-01",
        "--described",
        "--open-book",
        "--json",
    ];
    let issued = bare(&issue);
    assert!(issued.status.success(), "{}", said(&issued));
    let answer: Value = serde_json::from_slice(&issued.stdout).expect("JSON");
    let stem = answer["paper"].as_str().and_then(|path| path.strip_suffix(".paper.json")).expect("a paper");
    let stem = stem.to_owned();
    let of = paper(&gym, &stem);
    let groups = of["must_pass"].as_array().expect("groups");
    assert!(groups.len() == 7 && groups[0]["name"] == "Grave mistakes", "{groups:?}");
    gym.sit(&stem, |item| json!({ "answer": first(item) }));
    let graded = bare(&["exam", "grade", &format!("{stem}.paper.json")]);
    let text = said(&graded);
    assert_eq!(graded.status.code(), Some(1), "{text}");
    assert!(text.contains("Grave mistakes: ") && text.contains("In all: not passed"), "{text}");
    let record = format!("{stem}.record.json");
    let verified = bare(&["exam", "verify", &record]);
    assert!(verified.status.success(), "{}", said(&verified));
    let record = Sealed::<Record>::read(gym.text(&record).as_bytes()).expect("a record").what;
    for group in &record.must_pass {
        assert_eq!(group.met, group.told.len() >= group.at_least as usize);
        assert!(group.told.iter().all(|n| group.of.contains(n)));
    }
    assert!(!record.passed && record.must_pass.iter().any(|group| !group.met));
}

#[test]
fn where_nothing_can_be_seen_it_is_not_sat() {
    let gym = Gym::new();
    let stem = gym.issue(EXAM, "t-01", &[]);
    let file = format!("{stem}.paper.json");
    for how in ["--plain", "--jsonl"] {
        let refused = gym.ends(2, &["exam", "sit", &file, how]);
        assert!(refused.contains("asked by eye") && refused.contains("--described"), "{refused}");
    }
    assert!(!gym.path(&format!("{stem}.log")).exists(), "nothing was begun");
    // Nor is a paper issued that can't be shown: no try is used up, and one in words can be had.
    for how in ["--plain", "--jsonl"] {
        let refused = gym.ends(2, &["exam", "take", EXAM, "--candidate", "t-02", how]);
        assert!(refused.contains("--described"), "{refused}");
    }
    assert!(gym.issue(EXAM, "t-02", &["--described"]).ends_with("-1"), "it is the first try");
    // In a window that is too small it says so; the rules of another pack would draw something else.
    let take = ["exam", "take", EXAM, "--candidate", "t-03"];
    let (exit, raw) = Terminal::of(&gym.command(&take), (80, 24)).end();
    assert!(exit == 2 && raw.contains("pictures of this exam are too"), "{exit}: {raw}");
    assert!(gym.issue(EXAM, "t-03", &["--described"]).ends_with("-1"), "no try was used up");
    let mut small = sits(&gym, &stem, (62, 18));
    small.see(&["This window is too small.", "this window is 62 by 18", "Enter begin"]);
    small.send("\r");
    small.see(&["The picture is too small to tell by"]);
    small.send("qq");
    is_given_back(&small.end().1);
    let mut other = std::process::Command::new(gym.command(&[]).get_program());
    other.args(["exam", "sit", &file]).current_dir(gym.path(""));
    let terminal = Terminal::of(&other, (120, 40));
    let (exit, raw) = terminal.end();
    assert!(exit == 2 && raw.contains("packs that it was made from"), "{exit}: {raw}");
}

#[test]
fn described_it_is_the_same_exam_in_words_and_says_so() {
    let gym = Gym::new();
    let refused = gym.ends(2, &["exam", "issue", "short", "--candidate", "t-01", "--described"]);
    assert!(refused.contains("asks nothing by eye"), "{refused}");
    let stem = gym.issue(EXAM, "t-01", &["--described"]);
    let on_paper = paper(&gym, &stem);
    assert_eq!(on_paper["described"], json!(true));
    let items = on_paper["items"].as_array().expect("items");
    assert!(items.iter().all(|item| item["by_eye"].is_null()));
    gym.sit(&stem, |item| json!({ "answer": first(item) }));
    let output = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    // Whoever reads of the record reads that.
    assert!(said(&output).contains("What others watch, this candidate read"), "{}", said(&output));
    let verified = gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
    assert!(verified.contains("What others watch, this candidate read"), "{verified}");
    // So does a report of it, from the file and from a database, also one that an earlier formcheck made.
    let file = format!("{stem}.record.json");
    let csv = |args: &[&str]| gym.ends(0, &[&["report"], args, &["--csv"]].concat());
    for told in [csv(&[&file]), csv(&[&file, "--database", "all.db", "--gym", "north"])] {
        assert!(told.contains(",described,in_doubt\n") && told.contains(",yes,yes\n"), "{told}");
    }
    let version_1 = || {
        let database = rusqlite::Connection::open(gym.path("all.db")).expect("a database");
        let older = "DROP TABLE exam_aside; ALTER TABLE exam_record DROP COLUMN described; ALTER TABLE exam_record DROP COLUMN in_doubt; \
                     UPDATE exam_store SET version = 1;";
        database.execute_batch(older).expect("as it was");
    };
    version_1();
    let read = csv(&["--database", "all.db"]);
    assert!(read.contains(",yes,yes\n"), "{read}");
    let again = csv(&[&file, "--database", "all.db", "--gym", "north"]);
    assert!(again.contains(",yes,yes\n"), "{again}");
    let told = gym.ends(0, &["report", "--database", "all.db"]);
    assert!(told.contains("in words") && told.contains("there is nothing to compare"), "{told}");
    let of = record(&gym, &stem);
    assert_eq!(of.paper["described"], json!(true));
    assert!(of.items.iter().all(|row| !row.by_eye && !row.hint));
}
