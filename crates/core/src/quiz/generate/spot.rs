//! `spot`: one observed rep; which mistake is it? Exactly one fires.

use super::options::{choose, distractors, letters, neighbours};
use super::scene::{Scene, scene, signs_of, telling};
use super::{Asked, ItemDraft, MistakeCase, Workshop, mistake_option};
use crate::quiz::by_eye::is_for_the_eye;
use crate::quiz::wording::echoes_most;
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::{ExerciseIx, MistakeIx};

/// How often another rep is tried before the target is given up.
pub(super) const TRIES: usize = 8;

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let MistakeCase { shop, book, ix, mistake, .. } = case;
    let pool = distractors(shop, ix, mistake);
    let wrong = choose(pool, letters(&book[mistake].name), asked.wish, chance)?;
    let scene = alone(shop, ix, mistake, &wrong, chance)?;
    let rep = case.rep(&scene.shown);
    if says_its_key(case, &rep.fires(mistake), &book[mistake].name, wrong.iter().map(|&one| &*book[one].name))
    {
        return None;
    }
    let mut choices = vec![mistake_option(book, mistake, true, rep.seen(mistake))];
    choices.extend(wrong.into_iter().map(|other| mistake_option(book, other, false, rep.ruled_out(other))));
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::One(choices),
        ..case.draft("which mistake is in this rep?", Basis::Fires(book[mistake].id.clone()))
    })
}

/// Whether a rep of a drawn exercise that is told in words, since no eye sees the mistake, says what the key says and none of the
/// wrong options does.
pub(super) fn says_its_key<'o>(
    case: MistakeCase<'_>,
    told: &str,
    key: &str,
    wrong: impl IntoIterator<Item = &'o str>,
) -> bool {
    let MistakeCase { book, ix, exercise, mistake, .. } = case;
    exercise.figure.is_some() && !is_for_the_eye(book, ix, mistake) && echoes_most(told, key, wrong)
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

/// The same with up to three neighbours of the mistake as the others.
pub(super) fn alone_among_neighbours(case: MistakeCase<'_>, chance: &mut Chance) -> Option<Scene> {
    let MistakeCase { shop, ix, mistake, .. } = case;
    let mut others: Vec<MistakeIx> = neighbours(shop, ix, mistake).into_iter().map(|one| one.thing).collect();
    chance.shuffle(&mut others);
    others.truncate(3);
    alone(shop, ix, mistake, &others, chance)
}
