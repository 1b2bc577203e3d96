//! Boxes (`Cube`, because Rust has a `Box`) and points: sets of cells for each axis, and one cell for each axis.

use super::Axis;

/// A set of cells for each axis: the product of those sets. Never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Cube {
    masks: Box<[u64]>,
}

/// One cell on each axis.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Point {
    cells: Box<[u8]>,
}

/// The cells of a mask, ascending.
pub(crate) fn cells_of(mask: u64) -> impl Iterator<Item = u8> + Clone {
    let mut left = mask;
    std::iter::from_fn(move || {
        if left == 0 {
            return None;
        }
        let cell = left.trailing_zeros();
        left &= left - 1;
        u8::try_from(cell).ok()
    })
}

impl Cube {
    /// The box with these sets of cells, one an axis; none if one of them is empty.
    pub fn from_masks(masks: impl IntoIterator<Item = u64>) -> Option<Cube> {
        let masks: Box<[u64]> = masks.into_iter().collect();
        masks.iter().all(|&mask| mask != 0).then_some(Cube { masks })
    }

    /// The sets of cells, one an axis.
    pub fn masks(&self) -> &[u64] {
        &self.masks
    }

    /// This box with the axis' cells cut down to `mask`; none if nothing is left.
    pub fn narrowed(&self, axis: usize, mask: u64) -> Option<Cube> {
        let mask = self.masks[axis] & mask;
        if mask == 0 {
            return None;
        }
        let mut masks = self.masks.clone();
        masks[axis] = mask;
        Some(Cube { masks })
    }

    /// What both boxes hold.
    pub fn intersect(&self, other: &Cube) -> Option<Cube> {
        Cube::from_masks(self.masks.iter().zip(&other.masks).map(|(a, b)| a & b))
    }

    /// Whether no point is in both.
    pub(crate) fn is_disjoint(&self, other: &Cube) -> bool {
        self.masks.iter().zip(&other.masks).any(|(a, b)| a & b == 0)
    }

    /// Whether every point of `other` is in this box.
    pub fn covers(&self, other: &Cube) -> bool {
        self.masks.iter().zip(&other.masks).all(|(a, b)| b & !a == 0)
    }

    /// Whether `point` is in this box.
    pub fn contains(&self, point: &Point) -> bool {
        self.masks.iter().zip(&point.cells).all(|(mask, &cell)| mask >> cell & 1 == 1)
    }

    /// On how many axes it has no plain cell.
    pub(crate) fn forced_off(&self, axes: &[Axis]) -> usize {
        self.masks.iter().zip(axes).filter(|(mask, axis)| *mask & axis.plain() == 0).count()
    }

    /// The disjoint boxes that make up this box without `other`.
    pub fn minus(&self, other: &Cube) -> Vec<Cube> {
        if self.is_disjoint(other) {
            return vec![self.clone()];
        }
        let mut pieces = Vec::new();
        let mut rest = self.masks.clone();
        for axis in 0..rest.len() {
            let outside = rest[axis] & !other.masks[axis];
            if outside != 0 {
                let mut masks = rest.clone();
                masks[axis] = outside;
                pieces.push(Cube { masks });
            }
            rest[axis] &= other.masks[axis];
        }
        pieces
    }
}

impl Point {
    /// The point with these cells, one an axis.
    pub fn new(cells: impl IntoIterator<Item = u8>) -> Point {
        Point { cells: cells.into_iter().collect() }
    }

    /// The cells, one an axis.
    pub fn cells(&self) -> &[u8] {
        &self.cells
    }

    /// The box that holds this point alone.
    pub fn cube(&self) -> Cube {
        Cube { masks: self.cells.iter().map(|&cell| 1 << cell).collect() }
    }
}
