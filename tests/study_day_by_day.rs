//! A person who studies day after day: what is asked, what is told, what is kept, and what goes wrong with a disk.

mod history;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use crate::common::lines::{Talk, command, pick};
use crate::common::program::{Test, err, out};
use serde_json::{Value, json};

/// Runs the program with these lines typed; no terminal.
fn typed(args: &[&str], data: &Path, now: &str, lines: &str) -> Output {
    Test::new(args).history(data, now).input(lines).run()
}

fn at(day: u32) -> String {
    format!("2026-11-{day:02}T18:00")
}

/// The item that was shown last, as the log has it, with its key.
fn last_shown(data: &Path) -> Value {
    let db = rusqlite::Connection::open(data.join("me.sqlite")).expect("a database");
    let body: String = db
        .query_row("SELECT body FROM event WHERE kind = 'shown' ORDER BY seq DESC LIMIT 1", [], |row| {
            row.get(0)
        })
        .expect("something was shown");
    serde_json::from_str::<Value>(&body).expect("JSON")["item"].clone()
}

/// The key of an item that was written down.
fn key(stored: &Value) -> Value {
    let right = |of: &Value| -> Vec<Value> {
        let all = of.as_array().expect("options").iter();
        all.filter(|one| one["right"] == true).map(|one| one["id"].clone()).collect()
    };
    let task = stored["task"].as_object().expect("a task");
    let (kind, of) = task.iter().next().expect("one kind");
    match kind.as_str() {
        "one" => right(of)[0].clone(),
        "many" => json!(right(of)),
        "order" => of["key"].clone(),
        "pairs" => {
            let pairs = of["key"].as_array().expect("pairs").iter();
            pairs
                .map(|pair| (pair[0].as_str().expect("an id").to_owned(), pair[1].clone()))
                .collect::<serde_json::Map<String, Value>>()
                .into()
        }
        "number" => of["answer"].clone(),
        _ => of["accept"][0].clone(),
    }
}

