//! How pages look: in a terminal's lines, in the full screen, as HTML.
//!
//! Must not know what a page says.

pub mod ansi;
pub mod charts;
pub mod columns;
pub mod html;
pub mod lines;
pub mod pictures;
pub mod ratatui;
