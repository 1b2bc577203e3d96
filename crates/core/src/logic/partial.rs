//! Three-valued checks: what is sure when only some axes were seen, what would settle the rest, and what to ask next.
//!
//! What was seen is a box: one cell on an axis that was seen, all cells on one that was not.

use std::cmp::Ordering;

use super::witness::classes;
use super::{Budget, Cube, Found, Space, find};

/// How a rule stands, given what was seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It fires for every possible completion.
    Certain,
    /// It fires for some and not for others.
    Possible,
    /// It fires for none.
    RuledOut,
    /// The budget was used up first.
    NotDecided,
}

/// How `rule`, a union of boxes, stands given what was seen. If nothing possible was seen, every rule is ruled out.
pub fn standing(space: &Space, seen: &Cube, rule: &[Cube], budget: Budget) -> Standing {
    // Nearly always a look at the masks decides; what is impossible, or several boxes together, takes a search.
    if space.impossible().iter().all(|cube| cube.is_disjoint(seen)) {
        let mut touching = rule.iter().filter(|clause| !clause.is_disjoint(seen));
        match (touching.next(), touching.next()) {
            (None, _) => return Standing::RuledOut,
            (Some(only), None) => {
                return if only.covers(seen) { Standing::Certain } else { Standing::Possible };
            }
            (Some(_), Some(_)) if rule.iter().any(|clause| clause.covers(seen)) => return Standing::Certain,
            (Some(_), Some(_)) => {}
        }
    }
    let mut fires = Found::Nothing;
    for clause in rule.iter().filter_map(|clause| clause.intersect(seen)) {
        match find(space, &clause, &[], budget) {
            Found::Nothing => {}
            Found::NotDecided => fires = Found::NotDecided,
            found @ Found::Point(_) => {
                fires = found;
                break;
            }
        }
    }
    match fires {
        Found::Nothing => return Standing::RuledOut,
        Found::NotDecided => return Standing::NotDecided,
        Found::Point(_) => {}
    }
    let rule: Vec<&Cube> = rule.iter().collect();
    match find(space, seen, &rule, budget) {
        Found::Point(_) => Standing::Possible,
        Found::Nothing => Standing::Certain,
        Found::NotDecided => Standing::NotDecided,
    }
}

/// The impossible box that what was seen lies in; none if something of it is possible. Where only several boxes
/// together rule it out, the first of them that touches it.
pub(crate) fn blocked_by(space: &Space, seen: &Cube, budget: Budget) -> Option<usize> {
    if find(space, seen, &[], budget) != Found::Nothing {
        return None;
    }
    let whole = space.impossible().iter().position(|cube| cube.covers(seen));
    whole.or_else(|| space.impossible().iter().position(|cube| !cube.is_disjoint(seen)))
}

/// The fewest axes whose cells, whatever they turn out to be, settle a rule that is open; the first in axis order of
/// several such sets. None if the budget was used up.
pub(crate) fn fewest_to_settle(
    space: &Space,
    seen: &Cube,
    rule: &[Cube],
    budget: Budget,
) -> Option<Vec<usize>> {
    let touching: Vec<&Cube> =
        rule.iter().chain(space.impossible()).filter(|cube| !cube.is_disjoint(seen)).collect();
    let axes: Vec<usize> = (0..space.axes().len())
        .filter(|&axis| touching.iter().any(|cube| seen.masks()[axis] & !cube.masks()[axis] != 0))
        .collect();
    let mut left = budget.0;
    for size in 0..=axes.len() {
        let mut chosen = Vec::with_capacity(size);
        match settle_with(space, seen, rule, &touching, &axes, size, &mut chosen, &mut left) {
            Tried::Settles => return Some(chosen),
            Tried::Open => {}
            Tried::OverBudget => return None,
        }
    }
    None
}

enum Tried {
    Settles,
    Open,
    OverBudget,
}

