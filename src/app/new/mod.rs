//! A new, commented file for a coach to fill in; or a rule made in a talk.

mod ask;
mod files;
mod location;
mod options;
mod talk;

pub use files::run;
pub use options::{NewKind, NewOptions};
