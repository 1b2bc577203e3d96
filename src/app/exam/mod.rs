//! Exams on a machine: keys, papers, sittings, records and the ledger as files. One file a step.

mod clock;
pub mod explain;
pub mod files;
pub mod grade;
pub mod issue;
pub mod keys;
pub(crate) mod ledger;
mod lock;
mod log;
pub mod redact;
mod replaced;
pub mod revoke;
pub mod roster;
mod screen;
pub mod sit;
pub mod strike;
pub mod take;
pub mod verify;
pub mod withdraw;
mod witness;
pub mod words;
