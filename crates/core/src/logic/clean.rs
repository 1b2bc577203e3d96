//! What is clean where more is good in some cases, or other things are: a union of boxes.
//!
//! A case holds in a box. Where it holds, an axis may have more good cells (they add to those it has anyway), or others (they
//! take their place). Every point then has its own good cells on each axis; it is clean if all of its cells are among them.

use super::Cube;

/// The most boxes that the cases of one exercise may come to.
pub const MOST_CLEAN_BOXES: usize = 64;

/// Good and fair cells of the axes, where a condition holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CleanBox {
    /// Where this holds, by axis.
    pub given: Vec<u64>,
    /// The good cells there, by axis.
    pub good: Vec<u64>,
    /// The tolerated cells, the same in every case; some of them may be good there.
    pub tolerated: Vec<u64>,
}

/// A case in which other cells are good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoodCase {
    /// Where it holds, by axis.
    pub given: Vec<u64>,
    /// The axes with good cells of their own there.
    pub good: Vec<(usize, u64)>,
    /// Whether these take the place of the others; else they add to them.
    pub instead: bool,
}

/// The clean boxes of a base with cases; they may overlap, and each point lies in the one that says all that is good for it.
/// Cases that stand in place of others are taken first, in order. None if there are more than [`MOST_CLEAN_BOXES`].
pub fn clean_boxes(base: CleanBox, cases: &[GoodCase]) -> Option<Vec<CleanBox>> {
    let mut boxes = vec![base];
    for case in cases.iter().filter(|case| case.instead) {
        boxes = boxes.into_iter().flat_map(|one| one.split(case)).collect();
        if boxes.len() > MOST_CLEAN_BOXES {
            return None;
        }
    }
    for case in cases.iter().filter(|case| !case.instead) {
        let more: Vec<CleanBox> = boxes.iter().filter_map(|one| one.with(case)).collect();
        boxes.extend(more);
        boxes = without_covered(boxes);
        if boxes.len() > MOST_CLEAN_BOXES {
            return None;
        }
    }
    Some(boxes)
}

impl CleanBox {
    /// The clean points of it; none if nothing is left.
    pub fn clean(&self) -> Option<Cube> {
        Cube::from_masks(self.given.iter().zip(&self.good).map(|(given, good)| given & good))
    }

    /// The clean and the tolerated points of it.
    pub fn fair(&self) -> Option<Cube> {
        Cube::from_masks(self.given.iter().enumerate().map(|(axis, given)| given & self.fair_on(axis)))
    }

    /// The good and the tolerated cells of an axis.
    pub fn fair_on(&self, axis: usize) -> u64 {
        self.good[axis] | self.tolerated[axis]
    }

    /// The points of it with these cells on the axes that are shown and good ones on all others.
    pub fn shown(&self, shown: &[(usize, u64)]) -> Option<Cube> {
        let mut masks = self.good.clone();
        for &(axis, cells) in shown {
            masks[axis] = cells;
        }
        Cube::from_masks(self.given.iter().zip(&masks).map(|(given, mask)| given & mask))
    }

    /// Where it holds, with good cells on these axes and any on all others.
    pub fn good_on(&self, axes: &[usize]) -> Option<Cube> {
        Cube::from_masks(
            self.given
                .iter()
                .enumerate()
                .map(|(axis, given)| if axes.contains(&axis) { given & self.good[axis] } else { *given }),
        )
    }

    /// With what the case adds, where it holds; none if it holds nowhere here.
    fn with(&self, case: &GoodCase) -> Option<CleanBox> {
        let mut one = self.clone();
        one.given = both(&self.given, &case.given)?;
        for &(axis, cells) in &case.good {
            one.good[axis] |= cells;
        }
        Some(one)
    }

    /// What the case says where it holds, and this where it doesn't.
    fn split(&self, case: &GoodCase) -> Vec<CleanBox> {
        let Some(given) = both(&self.given, &case.given) else { return vec![self.clone()] };
        let mut parts = Vec::new();
        let mut rest = self.given.clone();
        for axis in 0..rest.len() {
            let outside = rest[axis] & !case.given[axis];
            if outside != 0 {
                let mut masks = rest.clone();
                masks[axis] = outside;
                parts.push(CleanBox { given: masks, ..self.clone() });
            }
            rest[axis] &= case.given[axis];
        }
        let mut inside = CleanBox { given, ..self.clone() };
        for &(axis, cells) in &case.good {
            inside.good[axis] = cells;
        }
        parts.push(inside);
        parts
    }

