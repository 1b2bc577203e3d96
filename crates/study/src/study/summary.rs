//! What a session came to: what was right, what went up, when it comes back, days in a row.
//!
//! Must not know how it is told.

use std::collections::BTreeMap;

use super::scope::remaining_of;
use crate::{Goal, Owed, Remaining, SkillState, SkillStep, Study, StudyError, StudyEvent};
use formcheck_core::day::Day;
use formcheck_core::quiz::{Feedback, Session, Skill};

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Summary {
    /// Answers that stand, and right ones.
    pub answers: (usize, usize),
    /// Skills whose first answer was wrong and that were answered rightly after that was taken back.
    pub missed_first: Vec<Skill>,
    /// Skills that went up, with their steps before and after.
    pub up: Vec<(Skill, SkillStep, SkillStep)>,
    /// What was missed and not answered rightly since: it comes first next time, whatever the schedule says.
    pub next_time: Vec<Skill>,
    /// When the rest of what was asked comes back: the day, and how many.
    pub back: BTreeMap<Day, usize>,
    /// Days in a row, up to today.
    pub streak: usize,
    pub left: Remaining,
    pub today: Day,
}

impl Study<'_> {
    /// Ends the session, and tells what it came to.
    pub fn close(&mut self, session: &Session) -> Result<Summary, StudyError> {
        let summary = self.summary(session)?;
        if let Some(opened) = self.opened {
            self.append(&StudyEvent::Closed { session: opened, quit: session.was_quit() })?;
        }
        Ok(summary)
    }

    /// What the session came to so far.
    pub fn summary(&self, session: &Session) -> Result<Summary, StudyError> {
        let told: Vec<_> = (1..=session.answered()).filter_map(|n| session.feedback(n)).collect();
        let mut asked: Vec<&Skill> = Vec::new();
        for told in &told {
            if !asked.contains(&&told.item.skill) {
                asked.push(&told.item.skill);
            }
        }
        let last = |skill: &Skill| told.iter().rev().find(|told| told.item.skill == *skill);
        let is_owed = |skill: &Skill| {
            !self.asked.cram && last(skill).is_some_and(|told| !self.counts_as_right(session, told))
        };
        let mut eligible = self.eligible.clone();
        for one in eligible.iter_mut().filter(|one| asked.contains(&&one.skill)) {
            one.owed = is_owed(&one.skill).then_some(Owed::Missed);
        }
        // It may have gone on past the beginning of another day.
        let today = (self.clock)().day;
        let mut summary = Summary {
            answers: (told.len(), told.iter().filter(|told| self.counts_as_right(session, told)).count()),
            next_time: asked.iter().filter(|skill| is_owed(skill)).map(|skill| (*skill).clone()).collect(),
            left: remaining_of(&eligible, self.log.model(), Goal { today, ..self.goal() }),
            today,
            ..Summary::default()
        };
        let missed = |told: &&Feedback<'_>| told.mark.is_right() && !self.counts_as_right(session, told);
        summary.missed_first = told.iter().filter(missed).map(|told| told.item.skill.clone()).collect();
        for skill in asked {
            let Some(state) = self.log.skills().get(skill) else { continue };
            let before = match self.opened.filter(|_| self.resumed) {
                Some(opened) => self.log.state_before(skill, opened)?.step(),
                None => self.before.get(skill).map_or(SkillStep::New, SkillState::step),
            };
            if state.step() > before && state.step() > SkillStep::Seen {
                summary.up.push((skill.clone(), before, state.step()));
            }
            if state.is_scheduled() && !summary.next_time.contains(skill) {
                *summary.back.entry(state.due).or_default() += 1;
            }
        }
        let days = self.log.days()?;
        summary.streak = streak(days.keys().copied(), today);
        Ok(summary)
    }

    /// Whether an answer counts as right: the first one that was given to its item.
    pub(super) fn counts_as_right(&self, session: &Session, told: &Feedback<'_>) -> bool {
        let shown = session.place(told.n).and_then(|place| self.shown.get(place));
        let first = shown.and_then(|(shown, _)| self.answered.get(shown).copied().flatten());
        first.unwrap_or_else(|| told.mark.is_right())
    }
}

/// Days in a row with answers, up to today, or to yesterday if today has none yet.
pub fn streak(days: impl DoubleEndedIterator<Item = Day>, today: Day) -> usize {
    let mut length = 0;
    let mut expected = today;
    for day in days.rev().skip_while(|day| *day > today) {
        if length == 0 && day.plus(1) == today {
            expected = day;
        }
        if day != expected {
            break;
        }
        length += 1;
        expected = Day(day.0 - 1);
    }
    length
}
