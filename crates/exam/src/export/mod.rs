//! Question banks and results for other systems: rulebook + questions or records → text.
//!
//! Pure. One file a format, one line in [`FORMATS`]. Must not know files, clocks, terminals or who asked.

mod anki;
mod badge;
pub mod bank;
pub mod csv;
mod format;
mod gift;
mod html;
mod ids;
mod json;
mod losses;
mod moodle_xml;
mod package;
mod parts;
mod picture;
mod qti;
mod shape;
mod status;
mod words;
mod xapi;

pub use badge::BadgeKey;
pub use format::{
    ExportFormat, FORMATS, LeftOut, LeftOutPart, OfItems, OfMistakes, OfOneRecord, OfRecords, RecordOptions,
    Written, format,
};
pub use ids::{BASE, Base};
pub use losses::Loss;
use parts::{by_section, digest, mistakes_by_exercise, text};
pub(crate) use status::is_revoked;
pub use status::{StatusEntry, status_list};
