//! Whether "sure" means right, and whether the schedule means what it says.
//!
//! Source of the score: Brier 1950, Verification of forecasts expressed in terms of probability, Monthly Weather Review
//! 78:1. What the three words stand for in percent is our assumption.

use std::collections::BTreeMap;

use serde::Serialize;

use super::CountedAnswer;
use crate::{Model, Rating, Rung, SkillState};
use formcheck_core::detection::Estimate;
use formcheck_core::quiz::Skill;

/// The three words, with the chance of being right that they stand for.
const WORDS: [(u8, &str, f64); 3] = [(1, "guess", 0.35), (2, "fairly sure", 0.7), (3, "sure", 0.95)];
/// So many answers are needed for each word, and in all.
const NEEDS: usize = 20;

/// How often one is right when one says so.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ConfidenceLevel {
    pub said: &'static str,
    /// The chance of being right that it stands for.
    pub means: f64,
    pub right: Estimate,
}

/// How far what one says of one's certainty can be believed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Calibration {
    pub curve: Vec<ConfidenceLevel>,
    /// The mean squared distance from what it means to what came: 0 is perfect, 0.25 is saying half of everything.
    pub brier: Estimate,
}

/// Over the answers whose certainty was told.
pub fn calibration(answers: &[CountedAnswer]) -> Calibration {
    let told = || answers.iter().map(|(answer, ..)| answer);
    let curve = WORDS.map(|(number, said, means)| {
        let of = || told().filter(move |answer| answer.certainty == Some(number));
        let right = of().filter(|answer| answer.right).count();
        ConfidenceLevel { said, means, right: Estimate::share(right, of().count(), NEEDS) }
    });
    let means = |number: u8| WORDS.iter().find(|(other, ..)| *other == number).map(|(.., means)| *means);
    let squares: Vec<f64> = told()
        .filter_map(|answer| Some((means(answer.certainty?)? - f64::from(u8::from(answer.right))).powi(2)))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "answers of one life")]
    let mean = || squares.iter().sum::<f64>() / squares.len() as f64;
    Calibration { curve: curve.to_vec(), brier: Estimate::new(squares.len(), NEEDS, mean) }
}

/// How honest the schedule is: its log loss on answers it had forecast, beside that of one number for all.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ForecastAccuracy {
    /// The schedule's: less is better.
    pub log_loss: Estimate,
    /// That of foretelling each answer with the share that came true over all of them.
    pub constant: Estimate,
    #[serde(rename = "foretold")]
    pub forecast: Estimate,
    #[serde(rename = "came")]
    pub observed: Estimate,
}

/// So many forecast answers are needed.
const NEEDS_FORECAST: usize = 50;

/// Over the answers that were forecast: repeated ones that the schedule counts.
pub fn forecast_accuracy(answers: &[CountedAnswer], model: &Model) -> ForecastAccuracy {
    let mut states: BTreeMap<&Skill, SkillState> = BTreeMap::new();
    let mut forecast: Vec<(f64, bool)> = Vec::new();
    for (answer, day, _) in answers {
        let state = states.entry(&answer.skill).or_default();
        if answer.schedules && state.is_scheduled() && *day > state.rated {
            let chance = model.retrievability(state.stability, day.since(state.rated));
            forecast.push((f64::from(chance), Rating::of(answer, Rung::Name) != Rating::Again));
        }
        *state = state.and(model, answer, *day);
    }
    let n = forecast.len();
    let right = forecast.iter().filter(|(_, right)| *right).count();
    let came = formcheck_core::detection::share(right, n);
    #[expect(clippy::cast_precision_loss, reason = "answers of one life")]
    let mean = |of: &dyn Fn(&(f64, bool)) -> f64| forecast.iter().map(of).sum::<f64>() / n as f64;
    let loss = |chance: f64, right: bool| {
        let chance = chance.clamp(0.001, 0.999);
        -(if right { chance } else { 1.0 - chance }).ln()
    };
    ForecastAccuracy {
        log_loss: Estimate::new(n, NEEDS_FORECAST, || mean(&|(chance, right)| loss(*chance, *right))),
        constant: Estimate::new(n, NEEDS_FORECAST, || mean(&|(_, right)| loss(came, *right))),
        forecast: Estimate::new(n, NEEDS_FORECAST, || mean(&|(chance, _)| *chance)),
        observed: Estimate::new(n, NEEDS_FORECAST, || came),
    }
}
