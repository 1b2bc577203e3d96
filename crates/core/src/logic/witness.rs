//! Search: is there a point in this box and in none of those? And which is the plainest?
//!
//! Yes-or-no questions about unions of boxes are asked here and not by subtraction: lists of disjoint boxes explode
//! where a search drops what is disjoint, stops where one box covers the rest, and splits only on what still matters.

use super::{Axis, Budget, Cube, Point, Space, cells_of};

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// A point in the box and in none of those to avoid.
    Point(Point),
    /// There is none; that is proved.
    Nothing,
    /// The budget was used up first.
    NotDecided,
}

impl Found {
    /// The point, if one was found.
    pub fn point(self) -> Option<Point> {
        match self {
            Found::Point(point) => Some(point),
            Found::Nothing | Found::NotDecided => None,
        }
    }
}

/// A possible point of `within` that is in none of `avoid`.
pub fn find(space: &Space, within: &Cube, avoid: &[&Cube], budget: Budget) -> Found {
    // Most searches end with the first look: it costs a look at each box, and no memory.
    match guess(space, within, avoid) {
        Guess::Point(point) => return Found::Point(point),
        Guess::Covered => return Found::Nothing,
        Guess::Wrong => {}
    }
    let mut search = Search { space, left: budget.0, spare: usize::MAX };
    search.run(within, avoid)
}

/// The plainest such point: the one with the fewest axes off their plain cells. Exact; of several with the same number
/// it is the same one each time.
pub fn plainest(space: &Space, within: &Cube, avoid: &[&Cube], budget: Budget) -> Found {
    // The first guess leaves plain cells only where it has to.
    match guess(space, within, avoid) {
        Guess::Point(point) => return Found::Point(point),
        Guess::Covered => return Found::Nothing,
        Guess::Wrong => {}
    }
    let mut left = budget.0;
    let any = find(space, within, avoid, budget);
    let Found::Point(_) = any else { return any };
    let forced =
        within.masks().iter().zip(space.axes()).filter(|(mask, axis)| *mask & axis.plain() == 0).count();
    for spare in forced..=space.axes().len() {
        let mut search = Search { space, left, spare };
        match search.run(within, avoid) {
            Found::Nothing => left = search.left,
            found => return found,
        }
    }
    any
}

/// What a first look tells.
enum Guess {
    /// This point is one.
    Point(Point),
    /// One box to avoid holds all of `within`: there is none.
    Covered,
    /// The plainest point of `within` is to be avoided: that tells nothing.
    Wrong,
}

/// Tries the point of `within` that is plain wherever it can be.
fn guess(space: &Space, within: &Cube, avoid: &[&Cube]) -> Guess {
    let cell = |mask: u64, axis: &Axis| {
        let plain = mask & axis.plain();
        (if plain == 0 { mask } else { plain }).trailing_zeros()
    };
    let mut is_wrong = false;
    for cube in avoid.iter().copied().chain(space.impossible()) {
        let axes = cube.masks().iter().zip(within.masks()).zip(space.axes());
        let (mut holds_point, mut holds_all) = (true, true);
        for ((&own, &mask), axis) in axes {
            if mask & !own != 0 {
                holds_all = false;
                if own >> cell(mask, axis) & 1 == 0 {
                    holds_point = false;
                    break;
                }
            }
        }
        if holds_all {
            return Guess::Covered;
        }
        is_wrong |= holds_point;
    }
    if is_wrong {
        return Guess::Wrong;
    }
    let cells = within.masks().iter().zip(space.axes()).map(|(&mask, axis)| cell(mask, axis));
    Guess::Point(Point::new(cells.map(|cell| u8::try_from(cell).expect("a mask has at most 64 cells"))))
}

/// `spare`: how many axes may be off their plain cells.
struct Search<'a> {
    space: &'a Space,
    left: usize,
    spare: usize,
}

