//! `formcheck quiz` in plain lines.

use crate::common::program::{Test, code, err, out, run, run_with};

/// A prompt that wants several things in one line says how, also where some of them are missing; and a quiz that was left
/// early shows no share.
#[test]
fn an_order_question_says_how_to_answer_and_leaving_early_is_no_result() {
    let asked = out(&run_with(&["quiz", "seal-row", "--items", "20", "--seed", "3"], b"1\nq\n"));
    assert!(asked.contains("Result: ") && asked.contains(" that you answered\n"), "{asked}");
    assert!(asked.contains("You answered 1 of 20 questions.") && !asked.contains(" %)"), "{asked}");
    // Each line is wrong for the questions before it, right in form for none but a choice.
    let text =
        out(&run_with(&["quiz", "seal-row", "--items", "20", "--seed", "4"], "1\n".repeat(40).as_bytes()));
    let order = text
        .split("\nQuestion ")
        .find(|one| one.contains("put the steps in order"))
        .expect("an order question");
    assert!(
        order.contains("\nType all 6 numbers in the right order, with spaces between them.\n>"),
        "{order}"
    );
    assert!(order.contains("Name all 6; you named 1. Type all 6 numbers in the right order"), "{order}");
}

/// What it came to, then what to look at again, each with its cue; the tables for whoever asks for them.
#[test]
fn the_tables_of_a_result_are_asked_for() {
    let quiz = ["quiz", "--items", "6", "--seed", "5"];
    let lines = "1\n".repeat(40);
    let plain = out(&run_with(&quiz, lines.as_bytes()));
    let result = &plain[plain.find("Result: ").expect("a result")..];
    assert!(result.contains("Worth another look") && result.contains("\n    Cue: "), "{result}");
    assert!(!result.contains("By exercise") && !result.contains("By kind"), "{result}");
    let asked = out(&run_with(&[&quiz[..], &["--tables"]].concat(), lines.as_bytes()));
    let result = &asked[asked.find("Result: ").expect("a result")..];
    let place = |heading: &str| result.find(heading).unwrap_or_else(|| panic!("{heading}: {result}"));
    assert!(place("Worth another look") < place("By exercise") && place("By exercise") < place("By kind"));
    let study = ["study", "--items", "2", "--seed", "5", "--tables"];
    let folder = tempfile::tempdir().expect("a folder");
    let told = Test::new(&study).history(folder.path(), "2026-11-01T18:00").input("1\n1\n").run();
    assert!(out(&told).contains("By kind"), "{}", out(&told));
}

#[test]
fn odd_input_never_upsets_a_quiz() {
    let mut long = vec![b'x'; 3_000_000];
    long.push(b'\n');
    for input in [&b"\xff\xfe\n\0\n\n99999999999999999999\n-1\n"[..], &long, b"\x1b[2J\n"] {
        let output = run_with(&["quiz", "know-your-mid-back", "--seed", "18"], input);
        assert_eq!(code(&output), 1, "nothing was answered: {}", out(&output));
        assert!(out(&output).contains("Nothing was answered"));
        assert!(!output.stdout.contains(&0x1b));
    }
}

#[test]
fn a_quiz_can_be_about_one_thing() {
    for (id, says) in [("seal-row", "Seal row"), ("arm-rowing", "Arm rowing")] {
        let output = run(&["quiz", id, "--jsonl", "--seed", "7"]);
        let lines: Vec<serde_json::Value> =
            out(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines[0]["title"], says);
        assert!(lines[0]["items"].as_u64().is_some_and(|items| items >= 5), "{}", lines[0]);
    }
    // A short exercise or a single mistake has fewer than were asked for: that is said, not filled up.
    let many = run(&["quiz", "arm-rowing", "--items", "500"]);
    assert_eq!(code(&many), 2);
    assert!(err(&many).contains("ask for fewer: --items"), "{}", err(&many));
    for (args, told) in [
        (&["quiz", "spot-the-mistake", "--items", "3"][..], "leave --items out"),
        (&["quiz", "rhomboids"], "is not a quiz, exercise or mistake"),
        (&["quiz", "--json"], "did you mean `--jsonl`?"),
    ] {
        let output = run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains(told), "{args:?}: {}", err(&output));
    }
}
