//! The log on disk: one `SQLite` database a person, one append-only table of events, and a cache of what follows from it.
//!
//! Every write is one transaction that is on the disk when the call returns. Must not know what is asked next.

mod ahead;
mod cache;
mod copy;
mod merge;
mod profile_dir;
mod reader;
mod schema;
mod transfer;
mod writer;

pub use ahead::Ahead;
pub use profile_dir::ProfileDir;
pub(crate) use reader::{Lately, Undoable};
pub use transfer::{Imported, forget, import};
pub use writer::Log;
