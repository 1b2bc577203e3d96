//! A state and an event → the next state and what is wanted done. Pure: no clock, no terminal, no log.

mod answer;
mod event;
mod exam;
mod home;
mod look_up;
mod picture;
mod scroll;
mod session;

pub use event::update;
