//! The joint space of two versions of one exercise: the signs that either observes, with the values that either knows,
//! cut where a condition of either tells values apart; and each version's rules as boxes in it.
//!
//! Must not know what is compared, or how the result is shown.

use std::collections::{BTreeMap, HashMap};

use formcheck_core::logic::{
    Axis, CleanBox, Cube, Link, MOST_CELLS, Point, clean_boxes, full_mask, impossible_cells,
};
use formcheck_core::rulebook::{
    Clause, Domain, Exercise, ExerciseIx, Grid, Id, MistakeIx, Observation, Observed, Rulebook, Sign, SignIx,
    Value, ValueSet, When, good_cases,
};

/// One version of an exercise.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) ix: ExerciseIx,
}

impl<'a> Side<'a> {
    pub(super) fn exercise(self) -> &'a Exercise {
        &self.book[self.ix]
    }

    fn observed(self, id: &str) -> Option<(&'a Sign, &'a Observed)> {
        let found = self.exercise().signs.iter().find(|observed| self.book[observed.sign].id == *id)?;
        Some((&self.book[found.sign], found))
    }

    /// Every condition of this version that decides something.
    fn whens(self) -> impl Iterator<Item = &'a When> {
        let rules = self.exercise().mistakes.iter().map(move |counted| &self.book[counted.mistake].when);
        let cases = self.exercise().fine.iter().map(|case| &case.when);
        rules.chain(self.exercise().impossible.iter().map(|pair| &pair.when)).chain(cases)
    }
}

/// A value by its name, or whole numbers that nothing tells apart.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Atom {
    Named(Id),
    Span(i32, i32),
}

impl Atom {
    fn weight(&self) -> u64 {
        match self {
            Atom::Named(_) => 1,
            Atom::Span(from, to) => u64::from(from.abs_diff(*to)) + 1,
        }
    }
}

/// One sign in the joint space.
pub(super) struct JointAxis<'a> {
    pub(super) sign: Id,
    pub(super) old: Option<(&'a Sign, &'a Observed)>,
    pub(super) new: Option<(&'a Sign, &'a Observed)>,
    /// All values, in order.
    pub(super) atoms: Vec<Atom>,
    /// For each cell its atoms: no condition of either side tells them apart.
    cells: Vec<Vec<usize>>,
}

/// What one version says, as boxes of the joint space.
#[derive(Default)]
pub(super) struct Mapped {
    pub(super) rules: BTreeMap<Id, Vec<Cube>>,
    pub(super) impossible: Vec<Cube>,
    /// Every sign good for a rep like that.
    pub(super) clean: Vec<Cube>,
    /// Every sign good or tolerated.
    pub(super) fair: Vec<Cube>,
}

/// The joint space.
pub(super) struct Joint<'a> {
    pub(super) axes: Vec<JointAxis<'a>>,
    pub(super) logic: Vec<Axis>,
    pub(super) old: Mapped,
    pub(super) new: Mapped,
    /// Whether each combination of values is one rep: not where one sign is the difference of two others.
    pub(super) is_countable: bool,
}

/// More values are told apart than an axis can hold: nothing is counted.
pub(super) struct TooFine;

