//! Readers who know words and nothing of exercises. Each says which options it takes; a good question leaves them at chance.
//!
//! A robot gets what a person gets before the answer: the question, what is told of the rep, the options. By eye it gets no
//! words for what is seen.

mod phrases;
mod wording;

use std::collections::BTreeMap;

use crate::common::cases;
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{
    Chance, FormJudges, Item, Key, Plan, Response, Seed, ShownSign, ToldBy, can_be_seen, draw_form, grade,
    sitting,
};
use formcheck_core::rulebook::{Drawn, GeneratedKind, Rulebook, load_mid_back};
use formcheck_exam::exam_named;

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
pub(crate) const ROBOTS: [Robot; 8] = [
    ("phrases", |phrases, sheet| phrases.likes(sheet)),
    ("the odd value", |phrases, sheet| phrases.likes_odd(sheet)),
    ("alike", |_, sheet| alike(sheet)),
    ("the longest", |_, sheet| sheet.says.iter().map(|say| letters(say)).collect()),
    ("the shortest", |_, sheet| sheet.says.iter().map(|say| -letters(say)).collect()),
    ("the first", |_, sheet| (0..sheet.says.len()).map(|place| if place == 0 { 1.0 } else { 0.0 }).collect()),
    ("the second", |_, sheet| {
        (0..sheet.says.len()).map(|place| if place == 1 { 1.0 } else { 0.0 }).collect()
    }),
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
            shown: item
                .shown
                .iter()
                .chain(item.more_reps.iter().flatten())
                .filter(|shown| !by_eye || shown.by != ToldBy::Seen)
                .collect(),
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
    let mut ids = places.iter().map(|&place| choices[place].id.clone());
    let response = match &item.key {
        Key::Many(_) => Response::Many(ids.collect()),
        _ => Response::One(ids.next_back().expect("one is taken")),
    };
    grade(item, &response).0
}

/// How often the reader by lot tries, where several options may be taken.
const TRIES: u32 = 8;

/// One option by lot; where several may be taken each with an even chance, as the mean of a few tries.
fn by_lot(item: &Item, is_many: bool, lot: &mut Chance) -> f64 {
    let options = item.key.choices().len();
    if !is_many {
        return 1.0 / f64::from(u32::try_from(options).expect("a handful"));
    }
    let tries = (0..TRIES).map(|_| {
        let mut places: Vec<usize> = (0..options).filter(|_| lot.one_in(2)).collect();
        if places.is_empty() {
            places.push(lot.below(options));
        }
        marks(item, &places)
    });
    tries.sum::<f64>() / f64::from(TRIES)
}

/// How many points above chance a reader may be.
const MOST: f64 = 15.0;

/// With fewer items of a kind chance alone does more than that.
const ENOUGH: u32 = 80;

/// What shows a rep can be read off its words by whoever has learned which phrase goes with which mistake. In words these
/// kinds are for learning; an exam asks them by eye.
const BY_EYE: [&str; 10] =
    ["fix", "why", "spot", "spot-all", "clean-or-not", "what-changed", "call", "first", "pair", "breakdown"];

/// Its options are phrases for what is seen: it is for learning only, by eye too.
const FOR_LEARNING: [&str; 1] = ["what-changed"];

/// The kinds in which a robot is too far above chance, and how far.
fn above(tallies: &BTreeMap<(String, &'static str), Tally>, asked: impl Fn(&str) -> bool) -> Vec<String> {
    let mut kinds = 0;
    let mut above = Vec::new();
    for ((kind, robot), tally) in tallies.iter().filter(|((kind, _), _)| asked(kind)) {
        println!("{kind:14} {robot:14} {:5} items {:6.1} points above chance", tally.items, tally.above());
        kinds += u32::from(*robot == ROBOTS[0].0 && tally.items >= ENOUGH);
        if tally.items >= ENOUGH && tally.above() > MOST {
            above.push(format!("{robot} in {kind}: {:.1} points above chance", tally.above()));
        }
    }
    assert!(kinds >= 3, "{kinds} kinds were tried");
    above
}

#[test]
fn in_words_whoever_only_reads_is_at_chance() {
    let book = load_mid_back();
    let drawn = (0..cases(60, 250)).flat_map(|seed| {
        let plan = Plan::mixed(&book, 50);
        sitting(&book, plan, Seed(seed.into())).expect("there is enough to draw from").items
    });
    let items: Vec<Item> = drawn.collect();
    let above = above(&tallies(&book, &items, false), |kind| !BY_EYE.contains(&kind));
    assert!(above.is_empty(), "{above:#?}");
}

/// Items of some kinds that can be asked by eye, of all exercises.
fn watched(book: &Rulebook, of: &[GeneratedKind]) -> Vec<Item> {
    let drawn = (0..cases(8, 60)).flat_map(|seed| {
        let mut plan = Plan::mixed(book, 60);
        plan.sections.truncate(1);
        if let Drawn::Generated { kinds, .. } = &mut plan.sections[0].from {
            *kinds = of.to_vec();
        }
        sitting(book, plan, Seed(seed.into())).expect("there is enough to draw from").items
    });
    drawn.filter(|item| can_be_seen(book, item)).collect()
}

#[test]
fn without_the_picture_nobody_passes_what_is_asked_by_eye() {
    let book = load_mid_back();
    let exam = exam_named(&book, "trainer-onboarding").expect("an exam");
    let (plan, shop) = (Plan::of_quiz(&book, exam), Workshop::new(&book, true));
    assert!(book[exam].exam.as_ref().is_some_and(|exam| exam.by_eye.is_some()));
    let is_seen = |item: &Item| can_be_seen(&book, item);
    let judges = FormJudges { is_seen: &is_seen, is_barred: &|_| false };
    let forms =
        (0..cases(40, 250)).filter_map(|seed| draw_form(&shop, &plan, Seed(seed.into()), judges).ok());
    let mut items: Vec<Item> = forms.flatten().map(|placed| placed.item).collect();
    assert!(items.iter().all(|item| !FOR_LEARNING.contains(&item.kind.word())));
    // What other exams may have watched, and this one has not or seldom.
    items.extend(watched(&book, &[GeneratedKind::Spot, GeneratedKind::Call, GeneratedKind::First]));
    let seen = items.iter().filter(|item| item.exercise.is_some() && item.shows_a_rep());
    assert!(seen.clone().all(|item| can_be_seen(&book, item)));
    let above = above(&tallies(&book, seen, true), |_| true);
    assert!(above.is_empty(), "{above:#?}");
}

/// The kinds that show several reps, which the onboarding exam doesn't draw yet: by eye, with the words hidden.
#[test]
fn without_the_picture_several_reps_tell_nothing() {
    let book = load_mid_back();
    let items = watched(&book, &[GeneratedKind::Pair, GeneratedKind::Breakdown]);
    let tallies = tallies(&book, &items, true);
    assert!(tallies.values().all(|tally| tally.items >= ENOUGH), "{tallies:?}");
    let above: Vec<_> = tallies.iter().filter(|(_, tally)| tally.above() > MOST).collect();
    for ((kind, robot), tally) in &tallies {
        println!("{kind:14} {robot:14} {:5} items {:6.1} points above chance", tally.items, tally.above());
    }
    assert!(above.is_empty(), "{above:#?}");
}
