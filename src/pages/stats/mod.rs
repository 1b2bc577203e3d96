//! How a person is doing: the same figures as text, as JSON and as one page of HTML.
//!
//! Must not know how a figure is computed.

mod html;
mod plot;
mod text;

pub use html::page as html;
pub use text::{page as text, part};

use serde_json::{Value, json};

use formcheck_core::day::Day;
use formcheck_core::detection::{Confusion, Detection, EACH, Estimate, confusions, detections};
use formcheck_core::quiz::names;
use formcheck_core::quiz::{About, Skill, skills};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::stats::{
    Calibration, CountedAnswer, ForecastAccuracy, Week, calibration, forecast, forecast_accuracy, weeks,
};
use formcheck_study::{DayCount, Model, SkillState, Step, streak};

use std::collections::BTreeMap;

/// Weeks of retention that are shown.
const WEEKS: u32 = 12;
/// Days of the forecast.
const AHEAD: u32 = 28;

/// A part of what is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// How far each exercise is.
    Mastery,
    /// What comes back when.
    Due,
    /// What is kept, week by week.
    Kept,
    /// Days with answers.
    Days,
    /// How well each mistake is seen.
    Seen,
    /// What is taken for what.
    Confused,
    /// Whether sure means right.
    Sure,
}

impl Part {
    /// All of them, in the order shown.
    pub const ALL: &[Part] =
        &[Part::Mastery, Part::Due, Part::Kept, Part::Days, Part::Seen, Part::Confused, Part::Sure];
}

/// Everything that is shown.
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
    pub(crate) confusions: Vec<Confusion>,
    pub(crate) calibration: Calibration,
    pub(crate) honesty: ForecastAccuracy,
    pub(crate) gone: Vec<Skill>,
}

/// How far one exercise is: how many of its skills are at each step.
pub(crate) struct Mastery {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    /// By [`Step::ALL`].
    pub(crate) steps: [usize; 5],
}

impl<'a> Stats<'a> {
    /// The figures of a person.
    pub fn new(
        book: &'a Rulebook,
        profile: &'a str,
        today: Day,
        answers: &[CountedAnswer],
        states: &BTreeMap<Skill, SkillState>,
        days: BTreeMap<Day, DayCount>,
        model: &Model,
    ) -> Stats<'a> {
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
            mastery: mastery(book, states),
            detections: detections(answers.iter().flat_map(|(answer, ..)| &answer.trials)),
            confusions: confusions(answers.iter().map(|(answer, ..)| answer.trials.as_slice())),
            calibration: calibration(answers),
            honesty: forecast_accuracy(answers, model),
            gone: states.keys().filter(|skill| About::of(book, skill).is_none()).cloned().collect(),
        }
    }

    pub(crate) fn mistake(&self, id: &str) -> String {
        names::name_of(self.book, id).unwrap_or_else(|| id.to_owned())
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let mastery = |one: &Mastery| {
            let mut object = json!({"exercise": one.id});
            for (step, count) in Step::ALL.iter().zip(one.steps) {
                object[step.word()] = json!(count);
            }
            object
        };
        let day = |(day, count): (&Day, &DayCount)| json!({"day": day, "answers": count.answers, "right": count.right, "ms": count.ms});
        json!({
            "profile": self.profile,
            "today": self.today,
            "answers": self.answers,
            "right": self.right,
            "streak": self.streak,
            "retention": self.weeks,
            "due": self.ahead.iter().map(|(day, due)| json!({"day": day, "due": due})).collect::<Vec<_>>(),
            "days": self.days.iter().map(day).collect::<Vec<_>>(),
            "mastery": self.mastery.iter().map(mastery).collect::<Vec<_>>(),
            "detection": self.detections,
            "confusion": self.confusions,
            "calibration": self.calibration,
            "honesty": self.honesty,
            "gone": self.gone,
        })
    }
}

fn mastery(book: &Rulebook, states: &BTreeMap<Skill, SkillState>) -> Vec<Mastery> {
    let mut found: Vec<Mastery> = book
        .exercises
        .iter()
        .map(|exercise| Mastery {
            name: exercise.name.clone(),
            id: Some(exercise.id.to_string()),
            steps: [0; 5],
        })
        .collect();
    found.push(Mastery { name: "In general".to_owned(), id: None, steps: [0; 5] });
    for about in skills(book) {
        let step = states.get(&about.skill(book)).map_or(Step::New, SkillState::step);
        let place =
            about.exercise().map_or(book.exercises.len(), formcheck_core::rulebook::ExerciseIx::place);
        found[place].steps[step as usize] += 1;
    }
    found
}

/// A share in percent, or what stands in its place.
pub(crate) fn percent(figure: &Estimate) -> String {
    figure.value.map_or_else(|| figure.lacking(), |value| format!("{:.0} %", value * 100.0))
}

/// A figure to two decimals, or what stands in its place.
fn decimals(figure: &Estimate) -> String {
    figure.value.map_or_else(|| figure.lacking(), |value| format!("{value:.2}"))
}

/// How well a mistake is told from its absence, in a word with the figure behind it, or what is lacking for it.
fn apart(one: &Detection) -> String {
    let (there, absent) = (one.hits + one.misses, one.false_alarms + one.rejections);
    match one.d_prime.value {
        Some(value) => {
            let word = match value {
                value if value < 1.0 => "weak",
                value if value < 2.0 => "fair",
                _ => "sharp",
            };
            format!("{word} (d' {value:.2})")
        }
        None => too_few(there, absent),
    }
}

/// What is lacking for how well a mistake is seen: reps with it, and reps without.
pub(super) fn too_few(there: usize, absent: usize) -> String {
    match (there < EACH, absent < EACH) {
        (true, true) => format!("needs {EACH} reps with it, has {there}, and {EACH} without, has {absent}"),
        (true, false) => format!("needs {EACH} reps with it, has {there}"),
        _ => format!("needs {EACH} reps without it, has {absent}"),
    }
}

/// How well certainty fits, in a word with the Brier score behind it: a quarter is what "half" for everything earns.
fn fits(brier: &Estimate) -> String {
    brier.value.map_or_else(
        || brier.lacking(),
        |value| {
            let word = match value {
                value if value <= 0.15 => "well",
                value if value < 0.25 => "fairly",
                _ => "badly",
            };
            format!("{word} (Brier score {value:.2}; 0 is perfect, 0.25 is always saying half)")
        },
    )
}

/// Whether the schedule knows more than that people forget, with the log losses behind it.
fn foretells(honesty: &ForecastAccuracy) -> String {
    let word = match (honesty.log_loss.value, honesty.constant.value) {
        (Some(own), Some(constant)) if own < constant => "better than foretelling the same for all",
        (Some(_), Some(_)) => "no better than foretelling the same for all",
        _ => return honesty.log_loss.lacking(),
    };
    let (own, constant) = (decimals(&honesty.log_loss), decimals(&honesty.constant));
    format!("{word} (log loss {own} against {constant}; less is better)")
}

/// "4 times in 10".
fn in_ten(share: f64) -> String {
    match (share * 10.0).round() {
        tenths if tenths < 1.0 => "less than once in 10".to_owned(),
        tenths if tenths < 2.0 => "once in 10".to_owned(),
        tenths => format!("{tenths:.0} times in 10"),
    }
}