/// Answers everything right, but takes two mistakes for each other whenever both are offered.
fn confuses<'a>(data: &'a Path, pair: [&'a str; 2]) -> impl FnMut(&Value) -> Value + 'a {
    move |item| {
        let stored = last_shown(data);
        assert_eq!(stored["id"], item["id"], "it is in the log before it is on the screen");
        let right = key(&stored);
        let offers =
            |id: &str| item["options"].as_array().is_some_and(|all| all.iter().any(|one| one["id"] == id));
        for (was, called) in [(pair[0], pair[1]), (pair[1], pair[0])] {
            if right == was && offers(called) {
                return json!({"answer": called, "certainty": 3});
            }
            if let Some(all) = right.as_array().filter(|all| offers(called) && !all.contains(&json!(called)))
                && all.contains(&json!(was))
            {
                let swap = |one: &Value| if *one == was { json!(called) } else { one.clone() };
                return json!({"answer": all.iter().map(swap).collect::<Vec<_>>(), "certainty": 3});
            }
        }
        json!({"answer": right, "certainty": 3})
    }
}

fn skills(said: &[Value]) -> Vec<String> {
    let feedback = said.iter().filter(|event| event["event"] == "feedback");
    feedback.map(|event| event["skill"].as_str().expect("a skill").to_owned()).collect()
}

#[test]
fn ten_days_of_a_person_who_always_takes_one_mistake_for_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let pair = ["arm-rowing", "torso-leads"];
    let (mut right, mut all) = (0, 0);
    let mut adjacent = 0;
    for day in 1..=10 {
        let args = [
            "study",
            "--jsonl",
            "--items",
            "25",
            "--seed",
            "3",
            "seal-row",
            "kroc-row",
            "meadows-row",
            "yates-row",
        ];
        let said = Talk::start(&args, data, &at(day)).play(confuses(data, pair));
        let asked = skills(&said);
        assert!((1..=25).contains(&asked.len()), "{asked:?}");
        let prompts: Vec<&Value> = said.iter().filter(|event| event["event"] == "prompt").collect();
        assert!(prompts.iter().all(|prompt| prompt["of"] == asked.len()), "its length doesn't move");
        let mistakes: Vec<&str> =
            asked.iter().map(|skill| skill.split_once('/').map_or("", |at| at.1)).collect();
        let other = ["", "clean", "steps", "reps", "muscles"];
        let twice = |two: &[&str]| two[0] == two[1] && !other.contains(&two[0]);
        assert!(!mistakes.windows(2).any(twice), "the same mistake twice running: {asked:?}");
        adjacent +=
            mistakes.windows(2).filter(|two| two.contains(&pair[0]) && two.contains(&pair[1])).count();
        let feedback = said.iter().filter(|event| event["event"] == "feedback");
        right += feedback.filter(|event| event["right"] == true).count();
        all += asked.len();
    }
    // What is missed comes again the same day, and first the next, so more than the rest goes wrong.
    assert!(right < all && right > all * 6 / 10, "{right} of {all}");
    assert!(adjacent >= 3, "the two are set side by side: {adjacent}");

    let stats = command(&["stats", "--json"], data, &at(11)).output().expect("it starts");
    let stats: Value = serde_json::from_slice(&stats.stdout).expect("JSON");
    assert_eq!(stats["answers"], all);
    assert_eq!(stats["streak"], 10);
    let confusion = stats["confusion"].as_array().expect("a list");
    assert_eq!(confusion.len(), 2, "nothing else was confused: {confusion:?}");
    for one in confusion {
        assert!(pair.contains(&one["was"].as_str().expect("an id")), "{one}");
        assert!(pair.contains(&one["called"].as_str().expect("an id")), "{one}");
        if one["share"]["n"].as_u64() >= Some(10) {
            assert_eq!(one["share"]["value"], 1.0, "always: {one}");
        }
    }
    let detection = stats["detection"].as_array().expect("a list");
    for one in detection.iter().filter(|one| one["d_prime"]["value"].is_number()) {
        let d_prime = one["d_prime"]["value"].as_f64().expect("a number");
        let is_of_the_pair = pair.contains(&one["mistake"].as_str().expect("an id"));
        assert_eq!(d_prime < 1.5, is_of_the_pair, "{one}");
        if !is_of_the_pair {
            assert_eq!((&one["misses"], &one["false_alarms"]), (&json!(0), &json!(0)), "{one}");
        }
    }
    let told = out(&command(&["stats"], data, &at(11)).output().expect("it starts"));
    assert!(
        told.contains("It was \"Arm rowing\" and you said \"Torso starts the rep\": nearly always."),
        "{told}"
    );
    // How well each mistake is seen is told in a word first, and what is lacking where it can't be told yet.
    assert!(told.contains("weak (d' ") && told.contains("not enough yet ("), "{told}");
    // Who is always sure and mostly right is told how often.
    assert!(told.contains("When you say \"sure\":         right"), "{told}");
}

#[test]
fn in_plain_lines_each_prompt_feedback_and_summary() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let first = typed(&["study", "--items", "3", "--seed", "9", "seal-row"], data, &at(1), "?\n1!\n2?\n1\n");
    let text = out(&first);
    assert!(first.status.success());
    assert!(!text.contains('\u{1b}'), "no escapes in a pipe");
    for part in [
        "Due today: 0. Not asked yet: ",
        " 3 questions.",
        "Question 3 of 3",
        "Comes back",
        "Next time first: ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let export = out(&command(&["data", "export"], data, &at(1)).output().expect("it starts"));
    let sure: Vec<Value> = export
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .filter(|event| event["event"] == "answered")
        .map(|event| event["certainty"].clone())
        .collect();
    assert_eq!(sure, [json!(3), json!(1), Value::Null]);
    // The end of input in the middle: what was answered is kept, and the session is closed.
    let second = typed(&["study", "--items", "3", "--seed", "9", "seal-row"], data, &at(2), "1\n");
    let text = text.to_lowercase();
    let back = |label: &str| -> u32 {
        let number = text.split(label).nth(1).and_then(|rest| rest.chars().next());
        number.and_then(|digit| digit.to_digit(10)).unwrap_or_default()
    };
    let due = back("tomorrow: ") + back("next time first: ");
    assert!(out(&second).contains(&format!("Due today: {due}.")), "{}", out(&second));
    assert!(out(&second).contains("2 days in a row."), "{}", out(&second));
    // StudyRequest, and nothing answered: no pass.
    let third = typed(&["study", "seal-row"], data, &at(3), "");
    assert_eq!(third.status.code(), Some(1));
    assert!(out(&third).contains("Nothing was answered, so nothing has changed."));
    let wrong = typed(&["study", "seal-rwo"], data, &at(3), "");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean `seal-row`"), "{}", err(&wrong));
}

