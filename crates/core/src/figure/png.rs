//! A rep as a PNG file, for programs that take no SVG: the same pictures as [`super::svg`].
//!
//! Must not know files and pages.

use super::film::Film;
use super::lifter::Lifter;
use super::motion::Motion;
use super::paint::overlay::Overlay;
use super::paint::palette::Ground;
use super::paint::pixels::{Image, image, png};
use super::svg::{MOMENTS, Still, camera, telling_camera};

/// The size of a picture by itself, in pixels.
const STILL: (usize, usize) = (800, 664);

/// The size of one of several pictures, in pixels.
const SMALL: (usize, usize) = (300, 250);

/// One frame as a file: where it is explained, from where most of it shows.
pub fn still(motion: &Motion, look: &Still<'_>) -> Vec<u8> {
    let camera = if look.explained { telling_camera(motion, look.clean) } else { camera(motion) };
    let film = Film::of(motion, look.clean, &Lifter::MIDDLING, camera, STILL);
    let picture = film.picture(look.frame);
    let overlay = if look.explained { film.explained(look.frame, &picture) } else { Overlay::none() };
    png(&image(&picture, &overlay, &Lifter::MIDDLING.palette(Ground::Light)))
}

/// A rep at the moments of [`super::svg::strip`] side by side, as a file.
pub fn strip(motion: &Motion, clean: &Motion) -> Vec<u8> {
    let film = Film::of(motion, clean, &Lifter::MIDDLING, camera(motion), SMALL);
    let palette = Lifter::MIDDLING.palette(Ground::Light);
    let images: Vec<Image> = MOMENTS
        .iter()
        .map(|&place| image(&film.picture(motion.place_like(place)), &Overlay::none(), &palette))
        .collect();
    png(&Image::side_by_side(&images))
}
