//! What the foot of a screen and the help say of its keys.
//!
//! Must not know what a key does, nor how it is drawn.

mod answer;
mod exam;
mod screen;

pub(super) use answer::KeyHint;
pub(super) use screen::{all, hints};
