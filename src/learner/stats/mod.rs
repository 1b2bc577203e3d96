//! How a person is doing, in figures. Pure: the answers that stand and the day are handed in. A figure with too little
//! behind it says how much there is and how much it takes.

mod calibration;
mod detection;
mod retention;

pub use calibration::{Calibration, Honesty, Sureness, calibration, honesty};
pub use detection::{
    Called, Detection, EACH, Pairs, Seen, confusions, confusions_of, count_pairs, d_prime, detections,
    detections_of,
};
pub use retention::{Week, forecast, weeks};

use serde::Serialize;

use super::day::Day;
use super::event::Answered;

/// An answer with its day and moment.
pub type Kept = (Answered, Day, i64);

/// A figure, if there is enough behind it.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Figure {
    /// The figure; none if there is not enough yet.
    pub value: Option<f64>,
    /// How much is behind it.
    pub n: usize,
    /// How much it takes.
    pub needs: usize,
}

impl Figure {
    /// The figure, if `n` is enough.
    pub fn new(n: usize, needs: usize, value: impl FnOnce() -> f64) -> Figure {
        Figure { value: (n >= needs).then(value), n, needs }
    }

    /// The share of `part` in `n`, if `n` is enough.
    pub fn share(part: usize, n: usize, needs: usize) -> Figure {
        Figure::new(n, needs, || share(part, n))
    }

    /// What stands in its place.
    pub fn lacking(&self) -> String {
        format!("not enough yet ({} of {})", self.n, self.needs)
    }
}

#[expect(clippy::cast_precision_loss, reason = "answers of one life")]
pub(crate) fn share(part: usize, n: usize) -> f64 {
    if n == 0 { 0.0 } else { part as f64 / n as f64 }
}
