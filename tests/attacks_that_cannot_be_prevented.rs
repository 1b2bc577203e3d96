//! Attacks that nothing prevents, played: they go through, and the record says of each that it proves nothing against it. And
//! every row of the table in docs/exams.md has a test that plays it.

use crate::attacks_on_exams::{Forger, PATIENT, record, sealed_paper};
use crate::common::exams::{Gym, Talk, first, said};
use crate::results_are_read_by_others::keys_by_id;
use formcheck_exam::record::Record;
use formcheck_exam::seal::{Hash, closing_code};
use serde_json::{Value, json};

/// Grades a sitting as one that `h-02` watched and wrote this code down of.
fn graded(gym: &Gym, stem: &str, code: &str) -> Record {
    let output =
        gym.run(&["exam", "grade", &format!("{stem}.paper.json"), "--witness", "h-02", "--code", code]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
    record(gym, stem)
}

/// The words of the record that give it away; and it makes no claim of its own against them.
fn says(of: &Record, words: &str) {
    assert!(of.says.iter().any(|says| says.contains(words)), "{words} in {:?}", of.says);
}

/// Before the eyes of a witness who does not look at the program: it writes the log by itself and shows the code of it.
#[test]
fn a_doctored_program_has_it_answer() {
    let gym = Gym::new();
    let stem = gym.issue("tiny", "t-01", &[]);
    let paper = sealed_paper(&gym, &stem);
    // Two questions, twenty seconds each, over when it is graded.
    let log = Forger { from: -60_000, pace: 20_000, ..PATIENT }.log(&paper, first);
    let end = Hash::of(log.lines().last().expect("a line").as_bytes());
    std::fs::write(gym.path(&format!("{stem}.log")), log).expect("written");
    let of = graded(&gym, &stem, &closing_code(end, &paper.what.form));
    assert!(of.times.doubts.is_empty() && of.supervision.supervised, "{:?}", of.times.doubts);
    says(&of, "that no book or program was open");
}

/// Papers are drawn from a ledger of which a copy is put back, until one suits; the witness is a name.
#[test]
fn a_coach_draws_papers_until_one_suits() {
    let gym = Gym::new();
    let ledger = "data/exams/ledger.jsonl";
    gym.record("short", "t-00");
    let kept = gym.text(ledger);
    let mut forms = Vec::new();
    let stem = loop {
        let stem = gym.issue("short", "t-01", &[]);
        forms.push(sealed_paper(&gym, &stem).what.form);
        if forms.len() == 3 {
            break stem;
        }
        std::fs::remove_file(gym.path(&format!("{stem}.paper.json"))).expect("taken away");
        std::fs::write(gym.path(ledger), &kept).expect("put back");
    };
    forms.dedup();
    assert_eq!(forms.len(), 3, "each is another form");
    let events = gym.sit(&stem, |item| json!({"answer": first(item)}));
    let code = events.last().expect("it ended")["closing_code"].as_str().expect("words").to_owned();
    let of = graded(&gym, &stem, &code);
    assert_eq!((of.attempt.number, of.attempt.withdrawn), (1, 0), "{:?}", of.attempt);
    assert_eq!(of.supervision.witness.as_deref(), Some("h-02"), "nobody of that name was there");
    gym.ends(0, &["exam", "roster", "--against", "."]);
    says(&of, "that the examiner's own statements (who watched, which try it was) are true");
}

/// The start words were told before: the questions are read at home, with all the time there is, and then the paper is sat as if
/// for the first time.
#[test]
fn a_coach_and_a_candidate_together() {
    let gym = Gym::new();
    let (stem, words) = gym.issue_locked("short", "t-01", &[]);
    let (paper, at_home) = (format!("{stem}.paper.json"), "at-home.paper.json");
    std::fs::copy(gym.path(&paper), gym.path(at_home)).expect("copied");
    let mut talk = Talk::start(&gym, &["exam", "sit", at_home, "--jsonl", "--start", &words]);
    let read = std::iter::from_fn(|| talk.next()).find(|event| event["event"] == "prompt");
    assert!(read.expect("a question")["item"]["ask"].is_string(), "it is open to who has the words");
    talk.child.kill().expect("it was alive");
    talk.child.wait().expect("it is dead");
    let keys = keys_by_id(&gym, "short");
    let knows = |item: &Value| json!({"answer": keys[item["id"].as_str().expect("an id")], "certainty": 3});
    let events = gym.sit_with(&stem, &["--start", &words], knows);
    let code = events.last().expect("it ended")["closing_code"].as_str().expect("words").to_owned();
    let of = graded(&gym, &stem, &code);
    assert!(of.passed && of.supervision.says.contains("The paper was locked until then."), "{:?}", of.score);
    says(&of, "proves nothing against an examiner or a witness who told them before");
}

/// Who tries what, and the test that plays it.
const PLAYED: &[(&str, &str, &str, &str)] = &[
    (
        "outsider",
        "change a byte, the marks, the name",
        RECORDS,
        "no_byte_of_a_record_or_a_paper_can_be_changed",
    ),
    ("outsider", "seal it anew", RECORDS, "a_record_that_was_edited_and_sealed_again_does_not_verify"),
    (
        "outsider",
        "put an edited copy there that says it replaces the true one",
        include_str!("three_gyms.rs"),
        "a_season_of_a_chain",
    ),
    (
        "candidate alone",
        "write a log with a script: before the paper was issued, after the grading",
        ATTACKS,
        "a_log_that_was_written_by_a_script",
    ),
    (
        "candidate alone",
        "write one at a pace that nobody reads at, or in a face that is none",
        ATTACKS,
        "a_log_that_was_written_by_a_script",
    ),
    ("candidate alone", "write one that looks like a sitting", ATTACKS, "a_log_that_was_written_by_a_script"),
    (
        "candidate alone",
        "slow the clock of their program",
        include_str!("slowed_clock.rs"),
        "a_slowed_clock_wins_no_time_and_is_told",
    ),
    (
        "candidate with the paper beforehand",
        "read the questions, work out the keys",
        ATTACKS,
        "a_locked_paper_is_closed_until_its_words_are_read_out",
    ),
    (
        "candidate with the paper beforehand",
        "the same, and sit it before a witness",
        ATTACKS,
        "an_open_paper_says_so",
    ),
    (
        "candidate with a doctored program",
        "write another log afterwards",
        RECORDS,
        "a_log_that_was_changed_is_not_graded",
    ),
    ("candidate with a doctored program", "have it answer", HERE, "a_doctored_program_has_it_answer"),
    (
        "late witness",
        "sign for it with the code",
        include_str!("trainer_sits_an_exam.rs"),
        "moving_flagging_skipping_and_changing_an_answer_end_up_in_the_record",
    ),
    ("late witness", "sign for it with the key", WITNESS, "nobody_becomes_a_witness_afterwards"),
    (
        "coach alone",
        "change marks, questions, times, keys, and seal it again",
        RECORDS,
        "a_record_that_was_edited_and_sealed_again_does_not_verify",
    ),
    (
        "coach alone",
        "a second record of a sitting, or take back a try that went badly",
        ATTACKS,
        "a_coach_cannot_quietly_have_it_another_way",
    ),
    (
        "coach alone",
        "take a try out of the ledger",
        include_str!("ledger_and_badges.rs"),
        "a_try_cannot_vanish_from_the_ledger",
    ),
    ("coach alone", "name a witness who did not sign", WITNESS, "nobody_becomes_a_witness_afterwards"),
    (
        "coach alone",
        "draw papers until one suits, name a witness who was not there",
        HERE,
        "a_coach_draws_papers_until_one_suits",
    ),
    (
        "coach and candidate together",
        "tell the start words or the seed before",
        HERE,
        "a_coach_and_a_candidate_together",
    ),
];

const ATTACKS: &str = include_str!("attacks_on_exams.rs");
const RECORDS: &str = include_str!("records_are_checked.rs");
const WITNESS: &str = include_str!("witness_of_an_exam.rs");
const HERE: &str = include_str!("attacks_that_cannot_be_prevented.rs");

#[test]
fn every_row_of_the_table_is_played() {
    let docs = include_str!("../docs/exams.md");
    let (_, table) = docs.split_once("### Who attacks it").expect("a table");
    let rows = table.lines().skip_while(|line| !line.starts_with("| who")).skip(2);
    let told: Vec<(&str, &str)> = rows
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[1], cells[3])
        })
        .collect();
    let played: Vec<(&str, &str)> = PLAYED.iter().map(|(who, tries, ..)| (*who, *tries)).collect();
    assert_eq!(told, played);
    for (_, tries, file, test) in PLAYED {
        let is_there = file.split("#[test]").skip(1).any(|after| after.contains(&format!("\nfn {test}()")));
        assert!(is_there, "{tries}: {test}");
    }
}
