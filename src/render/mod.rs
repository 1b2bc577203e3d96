//! How pages look: in a terminal's lines, in the full screen, as HTML.
//!
//! Must not know what a page says.

pub mod ansi;
