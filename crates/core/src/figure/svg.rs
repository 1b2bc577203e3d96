//! A rep as SVG: which pictures of it are taken, from where, and what is drawn over them.
//!
//! What a picture looks like is the painter's ([`super::paint::svg`]). Must not know files and pages.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::film::Film;
use super::lifter::Lifter;
use super::measure::{Detail, Size, stills_apart};
use super::motion::Motion;
use super::moved;
use super::paint::overlay::Overlay;
use super::paint::palette::{Ground, Palette};
use super::paint::svg as painter;
use super::picture::{Camera, Picture};
use super::skeleton::{Frame, Viewpoint};
use super::skin::Skin;
use crate::rulebook::pose::Place;

pub use super::paint::svg::escaped;

/// The size of a picture by itself, in pixels: with what explains it, it stays below 10 kB.
const STILL: (usize, usize) = (400, 332);

/// The size of a picture of several, in pixels: less is drawn of each.
const SMALL: (usize, usize) = (336, 280);

/// The size at which viewpoints are compared.
const GLANCE: (usize, usize) = (96, 80);

/// How many pictures of a rep a moving one has in a second, and how many different ones for a place of the rep.
const BEATS: f32 = 12.0;
const KEYS: f32 = 1.4;

/// Places of a rep that are shown side by side. Of the reps that an eye can tell from a clean one, nine in ten are told by
/// these.
pub(super) const MOMENTS: [f32; 3] = [0.0, 1.0, 3.0];

/// How wide and high the line of the tempo is, in units, and the space above it.
const TEMPO: (f32, f32, f32) = (380.0, 32.0, 8.0);

/// What a still shows.
#[derive(Clone, Copy, Debug)]
pub struct Still<'m> {
    /// The frame.
    pub frame: usize,
    /// The clean rep of the exercise.
    pub clean: &'m Motion,
    /// Whether what is wrong is ringed, with the outline of the clean rep where it differs and the tempo of both below.
    pub explained: bool,
    /// What it shows, for those who don't see it.
    pub title: &'m str,
}

/// One frame as an SVG document: where it is explained, from where most of it shows.
pub fn still(motion: &Motion, look: &Still<'_>) -> String {
    let camera = if look.explained { telling_camera(motion, look.clean) } else { camera(motion) };
    let film = Film::of(motion, look.clean, &Lifter::MIDDLING, camera, STILL);
    drawn(&film, motion, look)
}

/// Whether the explained still of a rep shows what is wrong, as large as a page has it: in the picture, or in the line of the
/// tempo below it.
pub fn shows(motion: &Motion, clean: &Motion) -> bool {
    moved::tempo(motion, clean) >= moved::LEAST_SECONDS
        || motion.viewpoints().iter().any(|&viewpoint| is_shown(motion, clean, viewpoint.into()))
}

/// The coarsest detail at which the still of a rep, where that tells most, can be told from another rep at the same place
/// of it: from the better of the viewpoints. None if it can't at any.
pub fn apart(motion: &Motion, other: &Motion) -> Option<Detail> {
    let details = motion.viewpoints().iter().map(|&viewpoint| apart_from(motion, other, viewpoint.into()));
    details.fold(None, |best, detail| if detail > best { detail } else { best })
}

fn is_shown(motion: &Motion, clean: &Motion, camera: Camera) -> bool {
    apart_from(motion, clean, camera) >= Some(Size::Pixels.least())
}

fn apart_from(motion: &Motion, other: &Motion, camera: Camera) -> Option<Detail> {
    let frame = motion.frame(motion.telling());
    let skin = |frame: &Frame| Skin::over(&frame.placed, motion.proportions(), &Lifter::MIDDLING.looks);
    stills_apart(skin(frame), skin(other.like(frame.phase)), camera)
}

/// A clean and a faulty rep at the same moment and at one scale, for within a page. The titles say what each shows.
pub fn pair(motion: &Motion, clean: &Motion, titles: [&str; 2]) -> [String; 2] {
    let film = Film::of(motion, clean, &Lifter::MIDDLING, telling_camera(motion, clean), SMALL);
    let frame = motion.telling();
    let words = painter::Words { title: titles[0], description: "" };
    let beside = painter::still(&film.clean(frame), &Overlay::none(), &palette(), words);
    let explained = drawn(&film, motion, &Still { frame, clean, explained: true, title: titles[1] });
    // Within HTML a picture needs no namespace, and a page that names no address can be seen to need nothing else.
    [beside, explained].map(|svg| svg.replacen(painter::NAMESPACE, "", 1))
}

/// A rep at three moments side by side: the start, the first move, the end. They are the same moments whatever is shown, so
/// that the choice of a moment tells nothing of what is wrong or when.
pub fn strip(motion: &Motion, clean: &Motion, title: &str) -> String {
    let film = Film::of(motion, clean, &Lifter::MIDDLING, camera(motion), SMALL);
    let pictures = MOMENTS.map(|place| film.picture(motion.place_like(place)));
    painter::strip(&pictures, &palette(), painter::Words { title, description: "" })
}

