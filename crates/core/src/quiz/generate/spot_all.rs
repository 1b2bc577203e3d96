//! `spot-all`: one observed rep; mark every mistake in it.

use super::options::{demand_opposites, distractors, may_be_either, share_a_sign};
use super::scene::{Scene, scene, signs_of, telling, telling_beside};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase, Workshop, explanation, mistake_option};
use crate::quiz::{Basis, Chance, Explanation, Key};
use crate::rulebook::words::sentence;
use crate::rulebook::{ExerciseIx, MistakeIx, Rulebook, Sooner, first_to_fix, grades, sooner};

/// How many options there are, where the exercise has as many mistakes.
const OPTIONS: usize = 5;
/// The most mistakes in one rep: more would be a caricature.
const MOST: usize = 3;

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let MistakeCase { shop, book, ix, mistake, .. } = case;
    let mut others: Vec<MistakeIx> = near_first(shop, ix, mistake, chance);
    let scene = (0..TRIES).find_map(|_| with_others(shop, ix, mistake, &others, chance))?;
    let may_be_named =
        |other: &MistakeIx| scene.fires.iter().any(|&fired| may_be_either(book, fired, *other));
    others.retain(|other| !scene.fires.contains(other) && !may_be_named(other));
    let mut offered = scene.fires.clone();
    others.retain(|&other| {
        let is_ruled_out = offered.iter().any(|&one| are_opposites(case, one, other));
        if !is_ruled_out {
            offered.push(other);
        }
        !is_ruled_out
    });
    others.truncate(OPTIONS.checked_sub(scene.fires.len())?);
    if others.len() < 2 {
        return None;
    }
    let rep = case.rep(&scene.shown);
    let cue = |one: MistakeIx| &book.words_in(case.exercise, one).cue;
    let sign_and_cue = |one: MistakeIx| format!("{}. Cue: \"{}\".", sentence(&rep.fires(one)), cue(one));
    let right = scene.fires.iter().map(|&one| mistake_option(book, one, true, sign_and_cue(one)));
    let wrong = others.iter().map(|&one| mistake_option(book, one, false, rep.ruled_out(one)));
    let mut choices: Vec<_> = right.chain(wrong).collect();
    chance.shuffle(&mut choices);
    Some(ItemDraft {
        key: Key::Many(choices),
        arranged: true,
        explanation: what_first(book, ix, &scene),
        shown: scene.shown,
        ..case.draft("mark every mistake in this rep.", Basis::AllThatFire)
    })
}

/// Whether two mistakes of one sign can't be in one rep: whoever finds the one has ruled out the other.
fn are_opposites(case: MistakeCase<'_>, a: MistakeIx, b: MistakeIx) -> bool {
    share_a_sign(case.shop, a, b) && demand_opposites(case.book, case.exercise, a, b)
}

fn near_first(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
    chance: &mut Chance,
) -> Vec<MistakeIx> {
    let mut pool = distractors(shop, exercise, mistake);
    chance.shuffle(&mut pool);
    pool.sort_by_key(|distractor| distractor.far);
    pool.into_iter().map(|distractor| distractor.thing).collect()
}

/// A rep with `mistake` and up to two of the others in it.
fn with_others(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
    others: &[MistakeIx],
    chance: &mut Chance,
) -> Option<Scene> {
    let values = telling(shop, exercise, mistake, chance)?;
    // One rep in four has this mistake alone: "every" may be one.
    let more = if chance.one_in(4) { 0 } else { 1 + chance.below(MOST - 1) };
    let mut pool = others.to_vec();
    chance.shuffle(&mut pool);
    pool.truncate(more);
    let values = telling_beside(shop, exercise, values, &pool, chance)?;
    let wanted = signs_of(shop, exercise, &others[..others.len().min(OPTIONS)]);
    let fits = |scene: &Scene| {
        scene.fires.contains(&mistake)
            && scene.fires.len() <= MOST
            && scene.fires.iter().all(|&one| shop.may_show(one))
    };
    scene(shop, exercise, &values, &wanted, chance).filter(fits)
}

/// The words of the mistake that is to be fixed first.
fn what_first(book: &Rulebook, ix: ExerciseIx, scene: &Scene) -> Explanation {
    let exercise = &book[ix];
    let mut fires = scene.fires.clone();
    fires.sort_by(|&a, &b| first_to_fix(book, exercise, a, b));
    let mut words = explanation(book, exercise, fires[0]);
    if fires.len() > 1 {
        let firing = grades(book, ix, &scene.shown, &fires);
        let name = &book[fires[0]].name;
        let order = match sooner(book, &book[ix], &firing, fires[0], fires[1]) {
            Some(Sooner::Graver) if fires.len() == 2 => {
                format!("Fix \"{name}\" first, the worse of the two.")
            }
            Some(Sooner::Graver) => format!("Fix \"{name}\" first, the worst of them."),
            Some(Sooner::Cause) => format!("Fix \"{name}\" first, which may bring on the rest."),
            _ => format!(
                "None is worse than the others, so begin with the one that comes first in the rep: \"{name}\"."
            ),
        };
        words.why = format!("{order} {}", words.why);
    }
    words
}
