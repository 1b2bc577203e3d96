//! What to ask next. Pure: what is known of each skill, what this session asked so far, and the day are handed in.
//!
//! In this order: what was missed a few questions ago; the other of two mistakes that this person confuses; every fifth time
//! something new; what is due, exercises taking turns and never the same mistake twice running; then what is new. Of what is
//! due comes first what was filmed, then what was missed, then what is most likely to be known still: where not all of it
//! fits into a day, that is saved with the fewest questions. New things wait while too much goes wrong: what isn't due yet is
//! asked in their place, the least known first.

use std::cmp::Ordering;

use crate::{Model, Rung, SkillState};
use formcheck_core::day::Day;
use formcheck_core::quiz::{About, Skill};
use formcheck_core::rulebook::MistakeIx;

/// A skill that may be asked, with what is known of it.
#[derive(Clone, Debug)]
pub struct EligibleSkill {
    pub about: About,
    pub skill: Skill,
    /// Whether it is among what was chosen. Whoever films a lift does it, whatever was chosen: that is asked as well.
    pub in_scope: bool,
    /// What is known of it; none if it is new.
    pub state: Option<SkillState>,
    /// Why it comes first, whatever the schedule says.
    pub owed: Option<Owed>,
    /// Whether it was shown already, so that it may be asked.
    pub introduced: bool,
}

