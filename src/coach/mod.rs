//! The coach's workbench over whole packs: what a change to rule files means.
//!
//! Takes rulebooks, gives plain data, and draws that data as text. Must not know files, revisions, exit codes.

pub mod diff;
