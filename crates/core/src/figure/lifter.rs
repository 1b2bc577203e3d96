//! Who lifts: one body with its looks and colours, drawn by lot or picked.
//!
//! What is asked about a rep must not hang on who does it, so nothing here is ever told. Must not know exercises.

use super::paint::palette::{Ground, Palette};
use super::skeleton::{Draw, Proportions, Sex};
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
        let average = Proportions::AVERAGE;
        let slender = Proportions {
            girth: 0.86,
            shoulders: average.shoulders * 0.92,
            hips: average.hips * 1.08,
            ..average
        };
        let heavy = Proportions { girth: 1.15, belly: 0.9, ..average };
        [
            Lifter::MIDDLING,
            Lifter { body: slender, looks: Looks::WOMAN, ..Lifter::MIDDLING },
            Lifter { body: heavy, ..Lifter::MIDDLING },
        ]
    }

    /// One drawn by lot: the same for the same seed, for ever.
    pub fn drawn(seed: u64) -> Lifter {
        let (sex, body) = Proportions::of(seed);
        // Looks are another draw than bodies: a seed's body says nothing of its colours.
        let mut draw = Draw::new(!seed);
        let woman = sex == Sex::Woman;
        let hair = if woman {
            [Hair::Bun, Hair::Tail, Hair::Tail, Hair::Short][draw.one_of(4)]
        } else {
            [Hair::Short, Hair::Short, Hair::Shorn, Hair::Curls, Hair::Bald][draw.one_of(5)]
        };
        let tone = draw.one_of(Palette::CHOICES.0);
        // Dark skin goes with dark hair more often than not.
        let shades = if tone > 2 { 2 } else { Palette::CHOICES.1 };
        Lifter {
            body,
            looks: Looks {
                bust: if woman { draw.between(0.6, 1.0) } else { 0.0 },
                muscle: if woman { draw.between(0.6, 1.0) } else { draw.between(0.7, 1.35) },
                hair,
                beard: !woman && draw.one_of(3) == 0,
            },
            colors: (tone, draw.one_of(shades), draw.one_of(Palette::CHOICES.2)),
            mirrored: draw.one_of(2) == 1,
        }
    }

    /// The lifter's colours on a ground.
    pub fn palette(&self, ground: Ground) -> Palette {
        let (tone, hair, clothes) = self.colors;
        Palette::new(ground, tone, hair, clothes)
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
}
