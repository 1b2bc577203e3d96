//! `pair`: two reps that differ in one mistake; which is clean, or which has more of it?

use super::scene::{Scene, all_that_fire, scene, telling};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase};
use crate::quiz::reps::ShownValues;
use crate::quiz::{Basis, Chance, Choice, Key, OptionId};
use crate::rulebook::words::sentence;
use crate::rulebook::{Domain, SignIx, SignKind, Value};

/// The names of the two reps.
pub(crate) const FIRST: &str = "first";
/// See [`FIRST`].
pub(crate) const SECOND: &str = "second";

/// The second amount is at most so many times what an observer can tell beyond the first.
const FARTHEST: usize = 4;

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let of_amount = chance.one_in(2);
    let amounts = if of_amount { (0..TRIES).find_map(|_| more(case, chance)) } else { None };
    amounts.or_else(|| (0..TRIES).find_map(|_| clean(case, chance)))
}

/// A rep with the mistake alone, and the same with what is off set right.
fn clean(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { book, ix, exercise, mistake, .. } = case;
    let faulty = faulty(case, chance)?;
    let mut clean = faulty.clone();
    for (sign, value) in &mut clean {
        let place = exercise.place_of(*sign)?;
        let good = exercise.good_in(*sign, &faulty)?;
        if !good.contains(*value) {
            *value = case.amount(place, &good, chance)?;
        }
    }
    let is_clean = all_that_fire(book, ix, &clean)?.is_empty();
    let (of_key, of_other) = (
        format!(
            "Nothing is off in it: {}. \"{}\" is in the other rep.",
            case.rep(&clean).refutes(mistake),
            book[mistake].name
        ),
        format!("The mistake is in this one: {}.", case.rep(&faulty).fires(mistake)),
    );
    let ask = "one of these two reps is clean. Which?";
    let basis = Basis::CleanRep(book[mistake].id.clone());
    is_clean.then(|| draft(case, (clean, of_key), (faulty, of_other), case.draft(ask, basis), chance))
}

/// Two reps with the mistake alone, the second amount so much farther from what is good that an observer can tell.
fn more(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { book, ix, exercise, mistake, .. } = case;
    let less = faulty(case, chance)?;
    let (sign, value) = off(case, &less)?;
    let Domain::Range { apart, .. } = book[sign].domain else { return None };
    let steps = i32::try_from(1 + chance.below(FARTHEST)).ok()?;
    let farther = case.farther(exercise.place_of(sign)?, value, steps * apart)?;
    let more: ShownValues =
        less.iter().map(|&(own, old)| (own, if own == sign { farther } else { old })).collect();
    let stays = (farther.0 - value.0).abs() >= apart && all_that_fire(book, ix, &more)? == [mistake];
    let told =
        |rep: &ShownValues, word: &str| format!("{}: {word} of it.", sentence(&case.rep(rep).fires(mistake)));
    let ask = format!("both reps have \"{}\". Which has more of it?", book[mistake].name);
    let basis = Basis::More { mistake: book[mistake].id.clone(), sign: book[sign].id.clone() };
    let (of_key, of_other) = (told(&more, "more"), told(&less, "less"));
    stays.then(|| draft(case, (more, of_key), (less, of_other), case.draft(&ask, basis), chance))
}

/// A rep with the mistake alone in it and nothing that only the lifter could tell; what is off in it is seen.
fn faulty(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ShownValues> {
    let MistakeCase { shop, book, ix, mistake, .. } = case;
    let telling = telling(shop, ix, mistake, chance)?;
    let Scene { mut shown, .. } = scene(shop, ix, &telling, &[], chance)?;
    shown.retain(|(sign, _)| book[*sign].kind != SignKind::Felt);
    let is_seen = case.off_signs(&shown).all(|(sign, _)| book[sign].kind == SignKind::Seen);
    let is_alone = all_that_fire(book, ix, &shown)? == [mistake];
    (is_seen && is_alone && case.off_signs(&shown).next().is_some()).then_some(shown)
}

/// The one sign that is off, where there is only one.
fn off(case: MistakeCase<'_>, rep: &ShownValues) -> Option<(SignIx, Value)> {
    let mut off = case.off_signs(rep);
    let one = off.next()?;
    off.next().is_none().then_some(one)
}

/// The two reps in their places: the wish decides which comes first, so that over a form both do as often.
fn draft(
    case: MistakeCase<'_>,
    (key, of_key): (ShownValues, String),
    (other, of_other): (ShownValues, String),
    bare: ItemDraft,
    chance: &mut Chance,
) -> ItemDraft {
    let is_second = case.wish.rank(2).unwrap_or_else(|| chance.below(2)) == 1;
    let option = |name: &str, say: &str, right: bool| Choice {
        id: OptionId::new(name),
        say: say.to_owned(),
        right,
        because: if right { of_key.clone() } else { of_other.clone() },
        change: None,
        of: None,
    };
    let choices = vec![option(FIRST, "Rep A", !is_second), option(SECOND, "Rep B", is_second)];
    let (first, second) = if is_second { (other, key) } else { (key, other) };
    ItemDraft { shown: first, more_reps: vec![second], key: Key::One(choices), arranged: true, ..bare }
}