/// Why a skill comes before all others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Owed {
    /// The person filmed a set that has this mistake, and has not answered rightly since.
    Filmed,
    /// It was missed in a session before, and not answered rightly since.
    Missed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AskedSkill {
    pub about: About,
    /// Whether the answer was right; none if it is not answered.
    pub right: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Goal {
    pub today: Day,
    pub by: Option<Day>,
    /// Whether everything is asked, due or not.
    pub cram: bool,
}

/// After so many other questions a missed one comes again.
const GAP: usize = 4;
/// So often it comes again in one session.
const MOST_AGAIN: usize = 1;
/// Among so many of the least known one is chosen that suits what was asked last.
const LOOK_AHEAD: usize = 12;
/// Over so many answers it is looked at how it goes.
const LATELY: usize = 8;
/// With fewer right ones than this among them, new things wait that are more than their share.
const TOO_FEW: usize = 6;
/// With fewer than this, they wait with their share, too.
const FAR_TOO_FEW: usize = 4;
/// One question of so many is about something new, however much is due: who is asked only what is due sees a part of what they
/// chose very often and the rest never (docs/learning.md).
const NEW_EVERY: usize = 5;
/// What is surer than this is not asked ahead of time.
const SURE: f32 = 0.97;

impl EligibleSkill {
    /// The chance that it is known on a day; none if it is new.
    pub(crate) fn retrievability(&self, model: &Model, day: Day) -> Option<f32> {
        let state = self.state.filter(SkillState::is_scheduled)?;
        Some(model.retrievability(state.stability, day.since(state.rated)))
    }

    pub fn rung(&self) -> Rung {
        self.state.map_or(Rung::See, |state| state.rung)
    }

    /// Whether it is to be shown before it is asked.
    pub(crate) fn wants_introduction(&self) -> bool {
        !self.introduced && self.state.is_none() && self.about.mistake().is_some()
    }

    /// Whether it may be asked: it was chosen, or was filmed and is not known yet.
    pub(crate) fn may_be_asked(&self) -> bool {
        self.in_scope || self.is_filmed()
    }

    fn is_filmed(&self) -> bool {
        self.owed == Some(Owed::Filmed)
    }

    /// Whether it is due.
    pub fn is_due(&self, model: &Model, goal: Goal) -> bool {
        if !self.may_be_asked() {
            return false;
        }
        let Some(state) = self.state.filter(SkillState::is_scheduled) else { return self.is_filmed() };
        let fades = |by: Day| self.retrievability(model, by).is_some_and(|chance| chance < model.desired());
        let is_fresh = state.rated >= goal.today;
        goal.cram
            || self.owed.is_some()
            || !is_fresh && (state.due <= goal.today || goal.by.is_some_and(fades))
    }

    /// Whether it was never asked, or only crammed; what was filmed is due.
    pub fn is_new(&self) -> bool {
        self.in_scope && !self.is_filmed() && self.state.is_none_or(|state| !state.is_scheduled())
    }
}

/// What a session may ask now: the place among the `eligible`, and whether it comes again. None if there is nothing
/// left. `room` is how many questions are still to come; towards the end what was missed takes them, so that it comes
/// again inside the session. `confused` are pairs of mistakes that this person takes for each other; `can` tells what
/// can be asked at all.
pub fn next(
    eligible: &[EligibleSkill],
    (asked, room): (&[AskedSkill], usize),
    confused: &[(MistakeIx, MistakeIx)],
    (model, goal): (&Model, Goal),
    can: impl Fn(usize) -> bool,
) -> Option<(usize, bool)> {
    if let Some(again) = missed(eligible, asked, GAP, &can).first() {
        return Some((*again, true));
    }
    // One more that is missed has to find room as well.
    let waiting = missed(eligible, asked, 0, &can).len();
    if waiting > 0
        && waiting + 2 > room
        && let Some(again) = missed(eligible, asked, 1, &can).first()
    {
        return Some((*again, true));
    }
    let fresh: Vec<usize> = (0..eligible.len())
        .filter(|at| can(*at) && eligible[*at].may_be_asked())
        .filter(|at| asked.iter().all(|turn| turn.about != eligible[*at].about))
        .collect();
    if let Some(other) = confused_with_last(eligible, asked, confused, &fresh) {
        return Some((other, false));
    }
    let by_chance = |mut places: Vec<usize>| {
        let chance = |at: &usize| {
            let standing = &eligible[*at];
            let known = standing.retrievability(model, goal.by.unwrap_or(goal.today));
            ((standing.owed.is_none(), standing.owed), known)
        };
        places.sort_by(|a, b| {
            let ((owed_a, known_a), (owed_b, known_b)) = (chance(a), chance(b));
            owed_a.cmp(&owed_b).then(known_b.partial_cmp(&known_a).unwrap_or(Ordering::Equal))
        });
        places
    };
    let due = || fresh.iter().copied().filter(|at| eligible[*at].is_due(model, goal)).collect();
    let ahead = || {
        let unsure = |at: &usize| {
            let known = eligible[*at].retrievability(model, goal.today);
            let is_fresh = eligible[*at].state.is_some_and(|state| state.rated >= goal.today);
            !is_fresh && known.is_some_and(|chance| chance < SURE)
        };
        let mut places = by_chance(fresh.iter().copied().filter(unsure).collect());
        // Nothing is lost yet of what isn't due: what is least known gains most.
        places.reverse();
        places
    };
    let new = || fresh.iter().copied().filter(|at| eligible[*at].is_new()).collect::<Vec<usize>>();
    let is_turn_of_new = asked.len() % NEW_EVERY == NEW_EVERY - 1 && !goes_badly(asked, FAR_TOO_FEW);
    let found = is_turn_of_new
        .then(new)
        .and_then(|new| newest(eligible, asked, &new))
        .or_else(|| suiting(eligible, asked, &by_chance(due())))
        .or_else(|| if goes_badly(asked, TOO_FEW) { suiting(eligible, asked, &ahead()) } else { None })
        .or_else(|| newest(eligible, asked, &new()));
    found.map(|at| (at, false)).or_else(|| Some((*missed(eligible, asked, 1, &can).first()?, true)))
}

/// What was missed at least `gap` questions ago and not asked since, and may be asked, in the order in which it was.
fn missed(
    eligible: &[EligibleSkill],
    asked: &[AskedSkill],
    gap: usize,
    can: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let (Some(until), Some(last)) = (asked.len().checked_sub(gap), asked.last()) else { return Vec::new() };
    let missed = |&(at, turn): &(usize, &AskedSkill)| {
        let times = asked.iter().filter(|other| other.about == turn.about).count();
        let later = asked[at + 1..].iter().any(|other| other.about == turn.about);
        turn.right == Some(false) && !later && times <= MOST_AGAIN
    };
    // Not on the heels of the same mistake in another exercise.
    let suits =
        |about: About| gap <= 1 || about.mistake().is_none() || about.mistake() != last.about.mistake();
    let missed = asked[..until].iter().enumerate().filter(missed).filter(|(_, turn)| suits(turn.about));
    let place = |about: About| eligible.iter().position(|skill| skill.about == about);
    missed.filter_map(|(_, turn)| place(turn.about)).filter(|at| can(*at)).collect()
}

/// The mistake that this person takes for the one just asked, in the same exercise.
fn confused_with_last(
    eligible: &[EligibleSkill],
    asked: &[AskedSkill],
    confused: &[(MistakeIx, MistakeIx)],
    fresh: &[usize],
) -> Option<usize> {
    let About::Mistake(exercise, mistake) = asked.last()?.about else { return None };
    // A pair and no chain: exercises still take turns.
    if asked.len() > 1 && asked[asked.len() - 2].about.exercise() == Some(exercise) {
        return None;
    }
    let is_other =
        |other: MistakeIx| confused.contains(&(mistake, other)) || confused.contains(&(other, mistake));
    fresh.iter().copied().find(|&at| match eligible[at].about {
        About::Mistake(same, other) => same == exercise && is_other(other),
        _ => false,
    })
}

/// Of these, the first that suits what was asked last: another exercise and another mistake; another mistake at least;
/// any, if there is no other.
fn suiting(eligible: &[EligibleSkill], asked: &[AskedSkill], places: &[usize]) -> Option<usize> {
    let Some(last) = asked.last() else { return places.first().copied() };
    let about = |at: &&usize| eligible[**at].about;
    let other_mistake =
        |at: &&usize| about(at).mistake().is_none() || about(at).mistake() != last.about.mistake();
    let other_exercise = |at: &&usize| about(at).exercise() != last.about.exercise();
    let near = &places[..places.len().min(LOOK_AHEAD)];
    near.iter()
        .find(|at| other_mistake(at) && other_exercise(at))
        .or_else(|| places.iter().find(other_mistake))
        .or_else(|| places.first())
        .copied()
}

/// Of these new ones, the first of an exercise that this session asked least about.
fn newest(eligible: &[EligibleSkill], asked: &[AskedSkill], places: &[usize]) -> Option<usize> {
    let times = |at: usize| {
        let exercise = eligible[at].about.exercise();
        asked.iter().filter(|turn| turn.about.exercise() == exercise).count()
    };
    let mut places = places.to_vec();
    places.sort_by_key(|&at| times(at));
    suiting(eligible, asked, &places)
}

/// Whether fewer than so many went right lately.
fn goes_badly(asked: &[AskedSkill], too_few: usize) -> bool {
    let lately: Vec<bool> = asked.iter().rev().filter_map(|turn| turn.right).take(LATELY).collect();
    lately.len() == LATELY && lately.iter().filter(|right| **right).count() < too_few
}
