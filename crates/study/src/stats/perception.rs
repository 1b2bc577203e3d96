//! From which amount on a person sees a mistake, with the interval in which that lies.
//!
//! A psychometric function, fitted by Bayes over a grid, as in Kuss, Jäkel and Wichmann 2005, Bayesian inference for psychometric
//! functions, Journal of Vision 5:478. The chance to be right is g + (1 − g − l) / (1 + (t / d)^s): d is how far the amount goes
//! beyond the limit, t the threshold, s the slope, g what guessing earns, l the share of slips. Threshold and slope are unknown
//! beforehand, evenly on their logarithms; slips are taken as 3 in 100. The threshold is where a mistake is seen every other
//! time, guesses aside.

use std::collections::BTreeMap;

use serde::Serialize;

use super::CountedAnswer;
use formcheck_core::detection::Estimate;
use formcheck_core::quiz::{Sighting, Viewing};

/// So many answers by eye are needed.
const NEEDS: usize = 30;
/// The share of answers that are wrong though it was seen.
const SLIPS: f64 = 0.03;
/// How much of the belief lies outside the interval, on either side.
const OUTSIDE: f64 = 0.025;
/// How many thresholds are tried, and between which shares of the smallest and times the largest amount shown.
const THRESHOLDS: u32 = 120;
const AROUND: f64 = 4.0;
/// The slopes that are tried: from nearly flat to nearly a step.
const SLOPES: [f64; 7] = [1.0, 1.5, 2.2, 3.3, 5.0, 7.5, 11.0];

/// How one mistake is seen, by its amount.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Perception {
    /// The mistake's id.
    pub mistake: String,
    /// The id of the sign that has the amount.
    pub sign: String,
    /// The last amount that doesn't make the mistake.
    pub limit: i32,
    /// The amount from which on it is seen; how many answers by eye there are, and how many it takes.
    pub from: Estimate,
    /// The interval in which that lies with 95 %: the end nearer to the limit first; none if there are too few answers.
    pub interval: Option<[f64; 2]>,
}

/// A threshold beyond the limit, with its interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SeenFrom {
    /// The most likely one, as much belief below as above.
    pub median: f64,
    /// The interval that holds 95 % of the belief.
    pub interval: [f64; 2],
}

/// What is seen alike: the ids of a mistake and a sign, the limit, and whether the mistake lies above it.
type SightingKey<'a> = (&'a str, &'a str, i32, bool);

/// How each mistake is seen whose amounts were answered by eye, those with the most answers first.
pub fn perceptions(answers: &[CountedAnswer]) -> Vec<Perception> {
    let mut groups: BTreeMap<SightingKey<'_>, Vec<(&Sighting, bool)>> = BTreeMap::new();
    for (answer, ..) in answers.iter().filter(|(answer, ..)| answer.viewing() == Viewing::ByEye) {
        if let Some(one) = &answer.sighting {
            let key = (one.mistake.as_str(), one.sign.as_str(), one.limit, one.beyond().1);
            groups.entry(key).or_default().push((one, answer.right));
        }
    }
    let perception = |((mistake, sign, limit, is_above), seen): (SightingKey<'_>, Vec<_>)| {
        let found = (seen.len() >= NEEDS).then(|| SeenFrom::of(&seen)).flatten();
        let amount = |beyond: f64| f64::from(limit) + if is_above { beyond } else { -beyond };
        Perception {
            mistake: mistake.to_owned(),
            sign: sign.to_owned(),
            limit,
            from: Estimate { value: found.map(|found| amount(found.median)), n: seen.len(), needs: NEEDS },
            interval: found.map(|found| found.interval.map(amount)),
        }
    };
    let mut all: Vec<Perception> = groups.into_iter().map(perception).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.from.n));
    all
}

