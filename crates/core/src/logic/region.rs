//! Unions of boxes, as disjoint boxes. Exact or over budget, never a guess.
//!
//! Subtraction makes lists of boxes that can explode, so whatever subtracts takes [`SearchSteps`]. Yes-or-no questions go
//! through the search for a witness instead.

use super::{Axis, Budget, Cube, Point, Space, plainest};

/// Disjoint boxes: a set of observations, possible or not.
#[derive(Clone, Debug, Default)]
pub struct Region {
    cubes: Vec<Cube>,
}

/// The budget was used up: the answer is "not decided" or "not counted".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OverBudget;

/// How many steps of subtraction may still be taken.
#[derive(Debug)]
pub struct SearchSteps(usize);

impl SearchSteps {
    /// So many.
    pub fn new(most: usize) -> SearchSteps {
        SearchSteps(most)
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.0
    }

    fn take(&mut self) -> Result<(), OverBudget> {
        self.0 = self.0.checked_sub(1).ok_or(OverBudget)?;
        Ok(())
    }
}

impl Region {
    /// One box.
    pub fn of(cube: Cube) -> Region {
        Region { cubes: vec![cube] }
    }

    /// The union of boxes that may overlap.
    pub fn of_union(cubes: &[Cube], steps: &mut SearchSteps) -> Result<Region, OverBudget> {
        let mut whole = Region::default();
        for (number, cube) in cubes.iter().enumerate() {
            whole.add(Region::of(cube.clone()).minus(&cubes[..number], steps)?);
        }
        Ok(whole)
    }

    /// The disjoint boxes.
    pub fn cubes(&self) -> &[Cube] {
        &self.cubes
    }

    /// Adds a region that has nothing in common with this one.
    pub fn add(&mut self, other: Region) {
        self.cubes.extend(other.cubes);
    }

    /// What is in this region and in none of `cubes`, which may overlap.
    pub fn minus(self, cubes: &[Cube], steps: &mut SearchSteps) -> Result<Region, OverBudget> {
        let mut rest = self.cubes;
        for cube in cubes {
            let mut next = Vec::with_capacity(rest.len());
            for piece in rest {
                steps.take()?;
                if piece.is_disjoint(cube) {
                    next.push(piece);
                } else {
                    next.extend(piece.minus(cube));
                }
            }
            rest = next;
        }
        Ok(Region { cubes: rest })
    }

    /// What is in both.
    pub fn intersect(&self, other: &Region, steps: &mut SearchSteps) -> Result<Region, OverBudget> {
        let mut cubes = Vec::new();
        for cube in &self.cubes {
            for other in &other.cubes {
                steps.take()?;
                cubes.extend(cube.intersect(other));
            }
        }
        Ok(Region { cubes })
    }

    /// Whether the point is in it.
    pub fn contains(&self, point: &Point) -> bool {
        self.cubes.iter().any(|cube| cube.contains(point))
    }

    /// How many observations it holds, each cell counted as often as it has values; none past `u128`.
    pub fn count(&self, axes: &[Axis]) -> Option<u128> {
        self.cubes.iter().try_fold(0_u128, |total, cube| {
            let mut sides =
                cube.masks().iter().zip(axes).map(|(&mask, axis)| u128::from(axis.weight_of(mask)));
            total.checked_add(sides.try_fold(1_u128, u128::checked_mul)?)
        })
    }

    /// The plainest observation in it: the one with the fewest axes off their plain cells.
    pub fn plainest(&self, axes: &[Axis]) -> Option<Point> {
        let plainest_cube = self.cubes.iter().min_by_key(|cube| cube.forced_off(axes))?;
        let free = Space::new(axes.to_vec(), Vec::new());
        plainest(&free, plainest_cube, &[], Budget::default()).point()
    }
}
