//! What one version's boxes hold and another's don't: counted by subtraction within a budget, witnessed by search.
//!
//! Boxes and spaces only. Must not know names, signs or words.

use crate::logic::{Axis, Budget, Cube, Found, OverBudget, Point, Region, Space, plainest};

/// Boxes made while counting. Far above what coaches' files need, and still a fraction of a second.
const BOXES: Budget = Budget(8_000);

/// A set of reps as one version has it: boxes, less what it calls impossible.
#[derive(Clone, Copy)]
pub(super) struct Fires<'a> {
    pub(super) boxes: &'a [Cube],
    pub(super) impossible: &'a [Cube],
}

impl Fires<'_> {
    /// What is in this set and not in `other`.
    pub(super) fn minus(self, other: Fires<'_>) -> Result<Region, OverBudget> {
        let own = Region::of_union(self.boxes, BOXES)?.minus_cubes(self.impossible, BOXES)?;
        let outside = own.minus_cubes(other.boxes, BOXES)?;
        let back = own.intersect(&Region::of_union(&self.let_off(other), BOXES)?, BOXES)?;
        outside.union(&back, BOXES)
    }

    /// The plainest rep of this set that is not in `other`.
    pub(super) fn plainest_outside(self, other: Fires<'_>, axes: &[Axis]) -> Found {
        let space = Space::new(axes.to_vec(), self.impossible.to_vec());
        let avoid: Vec<&Cube> = other.boxes.iter().collect();
        let let_off = self.let_off(other);
        let mut best: Option<Point> = None;
        let mut open = false;
        let mut look =
            |within: &Cube, avoid: &[&Cube]| match plainest(&space, within, avoid, Budget::default()) {
                Found::Point(point) => {
                    if best.as_ref().is_none_or(|best| off(axes, &point) < off(axes, best)) {
                        best = Some(point);
                    }
                }
                Found::NotDecided => open = true,
                Found::Nothing => {}
            };
        for cube in self.boxes {
            look(cube, &avoid);
            for part in let_off.iter().filter_map(|part| part.intersect(cube)) {
                look(&part, &[]);
            }
        }
        match best {
            Some(point) => Found::Point(point),
            None if open => Found::NotDecided,
            None => Found::Nothing,
        }
    }

    /// Where `other` would hold, were it not impossible there. Nothing where this version calls the same impossible.
    fn let_off(self, other: Fires<'_>) -> Vec<Cube> {
        let only_there = other.impossible.iter().filter(|cube| !self.impossible.contains(cube));
        only_there.flat_map(|cube| other.boxes.iter().filter_map(|fires| fires.intersect(cube))).collect()
    }
}

/// How many axes are off their plain cells.
fn off(axes: &[Axis], point: &Point) -> usize {
    point.cells().iter().zip(axes).filter(|(cell, axis)| axis.plain() >> **cell & 1 == 0).count()
}

/// How many reps a region holds.
pub(super) fn count(region: &Region, axes: &[Axis]) -> Result<u128, OverBudget> {
    region.count(&Space::new(axes.to_vec(), Vec::new()), BOXES)
}

/// The plainest rep of a region.
pub(super) fn plainest_of(region: &Region, axes: &[Axis]) -> Option<Point> {
    region.witness(&Space::new(axes.to_vec(), Vec::new()), Budget::default()).point()
}

/// Reps gathered from sets that may overlap, each counted once.
#[derive(Default)]
pub(super) struct Gathered {
    whole: Region,
}

impl Gathered {
    /// Adds what is in `part`.
    pub(super) fn add(&mut self, part: &Region) -> Result<(), OverBudget> {
        self.whole = self.whole.union(part, BOXES)?;
        Ok(())
    }

    pub(super) fn whole(self) -> Region {
        self.whole
    }
}

/// What `from` holds, less all of `less`.
pub(super) fn without(from: &Region, less: &[Cube]) -> Result<Region, OverBudget> {
    from.minus_cubes(less, BOXES)
}

/// What is in both unions of boxes.
pub(super) fn in_both(a: &[Cube], b: &[Cube]) -> Result<Region, OverBudget> {
    Region::of_union(a, BOXES)?.intersect(&Region::of_union(b, BOXES)?, BOXES)
}