impl SeenFrom {
    /// The threshold behind some amounts, each with whether it was seen; none without any.
    pub fn of(seen: &[(&Sighting, bool)]) -> Option<SeenFrom> {
        let beyond = |one: &Sighting| f64::from(one.beyond().0.max(1));
        let amounts = || seen.iter().map(|(one, _)| beyond(one));
        let least = amounts().reduce(f64::min)? / AROUND;
        let most = amounts().reduce(f64::max)? * AROUND;
        let step = (most / least).ln() / f64::from(THRESHOLDS);
        let thresholds: Vec<f64> =
            (0..=THRESHOLDS).map(|number| least * (step * f64::from(number)).exp()).collect();
        let log_likelihood = |threshold: f64, slope: f64| -> f64 {
            let one = |(one, right): &(&Sighting, bool)| {
                let sees = 1.0 / (1.0 + (threshold / beyond(one)).powf(slope));
                let chance = one.guess + (1.0 - one.guess - SLIPS) * sees;
                if *right { chance.ln() } else { (1.0 - chance).ln() }
            };
            seen.iter().map(one).sum()
        };
        let logs: Vec<Vec<f64>> = thresholds
            .iter()
            .map(|&threshold| SLOPES.iter().map(|&slope| log_likelihood(threshold, slope)).collect())
            .collect();
        let highest = logs.iter().flatten().copied().reduce(f64::max)?;
        let belief: Vec<f64> =
            logs.iter().map(|slopes| slopes.iter().map(|log| (log - highest).exp()).sum()).collect();
        let whole: f64 = belief.iter().sum();
        let at = |share: f64| {
            let mut sum = 0.0;
            let place = belief.iter().position(|one| {
                sum += one / whole;
                sum >= share
            });
            thresholds[place.unwrap_or(thresholds.len() - 1)]
        };
        Some(SeenFrom { median: at(0.5), interval: [at(OUTSIDE), at(1.0 - OUTSIDE)] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::quiz::{Chance, Margin, Seed};

    /// A learner who sees amounts from a threshold on, asked by the staircase, with so many options.
    fn learner(threshold: f64, slope: f64, options: u32, answers: usize, seed: u64) -> Vec<(Sighting, bool)> {
        const APART: i32 = 5;
        let mut chance = Chance::from_seed(Seed(seed));
        let mut margin = Margin::BEGINNING;
        let mut shown = Vec::new();
        for _ in 0..answers {
            let beyond = margin.distance(APART);
            let guess = 1.0 / f64::from(options);
            let sees = 1.0 / (1.0 + (threshold / f64::from(beyond)).powf(slope));
            let right = f64::from(u32::try_from(chance.below(1_000_000)).expect("small")) / 1e6
                < guess + (1.0 - guess - 0.02) * sees;
            let one = Sighting {
                mistake: "too-upright".to_owned(),
                sign: "torso-angle".to_owned(),
                limit: 45,
                amount: 45 + beyond,
                guess,
            };
            shown.push((one, right));
            margin = if right { margin.nearer(1) } else { margin.farther(3) };
        }
        shown
    }

    fn found(shown: &[(Sighting, bool)]) -> SeenFrom {
        let seen: Vec<(&Sighting, bool)> = shown.iter().map(|(one, right)| (one, *right)).collect();
        SeenFrom::of(&seen).expect("some")
    }

    /// Of a hundred learners with a known threshold it lies in the interval for ninety and more, and the interval says something.
    #[test]
    fn a_known_threshold_lies_in_the_interval() {
        for (threshold, slope, options) in [(8.0, 3.0, 4), (14.0, 5.0, 4), (14.0, 3.0, 2), (25.0, 4.0, 4)] {
            let (mut within, mut widths) = (0, 0.0);
            for seed in 0..100 {
                let SeenFrom { interval: [from, to], .. } =
                    found(&learner(threshold, slope, options, 60, seed));
                within += u32::from(from <= threshold && threshold <= to);
                widths += (to / from).ln() / 100.0;
            }
            assert!(within >= 90, "{threshold} among {options}: {within} of 100");
            assert!(widths < 3.0_f64.ln() * 2.0, "{threshold} among {options}: {widths}");
        }
    }

    /// The staircase comes to rest where three of four are right, so that nearly all amounts tell something.
    #[test]
    fn the_staircase_ends_near_three_of_four() {
        let right: usize = (0..50)
            .map(|seed| learner(12.0, 4.0, 4, 80, seed)[30..].iter().filter(|(_, right)| *right).count())
            .sum();
        let share = f64::from(u32::try_from(right).expect("small")) / 2500.0;
        assert!((0.70..0.80).contains(&share), "{share}");
    }

    #[test]
    fn the_interval_narrows_with_answers() {
        let width = |answers: usize| -> f64 {
            let width = |seed| {
                let [from, to] = found(&learner(14.0, 4.0, 4, answers, seed)).interval;
                (to / from).ln()
            };
            (0..20).map(width).sum()
        };
        assert!(width(120) < 0.8 * width(30), "{} {}", width(120), width(30));
    }
}
