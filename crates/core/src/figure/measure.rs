//! How much two reps differ in what a camera sees of them, for a size of picture: what an eye can be asked to tell apart.
//!
//! Measured on the pictures that are painted, not on joints: what an arm hides is not seen, and what is thinner than a cell
//! is not either. Must not know signs, questions and colours.
//!
//! **The measure.** At one place of the rep both are seen by one lens. A pixel differs where another material of another
//! piece is seen ([`Label`]); lights, shadows and glass don't count. Of the pixels that differ only those count that lie in a
//! square of [`Size::least`] metres a side which differs as a whole: a change that is thinner is lost between two dots. They
//! are summed and divided by the pixels of the lifter and the weight in both pictures together (their union). The
//! difference of two reps is the greatest of these shares over the places of the rep, the least over the lifters asked.
//! Both reps can be told apart where that is [`Difference::LEAST`] or more, or where the [`tempo`] tells.
//!
//! What is seen of a rep is painted once ([`Gauge::seen`]) and compared with as many others as wanted.

use super::film::Film;
use super::lifter::Lifter;
use super::motion::Motion;
use super::picture::{Camera, Picture, Pixel};
use super::skeleton::RATE;
use super::skin::{Material, Piece};

/// A size in which a lifter is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Size {
    /// 60 by 24 cells of braille or ASCII.
    SmallMono,
    /// 60 by 24 cells in colours.
    Small,
    /// 100 by 34 cells in colours.
    Middle,
    /// 320 by 200 pixels and more.
    Pixels,
}

impl Size {
    /// All of them, from the least telling to the most.
    pub const ALL: &[Size] = &[Size::SmallMono, Size::Small, Size::Middle, Size::Pixels];

    /// The side of the smallest square that is seen, in metres at the lifter, where a standing one fills the picture's
    /// height: three dots without colour, two of a cell's halves with colours, two pixels.
    pub fn least(self) -> f32 {
        match self {
            Size::SmallMono => 0.056,
            Size::Small => 0.038,
            Size::Middle => 0.027,
            Size::Pixels => 0.018,
        }
    }
}

/// The size at which pictures are compared: as wide as high as 60 by 24 cells, with 1.4 times their pixels. It is enough for
/// the squares of all sizes, and the same for all, so that what is told at one size is told at every larger one.
const COMPARED: (usize, usize) = (168, 134);

/// What is seen in a pixel, as far as it counts.
type Label = Option<(Material, Piece)>;

/// How much two reps differ.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Difference {
    /// The share of the lifter and the weight that differs at the most telling place: 0 to 1.
    pub share: f32,
    /// That place: see [`PLACES`].
    pub place: f32,
}

impl Difference {
    /// The least share that is told from one picture to the next: three cells of a lifter who fills 60 by 24.
    pub const LEAST: f32 = 0.010;

    /// None.
    pub const NONE: Difference = Difference { share: 0.0, place: 0.0 };

    /// Whether it can be seen.
    pub fn can_be_seen(self) -> bool {
        self.share >= Difference::LEAST
    }
}

/// The places of a rep at which two are compared: how the weight is taken where that is drawn, its start, its first move,
/// its middle, its end, held, and half-way back.
pub const PLACES: [f32; 8] = [-1.0, -0.4, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0];

/// By how many seconds the stretch of the rep differs most that takes longer in one of two: at rest, there, held, back.
pub fn tempo(first: &Motion, second: &Motion) -> f32 {
    let (first, second) = (stretches(first), stretches(second));
    first.iter().zip(second).map(|(first, second)| (first - second).abs()).fold(0.0, f32::max)
}

/// The least difference in tempo that is felt, in seconds.
pub const LEAST_SECONDS: f32 = 0.45;

/// How long each stretch of a rep takes, in seconds.
fn stretches(motion: &Motion) -> [f32; 4] {
    let mut out = [0.0; 4];
    for frame in motion.all().iter().filter(|frame| frame.phase >= 0.0) {
        let stretch = match frame.phase {
            phase if phase <= 0.0 => 0,
            phase if phase < 3.0 => 1,
            phase if phase < 4.0 => 2,
            _ => 3,
        };
        out[stretch] += 1.0 / RATE;
    }
    out
}

/// Whether a rep shows how its weight is taken.
fn takes_weight(motion: &Motion) -> bool {
    motion.all().first().is_some_and(|frame| frame.phase < 0.0)
}

/// What reps of one exercise are compared by: some lifters, and a camera before each that is the same for all reps.
#[derive(Clone, Debug)]
pub struct Gauge {
    films: Vec<(Lifter, Film)>,
}

/// What is seen of one rep: for each lifter and each place of the rep the labels of all pixels.
#[derive(Clone, Debug)]
pub struct Seen {
    lifters: Vec<Vec<Labels>>,
    /// Metres from pixel to pixel, for each lifter.
    steps: Vec<f32>,
}

/// The labels of a picture, row by row.
type Labels = Vec<Label>;

impl Gauge {
    /// A gauge for the reps of an exercise whose `clean` rep by the body of a lifter is handed in for each lifter.
    pub fn new(clean: &[(Lifter, Motion)], camera: Camera) -> Gauge {
        let film = |(lifter, motion): &(Lifter, Motion)| {
            // On which hand the working side is makes no difference.
            let plain = Lifter { mirrored: false, ..*lifter };
            (plain, Film::of(motion, motion, &plain, camera, COMPARED))
        };
        Gauge { films: clean.iter().map(film).collect() }
    }

