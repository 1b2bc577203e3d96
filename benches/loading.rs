//! Loading: the built-in pack; and 2,000 exercise files of about 60 lines, against what one thread needs to parse them
//! with `toml` and serde into plain tables.

mod common;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use formcheck_core::rulebook::load;
use formcheck_core::rulebook::source::{built_in, in_memory};

const FILES: usize = 2_000;

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("loading");
    group.sample_size(20);
    group.bench_function("the built-in packs", |bencher| bencher.iter(|| black_box(load(built_in()))));

    let (shared, files) = (common::shared(), common::exercises(FILES));
    println!("{} lines a file", files[0].1.lines().count());
    let all = || in_memory(shared.iter().chain(&files).map(|(path, text)| (path.as_str(), text.as_str())));
    let loaded = load(vec![all()]);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics.first());
    assert_eq!(loaded.draft.exercises.len(), FILES);
    group.bench_function("2,000 files", |bencher| {
        bencher.iter_batched(all, |pack| black_box(load(vec![pack])), criterion::BatchSize::PerIteration);
    });
    group.bench_function("2,000 files with toml and serde, one thread", |bencher| {
        bencher.iter(|| files.iter().for_each(|(_, text)| common::parse(text)));
    });
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
