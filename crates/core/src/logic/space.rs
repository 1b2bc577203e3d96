//! The axes that observations live on: one a sign, each cut into at most 64 cells, less what is impossible.

use super::Cube;

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

fn full_mask(cells: usize) -> u64 {
    if cells == MOST_CELLS { u64::MAX } else { (1 << cells) - 1 }
}

/// All observations of one exercise: the product of its axes, less the impossible boxes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Space {
    axes: Vec<Axis>,
    impossible: Vec<Cube>,
}

impl Space {
    /// A space over `axes`, less the boxes of `impossible`.
    pub fn new(axes: Vec<Axis>, impossible: Vec<Cube>) -> Space {
        Space { axes, impossible }
    }

    /// The axes.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The boxes that hold no possible observation.
    pub fn impossible(&self) -> &[Cube] {
        &self.impossible
    }

    /// The box of everything, possible or not.
    pub fn full(&self) -> Cube {
        Cube::from_masks(self.axes.iter().map(Axis::full)).expect("every axis has a cell")
    }

    /// The box of everything plain; none if an axis has no plain cell.
    pub fn plain(&self) -> Option<Cube> {
        Cube::from_masks(self.axes.iter().map(Axis::plain))
    }
}
