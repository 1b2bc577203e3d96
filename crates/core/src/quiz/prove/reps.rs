//! The proofs of what is asked about several reps: each rep is held against the engine by itself, then one against the other.

use std::collections::HashMap;

use super::{Proof, Unproved, are_good, exercise, no, standings_of};
use crate::quiz::Item;
use crate::quiz::generate::{FIRST, SECOND, rep_named};
use crate::quiz::reps::ShownValues;
use crate::rulebook::{Domain, ExerciseIx, MistakeIx, Rulebook, SignIx, Value};

/// The fewest reps of a set, and the most.
const SET: std::ops::RangeInclusive<usize> = 5..=8;

/// The key is clean, and in the other rep exactly the mistake fires.
pub(super) fn clean_rep(book: &Rulebook, item: &Item, mistake: MistakeIx) -> Proof {
    let ix = exercise(book, item)?;
    let [key, other] = two(book, item)?;
    if !all_good(book, ix, &key) || !firing(book, ix, &key)?.is_empty() {
        return no("the key is not clean");
    }
    only(book, ix, &other, mistake)
}

/// In both reps exactly the mistake fires; they differ in one amount, which is farther off in the key, and on the same side.
pub(super) fn more(book: &Rulebook, item: &Item, mistake: MistakeIx, sign: SignIx) -> Proof {
    let ix = exercise(book, item)?;
    let [key, other] = two(book, item)?;
    for rep in [&key, &other] {
        only(book, ix, rep, mistake)?;
    }
    let value = |rep: &ShownValues| rep.iter().find(|(own, _)| *own == sign).map(|&(_, value)| value);
    let (Some(more), Some(less)) = (value(&key), value(&other)) else {
        return no("a rep doesn't show the sign");
    };
    if changed(&key, &other) != [sign] {
        return no("the reps differ in more than that sign");
    }
    let Domain::Range { apart, .. } = book[sign].domain else { return no("the sign has no amounts") };
    // The reps differ in this sign alone, which has no say in what is good of itself.
    let Some(good) = book[ix].good_in(sign, &key) else {
        return no("the exercise does not look at the sign");
    };
    let Some(((far, near), (from, to))) =
        good.distance(more).zip(good.distance(less)).zip(good.spans().first().zip(good.spans().last()))
    else {
        return no("no amount is good");
    };
    let same_side = (more.0 < from.0 && less.0 < from.0) || (more.0 > to.1 && less.0 > to.1);
    if near == 0 || !same_side || far < near + apart.unsigned_abs() {
        return no("the key has no more of it");
    }
    Ok(())
}

/// Before the key every rep is good; from the key on exactly the mistake fires, and what is off is never nearer to good than in
/// the rep before.
pub(super) fn starts(book: &Rulebook, item: &Item, mistake: MistakeIx) -> Proof {
    let (ix, reps) = (exercise(book, item)?, reps(book, item)?);
    let choices = item.key.choices();
    let are_all = (0..reps.len()).map(rep_named).eq(choices.iter().map(|choice| choice.id.to_string()));
    if !SET.contains(&reps.len()) || !are_all {
        return no("the options are not the reps of a set");
    }
    let Some(starts) = choices.iter().position(|choice| choice.right) else { return no("it has no key") };
    for (place, rep) in reps.iter().enumerate() {
        if place >= starts {
            only(book, ix, rep, mistake)?;
        } else if !all_good(book, ix, rep) || !firing(book, ix, rep)?.is_empty() {
            return no(format!("rep {} is not good", place + 1));
        }
    }
    let exercise = &book[ix];
    let far = |rep: &ShownValues| -> HashMap<SignIx, u32> {
        let far =
            |&(sign, value): &(SignIx, Value)| Some((sign, exercise.good_in(sign, rep)?.distance(value)?));
        rep.iter().filter_map(far).collect()
    };
    for (place, pair) in reps.windows(2).enumerate() {
        let (before, after) = (far(&pair[0]), far(&pair[1]));
        if before.iter().any(|(sign, far)| after.get(sign).is_none_or(|after| after < far)) {
            return no(format!("rep {} has less of it than the one before", place + 2));
        }
    }
    Ok(())
}

fn reps(book: &Rulebook, item: &Item) -> Result<Vec<ShownValues>, Unproved> {
    item.each_observed(book).ok_or_else(|| Unproved("the rules lack a sign that it shows".to_owned()))
}

