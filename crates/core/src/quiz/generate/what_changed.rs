//! `what-changed`: a rep and some single changes to it; exactly one brings the named mistake in, or takes it away.

use super::options::{Distractor, choose, distractors, letters};
use super::scene::{Scene, scene, telling};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase};
use crate::quiz::{Basis, Chance, Choice, Key, OptionId};
use crate::rulebook::{Exercise, MistakeIx, Proved, SignIx, Value, prove};

/// A change of one sign, and the mistake that it is about.
#[derive(Clone, Copy, Debug)]
struct ChangeOption {
    place: usize,
    sign: SignIx,
    value: Value,
    about: MistakeIx,
}

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let brings = chance.one_in(2);
    (0..TRIES).find_map(|_| if brings { brings_in(case, chance) } else { takes_away(case, chance) })
}

/// The rep lacks one value for the mistake; the changes are telling values of this mistake and of others.
fn brings_in(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { shop, ix, mistake, wish, .. } = case;
    let mut base = telling(shop, ix, mistake, chance)?;
    let key = off_good(case, &base, mistake)?;
    base.retain(|&(place, _)| place != key.place);
    let taken = |place: usize| place == key.place || base.iter().any(|&(other, _)| other == place);
    let pool: Vec<Distractor<ChangeOption>> = distractors(shop, ix, mistake)
        .into_iter()
        .filter_map(|other| {
            let values = telling(shop, ix, other.thing, chance)?;
            let change = off_good(case, &values, other.thing)?;
            let letters = letters(&shop.book[change.sign].say(change.value));
            (values.len() == 1 && !taken(change.place)).then_some(Distractor {
                far: other.far,
                letters,
                thing: change,
            })
        })
        .collect();
    let wrong = choose(one_a_sign(pool), letters(&shop.book[key.sign].say(key.value)), wish, chance)?;
    let wanted: Vec<usize> = std::iter::once(key.place).chain(wrong.iter().map(|one| one.place)).collect();
    let scene = scene(shop, ix, &base, &wanted, chance)?;
    draft(case, scene, &key, &wrong, true)
}

/// The rep shows this mistake and others; each change mends one of them.
fn takes_away(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { shop, ix, mistake, wish, .. } = case;
    let mut base = telling(shop, ix, mistake, chance)?;
    let off = off_good(case, &base, mistake)?;
    let key = set_right(case, off, &base, chance)?;
    let mut shown: Vec<(ChangeOption, (usize, Value))> = Vec::new();
    let pool: Vec<Distractor<ChangeOption>> = distractors(shop, ix, mistake)
        .into_iter()
        .filter_map(|other| {
            let values = telling(shop, ix, other.thing, chance)?;
            let off = off_good(case, &values, other.thing)?;
            let change = set_right(case, off, &values, chance)?;
            if values.len() > 1 || base.iter().any(|&(place, _)| place == off.place) {
                return None;
            }
            shown.push((change, values[0]));
            let letters = letters(&shop.book[change.sign].say(change.value));
            Some(Distractor { far: other.far, letters, thing: change })
        })
        .collect();
    let wrong = choose(one_a_sign(pool), letters(&shop.book[key.sign].say(key.value)), wish, chance)?;
    for change in &wrong {
        let of = shown.iter().find(|(other, _)| other.about == change.about && other.place == change.place);
        base.extend(of.map(|&(_, value)| value));
    }
    let scene = scene(shop, ix, &base, &[], chance)?;
    draft(case, scene, &key, &wrong, false)
}

/// The first of these values that is not good here: the sign that a change would be about.
fn off_good(case: MistakeCase<'_>, values: &[(usize, Value)], about: MistakeIx) -> Option<ChangeOption> {
    let MistakeCase { book, exercise, .. } = case;
    let off = |&&(place, value): &&(usize, Value)| {
        let is_context = book[exercise.signs[place].sign].kind.is_context();
        !is_context && !exercise.good_where(place, |sign| value_of(exercise, values, sign)).contains(value)
    };
    let &(place, value) = values.iter().find(off)?;
    Some(ChangeOption { place, sign: exercise.signs[place].sign, value, about })
}

