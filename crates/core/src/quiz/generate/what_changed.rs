//! `what-changed`: a rep with two mistakes and some single changes to it; exactly one takes the named mistake away.
//!
//! Which one would bring a mistake in is not asked: its sign stands in the option, and who knows the words knows the key.

use super::options::{Distractor, FEWEST, choose, distractors, letters};
use super::scene::{Scene, scene, signs_of, telling};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase};
use crate::quiz::{Basis, Chance, Choice, Key, OptionId};
use crate::rulebook::{Domain, Exercise, MistakeIx, Proved, SignIx, SignKind, Value, ValueSet, prove};

/// A change of one sign, and the mistake that it is about; of what is good and no mistake hangs on, none.
#[derive(Clone, Copy, Debug)]
struct ChangeOption {
    place: usize,
    sign: SignIx,
    value: Value,
    about: Option<MistakeIx>,
}

/// The most mistakes in one rep: more would hardly come together.
const MOST_FAULTY: usize = 2;
/// So many signs that are good are shown, so that a change of them can be offered.
const BESIDE: usize = 3;

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    (0..TRIES).find_map(|_| takes_away(case, chance))
}

/// The rep shows this mistake and one more. One change mends the one, one the other, and the rest are of signs that are good.
fn takes_away(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { shop, book, ix, mistake, wish, .. } = case;
    let mut base = telling(shop, ix, mistake, chance)?;
    let off = off_good(case, &base, mistake)?;
    // What is felt follows from what is done: nobody changes it by itself.
    if book[off.sign].kind == SignKind::Felt {
        return None;
    }
    let key = set_right(case, off, &base, chance)?;
    let mut others = distractors(shop, ix, mistake);
    chance.shuffle(&mut others);
    others.sort_by_key(|other| other.far);
    let beside = |other: &Distractor<MistakeIx>, chance: &mut Chance| {
        let values = telling(shop, ix, other.thing, chance)?;
        let off = off_good(case, &values, other.thing)?;
        let is_free = values.len() == 1 && base.iter().all(|&(place, _)| place != off.place);
        Some((set_right(case, off, &values, chance)?, values[0])).filter(|_| is_free)
    };
    let (mend, also) = others.iter().find_map(|other| beside(other, chance))?;
    base.push(also);
    let mut wanted = signs_of(shop, ix, &others.iter().map(|other| other.thing).collect::<Vec<_>>());
    wanted.retain(|place| base.iter().all(|(taken, _)| taken != place));
    wanted.truncate(BESIDE);
    let scene = scene(shop, ix, &base, &wanted, chance)?;
    if scene.fires.len() > MOST_FAULTY {
        return None;
    }
    let letters = |change: &ChangeOption| letters(&book[change.sign].say(change.value));
    let mut pool = vec![Distractor::new(0, letters(&mend), mend)];
    if let Some(change) = too_little(case, off, chance) {
        pool.push(Distractor::new(0, letters(&change), change));
    }
    let elsewhere = elsewhere(case, &scene, &base, chance);
    let (good, bad): (Vec<_>, Vec<_>) = elsewhere.into_iter().partition(|one| is_good(case, &scene, one));
    pool.extend(good.into_iter().map(|one| Distractor::new(1, letters(&one), one)));
    // Nobody mends a rep by making it worse: such a change is offered only where there are too few others.
    if pool.len() + 1 < FEWEST {
        pool.extend(bad.into_iter().map(|one| Distractor::new(2, letters(&one), one)));
    }
    let wrong = choose(pool, letters(&key), wish, chance)?;
    draft(case, scene, &key, &wrong)
}

/// The same sign off in another way, nearer to what is good where it is an amount: the mistake stays.
fn too_little(case: MistakeCase<'_>, off: ChangeOption, chance: &mut Chance) -> Option<ChangeOption> {
    let MistakeCase { book, exercise, mistake, .. } = case;
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let faulty = tests
        .filter(|test| test.sign == off.sign)
        .fold(ValueSet::empty(), |all, test| all.union(&test.values));
    let value = match book[off.sign].domain {
        Domain::Named(_) => {
            let others: Vec<Value> = faulty.values().filter(|&value| value != off.value).collect();
            chance.pick(&others).copied()?
        }
        Domain::Range { apart, .. } => {
            let near = case.amount(off.place, &faulty, chance)?;
            let good = exercise.signs[off.place].good.clone();
            let is_nearer = good.distance(near)? + apart.unsigned_abs() <= good.distance(off.value)?;
            is_nearer.then_some(near)?
        }
    };
    Some(ChangeOption { value, about: None, ..off })
}

