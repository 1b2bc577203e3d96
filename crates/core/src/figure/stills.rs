//! What has to hold of every still that explains a mistake: its ring, its moment and its camera.

use super::film::Film;
use super::lifter::Lifter;
use super::marks::Anchor;
use super::motion::Motion;
use super::picture::Camera;
use super::svg::{shows, telling_camera};
use crate::quiz::telling_reps;
use crate::rulebook::pose::{Moment, Place};
use crate::rulebook::{Rulebook, load_built_in};

/// Every mistake of both packs, as a still explains it: its exercise and its name, the rep, and the clean one.
fn explained_reps(book: &Rulebook) -> Vec<(String, Motion, Motion)> {
    let mut out = Vec::new();
    for exercise in book.exercise_ixs() {
        let clean = Motion::clean(book, exercise).expect("a figure");
        for counted in &book[exercise].mistakes {
            let rep = telling_reps(book, exercise, counted.mistake).into_iter().find_map(|rep| {
                let motion = Motion::of(book, exercise, &rep)?;
                shows(&motion, &clean).then_some(motion)
            });
            let name = format!("{}: {}", book[exercise].id, book[counted.mistake].id);
            out.extend(rep.map(|motion| (name, motion, clean.clone())));
        }
    }
    out
}

/// A ring around what is before the fault is about something else: a buttock before a hand, a face before a shoulder.
#[test]
fn the_ring_of_a_still_is_around_what_is_wrong_when_it_can_be_seen_at_all() {
    let book = load_built_in();
    let (mut rings, mut hidden) = (0, Vec::new());
    for (name, motion, clean) in explained_reps(&book) {
        if motion.marks().iter().all(|mark| mark.is_tempo) {
            continue;
        }
        let film = Film::of(&motion, &clean, &Lifter::MIDDLING, telling_camera(&motion, &clean), (200, 166));
        let frame = motion.telling();
        rings += 1;
        if film.is_ring_hidden(frame, &film.picture(frame)) {
            hidden.push(name);
        }
    }
    assert!(rings > 150, "{rings} rings");
    assert!(hidden.is_empty(), "{hidden:?}");
}

/// What lies in the plane that halves the body, nobody sees from in front; and a fault of the start is shown at the start.
#[test]
fn a_still_is_taken_from_where_and_when_the_fault_shows() {
    let book = load_built_in();
    let (mut from_the_side, mut at_the_start, mut elsewhere) = (0, 0, Vec::new());
    for (name, motion, clean) in explained_reps(&book) {
        let Some(mark) = motion.marks().first() else { continue };
        if mark.is_seen_from_the_side && !mark.is_tempo {
            let side = motion.around().iter().find(|one| one.place == Place::Side).expect("a side");
            let is_side = telling_camera(&motion, &clean) == Camera::from(*side);
            from_the_side += usize::from(is_side);
            // A landmine's plate is before all that is beside it, and a barbell's before a bar near the floor.
            let is_behind_the_plate =
                name.starts_with("meadows-row: set-up") || name == "yates-row: bar-starts-far";
            if !is_side && !is_behind_the_plate {
                elsewhere.push(name.clone());
            }
        }
        if mark.at.contains(&Moment::Start) {
            let phase = motion.phase(motion.telling());
            assert!((-0.1..0.2).contains(&phase), "{name} is shown at {phase}");
            at_the_start += 1;
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    assert!(from_the_side > 20 && at_the_start > 10, "{from_the_side}, {at_the_start}");
}

/// Of all that a ring can be around it is around something that is elsewhere than in a clean rep; what bends or turns is
/// where its file says.
#[test]
fn a_ring_is_around_what_has_moved() {
    let book = load_built_in();
    let mut still = Vec::new();
    for (name, motion, clean) in explained_reps(&book) {
        let frame = motion.frame(motion.telling());
        let other = clean.like(frame.phase);
        let moved =
            |anchor: Anchor| anchor.places(&frame.placed)[0].distance(anchor.places(&other.placed)[0]);
        let most = Anchor::ALL.iter().map(|&anchor| moved(anchor)).fold(0.0, f32::max);
        let Some(mark) = motion.marks().iter().find(|mark| !mark.is_tempo) else { continue };
        let bends =
            matches!(mark.anchor, Anchor::LowerBack | Anchor::UpperBack | Anchor::Chest | Anchor::Head);
        // Of a seat at the wrong height its file says that the handles tell it, which stay.
        let is_said = name == "chest-supported-row: csr-seat-misfit";
        if !bends && !is_said && moved(mark.anchor) < (most / 4.0).min(0.03) {
            still.push(format!("{name}: {:?} {:.3} of {most:.3}", mark.anchor, moved(mark.anchor)));
        }
    }
    assert!(still.is_empty(), "{still:#?}");
}
