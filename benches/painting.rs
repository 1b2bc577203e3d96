//! How long the figure takes: all frames of a rep, a picture of it, and that picture in cells, pixels and SVG. A full screen
//! that moves has 50 ms for all that it shows, and should leave three quarters of them.
//!
//! `cargo bench --bench painting`; bytes of a frame are told once, before.

use criterion::{Criterion, criterion_group, criterion_main};
use formcheck_core::figure::paint::cells::{Backdrop, Color, Grid, Painter, Way, pixels};
use formcheck_core::figure::paint::overlay::Overlay;
use formcheck_core::figure::paint::palette::Ground;
use formcheck_core::figure::paint::pixels::{image, kitty, sixel};
use formcheck_core::figure::paint::svg::{SIZE, Words, moving, still};
use formcheck_core::figure::picture::Picture;
use formcheck_core::figure::{Camera, Film, Lifter, Motion};
use formcheck_core::rulebook::{Named, load_mid_back};

/// Onto the back of a row, where most is seen of the lifter.
const CAMERA: Camera = Camera::at(-58.0, 36.0);

fn painting(bench: &mut Criterion) {
    let book = load_mid_back();
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Sign(shape)) = book.find("lumbar-shape") else { panic!("no sign") };
    let shown = [(shape, book[shape].value("rounded").expect("a value"))];
    bench.bench_function("all frames of a rep", |bench| bench.iter(|| Motion::of(&book, row, &shown)));
    let motion = Motion::of(&book, row, &shown).expect("a figure");
    let clean = Motion::clean(&book, row).expect("a figure");
    let film = |size| Film::of(&motion, &clean, &Lifter::MIDDLING, CAMERA, size);
    let frame = motion.telling();
    for (width, height) in [(60, 24), (100, 34), (200, 60)] {
        let film = film(pixels(width, height));
        bench.bench_function(&format!("picture for {width} by {height} cells"), |bench| {
            bench.iter(|| film.picture(frame));
        });
        let picture = film.picture(frame);
        for way in [Way::Quadrants, Way::Colors256, Way::Colors16, Way::Braille, Way::Ascii] {
            let painter = Painter::new(Lifter::MIDDLING.palette(Ground::Dark), way, Backdrop::Room);
            let grid = painter.grid(&picture, &Overlay::none());
            println!("{way:?}, {width} by {height}: {} bytes to a terminal", bytes(&grid));
            bench.bench_function(&format!("{way:?}, {width} by {height}"), |bench| {
                bench.iter(|| painter.grid(&picture, &Overlay::none()));
            });
        }
    }
    for (width, height) in [(320, 200), (640, 400)] {
        let film = film((width, height));
        bench.bench_function(&format!("picture of {width} by {height} pixels"), |bench| {
            bench.iter(|| film.picture(frame));
        });
        let palette = Lifter::MIDDLING.palette(Ground::Dark);
        let picture = film.picture(frame);
        let colored = image(&picture, &Overlay::none(), &palette);
        println!("kitty: {} bytes, sixel: {} bytes", kitty(&colored, 1, 80, 24).len(), sixel(&colored).len());
        bench.bench_function(&format!("kitty, {width} by {height}"), |bench| {
            bench.iter(|| kitty(&image(&picture, &Overlay::none(), &palette), 1, 80, 24));
        });
        bench.bench_function(&format!("sixel, {width} by {height}"), |bench| {
            bench.iter(|| sixel(&image(&picture, &Overlay::none(), &palette)));
        });
    }
    let film = film(SIZE);
    let palette = Lifter::MIDDLING.palette(Ground::Light);
    let words = Words { title: "A row", description: "" };
    let picture = film.picture(frame);
    println!("SVG: {} bytes", still(&picture, &film.explained(frame, &picture), &palette, words).len());
    bench.bench_function("SVG, still", |bench| {
        bench.iter(|| still(&picture, &Overlay::none(), &palette, words));
    });
    let step = motion.frames() / 8;
    let pictures: Vec<Picture> = (0..8).map(|place| film.picture(place * step)).collect();
    let order: Vec<usize> = (0..8).collect();
    println!("SVG, moving: {} bytes", moving(&pictures, &order, 4.0, 3, &palette, words).len());
}

/// How many bytes a whole frame takes to a terminal: a colour only where it changes.
fn bytes(grid: &Grid) -> usize {
    let digits = |byte: u8| byte.to_string().len();
    let color = |color: Color| match color {
        Color::None => 5,
        Color::Indexed(index) => 8 + digits(index),
        Color::Rgb(rgb) => 10 + rgb.map(digits).iter().sum::<usize>(),
    };
    let (mut sum, mut fore, mut back) = (grid.height * 6, Color::None, Color::None);
    for cell in &grid.cells {
        if cell.back != back {
            back = cell.back;
            sum += color(back);
        }
        if cell.glyph != ' ' && cell.fore != fore {
            fore = cell.fore;
            sum += color(fore);
        }
        sum += cell.glyph.len_utf8();
    }
    sum
}

criterion_group!(benches, painting);
criterion_main!(benches);
