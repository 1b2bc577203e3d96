//! All observations of one exercise: the product of its axes, less what is impossible.

use super::{Axis, Cube};

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
