//! How long the figure takes: all frames of a rep, and one frame of it in the cells of a full screen, which has 16 ms for all
//! that it shows.

use criterion::{Criterion, criterion_group, criterion_main};
use formcheck_core::figure::{Cells, Look, Motion, picture};
use formcheck_core::rulebook::{Named, load_built_in};

fn painting(bench: &mut Criterion) {
    let book = load_built_in();
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Sign(shape)) = book.find("lumbar-shape") else { panic!("no sign") };
    let shown = [(shape, book[shape].value("rounded").expect("a value"))];
    bench.bench_function("a rep", |bench| bench.iter(|| Motion::of(&book, row, &shown)));
    let motion = Motion::of(&book, row, &shown).expect("a figure");
    let clean = Motion::clean(&book, row).expect("a figure");
    for (width, height) in [(60, 24), (120, 40)] {
        let look = Look {
            frame: motion.telling(),
            ghost: Some(&clean),
            past: false,
            marks: true,
            cells: Cells::Braille,
        };
        bench.bench_function(&format!("a frame of {width} by {height}"), |bench| {
            bench.iter(|| picture(&motion, &look, width, height));
        });
    }
}

criterion_group!(benches, painting);
criterion_main!(benches);