/// A change of each sign that is seen and good: to another good value, or where there is none to one that isn't.
fn elsewhere(
    case: MistakeCase<'_>,
    scene: &Scene,
    base: &[(usize, Value)],
    chance: &mut Chance,
) -> Vec<ChangeOption> {
    let MistakeCase { book, exercise, .. } = case;
    let change = |&(sign, old): &(SignIx, Value)| {
        let place = exercise.place_of(sign)?;
        if book[sign].kind != SignKind::Seen || base.iter().any(|&(taken, _)| taken == place) {
            return None;
        }
        let good = exercise.good_in(sign, &scene.shown)?;
        let other = |set: &ValueSet, chance: &mut Chance| {
            case.amount(place, set, chance).filter(|&value| value != old)
        };
        let good_too = match book[sign].domain {
            Domain::Named(_) => good.minus(&ValueSet::span(old.0, old.0)),
            Domain::Range { .. } => good.clone(),
        };
        let value = other(&good_too, chance).or_else(|| other(&book[sign].all().minus(&good), chance))?;
        Some(ChangeOption { place, sign, value, about: None })
    };
    scene.shown.iter().filter_map(change).collect()
}

fn is_good(case: MistakeCase<'_>, scene: &Scene, change: &ChangeOption) -> bool {
    case.exercise.good_in(change.sign, &scene.shown).is_some_and(|good| good.contains(change.value))
}

/// The first of these values that is not good here: the sign that a change would be about.
fn off_good(case: MistakeCase<'_>, values: &[(usize, Value)], about: MistakeIx) -> Option<ChangeOption> {
    let MistakeCase { book, exercise, .. } = case;
    let off = |&&(place, value): &&(usize, Value)| {
        let is_context = book[exercise.signs[place].sign].kind.is_context();
        !is_context && !exercise.good_where(place, |sign| value_of(exercise, values, sign)).contains(value)
    };
    let &(place, value) = values.iter().find(off)?;
    Some(ChangeOption { place, sign: exercise.signs[place].sign, value, about: Some(about) })
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

/// What is shown, with one sign changed.
pub(crate) fn changed(shown: &[(SignIx, Value)], sign: SignIx, value: Value) -> Vec<(SignIx, Value)> {
    shown.iter().map(|&(other, old)| (other, if other == sign { value } else { old })).collect()
}

fn draft(
    case: MistakeCase<'_>,
    scene: Scene,
    key: &ChangeOption,
    wrong: &[ChangeOption],
) -> Option<ItemDraft> {
    let MistakeCase { book, ix, mistake, .. } = case;
    let all_shown = wrong.iter().chain([key]).all(|one| scene.shown.iter().any(|shown| shown.0 == one.sign));
    if !all_shown || prove(book, ix, &scene.shown, mistake) != Proved::Fires {
        return None;
    }
    let mut choices = Vec::new();
    for change in std::iter::once(key).chain(wrong) {
        let after = changed(&scene.shown, change.sign, change.value);
        let right = change.about == Some(mistake);
        let fires = match prove(book, ix, &after, mistake) {
            Proved::Fires => true,
            Proved::Never => false,
            Proved::Depends | Proved::NoCompletion => return None,
        };
        if fires == right {
            return None;
        }
        choices.push(Choice {
            id: OptionId::new(""),
            say: book[change.sign].say(change.value),
            right,
            because: why(case, &after, change, key),
            change: Some((book[change.sign].id.clone(), book[change.sign].word(change.value))),
            of: None,
        });
    }
    let name = &book[mistake].name;
    let question = format!("which one change fixes \"{name}\"?");
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::One(choices),
        ..case.draft(&question, Basis::Change { mistake: book[mistake].id.clone(), brings: false })
    })
}

fn why(
    case: MistakeCase<'_>,
    after: &[(SignIx, Value)],
    change: &ChangeOption,
    key: &ChangeOption,
) -> String {
    let MistakeCase { book, mistake, .. } = case;
    let name = &book[mistake].name;
    let rep = case.rep(after);
    match change.about {
        Some(about) if about == mistake => format!("That fixes it: {}.", rep.refutes(mistake)),
        Some(about) => {
            format!("That fixes \"{}\" only; \"{name}\" stays: {}.", book[about].name, rep.fires(mistake))
        }
        None if change.sign == key.sign => format!("That is \"{name}\" still: {}.", rep.fires(mistake)),
        None => format!("That has nothing to do with it; \"{name}\" stays: {}.", rep.fires(mistake)),
    }
}
