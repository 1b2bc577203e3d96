//! Simulated learners with a memory that is known, and not the scheduler's own: what do they keep, for the same number of
//! questions, if the schedule chooses, if the questions come in a fixed order, and if they come at random?
//!
//! The memory: a skill is recalled with chance exp(-t / S), t in days. Recalling it makes S grow, the more the closer it
//! was to being forgotten (the spacing effect); failing makes S shrink, and the explanation that follows counts as
//! learning it again. Each learner has their own first S, growth and loss, each skill its own ease. A question with four
//! options is guessed right once in four.

use formcheck_core::day::Day;
use formcheck_core::quiz::{Chance, OptionId, Response, Seed, skills};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::{Answered, AskedSkill, EligibleSkill, Goal, Model, Seq, next};

/// How the questions are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    /// By the schedule.
    Schedule,
    /// One after the other, and from the start again.
    Fixed,
    /// At random.
    Random,
}

/// What a learner came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kept {
    /// The mean chance of recall over all skills on the day after the last.
    pub(crate) all: f64,
    /// The same a month later.
    pub(crate) month: f64,
    /// The share of answers that were right.
    pub(crate) right: f64,
    /// The same on the days of the second half.
    pub(crate) right_later: f64,
    /// Skills that were asked at least once.
    pub(crate) asked: usize,
    /// Questions.
    pub(crate) questions: usize,
}

struct Memory {
    stability: Vec<f64>,
    last: Vec<Option<f64>>,
    ease: Vec<f64>,
    growth: f64,
    loss: f64,
    first: f64,
}

/// A number from 0 to 1.
fn unit(chance: &mut Chance) -> f64 {
    f64::from(u32::try_from(chance.below(1 << 30)).expect("it fits")) / f64::from(1_u32 << 30)
}

impl Memory {
    fn new(skills: usize, chance: &mut Chance) -> Memory {
        let mut between = |from: f64, to: f64| from + (to - from) * unit(chance);
        Memory {
            growth: between(1.5, 4.0),
            loss: between(0.2, 0.6),
            first: between(0.8, 2.5),
            ease: (0..skills).map(|_| between(0.6, 1.6)).collect(),
            stability: vec![0.0; skills],
            last: vec![None; skills],
        }
    }

    fn recall(&self, skill: usize, now: f64) -> f64 {
        self.last[skill].map_or(0.0, |last| (-(now - last) / self.stability[skill]).exp())
    }

    /// Whether it is recalled; and what that does.
    fn ask(&mut self, skill: usize, now: f64, chance: &mut Chance) -> bool {
        let recall = self.recall(skill, now);
        let recalled = unit(chance) < recall;
        let ease = self.ease[skill];
        self.stability[skill] = match self.last[skill] {
            None => self.first * ease,
            Some(_) if recalled => self.stability[skill] * (1.0 + self.growth * ease * (1.0 - recall)),
            Some(_) => (self.stability[skill] * self.loss).max(self.first * ease * 0.7),
        };
        self.last[skill] = Some(now);
        recalled || unit(chance) < 0.25
    }

    fn kept(&self, now: f64) -> f64 {
        let all: f64 = (0..self.last.len()).map(|skill| self.recall(skill, now)).sum();
        all / f64::from(u32::try_from(self.last.len()).expect("a few hundred"))
    }
}

/// One learner over some days, so many questions a day.
pub(crate) fn learner(book: &Rulebook, seed: u64, order: Order, (days, a_day): (u32, usize)) -> Kept {
    let mut chance = Chance::from_seed(Seed(seed));
    let mut askables: Vec<EligibleSkill> = skills(book)
        .map(|about| EligibleSkill { about, skill: about.skill(book), state: None, owed: None })
        .collect();
    let mut memory = Memory::new(askables.len(), &mut chance);
    let model = Model::default();
    let mut kept = Kept::default();
    let (mut right, mut right_later, mut later) = (0, 0, 0);
    for day in 0..days {
        let today = Day(20_000).plus(day);
        let mut history: Vec<AskedSkill> = Vec::new();
        for n in 0..a_day {
            let wanted = Goal { today, by: None, cram: false };
            let place = match order {
                Order::Schedule => next(&askables, (&history, a_day - n), &[], (&model, wanted), |_| true)
                    .map(|(place, _)| place),
                Order::Fixed => Some((day as usize * a_day + n) % askables.len()),
                Order::Random => Some(chance.below(askables.len())),
            };
            let Some(place) = place else { break };
            let now = f64::from(day) + f64::from(u32::try_from(n).expect("small")) * 0.000_35;
            let is_right = memory.ask(place, now, &mut chance);
            let standing = &mut askables[place];
            let answer = answered(standing, is_right);
            standing.state = Some(standing.state.unwrap_or_default().and(&model, &answer, today));
            history.push(AskedSkill { about: standing.about, right: Some(is_right) });
            kept.questions += 1;
            right += usize::from(is_right);
            if day >= days / 2 {
                later += 1;
                right_later += usize::from(is_right);
            }
        }
    }
    let share = |part: usize, of: usize| {
        f64::from(u32::try_from(part).expect("small")) / f64::from(u32::try_from(of.max(1)).expect("small"))
    };
    Kept {
        all: memory.kept(f64::from(days)),
        month: memory.kept(f64::from(days + 30)),
        right: share(right, kept.questions),
        right_later: share(right_later, later),
        asked: memory.last.iter().flatten().count(),
        ..kept
    }
}

fn answered(standing: &EligibleSkill, right: bool) -> Answered {
    Answered {
        session: Seq(1),
        shown: Seq(1),
        skill: standing.skill.clone(),
        kind: "spot".to_owned(),
        answer: Response::One(OptionId::new("a")),
        certainty: None,
        ms: 0,
        marks: f64::from(u8::from(right)),
        right,
        schedules: true,
        again: false,
        by_eye: false,
        hint: false,
        trials: Vec::new(),
        sighting: None,
    }
}
