//! A person whose machine's clock goes its own way: it slept, it was set, it travelled, it was far ahead; a session that goes on
//! past four in the morning, and one that is left open over night.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::lines::{Talk, command};
use crate::common::program::{Test, err, out};
use serde_json::{Value, json};

/// A clock on the wall that can be set while the program runs.
struct Wall(PathBuf);

impl Wall {
    fn new(folder: &Path) -> Wall {
        Wall(folder.join("clock"))
    }

    /// Sets it: the file is never seen half written.
    fn set(&self, to: &str) -> &Wall {
        let new = self.0.with_extension("new");
        fs::write(&new, to).expect("written");
        fs::rename(&new, &self.0).expect("renamed");
        self
    }

    fn now(&self) -> String {
        format!("@{}", self.0.display())
    }
}

/// The events of the log, as they are exported.
fn events(data: &Path) -> Vec<Value> {
    let export = Test::new(&["data", "export"]).data(data).result();
    export.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The key of the item that was shown last, or an answer that is none.
fn answer(data: &Path, right: bool) -> Value {
    let events = events(data);
    let shown = events.iter().rev().find(|event| event["event"] == "shown").expect("shown");
    let options = shown["item"]["task"]["one"].as_array().expect("one of several");
    let option = options.iter().find(|option| option["right"] == right).expect("there is one");
    json!({ "answer": option["id"] })
}

fn stats(data: &Path, now: &str) -> Value {
    serde_json::from_str(&Test::new(&["stats", "--json"]).history(data, now).result()).expect("JSON")
}

/// How many answers count for each day.
fn days(stats: &Value) -> BTreeMap<String, u64> {
    let days = stats["days"].as_array().expect("days").iter();
    days.map(|day| {
        (day["day"].as_str().expect("a day").to_owned(), day["answers"].as_u64().expect("a number"))
    })
    .collect()
}

fn named(pairs: &[(&str, u64)]) -> BTreeMap<String, u64> {
    pairs.iter().map(|(day, answers)| ((*day).to_owned(), *answers)).collect()
}

const STUDY: [&str; 6] = ["study", "--jsonl", "--items", "6", "--seed", "9"];

/// Missed at ten to four, asked again at ten past: the second time is practice of the day before, and the rest of the session is
/// of the day on which it was answered.
#[test]
fn what_is_asked_again_belongs_to_the_day_of_its_first_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, wall) = (folder.path().join("data"), Wall::new(folder.path()));
    let mut talk = Talk::start(&STUDY, &data, &wall.set("2026-11-25T03:50").now());
    let mut n = 0;
    while let Some(event) = talk.next() {
        if event["event"] == "prompt" {
            n += 1;
            talk.send(&answer(&data, n > 1));
        }
        if event["event"] == "feedback" && n == 1 {
            wall.set("2026-11-25T04:10");
        }
    }
    let skill = |n: usize| {
        talk.said.iter().filter(|event| event["event"] == "feedback").nth(n).expect("told")["skill"].clone()
    };
    let again =
        events(&data).iter().filter(|event| event["event"] == "shown" && event["again"] == true).count();
    assert_eq!((n, again), (6, 1), "what was missed came again");
    assert_eq!(days(&stats(&data, "2026-11-25T05:00")), named(&[("2026-11-24", 2), ("2026-11-25", 4)]));
    // The clock said when each was answered.
    let of_first: Vec<Value> = events(&data)
        .into_iter()
        .filter(|event| event["event"] == "answered" && event["skill"] == skill(0))
        .map(|event| event["day"].clone())
        .collect();
    assert_eq!(of_first, [json!("2026-11-24"), json!("2026-11-25")]);
}

/// Answers all that is asked, and lets something happen once three answers were told of.
fn play_and_after_three(talk: &mut Talk, data: &Path, happens: impl Fn()) {
    let mut answers = 0;
    while let Some(event) = talk.next() {
        if event["event"] == "prompt" {
            answers += 1;
            talk.send(&answer(data, true));
        }
        if event["event"] == "feedback" && answers == 3 {
            happens();
        }
    }
}

