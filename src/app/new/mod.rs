//! A new, commented file for a coach to fill in.

mod ask;
mod files;
mod location;
mod options;

pub use files::run;
pub use options::{NewKind, NewOptions};
