//! The skeleton: a setting of the parameters → a body in space with what it holds and what it leans on.
//!
//! Metres; x is ahead of the lifter, y up, z to the working side; the floor is y = 0. Must not know files, signs' names,
//! cameras' pictures, skin, cells or SVG. Whoever paints starts from [`Placed`].

pub(crate) mod axes;
mod bases;
pub(crate) mod body;
pub(crate) mod equipment;
#[cfg(test)]
mod laws;
pub(crate) mod limbs;
mod people;
pub(crate) mod place;
pub(crate) mod proportions;
pub(crate) mod rep;
pub(crate) mod setting;
#[cfg(test)]
mod solids;
pub(crate) mod stage;
mod trace;
pub(crate) mod trunk;
pub(crate) mod viewpoint;

pub(crate) use axes::Axes;
pub(crate) use body::Body;
pub(crate) use equipment::{Equipment, Slab};
pub(crate) use people::Draw;
pub use people::Sex;
#[cfg(test)]
pub(crate) use place::place;
pub(crate) use place::{Placed, set_up};
pub use proportions::Proportions;
pub(crate) use rep::{Frame, Keyframes, RATE, frames, like, place_like, placed_at, poses};
pub(crate) use setting::Setting;
pub(crate) use stage::Stage;
pub(crate) use trace::trace;
pub use viewpoint::Viewpoint;
pub(crate) use viewpoint::{around, viewpoints};
