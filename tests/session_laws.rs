//! The laws of a session, over random play: undo takes an answer back, skip comes once, and the score is the sum of what
//! was answered. And how marks are given.

use formcheck_core::quiz::{Item, Key, Marks, OptionId, Plan, Response, Seed, Session, grade, sitting};
use formcheck_core::rulebook::{QuizIx, Rulebook, load_mid_back};
use proptest::prelude::*;
use std::sync::OnceLock;

fn book() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(load_mid_back)
}

fn session(seed: u64) -> Session {
    Session::new(sitting(book(), Plan::mixed(book(), 8), Seed(seed)).expect("enough to draw from"))
}

/// The key as a response.
fn key(item: &Key) -> Response {
    match item {
        Key::One(choices) => Response::One(choices.iter().find(|one| one.right).expect("a key").id.clone()),
        Key::Many(choices) => {
            Response::Many(choices.iter().filter(|one| one.right).map(|one| one.id.clone()).collect())
        }
        Key::Order { key, .. } => Response::Order(key.clone()),
        Key::Pairs { key, .. } => Response::Pairs(key.clone()),
        Key::Number { answer, .. } => Response::Number(*answer),
        Key::Text { accept, .. } => Response::Text(accept[0].clone()),
    }
}

/// A response of the right form that is not the key, where there is one.
fn other(key: &Key) -> Response {
    match key {
        Key::One(choices) => {
            Response::One(choices.iter().find(|one| !one.right).expect("a wrong one").id.clone())
        }
        Key::Many(choices) => Response::Many(choices.iter().map(|one| one.id.clone()).collect()),
        Key::Order { key, .. } => Response::Order(key.iter().rev().cloned().collect()),
        Key::Pairs { key, .. } => {
            let rights = key.iter().skip(1).chain(key.first()).map(|(_, right)| right.clone());
            Response::Pairs(key.iter().map(|(left, _)| left.clone()).zip(rights).collect())
        }
        Key::Number { answer, within, .. } => Response::Number(answer + within + 1.0),
        Key::Text { .. } => Response::Text("no idea at all".to_owned()),
    }
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Right,
    Wrong,
    BadForm,
    Skip,
    Undo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => Just(Act::Right), 3 => Just(Act::Wrong), 1 => Just(Act::BadForm), 2 => Just(Act::Skip), 2 => Just(Act::Undo)
    ];
    prop::collection::vec(act, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_session_keeps_its_laws(seed in 0_u64..40, acts in acts()) {
        let mut session = session(seed);
        let mut skipped: Vec<String> = Vec::new();
        let mut marks: Vec<f64> = Vec::new();
        for act in acts {
            let Some(prompt) = session.prompt() else { break };
            prop_assert_eq!(prompt.n, marks.len() + 1);
            let (n, item) = (prompt.n, session.item(prompt.n).expect("its item").clone());
            prop_assert_eq!(prompt.question, &item.question());
            prop_assert_eq!(item.key.answer(), Some(key(&item.key)));
            match act {
                Act::Right | Act::Wrong => {
                    let response = if matches!(act, Act::Right) { key(&item.key) } else { other(&item.key) };
                    let mark = grade(&item, &response);
                    prop_assert!(!matches!(act, Act::Right) || mark.is_right());
                    prop_assert!((0.0..=1.0).contains(&mark.0));
                    prop_assert_eq!(session.answer(response, None).expect("of the right form"), n);
                    prop_assert_eq!(session.feedback(n).expect("it was answered").mark, mark);
                    marks.push(mark.0);
                }
                Act::BadForm => {
                    let bad = Response::One(OptionId::new("no such option"));
                    prop_assert!(session.answer(bad, None).is_err());
                }
                Act::Skip => {
                    let last = n == session.sitting().items.len();
                    let before = skipped.contains(&item.id.to_string());
                    prop_assert_eq!(session.skip().is_ok(), !last && !before);
                    if !last && !before {
                        skipped.push(item.id.to_string());
                        prop_assert_ne!(&session.prompt().expect("another").question.id, &item.id);
                    }
                }
                Act::Undo => {
                    prop_assert_eq!(session.undo().is_ok(), !marks.is_empty());
                    marks.pop();
                    prop_assert_eq!(session.prompt().expect("one is open again").n, marks.len() + 1);
                }
            }
            let score = session.score();
            prop_assert_eq!(score.tally.of, marks.len());
            prop_assert!((score.tally.marks - marks.iter().sum::<f64>()).abs() < 1e-9);
            prop_assert_eq!(score.by_kind.iter().map(|part| part.tally.of).sum::<usize>(), marks.len());
            prop_assert_eq!(score.by_exercise.iter().map(|part| part.tally.of).sum::<usize>(), marks.len());
        }
        session.quit();
        prop_assert!(session.is_over() && session.prompt().is_none());
        prop_assert!(session.answer(Response::Number(1.0), None).is_err());
    }
}