impl<'a> Joint<'a> {
    /// The joint space of one or two versions. A version that is absent says nothing.
    pub(super) fn of(old: Option<Side<'a>>, new: Option<Side<'a>>) -> Result<Joint<'a>, TooFine> {
        let mut axes: Vec<JointAxis<'a>> =
            sign_ids(old, new).into_iter().map(|sign| JointAxis::of(sign, old, new)).collect();
        let links = links(&axes, old, new)?;
        // Bounds on differences are decided interval by interval.
        let linked: Vec<usize> = links.iter().flat_map(|link| [link.axis, link.from, link.less]).collect();
        for &axis in &linked {
            axes[axis].cells = (0..axes[axis].atoms.len()).map(|atom| vec![atom]).collect();
        }
        // Numbers of two grids are not each other's.
        let has_one_grid = |axis: &JointAxis<'_>| match (axis.old, axis.new) {
            (Some((old, _)), Some((new, _))) => grid_of(old) == grid_of(new),
            _ => true,
        };
        if axes.iter().any(|axis| axis.cells.len() > MOST_CELLS) || !axes.iter().all(has_one_grid) {
            return Err(TooFine);
        }
        let map = |side: Option<Side<'a>>, is_new| {
            side.map_or_else(Mapped::default, |side| Mapped::of(side, is_new, &axes))
        };
        let (mut old, mut new) = (map(old, false), map(new, true));
        if !links.is_empty() {
            let spans: Vec<Vec<(i32, i32)>> = axes.iter().map(JointAxis::spans).collect();
            let apart = impossible_cells(&spans, &links).ok_or(TooFine)?;
            let apart: Vec<Cube> = apart.into_iter().filter_map(Cube::from_masks).collect();
            old.impossible.extend(apart.iter().cloned());
            new.impossible.extend(apart);
        }
        let logic = axes.iter().map(JointAxis::logic).collect();
        Ok(Joint { axes, logic, old, new, is_countable: links.is_empty() })
    }

    /// The value of each sign at a point: of each cell the first.
    pub(super) fn values(&self, point: &Point) -> Vec<&Atom> {
        let first = |(axis, &cell): (&'_ JointAxis<'a>, &u8)| axis.cells[usize::from(cell)][0];
        let axes = self.axes.iter().zip(point.cells());
        axes.map(|(axis, cell)| &axis.atoms[first((axis, cell))]).collect()
    }

    /// The rep at a point as one version would observe it; none if that version has no such value.
    pub(super) fn observation(&self, side: Side<'_>, point: &Point) -> Option<Observation> {
        let values = self.values(point);
        let of = |observed: &Observed| {
            let sign = &side.book[observed.sign];
            let place = self.axes.iter().position(|axis| axis.sign == sign.id)?;
            match (values[place], &sign.domain) {
                (Atom::Named(name), Domain::Named(_)) => sign.value(name.as_str()),
                (Atom::Span(from, _), Domain::Range { .. }) => {
                    Some(Value(*from)).filter(|value| sign.all().contains(*value))
                }
                (Atom::Named(_), Domain::Range { .. }) | (Atom::Span(..), Domain::Named(_)) => None,
            }
        };
        let whole: Option<Vec<Value>> = side.exercise().signs.iter().map(of).collect();
        whole.map(Observation::whole)
    }
}

/// Which axes are differences of which; too fine where the versions don't agree on that.
fn links(axes: &[JointAxis<'_>], old: Option<Side<'_>>, new: Option<Side<'_>>) -> Result<Vec<Link>, TooFine> {
    let axis_of = |id: &Id| axes.iter().position(|axis| axis.sign == *id);
    let mut links = Vec::new();
    for (place, axis) in axes.iter().enumerate() {
        let of = |side: Option<Side<'_>>, version: Option<(&Sign, &Observed)>| {
            let (side, (sign, _)) = (side?, version?);
            Some(sign.difference.map(|parts| parts.map(|part| axis_of(&side.book[part].id))))
        };
        let (before, now) = (of(old, axis.old), of(new, axis.new));
        if before.is_some() && now.is_some() && before != now {
            return Err(TooFine);
        }
        if let Some([Some(from), Some(less)]) = now.or(before).flatten() {
            links.push(Link { axis: place, from, less });
        }
    }
    Ok(links)
}

fn grid_of(sign: &Sign) -> Option<Grid> {
    match &sign.domain {
        Domain::Range { grid, .. } => Some(*grid),
        Domain::Named(_) => None,
    }
}

/// The new version's signs in its order, then those that only the old one observes.
fn sign_ids(old: Option<Side<'_>>, new: Option<Side<'_>>) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for side in [new, old].into_iter().flatten() {
        for observed in &side.exercise().signs {
            let id = &side.book[observed.sign].id;
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }
    ids
}

impl<'a> JointAxis<'a> {
    fn of(id: Id, old: Option<Side<'a>>, new: Option<Side<'a>>) -> JointAxis<'a> {
        let seen = |side: Option<Side<'a>>| side.and_then(|side| side.observed(id.as_str()));
        let mut sets: Vec<(&'a Sign, ValueSet)> = Vec::new();
        for side in [new, old].into_iter().flatten() {
            let Some((sign, observed)) = side.observed(id.as_str()) else { continue };
            sets.extend([&observed.good, &observed.tolerated].map(|set| (sign, set.clone())));
            sets.push((sign, observed.good.union(&observed.tolerated)));
            let cases = side.exercise().fine.iter().filter_map(|case| case.good_of(observed.sign));
            sets.extend(cases.map(|set| (sign, set.clone())));
            let tests = side.whens().flatten().flat_map(|clause| &clause.tests);
            let tests = tests.filter(|test| test.sign == observed.sign);
            sets.extend(tests.map(|test| (sign, test.values.clone())));
        }
        let signs: Vec<&Sign> = [seen(new), seen(old)].into_iter().flatten().map(|(sign, _)| sign).collect();
        let atoms = atoms(&signs, &sets);
        let mut cells = cells(&atoms, &signs, &sets);
        if let Some((sign, observed)) = seen(old) {
            // Of several plain cells a witness takes the first: one that was good before, too, tells less.
            cells.sort_by_key(|cell| !holds(sign, &observed.good, &atoms[cell[0]]));
        }
        JointAxis { old: seen(old), new: seen(new), sign: id, atoms, cells }
    }