/// What these values say of a sign.
fn value_of(exercise: &Exercise, values: &[(usize, Value)], sign: SignIx) -> Option<Value> {
    let place = exercise.place_of(sign)?;
    values.iter().find(|(other, _)| *other == place).map(|&(_, value)| value)
}

/// The same sign set right, among these values.
fn set_right(
    case: MistakeCase<'_>,
    off: ChangeOption,
    among: &[(usize, Value)],
    chance: &mut Chance,
) -> Option<ChangeOption> {
    let MistakeCase { exercise, .. } = case;
    let good = exercise.good_where(off.place, |sign| value_of(exercise, among, sign));
    let value = case.amount(off.place, &good, chance)?;
    Some(ChangeOption { value, ..off })
}

/// One change a sign: two would be about the same thing.
fn one_a_sign(mut pool: Vec<Distractor<ChangeOption>>) -> Vec<Distractor<ChangeOption>> {
    let mut seen: Vec<usize> = Vec::new();
    pool.retain(|distractor| {
        let new = !seen.contains(&distractor.thing.place);
        seen.push(distractor.thing.place);
        new
    });
    pool
}

/// What is shown, with one sign changed.
pub(crate) fn changed(shown: &[(SignIx, Value)], sign: SignIx, value: Value) -> Vec<(SignIx, Value)> {
    shown.iter().map(|&(other, old)| (other, if other == sign { value } else { old })).collect()
}

fn draft(
    case: MistakeCase<'_>,
    scene: Scene,
    key: &ChangeOption,
    wrong: &[ChangeOption],
    brings: bool,
) -> Option<ItemDraft> {
    let MistakeCase { book, ix, mistake, .. } = case;
    let all_shown = wrong.iter().chain([key]).all(|one| scene.shown.iter().any(|shown| shown.0 == one.sign));
    let before = if brings { Proved::Never } else { Proved::Fires };
    if !all_shown || prove(book, ix, &scene.shown, mistake) != before {
        return None;
    }
    let mut choices = Vec::new();
    for change in std::iter::once(key).chain(wrong) {
        let after = changed(&scene.shown, change.sign, change.value);
        let right = change.about == mistake;
        let fires = match prove(book, ix, &after, mistake) {
            Proved::Fires => true,
            Proved::Never => false,
            Proved::Depends | Proved::NoCompletion => return None,
        };
        if fires != (right == brings) {
            return None;
        }
        choices.push(Choice {
            id: OptionId::new(""),
            say: book[change.sign].say(change.value),
            right,
            because: why(case, &after, change, brings),
            change: Some((book[change.sign].id.clone(), book[change.sign].word(change.value))),
            of: None,
        });
    }
    let name = &book[mistake].name;
    let question = if brings {
        format!("which one change would make this rep one with \"{name}\"?")
    } else {
        format!("which one change would rid this rep of \"{name}\"?")
    };
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::One(choices),
        ..case.draft(&question, Basis::Change { mistake: book[mistake].id.clone(), brings })
    })
}

fn why(case: MistakeCase<'_>, after: &[(SignIx, Value)], change: &ChangeOption, brings: bool) -> String {
    let MistakeCase { book, mistake, .. } = case;
    let (name, other) = (&book[mistake].name, &book[change.about].name);
    let fires = || case.rep(after).fires(mistake);
    let refutes = || case.rep(after).refutes(mistake);
    match (change.about == mistake, brings) {
        (true, true) => format!("That is \"{name}\": {}.", fires()),
        (true, false) => format!("Then there is no \"{name}\": {}.", refutes()),
        (false, true) => format!("That would be \"{other}\", and still no \"{name}\": {}.", refutes()),
        (false, false) => format!("That mends \"{other}\" only; \"{name}\" stays: {}.", fires()),
    }
}
