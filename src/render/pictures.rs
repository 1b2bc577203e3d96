//! How a picture is shown in a terminal, in cells or in real pixels: what line mode and the full screen share.
//!
//! Must not know who asks the terminal what it can.

use formcheck_core::figure::paint::cells::{Backdrop, Painter, Way, pixels};
use formcheck_core::figure::paint::palette::{Ground, Palette};
use formcheck_core::figure::paint::pixels::{Image, iterm2, kitty, kitty_delete, sixel};

/// How a terminal takes images.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protocol {
    Kitty,
    Iterm2,
    Sixel,
}

/// Real pixels in a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PixelDisplay {
    pub protocol: Protocol,
    /// How many pixels a cell is wide and high.
    pub cell: (u16, u16),
}

/// How pictures are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PictureMode {
    pub way: Way,
    pub ground: Ground,
    /// None where pictures are put into cells.
    pub pixels: Option<PixelDisplay>,
}

impl PictureMode {
    /// Cells in any colour on a dark background.
    pub const CELLS: PictureMode = PictureMode { way: Way::Quadrants, ground: Ground::Dark, pixels: None };

    /// How many dots wide the smallest visible thing is: without colour, two dots may be chance.
    pub fn dots(self) -> f32 {
        if self.pixels.is_none() && matches!(self.way, Way::Braille | Way::Ascii) { 3.0 } else { 2.0 }
    }

    /// How many pixels a picture has that fills so many columns and rows.
    pub fn size(self, (columns, rows): (usize, usize)) -> (usize, usize) {
        match self.pixels {
            None => pixels(columns, rows),
            Some(display) => {
                let (width, height) = display.whole((columns, rows));
                if display.protocol == Protocol::Sixel {
                    let times = times(width, height);
                    return (width / times, height / times);
                }
                // These are enlarged by the terminal, by whatever it takes: by eighths of the screen's pixels.
                let squared = (64 * width * height).div_ceil(MOST_PIXELS);
                let root = squared.isqrt();
                let eighths = (root + usize::from(root * root < squared)).max(8);
                (width * 8 / eighths, height * 8 / eighths)
            }
        }
    }
}

/// The most pixels that are traced: a picture of more is enlarged, since it would take too long.
const MOST_PIXELS: usize = 160_000;

/// How many times larger a pixel of the picture is than one of a terminal that enlarges nothing.
fn times(width: usize, height: usize) -> usize {
    (1..=64).find(|times| is_quick(&(width / times, height / times))).unwrap_or(64)
}

fn is_quick((width, height): &(usize, usize)) -> bool {
    width * height <= MOST_PIXELS
}

impl PixelDisplay {
    /// The pixels of so many columns and rows.
    fn whole(self, (columns, rows): (usize, usize)) -> (usize, usize) {
        (columns * usize::from(self.cell.0), rows * usize::from(self.cell.1))
    }

    /// What takes away images of the names 1 to `count`; where that can't be said, they go when they are drawn over.
    pub fn removed(self, count: usize) -> String {
        let names = 1..=u32::try_from(count).unwrap_or_default();
        match self.protocol {
            Protocol::Kitty => {
                names.map(|id| String::from_utf8_lossy(&kitty_delete(id)).into_owned()).collect()
            }
            Protocol::Iterm2 | Protocol::Sixel => String::new(),
        }
    }

    /// An image as the terminal takes it, over so many columns and rows. `id` names it: the next one of that name takes its
    /// place.
    pub fn encoded(self, image: &Image, area: (usize, usize), id: u32) -> String {
        let cells = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let bytes = match self.protocol {
            Protocol::Kitty => kitty(image, id, cells(area.0), cells(area.1)),
            Protocol::Iterm2 => iterm2(image, cells(area.0), cells(area.1)),
            Protocol::Sixel => {
                let (width, height) = self.whole(area);
                sixel(&image.enlarged(times(width, height)))
            }
        };
        // They are ASCII.
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// What puts pictures into cells. Where there are many colours there is a room around the lifter, else the terminal's own
/// background.
pub fn painter(mode: PictureMode, palette: Palette) -> Painter {
    let backdrop = match mode.way {
        Way::Quadrants | Way::Halves | Way::Colors256 => Backdrop::Room,
        Way::Colors16 | Way::Braille | Way::Ascii => Backdrop::Clear,
    };
    Painter::new(palette, mode.way, backdrop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_as_fine_as_is_quick_enough() {
        let size = |protocol, area| {
            let pixels = Some(PixelDisplay { protocol, cell: (10, 20) });
            PictureMode { pixels, ..PictureMode::CELLS }.size(area)
        };
        for protocol in [Protocol::Kitty, Protocol::Iterm2, Protocol::Sixel] {
            assert_eq!(size(protocol, (30, 15)), (300, 300), "{protocol:?}: as many as the screen has");
        }
        // 540 by 540 are too many: a terminal that enlarges by itself gets eight elevenths, sixels are enlarged twice.
        assert_eq!(size(Protocol::Kitty, (54, 27)), (392, 392));
        assert_eq!(size(Protocol::Sixel, (54, 27)), (270, 270));
        for columns in 20..300 {
            let (width, height) = size(Protocol::Kitty, (columns, columns / 2));
            assert!(
                width * height <= MOST_PIXELS && width > 0 && height > 0,
                "{columns}: {width} by {height}"
            );
        }
    }
}
