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

impl Image {
    /// Images of one size side by side.
    pub fn side_by_side(images: &[Image]) -> Image {
        let Some(first) = images.first() else { return Image { width: 0, height: 0, rgb: Vec::new() } };
        let row = first.width * 3;
        let rows = (0..first.height)
            .flat_map(|down| images.iter().map(move |one| &one.rgb[down * row..(down + 1) * row]));
        Image {
            width: first.width * images.len(),
            height: first.height,
            rgb: rows.flatten().copied().collect(),
        }
    }

    /// The same with each pixel as a square of `times` by `times`: for terminals that can't enlarge it.
    #[must_use]
    pub fn enlarged(&self, times: usize) -> Image {
        let times = times.max(1);
        let mut rgb = Vec::with_capacity(self.rgb.len() * times * times);
        for row in self.rgb.chunks(self.width.max(1) * 3) {
            let wide: Vec<u8> =
                row.chunks(3).flat_map(|pixel| pixel.iter().copied().cycle().take(3 * times)).collect();
            for _ in 0..times {
                rgb.extend_from_slice(&wide);
            }
        }
        Image { width: self.width * times, height: self.height * times, rgb }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enlarged_image_has_larger_pixels() {
        let image = Image { width: 2, height: 1, rgb: vec![1, 2, 3, 4, 5, 6] };
        let large = image.enlarged(2);
        assert_eq!((large.width, large.height), (4, 2));
        assert_eq!(large.rgb[..12], [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
        assert_eq!(large.rgb[..12], large.rgb[12..]);
        assert_eq!(image.enlarged(1), image);
    }

    #[test]
    fn images_stand_side_by_side() {
        let one = |color: u8| Image { width: 1, height: 2, rgb: vec![color; 6] };
        let both = Image::side_by_side(&[one(1), one(2)]);
        assert_eq!((both.width, both.height), (2, 2));
        assert_eq!(both.rgb, [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2]);
        assert!(Image::side_by_side(&[]).rgb.is_empty());
    }
}
