//! The lifter of a question: which reps are drawn, by which body, from where.

use formcheck_core::figure::measure::Detail;
use formcheck_core::figure::{Film, Lifter, Motion, Viewpoint};
use formcheck_core::quiz::Question;
use formcheck_core::rulebook::pose::Place;
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

use crate::render::pictures::PictureMode;

/// A rep that can be drawn, with the clean one beside it, both by one lifter.
#[derive(Clone, Debug)]
pub struct RepFigure {
    pub(super) rep: Motion,
    pub(super) clean: Motion,
    pub(super) lifter: Box<Lifter>,
}

impl RepFigure {
    /// The rep that a question shows; none if it shows none, or the exercise has no figure.
    pub fn of(book: &Rulebook, question: &Question, lifter: Lifter) -> Option<RepFigure> {
        let exercise = question.exercise_in(book)?;
        if !question.shows_a_rep() {
            return None;
        }
        Some(RepFigure {
            rep: Motion::by(book, exercise, &question.observed(book)?, lifter.body)?,
            clean: Motion::by(book, exercise, &[], lifter.body)?,
            lifter: Box::new(lifter),
        })
    }

    /// The rep of a question of a paper that is asked by eye; none if it isn't, or the rules at hand can't draw it.
    pub fn on_paper(book: &Rulebook, question: &Question) -> Option<RepFigure> {
        let seed = u64::from_str_radix(&question.by_eye.as_ref()?.lifter, 16).ok()?;
        RepFigure::of(book, question, Lifter::drawn(seed))
    }

    /// A faulty rep of an exercise, with these signs off; none if it has no figure.
    pub fn faulty(
        book: &Rulebook,
        exercise: ExerciseIx,
        signs: &[(SignIx, Value)],
        lifter: Lifter,
    ) -> Option<RepFigure> {
        Some(RepFigure {
            rep: Motion::by(book, exercise, signs, lifter.body)?,
            clean: Motion::by(book, exercise, &[], lifter.body)?,
            lifter: Box::new(lifter),
        })
    }

    pub fn clean(book: &Rulebook, exercise: ExerciseIx, lifter: Lifter) -> Option<RepFigure> {
        let clean = Motion::by(book, exercise, &[], lifter.body)?;
        Some(RepFigure { rep: clean.clone(), clean, lifter: Box::new(lifter) })
    }

    /// Whether the rep and the clean one are not the same to look at.
    pub fn differs(&self) -> bool {
        !self.rep.is_same(&self.clean)
    }

    /// From where it is looked at: from a place that was turned to, else from where its exercise is seen best.
    pub(super) fn viewpoint(&self, turned: Option<Place>) -> Viewpoint {
        let home = self.rep.viewpoints()[0];
        turned
            .and_then(|place| self.rep.around().iter().find(|from| from.place == place).copied())
            .unwrap_or(home)
    }

    /// The place that is `steps` further around the lifter, or before if they are negative.
    pub(super) fn turned(&self, from: Option<Place>, steps: isize) -> Place {
        let around = self.rep.around();
        let now = self.viewpoint(from).place;
        let at = around.iter().position(|one| one.place == now).unwrap_or_default();
        let count = around.len().cast_signed();
        around[(at.cast_signed() + steps).rem_euclid(count).cast_unsigned()].place
    }

    /// The second of the places that its exercise is seen from, or the first one if it is there.
    pub(super) fn other_view(&self, from: Option<Place>) -> Place {
        let now = self.viewpoint(from).place;
        let places = self.rep.viewpoints();
        places.iter().map(|one| one.place).find(|place| *place != now).unwrap_or(now)
    }

    /// The rep on a film of so many columns and rows, and beside it the clean one at the same scale.
    pub(super) fn film(
        &self,
        is_clean: bool,
        from: Viewpoint,
        mode: PictureMode,
        cells: (usize, usize),
    ) -> Film {
        let (shown, beside) = if is_clean { (&self.clean, &self.rep) } else { (&self.rep, &self.clean) };
        Film::of(shown, beside, &self.lifter, from.into(), mode.size(cells))
    }

    /// How fine a picture of so many columns and rows is.
    pub(super) fn detail(&self, mode: PictureMode, cells: (usize, usize)) -> Detail {
        Detail(self.film(false, self.viewpoint(None), mode, cells).step() * mode.dots())
    }
}
