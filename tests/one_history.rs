//! A person whose quizzes, filmed sets and near misses are one history with what they study.

use std::fs;
use std::path::Path;

use crate::common::lines::{Talk, pick};
use crate::common::program::{Test, out};
use serde_json::{Value, json};

const NOW: &str = "2026-11-03T18:00";

fn test(args: &[&str], data: &Path) -> Test {
    Test::new(args).history(data, NOW)
}

/// The events of the history, in order.
fn events(data: &Path) -> Vec<Value> {
    let told = test(&["data", "export"], data).result();
    told.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn of<'e>(events: &'e [Value], kind: &str) -> Vec<&'e Value> {
    events.iter().filter(|event| event["event"] == kind).collect()
}

fn stats(data: &Path) -> Value {
    serde_json::from_str(&test(&["stats", "--json"], data).result()).expect("JSON")
}

/// Writes a pack with one quiz, which leans on the mid-back pack.
fn write_pack(pack: &Path, quiz: &str, rest: &str) {
    let about = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\nversion = \"1.0.0\"\nlicence = \"CC0-1.0\"\n\
        authors = [\"A\"]\nlang = \"en\"\nphases = [\"setup\"]\nuses = [\"mid-back\"]\n";
    fs::create_dir_all(pack.join("rules")).expect("a folder");
    fs::create_dir_all(pack.join("quizzes")).expect("a folder");
    fs::write(pack.join("rules/pack.toml"), about).expect("written");
    let text = format!("title = \"Mine\"\nabout = \"A quiz.\"\n{rest}");
    fs::write(pack.join(format!("quizzes/{quiz}.toml")), text).expect("written");
}

#[test]
fn answers_of_a_quiz_are_reviews_in_lines_and_over_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let said = Talk::start(&["quiz", "--jsonl", "--seed", "3", "--items", "4"], data, NOW)
        .play(|item| pick(item, 1));
    assert_eq!(said[0]["kept"], true);
    let kept = events(data);
    assert_eq!(of(&kept, "opened")[0]["quiz"], "mixed");
    assert_eq!((of(&kept, "shown").len(), of(&kept, "answered").len(), of(&kept, "closed").len()), (4, 4, 1));
    assert!(of(&kept, "answered").iter().all(|answer| answer["schedules"] == true));
    let marks: f64 = of(&kept, "answered").iter().filter_map(|answer| answer["marks"].as_f64()).sum();
    assert_eq!(
        Some(marks),
        said.last().and_then(|result| result["marks"].as_f64()),
        "the marks are the quiz's"
    );
    // What was missed in it comes first in study.
    let missed: Vec<&Value> = of(&kept, "answered")
        .into_iter()
        .filter(|answer| answer["right"] == false)
        .map(|one| &one["skill"])
        .collect();
    let mut study = Talk::start(&["study", "--jsonl", "--items", "4"], data, NOW);
    let first = study.next().expect("a session");
    assert_eq!(first["due"], missed.len(), "{first}");
    study.play(|item| pick(item, 0));
    let kept = events(data);
    let skill = of(&kept, "shown")
        .into_iter()
        .filter(|shown| shown["session"] != 1)
        .map(|one| &one["item"]["skill"])
        .next();
    assert!(missed.contains(&skill.expect("a question")));
    // In plain lines, with one taken back: it stands in the history with its first answer.
    let told = test(&["quiz", "--seed", "5", "--items", "2"], data).input("1\nu\n2\n1\n");
    assert!(told.result().contains("Every answer is kept, and counts in study."));
    let kept = events(data);
    let again: Vec<&Value> =
        of(&kept, "answered").into_iter().filter(|answer| answer["again"] == true).collect();
    assert_eq!((of(&kept, "undone").len(), again.len()), (1, 1));
    assert_eq!(stats(data)["answers"], 4 + 4 + 2);
}

#[test]
fn nothing_is_kept_where_nobody_wants_it_or_it_cannot_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let told =
        test(&["quiz", "--keep-nothing", "--seed", "3", "--items", "2"], &data).input("1\n1\n").result();
    assert!(told.contains("Nothing is kept."), "{told}");
    assert!(!data.exists(), "not even a folder");
    let nowhere = Test::new(&["quiz", "--seed", "3", "--items", "2"]).input("1\n1\n").result();
    assert!(nowhere.contains("Nothing is kept: the folder for your"), "{nowhere}");
    let said = Talk::start(&["quiz", "--jsonl", "--seed", "3"], Path::new("/dev/null/nowhere"), NOW)
        .play(|item| pick(item, 1));
    assert_eq!(
        (&said[0]["kept"], said.last().map(|result| &result["of"])),
        (&json!(false), Some(&json!(10)))
    );
}

/// Where the explanation comes at the end, nobody has seen the key of an answer that is taken back.
#[test]
fn an_answer_that_was_not_explained_may_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("pack");
    let section = "[[section]]\ntitle = \"All\"\ndraw = 2\nkinds = [\"spot\"]\nexercises = [\"seal-row\"]\n";
    write_pack(&pack, "late", &format!("feedback = \"end\"\n\n{section}"));
    let data = folder.path().join("data");
    let pack = pack.to_string_lossy().into_owned();
    let output = test(&["quiz", "late", "--pack", &pack, "--seed", "3"], &data).input("1\nu\n2\n1\n").run();
    assert!(out(&output).contains("Result"), "{output:?}");
    let kept = events(&data);
    let answers = of(&kept, "answered");
    assert_eq!((answers.len(), of(&kept, "shown").len()), (3, 3), "it is shown anew");
    assert!(answers.iter().all(|answer| answer.get("again").is_none()));
    assert_eq!(stats(&data)["answers"], 2);
}

