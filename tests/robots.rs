//! Readers who know words and nothing of exercises. Each says which options it takes; a good question leaves them at chance.
//!
//! A robot gets what a person gets before the answer: the question, what is told of the rep, the options. By eye it gets no
//! words for what is seen.

mod phrases;
mod wording;

use std::collections::BTreeMap;

use crate::common::cases;
use formcheck_core::quiz::{Chance, Item, Key, Plan, Response, Seed, ShownSign, ToldBy, grade, sitting};
use formcheck_core::rulebook::{Rulebook, load_mid_back};

pub(crate) use phrases::Phrases;
use wording::{alike, letters};

/// What is asked of a robot.
pub(crate) struct Sheet<'i> {
    pub(crate) ask: &'i str,
    /// The clauses that it can read.
    pub(crate) shown: Vec<&'i ShownSign>,
    /// What the options say.
    pub(crate) says: Vec<&'i str>,
    /// The sign and value that each option would change, where they are changes.
    pub(crate) changes: Vec<Option<&'i str>>,
}

type Robot = (&'static str, fn(&Phrases<'_>, &Sheet<'_>) -> Vec<f64>);

/// How much each robot likes each option.
pub(crate) const ROBOTS: [Robot; 7] = [
    ("phrases", |phrases, sheet| phrases.likes(sheet)),
    ("the odd value", |phrases, sheet| phrases.likes_odd(sheet)),
    ("alike", |_, sheet| alike(sheet)),
    ("the longest", |_, sheet| sheet.says.iter().map(|say| letters(say)).collect()),
    ("the shortest", |_, sheet| sheet.says.iter().map(|say| -letters(say)).collect()),
    ("the first", |_, sheet| (0..sheet.says.len()).map(|place| if place == 0 { 1.0 } else { 0.0 }).collect()),
    ("the last", |_, sheet| {
        let last = sheet.says.len() - 1;
        (0..sheet.says.len()).map(|place| if place == last { 1.0 } else { 0.0 }).collect()
    }),
];

/// Marks of one robot in one kind, beside those of a reader who takes options by lot.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Tally {
    pub(crate) items: u32,
    pub(crate) marks: f64,
    pub(crate) by_lot: f64,
}

impl Tally {
    /// Points above chance, in percent.
    pub(crate) fn above(self) -> f64 {
        (self.marks - self.by_lot) / f64::from(self.items.max(1)) * 100.0
    }
}

/// What every robot earns over these items, by kind and robot. Items whose answer is no choice are left out.
pub(crate) fn tallies<'i>(
    book: &Rulebook,
    items: impl IntoIterator<Item = &'i Item>,
    by_eye: bool,
) -> BTreeMap<(String, &'static str), Tally> {
    let phrases = Phrases::new(book);
    let mut lot = Chance::from_seed(Seed(5));
    let mut tallies: BTreeMap<(String, &'static str), Tally> = BTreeMap::new();
    for item in items {
        let (Key::One(choices) | Key::Many(choices)) = &item.key else { continue };
        let sheet = Sheet {
            ask: &item.ask,
            shown: item.shown.iter().filter(|shown| !by_eye || shown.by != ToldBy::Seen).collect(),
            says: choices.iter().map(|choice| choice.say.as_str()).collect(),
            changes: choices
                .iter()
                .map(|choice| choice.change.as_ref().map(|(sign, _)| sign.as_str()))
                .collect(),
        };
        let is_many = matches!(item.key, Key::Many(_));
        for (name, robot) in ROBOTS {
            let likes = robot(&phrases, &sheet);
            let tally = tallies.entry((item.kind.word().to_owned(), name)).or_default();
            tally.items += 1;
            tally.marks += marks(item, &taken(&likes, is_many));
            tally.by_lot += by_lot(item, is_many, &mut lot);
        }
    }
    tallies
}

/// The option that is liked most; where several may be taken all that are liked as a half and more.
fn taken(likes: &[f64], is_many: bool) -> Vec<usize> {
    let most = (1..likes.len()).fold(0, |best, place| if likes[place] > likes[best] { place } else { best });
    let enough: Vec<usize> = (0..likes.len()).filter(|&place| is_many && likes[place] >= 0.5).collect();
    if enough.is_empty() { vec![most] } else { enough }
}

fn marks(item: &Item, places: &[usize]) -> f64 {
    let choices = item.key.choices();
    let ids = places.iter().map(|&place| choices[place].id.clone());
    let response = match &item.key {
        Key::Many(_) => Response::Many(ids.collect()),
        _ => Response::One(ids.last().expect("one is taken")),
    };
    grade(item, &response).0
}

/// One option by lot; where several may be taken each with an even chance, as the mean of a few tries.
fn by_lot(item: &Item, is_many: bool, lot: &mut Chance) -> f64 {
    let options = item.key.choices().len();
    if !is_many {
        return 1.0 / f64::from(u32::try_from(options).expect("a handful"));
    }
    const TRIES: u32 = 8;
    let tries = (0..TRIES).map(|_| {
        let mut places: Vec<usize> = (0..options).filter(|_| lot.one_in(2)).collect();
        if places.is_empty() {
            places.push(lot.below(options));
        }
        marks(item, &places)
    });
    tries.sum::<f64>() / f64::from(TRIES)
}

/// Items over many sittings of the mixed quiz.
fn items(book: &Rulebook, sittings: u64) -> Vec<Item> {
    let drawn = (0..sittings).flat_map(|seed| {
        sitting(book, Plan::mixed(book, 50), Seed(seed)).expect("there is enough to draw from").items
    });
    drawn.collect()
}

#[test]
fn readers_of_words_are_at_chance() {
    let book = load_mid_back();
    let items = items(&book, cases(60, 250).into());
    for by_eye in [false, true] {
        let mut lines = Vec::new();
        for ((kind, robot), tally) in tallies(&book, &items, by_eye) {
            lines.push(format!("{kind:14} {robot:14} {:5} {:6.1}", tally.items, tally.above()));
        }
        println!("by eye: {by_eye}\n{}", lines.join("\n"));
    }
}
