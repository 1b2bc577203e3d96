//! What the benches share: a pack of generated exercise files of about 60 lines, and a program that only parses them.

use std::collections::BTreeMap;
use std::hint::black_box;

use formcheck_core::rulebook::source::BuiltIn;
use serde::Deserialize;

/// An exercise file as serde sees it: what a program without diagnostics would read.
#[derive(Deserialize)]
#[expect(dead_code, reason = "it is only read")]
struct Plain {
    name: String,
    aliases: Option<Vec<String>>,
    tags: Option<Vec<String>>,
    equipment: Option<Vec<String>>,
    muscles: BTreeMap<String, Vec<String>>,
    reps: BTreeMap<String, toml::Value>,
    sources: Vec<String>,
    assumption: Option<String>,
    mistakes: Vec<String>,
    step: Vec<BTreeMap<String, toml::Value>>,
    good: Option<BTreeMap<String, toml::Value>>,
    tolerated: Option<BTreeMap<String, toml::Value>>,
    because: Option<BTreeMap<String, String>>,
    mistake: Option<BTreeMap<String, BTreeMap<String, toml::Value>>>,
    example: Option<Vec<BTreeMap<String, toml::Value>>>,
}

/// Reads a file into plain tables.
pub(crate) fn parse(text: &str) {
    black_box(toml::from_str::<Plain>(text).expect("an exercise file"));
}

/// Exercise files of about 60 lines: the seal row, cut down, with ids of its own. Each with its path in the pack.
pub(crate) fn exercises(number: usize) -> Vec<(String, String)> {
    let whole = include_str!("../../rules/exercises/seal-row.toml");
    let (counted, steps) = (at(whole, "mistakes = ["), at(whole, "[[step]]"));
    let (because, own, end) =
        (at(whole, "[because]"), at(whole, "[mistake.seal-bench-too-low]"), at(whole, "[reword."));
    // The list of mistakes on one line, as a coach may write it too.
    let listed: Vec<&str> = whole[counted..steps].lines().filter(|line| !line.contains('#')).collect();
    let base = format!(
        "{}{}\n\n{}{}[[example]]\nrep = {{ momentum = \"slight\" }}\nexpect = [\"any-cheat\"]\n",
        &whole[..counted],
        listed.concat().trim_end(),
        &whole[steps..because],
        &whole[own..end]
    );
    // Without the combinations that can't be there is more to have a verdict on.
    let base = base.replace("elbow-angle = { from = 46, to = 65 }", "elbow-angle = { from = 46 }");
    (0..number)
        .map(|number| {
            let text = base
                .replace("seal-bench-too-low", &format!("bench-too-low-{number}"))
                .replace("seal-bar-slammed", &format!("bar-slammed-{number}"))
                .replace("Seal row", &format!("Row {number}"));
            (format!("rules/exercises/row-{number}.toml"), text)
        })
        .collect()
}

fn at(text: &str, what: &str) -> usize {
    text.find(what).unwrap_or_else(|| panic!("the seal row has {what}"))
}

/// The built-in pack's files that exercises lean on: the vocabulary and the shared mistakes.
pub(crate) fn shared() -> Vec<(String, String)> {
    BuiltIn::MidBack
        .source()
        .files
        .iter()
        .filter(|file| !file.path.starts_with("rules/exercises/") && !file.path.starts_with("quizzes/"))
        .map(|file| (file.path.clone(), file.text.clone().expect("text").into_owned()))
        .collect()
}
