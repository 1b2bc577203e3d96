//! Bodies that differ: proportions for each seed, within the published ranges.
//!
//! Statures are those of ANSUR II (Gordon CC et al.: 2012 Anthropometric Survey of U.S. Army Personnel, 2014), from the 5th to
//! the 95th percentile of each sex. How far limbs' shares and widths differ between people is by eye: an assumption. Must
//! not know looks, and reps.

use super::proportions::Proportions;

/// The shape of a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sex {
    /// A woman's.
    Woman,
    /// A man's.
    Man,
}

/// Means and standard deviations of stature, in metres; the 5th percentile lies 1.645 of these below the mean.
const WOMEN: (f32, f32) = (1.629, 0.064);
const MEN: (f32, f32) = (1.756, 0.069);
const TO_THE_95TH: f32 = 1.645;

/// How far a limb's share of stature lies from the table's at most, as a share of itself: by eye.
const LIMBS_DIFFER: f32 = 0.04;

impl Proportions {
    /// The body of a seed, and whose it is; the same one on every machine.
    pub fn of(seed: u64) -> (Sex, Proportions) {
        let mut draw = Draw(seed);
        let sex = if draw.share() < 0.5 { Sex::Woman } else { Sex::Man };
        (sex, Proportions::drawn(sex, &mut draw))
    }

    fn drawn(sex: Sex, draw: &mut Draw) -> Proportions {
        let (mean, deviation) = if sex == Sex::Woman { WOMEN } else { MEN };
        let stature = mean + draw.about(TO_THE_95TH * deviation);
        let average = Proportions::AVERAGE;
        let scale = stature / average.stature;
        let mut limb = |length: f32| length * scale * (1.0 + draw.about(LIMBS_DIFFER));
        let (upper_arm, forearm) = (limb(average.upper_arm), limb(average.forearm));
        let (thigh, shank) = (limb(average.thigh), limb(average.shank));
        // Longer legs mean a shorter trunk: stature stays the same.
        let longer = thigh + shank - (average.thigh + average.shank) * scale;
        let girth = if sex == Sex::Woman { 0.91 } else { 1.0 } + draw.about(0.10);
        let (shoulders, hips) = if sex == Sex::Woman { (0.94, 1.06) } else { (1.0, 1.0) };
        Proportions {
            stature,
            upper_arm,
            forearm,
            hand: average.hand * scale,
            thigh,
            shank,
            ankle: average.ankle * scale,
            toe: average.toe * scale,
            heel: average.heel * scale,
            trunk: average.trunk * scale - longer,
            neck: average.neck * scale,
            head: average.head * scale,
            shoulders: average.shoulders * scale * (shoulders + draw.about(0.03)),
            hips: average.hips * scale * (hips + draw.about(0.03)),
            girth,
            belly: ((girth - 1.0) / 0.10).clamp(0.0, 1.0) * draw.share(),
        }
    }
}

/// Numbers that follow from a seed: `SplitMix64`, after Steele, Lea and Flood 2014.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A place among so many.
    pub(crate) fn one_of(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % count.max(1)
    }

    /// From `low` to `high`.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }

    /// From 0 to 1, without 1.
    fn share(&mut self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "24 bits fit")]
        let share = (self.next() >> 40) as f32 / 16_777_216.0;
        share
    }

    /// Around 0, `most` at most on either side, near 0 more often: the mean of three throws.
    fn about(&mut self, most: f32) -> f32 {
        (self.share() + self.share() + self.share() - 1.5) / 1.5 * most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_stay_within_the_published_ranges_and_differ() {
        let all: Vec<(Sex, Proportions)> = (0..2000).map(Proportions::of).collect();
        for (sex, body) in &all {
            let (mean, deviation) = if *sex == Sex::Woman { WOMEN } else { MEN };
            assert!((body.stature - mean).abs() <= TO_THE_95TH * deviation + 1e-4, "{body:?}");
            let limbs =
                [(body.upper_arm, 0.186), (body.forearm, 0.146), (body.thigh, 0.245), (body.shank, 0.246)];
            for (length, share) in limbs {
                let off = length / body.stature / share - 1.0;
                assert!(off.abs() <= LIMBS_DIFFER + 1e-4, "{body:?}");
            }
            let sum = body.ankle + body.shank + body.thigh + body.trunk + body.neck + body.head;
            assert!((sum / body.stature - 1.0025).abs() < 1e-3, "as tall as it is: {body:?}");
            assert!((0.80..=1.11).contains(&body.girth) && (0.0..=1.0).contains(&body.belly));
        }
        let women = all.iter().filter(|(sex, _)| *sex == Sex::Woman).count();
        let long_legs = all.iter().filter(|(_, body)| body.thigh / body.stature > 0.245).count();
        assert!((850..1150).contains(&women) && (850..1150).contains(&long_legs), "{women}, {long_legs}");
    }

    #[test]
    fn a_seed_is_the_same_body_for_ever() {
        let (sex, body) = Proportions::of(42);
        // Pinned: a seed that is written down shows the same body next year.
        assert_eq!(format!("{sex:?} {:.3} {:.3}", body.stature, body.thigh), "Man 1.702 0.414");
        assert_ne!(body, Proportions::of(43).1);
    }
}
