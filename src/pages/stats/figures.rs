//! Everything that is known of how a person is doing, gathered; and as JSON.
//!
//! Must not know how a figure is computed.

use serde::Serialize;
use serde_json::{Value, json};

use formcheck_core::day::Day;
use formcheck_core::detection::{Confusion, Detection, confusions, detections};
use formcheck_core::quiz::{About, Skill, names, skills};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::stats::{
    Calibration, CountedAnswer, ForecastAccuracy, Perception, Week, calibration, forecast, forecast_accuracy,
    perceptions, weeks,
};
use formcheck_study::{Ahead, DayCount, FilmedSet, LearnerState, Preferences, SkillState, SkillStep, streak};

use std::collections::BTreeMap;

/// Weeks of retention that are shown.
const WEEKS: u32 = 12;
const AHEAD: u32 = 28;

/// A part of what is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatsPart {
    Mastery,
    Due,
    /// What is kept, week by week.
    Kept,
    Days,
    Seen,
    Confused,
    Sure,
    /// What was wrong in the sets that were filmed.
    Filmed,
}

impl StatsPart {
    /// All of them, in the order shown.
    pub const ALL: &[StatsPart] = &[
        StatsPart::Mastery,
        StatsPart::Due,
        StatsPart::Kept,
        StatsPart::Days,
        StatsPart::Seen,
        StatsPart::Confused,
        StatsPart::Sure,
        StatsPart::Filmed,
    ];
}

pub struct Stats<'a> {
    pub(crate) book: &'a Rulebook,
    pub(crate) profile: &'a str,
    pub(crate) today: Day,
    pub(crate) answers: usize,
    pub(crate) right: usize,
    pub(crate) streak: usize,
    pub(crate) days: BTreeMap<Day, DayCount>,
    pub(crate) weeks: Vec<Week>,
    pub(crate) ahead: Vec<(Day, usize)>,
    pub(crate) mastery: Vec<Mastery>,
    pub(crate) detections: Vec<Detection>,
    pub(crate) perceptions: Vec<Perception>,
    pub(crate) confusions: Vec<Confusion>,
    pub(crate) calibration: Calibration,
    pub(crate) honesty: ForecastAccuracy,
    /// What was filmed, by exercise.
    pub(crate) films: Vec<Films>,
    pub(crate) gone: Vec<Skill>,
    /// What counts for days that have not come yet.
    pub(crate) days_ahead: Option<Ahead>,
    pub(crate) preferences: Preferences,
}

/// The sets of one exercise that were filmed.
#[derive(Serialize)]
pub(crate) struct Films {
    /// The exercise's id.
    pub(crate) exercise: String,
    pub(crate) sets: usize,
    /// What was wrong, the most frequent first.
    pub(crate) mistakes: Vec<FilmedMistake>,
}

#[derive(Serialize)]
pub(crate) struct FilmedMistake {
    pub(crate) mistake: String,
    /// In how many of the sets it was.
    pub(crate) times: usize,
    /// The last day on which it was.
    pub(crate) last: Day,
}

/// How far one exercise is: how many of its skills are at each step.
pub(crate) struct Mastery {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    /// By [`SkillStep::ALL`].
    pub(crate) steps: [usize; 5],
}

