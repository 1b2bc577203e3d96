//! Generating and proving items: sittings of 50 over everything in the built-in pack, until there are 10,000.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use formcheck_core::quiz::{Plan, Seed, sitting};
use formcheck_core::rulebook::load_mid_back;

const ITEMS: u64 = 10_000;
const A_SITTING: u32 = 50;

fn items(criterion: &mut Criterion) {
    let book = load_mid_back();
    let mut group = criterion.benchmark_group("items");
    group.sample_size(10);
    group.throughput(Throughput::Elements(ITEMS));
    group.bench_function("10,000 made and proved", |bencher| {
        bencher.iter(|| {
            for seed in 0..ITEMS / u64::from(A_SITTING) {
                black_box(sitting(&book, Plan::mixed(&book, A_SITTING), Seed(seed)).expect("enough"));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, items);
criterion_main!(benches);
