//! `clean-or-not`: one observed rep; clean or faulty? Reps without a verdict are never asked.

use super::scene::{Scene, scene, signs_of};
use super::spot::{TRIES, alone, alone_among_neighbours};
use super::{Asked, ItemDraft, MistakeCase, exercise_explanation, skill};
use crate::quiz::wording::mostly_says;
use crate::quiz::{Basis, Chance, Choice, Key, OptionId};
use crate::rulebook::words::sentence;
use crate::rulebook::{Rulebook, SignIx, Value};

/// The name of the option that the rep is clean.
pub(crate) const CLEAN: &str = "clean";
/// The name of the option that there is a mistake in it.
pub(crate) const FAULTY: &str = "faulty";
/// Why a rep is clean.
const ALL_GOOD: &str = "Everything you saw is good in this exercise.";

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    // The wish decides which it is, so that over a form both come up as often.
    let is_clean = asked.wish.rank(2).unwrap_or_else(|| chance.below(2)) == 0;
    if is_clean { clean(case, chance) } else { faulty(case, chance) }
}

fn faulty(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { book, mistake, .. } = case;
    let scene = alone_among_neighbours(case, chance)?;
    let fires = case.rep(&scene.shown).fires(mistake);
    let told = format!("There is a mistake in it, \"{}\": {fires}.", book[mistake].name);
    Some(ItemDraft { key: options(false, &told, &told), ..draft(case, scene) })
}

/// A clean rep around the signs of `mistake`; values that are good here and a mistake elsewhere are welcome.
fn clean(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { shop, book, ix, exercise, mistake, .. } = case;
    let mut wanted = signs_of(shop, ix, &[mistake]);
    let mut special: Vec<usize> =
        (0..exercise.signs.len()).filter(|&place| exercise.signs[place].because.is_some()).collect();
    chance.shuffle(&mut special);
    wanted.extend(special.into_iter().take(3));
    let scene = (0..TRIES)
        .find_map(|_| scene(shop, ix, &[], &wanted, chance).filter(|scene| scene.fires.is_empty()))?;
    let name = &book[mistake].name;
    let refutes = case.rep(&scene.shown).refutes(mistake);
    Some(ItemDraft {
        skill: skill(exercise, CLEAN),
        explanation: exercise_explanation(book, exercise, why_good(case, &scene, chance)),
        key: options(
            true,
            ALL_GOOD,
            &format!("Nothing is off. You may have looked for \"{name}\": {refutes}."),
        ),
        ..draft(case, scene)
    })
}

/// Why the rep is as it should be: what this exercise says of a value that is a fault elsewhere; else what the mistake would look
/// like, or what it would cost where its name says what it looks like.
fn why_good(case: MistakeCase<'_>, scene: &Scene, chance: &mut Chance) -> String {
    let MistakeCase { shop, book, ix, exercise, mistake, .. } = case;
    let is_its_own = |sign: SignIx| {
        book[mistake].when.iter().flat_map(|clause| &clause.tests).any(|test| test.sign == sign)
    };
    // What tempts is told: of the mistake's own signs first.
    let mut shown = scene.shown.clone();
    shown.sort_by_key(|&(sign, _)| !is_its_own(sign));
    let special = shown.into_iter().find_map(|(sign, value)| {
        let because = exercise.signs[exercise.place_of(sign)?].because.as_ref()?;
        is_a_fault_elsewhere(book, sign, value).then(|| because.clone())
    });
    if let Some(because) = special {
        return because;
    }
    let refutes = sentence(&case.rep(&scene.shown).refutes(mistake));
    let name = &book[mistake].name;
    let faulty = alone(shop, ix, mistake, &[], chance).map(|faulty| case.rep(&faulty.shown).fires(mistake));
    match faulty.filter(|faulty| !mostly_says(faulty, name)) {
        Some(would_be) => format!("{refutes}. \"{name}\" would be: {would_be}."),
        None => format!("{refutes}. \"{name}\" costs you this: {}", book.words_in(exercise, mistake).why),
    }
}

/// Whether some exercise that looks at the sign neither wants this value nor lets it pass.
fn is_a_fault_elsewhere(book: &Rulebook, sign: SignIx, value: Value) -> bool {
    book.exercises.iter().any(|exercise| {
        exercise.place_of(sign).is_some_and(|place| {
            let observed = &exercise.signs[place];
            !observed.good.contains(value) && !observed.tolerated.contains(value)
        })
    })
}

fn draft(case: MistakeCase<'_>, scene: Scene) -> ItemDraft {
    ItemDraft {
        shown: scene.shown,
        arranged: true,
        ..case.draft("is this rep clean, or is there a mistake in it?", Basis::CleanOrNot)
    }
}

fn options(clean: bool, of_key: &str, of_other: &str) -> Key {
    let option = |name: &str, right: bool| Choice {
        id: OptionId::new(name),
        say: sentence(name),
        right,
        because: if right { of_key } else { of_other }.to_owned(),
        change: None,
        of: None,
    };
    Key::One(vec![option(CLEAN, clean), option(FAULTY, !clean)])
}
