//! The keys of each kind of file, as tables: what a key takes, whether it is needed, what it is for.
//!
//! One place for the decoder (which keys are there, which is meant), schemas, templates and editors. Must not know how
//! files are read or what ids mean.

mod figures;
mod kind;
mod quizzes;
mod rules;
mod table;

pub use figures::*;
pub use kind::FileKind;
pub use quizzes::*;
pub use rules::*;
pub use table::{TableKey, TableSchema, ValueType};
pub(super) use table::{may, need};
