//! The faces: they draw what the core computed and hand it what people answer.
//!
//! Must not know how an item was made, where answers are kept, or which command called.

pub mod answers;
pub mod ask;
pub mod atlas;
pub mod checked;
pub mod diff;
pub mod exam;
pub mod figure;
pub mod full;
pub mod jsonl;
pub mod line;
pub mod page;
mod program;
pub mod report;
pub mod sheet;
pub mod show;
pub mod stats;
pub mod study;
pub mod style;

pub use formcheck_core::quiz::names;
pub use program::{is_called, program};
