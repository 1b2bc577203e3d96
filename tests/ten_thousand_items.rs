//! Ten thousand generated items over many seeds: every key proved, every wrong option refuted, and nothing but knowing
//! the answer helps to find it.

use std::collections::{BTreeMap, HashSet};

use formcheck_core::quiz::{Item, Key, Plan, Seed, prove_item, sitting};
use formcheck_core::rulebook::{GeneratedKind, Rulebook, load_mid_back};

const SITTINGS: u64 = 250;
const ITEMS: u32 = 50;

/// Items of many sittings, generated ones only.
fn items(book: &Rulebook) -> Vec<Item> {
    let mut items = Vec::new();
    for seed in 0..SITTINGS {
        let sitting =
            sitting(book, Plan::mixed(book, ITEMS), Seed(seed)).expect("there is enough to draw from");
        let ids: HashSet<&str> = sitting.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids.len(), sitting.items.len(), "no item twice, seed {seed}");
        items.extend(
            sitting
                .items
                .into_iter()
                .filter(|item| GeneratedKind::ALL.iter().any(|kind| kind.word() == item.kind.word())),
        );
    }
    items
}

#[test]
fn every_key_is_proved_and_no_robot_does_better_than_chance() {
    let book = load_mid_back();
    let items = items(&book);
    assert!(items.len() >= 10_000, "only {}", items.len());
    for item in &items {
        prove_item(&book, item).unwrap_or_else(|fault| panic!("{fault}: {item:#?}"));
    }
    let kinds: HashSet<&str> = items.iter().map(|item| item.kind.word()).collect();
    assert_eq!(kinds.len(), GeneratedKind::mixed().len(), "every kind of a mix came up: {kinds:?}");
    robots(&items);
}

type Robot = (&'static str, fn(&[String]) -> usize);

/// Which option each robot takes, by what the options say.
const ROBOTS: [Robot; 4] = [
    ("the first", |_| 0),
    ("the last", |says| says.len() - 1),
    ("the longest", |says| by_length(says, |a, b| a > b)),
    ("the shortest", |says| by_length(says, |a, b| a < b)),
];

fn by_length(says: &[String], better: fn(usize, usize) -> bool) -> usize {
    let letters = |place: usize| says[place].chars().count();
    (1..says.len()).fold(0, |best, place| if better(letters(place), letters(best)) { place } else { best })
}

/// For each robot over all items, and over those of each kind: its score against what chance gives.
fn robots(items: &[Item]) {
    let mut faults = Vec::new();
    for (name, takes) in ROBOTS {
        // Score, what chance expects, and its variance.
        let mut tallies: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
        for item in items {
            let Key::One(choices) = &item.key else { continue };
            let says: Vec<String> = choices.iter().map(|choice| choice.say.clone()).collect();
            let hit = if choices[takes(&says)].right { 1.0 } else { 0.0 };
            let chance = 1.0 / f64::from(u32::try_from(choices.len()).expect("a handful"));
            for part in ["all kinds", item.kind.word()] {
                let (score, expected, variance) = tallies.entry(part).or_default();
                *score += hit;
                *expected += chance;
                *variance += chance * (1.0 - chance);
            }
        }
        for (part, (score, expected, variance)) in tallies {
            // 99 % of what chance does lies within 2.576 standard deviations. Of the twelve kinds with four robots each
            // some would fall outside by chance alone, so a single kind gets 4. Who does worse gains nothing: a set begins with
            // clean reps, and a rep range has others on either side where there are any.
            let width = if part == "all kinds" { 2.576 } else { 4.0 };
            let off = (score - expected) / variance.sqrt();
            println!("{name:13} {part:13} {score:6.0} of {expected:8.1} by chance, {off:+.2} sd");
            if off > width {
                faults.push(format!("{name} over {part}: {score} against {expected:.1}, {off:+.2} sd"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_same_seed_gives_the_same_quiz_and_another_seed_another() {
    let book = load_mid_back();
    let ask = |seed| sitting(&book, Plan::mixed(&book, 12), Seed(seed)).expect("enough").items;
    assert_eq!(ask(7), ask(7));
    assert_ne!(ask(7), ask(8));
}