#[test]
fn what_was_asked_is_taken_back_even_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let stats = |now: &str| {
        let output = command(&["stats", "--json"], data, now).output().expect("it starts");
        serde_json::from_slice::<Value>(&output.stdout).ok()
    };
    typed(&["study", "--items", "2", "--seed", "4", "seal-row"], data, &at(1), "1\n1\n");
    let before = stats(&at(1)).expect("figures");
    let said =
        out(&typed(&["study", "--items", "5", "--seed", "4", "seal-row"], data, &at(1), "1\nu\nu\nu\nq\n"));
    // One answer of its own and two of the session before were taken back: nothing stands.
    assert_eq!(said.matches("Question 1 of").count(), 4, "{said}");
    assert!(stats(&at(1)).is_none(), "no answer is left");
    assert_eq!(before["answers"], 2);
    // Answered again with the key: the first answer stays the one that counts.
    typed(&["study", "--items", "1", "--seed", "4", "seal-row"], data, &at(1), "u\n");
    let events = out(&command(&["data", "export"], data, &at(1)).output().expect("it starts"));
    assert_eq!(events.matches("\"event\":\"undone\"").count(), 3, "there is nothing left to take back");
}

/// Wrong, taken back, then right with the key known: the session and the figures count the first answer alike.
#[test]
fn the_first_answer_counts_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let answers = "1\nu\n2\nu\n1\nu\n2\nu\n1\nq\n";
    let told = out(&typed(&["study", "--items", "2", "--seed", "4", "seal-row"], data, &at(1), answers));
    assert_eq!(told.matches("your first answer is the one that counts").count(), 4, "{told}");
    let stats = command(&["stats", "--json"], data, &at(1)).output().expect("it starts");
    let stats: Value = serde_json::from_slice(&stats.stdout).expect("JSON");
    assert_eq!(stats["answers"], 1);
    assert!(told.contains(&format!("{} of 1 right", stats["right"])), "{told}\n{stats}");
    // All four options were tried, so one of the later answers was right; had that counted, both would say so.
    let first_was_right =
        told.find("Right.").is_some_and(|at| at < told.find("Taken back").unwrap_or(usize::MAX));
    assert_eq!(stats["right"], i32::from(first_was_right), "{told}");
    // Wrong, then right: it is wrong, and to be looked at again.
    let right = 1 + told.split("Taken back").position(|part| part.contains("Right.")).expect("one is right");
    let wrong = if right == 1 { 2 } else { 1 };
    let other = tempfile::tempdir().expect("a folder");
    let answers = format!("{wrong}\nu\n{right}\nq\n");
    let args = ["study", "--items", "2", "--seed", "4", "seal-row"];
    let told = out(&typed(&args, other.path(), &at(1), &answers));
    assert!(told.contains("Right.") && told.contains("0 of 1 right"), "{told}");
    assert!(told.contains("Worth another look"), "{told}");
}

/// What a skill was before nothing else is what it is: also after its id changed and the schedule was fitted.
fn skills_are_what_their_events_say(data: &Path) {
    use formcheck_study::{Log, ProfileDir, Seq};
    let log = Log::open(&ProfileDir::new(data, "me").expect("a name")).expect("it opens");
    assert!(!log.skills().is_empty());
    for (skill, state) in log.skills() {
        assert_eq!(log.state_before(skill, Seq(i64::MAX)).expect("readable"), *state, "{skill}");
    }
}

