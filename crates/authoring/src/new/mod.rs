//! New files for a coach to fill in: valid TOML with a comment a key, and a blank (`…`) wherever an answer is missing.
//! The comments are the docs of the [`TableSchema`](formcheck_core::rulebook::files::TableSchema)s, so they can't grow apart from the format.
//!
//! Must not know files, or who answered.

mod rows;
pub mod talk;
mod templates;

pub use formcheck_core::rulebook::BLANK;
pub use templates::{
    Answers, Known, KnownSign, NewFile, PHASES, blanks, exercise, mistake, pack, quiz, with_schema,
};
