//! A session over JSON lines: the shapes of docs/interfaces.md, and the same seed the same bytes.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Plays a quiz; `reply` gives the answer to each prompt.
fn play(args: &[&str], mut reply: impl FnMut(&Value) -> Value) -> (i32, Vec<Value>) {
    // The key of a prompt is not in it, so a first run that quits at once shows nothing: answers are made one by one.
    let mut events: Vec<Value> = Vec::new();
    // Not in the history of whoever runs the tests.
    let mut child = Command::new(env!("CARGO_BIN_EXE_formcheck"))
        .env("FORMCHECK_DATA_DIR", "/dev/null/nowhere")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let stdout = std::io::BufReader::new(child.stdout.take().expect("a pipe"));
    for line in std::io::BufRead::lines(stdout) {
        let event: Value = serde_json::from_str(&line.expect("text")).expect("JSON");
        if event["event"] == "prompt" {
            let answer = reply(&event);
            writeln!(stdin, "{answer}").expect("it listens");
        }
        events.push(event);
    }
    (child.wait().expect("it ends").code().expect("by itself"), events)
}

/// An answer of the wanted form, right or not.
fn some_answer(prompt: &Value) -> Value {
    let item = &prompt["item"];
    let ids = |key: &str| -> Vec<Value> {
        item[key].as_array().expect("a list").iter().map(|one| one["id"].clone()).collect()
    };
    let answer = match item["answer"].as_str().expect("a word") {
        "one" => ids("options")[0].clone(),
        "many" | "order" => json!(ids("options")),
        "pairs" => {
            let pairs = ids("left").into_iter().zip(ids("right"));
            Value::Object(pairs.map(|(a, b)| (a.as_str().expect("text").to_owned(), b)).collect())
        }
        "number" => json!(45),
        _ => json!("arm rowing"),
    };
    json!({"answer": answer, "certainty": 2.0})
}

#[test]
fn a_rep_that_was_seen_and_not_read_is_told_as_such() {
    let mut asked = 0;
    let (_, events) = play(&["quiz", "spot-the-mistake", "--jsonl", "--seed", "1"], |prompt| {
        asked += 1;
        let mut reply = if asked == 5 { json!({"quit": true}) } else { some_answer(prompt) };
        match asked {
            1 => reply["by_eye"] = json!(true),
            2 => reply["by_eye"] = json!("yes"),
            3 => reply["hint"] = json!(true),
            _ => {}
        }
        reply
    });
    let told: Vec<&Value> = events.iter().filter(|event| event["event"] == "feedback").collect();
    assert_eq!(told.len(), 3);
    assert_eq!((&told[0]["by_eye"], &told[1]["hint"]), (&json!(true), &json!(true)));
    assert!(told[1]["by_eye"].is_null() && told[2]["by_eye"].is_null() && told[2]["hint"].is_null());
    assert!(told[1]["marks"].as_f64().is_some_and(|marks| marks <= 0.5), "a hint halves the marks");
    let errors = events.iter().filter(|event| event["event"] == "error");
    assert!(
        errors.clone().count() == 1
            && errors.into_iter().all(|one| one["message"].to_string().contains("by_eye"))
    );
}

#[test]
fn a_whole_quiz_has_the_promised_shape() {
    let (code, events) = play(&["quiz", "mid-back-foundations", "--jsonl", "--seed", "1"], some_answer);
    assert_eq!(code, 0);
    let session = &events[0];
    assert_eq!(
        (&session["event"], &session["quiz"], &session["seed"], &session["items"]),
        (&json!("session"), &json!("mid-back-foundations"), &json!(1), &json!(12))
    );
    assert_eq!(session["pack"][0]["name"], "mid-back");
    assert_eq!(session["pack"][0]["sha256"].as_str().map(str::len), Some(64));
    assert!(session["notice"].as_str().is_some_and(|notice| notice.contains("medical")));
    assert!(session.get("time_limit_s").is_some());
    let prompts: Vec<&Value> = events.iter().filter(|event| event["event"] == "prompt").collect();
    let told: Vec<&Value> = events.iter().filter(|event| event["event"] == "feedback").collect();
    assert_eq!((prompts.len(), told.len()), (12, 12));
    for (place, (prompt, told)) in prompts.iter().zip(&told).enumerate() {
        assert_eq!(
            (&prompt["n"], &prompt["of"], &told["n"]),
            (&json!(place + 1), &json!(12), &json!(place + 1))
        );
        for key in ["id", "kind", "ask", "answer"] {
            assert!(prompt["item"][key].is_string(), "{key}: {prompt}");
        }
        let text = prompt.to_string();
        for hidden in ["\"skill\"", "\"right\"", "\"because\"", "\"key\""] {
            assert!(!text.replace("\"right\":[", "").contains(hidden), "{hidden} in {text}");
        }
        for key in ["right", "marks", "key", "skill", "options", "why", "fix", "cue", "sources"] {
            assert!(told.get(key).is_some(), "{key}: {told}");
        }
    }
    let result = events.last().expect("a result");
    assert_eq!((&result["event"], &result["of"]), (&json!("result"), &json!(12)));
    let marks: f64 = told.iter().map(|one| one["marks"].as_f64().expect("a number")).sum();
    assert!((result["marks"].as_f64().expect("a number") - marks).abs() < 1e-9);
    for key in ["percent", "pass", "passed", "by_exercise", "by_kind", "missed"] {
        assert!(result.get(key).is_some(), "{key}");
    }
}

