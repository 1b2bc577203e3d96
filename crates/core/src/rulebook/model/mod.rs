//! What every other room sees of a pack: signs, mistakes, exercises, muscles, sources, quizzes, with their names.
//!
//! A `Rulebook` that exists is resolved: every handle in it points at something, every condition names values that
//! its sign has. Spans say where each thing was written, for diagnostics; nothing else may depend on them.

#![expect(missing_docs, reason = "fields are named as the keys of rule files are")]

mod exam;
mod exercise;
mod figure;
pub mod measure;
mod quiz;
mod rulebook;
mod vocabulary;

pub use exam::*;
pub use exercise::*;
pub use figure::*;
pub use quiz::*;
pub use rulebook::*;
pub use vocabulary::*;
