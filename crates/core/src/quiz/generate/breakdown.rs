//! `breakdown`: a set of six to eight reps, good at first; on which does the mistake start?
//!
//! What is good changes from rep to rep, too: who only looks for the rep that reads otherwise finds several.

use super::scene::{Scene, all_that_fire, hardly_seen, scene, telling};
use super::spot::TRIES;
use super::{Asked, ItemDraft, MistakeCase};
use crate::quiz::reps::ShownValues;
use crate::quiz::{Basis, Chance, Choice, Key, OptionId};
use crate::rulebook::{Domain, Rulebook, SignIx, SignKind, Value, ValueSet};

/// The fewest reps of a set, and the most.
const REPS: (usize, usize) = (6, 8);
/// So many reps are good before the mistake starts: it has to be seen to start.
const GOOD: usize = 2;
/// From rep to rep an amount grows by at most so many times what an observer can tell.
const GROWS: usize = 3;

/// So many other signs change once in the set, from one good value to another.
const CHANGE_TOO: usize = 2;

/// The name of the option that stands for a rep, by its place in the set.
pub(crate) fn rep_named(place: usize) -> String {
    format!("rep-{}", place + 1)
}

/// The place in the set of the rep that an option stands for.
pub(crate) fn rep_place(option: &OptionId) -> Option<usize> {
    option.as_str().strip_prefix("rep-")?.parse::<usize>().ok()?.checked_sub(1)
}

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    (0..TRIES).find_map(|_| set(case, chance))
}

fn set(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { shop, book, ix, exercise, mistake, wish, .. } = case;
    let count = REPS.0 + chance.below(REPS.1 - REPS.0 + 1);
    // The last rep is the key as often as any other would be by chance; what the first ones can't be goes to the middle.
    let rank = wish.rank(count).unwrap_or_else(|| chance.below(count)).min(count - 1);
    let starts = if rank < GOOD { GOOD + chance.below(count - 1 - GOOD) } else { rank };
    let told = telling(shop, ix, mistake, chance)?;
    let Scene { mut shown, .. } = scene(shop, ix, &told, &[], chance)?;
    let tells = |sign: SignIx| told.iter().any(|&(place, _)| exercise.signs[place].sign == sign);
    let alone: ShownValues = shown.iter().copied().filter(|&(sign, _)| tells(sign)).collect();
    // Which part of a set it is can't be said of all its reps at once: only where something hangs on it.
    let is_settled = all_that_fire(book, ix, &alone).is_some();
    shown.retain(|&(sign, _)| tells(sign) || (!is_settled && book[sign].kind == SignKind::Context));
    let mut off = case.off_signs(&shown);
    let (sign, first) = off.next()?;
    // What is set up before the first rep doesn't change in the middle of a set.
    let is_set_up = book[sign].phase.is_some() && exercise.phases.first() == book[sign].phase.as_ref();
    if off.next().is_some() || book[sign].kind != SignKind::Seen || is_set_up {
        return None;
    }
    let place = exercise.place_of(sign)?;
    let good = exercise.good_in(sign, &shown)?;
    let mut values = before(case, (place, &good), starts, chance)?;
    let without: ShownValues =
        shown.iter().map(|&(own, old)| (own, if own == sign { values[0] } else { old })).collect();
    if !all_that_fire(book, ix, &without)?.is_empty() {
        return None;
    }
    values.extend(from_there(case, (place, &good), first, count - starts, chance)?);
    let with = |value: Value| -> ShownValues {
        shown.iter().map(|&(own, old)| (own, if own == sign { value } else { old })).collect()
    };
    let mut reps: Vec<ShownValues> = values.into_iter().map(with).collect();
    change_too(case, &mut reps, starts, chance);
    if reps.iter().any(|rep| hardly_seen(exercise, rep)) {
        return None;
    }
    for (at, rep) in reps.iter().enumerate() {
        let fires = all_that_fire(book, ix, rep)?;
        if fires != if at < starts { vec![] } else { vec![mistake] } {
            return None;
        }
    }
    let because = |at: usize| match at.cmp(&starts) {
        std::cmp::Ordering::Less => format!("Not yet: {}.", case.rep(&reps[at]).refutes(mistake)),
        std::cmp::Ordering::Equal => format!("It starts here: {}.", case.rep(&reps[at]).fires(mistake)),
        std::cmp::Ordering::Greater => format!("It is there, but rep {} has it already.", starts + 1),
    };
    let option = |at: usize| Choice {
        id: OptionId::new(&rep_named(at)),
        say: format!("Rep {}", at + 1),
        right: at == starts,
        because: because(at),
        change: None,
        of: None,
    };
    let choices = (0..count).map(option).collect();
    let ask = format!("on which rep of this set does \"{}\" start?", book[mistake].name);
    let mut reps = reps.into_iter();
    Some(ItemDraft {
        shown: reps.next()?,
        more_reps: reps.collect(),
        key: Key::One(choices),
        arranged: true,
        ..case.draft(&ask, Basis::Starts(book[mistake].id.clone()))
    })
}

