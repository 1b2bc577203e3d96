//! A lifter drawn from the signs of a rep: what is seen → a moving body → shapes → cells of a terminal or SVG.
//!
//! Pure: no clock, no terminal, no colour. Must not know quizzes, screens and files.

mod apart;
mod arrows;
mod canvas;
mod cells;
mod film;
#[cfg(test)]
mod laws;
mod lifter;
mod marks;
pub mod measure;
mod motion;
pub mod paint;
#[cfg(test)]
mod painted;
pub mod picture;
mod scene;
pub(crate) mod skeleton;
pub mod skin;
pub mod svg;
mod told;

pub use apart::Apart;
pub use canvas::Ink;
pub use cells::{Cells, Look, Picture, picture};
pub use film::Film;
pub use lifter::Lifter;
pub use motion::Motion;
pub use picture::Camera;
pub use skeleton::{Proportions, Sex, Viewpoint};
pub use told::told;