/// The lid is closed in the evening and opened in the morning: the session goes on, and what is answered then is of that day.
#[test]
fn a_session_left_open_over_night_goes_on_with_the_new_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, wall) = (folder.path().join("data"), Wall::new(folder.path()));
    let mut talk = Talk::start(&STUDY, &data, &wall.set("2026-11-24T22:00").now());
    play_and_after_three(&mut talk, &data, || {
        wall.set("2026-11-25T09:00");
    });
    let told = stats(&data, "2026-11-25T10:00");
    assert_eq!(days(&told), named(&[("2026-11-24", 3), ("2026-11-25", 3)]));
    assert_eq!(told["streak"], 2);
    // Killed after midnight's turn of the day, it goes on with the same question.
    let mut talk = Talk::start(&STUDY, &data, &wall.set("2026-11-26T03:58").now());
    while talk.next().expect("it talks")["event"] != "prompt" {}
    let first = answer(&data, true);
    wall.set("2026-11-26T04:03");
    talk.send(&first);
    while talk.next().expect("it talks")["event"] != "prompt" {}
    let asked = talk.said.last().expect("a prompt")["item"]["id"].clone();
    talk.child.kill().expect("it is killed");
    let _ = talk.child.wait();
    let mut talk = Talk::start(&STUDY, &data, &wall.set("2026-11-26T04:05").now());
    while talk.next().expect("it talks")["event"] != "prompt" {}
    assert_eq!(talk.said[0]["resumed"], true, "{}", talk.said[0]);
    assert_eq!(talk.said.last().expect("a prompt")["item"]["id"], asked);
    talk.send(&json!({"quit": true}));
    let _ = talk.child.wait();
}

fn session(data: &Path, now: &str, right: bool) -> Vec<Value> {
    Talk::start(&[&STUDY[..], &["seal-row"]].concat(), data, now).play(|_| answer(data, right))
}

/// A clock that was years ahead for two days: it is told, and pulled back on a word; what is answered later counts before and
/// after.
#[test]
fn days_ahead_are_told_and_pulled_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    session(data, "2031-03-01T10:00", true);
    session(data, "2031-03-02T10:00", true);
    let said = session(data, "2026-11-24T10:00", true);
    assert_eq!(
        said[0]["ahead"],
        json!({"answers": 12, "filmed": 0, "from": "2031-03-01", "until": "2031-03-02"})
    );
    let now = "2026-11-25T10:00";
    let run = |args: &[&str]| command(args, data, now).output().expect("it starts");
    let told = "12 answers count for days from 2031-03-01 to 2031-03-02, which are ahead of today";
    let flat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(out(&run(&["stats"]))).contains(told), "{}", out(&run(&["stats"])));
    assert!(flat(out(&run(&["study"]))).contains(told), "{}", out(&run(&["study"])));
    let doctor = flat(out(&run(&["doctor"])));
    assert!(doctor.contains("12 answers count for days up to 2031-03-02"), "{doctor}");
    assert!(doctor.contains("`formcheck data clock` pulls them back"), "{doctor}");
    let asked = run(&["data", "clock"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(err(&asked).contains("add --yes if today is 2026-11-25"), "{}", err(&asked));
    let done = run(&["data", "clock", "--yes"]);
    assert_eq!(out(&done), "12 answers pulled back: nothing counts for a day after 2026-11-25 any more.\n");
    let figures = stats(data, now);
    assert_eq!(figures["ahead"], Value::Null);
    // The second of the two days is the one on which the person went on.
    let counted = days(&figures);
    assert_eq!(counted.keys().map(String::as_str).collect::<Vec<_>>(), ["2026-11-23", "2026-11-24"]);
    assert_eq!(counted.values().sum::<u64>(), figures["answers"].as_u64().expect("a number"));
    let due: u64 =
        figures["due"].as_array().expect("days").iter().filter_map(|day| day["due"].as_u64()).sum();
    assert!(due > 0, "what was answered comes back within weeks: {}", figures["due"]);
    assert_eq!(out(&run(&["data", "clock"])), "Nothing counts for a day after 2026-11-25, which is today.\n");
    // A clock that was never set is not believed.
    let long_past =
        command(&["data", "clock", "--yes"], data, "2000-01-01T00:00").output().expect("it starts");
    assert!(err(&long_past).contains("says 1999-12-31, which is long past"), "{}", err(&long_past));
    assert_eq!(days(&stats(data, now)), counted, "nothing was changed");
}

/// From Tokyo to San Francisco it is the day before again: nothing is ahead, and what is asked again that day is practice.
#[test]
fn who_travels_lives_through_a_day_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, wall) = (folder.path().join("data"), Wall::new(folder.path()));
    let mut talk = Talk::start(&STUDY, &data, &wall.set("2026-11-24T10:00+09:00").now());
    play_and_after_three(&mut talk, &data, || {
        // Ten hours later.
        wall.set("2026-11-23T19:00-08:00");
    });
    let told = stats(&data, &wall.now());
    assert_eq!(days(&told), named(&[("2026-11-23", 3), ("2026-11-24", 3)]));
    assert_eq!((&told["ahead"], &told["today"]), (&Value::Null, &json!("2026-11-23")));
    let at: Vec<i64> = events(&data).iter().map(|event| event["at"].as_i64().expect("a time")).collect();
    assert!(at.is_sorted(), "time went on: {at:?}");
}

