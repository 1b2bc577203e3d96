//! Whole processes, as a person waits for them: start-up against a hello-world, and `check --from` against a program
//! that only parses the same lines and writes the same bytes. Prints ratios of medians, the runs taking turns.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use formcheck_core::quiz::{Chance, Seed};
use formcheck_core::rulebook::load_mid_back;
use serde::Deserialize;

/// Tells this program to be one of the programs it compares with.
const ROLE: &str = "FORMCHECK_BENCH_ROLE";
const LINES: usize = 200_000;

fn main() {
    match std::env::var(ROLE).as_deref() {
        Ok("hello") => println!("Hello, world!"),
        Ok("parse") => parse_and_write(),
        // `cargo test --benches` only wants to know that it builds.
        _ if std::env::args().any(|arg| arg == "--test") => {}
        _ => compare(),
    }
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    exercise: Cow<'a, str>,
    #[serde(borrow)]
    signs: HashMap<&'a str, serde_json::Value>,
}

/// Parses every line into a struct, then writes bytes of the same number.
fn parse_and_write() {
    let path = std::env::args().nth(1).expect("a file");
    let text = fs::read_to_string(path).expect("text");
    let answers = fs::read(std::env::args().nth(2).expect("a file")).expect("bytes");
    let mut kept = 0;
    for line in text.lines() {
        let line: Line<'_> = serde_json::from_str(line).expect("a line");
        kept += line.exercise.len() + line.signs.len();
    }
    assert!(kept > 0);
    io::stdout().lock().write_all(&answers).expect("written");
}

/// One run of a command, from its start to its end.
fn run(command: &mut Command) -> Duration {
    let started = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let taken = started.elapsed();
    assert!(status.is_ok(), "it starts");
    taken
}

/// Medians of both, taking turns.
fn ratio(what: &str, runs: usize, mut ours: Command, mut theirs: Command) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        times[0].push(run(&mut ours));
        times[1].push(run(&mut theirs));
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let [ours, theirs] = times.each_mut().map(median);
    println!(
        "{what:45} {ours:>10.1?} against {theirs:>10.1?}: {:.2}",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
}

fn compare() {
    let this = std::env::current_exe().expect("this program");
    let hello = || {
        let mut command = Command::new(&this);
        command.env(ROLE, "hello");
        command
    };
    let formcheck = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formcheck"));
        command.args(args);
        command
    };
    ratio("--help against hello-world", 300, formcheck(&["--help"]), hello());
    ratio(
        "first question against hello-world",
        300,
        formcheck(&["quiz", "mid-back-foundations", "--seed", "1"]),
        hello(),
    );

    let place = std::env::temp_dir().join("formcheck-bench");
    fs::create_dir_all(&place).expect("a place");
    let (whole, partial) = (place.join("whole.jsonl"), place.join("partial.jsonl"));
    write_lines(&whole, false);
    write_lines(&partial, true);
    for (what, input) in [("check --from, whole reps", &whole), ("check --from, half of the signs", &partial)]
    {
        let name = input.to_string_lossy().into_owned();
        let answers = place.join("answers.jsonl");
        let output = formcheck(&["check", "--from", &name]).output().expect("it runs");
        assert!(output.status.success());
        fs::write(&answers, &output.stdout).expect("written");
        let mut parse = Command::new(&this);
        parse.env(ROLE, "parse").arg(input).arg(&answers);
        ratio(what, 9, formcheck(&["check", "--from", &name]), parse);
    }
}

/// Random reps of all exercises.
fn write_lines(path: &Path, partial: bool) {
    let book = load_mid_back();
    let mut chance = Chance::from_seed(Seed(1));
    let mut text = String::new();
    for number in 0..LINES {
        // Cameras and people watch one exercise for a while.
        let exercise = &book.exercises[number / 5_000 % book.exercises.len()];
        let mut signs = serde_json::Map::new();
        for (place, observed) in exercise.signs.iter().enumerate() {
            let sign = &book[observed.sign];
            let values: Vec<_> = sign.all().values().collect();
            let word = sign.word(*chance.pick(&values).expect("a value"));
            if !partial || place % 2 == 0 {
                let value = word.parse::<i64>().map_or_else(|_| word.into(), serde_json::Value::from);
                signs.insert(sign.id.to_string(), value);
            }
        }
        let line = serde_json::json!({"exercise": exercise.id, "signs": signs});
        text.push_str(&line.to_string());
        text.push('\n');
    }
    fs::write(path, text).expect("written");
}
