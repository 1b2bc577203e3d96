//! Sessions in the full screen: when there is one, who hosts it, and what its home knows.

mod home;
mod host;
mod running;
pub mod screen;
