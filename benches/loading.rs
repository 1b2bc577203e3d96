//! Loading: the built-in pack; and 2,000 exercise files of about 60 lines, against what one thread needs to parse them
//! with `toml` and serde into plain tables.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use formcheck::rulebook::load;
use formcheck::rulebook::source::{built_in, in_memory};
use serde::Deserialize;

const FILES: usize = 2_000;

/// An exercise file as serde sees it: what a program without diagnostics would read.
#[derive(Deserialize)]
#[expect(dead_code, reason = "it is only read")]
struct Plain {
    name: String,
    aliases: Option<Vec<String>>,
    tags: Option<Vec<String>>,
    equipment: Option<Vec<String>>,
    muscles: BTreeMap<String, Vec<String>>,
    reps: BTreeMap<String, toml::Value>,
    sources: Vec<String>,
    assumption: Option<String>,
    mistakes: Vec<String>,
    step: Vec<BTreeMap<String, toml::Value>>,
    good: Option<BTreeMap<String, toml::Value>>,
    tolerated: Option<BTreeMap<String, toml::Value>>,
    because: Option<BTreeMap<String, String>>,
    mistake: Option<BTreeMap<String, BTreeMap<String, toml::Value>>>,
    example: Option<Vec<BTreeMap<String, toml::Value>>>,
}

/// About 60 lines: the seal row, cut down, with ids of its own.
fn files() -> Vec<(String, String)> {
    let whole = include_str!("../rules/exercises/seal-row.toml");
    let cut = whole.find("[because]").expect("a table");
    let own = whole.find("[mistake.seal-bench-too-low]").expect("a table");
    let end = whole.find("[reword.felt-in-lower-back]").expect("a table");
    let base = format!(
        "{}{}[[example]]\nrep = {{ momentum = \"slight\" }}\nexpect = [\"any-cheat\"]\n",
        &whole[..cut],
        &whole[own..end]
    );
    (0..FILES)
        .map(|number| {
            let text = base
                .replace("seal-bench-too-low", &format!("bench-too-low-{number}"))
                .replace("Seal row", &format!("Row {number}"));
            (format!("rules/exercises/row-{number}.toml"), text)
        })
        .collect()
}

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("loading");
    group.sample_size(20);
    group.bench_function("the built-in pack", |bencher| bencher.iter(|| black_box(load(vec![built_in()]))));

    let files = files();
    println!("{} lines a file", files[0].1.lines().count());
    let built_in = built_in();
    let shared: Vec<(String, String)> = built_in
        .files
        .iter()
        .filter(|file| !file.path.starts_with("rules/exercises/") && !file.path.starts_with("quizzes/"))
        .map(|file| (file.path.clone(), file.text.clone().expect("text").into_owned()))
        .collect();
    let all = || in_memory(shared.iter().chain(&files).map(|(path, text)| (path.as_str(), text.as_str())));
    let loaded = load(vec![all()]);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics.first());
    assert_eq!(loaded.draft.exercises.len(), FILES);
    group.bench_function("2,000 files", |bencher| {
        bencher.iter_batched(all, |pack| black_box(load(vec![pack])), criterion::BatchSize::PerIteration);
    });
    group.bench_function("2,000 files with toml and serde, one thread", |bencher| {
        bencher.iter(|| {
            for (_, text) in &files {
                black_box(toml::from_str::<Plain>(text).expect("an exercise file"));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
