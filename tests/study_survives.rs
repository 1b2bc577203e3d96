//! The real program, killed at random moments: every answer that was explained is in the log, and the same next question
//! comes.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::cases;
use crate::common::lines::{Talk, pick};
use formcheck_study::{Log, ProfileDir, Seq, StudyEvent};
use serde_json::Value;

/// How often it is killed: some times for each change, 500 times every night.
fn kills_in_all() -> usize {
    cases(100, 500) as usize
}
const ITEMS: &str = "24";

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn study(data: &Path, day: &str) -> Talk {
    Talk::start(&["study", "--jsonl", "--items", ITEMS, "--seed", "11"], data, &format!("{day}T10:00"))
}

fn answer(item: &Value) -> Value {
    // The same in every run, and right about as often as not.
    let id = item["id"].as_str().expect("an id");
    pick(item, usize::from(id.as_bytes()[0]) + usize::from(id.as_bytes()[5]))
}

fn prompts(said: &[Value]) -> Vec<String> {
    let prompts = said.iter().filter(|event| event["event"] == "prompt");
    prompts.map(|event| event["item"]["id"].as_str().expect("an id").to_owned()).collect()
}

/// The answers in the log: where each item was shown, and the skill.
fn logged(data: &Path) -> Vec<(i64, String)> {
    let place = ProfileDir::new(data, "me").expect("a name");
    let Some(log) = Log::view(&place).expect("readable") else { return Vec::new() };
    let events = log.events(Seq(0)).expect("readable").into_iter();
    let answers = events.filter_map(|logged| match logged.event {
        StudyEvent::Answered(answered) => Some((answered.shown.0, answered.skill.to_string())),
        _ => None,
    });
    answers.collect()
}

#[test]
fn killed_at_any_moment_nothing_that_was_explained_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut dice = Dice(0x5eed_0bad_cafe_f00d);
    let (mut kills, mut days, mut in_the_middle) = (0, 0, 0);
    let enough = kills_in_all();
    let mut explained: Vec<String> = Vec::new();
    while kills < enough {
        let day = format!("2027-{:02}-{:02}", 1 + days / 28, 1 + days % 28);
        days += 1;
        // What the session would be if nobody killed it: the same history, elsewhere.
        let elsewhere = folder.path().join(format!("day-{days}"));
        if data.exists() {
            crate::common::copy(&data, &elsewhere);
        }
        let began = Instant::now();
        let whole = prompts(&study(&elsewhere, &day).play(answer));
        let takes = began.elapsed();
        assert_eq!(whole.len(), 24);
        let mut seen: Vec<String> = Vec::new();
        loop {
            let mut talk = study(&data, &day);
            let after = if kills < enough {
                Some(dice.below(u64::try_from(takes.as_micros()).expect("seconds")))
            } else {
                None
            };
            let pid = talk.child.id();
            let killer = after.map(|micros| {
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_micros(micros));
                    std::process::Command::new("kill").args(["-9", &pid.to_string()]).status().is_ok()
                })
            });
            while let Some(event) = talk.next() {
                if event["event"] == "prompt" {
                    let reply = answer(&event["item"]);
                    talk.send(&reply);
                }
            }
            let over = talk.said.last().is_some_and(|event| event["event"] == "result");
            let _ = talk.child.wait();
            if let Some(killer) = killer {
                assert!(killer.join().expect("it ran"));
                kills += 1;
            }
            let feedback = talk.said.iter().filter(|event| event["event"] == "feedback");
            explained.extend(feedback.map(|event| event["skill"].as_str().expect("a skill").to_owned()));
            let log = if data.exists() { logged(&data) } else { Vec::new() };
            assert!(log.len() >= explained.len(), "{} explained, {} kept", explained.len(), log.len());
            assert!(log.len() <= explained.len() + 1, "an answer more than was given");
            let shown: HashSet<i64> = log.iter().map(|(shown, _)| *shown).collect();
            assert_eq!(shown.len(), log.len(), "no item was answered twice");
            let kept: Vec<String> = log.into_iter().map(|(_, skill)| skill).collect();
            assert_eq!(kept[..explained.len()], explained[..], "each of them, in order");
            // An answer that was kept and not explained any more counts as given.
            explained = kept;
            for id in prompts(&talk.said) {
                if seen.last() != Some(&id) {
                    seen.push(id);
                }
                assert!(
                    whole.starts_with(&seen),
                    "the same questions in the same order: {seen:?} of {whole:?}"
                );
            }
            in_the_middle += usize::from(!over && !seen.is_empty() && seen.len() < whole.len());
            if over || seen.len() == whole.len() && explained.len() == days * 24 {
                break;
            }
        }
    }
    assert!(in_the_middle > enough / 3, "only {in_the_middle} of {enough} kills met a session in the middle");
    eprintln!("{kills} kills, {in_the_middle} of them between two questions of a session, over {days} days");
}