/// The rep that the key stands for, then the other one.
fn two(book: &Rulebook, item: &Item) -> Result<[ShownValues; 2], Unproved> {
    let choices = item.key.choices();
    let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
    let Ok([first, second]) = <[ShownValues; 2]>::try_from(reps(book, item)?) else {
        return Err(Unproved("it does not show two reps".to_owned()));
    };
    if ids != [FIRST, SECOND] {
        return Err(Unproved("its options are not the two reps".to_owned()));
    }
    Ok(if choices[0].right { [first, second] } else { [second, first] })
}

/// Whether all that a rep shows is good in every way to complete it.
fn all_good(book: &Rulebook, ix: ExerciseIx, rep: &ShownValues) -> bool {
    are_good(book, ix, rep, rep.iter().map(|(sign, _)| *sign))
}

fn firing(book: &Rulebook, ix: ExerciseIx, rep: &ShownValues) -> Result<Vec<MistakeIx>, Unproved> {
    let all = standings_of(book, ix, rep)?;
    Ok(all.into_iter().filter_map(|(mistake, fires)| fires.then_some(mistake)).collect())
}

fn only(book: &Rulebook, ix: ExerciseIx, rep: &ShownValues, mistake: MistakeIx) -> Proof {
    if firing(book, ix, rep)? == [mistake] {
        Ok(())
    } else {
        no(format!("`{}` is not all that fires", book[mistake].id))
    }
}

/// The signs that two reps show otherwise, or that only one of them shows.
fn changed(one: &ShownValues, other: &ShownValues) -> Vec<SignIx> {
    let lacks = |rep: &ShownValues, shown: &(SignIx, Value)| !rep.contains(shown);
    let mut signs: Vec<SignIx> =
        one.iter().filter(|shown| lacks(other, shown)).map(|(sign, _)| *sign).collect();
    signs.extend(other.iter().filter(|shown| lacks(one, shown)).map(|(sign, _)| *sign));
    signs.sort_unstable();
    signs.dedup();
    signs
}

#[cfg(test)]
mod tests {
    use super::super::prove_item;
    use super::*;
    use crate::quiz::generate::{Scope, Wish, Workshop};
    use crate::quiz::{Basis, Chance, Key, Seed};
    use crate::rulebook::{GeneratedKind, load_built_in};

    fn items(book: &Rulebook, kind: GeneratedKind, seed: Seed) -> Vec<Item> {
        let shop = Workshop::new(book, true);
        let mut chance = Chance::from_seed(seed);
        let drafts = shop
            .targets(kind, Scope::default())
            .into_iter()
            .filter_map(|target| shop.draft(target, Wish::ANY, &mut chance));
        let mut places = Chance::from_seed(Seed(12));
        drafts.map(|draft| draft.finish(book, |options, chance| chance.below(options), &mut places)).collect()
    }

    /// Every one is proved; with another key, or with the reps in another order, none is.
    #[test]
    fn no_other_key_is_proved_and_no_other_order() {
        let book = load_built_in();
        for kind in [GeneratedKind::Pair, GeneratedKind::Breakdown] {
            // Few mistakes are amounts: several draws, so that some pairs ask for more of it.
            let items: Vec<Item> = (11..15).flat_map(|seed| items(&book, kind, Seed(seed))).collect();
            assert!(items.len() > 320, "{}: {}", kind.word(), items.len());
            let mut of_amount = 0;
            for item in items {
                assert_eq!(prove_item(&book, &item), Ok(()), "{item:#?}");
                of_amount += usize::from(matches!(item.basis, Basis::More { .. }));
                for wrong in 0..item.key.choices().len() {
                    let mut other = item.clone();
                    let Key::One(choices) = &mut other.key else { panic!("a choice") };
                    for (place, choice) in choices.iter_mut().enumerate() {
                        choice.right = place == wrong;
                    }
                    assert_eq!(prove_item(&book, &other).is_ok(), other == item);
                }
                let mut other = item.clone();
                std::mem::swap(&mut other.shown, other.more_reps.last_mut().expect("another rep"));
                // A set may have it from the first rep to the last.
                assert_eq!(prove_item(&book, &other).is_ok(), other == item, "{other:#?}");
            }
            assert!(of_amount > 2 || kind == GeneratedKind::Breakdown, "{of_amount}");
        }
    }
}
