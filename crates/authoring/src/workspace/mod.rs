//! A pack open in an editor: its texts as they are typed, what is wrong with them, and where each id stands.
//!
//! Must not know the editor's protocol, nor files: texts are handed in.

mod complete;
mod hover;
mod index;
mod open_pack;

pub use complete::Completion;
pub use index::Occurrence;
pub use open_pack::{NoRename, Snapshot, Workspace};

use formcheck_core::rulebook::{PackIx, Rulebook};

/// The pack that is open: the last one, behind those that it uses.
fn own_pack(book: &Rulebook) -> PackIx {
    PackIx::at(book.packs.len().saturating_sub(1))
}
