//! Matching an observation whose values are interned: 60 mistakes over 20 signs, against a loop over bit sets written by
//! hand for just these rules.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use formcheck_core::logic::{Axis, Cube, Fired, Matcher, Space};
use formcheck_core::quiz::{Chance, Seed};

const SIGNS: usize = 20;
const VALUES: usize = 4;
const MISTAKES: usize = 60;
const OBSERVATIONS: usize = 4096;

/// Rules of one to three signs, one to two clauses: as coaches write them.
fn rules(chance: &mut Chance) -> Vec<Vec<Cube>> {
    let clause = |chance: &mut Chance| {
        let mut masks = vec![(1_u64 << VALUES) - 1; SIGNS];
        for _ in 0..=chance.below(3) {
            let place = chance.below(SIGNS);
            masks[place] = 1 + chance.below((1 << VALUES) - 2) as u64;
        }
        Cube::from_masks(masks).expect("no mask is empty")
    };
    (0..MISTAKES).map(|_| (0..=chance.below(2)).map(|_| clause(chance)).collect()).collect()
}

/// The hand-written form: for each sign and value the clauses that allow it, two words wide.
struct ByHand {
    table: Vec<[[u64; 2]; VALUES]>,
    /// For each clause its mistake.
    mistake: Vec<u8>,
    all: [u64; 2],
}

impl ByHand {
    fn new(rules: &[Vec<Cube>]) -> ByHand {
        let clauses: Vec<(usize, &Cube)> = rules
            .iter()
            .enumerate()
            .flat_map(|(rule, cubes)| cubes.iter().map(move |cube| (rule, cube)))
            .collect();
        let mut table = vec![[[0; 2]; VALUES]; SIGNS];
        let mut all = [0; 2];
        for (at, (_, cube)) in clauses.iter().enumerate() {
            all[at / 64] |= 1 << (at % 64);
            for (place, mask) in cube.masks().iter().enumerate() {
                for (value, words) in table[place].iter_mut().enumerate() {
                    words[at / 64] |= (mask >> value & 1) << (at % 64);
                }
            }
        }
        let mistake = clauses.iter().map(|(rule, _)| u8::try_from(*rule).expect("60 rules")).collect();
        ByHand { table, mistake, all }
    }

    fn fired(&self, cells: &[u8]) -> u64 {
        let mut left = self.all;
        for (words, &cell) in self.table.iter().zip(cells) {
            let allowed = words[usize::from(cell)];
            left[0] &= allowed[0];
            left[1] &= allowed[1];
        }
        let mut fired = 0;
        for (word, mut bits) in left.into_iter().enumerate() {
            while bits != 0 {
                fired |= 1 << self.mistake[word * 64 + bits.trailing_zeros() as usize];
                bits &= bits - 1;
            }
        }
        fired
    }
}

fn matching(criterion: &mut Criterion) {
    let mut chance = Chance::from_seed(Seed(60));
    let rules = rules(&mut chance);
    let axes = (0..SIGNS).map(|_| Axis::new(vec![1; VALUES], 1)).collect();
    let matcher = Matcher::new(&Space::new(axes, Vec::new()), &rules);
    let by_hand = ByHand::new(&rules);
    let observations: Vec<Vec<u8>> = (0..OBSERVATIONS)
        .map(|_| (0..SIGNS).map(|_| u8::try_from(chance.below(VALUES)).expect("small")).collect())
        .collect();
    let mut fired = Fired::default();
    for cells in &observations {
        matcher.match_into(cells, &mut fired);
        assert_eq!(fired.words()[0], by_hand.fired(cells), "both say the same");
    }
    let mut group = criterion.benchmark_group("matching");
    group.throughput(Throughput::Elements(OBSERVATIONS as u64));
    group.bench_function("matcher", |bencher| {
        bencher.iter(|| {
            for cells in &observations {
                matcher.match_into(black_box(cells), &mut fired);
                black_box(&fired);
            }
        });
    });
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| {
            for cells in &observations {
                black_box(by_hand.fired(black_box(cells)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
