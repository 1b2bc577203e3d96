//! What one version's boxes hold and another's don't: counted by subtraction within a budget, witnessed by search.
//!
//! Boxes and spaces only. Must not know names, signs or words.

use formcheck_core::logic::{Axis, Budget, Cube, Found, OverBudget, Point, Space, find, plainest};

/// A set of reps as one version has it: boxes, less what it calls impossible.
#[derive(Clone, Copy)]
pub(super) struct Fires<'a> {
    pub(super) boxes: &'a [Cube],
    pub(super) impossible: &'a [Cube],
}

/// What the searches for the plainest rep of one set may take together, and each of them at least.
const SEARCH: (usize, usize) = (50_000, 500);

impl Fires<'_> {
    /// The plainest rep of this set that is not in `other`. Whether there is one is exact; with very many boxes it may
    /// not be the plainest.
    pub(super) fn plainest_outside(self, other: Fires<'_>, axes: &[Axis]) -> Found {
        let space = Space::new(axes.to_vec(), self.impossible.to_vec());
        let avoid: Vec<&Cube> = other.boxes.iter().collect();
        let let_off = self.let_off(other);
        let back = let_off.iter().flat_map(|part| self.boxes.iter().filter_map(|cube| cube.intersect(part)));
        let mut looks: Vec<(Cube, &[&Cube])> =
            self.boxes.iter().map(|cube| (cube.clone(), &*avoid)).collect();
        looks.extend(back.map(|cube| (cube, &[] as &[&Cube])));
        looks.sort_by_key(|(within, _)| forced_off(axes, within));
        let budget = Budget((SEARCH.0 / looks.len().max(1)).max(SEARCH.1));
        let mut best: Option<(usize, Point)> = None;
        let mut open = Vec::new();
        for (within, avoid) in &looks {
            let least = forced_off(axes, within);
            if best.as_ref().is_some_and(|(off, _)| *off <= least) {
                break;
            }
            match plainest(&space, within, avoid, budget) {
                Found::Point(point) => {
                    let off = off(axes, &point);
                    if best.as_ref().is_none_or(|(fewest, _)| off < *fewest) {
                        best = Some((off, point));
                    }
                }
                Found::NotDecided => open.push((within, avoid)),
                Found::Nothing => {}
            }
        }
        if let Some((_, point)) = best {
            return Found::Point(point);
        }
        let found = open.iter().map(|(within, avoid)| find(&space, within, avoid, Budget::default()));
        found.fold(Found::Nothing, |so_far, found| match (&so_far, &found) {
            (Found::Point(_), _) | (Found::NotDecided, Found::Nothing) => so_far,
            _ => found,
        })
    }

    /// Where `other` would hold, were it not impossible there. Nothing where this version calls the same impossible.
    fn let_off(self, other: Fires<'_>) -> Vec<Cube> {
        let only_there = other.impossible.iter().filter(|cube| !self.impossible.contains(cube));
        only_there.flat_map(|cube| other.boxes.iter().filter_map(|fires| fires.intersect(cube))).collect()
    }
}

/// How many axes are off their plain cells.
fn off(axes: &[Axis], point: &Point) -> usize {
    forced_off(axes, &point.cube())
}

/// On how many axes a box has no plain cell.
fn forced_off(axes: &[Axis], cube: &Cube) -> usize {
    cube.masks().iter().zip(axes).filter(|(mask, axis)| *mask & axis.plain() == 0).count()
}

/// Disjoint boxes.
pub(super) type Boxes = Vec<Cube>;

/// Steps of subtraction that one exercise may take, and one question of it. Coaches' files take a few hundred; the most
/// takes a fraction of a second.
const STEPS: (usize, usize) = (2_000_000, 400_000);

/// Subtracts boxes, and stops where that takes too long.
pub(super) struct Counter {
    pool: usize,
    left: usize,
}

impl Counter {
    pub(super) fn new() -> Counter {
        Counter { pool: STEPS.0, left: 0 }
    }

    /// Runs one question within its share of what is left.
    pub(super) fn ask<T>(&mut self, ask: impl FnOnce(&mut Counter) -> Result<T, OverBudget>) -> Option<T> {
        let share = self.pool.min(STEPS.1);
        self.left = share;
        let answer = ask(self).ok();
        self.pool -= share - self.left;
        answer
    }

    /// What is in `own` and not in `other`.
    pub(super) fn outside(&mut self, own: Fires<'_>, other: Fires<'_>) -> Result<Boxes, OverBudget> {
        let boxes = self.disjoint(own.boxes)?;
        let own_boxes = self.minus(boxes, own.impossible)?;
        let let_off = self.disjoint(&own.let_off(other))?;
        let mut outside = self.both(&own_boxes, &let_off)?;
        outside.extend(self.minus(own_boxes, other.boxes)?);
        Ok(outside)
    }

    /// What is in `from`, disjoint boxes, and in none of `less`, which may overlap.
    pub(super) fn minus(&mut self, from: Boxes, less: &[Cube]) -> Result<Boxes, OverBudget> {
        let mut rest = from;
        for cube in less {
            let mut next = Vec::with_capacity(rest.len());
            for piece in rest {
                self.step()?;
                if piece.is_disjoint(cube) {
                    next.push(piece);
                } else {
                    next.extend(piece.minus(cube));
                }
            }
            rest = next;
        }
        Ok(rest)
    }

    /// The union of boxes that may overlap.
    pub(super) fn disjoint(&mut self, cubes: &[Cube]) -> Result<Boxes, OverBudget> {
        let mut all = Vec::new();
        for (number, cube) in cubes.iter().enumerate() {
            all.extend(self.minus(vec![cube.clone()], &cubes[..number])?);
        }
        Ok(all)
    }

    /// What is in both; disjoint if both lists are.
    pub(super) fn both(&mut self, a: &[Cube], b: &[Cube]) -> Result<Boxes, OverBudget> {
        let mut both = Vec::new();
        for cube in a {
            for other in b {
                self.step()?;
                both.extend(cube.intersect(other));
            }
        }
        Ok(both)
    }

    fn step(&mut self) -> Result<(), OverBudget> {
        self.left = self.left.checked_sub(1).ok_or(OverBudget)?;
        Ok(())
    }
}

/// How many reps disjoint boxes hold; none past `u128`.
pub(super) fn count(boxes: &[Cube], axes: &[Axis]) -> Option<u128> {
    boxes.iter().try_fold(0_u128, |total, cube| {
        let mut sides = cube.masks().iter().zip(axes).map(|(&mask, axis)| u128::from(axis.weight_of(mask)));
        total.checked_add(sides.try_fold(1_u128, u128::checked_mul)?)
    })
}

/// The plainest rep of disjoint boxes, all of them possible.
pub(super) fn plainest_of(boxes: &[Cube], axes: &[Axis]) -> Option<Point> {
    let plainest_box = boxes.iter().min_by_key(|cube| forced_off(axes, cube))?;
    let free = Space::new(axes.to_vec(), Vec::new());
    plainest(&free, plainest_box, &[], Budget::default()).point()
}