    fn holds(&self, other: &CleanBox) -> bool {
        let within = |a: &[u64], b: &[u64]| a.iter().zip(b).all(|(a, b)| b & !a == 0);
        within(&self.given, &other.given) && within(&self.good, &other.good)
    }
}

fn both(a: &[u64], b: &[u64]) -> Option<Vec<u64>> {
    let masks: Vec<u64> = a.iter().zip(b).map(|(a, b)| a & b).collect();
    masks.iter().all(|&mask| mask != 0).then_some(masks)
}

fn without_covered(boxes: Vec<CleanBox>) -> Vec<CleanBox> {
    let mut kept: Vec<CleanBox> = Vec::with_capacity(boxes.len());
    for one in boxes {
        if kept.iter().any(|other| other.holds(&one)) {
            continue;
        }
        kept.retain(|other| !one.holds(other));
        kept.push(one);
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AXES: usize = 3;
    const FULL: u64 = 0b1111;

    fn masks() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec(prop_oneof![2 => Just(FULL), 3 => 1..=FULL], AXES)
    }

    fn case() -> impl Strategy<Value = GoodCase> {
        let good = prop::collection::vec((0..AXES, 1..=FULL), 1..3);
        (masks(), good, any::<bool>()).prop_map(|(given, mut good, instead)| {
            good.sort_unstable_by_key(|(axis, _)| *axis);
            good.dedup_by_key(|(axis, _)| *axis);
            GoodCase { given, good, instead }
        })
    }

    fn is_in(masks: &[u64], point: &[usize]) -> bool {
        masks.iter().zip(point).all(|(mask, cell)| mask >> cell & 1 == 1)
    }

    /// The good cells for a point, read naively: the last case that stands in place of others, then what is added.
    fn good(base: &[u64], cases: &[GoodCase], point: &[usize]) -> Vec<u64> {
        let mut good = base.to_vec();
        let holding: Vec<&GoodCase> = cases.iter().filter(|case| is_in(&case.given, point)).collect();
        for case in holding.iter().filter(|case| case.instead) {
            case.good.iter().for_each(|&(axis, cells)| good[axis] = cells);
        }
        for case in holding.iter().filter(|case| !case.instead) {
            case.good.iter().for_each(|&(axis, cells)| good[axis] |= cells);
        }
        good
    }

    proptest! {
        #[test]
        fn clean_boxes_are_what_each_point_calls_good(
            base in masks(),
            loose in masks(),
            cases in prop::collection::vec(case(), 0..4),
            shown in prop::option::of((0..AXES, 0_usize..4)),
        ) {
            let whole = CleanBox { given: vec![FULL; AXES], good: base.clone(), tolerated: loose.clone() };
            let boxes = clean_boxes(whole, &cases).expect("few boxes");
            for number in 0..64_usize {
                let point = [number % 4, number / 4 % 4, number / 16];
                let own = good(&base, &cases, &point);
                let cell = crate::logic::Point::new(point.map(|cell| u8::try_from(cell).unwrap()));
                let holds = |cube: Option<Cube>| cube.is_some_and(|cube| cube.contains(&cell));
                prop_assert_eq!(boxes.iter().any(|one| holds(one.clean())), is_in(&own, &point));
                // What is tolerated is so in every case.
                let own_fair: Vec<u64> = own.iter().zip(&loose).map(|(own, loose)| own | loose).collect();
                prop_assert_eq!(boxes.iter().any(|one| holds(one.fair())), is_in(&own_fair, &point));
                if let Some((axis, wanted)) = shown {
                    let fits = point[axis] == wanted
                        && (0..AXES).all(|other| other == axis || own[other] >> point[other] & 1 == 1);
                    prop_assert_eq!(boxes.iter().any(|one| holds(one.shown(&[(axis, 1 << wanted)]))), fits);
                }
            }
        }
    }
}
