//! Unions of boxes: the meaning of a condition, as disjoint boxes. Exact or over budget, never a guess.
//!
//! Subtraction makes lists of boxes that can explode, so operations that subtract take a budget. Yes-or-no questions
//! go through the search for a witness instead.

use rand::Rng;

use super::{Budget, Cube, Found, Point, Space, cells_of, find, plainest};

/// Disjoint boxes: a set of observations, possible or not.
#[derive(Clone, Debug, Default)]
pub struct Region {
    cubes: Vec<Cube>,
}

/// The budget was used up: the answer is "not decided" or "not counted".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OverBudget;

impl Region {
    /// Nothing.
    pub fn empty() -> Region {
        Region::default()
    }

    /// One box.
    pub fn of(cube: Cube) -> Region {
        Region { cubes: vec![cube] }
    }

    /// The union of boxes that may overlap.
    pub fn of_union(cubes: &[Cube], budget: Budget) -> Result<Region, OverBudget> {
        let mut whole = Region::empty();
        for cube in cubes {
            whole = whole.union(&Region::of(cube.clone()), budget)?;
        }
        Ok(whole)
    }

    /// The disjoint boxes.
    pub fn cubes(&self) -> &[Cube] {
        &self.cubes
    }

    /// What is in both.
    pub fn intersect(&self, other: &Region, budget: Budget) -> Result<Region, OverBudget> {
        let mut cubes = Vec::new();
        for a in &self.cubes {
            cubes.extend(other.cubes.iter().filter_map(|b| a.intersect(b)));
            if cubes.len() > budget.0 {
                return Err(OverBudget);
            }
        }
        Ok(Region { cubes })
    }

    /// What is in this region and not in `other`.
    pub fn minus(&self, other: &Region, budget: Budget) -> Result<Region, OverBudget> {
        self.minus_cubes(&other.cubes, budget)
    }

    /// What is in this region and in none of `cubes`, which may overlap.
    pub fn minus_cubes(&self, cubes: &[Cube], budget: Budget) -> Result<Region, OverBudget> {
        let mut rest = self.cubes.clone();
        for cube in cubes {
            rest = rest.iter().flat_map(|piece| piece.minus(cube)).collect();
            if rest.len() > budget.0 {
                return Err(OverBudget);
            }
        }
        Ok(Region { cubes: rest })
    }

    /// What is in either.
    pub fn union(&self, other: &Region, budget: Budget) -> Result<Region, OverBudget> {
        let mut more = other.minus(self, budget)?;
        let mut cubes = self.cubes.clone();
        cubes.append(&mut more.cubes);
        Ok(Region { cubes })
    }

    /// Whether the point is in it.
    pub fn contains(&self, point: &Point) -> bool {
        self.cubes.iter().any(|cube| cube.contains(point))
    }

    /// Whether no possible observation is in it.
    pub fn is_empty(&self, space: &Space, budget: Budget) -> Result<bool, OverBudget> {
        self.covered_by(space, &[], budget)
    }

    /// Whether every possible observation in it is in one of `cubes`, which may overlap.
    pub fn covered_by(&self, space: &Space, cubes: &[Cube], budget: Budget) -> Result<bool, OverBudget> {
        let avoid: Vec<&Cube> = cubes.iter().collect();
        for cube in &self.cubes {
            match find(space, cube, &avoid, budget) {
                Found::Nothing => {}
                Found::Point(_) => return Ok(false),
                Found::NotDecided => return Err(OverBudget),
            }
        }
        Ok(true)
    }

    /// Whether both hold the same possible observations.
    pub fn equals(&self, other: &Region, space: &Space, budget: Budget) -> Result<bool, OverBudget> {
        Ok(self.covered_by(space, &other.cubes, budget)? && other.covered_by(space, &self.cubes, budget)?)
    }

    /// How many possible observations it holds, each cell counted as often as it has values. Exact.
    pub fn count(&self, space: &Space, budget: Budget) -> Result<u128, OverBudget> {
        let possible = self.minus_cubes(space.impossible(), budget)?;
        let mut total = 0_u128;
        for cube in &possible.cubes {
            total = total.checked_add(volume(space, cube).ok_or(OverBudget)?).ok_or(OverBudget)?;
        }
        Ok(total)
    }

    /// A possible observation drawn evenly (each cell as often as it has values); none if the region is empty.
    pub fn sample<R: Rng + ?Sized>(
        &self,
        space: &Space,
        rng: &mut R,
        budget: Budget,
    ) -> Result<Option<Point>, OverBudget> {
        let possible = self.minus_cubes(space.impossible(), budget)?;
        let total = possible.count(space, budget)?;
        if total == 0 {
            return Ok(None);
        }
        let mut ticket = below(rng, total);
        for cube in &possible.cubes {
            let size = volume(space, cube).ok_or(OverBudget)?;
            if ticket < size {
                return Ok(Some(nth(space, cube, ticket)));
            }
            ticket -= size;
        }
        Ok(None)
    }

    /// The plainest possible observation in it: the one with the fewest axes off their plain cells.
    pub fn witness(&self, space: &Space, budget: Budget) -> Found {
        let off = |point: &Point| {
            point
                .cells()
                .iter()
                .zip(space.axes())
                .filter(|(cell, axis)| axis.plain() >> **cell & 1 == 0)
                .count()
        };
        let mut best: Option<Point> = None;
        for cube in &self.cubes {
            match plainest(space, cube, &[], budget) {
                Found::Point(point) if best.as_ref().is_none_or(|best| off(&point) < off(best)) => {
                    best = Some(point);
                }
                Found::NotDecided => return Found::NotDecided,
                Found::Point(_) | Found::Nothing => {}
            }
        }
        best.map_or(Found::Nothing, Found::Point)
    }
}

/// How many observations a box holds, possible or not; none past `u128`.
fn volume(space: &Space, cube: &Cube) -> Option<u128> {
    cube.masks()
        .iter()
        .zip(space.axes())
        .try_fold(1_u128, |product, (&mask, axis)| product.checked_mul(u128::from(axis.weight_of(mask))))
}

/// The observation of number `ticket` in a box, counting by values.
fn nth(space: &Space, cube: &Cube, mut ticket: u128) -> Point {
    Point::new(cube.masks().iter().zip(space.axes()).map(|(&mask, axis)| {
        let size = u128::from(axis.weight_of(mask));
        let mut value = ticket % size;
        ticket /= size;
        for cell in cells_of(mask) {
            let weight = u128::from(axis.weight(cell));
            if value < weight {
                return cell;
            }
            value -= weight;
        }
        unreachable!("a ticket below the weight of a mask falls into one of its cells")
    }))
}

/// A number below `bound`, each equally likely. Written out here, by rejection, so that a seed gives the same numbers
/// whatever the version of `rand`.
pub fn below<R: Rng + ?Sized>(rng: &mut R, bound: u128) -> u128 {
    assert!(bound > 0, "there is no number below 0");
    let bits = 128 - (bound - 1).leading_zeros();
    loop {
        let drawn = if bits <= 64 {
            u128::from(rng.next_u64()) & ((1_u128 << bits) - 1)
        } else {
            let high = u128::from(rng.next_u64()) << 64;
            let mask = if bits == 128 { u128::MAX } else { (1_u128 << bits) - 1 };
            (high | u128::from(rng.next_u64())) & mask
        };
        if drawn < bound {
            return drawn;
        }
    }
}
