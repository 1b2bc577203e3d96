//! How much two reps differ in what a camera sees of them: the coarsest picture in which an eye can tell them apart.
//!
//! Measured on what is painted, not on joints: what an arm hides is not seen, and what is thinner than a cell is not either.
//! Must not know signs, questions and colours.
//!
//! **The measure.** At one place of the rep both are seen by one lens. A pixel differs where another material of another
//! piece is seen; lights, shadows and glass don't count. How coarse a picture is, is its [`Detail`]: the side of the smallest
//! square that is seen in it. Of the pixels that differ only those count that lie in such a square which differs as a whole: a
//! change that is thinner is lost between two dots. Both are told apart there if those pixels make a hundredth of the
//! pixels that the lifter and the weight have in a clean rep. Two reps can be told apart at a detail if they are at one of their
//! [`PLACES`], by every lifter asked; or, at every detail, by their [`tempo`].
//!
//! What a verdict is follows from the two reps and the gauge alone, not from what was asked before.
//!
//! [`PLACES`]: super::moved::PLACES

mod changed;

use std::sync::OnceLock;

use changed::Changed;

use super::film::framing;
use super::lifter::Lifter;
use super::motion::Motion;
use super::moved::{LEAST_SECONDS, places, skins_apart, tempo};
use super::picture::{Camera, Labels, Lens, TILE, as_f32};
use super::skin::Skin;

/// How coarse a picture is: the side of the smallest square that is seen in it, in metres at the lifter. More is coarser.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Detail(pub f32);

impl Detail {
    /// The coarsest that is asked for: that of the smallest of the [sizes](Size) whose pictures were looked at. In a coarser
    /// one squares may differ and nobody could say at what.
    pub const COARSEST: Detail = Size::SmallMono.least();
}

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
    pub const fn least(self) -> Detail {
        Detail(match self {
            Size::SmallMono => 0.056,
            Size::Small => 0.038,
            Size::Middle => 0.027,
            Size::Pixels => 0.018,
        })
    }
}

/// The size at which pictures are compared, in whole tiles: as wide as high as 60 by 24 cells, with 1.4 times their pixels. It
/// is enough for the squares of all sizes, and the same for all, so that what is told at one size is told at every larger one.
const COMPARED: (usize, usize) = (168, 136);

/// The size at which the pixels of a lifter are counted, with a quarter of the pixels a side.
const COUNTED: (usize, usize) = (48, 40);
const QUARTER: f32 = 0.25;

/// The share of the lifter and the weight that has to differ to be told from one picture to the next: three cells of a lifter
/// who fills 60 by 24.
const LEAST_SHARE: f32 = 0.010;

/// What reps of one exercise are compared by: some lifters, and a camera before each that is the same for all reps.
#[derive(Clone, Debug)]
pub struct Gauge {
    lifters: Vec<Before>,
}

/// One lifter before the camera.
#[derive(Clone, Debug)]
struct Before {
    lifter: Lifter,
    lens: Lens,
    /// Metres from pixel to pixel, at the lifter.
    step: f32,
    /// At each place the clean rep, and how many pixels of it are enough to be told.
    clean: Vec<(Skin, OnceLock<f32>)>,
}

/// One rep before a gauge: what is seen of it at each place by each lifter. It is painted where it is first looked at, and
/// kept.
#[derive(Clone, Debug)]
pub struct Seen {
    lifters: Vec<SeenOf>,
}

/// What is seen of one rep by one lifter.
#[derive(Clone, Debug)]
struct SeenOf {
    motion: Motion,
    /// At each place.
    labels: Vec<Labels>,
}

impl Gauge {
    /// A gauge for the reps of an exercise whose `clean` rep by the body of a lifter is handed in for each lifter.
    pub fn new(clean: &[(Lifter, Motion)], camera: Camera) -> Gauge {
        let before = |(lifter, motion): &(Lifter, Motion)| {
            let skins: Vec<Skin> = skins(motion, lifter).collect();
            // On which hand the working side is makes no difference.
            let lens = framing(&skins, camera, COMPARED, false);
            let clean = skins.into_iter().map(|skin| (skin, OnceLock::new())).collect();
            Before { lifter: *lifter, lens, step: camera.distance / lens.focal, clean }
        };
        Gauge { lifters: clean.iter().map(before).collect() }
    }

    /// A rep, which `rep` makes for each of the lifters; none where it makes none. Nothing is painted yet.
    pub fn seen(&self, rep: impl Fn(&Lifter) -> Option<Motion>) -> Option<Seen> {
        let of = |before: &Before| {
            let motion = rep(&before.lifter)?;
            let labels = skins(&motion, &before.lifter).map(|skin| Labels::of(skin, &before.lens, COMPARED));
            Some(SeenOf { labels: labels.collect(), motion })
        };
        Some(Seen { lifters: self.lifters.iter().map(of).collect::<Option<_>>()? })
    }

