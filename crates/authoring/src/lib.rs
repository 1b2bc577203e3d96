//! The coach's tools on the text of rule files: one layout, mending, comparing, new files. Pure: text in, text out.
//!
//! Must not know files, terminals, or how a quiz is asked.

pub mod diff;
pub mod fix;
pub mod fmt;
pub mod new;
pub mod schema;
pub mod workspace;
