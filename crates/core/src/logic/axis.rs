//! One axis: the cells that an exercise's conditions tell apart. Must not know boxes and spaces.

/// The most cells that an axis can have: a set of them is one `u64`.
pub const MOST_CELLS: usize = 64;

/// One axis: its cells, how many values each stands for, and which of them are plain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    weights: Vec<u64>,
    plain: u64,
}

impl Axis {
    /// An axis with one cell for each weight; a weight is the number of values that the cell stands for.
    ///
    /// `plain` has a bit for each cell that a witness should prefer (the good values).
    ///
    /// # Panics
    /// If there is no cell, or more than [`MOST_CELLS`].
    pub fn new(weights: Vec<u64>, plain: u64) -> Axis {
        assert!((1..=MOST_CELLS).contains(&weights.len()), "an axis has 1 to 64 cells");
        let plain = plain & full_mask(weights.len());
        Axis { weights, plain }
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.weights.len()
    }

    /// All cells.
    pub fn full(&self) -> u64 {
        full_mask(self.weights.len())
    }

    /// The cells that a witness prefers.
    pub fn plain(&self) -> u64 {
        self.plain
    }

    /// How many values a cell stands for.
    pub fn weight(&self, cell: u8) -> u64 {
        self.weights[usize::from(cell)]
    }

    /// How many values the cells of `mask` stand for.
    pub(crate) fn weight_of(&self, mask: u64) -> u64 {
        super::cells_of(mask).map(|cell| self.weight(cell)).sum()
    }
}

/// So many cells, all of them; of more than [`MOST_CELLS`] these many.
pub fn full_mask(cells: usize) -> u64 {
    if cells >= MOST_CELLS { u64::MAX } else { (1 << cells) - 1 }
}
