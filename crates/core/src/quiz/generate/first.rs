//! `first`: a rep in which two or three mistakes fire; which of them is fixed first? By severity, then by phase; where only
//! the order of the file would decide, nothing is asked.

use super::options::{Distractor, choose_of, letters, neighbours, share_a_sign};
use super::scene::{Scene, scene, telling, telling_beside};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase, mistake_option};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::{MistakeIx, Sooner, mistake_phase, sooner};

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let later = fixed_later(case);
    let (scene, others) = (0..TRIES).find_map(|_| with_some(case, &later, chance))?;
    let MistakeCase { book, mistake, .. } = case;
    let mut choices = vec![mistake_option(book, mistake, true, why_first(case, &others))];
    choices
        .extend(others.into_iter().map(|other| mistake_option(book, other, false, why_later(case, other))));
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::One(choices),
        ..case.draft("which of these do you fix first?", Basis::First(book[mistake].id.clone()))
    })
}

/// The mistakes that are fixed later than the one asked about, as far as they can be in a rep with it.
fn fixed_later(case: MistakeCase<'_>) -> Vec<Distractor<MistakeIx>> {
    let MistakeCase { shop, book, ix, exercise, mistake, .. } = case;
    let mut later = neighbours(shop, ix, mistake);
    later.retain(|other| {
        sooner(book, exercise, mistake, other.thing).is_some() && !share_a_sign(shop, mistake, other.thing)
    });
    later
}

/// A rep with the mistake and one or two of the later ones in it, and nothing else.
fn with_some(
    case: MistakeCase<'_>,
    later: &[Distractor<MistakeIx>],
    chance: &mut Chance,
) -> Option<(Scene, Vec<MistakeIx>)> {
    let MistakeCase { shop, book, ix, mistake, wish, .. } = case;
    let options = 2 + chance.below(2);
    let others = choose_of(later.to_vec(), options, letters(&book[mistake].name), wish, chance)?;
    let values = telling_beside(shop, ix, telling(shop, ix, mistake, chance)?, &others, chance)?;
    let scene = scene(shop, ix, &values, &[], chance)?;
    let is_asked = |one: &MistakeIx| *one == mistake || others.contains(one);
    let are_all = scene.fires.len() == options && scene.fires.iter().all(is_asked);
    are_all.then_some((scene, others))
}

fn why_first(case: MistakeCase<'_>, others: &[MistakeIx]) -> String {
    let MistakeCase { book, exercise, mistake, .. } = case;
    let severity = book[mistake].severity.word();
    let graver = others
        .iter()
        .filter(|&&other| sooner(book, exercise, mistake, other) == Some(Sooner::Graver))
        .count();
    let phase = phase(case, mistake);
    if graver == others.len() {
        format!("Fix this first: it is of {severity} severity, and nothing else in this rep is as bad.")
    } else if graver == 0 {
        format!("Fix this first: nothing here is worse, and it comes first in the rep, in the phase {phase}.")
    } else {
        format!(
            "Fix this first: nothing here is worse, and of what is as bad it comes first, in the phase {phase}."
        )
    }
}

fn why_later(case: MistakeCase<'_>, other: MistakeIx) -> String {
    let MistakeCase { book, exercise, mistake, .. } = case;
    let (key, severity) = (&book[mistake], |one: MistakeIx| book[one].severity.word());
    match sooner(book, exercise, mistake, other) {
        Some(Sooner::Earlier) => format!(
            "That comes later: it is as bad as \"{}\", but in your rep {} comes after {}.",
            key.name,
            phase(case, other),
            phase(case, mistake)
        ),
        _ => format!(
            "That can wait: it is of {} severity, and \"{}\" of {}.",
            severity(other),
            key.name,
            severity(mistake)
        ),
    }
}

/// The phase in which a mistake is seen, as the pack calls it.
fn phase(case: MistakeCase<'_>, mistake: MistakeIx) -> String {
    let phase = mistake_phase(case.book, case.exercise, mistake);
    phase.map_or(String::new(), |phase| format!("\"{}\"", case.book[phase].name))
}
