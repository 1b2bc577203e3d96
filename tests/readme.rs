//! What the README shows is what the program does.

use crate::common::program::{Test, out};
use std::path::Path;

const README: &str = include_str!("../README.md");

/// The lines between two fences.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    text.split(&start).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

/// What the program writes to stdout, with a history of its own.
fn run(args: &[&str], input: &str, data: &Path) -> String {
    // Papers and exports are written where one is; a passphrase is typed, or stands in the environment.
    let test = Test::new(args).data(data).inside(data).env("FORMCHECK_PASSPHRASE", "a passphrase");
    out(&test.input(input).run())
}

#[test]
fn the_transcript_is_what_the_program_writes() {
    let transcript = blocks(README, "text")[0];
    let (command, shown) = transcript.split_once("\n...\n").expect("a command, then what it wrote");
    let args: Vec<&str> = command.split(" -- ").nth(1).expect("arguments").split_whitespace().collect();
    let data = tempfile::tempdir().expect("a folder");
    let written = run(&args, "1\n", data.path());
    assert!(
        written.contains(shown.trim_end()),
        "the README shows\n{shown}\nand the program wrote\n{written}"
    );
}

/// Every command of the README, as far as it ends by itself, is one that the program knows.
#[test]
fn every_command_is_known() {
    let lines = blocks(README, "sh")
        .into_iter()
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("formcheck "));
    let data = tempfile::tempdir().expect("a folder");
    let mut tried = 0;
    for line in lines {
        let plain = line.split('#').next().unwrap_or_default();
        let args: Vec<&str> = plain.split_whitespace().collect();
        // What needs a coach's own files, or an examiner's records; an exam by eye needs a screen.
        let is_seen = args.starts_with(&["exam", "sit"]) || args.starts_with(&["exam", "grade"]);
        if is_seen || args.iter().any(|arg| *arg == "my-pack" || arg.ends_with(".record.json")) {
            continue;
        }
        let written = run(&args, "1\nq\n", data.path());
        assert!(!written.is_empty() || args[0] == "check", "formcheck {plain}");
        tried += 1;
    }
    assert!(tried >= 10, "only {tried} commands were tried");
}
