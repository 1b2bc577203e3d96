//! Where the text of a pack comes from: built into the program, an editor's buffers, or folders that whoever has a disk
//! lists and reads through [`PackFiles`].
//!
//! Must not know what the text means beyond the path it has in a pack.

mod built_in;
mod folder;
mod pack;

pub use built_in::{BuiltIn, built_in};
pub(super) use folder::HIDDEN_END;
pub use folder::{NoPack, PackFiles, PathKind, folder, pack_of};
pub(super) use pack::{MANY, one_line_end};
pub use pack::{MOST_BYTES, PackFile, PackSource, ReadFault, in_memory};
