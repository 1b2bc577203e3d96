//! Arguments: one file a command, turned into a call. Must not know what a command does.

pub mod check;
pub mod cli;
pub mod completions;
pub mod data;
pub mod diff;
pub mod doctor;
pub mod exam;
mod exam_keeping;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod lint;
pub mod list;
pub mod lsp;
pub mod man;
pub mod new;
pub mod numbers;
pub mod options;
pub mod quiz;
pub mod report;
pub mod schema;
pub mod show;
pub mod stats;
pub mod study;
pub mod usage;
