//! Simulated learners with a memory and an eye that are known, and not the scheduler's own: what do they see and keep, for
//! the same number of questions, by the course, by the schedule without the course, in a fixed order and at random?
//!
//! The memory: a name is recalled with chance exp(-t / S), t in days. Recalling it makes S grow, the more the closer it was
//! to being forgotten (the spacing effect); failing makes S shrink, and the explanation that follows counts as learning it
//! again. Each learner has their own first S, growth and loss, each skill its own ease.
//!
//! The eye: each mistake has a threshold, the amount of it that is seen every other time, where 1 is the amount that is
//! drawn. It starts above 1, falls with each rep whose difference is explained, more so with a clean rep beside it, and
//! rises again towards where it began, the more slowly the more often it was practised.
//!
//! What asks for a name takes both; what asks whether a rep is clean takes the eye alone. A question with four options is
//! guessed right once in four, one with two every other time.

use formcheck_core::day::Day;
use formcheck_core::quiz::{Chance, OptionId, Response, Seed, skills};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::{Answered, AskedSkill, EligibleSkill, Goal, Model, Rung, Seq, next};

/// How the questions are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    /// By the schedule; each mistake is shown before it is asked, and asked rung by rung.
    Course,
    /// The same, for learners to whom being shown a mistake teaches nothing.
    Rungs,
    /// By the schedule; each mistake is to be named from the start, and nothing is shown before.
    Schedule,
    /// One after the other, and from the start again.
    Fixed,
    /// At random.
    Random,
}

impl Order {
    pub(crate) const ALL: [Order; 5] =
        [Order::Course, Order::Rungs, Order::Schedule, Order::Fixed, Order::Random];

    pub(crate) fn is_scheduled(self) -> bool {
        matches!(self, Order::Course | Order::Rungs | Order::Schedule)
    }

    /// Whether it goes rung by rung.
    fn climbs(self) -> bool {
        matches!(self, Order::Course | Order::Rungs)
    }
}

/// What a learner came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kept {
    /// The mean chance of naming a rep, over all skills, on the day after the last.
    pub(crate) all: f64,
    /// The same a month later.
    pub(crate) month: f64,
    /// The mean chance of seeing a mistake, over all mistakes, on the day after the last.
    pub(crate) seen: f64,
    /// The same a month later.
    pub(crate) seen_month: f64,
    /// The share of answers that were right.
    pub(crate) right: f64,
    /// The same on the days of the second half.
    pub(crate) right_later: f64,
    /// Skills that were asked at least once.
    pub(crate) asked: usize,
    /// Questions.
    pub(crate) questions: usize,
    /// Mistakes that were shown before they were asked.
    pub(crate) shown: usize,
}

/// A learner's eye for one mistake.
#[derive(Clone, Copy)]
struct Eye {
    /// The threshold when it was practised last, and where it goes back to.
    threshold: f64,
    origin: f64,
    last: f64,
    /// Days in which two thirds of what was gained are lost.
    lasts: f64,
}

impl Eye {
    /// The lowest threshold that anybody gets to.
    const BEST: f64 = 0.35;
    /// How blurred a threshold is.
    const BLUR: f64 = 0.15;

    fn threshold(&self, now: f64) -> f64 {
        self.origin - (self.origin - self.threshold) * (-(now - self.last) / self.lasts).exp()
    }

    /// The chance of seeing it, at the amount that is drawn.
    fn sees(&self, now: f64) -> f64 {
        1.0 / (1.0 + ((self.threshold(now) - 1.0) / Eye::BLUR).exp())
    }

    /// A rep was explained: the threshold falls by this share of what it can.
    fn practise(&mut self, now: f64, gain: f64) {
        let threshold = self.threshold(now);
        self.lasts *= 1.0 + gain * (now - self.last).clamp(0.0, self.lasts) / self.lasts;
        self.threshold = threshold - (threshold - Eye::BEST) * gain;
        self.last = now;
    }
}

struct Learner {
    stability: Vec<f64>,
    last: Vec<Option<f64>>,
    ease: Vec<f64>,
    /// None for what is not seen, such as steps.
    eyes: Vec<Option<Eye>>,
    growth: f64,
    loss: f64,
    first: f64,
    /// What one explained rep does for the eye, and one with a clean rep beside it before it is asked.
    gain: f64,
    contrast: f64,
}

/// A number from 0 to 1.
fn unit(chance: &mut Chance) -> f64 {
    f64::from(u32::try_from(chance.below(1 << 30)).expect("it fits")) / f64::from(1_u32 << 30)
}

impl Learner {
    fn new(skills: &[EligibleSkill], chance: &mut Chance) -> Learner {
        let mut between = |from: f64, to: f64| from + (to - from) * unit(chance);
        let gain = between(0.15, 0.35);
        Learner {
            growth: between(1.5, 4.0),
            loss: between(0.2, 0.6),
            first: between(0.8, 2.5),
            gain,
            contrast: gain * 1.5,
            ease: skills.iter().map(|_| between(0.6, 1.6)).collect(),
            stability: vec![0.0; skills.len()],
            last: vec![None; skills.len()],
            eyes: skills
                .iter()
                .map(|skill| {
                    let origin = between(0.9, 1.6);
                    let lasts = between(5.0, 20.0);
                    skill.about.mistake().map(|_| Eye { threshold: origin, origin, last: 0.0, lasts })
                })
                .collect(),
        }
    }

