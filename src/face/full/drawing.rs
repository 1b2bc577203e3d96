//! The lifter of a question: which reps are drawn, by which body, from where.

use formcheck_core::figure::measure::Detail;
use formcheck_core::figure::{Film, Lifter, Motion, Viewpoint};
use formcheck_core::quiz::Question;
use formcheck_core::rulebook::pose::Place;
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

use crate::render::pictures::PictureMode;

/// Reps that can be drawn, with the clean one beside them, all by one lifter.
#[derive(Clone, Debug)]
pub struct RepFigure {
    /// One; two that are held against each other; or a set.
    pub(super) reps: Vec<Motion>,
    pub(super) is_set: bool,
    /// The place of the rep that the question is about.
    pub(super) told: usize,
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
        let reps = question.each_observed(book)?;
        let drawn = reps.iter().map(|rep| Motion::by(book, exercise, rep, lifter.body));
        Some(RepFigure {
            reps: drawn.collect::<Option<_>>()?,
            is_set: question.reps().is_set(),
            told: 0,
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
            reps: vec![Motion::by(book, exercise, signs, lifter.body)?],
            is_set: false,
            told: 0,
            clean: Motion::by(book, exercise, &[], lifter.body)?,
            lifter: Box::new(lifter),
        })
    }

    pub fn clean(book: &Rulebook, exercise: ExerciseIx, lifter: Lifter) -> Option<RepFigure> {
        let clean = Motion::by(book, exercise, &[], lifter.body)?;
        let reps = vec![clean.clone()];
        Some(RepFigure { reps, is_set: false, told: 0, clean, lifter: Box::new(lifter) })
    }

    /// The same once it is answered, which of its reps the question was about.
    #[must_use]
    pub fn about(self, told: usize) -> RepFigure {
        RepFigure { told: told.min(self.reps.len() - 1), ..self }
    }

    /// The rep at a place of the set, or of the two; past the last comes the first.
    pub(super) fn rep(&self, at: usize) -> &Motion {
        &self.reps[at % self.reps.len()]
    }

    /// Whether two reps are held against each other.
    pub(super) fn is_pair(&self) -> bool {
        self.reps.len() == 2 && !self.is_set
    }

    /// What is said of the rep at a place: "rep A", "rep 3 of 6"; nothing of one alone.
    pub(super) fn named(&self, at: usize) -> Option<String> {
        let at = at % self.reps.len();
        match self.reps.len() {
            1 => None,
            2 if !self.is_set => Some(if at == 0 { "rep A" } else { "rep B" }.to_owned()),
            all => Some(format!("rep {} of {all}", at + 1)),
        }
    }

    /// Whether the rep and the clean one are not the same to look at.
    pub fn differs(&self) -> bool {
        !self.reps.iter().all(Motion::looks_clean)
    }

    /// From where it is looked at: from a place that was turned to, else from where its exercise is seen best.
    pub(super) fn viewpoint(&self, turned: Option<Place>) -> Viewpoint {
        let home = self.clean.viewpoints()[0];
        turned
            .and_then(|place| self.clean.around().iter().find(|from| from.place == place).copied())
            .unwrap_or(home)
    }

    /// The place that is `steps` further around the lifter, or before if they are negative.
    pub(super) fn turned(&self, from: Option<Place>, steps: isize) -> Place {
        let around = self.clean.around();
        let now = self.viewpoint(from).place;
        let at = around.iter().position(|one| one.place == now).unwrap_or_default();
        let count = around.len().cast_signed();
        around[(at.cast_signed() + steps).rem_euclid(count).cast_unsigned()].place
    }

    /// The second of the places that its exercise is seen from, or the first one if it is there.
    pub(super) fn other_view(&self, from: Option<Place>) -> Place {
        let now = self.viewpoint(from).place;
        let places = self.clean.viewpoints();
        places.iter().map(|one| one.place).find(|place| *place != now).unwrap_or(now)
    }

    /// The rep at a place on a film of so many columns and rows, or at none the clean one; all are at the scale of the one that
    /// goes farthest.
    pub(super) fn film(
        &self,
        at: Option<usize>,
        from: Viewpoint,
        mode: PictureMode,
        cells: (usize, usize),
    ) -> Film {
        let shown = at.map_or(&self.clean, |at| self.rep(at));
        let beside: Vec<&Motion> = self.reps.iter().chain([&self.clean]).collect();
        Film::beside(shown, &self.clean, &beside, &self.lifter, (from.into(), mode.size(cells)))
    }

    /// How fine a picture of so many columns and rows is.
    pub(super) fn detail(&self, mode: PictureMode, cells: (usize, usize)) -> Detail {
        Detail(self.film(Some(0), self.viewpoint(None), mode, cells).step() * mode.dots())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::quiz::{About, Introduction, skills};
    use formcheck_core::rulebook::{SignKind, load_built_in};

    /// What only the lifter feels is not drawn: no two equal pictures are shown as a clean rep and a faulty one.
    #[test]
    fn what_is_felt_looks_clean_and_what_is_drawn_does_not() {
        let book = load_built_in();
        let mut counts = (0, 0);
        for about in skills(&book) {
            let About::Mistake(exercise, mistake) = about else { continue };
            let Some((_, off)) = Introduction::of(&book, about).and_then(|shown| shown.faulty(&book)) else {
                continue;
            };
            let Some(figure) = RepFigure::faulty(&book, exercise, &off, Lifter::MIDDLING) else { continue };
            let is_felt = off.iter().all(|&(sign, _)| book[sign].kind != SignKind::Seen);
            if is_felt {
                assert!(!figure.differs(), "{}", about.skill(&book));
                counts.0 += 1;
            } else if book[mistake].id.as_str() == "arm-rowing" {
                assert!(figure.differs(), "{}", about.skill(&book));
                counts.1 += 1;
            }
        }
        assert!(counts.0 > 10 && counts.1 > 3, "{counts:?}");
    }
}
