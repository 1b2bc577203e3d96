//! What is wrong with a rep: one that was told, one that is asked for, and many from a file.

mod batch;
mod filmed;
mod input;
mod interview;
mod judged;
mod keep;
mod lines;
mod rest_good;
mod seen;
mod set;

pub use formcheck_landmarks::ReadOptions;
pub use judged::{CheckOptions, film, run};
