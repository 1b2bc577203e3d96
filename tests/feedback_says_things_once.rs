//! A person who reads what is told of each answer: nothing is told twice.

use std::collections::{BTreeMap, HashSet};

use formcheck::pages::session;
use formcheck_core::page::Block;
use formcheck_core::quiz::{Feedback, Item, Key, Plan, Response, Seed, Viewing, grade, sitting};
use formcheck_core::rulebook::{Rulebook, load_built_in};

use crate::common::cases;

/// Answers of every sort: right, each wrong one, partly right.
fn answers(item: &Item) -> Vec<Response> {
    let mut answers: Vec<Response> = item.key.answer().into_iter().collect();
    match &item.key {
        Key::One(choices) => answers.extend(choices.iter().map(|one| Response::One(one.id.clone()))),
        Key::Many(choices) => {
            answers.extend(choices.iter().map(|one| Response::Many(vec![one.id.clone()])));
            answers.push(Response::Many(choices.iter().map(|one| one.id.clone()).collect()));
            let wrong = choices.iter().filter(|one| !one.right);
            answers.push(Response::Many(wrong.map(|one| one.id.clone()).collect()));
        }
        Key::Order { key, .. } => {
            answers.push(Response::Order(key.iter().rev().cloned().collect()));
            let mut swapped = key.clone();
            swapped.swap(0, 1);
            answers.push(Response::Order(swapped));
        }
        Key::Pairs { key, .. } => {
            let rights = key.iter().skip(1).chain(key.first()).map(|(_, right)| right.clone());
            answers.push(Response::Pairs(key.iter().map(|(left, _)| left.clone()).zip(rights).collect()));
        }
        Key::Number { answer, within, .. } => answers.push(Response::Number(answer + within + 1.0)),
        Key::Text { .. } => answers.push(Response::Text("no idea at all".to_owned())),
    }
    answers
}

/// The sentences of more than three words that a page says, in small letters.
fn sentences(book: &Rulebook, told: &Feedback<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    for block in session::feedback(book, told).blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(paragraph.text.plain()),
            Block::Item(text) | Block::Line(text) => texts.push(text.plain()),
            _ => {}
        }
    }
    let marks = ['.', '!', '?'];
    let mut all = Vec::new();
    for text in texts {
        // What stands before the first colon is a label.
        let text = text.split_once(": ").map_or(text.as_str(), |(_, text)| text).to_lowercase();
        for one in text.split_inclusive(&marks[..]).flat_map(|one| one.split("\" ")) {
            let one = one.trim().trim_matches(['.', '!', '?', '"']).to_owned();
            if one.split_whitespace().count() > 3 {
                all.push(one);
            }
        }
    }
    all
}

#[test]
fn no_sentence_is_told_twice_of_one_answer() {
    let book = load_built_in();
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    let (mut pages, mut kinds) = (0, HashSet::new());
    for seed in 0..u64::from(cases(50, 200)) {
        let items = sitting(&book, Plan::mixed(&book, 50), Seed(seed)).expect("enough to draw from").items;
        for item in &items {
            kinds.insert(item.kind.word());
            for response in answers(item) {
                let mark = grade(item, &response);
                let told = Feedback {
                    n: 1,
                    item,
                    response: &response,
                    certainty: None,
                    mark,
                    meant: None,
                    viewing: Viewing::InWords,
                };
                pages += 1;
                let mut seen = HashSet::new();
                for one in sentences(&book, &told) {
                    if !seen.insert(one.clone()) {
                        faults.insert(format!("{}: {one}", item.kind.word()), format!("{:?}", item.key));
                    }
                }
            }
        }
    }
    assert!(pages > 5_000 && kinds.len() > 10, "{pages} pages of {kinds:?}");
    assert!(
        faults.is_empty(),
        "{} told twice: {:#?}",
        faults.len(),
        faults.iter().take(5).collect::<Vec<_>>()
    );
}
