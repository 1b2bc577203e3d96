//! The quizzes of the built-in pack, drawn over many seeds: as many items as they say, nothing twice, nothing contested
//! in an exam, keys at every place.

use std::collections::HashSet;

use formcheck_core::quiz::{
    ItemTexts, Key, Plan, QuestionKind, Seed, Sitting, mistakes_to_tell, prove_item, sitting,
};
use formcheck_core::rulebook::{FeedbackAt, GeneratedKind, QuizIx, Rulebook, load_mid_back};

const SEEDS: u64 = 60;

fn each_sitting(check: impl Fn(&Rulebook, &Sitting)) {
    let book = load_mid_back();
    for place in 0..book.quizzes.len() {
        for seed in 0..SEEDS {
            let plan = Plan::of_quiz(&book, QuizIx::at(place));
            let id = plan.id.clone();
            let sitting =
                sitting(&book, plan, Seed(seed)).unwrap_or_else(|none| panic!("{id}, seed {seed}: {none}"));
            check(&book, &sitting);
        }
    }
}

#[test]
fn there_are_five_and_two_have_the_lengths_that_were_promised() {
    let book = load_mid_back();
    let items = |id: &str| {
        let quiz = book.quizzes.iter().find(|quiz| quiz.id == id).expect("the quiz is there");
        quiz.sections.iter().map(|section| section.draw).sum::<u32>()
    };
    assert!(book.quizzes.len() >= 5);
    assert_eq!(items("mid-back-foundations"), 12);
    assert_eq!(items("trainer-onboarding"), 40);
    let onboarding =
        book.quizzes.iter().find(|quiz| quiz.id == "trainer-onboarding").expect("the quiz is there");
    assert_eq!((onboarding.pass, onboarding.feedback), (Some(80), FeedbackAt::End));
    assert!(book.questions.len() >= 55, "{}", book.questions.len());
}

#[test]
fn every_item_is_proved_and_asked_once() {
    each_sitting(|book, sitting| {
        let draws: u32 = sitting.plan.sections.iter().map(|section| section.draw).sum();
        assert_eq!(sitting.items.len(), draws as usize);
        let ids: HashSet<&str> = sitting.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids.len(), sitting.items.len(), "{} seed {:?}", sitting.plan.id, sitting.seed);
        for item in &sitting.items {
            prove_item(book, item).unwrap_or_else(|fault| panic!("{fault}: {item:#?}"));
        }
    });
}

#[test]
fn no_item_gives_another_away() {
    each_sitting(|_, sitting| {
        let told: Vec<ItemTexts> = sitting.items.iter().map(ItemTexts::of).collect();
        for (a, one) in told.iter().enumerate() {
            for (b, other) in told.iter().enumerate() {
                assert!(
                    a == b || !one.gives_away(other),
                    "{} {:?}",
                    sitting.items[a].ask,
                    sitting.items[b].ask
                );
            }
        }
    });
}

#[test]
fn an_exam_asks_nothing_contested() {
    each_sitting(|book, sitting| {
        if sitting.plan.feedback == FeedbackAt::End {
            for item in &sitting.items {
                // Of a mistake whose why alone is contested it asks whether it is there.
                let told = mistakes_to_tell(book, item);
                let only_to_see =
                    !told.is_empty() && told.iter().all(|&mistake| book[mistake].is_settled_to_see());
                assert!(only_to_see || item.explanation.contested.is_none(), "{}", item.ask);
            }
        }
    });
}

/// Keys with as many options stand at each place as often, give or take one and what stands in an order of its own.
#[test]
fn keys_are_spread_over_the_places() {
    each_sitting(|_, sitting| {
        let mut places = [0_usize; 4];
        for item in &sitting.items {
            let fixed =
                matches!(item.kind, QuestionKind::Generated(GeneratedKind::Reps | GeneratedKind::CleanOrNot));
            if let (Key::One(choices), false) = (&item.key, fixed)
                && choices.len() == 4
            {
                let key = choices.iter().position(|choice| choice.right).expect("there is a key");
                places[key] += 1;
            }
        }
        let (least, most) = (places.iter().min().expect("four"), places.iter().max().expect("four"));
        // The rep ranges are counted, too, while a form is drawn, so they may shift one more.
        assert!(most - least <= 3, "{places:?} in {} {:?}", sitting.plan.id, sitting.seed);
    });
}
