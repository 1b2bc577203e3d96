//! How far a person is with one skill.

use crate::{Answered, Model, Rating, Rung};
use formcheck_core::day::Day;

/// What follows from all answers to one skill's items.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct SkillState {
    pub answers: u32,
    pub right: u32,
    /// How far it is on the course of its mistake.
    pub rung: Rung,
    /// On how many days in a row the first answer was right, up to now.
    pub streak: u32,
    /// How often it was forgotten: a first answer of a day that was wrong, after one that was right.
    pub lapses: u32,
    pub first: Day,
    /// The day of the last answer that the schedule counts.
    pub rated: Day,
    /// How long the memory lasts: days until it is recalled nine times in ten.
    pub stability: f32,
    /// How hard it is for this person, 1 to 10.
    pub difficulty: f32,
    /// The day on which it is due.
    pub due: Day,
}

/// A step on the way, as a person understands it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SkillStep {
    /// Never asked.
    New,
    /// Asked; the last time wrong, or right only once.
    Seen,
    /// Right on two days running.
    Familiar,
    /// Right on two days running or more, and expected to last a week.
    Solid,
    /// Right on four days running or more, and expected to last a month.
    Mastered,
}

impl SkillStep {
    pub const ALL: [SkillStep; 5] =
        [SkillStep::New, SkillStep::Seen, SkillStep::Familiar, SkillStep::Solid, SkillStep::Mastered];

    pub fn word(self) -> &'static str {
        match self {
            SkillStep::New => "new",
            SkillStep::Seen => "seen",
            SkillStep::Familiar => "familiar",
            SkillStep::Solid => "solid",
            SkillStep::Mastered => "mastered",
        }
    }
}

/// Whether what was answered on `day` is of another day than what was answered before it on `last`. Whoever travels west may
/// live through a day again; where the calendar goes back further the clock had been ahead, and the answer counts.
pub(super) fn begins_a_day(day: Day, last: Day) -> bool {
    day > last || day.plus(1) < last
}

impl SkillState {
    /// With one more answer, on `day`. The first answer of a day counts for the schedule; later ones are practice.
    #[must_use]
    pub fn and(mut self, model: &Model, answer: &Answered, day: Day) -> SkillState {
        if self.answers == 0 {
            self.first = day;
        }
        self.answers += 1;
        self.right += u32::from(answer.right);
        let rung = self.rung;
        self.rung = rung.after(&answer.kind, answer.right);
        let is_first_of_day = self.stability == 0.0 || begins_a_day(day, self.rated);
        if !answer.schedules || !is_first_of_day {
            return self;
        }
        let before = (self.stability > 0.0).then_some((self.stability, self.difficulty));
        let days = if before.is_some() { day.since(self.rated) } else { 0 };
        let next = model.after(before, days, Rating::of(answer, rung));
        self.lapses += u32::from(!answer.right && self.streak > 0);
        self.streak = if answer.right { self.streak + 1 } else { 0 };
        self.rated = day;
        (self.stability, self.difficulty) = (next.stability, next.difficulty);
        self.due = day.plus(next.days);
        self
    }

    /// Whether the schedule knows it.
    pub(crate) fn is_scheduled(&self) -> bool {
        self.stability > 0.0
    }

    pub fn step(&self) -> SkillStep {
        if !self.is_scheduled() {
            return if self.answers == 0 { SkillStep::New } else { SkillStep::Seen };
        }
        match (self.streak, self.stability) {
            (4.., 30.0..) => SkillStep::Mastered,
            (2.., 7.0..) => SkillStep::Solid,
            (2.., _) => SkillStep::Familiar,
            _ => SkillStep::Seen,
        }
    }
}
