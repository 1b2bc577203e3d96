//! Who lifts: one body with its looks and colours, drawn by lot or picked.
//!
//! What is asked about a rep must not hang on who does it, so nothing here is ever told. Must not know exercises.

use super::paint::palette::{Ground, Palette};
use super::skeleton::Proportions;
use super::skin::{Hair, Looks};

/// One lifter.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Lifter {
    /// How long and thick the parts of the body are.
    pub body: Proportions,
    /// Muscle, hair, beard.
    pub looks: Looks,
    /// Places in the lists of tones of skin, colours of hair and sets of clothes.
    pub colors: (usize, usize, usize),
    /// Whether the working side is the other one, as in a mirror.
    pub mirrored: bool,
}

impl Lifter {
    /// A middling one.
    pub const MIDDLING: Lifter =
        Lifter { body: Proportions::AVERAGE, looks: Looks::MAN, colors: (1, 1, 0), mirrored: false };

    /// Three who lie far apart: what is told on all of them is told on others.
    pub fn sample() -> [Lifter; 3] {
        let slender = Proportions { girth: 0.90, ..tall(1.62, 0.92, 1.06) };
        let heavy = Proportions { girth: 1.15, belly: 0.9, ..tall(1.80, 1.02, 1.04) };
        [
            Lifter::MIDDLING,
            Lifter { body: slender, looks: Looks::WOMAN, ..Lifter::MIDDLING },
            Lifter { body: heavy, ..Lifter::MIDDLING },
        ]
    }

    /// One drawn by lot: the same for the same seed, for ever.
    pub fn drawn(seed: u64) -> Lifter {
        let mut lot = Lot(seed);
        let woman = lot.one_of(2) == 1;
        let body = if woman {
            tall(lot.between(1.55, 1.74), lot.between(0.90, 0.96), lot.between(1.00, 1.12))
        } else {
            tall(lot.between(1.66, 1.88), lot.between(0.97, 1.06), lot.between(0.96, 1.04))
        };
        let build = lot.between(0.0, 1.0);
        let girth = if woman { 0.86 + 0.24 * build } else { 0.90 + 0.25 * build };
        let belly = ((build - 0.6) * 2.5).max(0.0) * lot.between(0.3, 1.0);
        // Long legs or a long trunk: by up to 3 % of stature.
        let longer = lot.between(-0.03, 0.03) * body.stature;
        let body = Proportions {
            girth,
            belly,
            thigh: body.thigh + longer / 2.0,
            shank: body.shank + longer / 2.0,
            trunk: body.trunk - longer * 0.7,
            ..body
        };
        let hair = if woman {
            [Hair::Bun, Hair::Tail, Hair::Tail, Hair::Short][lot.one_of(4)]
        } else {
            [Hair::Short, Hair::Short, Hair::Shorn, Hair::Curls, Hair::Bald][lot.one_of(5)]
        };
        let tone = lot.one_of(Palette::CHOICES.0);
        // Dark skin goes with dark hair more often than not.
        let shades = if tone > 2 { 2 } else { Palette::CHOICES.1 };
        Lifter {
            body,
            looks: Looks {
                bust: if woman { lot.between(0.6, 1.0) } else { 0.0 },
                muscle: if woman { lot.between(0.6, 1.0) } else { lot.between(0.7, 1.35) },
                hair,
                beard: !woman && lot.one_of(3) == 0,
            },
            colors: (tone, lot.one_of(shades), lot.one_of(Palette::CHOICES.2)),
            mirrored: lot.one_of(2) == 1,
        }
    }

    /// The lifter's colours on a ground.
    pub fn palette(&self, ground: Ground) -> Palette {
        let (tone, hair, clothes) = self.colors;
        Palette::new(ground, tone, hair, clothes)
    }
}

/// The average body brought to a stature, its shoulders and hips broader by a factor.
fn tall(stature: f32, shoulders: f32, hips: f32) -> Proportions {
    let average = Proportions::AVERAGE;
    let scale = stature / average.stature;
    Proportions {
        stature,
        upper_arm: average.upper_arm * scale,
        forearm: average.forearm * scale,
        hand: average.hand * scale,
        thigh: average.thigh * scale,
        shank: average.shank * scale,
        ankle: average.ankle * scale,
        toe: average.toe * scale,
        heel: average.heel * scale,
        trunk: average.trunk * scale,
        neck: average.neck * scale,
        head: average.head * scale,
        shoulders: average.shoulders * scale * shoulders,
        hips: average.hips * scale * hips,
        girth: 1.0,
        belly: 0.0,
    }
}

/// Numbers that follow from a seed: `SplitMix64` (Steele, Lea, Flood 2014).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn one_of(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % count.max(1)
    }

    #[expect(clippy::cast_precision_loss, reason = "24 bits")]
    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_one_lifter_and_seeds_differ() {
        assert_eq!(Lifter::drawn(7), Lifter::drawn(7));
        let all: Vec<Lifter> = (0..200).map(Lifter::drawn).collect();
        let mirrored = all.iter().filter(|one| one.mirrored).count();
        assert!((60..140).contains(&mirrored), "{mirrored} of 200");
        let tones: std::collections::HashSet<usize> = all.iter().map(|one| one.colors.0).collect();
        assert_eq!(tones.len(), Palette::CHOICES.0);
    }

    #[test]
    fn a_drawn_body_is_a_body() {
        for seed in 0..200 {
            let body = Lifter::drawn(seed).body;
            assert!((1.49..=1.90).contains(&body.stature));
            let height = body.ankle + body.shank + body.thigh + body.trunk + body.neck + body.head;
            assert!((height / body.stature - 1.0).abs() < 0.05, "{height} of {}", body.stature);
        }
    }
}
