//! The pages of text of the full screen: those of line mode, and what is said here only.
//!
//! Must not know how wide the screen is.

mod exam;
mod screen;
mod session;

pub(super) use screen::page;