/// What is made of several reps is taken as good for one, and yet nobody saw it.
#[test]
fn what_nobody_saw_of_a_set_is_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let floor = concat!(env!("CARGO_MANIFEST_DIR"), "/packs/gym-floor");
    let keep = ["check", "kettlebell-swing", "--pack", floor, "--keep"];
    let nothing = test(&keep, folder.path()).run();
    assert_eq!(nothing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("there is nothing to keep"));
    test(&[&keep[..], &["swing-rounding=5"]].concat(), folder.path()).ends(0);
    let events = events(folder.path());
    let set = of(&events, "filmed")[0];
    assert_eq!(set["signs"], json!({"gym-floor/swing-rounding": "5"}));
    let ruled_out = set["ruled_out"].as_array().expect("a list");
    assert!(!ruled_out.contains(&json!("gym-floor/swing-goes-on")), "{set}");
}

#[test]
fn what_was_filmed_is_asked_next_until_it_is_known_or_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let first = |data: &Path| {
        let mut study =
            Talk::start(&["study", "--jsonl", "--items", "1", "--exercises", "yates-row"], data, NOW);
        let opened = study.next().expect("a session");
        let shown = study.next().expect("an introduction or a question");
        drop(study.child.kill());
        let _ = study.child.wait();
        (opened["due"].clone(), shown)
    };
    let film = |signs: &[&str]| {
        let args = [&["check", "seal-row", "--keep", "--json"][..], signs].concat();
        serde_json::from_str::<Value>(&test(&args, data).result()).expect("JSON")
    };
    let seen = film(&["first-to-move=elbows"]);
    assert_eq!((&seen["kept"], &seen["certain"][0]["id"]), (&json!(true), &json!("arm-rowing")));
    assert_eq!(of(&events(data), "filmed")[0]["fires"], json!(["arm-rowing"]));
    // It is asked first, new as it is, and though only another exercise was chosen.
    let (due, shown) = first(data);
    assert_eq!(
        (due, &shown["event"], &shown["mistake"]),
        (json!(1), &json!("introduction"), &json!("arm-rowing"))
    );
    let filmed = &stats(data)["filmed"][0];
    assert_eq!(
        (&filmed["exercise"], &filmed["sets"], &filmed["mistakes"][0]["times"]),
        (&json!("seal-row"), &json!(1), &json!(1))
    );
    let told = test(&["stats"], data).result();
    assert!(
        told.contains("What you filmed") && told.contains("Arm rowing: in 1 of 1, last today."),
        "{told}"
    );
    // A later film without it asks for it no more.
    film(&["first-to-move=shoulder-blades"]);
    assert_eq!(first(data).0, 0);
    // Taken back in study, before the first answer: the earlier film holds again.
    let told = test(&["study", "--items", "1"], data).input("u\nq\n").ends(1);
    assert!(told.contains("the set that you filmed no longer counts"), "{told}");
    assert_eq!(first(data).0, 1);
    // Nothing is kept of what was not told, or can't be.
    test(&["check", "seal-row", "--keep"], data).ends(2);
    assert_eq!(of(&events(data), "filmed").len(), 2);
}

#[test]
fn a_near_miss_counts_if_it_was_meant() {
    for (meant, right) in [(true, 1), (false, 0)] {
        let folder = tempfile::tempdir().expect("a folder");
        let pack = folder.path().join("pack");
        let question = |id: &str| {
            format!(
                "\n[question.{id}]\nkind = \"text\"\nask = \"What is {id}?\"\naccept = [\"Rounded lower back\"]\n\
                 explain = \"It is.\"\ntags = [\"a\"]\n"
            )
        };
        let section = "feedback = \"each\"\n\n[[section]]\ntitle = \"All\"\ndraw = 2\nquestions = \"all\"\n";
        write_pack(&pack, "typed", &format!("{section}{}{}", question("one"), question("two")));
        let data = &folder.path().join("data");
        let pack = pack.to_string_lossy().into_owned();
        let mut quiz = Talk::start(&["quiz", "typed", "--jsonl", "--pack", &pack], data, NOW);
        let mut near = None;
        while let Some(event) = quiz.next() {
            match event["event"].as_str() {
                Some("prompt") if near.is_none() => quiz.send(&json!({"answer": "lower back bends"})),
                Some("prompt") => quiz.send(&json!({"meant": meant})),
                Some("feedback") => near = event.get("near").cloned(),
                Some("settled") => {
                    assert_eq!((&event["right"], &event["meant"]), (&json!(meant), &json!(meant)));
                    quiz.send(&json!({"meant": meant}));
                }
                Some("error") => quiz.send(&json!({"quit": true})),
                _ => {}
            }
        }
        assert_eq!(near, Some(json!("Rounded lower back")));
        let kept = events(data);
        assert_eq!(of(&kept, "meant").len(), 1, "said once: the second time is refused");
        assert_eq!(of(&kept, "meant")[0]["meant"], meant);
        assert_eq!((&stats(data)["answers"], &stats(data)["right"]), (&json!(1), &json!(right)));
    }
}
