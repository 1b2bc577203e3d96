//! One rep filmed: a body, a camera and a size in pixels, held still over the whole rep; and what is drawn over it after an
//! answer.
//!
//! Must not know colours, cells and files.

use super::lifter::Lifter;
use super::marks::Mark;
use super::motion::Motion;
use super::paint::overlay::Overlay;
use super::picture::{Ball, Camera, Lens, Picture};
use super::skeleton::{Frame, like};
use super::skin::{Fits, Looks, Skin};

/// A rep in front of a camera. The lens is that of the shown and the clean rep together, from start to end, so that nothing
/// of either leaves the picture and both are at one scale.
#[derive(Clone, Debug)]
pub struct Film {
    shown: Motion,
    clean: Motion,
    looks: Looks,
    lens: Lens,
    /// From the camera to the lifter, in metres.
    distance: f32,
    size: (usize, usize),
}

/// The lens that has all of some skins in the picture.
pub(super) fn framing<'s>(
    skins: impl IntoIterator<Item = &'s Skin>,
    camera: Camera,
    size: (usize, usize),
    mirrored: bool,
) -> Lens {
    let (mut balls, mut high): (Vec<Ball>, Vec<Ball>) = (Vec::new(), Vec::new());
    for solid in skins.into_iter().flat_map(Skin::solids).filter(|solid| solid.fits != Fits::Not) {
        let (from, to, radius) = solid.bound();
        let which = if solid.fits == Fits::InHeight { &mut high } else { &mut balls };
        which.extend([(from, radius), (to, radius)]);
    }
    Lens::framing(camera, (&balls, &high), size, mirrored)
}

/// Places of a rep that its framing is made for: it goes farthest at one of them.
const FRAMED: [f32; 6] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0];

impl Film {
    /// Films `shown` beside the `clean` rep of its exercise, both by `lifter`'s body, in a picture of so many pixels.
    pub fn of(shown: &Motion, clean: &Motion, lifter: &Lifter, camera: Camera, size: (usize, usize)) -> Film {
        Film::beside(shown, clean, &[shown, clean], lifter, (camera, size))
    }

    /// The same where `others` are shown at the same scale; the shown and the clean rep have to be among them.
    pub fn beside(
        shown: &Motion,
        clean: &Motion,
        others: &[&Motion],
        lifter: &Lifter,
        (camera, size): (Camera, (usize, usize)),
    ) -> Film {
        let skin = |motion: &Motion, phase: f32| {
            Skin::over(&like(motion.all(), phase).placed, motion.proportions(), &lifter.looks)
        };
        let skins: Vec<Skin> =
            others.iter().flat_map(|motion| FRAMED.map(|phase| skin(motion, phase))).collect();
        let lens = framing(&skins, camera, size, lifter.mirrored);
        Film {
            shown: shown.clone(),
            clean: clean.clone(),
            looks: lifter.looks,
            lens,
            distance: camera.distance,
            size,
        }
    }

    /// Metres at the lifter from pixel to pixel.
    pub fn step(&self) -> f32 {
        self.distance / self.lens.focal
    }

    /// The picture of a frame of the shown rep.
    pub fn picture(&self, frame: usize) -> Picture {
        self.taken(self.shown.frame(frame))
    }

    /// The picture of the clean rep at the place of the rep where a frame of the shown one is.
    pub fn clean(&self, frame: usize) -> Picture {
        self.taken(like(self.clean.all(), self.shown.frame(frame).phase))
    }

    /// The picture of the shown rep at a place of it: 0 the start, 3 the end, 6 the start again.
    #[cfg(test)]
    pub(crate) fn at(&self, place: f32) -> Picture {
        self.taken_of(&self.shown, place)
    }

    /// The picture that this lens takes of another rep of the same exercise by the same body.
    #[cfg(test)]
    pub(crate) fn taken_of(&self, motion: &Motion, place: f32) -> Picture {
        self.taken(like(motion.all(), place))
    }

    /// What is drawn over the picture of a frame after the answer: the clean rep's outline where it differs, and a ring at
    /// every joint that shows what is wrong.
    pub fn explained(&self, frame: usize, picture: &Picture) -> Overlay {
        if !self.shown.is_off() {
            return Overlay::none();
        }
        let placed = &self.shown.frame(frame).placed;
        let seen = |mark: &Mark| {
            let places = mark.anchor.places(placed);
            let free = places.iter().find(|place| !picture.is_hidden(**place));
            free.or(places.first()).copied()
        };
        let points: Vec<_> = self.marks_at(frame).filter_map(seen).collect();
        Overlay::ghost(picture, &self.clean(frame)).with_rings(picture, &points)
    }

    /// Whether what the first ring of a frame is about can't be seen in its picture.
    pub(super) fn is_ring_hidden(&self, frame: usize, picture: &Picture) -> bool {
        let placed = &self.shown.frame(frame).placed;
        let hidden = |mark: &Mark| mark.anchor.places(placed).iter().all(|place| picture.is_hidden(*place));
        self.marks_at(frame).next().is_some_and(hidden)
    }

    /// What is off at a frame; at one where nothing is just now, all that is off in the rep.
    fn marks_at(&self, frame: usize) -> impl Iterator<Item = &Mark> {
        let phase = self.shown.frame(frame).phase;
        let all = || self.shown.marks().iter().filter(|mark: &&Mark| !mark.is_tempo);
        let is_any = all().any(|mark| mark.shows_at(phase));
        all().filter(move |mark| !is_any || mark.shows_at(phase))
    }

    fn taken(&self, frame: &Frame) -> Picture {
        Picture::of(&Skin::over(&frame.placed, self.shown.proportions(), &self.looks), &self.lens, self.size)
    }
}
