//! Choosing wrong options: near misses first, and as many of them shorter than the key as was wished.

use super::{Wish, Workshop};
use crate::figure::region;
use crate::quiz::Chance;
use crate::quiz::by_eye::is_for_the_eye;
use crate::rulebook::{Exercise, ExerciseIx, MistakeIx, Rulebook, SignIx, mistake_phase};

/// Most options that a choice has.
pub(super) const MOST: usize = 4;
/// Fewest options that a choice has, where it isn't yes or no.
pub(super) const FEWEST: usize = 3;

/// How far a mistake is that is told in another way, by eye or in words.
pub(super) const UNLIKE: u8 = 5;
/// With so many others none that is told in another way is offered.
const ENOUGH: usize = 3;
/// So far at most are mistakes that somebody who looks takes for one another: on one sign, one part of the body or in one phase.
pub(super) const NEAR: u8 = 3;

/// A wrong option that could be taken.
#[derive(Clone, Debug)]
pub(super) struct Distractor<T> {
    /// How far from the key; the nearest are taken first.
    pub far: u8,
    /// How many letters it shows.
    pub letters: usize,
    /// The sign it hangs on, where that is not the key's: of those on one sign one is taken, since of two that can't both be so
    /// whoever knows one has ruled out the other.
    pub sign: Option<SignIx>,
    /// What it is.
    pub thing: T,
}

impl<T> Distractor<T> {
    /// One that hangs on no sign of its own.
    pub(super) fn new(far: u8, letters: usize, thing: T) -> Distractor<T> {
        Distractor { far, letters, sign: None, thing }
    }
}

/// How many letters a text shows.
pub(super) fn letters(text: &str) -> usize {
    text.chars().count()
}

/// Two or three of the candidates; none if there are too few or the wish can't be met. `key` is the length of the right
/// option.
pub(super) fn choose<T: Clone>(
    pool: Vec<Distractor<T>>,
    key: usize,
    wish: Wish<'_>,
    chance: &mut Chance,
) -> Option<Vec<T>> {
    let options = MOST.min(pool.len() + 1);
    if options < FEWEST { None } else { choose_of(pool, options, key, wish, chance) }
}

/// The same for so many options, the key among them. A distractor as long as the key betrays nothing, but no rank either:
/// it is left out where a rank is wished.
pub(super) fn choose_of<T: Clone>(
    mut pool: Vec<Distractor<T>>,
    options: usize,
    key: usize,
    wish: Wish<'_>,
    chance: &mut Chance,
) -> Option<Vec<T>> {
    chance.shuffle(&mut pool);
    pool.sort_by_key(|distractor| distractor.far);
    // That an option is near counts for more than how long it is.
    let near: Vec<Distractor<T>> = pool.iter().filter(|one| one.far <= NEAR).cloned().collect();
    let by_rank = |pool: &[Distractor<T>]| ranked(pool, options, key, wish);
    by_rank(&near).or_else(|| by_rank(&pool))
}

/// The nearest of a sorted pool, as many of them shorter than the key as was wished.
fn ranked<T: Clone>(pool: &[Distractor<T>], options: usize, key: usize, wish: Wish<'_>) -> Option<Vec<T>> {
    let mut signs: Vec<SignIx> = Vec::new();
    let mut take = |number: usize, fits: &dyn Fn(usize) -> bool| -> Option<Vec<T>> {
        let is_new = |one: &&Distractor<T>| match one.sign {
            _ if !fits(one.letters) => false,
            Some(sign) if signs.contains(&sign) => false,
            sign => {
                signs.extend(sign);
                true
            }
        };
        let taken: Vec<T> = pool.iter().filter(is_new).take(number).map(|one| one.thing.clone()).collect();
        (taken.len() == number).then_some(taken)
    };
    let Some(rank) = wish.rank(options) else { return take(options - 1, &|_| true) };
    let mut chosen = take(rank, &|letters| letters < key)?;
    chosen.extend(take(options - 1 - rank, &|letters| letters > key)?);
    Some(chosen)
}

/// The other mistakes of the exercise that may be offered, with how far they are from this one: confused with it by
/// the person who is asked, sharing a sign, on the same part of the body, in the same phase, elsewhere. Those that an eye can't see where it can see this one, and the
/// reverse, come only where there are too few others: such an option would make the picture useless, or be ruled out by it.
pub(super) fn neighbours(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
) -> Vec<Distractor<MistakeIx>> {
    let (book, ix, exercise) = (shop.book, exercise, &shop.book[exercise]);
    let phase = mistake_phase(book, exercise, mistake);
    let by_eye = is_for_the_eye(book, ix, mistake);
    let its_region = region(book, ix, mistake);
    let is_there = |other: MistakeIx| its_region.is_some() && region(book, ix, other) == its_region;
    let others = exercise.mistakes.iter().map(|counted| counted.mistake);
    let far = |other: MistakeIx| match () {
        () if is_for_the_eye(book, ix, other) != by_eye => UNLIKE,
        () if shop.confuses(mistake, other) => 0,
        () if share_a_sign(shop, mistake, other) => 1,
        () if is_there(other) => 2,
        () if mistake_phase(book, exercise, other) == phase => 3,
        () => 4,
    };
    let mut neighbours: Vec<Distractor<MistakeIx>> = others
        .filter(|&other| other != mistake && shop.may_show(other))
        .map(|other| Distractor {
            far: far(other),
            letters: letters(&book[other].name),
            sign: first_sign(book, other).filter(|_| !share_a_sign(shop, mistake, other)),
            thing: other,
        })
        .collect();
    if neighbours.iter().filter(|one| one.far < UNLIKE).count() >= ENOUGH {
        neighbours.retain(|one| one.far < UNLIKE);
    }
    neighbours
}

