//! A film of our own skeleton, with a camera's noise and standing askew: each measured sign is read back.

mod camera;

use camera::{Camera, books, filmed, numbers, shown_values};
use formcheck_core::figure::Motion;
use formcheck_landmarks::{FilmedSet, measured};

#[test]
#[ignore]
fn table() {
    for book in books() {
        for ix in book.exercise_ixs() {
            for (sign, measure) in book[ix].signs.iter().filter_map(|one| Some((one.sign, book[one.sign].measure.as_deref()?))) {
                for value in shown_values(&book, ix, sign) {
                    let Some(motion) = Motion::of(&book, ix, &[(sign, value)]) else { continue };
                    let read = |camera: &Camera| {
                        let recording = filmed(&motion, 3, camera);
                        match FilmedSet::of(&recording) {
                            Ok(set) => set.reps.iter().map(|rep| match measured(&set, rep, &measure.of) { Ok(n) => format!("{n:.2}"), Err(e) => e.words() }).collect::<Vec<_>>().join(" "),
                            Err(why) => format!("{why:?}"),
                        }
                    };
                    println!("{} {} {}: {} | {}", book[ix].id, book[sign].id, book[sign].word(value), read(&Camera::STILL), read(&Camera::SHAKY));
                }
            }
        }
    }
    let _ = numbers;
}
