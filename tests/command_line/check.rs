//! `formcheck check`: one rep, or many in a pipe.

use crate::common::program::{code, err, lines, out, run, run_with};
use serde_json::{Value, json};

#[test]
fn check_answers_as_promised() {
    let output = run(&["check", "seal-row", "first-to-move=elbows", "--json"]);
    assert_eq!(code(&output), 0);
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(answer["exercise"], "seal-row");
    assert_eq!(answer["verdict"], "mistakes");
    let certain = &answer["certain"][0];
    assert_eq!(certain["id"], "arm-rowing");
    assert_eq!(certain["because"][0]["sign"], "first-to-move");
    assert_eq!(certain["because"][0]["value"], "elbows");
    for key in ["name", "severity", "why", "fix", "cue"] {
        assert!(certain[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
    assert!(answer["possible"].as_array().is_some_and(|list| list.iter().all(|one| one["needs"].is_array())));
    assert!(answer["ask_next"].is_string());
    assert!(answer["ruled_out"].as_array().is_some_and(|list| list.contains(&json!("torso-leads"))));
}

#[test]
fn check_knows_every_verdict() {
    let verdict = |args: &[&str]| {
        let args: Vec<&str> = ["check"].iter().chain(args).chain(&["--json"]).copied().collect();
        let output = run(&args);
        assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
        serde_json::from_str::<Value>(&out(&output)).expect("JSON")["verdict"]
            .as_str()
            .expect("text")
            .to_owned()
    };
    assert_eq!(verdict(&["seal-row", "--rest-good"]), "clean");
    assert_eq!(verdict(&["seal-row", "momentum=none"]), "no-mistake-seen");
    assert_eq!(verdict(&["seal-row"]), "undecided", "nothing was told");
    let nothing = run_with(&["check", "seal-row", "--from", "-"], b"{\"signs\":{}}");
    assert_eq!(lines(&nothing)[0]["verdict"], "undecided", "a batch says the same");
    assert_eq!(verdict(&["seal-row", "top-pause=held", "--rest-good"]), "tolerated");
    assert_eq!(verdict(&["kroc-row", "bottom-range=slightly-short"]), "undecided");
    assert_eq!(verdict(&["seal-row", "momentum=slight", "--rest-good"]), "mistakes");
    assert_eq!(verdict(&["half-kneeling-pulldown", "ribs=flared", "lumbar-shape=rounded"]), "impossible");
}

/// What is still open is asked in words, and what is off but no mistake is counted.
#[test]
fn check_says_what_to_look_at_in_words() {
    let open = out(&run(&["check", "seal-row", "first-to-move=elbows"]));
    let words = open.replace("\n    ", " ");
    assert!(words.contains("- Bench too low: ") && words.contains("? (bar-hang)\n"), "{open}");
    let off = out(&run(&["check", "seal-row", "--rest-good", "top-pause=held"]));
    assert!(off.contains("No mistake, but one thing is not how it is taught:"), "{off}");
}

#[test]
fn several_mistakes_come_with_what_to_fix_first() {
    let output = run(&["check", "bent-over-row", "lumbar-shape=rounded", "first-to-move=elbows"]);
    let text = out(&output);
    let (first, second) = (text.find("Rounded lower back"), text.find("Arm rowing"));
    assert!(first < second && text.contains("fix this first"), "{text}");
}

#[test]
fn a_batch_answers_line_by_line() {
    let input = b"{\"exercise\":\"seal-row\",\"signs\":{\"momentum\":\"slight\"}}\n\n{\"signs\":{\"elbow-angle\":30}}\nnot json\n{\"exercise\":\"seal-row\",\"signs\":{\"momentm\":\"slight\"}}\n{\"exercise\":\"kroc-row\",\"signs\":{\"reps\":5,\"head\":null}}\n\xff\xfe\n";
    let output = run_with(&["check", "yates-row", "--from", "-"], input);
    assert_eq!(code(&output), 1, "bad lines are told in the exit code");
    let answers = lines(&output);
    assert_eq!(answers.len(), 6);
    assert_eq!(answers[0]["certain"], json!(["any-cheat"]));
    assert_eq!(answers[1]["exercise"], "yates-row");
    let numbers: Vec<u64> = answers.iter().filter_map(|answer| answer["line"].as_u64()).collect();
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7], "each answer says its line, and the empty one has none");
    assert_eq!(answers[2]["line"], 4);
    assert!(answers[3]["error"].as_str().is_some_and(|text| text.contains("momentum")));
    assert_eq!(answers[4]["certain"], json!(["kroc-too-few-reps"]));
    assert_eq!(answers[5]["line"], 7);
    let good = run_with(&["check", "seal-row", "--from", "-", "--rest-good"], b"{\"signs\":{}}");
    assert_eq!((code(&good), lines(&good)[0]["verdict"].clone()), (0, json!("clean")));
}

#[test]
fn a_batch_of_nothing_is_no_success() {
    let output = run_with(&["check", "seal-row", "--from", "-"], b"\n\n");
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("nothing to check"));
    let folder = run(&["check", "--from", "tests"]);
    assert_eq!(code(&folder), 2);
    assert!(err(&folder).contains("is a folder"));
    let missing = run(&["check", "--from", "no-such-file"]);
    assert!(err(&missing).contains("it is not there"), "{}", err(&missing));
}

