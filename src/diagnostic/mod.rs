//! What is wrong, as plain data, and pure renderers beside it. The data knows no renderer and no terminal.

mod source_map;

pub use source_map::{FileIx, Position, SourceFile, SourceMap, Span};
