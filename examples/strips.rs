//! Draws reps as strips of moments without a word, for people who are asked which exercise it is and what is wrong, if
//! anything: `cargo run --release --example strips -- FOLDER [PACK]`.
//!
//! The moments are those at which a coach would freeze the rep: the start, the first move, the middle, the end, the way back,
//! and before them how the weight is taken in the exercises that draw it. The folder gets one PNG for each clean rep and each
//! mistake that can be seen, by a lifter of its own and in an order that tells nothing, and `key.txt` with what each shows; it
//! says where nothing but the tempo or the palms differ, which no still shows.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use formcheck::app::disk;
use formcheck_core::figure::moved::{LEAST_METRES, moved};
use formcheck_core::figure::paint::overlay::Overlay;
use formcheck_core::figure::paint::palette::Ground;
use formcheck_core::figure::paint::pixels::{Image, image, png};
use formcheck_core::figure::{Film, Lifter, Motion};
use formcheck_core::quiz::{Chance, Seed, telling_reps};
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value, load, source};

/// The size of one moment in pixels.
const SIZE: (usize, usize) = (320, 250);

struct Strip {
    exercise: ExerciseIx,
    words: String,
    shown: Vec<(SignIx, Value)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("which folder?")?;
    let mut packs = source::built_in();
    for pack in args {
        packs.push(disk::folder(Path::new(&pack))?);
    }
    let book = load(packs).rulebook().map_err(|_| "the packs have faults: formcheck lint tells them")?;
    let mut strips = all(&book);
    Chance::from_seed(Seed(11)).shuffle(&mut strips);
    fs::create_dir_all(&folder)?;
    let mut key = String::new();
    for (place, strip) in strips.iter().enumerate() {
        let lifter = Lifter::drawn(u64::try_from(place)?);
        let name = format!("{place:03}.png");
        let (bytes, is_seen) = drawn(&book, strip, &lifter).ok_or("no figure")?;
        fs::write(Path::new(&folder).join(&name), bytes)?;
        let unseen = if is_seen { "" } else { " (in no still)" };
        writeln!(key, "{name} {}: {}{unseen}", book[strip.exercise].name, strip.words)?;
    }
    fs::write(Path::new(&folder).join("key.txt"), key)?;
    Ok(())
}

/// Clean reps and the plainest rep of each mistake that changes what is seen.
fn all(book: &Rulebook) -> Vec<Strip> {
    let mut strips = Vec::new();
    for exercise in book.exercise_ixs().filter(|&ix| book[ix].figure.is_some()) {
        strips.push(Strip { exercise, words: "clean".to_owned(), shown: Vec::new() });
        for counted in &book[exercise].mistakes {
            if let Some(shown) = telling_reps(book, exercise, counted.mistake).into_iter().next() {
                strips.push(Strip { exercise, words: book[counted.mistake].name.clone(), shown });
            }
        }
    }
    strips
}

/// The strip as a PNG, and whether the body of what is wrong is anywhere else than in a clean rep.
fn drawn(book: &Rulebook, strip: &Strip, lifter: &Lifter) -> Option<(Vec<u8>, bool)> {
    let motion = Motion::by(book, strip.exercise, &strip.shown, lifter.body)?;
    let clean = Motion::by(book, strip.exercise, &[], lifter.body)?;
    let film = Film::of(&motion, &clean, lifter, motion.viewpoints()[0].into(), SIZE);
    let palette = lifter.palette(Ground::Dark);
    let images: Vec<Image> = motion
        .stills()
        .into_iter()
        .map(|frame| image(&film.picture(frame), &Overlay::none(), &palette))
        .collect();
    let is_seen = strip.shown.is_empty() || moved(&motion, &clean) >= LEAST_METRES;
    Some((png(&Image::side_by_side(&images)), is_seen))
}
