//! What is wrong with a rep: one that was told, one that is asked for, and many from a file.

mod batch;
mod interview;
mod judged;
mod lines;
mod rest_good;
mod set;

pub use judged::{CheckOptions, run};
