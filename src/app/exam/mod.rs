//! Exams on a machine: keys, papers, sittings, records and the ledger as files. One file a step.

mod clock;
pub mod explain;
pub mod files;
pub mod grade;
pub mod issue;
pub mod keys;
mod ledger;
mod log;
pub mod redact;
pub mod roster;
mod screen;
pub mod sit;
pub mod take;
pub mod verify;
