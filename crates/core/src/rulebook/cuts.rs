//! How one sign of an exercise is cut into cells: named values one each, ranges where conditions tell numbers apart.

use super::{Domain, Exercise, Rulebook, SignIx, Value, ValueSet};
use crate::logic::{cells_of, full_mask};

/// How one sign is cut into cells.
#[derive(Clone, Debug)]
pub(super) struct Cuts {
    /// The first value of each cell, ascending.
    starts: Vec<i32>,
    /// The last value of the last cell.
    last: i32,
    /// The cell of each value from the first on, where the domain is small enough for a table.
    table: Vec<u8>,
}

/// Domains up to this size get a look-up table.
const MOST_TABLED: i64 = 4096;

impl Cuts {
    pub(super) fn of(
        rulebook: &Rulebook,
        exercise: &Exercise,
        place: usize,
        exact: &[(SignIx, Value)],
    ) -> Cuts {
        let observed = &exercise.signs[place];
        let sign = &rulebook[observed.sign];
        let all = sign.all();
        let (first, last) = (all.spans()[0].0, all.spans()[all.spans().len() - 1].1);
        let starts = match sign.domain {
            Domain::Named(_) => (first..=last).collect(),
            Domain::Range { .. } => {
                let mut starts = vec![first];
                let mut cut = |set: &ValueSet| {
                    for &(from, to) in set.spans() {
                        starts.extend([Some(from), to.checked_add(1)].into_iter().flatten());
                    }
                };
                cut(&observed.good);
                cut(&observed.tolerated);
                for &(_, value) in exact.iter().filter(|(sign, _)| *sign == observed.sign) {
                    cut(&ValueSet::one(value));
                }
                for set in exercise.fine.iter().filter_map(|case| case.good_of(observed.sign)) {
                    cut(set);
                }
                let whens = exercise
                    .mistakes
                    .iter()
                    .map(|counted| &rulebook[counted.mistake].when)
                    .chain(exercise.impossible.iter().chain(&exercise.unlikely).map(|pair| &pair.when))
                    .chain(exercise.fine.iter().map(|case| &case.when))
                    .chain(exercise.mistakes.iter().flat_map(|counted| {
                        rulebook[counted.mistake].worse.iter().map(|degree| &degree.when)
                    }));
                for test in whens.flatten().flat_map(|clause| &clause.tests) {
                    if test.sign == observed.sign {
                        cut(&test.values);
                    }
                }
                starts.retain(|&start| first <= start && start <= last);
                starts.sort_unstable();
                starts.dedup();
                starts
            }
        };
        let mut cuts = Cuts { starts, last, table: Vec::new() };
        if i64::from(last) - i64::from(first) < MOST_TABLED {
            cuts.table = (first..=last).map(|value| cuts.search(value)).collect();
        }
        cuts
    }

    /// How many cells there are; more than [`crate::logic::MOST_CELLS`] are too many.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    fn search(&self, value: i32) -> u8 {
        let cell = self.starts.partition_point(|&start| start <= value).saturating_sub(1);
        u8::try_from(cell).unwrap_or(u8::MAX)
    }

    pub(super) fn cell(&self, value: Value) -> u8 {
        let from_first = i64::from(value.0) - i64::from(self.starts[0]);
        usize::try_from(from_first)
            .ok()
            .and_then(|offset| self.table.get(offset).copied())
            .unwrap_or_else(|| self.search(value.0))
    }

    pub(super) fn span(&self, cell: u8) -> (i32, i32) {
        let cell = usize::from(cell);
        let to = self.starts.get(cell + 1).map_or(self.last, |next| next - 1);
        (self.starts[cell], to)
    }

    pub(super) fn values(&self, cell: u8) -> ValueSet {
        let (from, to) = self.span(cell);
        ValueSet::span(from, to)
    }

    pub(super) fn full(&self) -> u64 {
        full_mask(self.starts.len())
    }

    /// The cells that hold a value of `set`. Conditions are cut along their bounds, so such a cell lies wholly in it.
    pub(super) fn mask(&self, set: &ValueSet) -> u64 {
        cells_of(self.full())
            .filter(|&cell| {
                let (from, to) = self.span(cell);
                set.spans().iter().any(|&(a, b)| a <= to && from <= b)
            })
            .fold(0, |mask, cell| mask | 1 << cell)
    }

    pub(super) fn weights(&self) -> Vec<u64> {
        cells_of(self.full())
            .map(|cell| {
                let (from, to) = self.span(cell);
                u64::from(to.abs_diff(from)) + 1
            })
            .collect()
    }
}
