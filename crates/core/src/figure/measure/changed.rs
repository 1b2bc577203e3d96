//! Where two pictures differ, and in how large squares.
//!
//! Whole numbers of pixels. Must not know reps and metres.

use crate::figure::picture::{TILE, TileLabels, as_f32};

/// Where two pictures differ, as far as they have been held against each other.
pub(super) struct Changed {
    width: usize,
    /// Row by row, from the top.
    pixels: Vec<bool>,
    /// The first column and row with one that differs, and the ones after the last.
    from: (usize, usize),
    until: (usize, usize),
    /// How many pixels are enough to be told.
    least: f32,
}

impl Changed {
    /// Nothing yet, of pictures of so many pixels, of which `least` are enough to be told.
    pub(super) fn new((width, height): (usize, usize), least: f32) -> Changed {
        Changed { width, pixels: vec![false; width * height], from: (width, height), until: (0, 0), least }
    }

    /// Holds a tile of both against each other; `corner` is its upper left one.
    pub(super) fn add(&mut self, corner: (usize, usize), first: &TileLabels, second: &TileLabels) {
        for (place, _) in first.iter().zip(second).enumerate().filter(|(_, (first, second))| first != second)
        {
            self.mark(corner.0 + place % TILE, corner.1 + place / TILE);
        }
    }

    fn mark(&mut self, x: usize, y: usize) {
        self.pixels[y * self.width + x] = true;
        self.from = (self.from.0.min(x), self.from.1.min(y));
        self.until = (self.until.0.max(x + 1), self.until.1.max(y + 1));
    }

    /// Whether squares with sides of so many pixels are enough to be told.
    pub(super) fn is_told(&self, side: usize) -> bool {
        self.squares().is_enough(side)
    }

    /// The side of the largest squares that are enough to be told, in pixels; between two whole numbers by how much is left
    /// over. None where not even single pixels are enough. A side of `most` or more is told as `most`.
    pub(super) fn side(&self, most: usize) -> Option<f32> {
        self.squares().side(most)
    }

    fn squares(&self) -> Squares {
        let width = self.until.0.saturating_sub(self.from.0);
        let mut all: Vec<u16> = Vec::with_capacity(width * self.until.1.saturating_sub(self.from.1));
        for (row, y) in (self.from.1..self.until.1).enumerate() {
            let start = y * self.width + self.from.0;
            for (x, &differs) in self.pixels[start..start + width].iter().enumerate() {
                all.push(match differs {
                    false => 0,
                    true if x == 0 || row == 0 => 1,
                    true => {
                        let above = (row - 1) * width + x;
                        1 + all[above].min(all[above - 1]).min(all[row * width + x - 1])
                    }
                });
            }
        }
        Squares { width, all, least: self.least }
    }
}

/// For each pixel the side of the largest square that differs as a whole and has its lower right corner there.
struct Squares {
    width: usize,
    all: Vec<u16>,
    least: f32,
}

impl Squares {
    fn side(&self, most: usize) -> Option<f32> {
        if self.is_enough(most) {
            return Some(as_f32(most));
        }
        if !self.is_enough(1) {
            return None;
        }
        // The largest whole side that is enough lies in `low..high`.
        let largest = usize::from(self.all.iter().copied().max().unwrap_or(0));
        let (mut low, mut high) = (1, most.min(largest + 1));
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            if self.is_enough(middle) { low = middle } else { high = middle }
        }
        let (more, less) = (self.kept(low), self.kept(low + 1));
        let over = (as_f32(more) - self.least) / as_f32(more - less);
        Some(as_f32(low) + over)
    }

    fn is_enough(&self, side: usize) -> bool {
        let kept = self.kept(side);
        kept > 0 && as_f32(kept) >= self.least
    }

    /// How many pixels lie in squares with such sides that differ as a whole.
    fn kept(&self, side: usize) -> usize {
        let mut kept = 0;
        // How many more rows each column is kept for, from the lowest row up.
        let mut rows = vec![0_usize; self.width];
        for row in self.all.chunks(self.width.max(1)).rev() {
            let mut columns = 0_usize;
            for (&square, rows) in row.iter().zip(&mut rows).rev() {
                columns = if usize::from(square) >= side { side } else { columns.saturating_sub(1) };
                *rows = if columns > 0 { side } else { rows.saturating_sub(1) };
                kept += usize::from(*rows > 0);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(rows: &[&str], least: f32) -> Changed {
        // Somewhere in a larger picture.
        let mut changed = Changed::new((20, 20), least);
        for (y, row) in rows.iter().enumerate() {
            for (x, _) in row.bytes().enumerate().filter(|(_, letter)| *letter == b'#') {
                changed.mark(x + 7, y + 3);
            }
        }
        changed
    }

    #[test]
    fn what_is_thin_does_not_count() {
        let changed = changed(&["#####", "....#", "###.#", "###.#"], 1.0);
        assert_eq!([1, 2, 3].map(|side| changed.squares().kept(side)), [14, 6, 0]);
    }

    #[test]
    fn a_larger_square_never_has_more() {
        let changed = changed(&["####.", "####.", "###..", "....#"], 1.0);
        let kept: Vec<usize> = (1..6).map(|side| changed.squares().kept(side)).collect();
        assert!(kept.is_sorted_by(|more, less| more >= less), "{kept:?}");
        assert_eq!(kept[..4], [12, 11, 9, 0]);
    }

    #[test]
    fn between_two_sides_it_is_told_by_what_is_left_over() {
        let rows = ["####.", "####.", "###..", "....#"];
        let side = |least: f32, most: usize| changed(&rows, least).side(most);
        assert_eq!(side(13.0, 9), None);
        assert_eq!(side(12.0, 9), Some(1.0));
        assert_eq!(side(10.0, 9), Some(2.5));
        assert_eq!(side(9.0, 9), Some(3.0));
        assert_eq!(side(9.0, 2), Some(2.0));
    }

    #[test]
    fn two_pictures_that_are_the_same_are_never_told_apart() {
        assert_eq!(Changed::new((20, 20), 0.0).side(9), None);
    }
}
