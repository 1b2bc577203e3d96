//! `clean-or-not`: one observed rep; clean or faulty? Reps without a verdict are never asked.

use super::options::neighbours;
use super::scene::{Scene, scene, signs_of};
use super::spot::{TRIES, alone};
use super::{ItemDraft, Target, Wish, Workshop, because, explanation, skill};
use crate::quiz::{Basis, Chance, Choice, Explanation, Key, OptionId, names};
use crate::rulebook::words::sentence;
use crate::rulebook::{Exercise, ExerciseIx, MistakeIx};

/// The name of the option that the rep is clean.
pub(crate) const CLEAN: &str = "clean";
/// The name of the option that there is a mistake in it.
pub(crate) const FAULTY: &str = "faulty";

pub(super) fn make(
    shop: &Workshop<'_>,
    target: Target,
    wish: Wish<'_>,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let (ix, mistake) = (target.exercise?, target.mistake?);
    // The wish decides which it is, so that over a form both come up as often.
    if wish.rank(2).unwrap_or_else(|| chance.below(2)) == 0 {
        clean(shop, target, ix, mistake, chance)
    } else {
        faulty(shop, target, ix, mistake, chance)
    }
}

fn faulty(
    shop: &Workshop<'_>,
    target: Target,
    ix: ExerciseIx,
    mistake: MistakeIx,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let (book, exercise) = (shop.book, &shop.book[ix]);
    let mut others: Vec<MistakeIx> =
        neighbours(shop, ix, mistake).into_iter().map(|distractor| distractor.thing).collect();
    chance.shuffle(&mut others);
    others.truncate(3);
    let scene = alone(shop, ix, mistake, &others, chance)?;
    let fires = because::what_fires(book, exercise, &scene.shown, mistake);
    let name = &book[mistake].name;
    Some(ItemDraft {
        skill: skill(exercise, book[mistake].id.as_str()),
        explanation: explanation(book, exercise, mistake),
        key: options(
            false,
            &format!("There is a mistake in it, \"{name}\": {fires}."),
            &format!("You can see \"{name}\": {fires}."),
        ),
        ..draft(target, ix, exercise, scene)
    })
}

/// A clean rep around the signs of `mistake`; values that are good here and a mistake elsewhere are welcome.
fn clean(
    shop: &Workshop<'_>,
    target: Target,
    ix: ExerciseIx,
    mistake: MistakeIx,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let (book, exercise) = (shop.book, &shop.book[ix]);
    let mut wanted = signs_of(shop, ix, &[mistake]);
    let mut special: Vec<usize> =
        (0..exercise.signs.len()).filter(|&place| exercise.signs[place].because.is_some()).collect();
    chance.shuffle(&mut special);
    wanted.extend(special.into_iter().take(3));
    let scene = (0..TRIES)
        .find_map(|_| scene(shop, ix, &[], &wanted, chance).filter(|scene| scene.fires.is_empty()))?;
    let name = &book[mistake].name;
    let (refutes, _) = because::what_refutes(book, exercise, &scene.shown, mistake);
    Some(ItemDraft {
        skill: skill(exercise, CLEAN),
        explanation: Explanation {
            why: why_good(exercise, &scene),
            sources: names::cites(book, &exercise.backing.sources),
            ..Explanation::default()
        },
        key: options(
            true,
            "Everything told is as it should be here, and so is the rest.",
            &format!("No rule fires. Not even \"{name}\": {refutes}."),
        ),
        ..draft(target, ix, exercise, scene)
    })
}

/// What this exercise says of the signs shown, where it has a word of its own on them.
fn why_good(exercise: &Exercise, scene: &Scene) -> String {
    let told = scene.shown.iter().filter_map(|&(sign, _)| {
        let place = exercise.place_of(sign)?;
        exercise.signs[place].because.as_deref()
    });
    let told: Vec<&str> = told.take(2).collect();
    if told.is_empty() { "Nothing in this rep is off.".to_owned() } else { told.join(" ") }
}

fn draft(target: Target, ix: ExerciseIx, exercise: &Exercise, scene: Scene) -> ItemDraft {
    ItemDraft {
        kind: target.kind,
        skill: skill(exercise, CLEAN),
        exercise: Some(ix),
        ask: format!("{}: is this rep clean, or is there a mistake in it?", exercise.name),
        shown: scene.shown,
        key: Key::One(Vec::new()),
        arranged: true,
        explanation: Explanation::default(),
        basis: Basis::CleanOrNot,
    }
}

fn options(clean: bool, of_key: &str, of_other: &str) -> Key {
    let option = |name: &str, right: bool| Choice {
        id: OptionId::new(name),
        say: sentence(name),
        right,
        because: if right { of_key } else { of_other }.to_owned(),
        change: None,
        of: None,
    };
    Key::One(vec![option(CLEAN, clean), option(FAULTY, !clean)])
}
