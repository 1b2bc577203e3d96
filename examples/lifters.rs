//! Draws an exercise to look at: a still and a moving SVG and a PNG in a folder, and one frame in cells on the terminal.
//!
//! `cargo run --release --example lifters -- bent-over-row /tmp/row 7` — the exercise, the folder, the seed of the lifter;
//! then any signs as `lumbar-shape=rounded`.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use formcheck_core::figure::paint::cells::{Backdrop, Color, Grid, Painter, Way, pixels};
use formcheck_core::figure::paint::palette::Ground;
use formcheck_core::figure::paint::pixels::{image, png};
use formcheck_core::figure::paint::svg::{SIZE, Words, moving, still};
use formcheck_core::figure::{Film, Lifter, Motion};
use formcheck_core::rulebook::{Named, SignIx, Value, load_built_in};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (name, folder) = (args.next().ok_or("which exercise?")?, args.next().ok_or("which folder?")?);
    let lifter = match args.next() {
        Some(seed) => Lifter::drawn(seed.parse()?),
        None => Lifter::MIDDLING,
    };
    let book = load_built_in();
    let Some(Named::Exercise(exercise)) = book.find(&name) else { return Err("no such exercise".into()) };
    let mut shown: Vec<(SignIx, Value)> = Vec::new();
    for arg in args {
        let (sign, value) = arg.split_once('=').ok_or("a sign is SIGN=VALUE")?;
        let Some(Named::Sign(sign)) = book.find(sign) else { return Err("no such sign".into()) };
        shown.push((sign, book[sign].value(value).ok_or("no such value")?));
    }
    let motion = Motion::by(&book, exercise, &shown, lifter.body).ok_or("it has no figure")?;
    let clean = Motion::by(&book, exercise, &[], lifter.body).ok_or("it has no figure")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for (place, &viewpoint) in motion.viewpoints().iter().enumerate() {
        let film = |size| Film::of(&motion, &clean, &lifter, viewpoint.into(), size);
        let words = Words { title: &name, description: "" };
        let (svg, frame) = (film(SIZE), motion.telling());
        let picture = svg.picture(frame);
        let overlay = svg.explained(frame, &picture);
        let palette = lifter.palette(Ground::Light);
        fs::write(folder.join(format!("still-{place}.svg")), still(&picture, &overlay, &palette, words))?;
        let step = (motion.frames() / 8).max(1);
        let pictures: Vec<_> = (0..8).map(|one| svg.picture(one * step)).collect();
        let order: Vec<usize> = (0..8).collect();
        let text = moving(&pictures, &order, motion.seconds(), frame / step % 8, &palette, words);
        fs::write(folder.join(format!("moving-{place}.svg")), text)?;
        let colored = image(&picture, &overlay, &lifter.palette(Ground::Dark));
        fs::write(folder.join(format!("still-{place}.png")), png(&colored))?;
        let film = film(pixels(60, 24));
        let picture = film.picture(frame);
        let painter = Painter::new(lifter.palette(Ground::Dark), Way::Quadrants, Backdrop::Room);
        println!("{}", shown_in_a_terminal(&painter.grid(&picture, &film.explained(frame, &picture))));
    }
    Ok(())
}

/// Cells with the escape codes of a terminal.
fn shown_in_a_terminal(grid: &Grid) -> String {
    let mut out = String::new();
    for row in grid.cells.chunks(grid.width) {
        for cell in row {
            for (color, kind) in [(cell.fore, 38), (cell.back, 48)] {
                let _ = match color {
                    Color::None => write!(out, "\x1b[{}m", kind + 1),
                    Color::Indexed(index) => write!(out, "\x1b[{kind};5;{index}m"),
                    Color::Rgb([red, green, blue]) => write!(out, "\x1b[{kind};2;{red};{green};{blue}m"),
                };
            }
            out.push(cell.glyph);
        }
        out.push_str("\x1b[0m\n");
    }
    out
}
