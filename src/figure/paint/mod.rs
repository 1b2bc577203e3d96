//! Painters: a picture → cells of a terminal, pixels, SVG.
//!
//! Each is handed the same picture and a palette. Must not know skeletons, screens, terminals' escape codes, files.

pub mod palette;