    /// The coarsest detail at which two reps can be told apart, or `most` if it is coarser; none if they can't at any.
    pub fn coarsest(&self, first: &Seen, second: &Seen, most: Detail) -> Option<Detail> {
        let mut least = most;
        for of in self.pairs(first, second) {
            // What another lifter doesn't tell need not be looked for.
            least = of.coarsest(least)?;
        }
        Some(least)
    }

    /// Whether two reps can be told apart at a detail: the same as to compare it with the coarsest, and quicker.
    pub fn can_be_told(&self, first: &Seen, second: &Seen, detail: Detail) -> bool {
        detail <= Detail::COARSEST && self.pairs(first, second).all(|of| of.coarsest(detail) == Some(detail))
    }

    fn pairs<'s>(&'s self, first: &'s Seen, second: &'s Seen) -> impl Iterator<Item = RepPair<'s>> {
        let lifters = first.lifters.iter().zip(&second.lifters);
        self.lifters.iter().zip(lifters).map(|(before, (first, second))| RepPair { before, first, second })
    }
}

impl Before {
    /// How many pixels are enough to be told at a place.
    fn enough(&self, place: usize) -> f32 {
        let (skin, enough) = &self.clean[place];
        *enough.get_or_init(|| enough_of(skin, &self.lens))
    }
}

/// How many pixels of a clean rep are enough to be told.
fn enough_of(clean: &Skin, lens: &Lens) -> f32 {
    let count = Labels::of(clean.clone(), &lens.scaled(QUARTER), COUNTED).shown();
    as_f32(count) / (QUARTER * QUARTER) * LEAST_SHARE
}

/// A rep at all places that it shows.
fn skins(motion: &Motion, lifter: &Lifter) -> impl Iterator<Item = Skin> {
    places(motion).map(|place| Skin::over(&motion.placed(place), motion.proportions(), &lifter.looks))
}

/// Two reps by one lifter.
struct RepPair<'s> {
    before: &'s Before,
    first: &'s SeenOf,
    second: &'s SeenOf,
}

impl RepPair<'_> {
    /// The coarsest detail at which they can be told apart, or `most` if it is coarser.
    fn coarsest(&self, most: Detail) -> Option<Detail> {
        if tempo(&self.first.motion, &self.second.motion) >= LEAST_SECONDS {
            return Some(most);
        }
        let top = pixels(most, self.before.step);
        let mut best: Option<Detail> = None;
        for place in self.most_moved_first() {
            let [first, second] = [self.first, self.second].map(|of| &of.labels[place]);
            if let Some(side) = side(first, second, || self.before.enough(place), top) {
                let detail = Detail((side * self.before.step).min(most.0));
                best = if best.is_some_and(|best| best >= detail) { best } else { Some(detail) };
            }
            if best == Some(most) {
                break;
            }
        }
        best
    }

    /// The places of both, those first at which most has moved: there it is soonest told.
    fn most_moved_first(&self) -> Vec<usize> {
        let pairs = self.first.labels.iter().zip(&self.second.labels);
        let moved: Vec<f32> = pairs.map(|(first, second)| skins_apart(first.skin(), second.skin())).collect();
        let mut order: Vec<usize> = (0..moved.len()).collect();
        order.sort_by(|&a, &b| moved[b].total_cmp(&moved[a]));
        order
    }
}

/// The coarsest detail at which one still of a lifter can be told from another one by the same camera, the second one being
/// clean; none if it can't at any.
pub(super) fn stills_apart(still: Skin, clean: Skin, camera: Camera) -> Option<Detail> {
    let lens = framing([&still, &clean], camera, COMPARED, false);
    let step = camera.distance / lens.focal;
    let enough = enough_of(&clean, &lens);
    let [still, clean] = [still, clean].map(|skin| Labels::of(skin, &lens, COMPARED));
    side(&still, &clean, || enough, pixels(Detail(1.0), step)).map(|side| Detail(side * step))
}

/// A pixel more than the side of a detail's square: what is told at that is told at the detail.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
fn pixels(detail: Detail, step: f32) -> usize {
    (detail.0 / step).ceil() as usize + 1
}

/// The side in pixels of the largest squares in which two pictures differ enough, or `top`.
fn side(first: &Labels, second: &Labels, enough: impl FnOnce() -> f32, top: usize) -> Option<f32> {
    let differing = first.differing(second);
    if differing.is_empty() {
        return None;
    }
    let mut changed = Changed::new(COMPARED, enough());
    for row in differing.chunk_by(|a, b| a / ACROSS == b / ACROSS) {
        for &tile in row {
            let ((corner, first), (_, second)) = (first.tile(tile), second.tile(tile));
            changed.add(corner, first, second);
        }
        // What is below can only add to it.
        if changed.is_told(top) {
            return Some(as_f32(top));
        }
    }
    changed.side(top)
}

/// Tiles in a row.
const ACROSS: usize = COMPARED.0 / TILE;