    /// The axis for the engine; what is plain is good in the new version, else in the old one.
    fn logic(&self) -> Axis {
        let weight = |cell: &Vec<usize>| cell.iter().map(|&atom| self.atoms[atom].weight()).sum();
        let plain = self.new.or(self.old).map_or(0, |(sign, observed)| self.mask(sign, &observed.good));
        Axis::new(self.cells.iter().map(weight).collect(), plain)
    }

    /// The cells that `set`, a condition on this sign as one version has it, holds for.
    fn mask(&self, sign: &Sign, set: &ValueSet) -> u64 {
        let holds = |cell: &Vec<usize>| holds(sign, set, &self.atoms[cell[0]]);
        self.cells.iter().enumerate().filter(|(_, cell)| holds(cell)).fold(0, |mask, (at, _)| mask | 1 << at)
    }

    /// The values of the cells in `mask`.
    pub(super) fn held(&self, mask: u64) -> impl Iterator<Item = &Atom> {
        let cells = self.cells.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1);
        cells.flat_map(|(_, cell)| cell.iter().map(|&atom| &self.atoms[atom]))
    }

    /// Which share of the sign's values the cells in `mask` are.
    #[expect(clippy::cast_precision_loss, reason = "only to tell which of two is the smaller")]
    pub(super) fn share(&self, mask: u64) -> f64 {
        let all: u64 = self.atoms.iter().map(Atom::weight).sum();
        let held: u64 = self.held(mask).map(Atom::weight).sum();
        held as f64 / all.max(1) as f64
    }

    /// The numbers of each cell, where it has some.
    fn spans(&self) -> Vec<(i32, i32)> {
        let span = |cell: &Vec<usize>| match &self.atoms[cell[0]] {
            Atom::Span(from, to) => (*from, *to),
            Atom::Named(_) => (0, 0),
        };
        self.cells.iter().map(span).collect()
    }

    fn full(&self) -> u64 {
        full_mask(self.cells.len())
    }
}

/// Whether a condition of one version holds for a value, be it one that this version knows or not. A condition that
/// holds for every value of its own version asks nothing, so it holds for any other too.
pub(super) fn holds(sign: &Sign, set: &ValueSet, atom: &Atom) -> bool {
    if *set == sign.all() {
        return true;
    }
    match (atom, &sign.domain) {
        (Atom::Named(name), Domain::Named(_)) => {
            sign.value(name.as_str()).is_some_and(|value| set.contains(value))
        }
        (Atom::Span(from, _), Domain::Range { .. }) => set.contains(Value(*from)),
        (Atom::Named(_), Domain::Range { .. }) | (Atom::Span(..), Domain::Named(_)) => false,
    }
}

/// Whether a version has this value.
pub(super) fn knows(sign: &Sign, atom: &Atom) -> bool {
    match (atom, &sign.domain) {
        (Atom::Named(name), Domain::Named(_)) => sign.value(name.as_str()).is_some(),
        (Atom::Span(from, _), Domain::Range { .. }) => sign.all().contains(Value(*from)),
        (Atom::Named(_), Domain::Range { .. }) | (Atom::Span(..), Domain::Named(_)) => false,
    }
}

