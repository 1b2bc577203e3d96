//! The compiled form of many rules: for each axis and cell a row of bits, one a clause; an AND of the rows of a point
//! leaves the clauses that hold. One look-up an axis, whatever the number of rules up to a machine word.

use super::{Cube, Point, Space};

/// Rules compiled for matching whole observations.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// Words in a row.
    words: usize,
    /// Where the rows of each axis start.
    starts: Vec<usize>,
    /// All rows, `words` a cell. Bit `r` of a row is the first clause of rule `r`; behind those come the further
    /// clauses, then the impossible boxes.
    rows: Vec<u64>,
    rules: usize,
    /// Which rule the clause behind the first `rules` ones belongs to; none for an impossible box.
    owners: Vec<Option<usize>>,
}

/// The rules that fire for one observation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fired {
    words: Vec<u64>,
    impossible: bool,
}

impl Fired {
    /// Whether the rule fires.
    pub fn has(&self, rule: usize) -> bool {
        self.words.get(rule / 64).is_some_and(|word| word >> (rule % 64) & 1 == 1)
    }

    /// The rules that fire, ascending.
    pub fn rules(&self) -> impl Iterator<Item = usize> + '_ {
        self.words
            .iter()
            .enumerate()
            .flat_map(|(place, &word)| super::cells_of(word).map(move |bit| place * 64 + usize::from(bit)))
    }

    /// Whether no rule fires.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Whether the observation is an impossible one.
    pub fn impossible(&self) -> bool {
        self.impossible
    }

    /// The rules as bits: bit `r % 64` of word `r / 64`.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}

impl Matcher {
    /// Compiles `rules`, each a union of boxes, and the impossible boxes of `space`.
    pub fn new(space: &Space, rules: &[Vec<Cube>]) -> Matcher {
        let mut clauses: Vec<Option<&Cube>> = rules.iter().map(|rule| rule.first()).collect();
        let mut owners = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            for clause in rule.iter().skip(1) {
                clauses.push(Some(clause));
                owners.push(Some(number));
            }
        }
        for cube in space.impossible() {
            clauses.push(Some(cube));
            owners.push(None);
        }
        let words = clauses.len().div_ceil(64).max(1);
        let mut starts = Vec::with_capacity(space.axes().len());
        let mut rows = Vec::new();
        for (number, axis) in space.axes().iter().enumerate() {
            starts.push(rows.len());
            for cell in 0..axis.cells() {
                let from = rows.len();
                rows.resize(from + words, 0);
                for (bit, clause) in clauses.iter().enumerate() {
                    if clause.is_some_and(|clause| clause.masks()[number] >> cell & 1 == 1) {
                        rows[from + bit / 64] |= 1 << (bit % 64);
                    }
                }
            }
        }
        Matcher { words, starts, rows, rules: rules.len(), owners }
    }

    /// The rules that fire for a point.
    pub fn fired(&self, point: &Point) -> Fired {
        let mut fired = Fired::default();
        self.match_into(point.cells(), &mut fired);
        fired
    }

    /// The rules that fire for the observation with these cells, one an axis. `out` is overwritten, so that matching
    /// many observations allocates once.
    ///
    /// # Panics
    /// If a cell is not one of its axis' cells.
    pub fn match_into(&self, cells: &[u8], out: &mut Fired) {
        match self.words {
            1 => self.run::<1>(cells, out),
            2 => self.run::<2>(cells, out),
            3 => self.run::<3>(cells, out),
            4 => self.run::<4>(cells, out),
            _ => self.run_wide(cells, out),
        }
    }

    #[inline]
    fn run<const WORDS: usize>(&self, cells: &[u8], out: &mut Fired) {
        let mut held = [u64::MAX; WORDS];
        for (&start, &cell) in self.starts.iter().zip(cells) {
            let from = start + usize::from(cell) * WORDS;
            let row = &self.rows[from..from + WORDS];
            for (held, row) in held.iter_mut().zip(row) {
                *held &= row;
            }
        }
        self.fold(&held, out);
    }

    fn run_wide(&self, cells: &[u8], out: &mut Fired) {
        let mut held = vec![u64::MAX; self.words];
        for (&start, &cell) in self.starts.iter().zip(cells) {
            let from = start + usize::from(cell) * self.words;
            for (held, row) in held.iter_mut().zip(&self.rows[from..from + self.words]) {
                *held &= row;
            }
        }
        self.fold(&held, out);
    }

    /// First clauses stand in the rules' own bits; whatever else held is added to its rule.
    #[inline]
    fn fold(&self, held: &[u64], out: &mut Fired) {
        out.words.clear();
        out.words.extend_from_slice(held);
        out.impossible = false;
        if self.owners.is_empty() {
            return;
        }
        let clauses = self.rules + self.owners.len();
        let first = self.rules / 64;
        for (place, &held) in held.iter().enumerate().skip(first) {
            let own = if place == first { (1_u64 << (self.rules % 64)) - 1 } else { 0 };
            let mut more = held & !own;
            out.words[place] &= own;
            while more != 0 {
                let clause = place * 64 + more.trailing_zeros() as usize;
                more &= more - 1;
                debug_assert!(clause < clauses, "rows have no bit behind the last clause");
                match self.owners[clause - self.rules] {
                    Some(rule) => out.words[rule / 64] |= 1 << (rule % 64),
                    None => out.impossible = true,
                }
            }
        }
    }
}