    /// What is seen of a rep, which `rep` makes for each of the lifters. Some 40 ms for each: keep what it gives.
    pub fn seen(&self, rep: impl Fn(&Lifter) -> Option<Motion>) -> Option<Seen> {
        let mut seen = Seen { lifters: Vec::new(), steps: Vec::new() };
        for (lifter, film) in &self.films {
            let motion = rep(lifter)?;
            let first = takes_weight(&motion);
            let mut step = 0.0_f32;
            let labels = |place: f32| {
                let picture = film.taken_of(&motion, if first { place } else { place.max(0.0) });
                let depth = picture.pixels.iter().map(|pixel| pixel.depth).fold(f32::INFINITY, f32::min);
                step = step.max(picture.step(if depth.is_finite() { depth } else { 1.0 }));
                labels(&picture)
            };
            seen.lifters
                .push(PLACES.into_iter().filter(|place| first || *place >= 0.0).map(labels).collect());
            seen.steps.push(step);
        }
        Some(seen)
    }
}

fn labels(picture: &Picture) -> Labels {
    let label = |pixel: &Pixel| pixel.surface.map(|(material, part)| (material, part.piece()));
    picture.pixels.iter().map(label).collect()
}

impl Seen {
    /// How much two reps differ in a size, on every lifter: the least of them. Both are of one gauge.
    pub fn apart(&self, other: &Seen, size: Size) -> Difference {
        let mut least = Difference { share: f32::INFINITY, place: 0.0 };
        for ((ours, theirs), step) in self.lifters.iter().zip(&other.lifters).zip(&self.steps) {
            let mut most = Difference::NONE;
            // From the end: only one of them may show how the weight is taken.
            let places = PLACES.iter().rev().zip(ours.iter().rev().zip(theirs.iter().rev()));
            for (&place, (ours, theirs)) in places {
                let share = Changed::between(ours, theirs, *step).share(size.least());
                if share > most.share {
                    most = Difference { share, place };
                }
            }
            if most.share < least.share {
                least = most;
            }
        }
        if least.share.is_finite() { least } else { Difference::NONE }
    }
}

/// Where two pictures differ.
struct Changed {
    width: usize,
    on: Vec<bool>,
    /// Pixels of the lifter and the weight in either picture.
    whole: usize,
    /// Metres from pixel to pixel.
    step: f32,
}

impl Changed {
    fn between(first: &[Label], second: &[Label], step: f32) -> Changed {
        let counts = |label: Label| label.is_some_and(|(_, piece)| piece != Piece::Stand);
        let both = || first.iter().copied().zip(second.iter().copied());
        Changed {
            width: COMPARED.0,
            on: both().map(|(first, second)| first != second).collect(),
            whole: both().filter(|&(first, second)| counts(first) || counts(second)).count(),
            step,
        }
    }

    /// The share that lies in squares with sides of so many metres that differ as a whole.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
    fn share(&self, metres: f32) -> f32 {
        let side = ((metres / self.step).round() as usize).max(1);
        let sums = self.sums();
        let across = self.width + 1;
        let height = self.on.len() / self.width.max(1);
        let mut kept = vec![false; self.on.len()];
        for top in 0..(height + 1).saturating_sub(side) {
            for left in 0..(self.width + 1).saturating_sub(side) {
                let at = |x: usize, y: usize| sums[y * across + x];
                let sum =
                    at(left + side, top + side) + at(left, top) - at(left + side, top) - at(left, top + side);
                if sum == side * side {
                    for y in top..top + side {
                        kept[y * self.width + left..y * self.width + left + side].fill(true);
                    }
                }
            }
        }
        let kept = kept.iter().filter(|&&kept| kept).count();
        super::picture::as_f32(kept) / super::picture::as_f32(self.whole.max(1))
    }

    /// How many pixels differ above and to the left of each corner.
    fn sums(&self) -> Vec<usize> {
        let across = self.width + 1;
        let height = self.on.len() / self.width.max(1);
        let mut sums = vec![0; across * (height + 1)];
        for y in 0..height {
            let mut row = 0;
            for x in 0..self.width {
                row += usize::from(self.on[y * self.width + x]);
                sums[(y + 1) * across + x + 1] = sums[y * across + x + 1] + row;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(rows: &[&str]) -> Changed {
        let on: Vec<bool> = rows.concat().bytes().map(|letter| letter == b'#').collect();
        Changed { width: rows[0].len(), whole: 16, on, step: 0.01 }
    }

    #[test]
    fn what_is_thin_does_not_count() {
        let changed = changed(&["#####", "....#", "###.#", "###.#"]);
        let share = |metres: f32| changed.share(metres) * 16.0;
        assert!((share(0.01) - 14.0).abs() < 1e-3);
        assert!((share(0.02) - 6.0).abs() < 1e-3, "{}", share(0.02));
        assert!(share(0.03) < 1e-3);
    }

    #[test]
    fn a_larger_size_never_shows_less() {
        let changed = changed(&["####.", "####.", "###..", "....#"]);
        let shares: Vec<f32> = Size::ALL.iter().map(|size| changed.share(size.least())).collect();
        assert!(shares.is_sorted(), "{shares:?}");
    }
}