/// Getting ready for a day: it is named, with what would fade by then and what is new.
#[test]
fn the_day_to_be_ready_for_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = out(&typed(&["study", "--by", "2026-12-24", "seal-row"], folder.path(), &at(1), "q\n"));
    assert!(told.contains("By 2026-12-24: 0 would fade. Not asked yet: 28, so about 1 new a day."), "{told}");
}

#[test]
fn with_nothing_due_and_nothing_new_it_says_when() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let known = confuses(data, ["-", "-"]);
    Talk::start(&["study", "--jsonl", "--seed", "2", "rhomboids"], data, &at(1)).play(known);
    let output = typed(&["study", "rhomboids"], data, &at(1), "");
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(text.contains("Nothing is due today, and nothing is new. The next comes"), "{text}");
    assert!(text.contains("For a quiz: formcheck quiz"), "{text}");
    // What is told to go on with goes on with what was typed.
    let output = typed(&["study", "rhomboids", "--profile", "me", "--plain"], data, &at(1), "");
    let again = "formcheck --profile me --plain study rhomboids --cram";
    assert!(out(&output).contains(again), "{}", out(&output));
    // Crammed all the same, and the schedule stays as it was.
    let due = |now: &str| {
        let output = command(&["stats", "--json"], data, now).output().expect("it starts");
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["due"].clone()
    };
    let before = due(&at(2));
    let crammed = typed(&["study", "rhomboids", "--cram"], data, &at(2), "1\n1\n1\n1\n");
    assert!(out(&crammed).contains("Question 1 of"), "{}", out(&crammed));
    assert_eq!(due(&at(2)), before);
}

#[test]
fn ready_by_a_day_asks_what_would_have_faded() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let study = |day: u32, more: &[&str]| {
        let args = [&["study", "--jsonl", "--seed", "2", "--items", "40", "seal-row"], more].concat();
        let mut know = confuses(data, ["-", "-"]);
        Talk::start(&args, data, &at(day)).play(&mut know)
    };
    let skills_of = |said: &[Value]| -> BTreeSet<String> { skills(said).into_iter().collect() };
    let all = skills_of(&study(1, &[]));
    assert!(all.len() > 15);
    // What was told from one other option is asked again the next day, the rest the day after, and then nothing is due.
    let (second, third) = (skills_of(&study(2, &[])), skills_of(&study(3, &[])));
    assert!(second.is_disjoint(&third), "nothing that was asked yesterday is due");
    assert_eq!(&second | &third, all, "each comes back once");
    assert_eq!(skills_of(&study(3, &[])).len(), 0, "nothing is due any more");
    assert_eq!(skills_of(&study(4, &[])).len(), 0, "nothing is due a day later");
    let ready = skills_of(&study(4, &["--by", "2026-12-24"]));
    assert_eq!(ready, all, "by Christmas all of it would have faded");
    let past = typed(&["study", "--by", "2026-11-02"], data, &at(2), "");
    assert!(err(&past).contains("2026-11-02 is today"), "{}", err(&past));
    let past = typed(&["study", "--by", "2026-11-01"], data, &at(2), "");
    assert!(err(&past).contains("2026-11-01 is in the past"), "{}", err(&past));
}

