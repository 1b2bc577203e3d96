//! A new, commented file for a coach to fill in.

mod ask;
mod files;
mod options;
mod place;

pub use files::run;
pub use options::{NewKind, NewOptions};
