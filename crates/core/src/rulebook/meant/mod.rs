//! What was probably meant by a value, a key with its value or a header that is written as one would on paper or in a
//! spreadsheet: `80%`, `arm-height > 100`, `("raise", "dumbbell")`, `[mistake too-high]`. Text in, TOML text out.
//!
//! What comes out is only proposed, and always TOML of the type that belongs there; nothing is proposed where two things
//! could be meant. Must not know places, messages or which ids there are, but for those it is handed.

mod condition;
mod header;
mod lists;
mod numbers;
mod pieces;
mod signs;
mod statement;
mod texts;
mod value;

pub(super) use header::header;
pub(super) use signs::SignIds;
pub(super) use statement::{Surroundings, schema_below, statement};
pub(super) use value::{value, value_of};
