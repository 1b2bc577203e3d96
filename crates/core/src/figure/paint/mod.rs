//! Painters: a picture → cells of a terminal, pixels, SVG.
//!
//! Each is handed the same picture and a palette. Must not know skeletons, screens, terminals' escape codes, files.

pub mod cells;
mod outline;
pub mod overlay;
pub mod palette;
pub mod pixels;
mod raster;
pub mod svg;

use super::picture::as_f32;