/// Lets some signs that no part of the mistake hangs on change at another rep than the one that is asked for, from one good
/// value to another.
fn change_too(case: MistakeCase<'_>, reps: &mut [ShownValues], starts: usize, chance: &mut Chance) {
    let MistakeCase { book, exercise, .. } = case;
    let mut places: Vec<usize> = (0..exercise.signs.len()).collect();
    chance.shuffle(&mut places);
    let mut left = CHANGE_TOO;
    for place in places {
        let sign = exercise.signs[place].sign;
        let is_set_up = book[sign].phase.is_some() && exercise.phases.first() == book[sign].phase.as_ref();
        let is_told = reps[0].iter().any(|&(own, _)| own == sign || is_part(book, own, sign));
        if left == 0 || is_told || is_set_up || book[sign].kind != SignKind::Seen {
            continue;
        }
        let at = 1 + chance.below(reps.len() - 1);
        let good = exercise.good_in(sign, &reps[0]).filter(|_| at != starts);
        let two = good.and_then(|good| two_apart(case, (place, &good), chance));
        let Some((before, after)) = two else { continue };
        left -= 1;
        for (number, rep) in reps.iter_mut().enumerate() {
            rep.push((sign, if number < at { before } else { after }));
            rep.sort_unstable_by_key(|&(own, _)| exercise.place_of(own));
        }
    }
}

/// Whether one of two signs is made from the other.
fn is_part(book: &Rulebook, one: SignIx, other: SignIx) -> bool {
    let of = |sum: SignIx, part: SignIx| book[sum].difference.is_some_and(|parts| parts.contains(&part));
    of(one, other) || of(other, one)
}

/// Two good values of a sign that an observer can tell apart.
fn two_apart(
    case: MistakeCase<'_>,
    (place, good): (usize, &ValueSet),
    chance: &mut Chance,
) -> Option<(Value, Value)> {
    let apart = match case.book[case.exercise.signs[place].sign].domain {
        Domain::Named(_) => 1,
        Domain::Range { apart, .. } => apart,
    };
    let one = case.amount(place, good, chance)?;
    let mut others = (0..TRIES).filter_map(|_| case.amount(place, good, chance));
    others.find(|other| (one.0 - other.0).abs() >= apart).map(|other| (one, other))
}

/// Good values of the reps before it: amounts come nearer to the limit; of several names that are good any may stand.
fn before(
    case: MistakeCase<'_>,
    (place, good): (usize, &ValueSet),
    reps: usize,
    chance: &mut Chance,
) -> Option<Vec<Value>> {
    let MistakeCase { book, exercise, mistake, .. } = case;
    let observed = &exercise.signs[place];
    let mut value = || case.amount(place, good, chance);
    if matches!(book[observed.sign].domain, Domain::Named(_)) {
        return (0..reps).map(|_| value()).collect();
    }
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let bad = tests
        .filter(|test| test.sign == observed.sign)
        .fold(ValueSet::empty(), |all, test| all.union(&test.values));
    let mut values: Vec<Value> = (0..reps).map(|_| value()).collect::<Option<_>>()?;
    values.sort_by_key(|&value| std::cmp::Reverse(bad.distance(value)));
    Some(values)
}

/// The values of the reps from the first faulty one on: never less than before.
fn from_there(
    case: MistakeCase<'_>,
    (place, good): (usize, &ValueSet),
    first: Value,
    reps: usize,
    chance: &mut Chance,
) -> Option<Vec<Value>> {
    let MistakeCase { book, exercise, mistake, .. } = case;
    let observed = &exercise.signs[place];
    if let Domain::Range { apart, .. } = book[observed.sign].domain {
        let mut values = vec![first];
        while values.len() < reps {
            let last = *values.last()?;
            let steps = i32::try_from(chance.below(GROWS + 1)).ok()?;
            values.push(if steps == 0 { last } else { case.farther(place, last, steps * apart)? });
        }
        return Some(values);
    }
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let all: Vec<Value> =
        tests.filter(|test| test.sign == observed.sign).flat_map(|test| test.values.values()).collect();
    let mut values: Vec<Value> = (0..reps).map(|_| chance.pick(&all).copied()).collect::<Option<_>>()?;
    values.sort_by_key(|&value| good.distance(value));
    Some(values)
}
