//! The paths of the joints of one body, with the side that is better seen first: what reps and measures are read off.
//!
//! A landmark that was seen with less than [`SEEN`] is not seen.

use formcheck_core::rulebook::measure::Joint;

use crate::joints::{Part, Side, part_of};
use crate::recording::Recording;
use crate::smooth::{half_width, smooth};

/// A landmark below this visibility is not seen.
pub const SEEN: f64 = 0.5;
/// Sides that are seen as well as each other up to this are told by which is nearer to the camera.
const ALIKE: f64 = 0.02;

/// A place in the picture: right and up.
pub(crate) type Point = [f64; 2];

/// The paths of all joints, frame by frame.
#[derive(Clone, Debug)]
pub(crate) struct Tracks {
    pub(crate) side: Side,
    /// When each frame is, in milliseconds.
    pub(crate) ms: Vec<f64>,
    pub(crate) timed: bool,
    /// Of each part the one of the side, then the other one.
    paths: [[Vec<Option<Point>>; 2]; Part::COUNT],
}

impl Tracks {
    pub(crate) fn of(recording: &Recording) -> Tracks {
        let side = better_seen(recording);
        let ms: Vec<f64> = recording.frames.iter().map(|frame| frame.ms).collect();
        let half = half_width(step(&ms));
        let path = |part: Part, side: Side| {
            let point = |mark: crate::Mark| (mark.visibility >= SEEN).then_some([mark.x, mark.y]);
            let raw: Vec<_> =
                recording.frames.iter().map(|frame| frame.mark(part, side).and_then(point)).collect();
            smooth(&raw, half)
        };
        let paths = Part::ALL.map(|part| [path(part, side), path(part, side.other())]);
        Tracks { side, ms, timed: recording.timed, paths }
    }

    pub(crate) fn frames(&self) -> usize {
        self.ms.len()
    }

    pub(crate) fn at(&self, joint: Joint, frame: usize) -> Option<Point> {
        let (part, other) = part_of(joint);
        self.paths[part as usize][usize::from(other)][frame]
    }

    /// The path of a part on the side that is better seen.
    pub(crate) fn path(&self, part: Part) -> &[Option<Point>] {
        &self.paths[part as usize][0]
    }

    /// How long the trunk is, from hip to shoulder; none if it is never seen.
    pub(crate) fn trunk(&self) -> Option<f64> {
        let pairs = self.path(Part::Hip).iter().zip(self.path(Part::Shoulder));
        median(pairs.filter_map(|(hip, shoulder)| Some(far((*hip)?, (*shoulder)?))).collect())
    }
}

/// The side that is better seen over the whole film: of two that are alike the nearer one, where the file says how far they are,
/// and else the right one.
fn better_seen(recording: &Recording) -> Side {
    let marks = |side: Side| {
        recording
            .frames
            .iter()
            .flat_map(move |frame| Part::LIMBS.into_iter().filter_map(move |part| frame.mark(part, side)))
    };
    let seen = |side: Side| marks(side).map(|mark| mark.visibility).sum::<f64>();
    let away = |side: Side| marks(side).filter_map(|mark| mark.z).sum::<f64>();
    let [left, right] = [Side::Left, Side::Right].map(seen);
    if (left - right).abs() > ALIKE * left.max(right) {
        return if left > right { Side::Left } else { Side::Right };
    }
    if away(Side::Left) < away(Side::Right) { Side::Left } else { Side::Right }
}

/// From frame to frame, in milliseconds.
pub(crate) fn step(ms: &[f64]) -> f64 {
    median(ms.windows(2).map(|pair| pair[1] - pair[0]).collect()).unwrap_or(1000.0 / 30.0)
}

pub(crate) fn far(from: Point, to: Point) -> f64 {
    (to[0] - from[0]).hypot(to[1] - from[1])
}

/// The middle one of some numbers, or between the two middle ones.
pub(crate) fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        many if many % 2 == 1 => Some(numbers[middle]),
        _ => Some(f64::midpoint(numbers[middle - 1], numbers[middle])),
    }
}