#[test]
fn exercises_and_equipment_are_chosen_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let asked = |more: &[&str]| {
        let args = [&["study", "--jsonl", "--seed", "2", "--items", "30"], more].concat();
        let said = Talk::start(&args, data, &at(1)).play(|item| pick(item, 0));
        let prompts = said.iter().filter(|event| event["event"] == "prompt");
        prompts.filter_map(|event| event["item"]["exercise"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let chosen = asked(&["--exercises", "seal-row,kroc-row"]);
    assert!(chosen.iter().all(|id| id == "seal-row" || id == "kroc-row"), "{chosen:?}");
    let later = asked(&[]);
    assert!(later.iter().all(|id| id == "seal-row" || id == "kroc-row"), "it lasts: {later:?}");
    assert!(asked(&["trx-row"]).iter().all(|id| id == "trx-row"), "a drill goes beyond it");
    let output = typed(&["study", "--exercises", "all", "--equipment", "trx straps"], data, &at(1), "");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("there is no equipment"), "{}", err(&output));
}

/// A history long enough, of a person who forgets much faster than most people: the fitted schedule foretells their
/// answers better than the one for most people, and is kept.
#[test]
fn the_schedule_is_fitted_to_the_person() {
    use formcheck_core::day::{Day, Moment};
    use formcheck_core::quiz::{OptionId, Response, Skill};
    use formcheck_study::{Answered, Log, ProfileDir, Seq, StudyEvent};
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    typed(&["study", "--items", "1", "--seed", "1"], data, &at(1), "1\n");
    let few = typed(&["study", "--optimise"], data, &at(2), "");
    assert_eq!(few.status.code(), Some(2));
    assert!(err(&few).contains("0 repeated answers of 400"), "{}", err(&few));
    let mut log = Log::open(&ProfileDir::new(data, "me").expect("a name")).expect("it opens");
    let mut number = 7_u64;
    let mut shown = 1_000;
    for skill in 0..60 {
        let dice: Vec<u64> = (0..9)
            .map(|_| {
                number =
                    number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                number >> 33
            })
            .collect();
        let gap = |die: &u64| 1 + u32::try_from((die >> 7) % 4).expect("small");
        // The last answer to each is on 2026-03-19.
        let mut day = Day(20_531 - i32::try_from(dice[1..].iter().map(gap).sum::<u32>()).expect("small"));
        for (place, die) in dice.iter().enumerate() {
            let days = if place == 0 { 0 } else { gap(die) };
            day = day.plus(days);
            // Known the next day more often than not, and hardly ever after four.
            let right = die % 100 < [100, 70, 45, 25, 10][days as usize];
            shown += 1;
            let answered = Answered {
                session: Seq(shown),
                shown: Seq(shown),
                skill: Skill(format!("seal-row/skill-{skill}")),
                kind: "spot".to_owned(),
                answer: Response::One(OptionId::new("a")),
                certainty: None,
                ms: 1_000,
                marks: f64::from(u8::from(right)),
                right,
                schedules: true,
                again: false,
                by_eye: false,
                hint: false,
                trials: Vec::new(),
                sighting: None,
            };
            log.append(Moment { at: 0, day }, &StudyEvent::Answered(Box::new(answered))).expect("written");
        }
    }
    drop(log);
    let stats = |now: &str| -> Value {
        let output = command(&["stats", "--json"], data, now).output().expect("it starts");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let loss = |stats: &Value| stats["honesty"]["log_loss"]["value"].as_f64().expect("enough");
    // The day after the last answers, when not everything is overdue.
    let soon = "2026-03-20T10:00";
    let before = stats(soon);
    // Another test may just be starting a program, which holds what this one had open for a moment.
    let fit = || typed(&["study", "--optimise", "--json"], data, &at(2), "");
    let is_free = |fitted: &Output| {
        std::thread::sleep(Duration::from_millis(100));
        fitted.status.success()
    };
    let fitted = (0..10).map(|_| fit()).find(is_free).unwrap_or_else(fit);
    assert!(fitted.status.success(), "{}", err(&fitted));
    let fitted: Value = serde_json::from_slice(&fitted.stdout).expect("JSON");
    assert_eq!(fitted["parameters"].as_array().map(Vec::len), Some(21));
    assert_eq!(fitted["answers"], 60 * 8);
    let after = stats(soon);
    assert!(loss(&after) < loss(&before) - 0.05, "{} and {}", loss(&after), loss(&before));
    assert_eq!(before["honesty"]["came"], after["honesty"]["came"], "what came is what came");
    assert_ne!(after["due"], before["due"], "what is due follows the person");
    skills_are_what_their_events_say(data);
}