/// One whole rep, over and over, as an SVG document that moves by itself; it stands still for a reader who asks for
/// less motion.
pub fn moving(motion: &Motion, clean: &Motion, title: &str) -> String {
    let film = Film::of(motion, clean, &Lifter::MIDDLING, camera(motion), SMALL);
    let seconds = motion.seconds();
    let mut places: HashMap<i32, usize> = HashMap::new();
    let mut frames = Vec::new();
    let mut order = Vec::new();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 30 seconds")]
    let beats = (seconds * BEATS).ceil().max(2.0) as u16;
    for beat in 0..beats {
        let frame = motion.frame_at(seconds * f32::from(beat) / f32::from(beats));
        let place = *places.entry(key(motion.phase(frame))).or_insert_with(|| {
            frames.push(frame);
            frames.len() - 1
        });
        order.push(place);
    }
    let still = places.get(&key(motion.phase(motion.telling()))).copied().unwrap_or(0);
    let pictures: Vec<Picture> = frames.iter().map(|&frame| film.picture(frame)).collect();
    let words = painter::Words { title, description: "" };
    painter::moving(&pictures, &order, seconds, still, &palette(), words)
}

/// Which of the pictures of a moving rep a place of it has: while the end is held, one.
#[expect(clippy::cast_possible_truncation, reason = "below 10")]
fn key(phase: f32) -> i32 {
    let place = if phase > 3.0 && phase < 4.0 { 3.0 } else { phase };
    (place * KEYS).round() as i32
}

fn palette() -> Palette {
    Lifter::MIDDLING.palette(Ground::Light)
}

/// The better viewpoint of an exercise.
pub(super) fn camera(motion: &Motion) -> Camera {
    motion.viewpoints().first().map_or(Camera::at(-8.0, 7.0), |&viewpoint| viewpoint.into())
}

/// From where a still that explains is seen. What lies in the plane that halves the body is seen from the side, whatever else
/// shows from elsewhere; of anything else, from where most differs from the clean rep. A place from which it can't be told, or
/// where the ring would be around what is before it, is passed over while there is a better one.
pub(super) fn telling_camera(motion: &Motion, clean: &Motion) -> Camera {
    let level = motion.around().iter().filter(|viewpoint| viewpoint.place != Place::Above);
    let from_the_side = motion.marks().first().is_some_and(|mark| mark.is_seen_from_the_side);
    let side = level.clone().filter(|viewpoint| from_the_side && viewpoint.place == Place::Side);
    let groups: [Vec<Viewpoint>; 3] =
        [side.copied().collect(), motion.viewpoints().to_vec(), level.copied().collect()];
    let chosen = groups.iter().find_map(|group| most_telling(motion, clean, group));
    chosen.unwrap_or_else(|| camera(motion))
}

/// Of some viewpoints the one from which most of a still differs; the first if they are alike. None if it can't be told from
/// any, or what is wrong is hidden.
fn most_telling(motion: &Motion, clean: &Motion, from: &[Viewpoint]) -> Option<Camera> {
    let mut best = None;
    for &viewpoint in from {
        let camera = viewpoint.into();
        if !is_shown(motion, clean, camera) {
            continue;
        }
        let frame = motion.telling();
        let film = Film::of(motion, clean, &Lifter::MIDDLING, camera, GLANCE);
        let (shown, clean) = (film.picture(frame), film.clean(frame));
        if film.is_ring_hidden(frame, &shown) {
            continue;
        }
        let pairs = shown.pixels.iter().zip(&clean.pixels);
        let differ = pairs.filter(|(shown, clean)| shown.surface != clean.surface).count();
        // A little more is no reason to look from elsewhere.
        if best.is_none_or(|(most, _)| differ > most + most / 4) {
            best = Some((differ, camera));
        }
    }
    best.map(|(_, camera)| camera)
}

fn drawn(film: &Film, motion: &Motion, look: &Still<'_>) -> String {
    let picture = film.picture(look.frame);
    let words = painter::Words { title: look.title, description: "" };
    if !look.explained {
        return painter::still(&picture, &Overlay::none(), &palette(), words);
    }
    let overlay = film.explained(look.frame, &picture);
    let foot = tempo(motion, look, &picture);
    painter::still_over(&picture, &overlay, &palette(), words, &foot)
}

/// How far the rep has come over time, below its picture: a thick line with a dot at the moment that is shown, and the clean
/// rep's dashed where it is another one.
fn tempo(motion: &Motion, look: &Still<'_>, picture: &Picture) -> painter::Foot {
    let (width, height, above) = TEMPO;
    let [wide, tall] = [picture.width, picture.height].map(super::picture::as_f32);
    let longest = motion.frames().max(look.clean.frames());
    let scale = width.min(wide - 20.0) / super::picture::as_f32(longest);
    let point = |frame: usize, done: f32| {
        let x = 10.0 + super::picture::as_f32(frame) * scale;
        (x, tall + above + height * (1.0 - done.clamp(-0.1, 1.1)))
    };
    let line = |motion: &Motion| {
        let mut path = String::new();
        for (frame, &done) in motion.trace().iter().enumerate().step_by(4) {
            let (x, y) = point(frame, done);
            let _ = write!(path, "{}{x:.0} {y:.0}", if path.is_empty() { "M" } else { "L" });
        }
        path
    };
    let mut svg = String::new();
    if motion.trace() != look.clean.trace() {
        let _ = write!(svg, "<path class=\"g\" d=\"{}\"/>", line(look.clean));
    }
    let at = look.frame.min(motion.frames() - 1);
    let (x, y) = point(at, motion.trace()[at]);
    let _ = write!(
        svg,
        "<path class=\"t\" d=\"{}\"/><circle class=\"t\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"4\"/>",
        line(motion)
    );
    painter::Foot { svg, height: above + height + 8.0 }
}
