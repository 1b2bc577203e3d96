//! How a person is doing, in figures. Pure: the answers that stand and the day are handed in. A figure with too little
//! behind it says how much there is and how much it takes.

mod calibration;
mod perception;
mod retention;

pub use calibration::{Calibration, ConfidenceLevel, ForecastAccuracy, calibration, forecast_accuracy};
pub use perception::{Perception, SeenFrom, perceptions};
pub use retention::{Week, forecast, weeks};

use crate::Answered;
use formcheck_core::day::Day;

/// An answer with its day and moment.
pub type CountedAnswer = (Answered, Day, i64);
