//! A picture as pixels: red, green and blue, and the encodings that terminals and files take.
//!
//! Pure: bytes out of pixels. Must not know terminals, and which of them takes what.

mod inline;
mod png;
mod sixel;

pub use inline::{iterm2, kitty, kitty_delete};
pub use png::png;
pub use sixel::sixel;

use super::overlay::Overlay;
use super::palette::{Palette, bytes};
use super::raster::{Line, Over, cover};
use crate::figure::picture::Picture;

/// Pixels, row by row, three bytes each: red, green, blue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

/// A picture in a lifter's colours, a wall and a floor behind.
pub fn image(picture: &Picture, overlay: &Overlay, palette: &Palette) -> Image {
    let (width, height) = (picture.width, picture.height);
    let mut rgb = Vec::with_capacity(width * height * 3);
    if overlay.is_empty() {
        for pixel in &picture.pixels {
            rgb.extend(bytes(palette.color(pixel)));
        }
    } else {
        let over: Vec<Over> = cover(overlay, (width, height), Line::Dashed);
        for (pixel, over) in picture.pixels.iter().zip(over) {
            rgb.extend(bytes(palette.over(pixel, over)));
        }
    }
    Image { width, height, rgb }
}
