//! What the screens ask: one item of each kind and one paper, written down in `tests/screens`, so that making questions
//! otherwise changes no picture. `FORMCHECK_BLESS=1` draws them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::packs::built_in;
use crate::common::papers;
use formcheck_core::quiz::{Item, Plan, Seed, Sitting, can_be_seen, prove_item, sitting};
use formcheck_core::rulebook::{QuizIx, Rulebook};
use formcheck_exam::paper::Paper;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(name)
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    let text = fs::read_to_string(file(name)).expect("a file that is kept");
    serde_json::from_str(&text).expect("what was written down")
}

fn bless<T: Serialize>(name: &str, what: &T) {
    let text = serde_json::to_string_pretty(what).expect("JSON");
    fs::write(file(name), format!("{text}\n")).expect("written");
}

/// One item of each kind, by the word of its kind.
pub(super) fn items(book: &Rulebook) -> BTreeMap<String, Item> {
    let items: BTreeMap<String, Item> = read("items.json");
    assert!(items.values().all(|item| item.is_known_to(book)), "they name what there is");
    items
}

/// A sitting of three of these.
pub(super) fn three(book: &Rulebook) -> Sitting {
    let all = items(book);
    let items = ["spot", "recall", "spot-all"].map(|word| all[word].clone()).into();
    Sitting { plan: Plan::mixed(book, 3), seed: Seed(5), items }
}

/// A paper of the short exam.
pub(super) fn paper() -> Paper {
    read("paper.json")
}

/// The first item of each kind that the quizzes and the mix draw: one for the eye, where there is any.
fn drawn(book: &Rulebook) -> BTreeMap<String, Item> {
    let mut plans: Vec<Plan> =
        (0..book.quizzes.len()).map(|at| Plan::of_quiz(book, QuizIx::at(at))).collect();
    plans.push(Plan::mixed(book, 100));
    let mut items = BTreeMap::new();
    for plan in plans {
        for item in sitting(book, plan, Seed(3)).expect("a sitting").items {
            let first = items.entry(item.kind.word().to_owned()).or_insert_with(|| item.clone());
            if can_be_seen(book, &item) && !can_be_seen(book, first) {
                *first = item;
            }
        }
    }
    items
}

/// There is one of each kind that can be drawn, and each is still what it was written down as and proved by the rules.
#[test]
fn what_is_asked_is_whole_and_proved() {
    let book = built_in();
    let drawn = drawn(book);
    if std::env::var_os("FORMCHECK_BLESS").is_some() {
        bless("items.json", &drawn);
        bless("paper.json", &papers::drawn());
    }
    let stored: BTreeMap<String, serde_json::Value> = read("items.json");
    assert!(stored.keys().eq(drawn.keys()), "FORMCHECK_BLESS=1 draws tests/screens/items.json anew");
    for (word, item) in items(book) {
        assert_eq!(item.kind.word(), word);
        assert_eq!(serde_json::to_value(&item).expect("JSON"), stored[&word]);
        prove_item(book, &item).unwrap_or_else(|fault| panic!("{word}: {fault}"));
    }
    let kept: serde_json::Value = read("paper.json");
    assert_eq!(serde_json::to_value(paper()).expect("JSON"), kept);
}
