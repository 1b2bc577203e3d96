//! The faces: they show a session or an exam and hand it what people answer.
//!
//! Must not know how an item was made, where answers are kept, or which command called.

pub mod display;
pub mod full;
pub mod jsonl;
pub mod line;
