//! Axes that are the difference of two others: which cells go together.
//!
//! Bounds on whole numbers and on their differences can be met all at once exactly if no way round through them is shorter
//! than nothing: that is decided by shortest paths over the matrix of bounds (a difference-bound matrix), not by trying
//! numbers. What doesn't go together becomes impossible boxes, so that everything else asks nothing new.

#[cfg(test)]
use super::cells_of;
use super::full_mask;

/// An axis whose numbers are those of one axis less those of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// The difference.
    pub axis: usize,
    /// What is subtracted from.
    pub from: usize,
    /// What is subtracted.
    pub less: usize,
}

/// The most combinations of cells that are looked at in one exercise.
const MOST: usize = 100_000;

/// No bound.
const FREE: i64 = i64::MAX / 4;

/// The boxes of cells that no numbers have, by axis; `spans` gives the numbers of each cell of each axis. None if there are
/// too many combinations to look at.
pub fn impossible_cells(spans: &[Vec<(i32, i32)>], links: &[Link]) -> Option<Vec<Vec<u64>>> {
    let mut left = MOST;
    let mut boxes = Vec::new();
    for group in groups(links) {
        let mut axes: Vec<usize> = group.iter().flat_map(|link| [link.from, link.less]).collect();
        axes.sort_unstable();
        axes.dedup();
        axes.extend(group.iter().map(|link| link.axis));
        let mut walk = CellWalk { spans, group: &group, axes: &axes, left: &mut left, boxes: &mut boxes };
        walk.go(&mut Vec::new())?;
    }
    Some(boxes)
}

/// Numbers within these spans of all axes that go together: the smallest; none if there are none.
pub(crate) fn numbers(within: &[(i32, i32)], links: &[Link]) -> Option<Vec<i32>> {
    let mut numbers: Vec<i32> = within.iter().map(|&(from, _)| from).collect();
    for group in groups(links) {
        let bounds = BoundMatrix::of(&group, &|axis| within[axis])?;
        for (variable, &axis) in bounds.axes.iter().enumerate() {
            numbers[axis] = bounds.smallest(variable)?;
        }
        for link in &group {
            numbers[link.axis] = numbers[link.from] - numbers[link.less];
        }
    }
    Some(numbers)
}

/// The links that hang together, by the axes that they share.
fn groups(links: &[Link]) -> Vec<Vec<Link>> {
    let mut groups: Vec<Vec<Link>> = Vec::new();
    for &link in links {
        let touches =
            |other: &Link| [other.from, other.less].iter().any(|axis| [link.from, link.less].contains(axis));
        let (mut with, without): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(touches));
        let mut joined: Vec<Link> = with.drain(..).flatten().collect();
        joined.push(link);
        groups = without;
        groups.push(joined);
    }
    groups
}

/// Goes through the cells of one group of axes, one axis after the other.
struct CellWalk<'a> {
    spans: &'a [Vec<(i32, i32)>],
    group: &'a [Link],
    axes: &'a [usize],
    left: &'a mut usize,
    boxes: &'a mut Vec<Vec<u64>>,
}

impl CellWalk<'_> {
    /// With these cells of the first axes: adds a box for the cells of the next that don't go with them.
    fn go(&mut self, chosen: &mut Vec<usize>) -> Option<()> {
        let Some(&axis) = self.axes.get(chosen.len()) else { return Some(()) };
        let mut apart = 0_u64;
        for cell in 0..self.spans[axis].len() {
            *self.left = self.left.checked_sub(1)?;
            chosen.push(cell);
            if self.is_possible(chosen) {
                self.go(chosen)?;
            } else {
                apart |= 1 << cell;
            }
            chosen.pop();
        }
        if apart != 0 {
            let mut masks: Vec<u64> = self.spans.iter().map(|cells| full_mask(cells.len())).collect();
            for (&axis, &cell) in self.axes.iter().zip(chosen.iter()) {
                masks[axis] = 1 << cell;
            }
            masks[axis] = apart;
            self.boxes.push(masks);
        }
        Some(())
    }

    fn is_possible(&self, chosen: &[usize]) -> bool {
        let within = |axis: usize| {
            let place = self.axes.iter().position(|&own| own == axis);
            match place.and_then(|place| chosen.get(place)) {
                Some(&cell) => self.spans[axis][cell],
                None => (self.spans[axis][0].0, self.spans[axis][self.spans[axis].len() - 1].1),
            }
        };
        BoundMatrix::of(self.group, &within).is_some()
    }
}

/// Bounds on some numbers and their differences, made as tight as they are.
struct BoundMatrix {
    axes: Vec<usize>,
    /// `reach[i][j]`: number j is at most number i and this; the last one is zero.
    reach: Vec<Vec<i64>>,
}

