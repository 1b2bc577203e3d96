//! Where a change lies: the plainest conditions that all of its reps meet, and how many reps meet them. A share told of those
//! is exact, however loosely the conditions fit.

use super::joint::{Atom, Joint, JointAxis, knows};
use super::{Among, Condition, signs};
use formcheck_core::logic::{Cube, OverBudget, Region, SearchSteps};
use formcheck_core::rulebook::words::{or_list, says};
use formcheck_core::rulebook::{Sign, Value, ValueSet};

/// As many conditions as can be taken in at once: those that leave least.
const MOST_CONDITIONS: usize = 3;

/// The conditions that all of these boxes meet, and how many reps do that are not in `never`.
pub(super) fn among(
    joint: &Joint<'_>,
    boxes: &[Cube],
    never: &[Cube],
    steps: &mut SearchSteps,
) -> Result<Option<Among>, OverBudget> {
    let mut hull = vec![0; joint.axes.len()];
    for cube in boxes {
        hull.iter_mut().zip(cube.masks()).for_each(|(all, one)| *all |= one);
    }
    let mut narrow: Vec<usize> = (0..hull.len()).filter(|&at| hull[at] != joint.logic[at].full()).collect();
    narrow.sort_by(|&a, &b| joint.axes[a].share(hull[a]).total_cmp(&joint.axes[b].share(hull[b])));
    narrow.truncate(MOST_CONDITIONS);
    narrow.sort_unstable();
    let masks = hull.iter().enumerate().map(
        |(at, &mask)| {
            if narrow.contains(&at) { mask } else { joint.logic[at].full() }
        },
    );
    let Some(cube) = Cube::from_masks(masks) else { return Ok(None) };
    let reps = Region::of(cube).minus(never, steps)?.count(&joint.logic);
    let conditions = narrow.iter().map(|&at| condition(&joint.axes[at], hull[at])).collect();
    Ok(reps.map(|reps| Among { conditions, reps }))
}

fn condition(axis: &JointAxis<'_>, mask: u64) -> Condition {
    let held: Vec<&Atom> = axis.held(mask).collect();
    let values = signs::values(axis, |atom| held.contains(&atom));
    // A version says it in its own words, if it has all of these values and others besides.
    let said = [axis.new, axis.old].into_iter().flatten().find_map(|(sign, _)| {
        let set = held.iter().try_fold(ValueSet::empty(), |set, atom| Some(set.union(&set_of(sign, atom)?)));
        set.filter(|set| *set != sign.all()).map(|set| says(sign, &set))
    });
    let says = said.unwrap_or_else(|| format!("{} is {}", axis.sign, or_list(&values)));
    Condition { sign: axis.sign.clone(), values, says }
}

fn set_of(sign: &Sign, atom: &Atom) -> Option<ValueSet> {
    match atom {
        Atom::Named(name) => sign.value(name.as_str()).map(ValueSet::one),
        Atom::Span(from, to) => {
            (knows(sign, atom) && sign.all().contains(Value(*to))).then(|| ValueSet::span(*from, *to))
        }
    }
}