/// Those of the neighbours that may be offered as wrong where the mistake is right: nobody could name them for what is seen.
pub(super) fn distractors(
    shop: &Workshop<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
) -> Vec<Distractor<MistakeIx>> {
    let mut neighbours = neighbours(shop, exercise, mistake);
    neighbours.retain(|other| !may_be_either(shop.book, mistake, other.thing));
    neighbours
}

/// Whether a coach may name either of two mistakes for what is seen: they are alike, or one brings the other about.
pub(crate) fn may_be_either(book: &Rulebook, a: MistakeIx, b: MistakeIx) -> bool {
    let leads = |from: MistakeIx, to: MistakeIx| book[from].leads_to.contains(&to);
    book[a].not_beside.contains(&b) || leads(a, b) || leads(b, a)
}

/// The sign that a mistake hangs on first.
fn first_sign(book: &Rulebook, mistake: MistakeIx) -> Option<SignIx> {
    book[mistake].when.first().and_then(|clause| clause.tests.first()).map(|test| test.sign)
}

/// Whether two mistakes look at a common sign.
pub(super) fn share_a_sign(shop: &Workshop<'_>, a: MistakeIx, b: MistakeIx) -> bool {
    let signs = |mistake: MistakeIx| {
        shop.book[mistake].when.iter().flat_map(|clause| &clause.tests).map(|test| test.sign)
    };
    signs(a).any(|sign| signs(b).any(|other| other == sign))
}

/// Whether on every sign that both mistakes look at something good lies between what the one and what the other fires for:
/// what mends the one makes the other worse.
pub(super) fn demand_opposites(book: &Rulebook, exercise: &Exercise, a: MistakeIx, b: MistakeIx) -> bool {
    let reach = |mistake: MistakeIx, sign: SignIx| {
        let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
        let spans = tests.filter(move |test| test.sign == sign).flat_map(|test| test.values.spans());
        spans.copied().reduce(|(from, to), (low, high)| (from.min(low), to.max(high)))
    };
    (0..exercise.signs.len()).all(|place| {
        let observed = &exercise.signs[place];
        let (Some(a), Some(b)) = (reach(a, observed.sign), reach(b, observed.sign)) else { return true };
        let is_between = |&(from, to): &(i32, i32)| {
            let (below, above) = if a.1 < b.0 { (a.1, b.0) } else { (b.1, a.0) };
            from.max(below + 1) <= to.min(above - 1)
        };
        observed.good.spans().iter().any(is_between)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::chance::Seed;
    use super::*;

    fn pool() -> Vec<Distractor<usize>> {
        [3, 4, 5, 6, 10, 11, 12, 13].iter().map(|&letters| Distractor::new(0, letters, letters)).collect()
    }

    #[test]
    fn as_many_shorter_ones_as_wished() {
        let mut chance = Chance::from_seed(Seed(3));
        for rank in 0..4 {
            let chosen = choose(pool(), 8, Wish(Some(&|_| rank)), &mut chance).expect("enough");
            assert_eq!(chosen.len(), 3);
            assert_eq!(chosen.iter().filter(|&&letters| letters < 8).count(), rank);
        }
        assert!(choose(pool(), 2, Wish(Some(&|_| 1)), &mut chance).is_none());
        assert!(choose(pool(), 2, Wish::ANY, &mut chance).is_some());
    }

    #[test]
    fn of_one_sign_one_is_taken() {
        let mut chance = Chance::from_seed(Seed(3));
        let mut of_two = pool();
        for distractor in &mut of_two {
            distractor.sign = (distractor.thing > 5).then(|| SignIx::at(1));
        }
        for wish in [Wish::ANY, Wish(Some(&|_| 2))] {
            let chosen = choose(of_two.clone(), 8, wish, &mut chance).expect("enough");
            assert!(chosen.iter().filter(|&&one| one > 5).count() <= 1, "{chosen:?}");
        }
    }

    #[test]
    fn the_nearest_come_first() {
        let mut chance = Chance::from_seed(Seed(3));
        let mut near = pool();
        for distractor in &mut near {
            distractor.far = u8::from(distractor.thing > 5);
        }
        let mut chosen = choose(near, 8, Wish::ANY, &mut chance).expect("enough");
        chosen.sort_unstable();
        assert_eq!(chosen, [3, 4, 5]);
    }
}
