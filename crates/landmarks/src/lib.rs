//! Landmarks of a filmed body: files → a [`Recording`] → reps with their moments → the numbers that signs are measured by.
//!
//! Pure: text in, numbers out. Of `core` it knows what a measure is (`rulebook::measure`) and nothing else: no rulebook, no
//! values of signs, no grid. Must not know files, clocks, terminals.

mod error;
mod joints;
mod moments;
mod read;
mod reading;
mod recording;
mod reps;
mod signal;
mod smooth;
mod tracks;

pub use error::LandmarkError;
pub use joints::{Part, Side};
pub use moments::Rep;
pub use read::{LARGEST, MOST_FRAMES, ReadOptions, is_landmarks, read, read_folder};
pub use reading::{Unread, measured};
pub use recording::{Frame, Mark, Recording};
pub use reps::{FilmedSet, NoReps};
pub use tracks::SEEN;
