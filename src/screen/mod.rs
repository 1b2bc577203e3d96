//! The faces: they draw what the core computed and hand it what people answer.
//!
//! Must not know how an item was made, where answers are kept, or which command called.

pub mod page;
pub mod style;
