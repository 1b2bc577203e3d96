//! The faces of an exam: line mode and JSON lines. They draw a desk and tell it what the candidate wants.
//!
//! Must not know keys, nor where the log is kept.

pub mod jsonl;
pub mod line;
pub mod page;
pub mod proof;
pub mod result;
pub mod roster;
