//! One layout for rule files: keys in the order of their [`TableSchema`], one blank line between tables, comments kept with
//! what they stand above or behind. Formatting twice is formatting once, and the values stay what they are.
//!
//! Must not know files, or what ids mean.

mod comments;
mod layout;
mod order;
mod value;

pub use layout::{NotToml, format, format_as_checked_out};
pub(super) use value::{key, quoted};
