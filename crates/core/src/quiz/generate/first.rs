//! `first`: a rep in which two or three mistakes fire; which of them is fixed first? What leads to the others, or what is
//! worse in this rep and not later in it: of two that are as bad coaches differ, and many put the set-up right before all
//! else, so nothing is asked there.

use super::options::{Distractor, choose_of, letters, neighbours, share_a_sign};
use super::scene::{Scene, scene, telling, telling_beside};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase, mistake_option};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::words::and_list;
use crate::rulebook::{
    Graded, MistakeIx, Rulebook, Severity, SignKind, Sooner, grades, mistake_phase, phase_rank, sooner,
};

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let later = fixed_later(case);
    // Of three nobody guesses as well as of two.
    let options = [3; TRIES].into_iter().chain([2; TRIES]);
    let (scene, others) = options.into_iter().find_map(|options| with_some(case, &later, options, chance))?;
    let MistakeCase { book, mistake, .. } = case;
    let firing = grades(book, case.ix, &scene.shown, &scene.fires);
    let sooner_than =
        |&other: &MistakeIx| Some((other, sooner(book, case.exercise, &firing, mistake, other)?));
    let others: Vec<(MistakeIx, Sooner)> = others.iter().map(sooner_than).collect::<Option<_>>()?;
    let because = why_first(case, &firing, &others)?;
    let mut choices = vec![mistake_option(book, mistake, true, because)];
    choices.extend(
        others
            .iter()
            .map(|&(other, sooner)| mistake_option(book, other, false, why_later(case, other, sooner))),
    );
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
            && !(is_reported(book, mistake) && is_reported(book, other.thing))
    });
    later
}

/// A rep with the mistake and one or two of the later ones in it, and nothing else.
fn with_some(
    case: MistakeCase<'_>,
    later: &[Distractor<MistakeIx>],
    options: usize,
    chance: &mut Chance,
) -> Option<(Scene, Vec<MistakeIx>)> {
    let MistakeCase { shop, book, ix, mistake, wish, .. } = case;
    let others = choose_of(later.to_vec(), options, letters(&book[mistake].name), wish, chance)?;
    let values = telling_beside(shop, ix, telling(shop, ix, mistake, chance)?, &others, chance)?;
    let scene = scene(shop, ix, &values, &[], chance)?;
    let is_asked = |one: &MistakeIx| *one == mistake || others.contains(one);
    let are_all = scene.fires.len() == options && scene.fires.iter().all(is_asked);
    let firing = grades(book, ix, &scene.shown, &scene.fires);
    let severity = |of: MistakeIx| firing.iter().find(|one| one.mistake == of).map(|one| one.severity);
    let phase = |of: MistakeIx| phase_rank(&book[ix], mistake_phase(book, &book[ix], of));
    let is_first = |other: &MistakeIx| match sooner(book, &book[ix], &firing, mistake, *other) {
        Some(Sooner::Cause) => true,
        // Of two that are nearly as bad coaches take the one that comes first.
        Some(Sooner::Graver) if severity(mistake) == Some(Severity::High) => phase(mistake) <= phase(*other),
        Some(Sooner::Graver) => phase(mistake) < phase(*other),
        _ => false,
    };
    let is_decided = firing.iter().all(Graded::is_settled) && others.iter().all(is_first);
    (are_all && is_decided).then_some((scene, others))
}

/// Why the mistake comes first: what may come from it, and what costs less and can wait.
fn why_first(case: MistakeCase<'_>, firing: &[Graded], others: &[(MistakeIx, Sooner)]) -> Option<String> {
    let MistakeCase { book, mistake, .. } = case;
    let severity = |of: MistakeIx| firing.iter().find(|one| one.mistake == of).map(|one| one.severity);
    let names = |cause: bool| -> Vec<String> {
        let some = others.iter().filter(|(_, sooner)| (*sooner == Sooner::Cause) == cause);
        some.map(|&(other, _)| format!("\"{}\"", book[other].name)).collect()
    };
    let (brought_on, can_wait) = (names(true), names(false));
    let own = severity(mistake)?;
    let lesser: Vec<Severity> = others
        .iter()
        .filter(|(_, sooner)| *sooner != Sooner::Cause)
        .map(|&(other, _)| severity(other))
        .collect::<Option<_>>()?;
    let costs_more = match () {
        () if lesser.is_empty() => None,
        () if lesser.iter().all(|&one| own > one) => Some(how_grave(own).to_owned()),
        // What it brings on may be what makes it the graver one.
        () => Some("what it brings on is graver".to_owned()),
    };
    let brings_on = (!brought_on.is_empty()).then(|| format!("it may bring on {}", and_list(&brought_on)));
    let reasons: Vec<String> = brings_on.into_iter().chain(costs_more).collect();
    let wait =
        if can_wait.is_empty() { String::new() } else { format!(" {} can wait.", and_list(&can_wait)) };
    Some(format!("Fix this first: {}.{wait}", and_list(&reasons)))
}

/// What the mistake costs that can wait.
fn why_later(case: MistakeCase<'_>, other: MistakeIx, sooner: Sooner) -> String {
    let MistakeCase { book, exercise, mistake, .. } = case;
    if sooner == Sooner::Cause {
        return format!("It can wait: it often comes from \"{}\".", book[mistake].name);
    }
    format!("That comes next. {}", book.words_in(exercise, other).why)
}

/// Why a mistake comes before lesser ones: what its severity stands for.
fn how_grave(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "you would stop the set for it",
        Severity::Medium | Severity::Low => "it comes earlier in the rep and costs more",
    }
}

/// Whether nothing of a mistake is seen: the lifter tells it.
pub(super) fn is_reported(book: &Rulebook, mistake: MistakeIx) -> bool {
    let mut tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    tests.all(|test| book[test.sign].kind != SignKind::Seen)
}
