//! A picture as cells of a terminal: characters with colours as data. Any screen can show them.
//!
//! Must not know escape codes and terminals.

mod ascii;
mod blocks;
mod braille;
mod indexed;
mod tones;

use super::overlay::Overlay;
use super::palette::{Ground, Palette};
use super::raster::{Line, Over, cover};
use crate::figure::picture::{Picture, Pixel};

/// The colour of a character or of its ground.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Color {
    /// The terminal's own.
    None,
    /// One of 256, as xterm numbers them; the first 16 are the terminal's own choice.
    Indexed(u8),
    /// Red, green and blue.
    Rgb([u8; 3]),
}

/// One cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// One character, one column wide.
    pub glyph: char,
    /// The character's colour.
    pub fore: Color,
    /// The colour behind it.
    pub back: Color,
}

impl Cell {
    /// Nothing.
    pub const BLANK: Cell = Cell { glyph: ' ', fore: Color::None, back: Color::None };
}

/// Cells, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` cells.
    pub cells: Vec<Cell>,
}

impl Grid {
    /// One row as text, without the blanks at its end.
    pub fn row(&self, row: usize) -> String {
        let cells = &self.cells[row * self.width..(row + 1) * self.width];
        cells.iter().map(|cell| cell.glyph).collect::<String>().trim_end().to_owned()
    }
}

/// How a picture is put into cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Four quadrants of a cell in two colours of 16 million.
    Quadrants,
    /// Two halves of a cell: for fonts without quadrants.
    Halves,
    /// Quadrants in 256 colours.
    Colors256,
    /// Quadrants in the terminal's 16 colours.
    Colors16,
    /// Eight dots of braille in the terminal's own colour: for no colours at all.
    Braille,
    /// One of the 95 characters of ASCII.
    Ascii,
}

/// What is behind the lifter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Backdrop {
    /// A wall and a floor, from edge to edge.
    Room,
    /// The terminal's own ground, with nothing but the shadow on it.
    Clear,
}

/// Pixels of a picture for so many columns and rows of cells: two by four each, so that a pixel is as wide as high where a
/// cell is twice as high as wide.
pub fn pixels(width: usize, height: usize) -> (usize, usize) {
    (width * 2, height * 4)
}

/// What puts pictures into cells: made once for a lifter and a terminal.
#[derive(Clone, Debug)]
pub struct Painter {
    palette: Palette,
    way: Way,
    backdrop: Backdrop,
    ramps: Option<indexed::Ramps>,
}

impl Painter {
    /// A painter with a lifter's colours.
    pub fn new(palette: Palette, way: Way, backdrop: Backdrop) -> Painter {
        let ramps = match way {
            Way::Colors256 => Some(indexed::Ramps::of(&palette, indexed::Colors::Many)),
            Way::Colors16 => Some(indexed::Ramps::of(&palette, indexed::Colors::Few)),
            _ => None,
        };
        Painter { palette, way, backdrop, ramps }
    }

    /// A picture of [`pixels`] size as cells.
    pub fn grid(&self, picture: &Picture, overlay: &Overlay) -> Grid {
        let over = if overlay.is_empty() {
            vec![Over::None; picture.pixels.len()]
        } else {
            // Without colours a dashed line would be taken for an outline of the lifter.
            let line = if matches!(self.way, Way::Braille) { Line::Dotted } else { Line::Dashed };
            cover(overlay, (picture.width, picture.height), line)
        };
        let sheet = Sheet { picture, over: &over, palette: &self.palette, backdrop: self.backdrop };
        let cells = match (self.way, &self.ramps) {
            (Way::Colors256 | Way::Colors16, Some(ramps)) => indexed::quadrants(&sheet, ramps),
            (Way::Halves, _) => blocks::halves(&sheet),
            (Way::Braille, _) => braille::dots(&sheet),
            (Way::Ascii, _) => ascii::letters(&sheet),
            _ => blocks::quadrants(&sheet),
        };
        Grid { width: picture.width / 2, height: picture.height / 4, cells }
    }
}

/// A picture with what lies over it and how it is coloured.
struct Sheet<'s> {
    picture: &'s Picture,
    over: &'s [Over],
    palette: &'s Palette,
    backdrop: Backdrop,
}

/// How dark a shadow has to be to be drawn on a terminal's own ground.
const SHADOW: f32 = 0.28;

impl Sheet<'_> {
    fn pixel(&self, x: usize, y: usize) -> (&Pixel, Over) {
        let place = y * self.picture.width + x;
        (&self.picture.pixels[place], self.over[place])
    }

    /// Whether a pixel hides the terminal's own ground.
    fn covers(&self, pixel: &Pixel, over: Over) -> bool {
        self.backdrop == Backdrop::Room
            || over > Over::Gap
            || pixel.surface.is_some()
            || matches!(pixel.glass, crate::figure::picture::Glass::Rim(_))
            || pixel.shadow > SHADOW
            // Bright shoes on a bright ground are seen by their outline only.
            || pixel.line > 0.9 && self.palette.ground == Ground::Light
    }
}

/// Bayer's thresholds, four by four: 1/32 to 31/32.
fn bayer(x: usize, y: usize) -> f32 {
    const ORDER: [[u8; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    (f32::from(ORDER[y % 4][x % 4]) + 0.5) / 16.0
}
