//! `spot`: one observed rep; which mistake is it? Exactly one fires.

use super::options::{choose, letters, neighbours};
use super::scene::{Scene, scene, signs_of, telling};
use super::{ItemDraft, Target, Wish, Workshop, because, explanation, mistake_option, skill};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::{ExerciseIx, MistakeIx};

/// How often another rep is tried before the target is given up.
pub(super) const TRIES: usize = 8;

pub(super) fn make(
    shop: &Workshop<'_>,
    target: Target,
    wish: Wish<'_>,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let (ix, mistake) = (target.exercise?, target.mistake?);
    let (book, exercise) = (shop.book, &shop.book[ix]);
    let pool = neighbours(shop, ix, mistake);
    let wrong = choose(pool, letters(&book[mistake].name), wish, chance)?;
    let scene = alone(shop, ix, mistake, &wrong, chance)?;
    let mut choices =
        vec![mistake_option(book, mistake, true, because::seen(book, exercise, &scene.shown, mistake))];
    choices.extend(wrong.into_iter().map(|other| {
        mistake_option(book, other, false, because::ruled_out(book, exercise, &scene.shown, other))
    }));
    Some(ItemDraft {
        kind: target.kind,
        skill: skill(exercise, book[mistake].id.as_str()),
        exercise: Some(ix),
        ask: format!("{}: which mistake is in this rep?", exercise.name),
        shown: scene.shown,
        key: Key::One(choices),
        arranged: false,
        explanation: explanation(book, exercise, mistake),
        basis: Basis::Fires(book[mistake].id.clone()),
    })
}

/// A rep in which only `mistake` fires and that shows what refutes the `others`.
pub(super) fn alone(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
    others: &[MistakeIx],
    chance: &mut Chance,
) -> Option<Scene> {
    let wanted = signs_of(shop, exercise, others);
    (0..TRIES).find_map(|_| {
        let telling = telling(shop, exercise, mistake, chance)?;
        scene(shop, exercise, &telling, &wanted, chance).filter(|scene| scene.fires == [mistake])
    })
}
