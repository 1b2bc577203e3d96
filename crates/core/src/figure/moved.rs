//! What differs between two reps in space and in time, whatever anybody sees of it: how far a body or a thing moves, and
//! how long the stretches of the rep take.
//!
//! What an eye can tell is [`super::measure`]'s. Must not know signs and cameras.

use super::lifter::Lifter;
use super::motion::Motion;
use super::skin::Skin;

/// The places of a rep at which two are compared: how the weight is taken where that is drawn, its start, its first move,
/// its middle, its end, held, and half-way back.
pub const PLACES: [f32; 8] = [-1.0, -0.4, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0];

/// The least difference in tempo that is felt, in seconds.
pub const LEAST_SECONDS: f32 = 0.45;

/// The least that something has to be elsewhere to have moved at all, in metres.
pub const LEAST_METRES: f32 = 0.01;

/// The places of [`PLACES`] that a rep shows.
pub(super) fn places(motion: &Motion) -> impl Iterator<Item = f32> {
    let takes_weight = motion.takes_weight();
    PLACES.into_iter().filter(move |place| takes_weight || *place >= 0.0)
}

/// Whether two reps of one exercise by one body differ in any way that could be drawn.
pub fn is_moved(first: &Motion, second: &Motion) -> bool {
    tempo(first, second) >= LEAST_SECONDS || moved(first, second) >= LEAST_METRES
}

/// The farthest that any part of the body or the equipment moves between the same place of two reps of one exercise by one
/// body, in metres. A part that only one of them has counts as infinitely far.
pub fn moved(first: &Motion, second: &Motion) -> f32 {
    let skin = |motion: &Motion, place: f32| {
        Skin::over(&motion.placed(place), motion.proportions(), &Lifter::MIDDLING.looks)
    };
    places(first).map(|place| skins_apart(&skin(first, place), &skin(second, place))).fold(0.0, f32::max)
}

/// The same for two skins over one body.
pub(super) fn skins_apart(first: &Skin, second: &Skin) -> f32 {
    let (first, second) = (first.solids(), second.solids());
    if first.len() != second.len() {
        return f32::INFINITY;
    }
    let pairs = first.iter().zip(second).map(|(first, second)| (first.bound(), second.bound()));
    pairs.map(|((a, b, _), (c, d, _))| a.distance(c).max(b.distance(d))).fold(0.0, f32::max)
}

/// By how many seconds the stretch of the rep differs most that takes longer in one of two: at rest, there, held, back.
pub fn tempo(first: &Motion, second: &Motion) -> f32 {
    let (first, second) = (first.stretches(), second.stretches());
    first.iter().zip(second).map(|(first, second)| (first - second).abs()).fold(0.0, f32::max)
}
