//! What is wrong, as plain data, and pure renderers beside it.
//!
//! A [`Diagnostic`] knows a code, a place and words; a renderer is a function of a list of them. Must not know: where
//! the text came from, terminals, exit codes.

mod baseline;
mod code;
mod finding;
mod github;
mod human;
mod json;
mod junit;
mod paths;
mod sarif;
mod severity;
mod source_map;
pub mod take_out;

pub use baseline::{Baseline, Entry, NoBaseline};
pub use code::{Code, CodeText};
pub use finding::{Diagnostic, Edit, Fix, Label, Safety, errors, sort};
pub use github::github;
pub use human::{human, is_unsafe};
pub use json::{Checked, json};
pub use junit::junit;
pub use paths::RepositoryPaths;
pub use sarif::sarif;
pub use severity::FindingSeverity;
pub use source_map::{FileIx, Position, SourceFile, SourceMap, Span};