#[test]
fn a_leap_day_is_one_of_three_in_a_row() {
    let folder = tempfile::tempdir().expect("a folder");
    for day in ["2028-02-28", "2028-02-29", "2028-03-01"] {
        session(folder.path(), &format!("{day}T10:00"), true);
    }
    let told = stats(folder.path(), "2028-03-01T12:00");
    assert_eq!(told["streak"], 3);
    assert!(days(&told).contains_key("2028-02-29"), "{}", told["days"]);
}

/// Who works at night begins the day at nine; who wants fewer questions takes a smaller share.
#[test]
fn when_the_day_begins_and_how_much_is_known_can_be_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let run = |args: &[&str], now: &str| command(args, data, now).output().expect("it starts");
    let told = "Your day begins at 04:00. What comes back is due when the chance that you know it falls to 90 in 100.\n";
    assert_eq!(out(&run(&["data", "preferences"], "2026-11-24T08:00")), told);
    assert!(!data.join("me.sqlite").exists(), "who only asks begins no history");
    session(data, "2026-11-24T08:00", true);
    assert!(run(&["data", "preferences", "--day-begins", "9"], "2026-11-24T08:30").status.success());
    // An hour later on the wall, and still the night before.
    session(data, "2026-11-25T08:59", true);
    session(data, "2026-11-25T09:00", true);
    let figures = stats(data, "2026-11-25T09:30");
    assert_eq!(
        (&figures["day_begins"], &figures["share"], &figures["today"]),
        (&json!(9), &json!(90), &json!("2026-11-25"))
    );
    assert_eq!(days(&figures), named(&[("2026-11-24", 12), ("2026-11-25", 6)]));
    let due = |figures: &Value| {
        let days = figures["due"].as_array().expect("days");
        days.iter().position(|day| day["due"] != 0).expect("something is due")
    };
    let soon: Vec<u64> =
        figures["due"].as_array().expect("days").iter().filter_map(|day| day["due"].as_u64()).collect();
    let chosen = run(&["data", "preferences", "--share", "70", "--json"], "2026-11-25T10:00");
    assert_eq!(out(&chosen), "{\"day_begins\":9,\"share\":70}\n");
    let later = stats(data, "2026-11-25T10:00");
    assert!(due(&later) >= due(&figures), "{} {}", figures["due"], later["due"]);
    let late: Vec<u64> =
        later["due"].as_array().expect("days").iter().filter_map(|day| day["due"].as_u64()).collect();
    assert_ne!(soon, late, "everything comes back later, at once");
    assert!(out(&run(&["stats"], "2026-11-25T10:00")).contains("Your day begins at 09:00."));
    let doctor = out(&run(&["doctor"], "2026-11-25T10:00")).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(doctor.contains("the day of study is 2026-11-25 and began at 09:00"), "{doctor}");
    assert!(doctor.contains("70 in 100 of what is due are to be known"), "{doctor}");
    let slip = run(&["data", "preferences", "--share", "50"], "2026-11-25T10:00");
    assert_eq!(slip.status.code(), Some(2), "{}", err(&slip));
    assert!(err(&slip).contains("70..=97"), "{}", err(&slip));
}
