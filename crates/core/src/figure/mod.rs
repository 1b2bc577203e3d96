//! A lifter drawn from the signs of a rep: what is seen → a moving body → skin → a picture → cells, pixels or SVG.
//!
//! Small rooms with one type between them: `skeleton` (joints, equipment: `Placed`) → `skin` (solids) → `picture` (what each
//! pixel sees: [`picture::Picture`]) → `paint` (cells, pixels, SVG, all of the same picture). [`Film`] holds a camera still
//! over a rep, [`measure`] tells how much two reps differ in what is seen. Pure: no clock, no terminal, no file. Must not
//! know quizzes and screens.

mod film;
mod joints;
#[cfg(test)]
mod laws;
mod lifter;
mod marks;
pub mod measure;
mod motion;
pub mod moved;
pub mod paint;
#[cfg(test)]
mod painted;
pub mod picture;
pub mod png;
pub(crate) mod skeleton;
pub mod skin;
#[cfg(test)]
mod stills;
pub mod svg;
mod telling;
mod told;

pub use film::Film;
pub use lifter::Lifter;
pub(crate) use marks::{BodyRegion, region};
pub use motion::Motion;
pub use picture::Camera;
pub use skeleton::{Proportions, Sex, Viewpoint};
pub use told::told;
