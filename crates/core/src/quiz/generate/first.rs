//! `first`: a rep in which two or three mistakes fire; which of them is fixed first? What leads to the others, or what is
//! worse in this rep: of two that are as bad coaches differ, so nothing is asked.

use super::options::{Distractor, choose_of, letters, neighbours, share_a_sign};
use super::scene::{Scene, scene, telling, telling_beside};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase, mistake_option};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::{Graded, MistakeIx, Sooner, grades, sooner};

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let later = fixed_later(case);
    let (scene, others) = (0..TRIES).find_map(|_| with_some(case, &later, chance))?;
    let MistakeCase { book, mistake, .. } = case;
    let mut choices = vec![mistake_option(book, mistake, true, String::new())];
    let firing = grades(book, case.ix, &scene.shown, &scene.fires);
    for other in others {
        let sooner = sooner(book, case.exercise, &firing, mistake, other)?;
        let name = &book[other].name;
        if sooner == Sooner::Cause {
            choices[0].because = format!("It comes first: \"{name}\" may go with it.");
        } else if choices[0].because.is_empty() {
            let severity =
                |of: MistakeIx| firing.iter().find(|one| one.mistake == of).map(|one| one.severity);
            let (graver, lesser) = (severity(mistake)?, severity(other)?);
            // What it brings on may be what makes it the graver one.
            choices[0].because = if graver > lesser {
                let (graver, lesser) = (graver.word(), lesser.word());
                format!("It comes first: its severity here is {graver}, and that of \"{name}\" {lesser}.")
            } else {
                format!("It comes first: what it brings on is worse than \"{name}\".")
            };
        }
        choices.push(mistake_option(book, other, false, why_later(case, other, sooner)));
    }
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
        let firing = [mistake, other.thing].map(|one| Graded::plain(book, one));
        let worst = |one: MistakeIx| book[one].worse.iter().map(|degree| degree.severity).max();
        let may_be_sooner = sooner(book, exercise, &firing, mistake, other.thing);
        let may_be_graver = worst(mistake) > Some(book[other.thing].severity);
        shop.allows(other.thing)
            && (matches!(may_be_sooner, Some(Sooner::Graver | Sooner::Cause)) || may_be_graver)
            && !share_a_sign(shop, mistake, other.thing)
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
    let firing = grades(book, ix, &scene.shown, &scene.fires);
    let is_first = |other: &MistakeIx| {
        let sooner = sooner(book, &book[ix], &firing, mistake, *other);
        matches!(sooner, Some(Sooner::Graver | Sooner::Cause))
    };
    let is_decided = firing.iter().all(Graded::is_settled) && others.iter().all(is_first);
    (are_all && is_decided).then_some((scene, others))
}

/// What the mistake costs that can wait.
fn why_later(case: MistakeCase<'_>, other: MistakeIx, sooner: Sooner) -> String {
    let MistakeCase { book, exercise, mistake, .. } = case;
    if sooner == Sooner::Cause {
        return format!("It can wait: it often comes from \"{}\".", book[mistake].name);
    }
    format!("It can wait: it costs you less. {}", book.words_in(exercise, other).why)
}
