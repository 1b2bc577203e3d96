//! Checks a parsed file against the shape of its kind: keys, types, ids. Every fault in one go.
//!
//! Must not know what ids mean: that is `resolve`'s.

mod check;
mod keys;
mod texts;
mod wrong_type;

pub(super) use check::SchemaCheck;
pub use texts::BLANK;
