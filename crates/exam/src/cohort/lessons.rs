//! What to teach next: the two or three weaknesses that stand out, with the figures behind them.
//!
//! The bounds are our judgement; chance is kept out by intervals. Must not know how a lesson is told.

use serde::Serialize;

use super::math::{float, wilson_of_several};
use super::{By, PartFigure, wilson};
use formcheck_core::detection::{Confusion, Detection};

/// Lessons that are named.
const LESSONS: usize = 3;
/// From this share on a confusion is a lesson of its own.
const OFTEN: f64 = 0.2;
/// And the lower end of its interval has to be above this, so that two slips in ten are none.
const MORE_THAN_SLIPS: f64 = 0.1;
/// d′ from which on a mistake needs no lesson: it is called in about 77 of 100 reps that have it and in 23 of 100 that don't.
const SEEN_WELL: f64 = 1.5;
/// Below this share of the marks an exercise can be a lesson of its own.
const WEAK: f64 = 0.7;

/// Something to teach, with the figures behind it.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Lesson {
    /// A mistake is taken for another.
    Confused(Confusion),
    /// A mistake is missed, or seen where it isn't.
    Missed(Detection),
    /// A part of the exam is known badly.
    Weak(PartFigure),
}

/// What to teach next. First what is taken for something else, since one lesson mends both; then what is overlooked or seen
/// where it isn't; then exercises that are known worse than the rest.
pub(super) fn of(detection: &[Detection], confusion: &[Confusion], subscores: &[PartFigure]) -> Vec<Lesson> {
    let mut told: Vec<&str> = Vec::new();
    let mut lessons: Vec<Lesson> = Vec::new();
    for one in confused(confusion) {
        // The other way round it is the same lesson.
        if !(told.contains(&one.was.as_str()) && told.contains(&one.called.as_str())) {
            lessons.push(Lesson::Confused(one.clone()));
        }
        told.extend([one.was.as_str(), one.called.as_str()]);
    }
    let unseen = |one: &&Detection| one.d_prime.value.is_some_and(|value| value < SEEN_WELL);
    let unseen = detection.iter().filter(unseen).filter(|one| !told.contains(&one.mistake.as_str()));
    lessons.extend(unseen.cloned().map(Lesson::Missed));
    lessons.extend(weak(subscores).into_iter().cloned().map(Lesson::Weak));
    lessons.truncate(LESSONS);
    lessons
}

/// Confusions that are no slips, the largest share first.
fn confused(confusion: &[Confusion]) -> Vec<&Confusion> {
    let stands_out = |one: &&Confusion| {
        let often = one.share.value.is_some_and(|share| share >= OFTEN);
        often && wilson(one.times, one.share.n).0 > MORE_THAN_SLIPS
    };
    let mut found: Vec<&Confusion> = confusion.iter().filter(stands_out).collect();
    found.sort_by(|a, b| b.share.value.unwrap_or(0.0).total_cmp(&a.share.value.unwrap_or(0.0)));
    found
}

/// Exercises whose whole interval is below what was earned over all of them, the worst first. Of many exercises one is
/// always the worst, so the intervals hold for all at once.
fn weak(subscores: &[PartFigure]) -> Vec<&PartFigure> {
    let exercises = || subscores.iter().filter(|part| part.by == By::Exercise);
    let known = || exercises().filter_map(|part| Some((part.share.value?, part.share.n)));
    let marks: f64 = known().map(|(share, n)| share * float(n)).sum();
    let all = marks / float(known().map(|(_, n)| n).sum::<usize>().max(1));
    let several = known().count();
    let is_weak = |part: &&PartFigure| {
        part.share.value.is_some_and(|share| share < WEAK && upper(share, part.share.n, several) < all)
    };
    let mut found: Vec<&PartFigure> = exercises().filter(is_weak).collect();
    found.sort_by(|a, b| a.share.value.unwrap_or(1.0).total_cmp(&b.share.value.unwrap_or(1.0)));
    found
}

/// The upper end of the interval of a share of marks, as if each item were right or wrong: partial marks vary less.
fn upper(share: f64, n: usize, several: usize) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of n is from 0 to n"
    )]
    let right = (share * float(n)).ceil() as usize;
    wilson_of_several(right.min(n), n, several).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::detection::Estimate;

    fn called(was: &str, called: &str, times: usize, n: usize) -> Confusion {
        let share = Estimate::new(n, 10, || float(times) / float(n));
        Confusion { was: was.to_owned(), called: called.to_owned(), times, share }
    }

    fn exercise(of: &str, right: usize, n: usize) -> PartFigure {
        let share = Estimate::new(n, 10, || float(right) / float(n));
        PartFigure { by: By::Exercise, of: of.to_owned(), marks: float(right), share }
    }

    #[test]
    fn slips_are_no_lesson() {
        let pairs = [called("a", "b", 2, 10), called("c", "d", 5, 9), called("e", "f", 12, 100)];
        assert_eq!(of(&[], &pairs, &[]), []);
        let pairs = [called("a", "b", 4, 12), called("b", "a", 9, 10)];
        // The more frequent way round, once.
        assert_eq!(of(&[], &pairs, &[]), [Lesson::Confused(pairs[1].clone())]);
    }

    #[test]
    fn an_exercise_is_weak_beside_the_others_and_not_by_chance() {
        let others = [exercise("a", 82, 100), exercise("b", 85, 100)];
        let by = |one: PartFigure| of(&[], &[], &[others.as_slice(), &[one]].concat());
        assert_eq!(by(exercise("c", 20, 30)), [], "68 % of 30 may be chance");
        assert_eq!(by(exercise("c", 12, 30)), [Lesson::Weak(exercise("c", 12, 30))]);
        assert_eq!(by(exercise("c", 1, 5)), [], "five are too few");
        // All equally bad: no exercise stands out.
        assert_eq!(of(&[], &[], &[exercise("a", 50, 100), exercise("b", 51, 100)]), []);
    }
}