#[test]
fn the_same_seed_can_be_replayed_and_the_keys_earn_all_marks() {
    let args = ["quiz", "mid-back-foundations", "--jsonl", "--seed", "1"];
    let (_, first) = play(&args, some_answer);
    let (_, again) = play(&args, some_answer);
    assert_eq!(first, again);
    let keys: Vec<Value> =
        first.iter().filter(|event| event["event"] == "feedback").map(|told| told["key"].clone()).collect();
    let (code, right) = play(&args, |prompt| {
        let n = usize::try_from(prompt["n"].as_u64().expect("a number")).expect("small");
        json!({"answer": keys[n - 1]})
    });
    assert_eq!(code, 0);
    let result = right.last().expect("a result");
    assert_eq!(
        (&result["marks"], &result["percent"], &result["missed"]),
        (&json!(12.0), &json!(100.0), &json!([]))
    );
}

#[test]
fn an_exam_keeps_its_feedback_for_the_end_and_tells_whether_it_was_passed() {
    let args = ["quiz", "trainer-onboarding", "--jsonl", "--seed", "4"];
    let (code, events) = play(&args, some_answer);
    let last_prompt = events.iter().rposition(|event| event["event"] == "prompt").expect("prompts");
    let first_told = events.iter().position(|event| event["event"] == "feedback").expect("feedback");
    assert!(last_prompt < first_told);
    assert_eq!(events.iter().filter(|event| event["event"] == "noted").count(), 40);
    assert_eq!((code, &events.last().expect("a result")["passed"]), (1, &json!(false)));
    let keys: Vec<Value> =
        events.iter().filter(|event| event["event"] == "feedback").map(|told| told["key"].clone()).collect();
    let (code, events) = play(&args, |prompt| {
        let n = usize::try_from(prompt["n"].as_u64().expect("a number")).expect("small");
        json!({"answer": keys[n - 1]})
    });
    assert_eq!((code, &events.last().expect("a result")["passed"]), (0, &json!(true)));
}

#[test]
fn bad_lines_skip_undo_and_quit() {
    let mut step = 0;
    let (code, events) = play(&["quiz", "--jsonl", "--seed", "9"], |prompt| {
        step += 1;
        match step {
            1 => json!("no object"),
            2 => json!({"answer": 7.5, "certainty": 9}),
            3 => json!({"anser": "a"}),
            4 => json!({"undo": true}),
            5 | 7 => some_answer(prompt),
            6 => json!({"undo": true}),
            8 => json!({"skip": true}),
            _ => json!({"quit": true}),
        }
    });
    let kinds: Vec<&str> = events.iter().map(|event| event["event"].as_str().expect("a word")).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "error").count(), 4, "{kinds:?}");
    let prompts: Vec<&Value> = events.iter().filter(|event| event["event"] == "prompt").collect();
    assert_eq!(prompts[0]["item"]["id"], prompts[4]["item"]["id"], "a bad line gets the same prompt again");
    assert_eq!(prompts[4]["item"]["id"], prompts[6]["item"]["id"], "undo shows the last prompt again");
    assert_eq!(prompts[8]["n"], prompts[7]["n"], "a skipped item makes room for the next");
    assert_ne!(prompts[8]["item"]["id"], prompts[7]["item"]["id"]);
    assert_eq!(events.last().expect("a result")["of"], 1);
    assert_eq!(code, 0);
}
