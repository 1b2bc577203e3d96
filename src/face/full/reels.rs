//! Frames of the lifter as the terminal takes them: each is painted once and kept while its rep is on the screen.
//!
//! Must not know what is asked.

use std::rc::Rc;

use formcheck_core::figure::paint::cells::{Grid, Painter};
use formcheck_core::figure::paint::overlay::Overlay;
use formcheck_core::figure::paint::pixels::image;
use formcheck_core::figure::{Film, Motion, Viewpoint};
use ratatui::layout::Rect;

use super::drawing::RepFigure;
use crate::render::pictures::{PictureMode, painter};

/// How many reels are kept: the reps of a set, two views, or what was answered and the clean rep.
const KEPT: usize = 8;

/// What is on a reel.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Shot {
    /// Which rep; none is the clean one.
    pub(super) rep: Option<usize>,
    /// Whether what is wrong is marked, and the clean rep's outline drawn over it.
    pub(super) is_marked: bool,
    pub(super) from: Viewpoint,
    pub(super) mode: PictureMode,
    /// Columns and rows.
    pub(super) size: (usize, usize),
    /// The name of its image among those on the screen, from 1.
    pub(super) id: u32,
}

/// A frame as the terminal takes it.
#[derive(Clone, Debug)]
pub(super) enum Painted {
    Cells(Rc<Grid>),
    /// Escape codes that show an image.
    Pixels(Rc<str>),
}

#[derive(Debug)]
struct Reel {
    /// The first rep of its figure, which tells figures apart.
    of: Motion,
    shot: Shot,
    film: Film,
    painter: Painter,
    frames: Vec<Option<Painted>>,
}

/// An image that lies over the screen.
#[derive(Clone, Debug)]
pub(super) struct PlacedImage {
    pub(super) area: Rect,
    pub(super) code: Rc<str>,
}

impl PartialEq for PlacedImage {
    /// Each frame is made once: the same code is the same image.
    fn eq(&self, other: &PlacedImage) -> bool {
        self.area == other.area && Rc::ptr_eq(&self.code, &other.code)
    }
}

/// The reels of what is on the screen, and the images that have to be laid over it.
#[derive(Debug, Default)]
pub struct Reels {
    /// The last one used comes last.
    kept: Vec<Reel>,
    /// What the screen that was drawn last wants to have laid over it.
    pub(super) images: Vec<PlacedImage>,
}

impl Reels {
    pub fn new() -> Reels {
        Reels::default()
    }

    /// A frame of a shot, painted now or before.
    pub(super) fn frame(&mut self, figure: &RepFigure, shot: Shot, frame: usize) -> Painted {
        let reel = self.reel(figure, shot);
        if let Some(Some(painted)) = reel.frames.get(frame) {
            return painted.clone();
        }
        let painted = reel.paint(figure, frame);
        if let Some(place) = reel.frames.get_mut(frame) {
            *place = Some(painted.clone());
        }
        painted
    }

    fn reel(&mut self, figure: &RepFigure, shot: Shot) -> &mut Reel {
        let is_it = |reel: &Reel| reel.of.is_same(figure.rep(0)) && reel.shot == shot;
        let reel = match self.kept.iter().position(is_it) {
            Some(place) => self.kept.remove(place),
            None => Reel::new(figure, shot),
        };
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(reel);
        let last = self.kept.len() - 1;
        &mut self.kept[last]
    }
}

impl Reel {
    fn new(figure: &RepFigure, shot: Shot) -> Reel {
        let film = figure.film(shot.rep, shot.from, shot.mode, shot.size);
        let frames = shot.rep.map_or(&figure.clean, |at| figure.rep(at)).frames();
        Reel {
            of: figure.rep(0).clone(),
            film,
            painter: painter(shot.mode, figure.lifter.palette(shot.mode.ground)),
            frames: vec![None; frames],
            shot,
        }
    }

    fn paint(&self, figure: &RepFigure, frame: usize) -> Painted {
        let picture = self.film.picture(frame);
        let overlay =
            if self.shot.is_marked { self.film.explained(frame, &picture) } else { Overlay::none() };
        match self.shot.mode.pixels {
            None => Painted::Cells(Rc::new(self.painter.grid(&picture, &overlay))),
            Some(display) => {
                let palette = figure.lifter.palette(self.shot.mode.ground);
                let image = image(&picture, &overlay, &palette);
                Painted::Pixels(display.encoded(&image, self.shot.size, self.shot.id).into())
            }
        }
    }
}
