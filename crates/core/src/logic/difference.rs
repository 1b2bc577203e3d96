//! What one set of observations has and another hasn't: witnessed by search, counted by subtraction.

use super::{Axis, Budget, Cube, Found, OverBudget, Point, Region, SearchSteps, Space, find, plainest};

/// The observations in some boxes, which may overlap, less what is impossible.
#[derive(Clone, Copy, Debug)]
pub struct PossibleSet<'a> {
    /// The boxes.
    pub boxes: &'a [Cube],
    /// What is impossible.
    pub impossible: &'a [Cube],
}

/// What the searches for the plainest observation of one set may take together, and each of them at least.
const SEARCH: (usize, usize) = (50_000, 500);

impl PossibleSet<'_> {
    /// The plainest observation of this set that is not in `other`. Whether there is one is exact; with very many boxes
    /// it may not be the plainest.
    pub fn plainest_outside(self, other: PossibleSet<'_>, axes: &[Axis]) -> Found {
        let space = Space::new(axes.to_vec(), self.impossible.to_vec());
        let avoid: Vec<&Cube> = other.boxes.iter().collect();
        let only_possible_here = self.only_possible_here(other);
        let back = only_possible_here
            .iter()
            .flat_map(|part| self.boxes.iter().filter_map(|cube| cube.intersect(part)));
        let mut searches: Vec<(Cube, &[&Cube])> =
            self.boxes.iter().map(|cube| (cube.clone(), &*avoid)).collect();
        searches.extend(back.map(|cube| (cube, &[] as &[&Cube])));
        searches.sort_by_key(|(within, _)| within.forced_off(axes));
        let budget = Budget((SEARCH.0 / searches.len().max(1)).max(SEARCH.1));
        let mut best: Option<(usize, Point)> = None;
        let mut open = Vec::new();
        for (within, avoid) in &searches {
            let least = within.forced_off(axes);
            if best.as_ref().is_some_and(|(off, _)| *off <= least) {
                break;
            }
            match plainest(&space, within, avoid, budget) {
                Found::Point(point) => {
                    let off = point.cube().forced_off(axes);
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

    /// What is in this set and not in `other`.
    pub fn outside(self, other: PossibleSet<'_>, steps: &mut SearchSteps) -> Result<Region, OverBudget> {
        let own = Region::of_union(self.boxes, steps)?.minus(self.impossible, steps)?;
        let only_possible_here = Region::of_union(&self.only_possible_here(other), steps)?;
        let mut outside = own.intersect(&only_possible_here, steps)?;
        outside.add(own.minus(other.boxes, steps)?);
        Ok(outside)
    }

    /// Where `other` would hold, were it not impossible there. Nothing where this set has the same box impossible.
    fn only_possible_here(self, other: PossibleSet<'_>) -> Vec<Cube> {
        let only_there = other.impossible.iter().filter(|cube| !self.impossible.contains(cube));
        only_there.flat_map(|cube| other.boxes.iter().filter_map(|held| held.intersect(cube))).collect()
    }
}
