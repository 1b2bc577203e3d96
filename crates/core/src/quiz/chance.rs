//! Chance, from a seed: the same seed gives the same choices on every machine, for ever.
//!
//! The stream is `ChaCha8`, whose bytes are defined; how bytes become choices is written out here and not left to
//! `rand`, whose algorithms may change between versions.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A seed: what makes a sitting what it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Seed(pub u64);

impl Seed {
    /// Another seed that follows from this one, for each turn; turn 0 is this one. The steps are those of `SplitMix64`
    /// (Steele, Lea and Flood 2014).
    #[must_use]
    pub fn turn(self, turn: u32) -> Seed {
        if turn == 0 {
            return self;
        }
        let mut mixed = self.0.wrapping_add(u64::from(turn).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Seed(mixed ^ (mixed >> 31))
    }
}

/// A source of choices.
#[derive(Clone, Debug)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The choices that follow from `seed`.
    pub fn from_seed(seed: Seed) -> Chance {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.0.to_le_bytes());
        Chance(ChaCha8Rng::from_seed(bytes))
    }

    /// A number below `bound`, each equally likely.
    ///
    /// # Panics
    /// If `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        assert!(bound > 0, "there is no number below 0");
        // By rejection: the bits that a number below the bound can have, until they make one.
        let mask = u64::MAX.checked_shr((bound as u64 - 1).leading_zeros()).unwrap_or(0);
        loop {
            let drawn = self.0.next_u64() & mask;
            if drawn < bound as u64 {
                return usize::try_from(drawn).expect("it is below a usize");
            }
        }
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of the things; none if there are none.
    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        if things.is_empty() { None } else { things.get(self.below(things.len())) }
    }

    /// Puts the things in an order, each order equally likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written down once, so that a change of a library or of this file cannot change anybody's quiz unseen.
    #[test]
    fn a_seed_means_the_same_choices_for_ever() {
        let mut chance = Chance::from_seed(Seed(42));
        let drawn: Vec<usize> = (0..12).map(|_| chance.below(100)).collect();
        let mut things: Vec<u32> = (0..8).collect();
        chance.shuffle(&mut things);
        assert_eq!(drawn, PINNED);
        assert_eq!(things, PINNED_ORDER);
    }

    #[test]
    fn numbers_below_a_bound_stay_below_it_and_are_evenly_spread() {
        let mut chance = Chance::from_seed(Seed(3));
        assert_eq!(chance.below(1), 0);
        let wide = 1 << 40;
        assert!((0..50).map(|_| chance.below(wide)).any(|number| number > 1 << 36));
        let mut seen = [0_u32; 5];
        (0..14_000).for_each(|_| seen[chance.below(5)] += 1);
        // Chi-square over five numbers, 4 degrees of freedom: 18.5 is passed once in a thousand.
        let chi: f64 = seen.iter().map(|&count| (f64::from(count) - 2800.0).powi(2) / 2800.0).sum();
        assert!(chi < 18.5, "chi-square {chi}");
    }

    const PINNED: [usize; 12] = [7, 43, 98, 98, 41, 75, 61, 82, 26, 23, 3, 19];
    const PINNED_ORDER: [u32; 8] = [0, 6, 1, 7, 2, 4, 3, 5];

    #[test]
    fn every_order_comes_up_about_as_often() {
        let mut chance = Chance::from_seed(Seed(1));
        let mut seen = std::collections::HashMap::new();
        for _ in 0..6_000 {
            let mut things = [0, 1, 2];
            chance.shuffle(&mut things);
            *seen.entry(things).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|&times| (850..1_150).contains(&times)), "{seen:?}");
    }
}