impl BoundMatrix {
    /// The bounds of a group of links; none if no numbers meet them.
    fn of(group: &[Link], within: &dyn Fn(usize) -> (i32, i32)) -> Option<BoundMatrix> {
        let mut axes: Vec<usize> = group.iter().flat_map(|link| [link.from, link.less]).collect();
        axes.sort_unstable();
        axes.dedup();
        let zero = axes.len();
        let mut reach = vec![vec![FREE; zero + 1]; zero + 1];
        for (at, row) in reach.iter_mut().enumerate() {
            row[at] = 0;
        }
        let mut bound = |low: usize, high: usize, (from, to): (i32, i32)| {
            reach[low][high] = reach[low][high].min(i64::from(to));
            reach[high][low] = reach[high][low].min(-i64::from(from));
        };
        for (variable, &axis) in axes.iter().enumerate() {
            bound(zero, variable, within(axis));
        }
        let variable = |axis: usize| axes.iter().position(|&own| own == axis).unwrap_or(zero);
        for link in group {
            bound(variable(link.less), variable(link.from), within(link.axis));
        }
        for by in 0..=zero {
            for low in 0..=zero {
                for high in 0..=zero {
                    let way = reach[low][by].saturating_add(reach[by][high]);
                    reach[low][high] = reach[low][high].min(way);
                }
            }
        }
        (0..=zero).all(|at| reach[at][at] >= 0).then_some(BoundMatrix { axes, reach })
    }

    /// The smallest number of a variable; all of them together meet the bounds.
    fn smallest(&self, variable: usize) -> Option<i32> {
        i32::try_from(-self.reach[variable][self.axes.len()]).ok()
    }
}

/// The cells of an axis whose numbers lie in a span.
#[cfg(test)]
fn cell_of(cells: &[(i32, i32)], number: i32) -> usize {
    cells.iter().position(|&(from, to)| from <= number && number <= to).expect("cells cover the axis")
}

/// How many cells a mask has, for tests of boxes.
#[cfg(test)]
fn is_in(masks: &[u64], cells: &[usize]) -> bool {
    masks.iter().zip(cells).all(|(&mask, &cell)| cells_of(mask).any(|own| usize::from(own) == cell))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LAST: i32 = 5;

    /// The numbers from the first to the last, cut at some places.
    fn cut(first: i32, last: i32) -> impl Strategy<Value = Vec<(i32, i32)>> {
        prop::collection::btree_set(first + 1..=last, 0..4).prop_map(move |cuts| {
            let starts: Vec<i32> = std::iter::once(first).chain(cuts).collect();
            let ends = starts[1..].iter().map(|next| next - 1).chain([last]);
            starts.iter().copied().zip(ends).collect()
        })
    }

    /// Three numbers, and two or three differences of them: the third closes a circle.
    fn worlds() -> impl Strategy<Value = (Vec<Vec<(i32, i32)>>, Vec<Link>)> {
        let bases = prop::collection::vec(cut(0, LAST), 3);
        let differences = prop::collection::vec(cut(-LAST, LAST), 1..=3);
        (bases, differences).prop_map(|(bases, differences)| {
            let pairs = [(0, 1), (1, 2), (0, 2)];
            let links =
                (0..differences.len()).map(|at| Link { axis: 3 + at, from: pairs[at].0, less: pairs[at].1 });
            let links = links.collect();
            (bases.into_iter().chain(differences).collect(), links)
        })
    }

    proptest! {
        #[test]
        fn cells_are_impossible_that_no_numbers_have((spans, links) in worlds()) {
            let boxes = impossible_cells(&spans, &links).expect("few combinations");
            let mut seen = std::collections::HashSet::new();
            for number in 0..(LAST + 1).pow(3) {
                let side = LAST + 1;
                let mut numbers = vec![number % side, number / side % side, number / side / side];
                for link in &links {
                    numbers.push(numbers[link.from] - numbers[link.less]);
                }
                seen.insert(numbers.iter().zip(&spans).map(|(&one, cells)| cell_of(cells, one)).collect::<Vec<_>>());
            }
            let mut points: Vec<Vec<usize>> = vec![vec![]];
            for cells in &spans {
                points = points.iter().flat_map(|point| (0..cells.len()).map(move |cell| [&point[..], &[cell]].concat())).collect();
            }
            for point in points {
                let is_possible = !boxes.iter().any(|masks| is_in(masks, &point));
                prop_assert_eq!(is_possible, seen.contains(&point), "{:?}", point);
                let within: Vec<(i32, i32)> = point.iter().zip(&spans).map(|(&cell, cells)| cells[cell]).collect();
                let found = numbers(&within, &links);
                prop_assert_eq!(found.is_some(), is_possible);
                if let Some(found) = found {
                    for (number, (from, to)) in found.iter().zip(&within) {
                        prop_assert!(from <= number && number <= to);
                    }
                    for link in &links {
                        prop_assert_eq!(found[link.axis], found[link.from] - found[link.less]);
                    }
                }
            }
        }
    }
}