fn item_with(key: Key) -> Item {
    let mut item = session(1).sitting().items[0].clone();
    item.key = key;
    item
}

fn many(keys: &[bool]) -> Item {
    let choices = keys.iter().enumerate().map(|(place, right)| formcheck_core::quiz::Choice {
        id: OptionId::letter(place),
        say: format!("option {place}"),
        right: *right,
        because: "so".to_owned(),
        change: None,
        of: None,
    });
    item_with(Key::Many(choices.collect()))
}

fn ids(letters: &str) -> Vec<OptionId> {
    letters.chars().map(|letter| OptionId::new(&letter.to_string())).collect()
}

#[test]
fn several_options_earn_hits_less_false_alarms() {
    let item = many(&[true, true, false, false, false]);
    for (taken, mark) in
        [("ab", 1.0), ("a", 0.5), ("abc", 0.5), ("ac", 0.0), ("cd", 0.0), ("abcde", 0.0), ("aa", 0.5)]
    {
        assert_eq!(grade(&item, &Response::Many(ids(taken))), Marks(mark), "{taken}");
    }
}

#[test]
fn an_order_earns_the_share_in_place_and_a_group_may_swap() {
    let pieces = "abcd".chars().map(|letter| formcheck_core::quiz::Piece {
        id: OptionId::new(&letter.to_string()),
        say: letter.to_string(),
    });
    let item = item_with(Key::Order { pieces: pieces.collect(), key: ids("abcd"), groups: vec![0, 1, 1, 2] });
    for (given, mark) in [("abcd", 1.0), ("acbd", 1.0), ("bacd", 0.5), ("dcba", 0.5), ("dabc", 0.25)] {
        assert_eq!(grade(&item, &Response::Order(ids(given))), Marks(mark), "{given}");
    }
}

#[test]
fn a_number_counts_within_its_bounds() {
    let item = item_with(Key::Number { answer: 45.0, within: 5.0, unit: "degrees".to_owned() });
    for (given, right) in [(45.0, true), (40.0, true), (50.0, true), (39.9, false), (50.1, false)] {
        assert_eq!(grade(&item, &Response::Number(given)).is_right(), right, "{given}");
    }
}

#[test]
fn hits_and_false_alarms_are_counted_by_mistake() {
    let seen = (0..60).any(|seed| {
        let mut session = session(seed);
        while let Some(prompt) = session.prompt() {
            let response = other(&session.item(prompt.n).expect("its item").key);
            session.answer(response, None).expect("of the right form");
        }
        let score = session.score();
        score.by_mistake.values().any(|&(_, false_alarms)| false_alarms > 0) && !score.missed.is_empty()
    });
    assert!(seen);
}

/// Of several mistakes in a rep, the one that was overlooked is what to look at again, not the one that was found.
#[test]
fn what_was_overlooked_is_what_to_look_at_again() {
    let quiz =
        book().quizzes.iter().position(|quiz| quiz.id.as_str() == "spot-the-mistake").expect("the quiz");
    let mut seen = 0;
    for seed in 0..10 {
        let plan = Plan::of_quiz(book(), QuizIx::at(quiz));
        let mut session = Session::new(sitting(book(), plan, Seed(seed)).expect("enough to draw from"));
        let mut wanted = Vec::new();
        while let Some(prompt) = session.prompt() {
            let item = session.item(prompt.n).expect("its item").clone();
            let mut response = key(&item.key);
            if let Response::Many(ids) = &mut response
                && ids.len() > 1
            {
                let overlooked = ids.remove(0);
                let (exercise, _) = item.skill.as_str().split_once('/').expect("a skill of an exercise");
                wanted.push(format!("{exercise}/{}", overlooked.as_str()));
                seen += 1;
            }
            session.answer(response, None).expect("of the right form");
        }
        let missed: Vec<String> =
            session.score().missed.iter().map(|skill| skill.as_str().to_owned()).collect();
        wanted.dedup();
        assert_eq!(missed, wanted, "seed {seed}");
    }
    assert!(seen >= 10, "only {seen} reps with several mistakes");
}