/// Tries to add `more` of `axes` to those chosen, in order; leaves them in `chosen` when they settle the rule.
#[expect(clippy::too_many_arguments, reason = "the state of one recursion, nowhere else of use")]
fn settle_with(
    space: &Space,
    seen: &Cube,
    rule: &[Cube],
    touching: &[&Cube],
    axes: &[usize],
    more: usize,
    chosen: &mut Vec<usize>,
    left: &mut usize,
) -> Tried {
    if more == 0 {
        return settles(space, seen, rule, touching, chosen, left);
    }
    for (place, &axis) in axes.iter().enumerate() {
        chosen.push(axis);
        match settle_with(space, seen, rule, touching, &axes[place + 1..], more - 1, chosen, left) {
            Tried::Open => {}
            tried => return tried,
        }
        chosen.pop();
    }
    Tried::Open
}

/// Whether the rule is settled for every way the chosen axes can turn out.
fn settles(
    space: &Space,
    seen: &Cube,
    rule: &[Cube],
    touching: &[&Cube],
    chosen: &[usize],
    left: &mut usize,
) -> Tried {
    if *left == 0 {
        return Tried::OverBudget;
    }
    *left -= 1;
    let Some((&axis, rest)) = chosen.split_first() else {
        return match standing(space, seen, rule, Budget(*left)) {
            Standing::Possible => Tried::Open,
            Standing::NotDecided => Tried::OverBudget,
            Standing::Certain | Standing::RuledOut => Tried::Settles,
        };
    };
    for class in classes(axis, seen.masks()[axis], touching) {
        let Some(narrowed) = seen.narrowed(axis, class) else { continue };
        match settles(space, &narrowed, rule, touching, rest, left) {
            Tried::Settles => {}
            tried => return tried,
        }
    }
    Tried::Settles
}

/// How well knowing an axis would split what is still open: over the axis' cells that are still possible, the average
/// number of rules that stay open, each cell counting the same. Smaller is better.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    /// The axis.
    pub axis: usize,
    open: u64,
    cells: u64,
}

impl Split {
    /// The average.
    #[expect(clippy::cast_precision_loss, reason = "rules and cells are few")]
    pub fn average(&self) -> f64 {
        self.open as f64 / self.cells as f64
    }

    /// Whether knowing the axis would settle none of so many rules, however it turns out.
    pub fn leaves_open(&self, rules: usize) -> bool {
        self.open == self.cells * rules as u64
    }

    /// Compares the averages, exactly.
    pub fn compare(&self, other: &Split) -> Ordering {
        (self.open * other.cells).cmp(&(other.open * self.cells))
    }
}

/// The split of every axis not seen that could change how one of the `open` rules stands, in axis order. Rules whose
/// standing is not decided count as open.
pub fn splits(space: &Space, seen: &Cube, open: &[&[Cube]], budget: Budget) -> Vec<Split> {
    let cubes: Vec<&Cube> = open
        .iter()
        .flat_map(|rule| rule.iter())
        .chain(space.impossible())
        .filter(|cube| !cube.is_disjoint(seen))
        .collect();
    let tells = |axis: usize| cubes.iter().any(|cube| seen.masks()[axis] & !cube.masks()[axis] != 0);
    (0..space.axes().len())
        .filter(|&axis| seen.masks()[axis].count_ones() > 1 && tells(axis))
        .filter_map(|axis| split(space, seen, open, &cubes, axis, budget))
        .collect()
}

fn split(
    space: &Space,
    seen: &Cube,
    open: &[&[Cube]],
    cubes: &[&Cube],
    axis: usize,
    budget: Budget,
) -> Option<Split> {
    let mut split = Split { axis, open: 0, cells: 0 };
    for class in classes(axis, seen.masks()[axis], cubes) {
        let narrowed = seen.narrowed(axis, class)?;
        if find(space, &narrowed, &[], budget) == Found::Nothing {
            continue;
        }
        let still = open
            .iter()
            .filter(|rule| {
                matches!(standing(space, &narrowed, rule, budget), Standing::Possible | Standing::NotDecided)
            })
            .count();
        let cells = u64::from(class.count_ones());
        split.cells += cells;
        split.open += cells * still as u64;
    }
    (split.cells > 0).then_some(split)
}
