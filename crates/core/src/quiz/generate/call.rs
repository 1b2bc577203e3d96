//! `call`: a rep with one mistake in it; which cue do you call? The other cues are near misses that would not help here.

use super::options::{Distractor, choose, demand_opposites, letters, share_a_sign};
use super::spot::alone;
use super::{Asked, ItemDraft, MistakeCase, lettered, words};
use crate::quiz::{Basis, Chance, Key, MistakeWord};
use crate::rulebook::{MistakeIx, grades};

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let MistakeCase { shop, book, ix, exercise, mistake, .. } = case;
    exercise.counted(mistake)?;
    let cue_of = |mistake: MistakeIx| book.words_in(exercise, mistake).cue.clone();
    let wrong = choose(of_no_use(case), letters(&cue_of(mistake)), asked.wish, chance)?;
    let scene = alone(shop, ix, mistake, &wrong, chance)?;
    // A degree with a cue of its own is another thing to call.
    if !grades(book, ix, &scene.shown, &[mistake]).iter().all(|graded| graded.is_usual(book)) {
        return None;
    }
    let rep = case.rep(&scene.shown);
    let (id, name) = (&book[mistake].id, &book[mistake].name);
    let because = format!("It is \"{name}\": {}.", rep.fires(mistake));
    let mut choices = vec![lettered(cue_of(mistake), true, because, Some(id.clone()))];
    choices.extend(wrong.into_iter().map(|other| {
        let because = format!("That goes with \"{}\". {}", book[other].name, rep.ruled_out(other));
        lettered(cue_of(other), false, because, Some(book[other].id.clone()))
    }));
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::One(choices),
        ..case.advice_draft("which cue do you call?", Basis::Call(id.clone()))
    })
}

/// The other mistakes whose cue would be of no use: they look at other signs, or demand the opposite.
fn of_no_use(case: MistakeCase<'_>) -> Vec<Distractor<MistakeIx>> {
    let MistakeCase { shop, book, ix, exercise, mistake, .. } = case;
    words::pool(shop, ix, mistake, MistakeWord::Cue, |other| {
        !share_a_sign(shop, mistake, other) || demand_opposites(book, exercise, mistake, other)
    })
}