impl Search<'_> {
    fn run(&mut self, within: &Cube, avoid: &[&Cube]) -> Found {
        let avoid: Vec<&Cube> = avoid.iter().copied().chain(self.space.impossible()).collect();
        self.solve(within.masks().to_vec(), avoid)
    }

    fn solve(&mut self, mut masks: Vec<u64>, mut avoid: Vec<&Cube>) -> Found {
        if self.left == 0 {
            return Found::NotDecided;
        }
        self.left -= 1;
        loop {
            if !self.stay_plain(&mut masks) {
                return Found::Nothing;
            }
            match propagate(&mut masks, &mut avoid) {
                Propagated::Covered => return Found::Nothing,
                Propagated::Narrowed => {}
                Propagated::Stable => break,
            }
        }
        if avoid.is_empty() {
            return Found::Point(self.pick(&masks));
        }
        self.split(&masks, &avoid)
    }

    /// Once no axis is left to spare, the others keep to their plain cells. False if that can't be.
    fn stay_plain(&self, masks: &mut [u64]) -> bool {
        if self.spare >= masks.len() {
            return true;
        }
        let axes = self.space.axes();
        let off = masks.iter().zip(axes).filter(|(mask, axis)| *mask & axis.plain() == 0).count();
        if off < self.spare {
            return true;
        }
        for (mask, axis) in masks.iter_mut().zip(axes) {
            if *mask & axis.plain() != 0 {
                *mask &= axis.plain();
            }
        }
        off == self.spare
    }

    /// The plain cell of each axis where there is one; the lowest cell.
    fn pick(&self, masks: &[u64]) -> Point {
        Point::new(masks.iter().zip(self.space.axes()).map(|(&mask, axis)| {
            let preferred = if mask & axis.plain() == 0 { mask } else { mask & axis.plain() };
            u8::try_from(preferred.trailing_zeros()).expect("a mask has at most 64 cells")
        }))
    }

    /// Splits the most bound axis into its classes of cells, the class that the fewest boxes hold first.
    fn split(&mut self, masks: &[u64], avoid: &[&Cube]) -> Found {
        let axis = most_bound(masks, avoid);
        let mut classes = classes_on(axis, masks[axis], avoid, self.space.axes()[axis].plain());
        classes.sort_by_key(|class| (class.holders, !class.plain, class.mask.trailing_zeros()));
        let mut verdict = Found::Nothing;
        for class in classes {
            let mut narrowed = masks.to_vec();
            narrowed[axis] = class.mask;
            match self.solve(narrowed, avoid.to_vec()) {
                Found::Nothing => {}
                Found::NotDecided => verdict = Found::NotDecided,
                found @ Found::Point(_) => return found,
            }
        }
        verdict
    }
}

enum Propagated {
    /// A box to avoid covers everything that is left.
    Covered,
    /// A box bound only one axis, whose cells were cut down.
    Narrowed,
    Stable,
}

/// Drops boxes that are disjoint; cuts an axis down where a box binds that axis alone.
fn propagate(masks: &mut [u64], avoid: &mut Vec<&Cube>) -> Propagated {
    let mut narrowed = false;
    let mut covered = false;
    avoid.retain(|cube| {
        if covered {
            return true;
        }
        let mut bound = None;
        let mut bound_axes = 0;
        for (axis, (&mask, &other)) in masks.iter().zip(cube.masks()).enumerate() {
            if mask & other == 0 {
                return false;
            }
            if mask & !other != 0 {
                bound_axes += 1;
                bound = Some((axis, other));
            }
        }
        match bound {
            None => covered = true,
            Some((axis, other)) if bound_axes == 1 => {
                masks[axis] &= !other;
                narrowed = true;
                return false;
            }
            Some(_) => {}
        }
        true
    });
    match (covered, narrowed) {
        (true, _) => Propagated::Covered,
        (false, true) => Propagated::Narrowed,
        (false, false) => Propagated::Stable,
    }
}

fn most_bound(masks: &[u64], avoid: &[&Cube]) -> usize {
    let bound = |axis: usize| avoid.iter().filter(|cube| masks[axis] & !cube.masks()[axis] != 0).count();
    (0..masks.len()).max_by_key(|&axis| (bound(axis), std::cmp::Reverse(axis))).expect("a space has an axis")
}

/// Cells that no box to avoid tells apart.
struct Class {
    mask: u64,
    holders: usize,
    plain: bool,
}

fn classes_on(axis: usize, mask: u64, avoid: &[&Cube], plain: u64) -> Vec<Class> {
    let mut sets = vec![mask & plain, mask & !plain];
    for cube in avoid {
        let other = cube.masks()[axis];
        sets = sets.into_iter().flat_map(|set| [set & other, set & !other]).filter(|&set| set != 0).collect();
    }
    let holders = |set: u64| avoid.iter().filter(|cube| cube.masks()[axis] & set != 0).count();
    let of = |set: u64| Class { mask: set, holders: holders(set), plain: set & plain != 0 };
    sets.into_iter().filter(|&set| set != 0).map(of).collect()
}

/// The classes of cells of one axis that none of `cubes` tells apart.
pub(super) fn classes(axis: usize, mask: u64, cubes: &[&Cube]) -> Vec<u64> {
    let mut sets: Vec<u64> = classes_on(axis, mask, cubes, 0).into_iter().map(|class| class.mask).collect();
    sets.sort_unstable_by_key(|set| cells_of(*set).next());
    sets
}
