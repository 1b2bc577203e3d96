//! A fault of the TOML itself, in a coach's words, at the token that is wrong.
//!
//! Must not know how the rest of the file is read.

mod fault;
mod headers;
mod lines;
mod parser;
mod told;

pub(super) use fault::syntax_fault;
pub(super) use told::{FileShape, LostId, SyntaxFault};