/// The values of all versions: names, then numbers cut at every bound.
fn atoms(signs: &[&Sign], sets: &[(&Sign, ValueSet)]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut cuts: Vec<i64> = Vec::new();
    for sign in signs {
        match &sign.domain {
            Domain::Named(values) => {
                for value in values {
                    let atom = Atom::Named(value.name.clone());
                    if !atoms.contains(&atom) {
                        atoms.push(atom);
                    }
                }
            }
            Domain::Range { from, to, .. } => cuts.extend([i64::from(*from), i64::from(*to) + 1]),
        }
    }
    let ranged = sets.iter().filter(|(sign, _)| matches!(sign.domain, Domain::Range { .. }));
    for (from, to) in ranged.flat_map(|(_, set)| set.spans()) {
        cuts.extend([i64::from(*from), i64::from(*to) + 1]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let within = |from: i32| signs.iter().any(|sign| knows(sign, &Atom::Span(from, from)));
    for pair in cuts.windows(2) {
        let (Ok(from), Ok(to)) = (i32::try_from(pair[0]), i32::try_from(pair[1] - 1)) else { continue };
        if within(from) {
            atoms.push(Atom::Span(from, to));
        }
    }
    atoms
}

/// Joins values that no version tells apart.
fn cells(atoms: &[Atom], signs: &[&Sign], sets: &[(&Sign, ValueSet)]) -> Vec<Vec<usize>> {
    let mut by_signature: HashMap<Vec<bool>, usize> = HashMap::new();
    let mut cells: Vec<Vec<usize>> = Vec::new();
    for (number, atom) in atoms.iter().enumerate() {
        let known = signs.iter().map(|sign| knows(sign, atom));
        let signature = known.chain(sets.iter().map(|(sign, set)| holds(sign, set, atom))).collect();
        let cell = *by_signature.entry(signature).or_insert(cells.len());
        if cell == cells.len() {
            cells.push(Vec::new());
        }
        cells[cell].push(number);
    }
    cells
}

impl Mapped {
    fn of(side: Side<'_>, is_new: bool, axes: &[JointAxis<'_>]) -> Mapped {
        let seen = |axis: &JointAxis<'_>| if is_new { axis.new.is_some() } else { axis.old.is_some() };
        let clause_cube = |clause: &Clause| {
            Cube::from_masks(axes.iter().map(|axis| {
                let test = clause.tests.iter().find(|test| side.book[test.sign].id == axis.sign);
                let test = test.filter(|_| seen(axis));
                test.map_or(axis.full(), |test| axis.mask(&side.book[test.sign], &test.values))
            }))
        };
        let boxes = |when: &When| -> Vec<Cube> { when.iter().filter_map(clause_cube).collect() };
        let masks = |pick: &dyn Fn(&Observed) -> ValueSet| -> Vec<u64> {
            axes.iter()
                .map(|axis| {
                    let here = if is_new { axis.new } else { axis.old };
                    here.map_or(axis.full(), |(sign, observed)| axis.mask(sign, &pick(observed)))
                })
                .collect()
        };
        let base = CleanBox {
            given: axes.iter().map(JointAxis::full).collect(),
            good: masks(&|observed| observed.good.clone()),
            tolerated: Vec::new(),
        };
        // Good or tolerated asks nothing together where the version has no other value, of a value that it doesn't know too.
        let fair = masks(&|observed| observed.good.union(&observed.tolerated));
        let tolerated = fair.iter().zip(&base.good).map(|(fair, good)| fair & !good).collect();
        let base = CleanBox { tolerated, ..base };
        let rule = |mistake: MistakeIx| {
            let mistake = &side.book[mistake];
            (mistake.id.clone(), boxes(&mistake.when))
        };
        let exercise = side.exercise();
        let own_axis = |sign: SignIx| axes.iter().position(|axis| side.book[sign].id == axis.sign);
        let cells = |sign: SignIx, set: &ValueSet| {
            let place = own_axis(sign)?;
            Some((place, axes[place].mask(&side.book[sign], set)))
        };
        let cases = good_cases(exercise, cells, clause_cube);
        // The version's own space has as many clean boxes, and was loaded.
        let cases = clean_boxes(base, &cases).unwrap_or_default();
        Mapped {
            rules: exercise.mistakes.iter().map(|counted| rule(counted.mistake)).collect(),
            impossible: exercise.impossible.iter().flat_map(|pair| boxes(&pair.when)).collect(),
            clean: cases.iter().filter_map(CleanBox::clean).collect(),
            fair: cases.iter().filter_map(CleanBox::fair).collect(),
        }
    }

    /// The boxes of a mistake; none if it does not count in this version.
    pub(super) fn rule(&self, id: &Id) -> &[Cube] {
        self.rules.get(id).map_or(&[], Vec::as_slice)
    }
}