impl<'a> Stats<'a> {
    pub fn new(
        book: &'a Rulebook,
        profile: &'a str,
        today: Day,
        answers: &[CountedAnswer],
        state: LearnerState,
    ) -> Stats<'a> {
        let model = state.model();
        let LearnerState { skills: states, days, films, preferences, .. } = state;
        Stats {
            book,
            profile,
            today,
            answers: answers.len(),
            right: answers.iter().filter(|(answer, ..)| answer.right).count(),
            streak: streak(days.keys().copied(), today),
            days,
            weeks: weeks(answers, today, WEEKS),
            ahead: forecast(states.values(), today, AHEAD),
            mastery: mastery(book, &states),
            detections: detections(answers.iter().flat_map(|(answer, ..)| &answer.trials)),
            perceptions: perceptions(answers),
            confusions: confusions(answers.iter().map(|(answer, ..)| answer.trials.as_slice())),
            calibration: calibration(answers),
            honesty: forecast_accuracy(answers, &model),
            films: of_films(films.values()),
            gone: states.keys().filter(|skill| About::of(book, skill).is_none()).cloned().collect(),
            days_ahead: None,
            preferences,
        }
    }

    /// With what counts for days ahead.
    #[must_use]
    pub fn with(self, days_ahead: Option<Ahead>) -> Stats<'a> {
        Stats { days_ahead, ..self }
    }

    pub(crate) fn mistake(&self, id: &str) -> String {
        names::name_of(self.book, id).unwrap_or_else(|| id.to_owned())
    }

    pub fn json(&self) -> Value {
        let mastery = |one: &Mastery| {
            let mut object = json!({"exercise": one.id});
            for (step, count) in SkillStep::ALL.iter().zip(one.steps) {
                object[step.word()] = json!(count);
            }
            object
        };
        let day = |(day, count): (&Day, &DayCount)| json!({"day": day, "answers": count.answers, "right": count.right, "ms": count.ms});
        json!({
            "profile": self.profile,
            "today": self.today,
            "day_begins": self.preferences.day_start().hour(),
            "share": self.preferences.wanted(),
            "answers": self.answers,
            "right": self.right,
            "streak": self.streak,
            "retention": self.weeks,
            "due": self.ahead.iter().map(|(day, due)| json!({"day": day, "due": due})).collect::<Vec<_>>(),
            "days": self.days.iter().map(day).collect::<Vec<_>>(),
            "mastery": self.mastery.iter().map(mastery).collect::<Vec<_>>(),
            "detection": self.detections,
            "perception": self.perceptions,
            "confusion": self.confusions,
            "calibration": self.calibration,
            "honesty": self.honesty,
            "filmed": self.films,
            "gone": self.gone,
            "ahead": self.days_ahead.as_ref().map(|ahead| json!({"answers": ahead.answers, "filmed": ahead.films, "from": ahead.from, "until": ahead.until})),
        })
    }
}

/// What was filmed, by exercise.
fn of_films<'f>(films: impl Iterator<Item = &'f (Day, FilmedSet)>) -> Vec<Films> {
    /// How often each mistake was there, and when last.
    type TimesFired<'f> = BTreeMap<&'f str, (usize, Day)>;
    let mut found: BTreeMap<&str, (usize, TimesFired<'_>)> = BTreeMap::new();
    for (day, set) in films {
        let (sets, mistakes) = found.entry(&set.exercise).or_default();
        *sets += 1;
        for mistake in &set.fires {
            let (times, last) = mistakes.entry(mistake).or_default();
            *times += 1;
            *last = (*last).max(*day);
        }
    }
    let films = found.into_iter().map(|(exercise, (sets, mistakes))| {
        let mistake = |(mistake, (times, last)): (&str, (usize, Day))| FilmedMistake {
            mistake: mistake.to_owned(),
            times,
            last,
        };
        let mut mistakes: Vec<FilmedMistake> = mistakes.into_iter().map(mistake).collect();
        mistakes.sort_by_key(|one| std::cmp::Reverse((one.times, one.last)));
        Films { exercise: exercise.to_owned(), sets, mistakes }
    });
    films.collect()
}

fn mastery(book: &Rulebook, states: &BTreeMap<Skill, SkillState>) -> Vec<Mastery> {
    let mut found: Vec<Mastery> = book
        .exercises
        .iter()
        .map(|exercise| Mastery {
            name: exercise.name.clone(),
            id: Some(exercise.id.as_str().to_owned()),
            steps: [0; 5],
        })
        .collect();
    found.push(Mastery { name: "In general".to_owned(), id: None, steps: [0; 5] });
    for about in skills(book) {
        let step = states.get(&about.skill(book)).map_or(SkillStep::New, SkillState::step);
        let place =
            about.exercise().map_or(book.exercises.len(), formcheck_core::rulebook::ExerciseIx::place);
        found[place].steps[step as usize] += 1;
    }
    found
}