#[test]
fn the_long_and_the_short_answer_agree() {
    let line = |value: &&str| json!({"exercise": "seal-row", "signs": {"momentum": value}}).to_string();
    let input = ["none", "slight", "big"].iter().map(line).collect::<Vec<_>>().join("\n");
    let short = lines(&run_with(&["check", "--from", "-"], input.as_bytes()));
    let long = lines(&run_with(&["check", "--from", "-", "--full"], input.as_bytes()));
    for (short, long) in short.iter().zip(&long) {
        assert_eq!((&short["verdict"], &short["line"]), (&long["verdict"], &long["line"]));
        let ids = |key: &str| -> Value {
            long[key].as_array().expect("a list").iter().map(|one| one["id"].clone()).collect()
        };
        assert_eq!((short["certain"].clone(), short["possible"].clone()), (ids("certain"), ids("possible")));
    }
}

/// What is taught and not asked for is told as such; clauses that are joined say their subject once.
#[test]
fn a_clean_rep_reads_as_a_coach_would_say_it() {
    let page = out(&run(&["show", "seal-row"])).replace("\n    ", " ");
    assert!(
        page.contains(
            "- The elbow finishes at or just past the line of the torso; anything else gets no verdict\n"
        ),
        "{page}"
    );
    assert!(page.contains("- The lower back keeps its natural curve\n"), "a mistake speaks on it: {page}");
    let page = out(&run(&["show", "dead-stop-row"])).replace("\n    ", " ");
    assert!(
        page.contains(
            "The lifter says each rep took some work they could control or was hard work they could control"
        ),
        "{page}"
    );
}

/// A number that is whole is whole, however a program writes it.
#[test]
fn sixteen_point_nought_is_sixteen() {
    let batch = |number: &str| {
        let line = format!("{{\"signs\":{{\"torso-angle\":{number},\"first-to-move\":\"elbows\"}}}}");
        lines(&run_with(&["check", "yates-row", "--from", "-"], line.as_bytes()))
    };
    let set = |number: &str| {
        let line = format!("{{\"torso-angle\":{number}}}");
        let output = run_with(&["check", "yates-row", "--set", "-", "--json"], line.as_bytes());
        assert_eq!(code(&output), 0, "{number}: {}", err(&output));
        out(&output)
    };
    for number in ["60.0", "6e1", "6.0E+1"] {
        assert_eq!(batch(number), batch("60"), "{number}");
        assert_eq!(set(number), set("60"), "{number}");
    }
    assert_ne!(set("60"), set("20"));
}