    fn recall(&self, skill: usize, now: f64) -> f64 {
        self.last[skill].map_or(0.0, |last| (-(now - last) / self.stability[skill]).exp())
    }

    fn sees(&self, skill: usize, now: f64) -> f64 {
        self.eyes[skill].map_or(1.0, |eye| eye.sees(now))
    }

    /// The mistake is shown beside a clean rep, with its name.
    fn show(&mut self, skill: usize, now: f64) {
        if let Some(eye) = &mut self.eyes[skill] {
            eye.practise(now, self.contrast);
        }
        self.stability[skill] = self.first * self.ease[skill];
        self.last[skill] = Some(now);
    }

    /// Asked whether a rep is clean: whether that was right; and what it does.
    fn ask_clean(&mut self, skill: usize, now: f64, chance: &mut Chance) -> bool {
        let saw = unit(chance) < self.sees(skill, now);
        self.explain(skill, now);
        if self.last[skill].is_none() {
            // The explanation names it.
            self.stability[skill] = self.first * self.ease[skill];
            self.last[skill] = Some(now);
        }
        saw || unit(chance) < 0.5
    }

    /// Asked for the name: whether that was right; and what it does.
    fn ask_name(&mut self, skill: usize, now: f64, chance: &mut Chance) -> bool {
        let recall = self.recall(skill, now);
        let recalled = unit(chance) < recall;
        let saw = unit(chance) < self.sees(skill, now);
        let ease = self.ease[skill];
        self.stability[skill] = match self.last[skill] {
            None => self.first * ease,
            Some(_) if recalled => self.stability[skill] * (1.0 + self.growth * ease * (1.0 - recall)),
            Some(_) => (self.stability[skill] * self.loss).max(self.first * ease * 0.7),
        };
        self.last[skill] = Some(now);
        self.explain(skill, now);
        recalled && saw || unit(chance) < 0.25
    }

    fn explain(&mut self, skill: usize, now: f64) {
        if let Some(eye) = &mut self.eyes[skill] {
            eye.practise(now, self.gain);
        }
    }

    /// The mean chance of naming a rep.
    fn kept(&self, now: f64) -> f64 {
        mean((0..self.last.len()).map(|skill| self.recall(skill, now) * self.sees(skill, now)))
    }

    /// The mean chance of seeing a mistake.
    fn seen(&self, now: f64) -> f64 {
        mean(self.eyes.iter().flatten().map(|eye| eye.sees(now)))
    }
}

fn mean(of: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = of.fold((0.0, 0_u32), |(sum, count), one| (sum + one, count + 1));
    sum / f64::from(count.max(1))
}

/// One learner over some days, so many questions a day.
pub(crate) fn learner(book: &Rulebook, seed: u64, order: Order, (days, a_day): (u32, usize)) -> Kept {
    let mut chance = Chance::from_seed(Seed(seed));
    let mut askables: Vec<EligibleSkill> = skills(book)
        .map(|about| EligibleSkill {
            in_scope: true,
            about,
            skill: about.skill(book),
            state: None,
            owed: None,
            introduced: false,
        })
        .collect();
    let mut learner = Learner::new(&askables, &mut chance);
    let model = Model::default();
    let mut kept = Kept::default();
    let (mut right, mut right_later, mut later) = (0, 0, 0);
    for day in 0..days {
        let today = Day(20_000).plus(day);
        let mut history: Vec<AskedSkill> = Vec::new();
        for n in 0..a_day {
            let wanted = Goal { today, by: None, cram: false };
            let place = if order.is_scheduled() {
                next(&askables, (&history, a_day - n), &[], (&model, wanted), |_| true)
                    .map(|(place, _)| place)
            } else if order == Order::Fixed {
                Some((day as usize * a_day + n) % askables.len())
            } else {
                Some(chance.below(askables.len()))
            };
            let Some(place) = place else { break };
            let now = f64::from(day) + f64::from(u32::try_from(n).expect("small")) * 0.000_35;
            let standing = &mut askables[place];
            let is_mistake = standing.about.mistake().is_some();
            if order == Order::Course && is_mistake && standing.state.is_none() && !standing.introduced {
                learner.show(place, now);
                standing.introduced = true;
                kept.shown += 1;
            }
            let rung = if order.climbs() && is_mistake { standing.rung() } else { Rung::Name };
            let is_right = match rung {
                Rung::See => learner.ask_clean(place, now, &mut chance),
                Rung::Name | Rung::Fix | Rung::First => learner.ask_name(place, now, &mut chance),
            };
            let answer = answered(standing, rung, is_right);
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
    let (end, month) = (f64::from(days), f64::from(days + 30));
    Kept {
        all: learner.kept(end),
        month: learner.kept(month),
        seen: learner.seen(end),
        seen_month: learner.seen(month),
        right: share(right, kept.questions),
        right_later: share(right_later, later),
        asked: learner.last.iter().flatten().count(),
        ..kept
    }
}

fn answered(standing: &EligibleSkill, rung: Rung, right: bool) -> Answered {
    let kind = match rung {
        Rung::See => "clean-or-not",
        Rung::Name => "spot",
        Rung::Fix => "fix",
        Rung::First => "first",
    };
    Answered {
        session: Seq(1),
        shown: Seq(1),
        skill: standing.skill.clone(),
        kind: kind.to_owned(),
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
