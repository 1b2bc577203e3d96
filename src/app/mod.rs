//! What runs behind the arguments: sessions and who hosts them, and the glue to clocks, chance, files, databases, git and
//! editors. Each command's work is one file or folder here.
//!
//! With `face` the only room that knows terminals, clocks and chance. Must not know how arguments are written.

pub mod check;
pub mod clock;
pub mod data;
pub mod database;
pub mod diff;
pub mod disk;
pub mod doctor;
pub mod drawing;
pub mod exam;
pub mod explain;
pub mod export;
pub mod files;
pub mod fmt;
pub(crate) mod interrupt;
pub(crate) mod kept;
pub mod lint;
pub mod list;
pub mod lsp;
pub(crate) mod names;
pub mod new;
pub mod observation;
pub mod outcome;
pub(crate) mod overview;
pub mod packs;
pub mod profile;
pub(crate) mod progress;
pub mod quiz;
pub mod random;
mod records;
pub mod report;
pub mod revision;
pub mod schema;
pub mod selection;
pub mod session;
pub mod settings;
pub mod show;
pub mod sitting;
pub mod stats;
pub mod study;
pub(crate) mod study_request;
pub mod terminal;
pub(crate) mod typed_next;

pub use outcome::{AppError, Outcome, Ran};
pub use packs::{open, open_for, unknown};
pub use settings::RunSettings;
pub use terminal::{complain, put, quoted};
pub(crate) use terminal::{in_colour, is_interactive, put_page};
