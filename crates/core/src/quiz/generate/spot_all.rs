//! `spot-all`: one observed rep; mark every mistake in it.

use super::options::{demand_opposites, distractors, may_be_either, share_a_sign};
use super::scene::{Scene, scene, signs_of, telling, telling_beside};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase, Workshop, explanation, mistake_option};
use crate::quiz::{Basis, Chance, Explanation, Key};
use crate::rulebook::words::{and_list, sentence};
use crate::rulebook::{
    ExerciseIx, MistakeIx, Rulebook, Sooner, first_to_fix, grades, mistake_phase, phase_rank, sooner,
};

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
    let first = scene.fires.iter().copied().min_by(|&a, &b| first_to_fix(book, case.exercise, a, b));
    let told = |one: MistakeIx| {
        let words = book.words_in(case.exercise, one);
        // Of the first to fix the whole explanation speaks.
        let why = if Some(one) == first { String::new() } else { format!(" {}", words.why) };
        format!("{}.{why} Cue: \"{}\".", sentence(&rep.fires(one)), words.cue)
    };
    let right = scene.fires.iter().map(|&one| mistake_option(book, one, true, told(one)));
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

/// What makes a mistake the one to fix before another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    BringsOn,
    Worse,
    Earlier,
    Alike,
}

impl Relation {
    const ALL: [Relation; 4] = [Relation::BringsOn, Relation::Worse, Relation::Earlier, Relation::Alike];

    fn in_words(self, names: &str) -> String {
        match self {
            Relation::BringsOn => format!("it may bring on {names}"),
            Relation::Worse => format!("it is worse than {names}"),
            Relation::Earlier => format!("it is as bad as {names}, but earlier in the rep"),
            Relation::Alike => format!("it is as bad as {names}"),
        }
    }
}

/// The words of the mistake that is to be fixed first, and why it is that one.
fn what_first(book: &Rulebook, ix: ExerciseIx, scene: &Scene) -> Explanation {
    let exercise = &book[ix];
    let mut fires = scene.fires.clone();
    fires.sort_by(|&a, &b| first_to_fix(book, exercise, a, b));
    let mut words = explanation(book, exercise, fires[0]);
    if let [first, others @ ..] = fires.as_slice()
        && !others.is_empty()
    {
        let firing = grades(book, ix, &scene.shown, &fires);
        let phase = |one: MistakeIx| phase_rank(exercise, mistake_phase(book, exercise, one));
        let relation = |other: MistakeIx| match sooner(book, exercise, &firing, *first, other) {
            Some(Sooner::Cause) => Relation::BringsOn,
            Some(Sooner::Graver) => Relation::Worse,
            _ if phase(*first) < phase(other) => Relation::Earlier,
            _ => Relation::Alike,
        };
        let reason = |of: &Relation| {
            let others = others.iter().filter(|&&other| relation(other) == *of);
            let names: Vec<String> = others.map(|&other| format!("\"{}\"", book[other].name)).collect();
            (!names.is_empty()).then(|| of.in_words(&and_list(&names)))
        };
        let reasons: Vec<String> = Relation::ALL.iter().filter_map(reason).collect();
        words.why = format!("Fix \"{}\" first: {}. {}", book[*first].name, and_list(&reasons), words.why);
    }
    words
}
