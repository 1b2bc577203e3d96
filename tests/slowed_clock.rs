//! A candidate who slows the clock: a library between the program and the system lets every clock of the C library run fifty
//! times slower. It wins no time, and the record says that the clock was changed.
//!
//! Skipped, and said so, where there is no C compiler.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::common::exams::{Gym, Talk, first, said};
use crate::common::skips::passed_over;
use formcheck_exam::record::Record;
use formcheck_exam::{LogLine, Sealed};
use serde_json::json;

/// How long the first question is looked at: longer than a clock that is only put right may be off.
const LOOKS: Duration = Duration::from_millis(5_600);

/// The library, if it can be built here.
fn library(folder: &Path) -> Option<PathBuf> {
    let to = folder.join("slowed-clock.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/slowed-clock.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&to).arg(source).output();
    match built {
        Ok(built) => {
            assert!(built.status.success(), "{}", said(&built));
            Some(to)
        }
        Err(_) => {
            passed_over("a slowed clock: there is no C compiler");
            None
        }
    }
}

#[test]
fn a_slowed_clock_wins_no_time_and_is_told() {
    let gym = Gym::new();
    let Some(library) = library(&gym.path(".")) else { return };
    let stem = gym.issue("short", "t-01", &[]);
    let paper = format!("{stem}.paper.json");
    let mut sits = gym.command(&["exam", "sit", &paper, "--jsonl"]);
    sits.env("LD_PRELOAD", &library);
    let mut talk = Talk::of(sits);
    talk.expect("session");
    let one = talk.expect("prompt");
    std::thread::sleep(LOOKS);
    talk.ask(&json!({"answer": first(&one["item"])}), "noted");
    let two = talk.expect("prompt");
    let left = |event: &serde_json::Value| event["left_s"].as_u64().expect("a limit");
    assert!(left(&one) - left(&two) >= 5, "the time goes on: {one} {two}");
    talk.ask(&json!({"hand_in": true}), "closed");
    assert!(talk.child.wait().expect("it ends").success());
    // The library did what a candidate would want of it: by the wall, hardly any time has passed.
    let log = gym.text(&format!("{stem}.log"));
    let lines: Vec<LogLine> =
        log.lines().map(|line| serde_json::from_str(line).expect("a line of a log")).collect();
    let wall = lines.last().expect("a line").at.0 - lines[0].at.0;
    assert!(wall < 1_000, "the clock was slowed: {wall}");
    let graded = gym.run(&["exam", "grade", &paper]);
    assert!(matches!(graded.status.code(), Some(0 | 1)), "{}", said(&graded));
    assert!(said(&graded).contains("the wall clock was changed during the exam"), "{}", said(&graded));
    let of = Sealed::<Record>::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("one").what;
    assert!(of.times.used_ms >= 5_600, "{:?}", of.times);
    assert!(of.times.doubts.iter().any(|doubt| doubt.contains("counted without it")), "{:?}", of.times);
    // Slowed while it is graded too, it is no better: what is counted stands in the log.
    let mut grade = gym.command(&["exam", "grade", &paper, "--replaces", "--out", "again.record.json"]);
    let graded = grade.env("LD_PRELOAD", &library).output().expect("it runs");
    assert!(said(&graded).contains("the wall clock was changed during the exam"), "{}", said(&graded));
}
