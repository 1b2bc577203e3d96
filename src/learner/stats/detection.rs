//! Seeing what is there and not what isn't: hits and false alarms by mistake, and what is called what.
//!
//! Source: Stanislaw and Todorov 1999, Calculation of signal detection theory measures, Behavior Research Methods
//! 31:137, with the log-linear correction of Hautus 1995 (add 0.5 to each count of calls and 1 to each count of trials).

use std::collections::BTreeMap;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF as _, Normal};

use super::{Figure, Standing, share};

/// So many reps with a mistake and so many without it are needed.
const EACH: usize = 10;

/// How well one mistake is seen. A trial is a rep for which it was offered.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Detection {
    /// The mistake's id.
    pub mistake: String,
    /// It was there and was called.
    pub hits: usize,
    /// It was there and was not called.
    pub misses: usize,
    /// It was not there and was called.
    pub false_alarms: usize,
    /// It was not there and was not called.
    pub rejections: usize,
    /// How well it is told from its absence: 0 is chance, 1 is fair, 3 is nearly perfect.
    pub d_prime: Figure,
}

/// Of each mistake that was offered, how well it is seen; the worst seen first, those without enough trials last,
/// the nearest to enough first.
pub fn detections(answers: &[Standing]) -> Vec<Detection> {
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for trial in answers.iter().flat_map(|(answer, ..)| &answer.trials) {
        let of = counts.entry(&trial.mistake).or_default();
        of[usize::from(!trial.fires) * 2 + usize::from(trial.fires != trial.marked)] += 1;
    }
    let one = |(mistake, [hits, misses, rejections, false_alarms]): (&str, [usize; 4])| {
        let (there, absent) = (hits + misses, rejections + false_alarms);
        let n = there.min(EACH) + absent.min(EACH);
        Detection {
            mistake: mistake.to_owned(),
            hits,
            misses,
            false_alarms,
            rejections,
            d_prime: Figure::new(n, 2 * EACH, || d_prime((hits, there), (false_alarms, absent))),
        }
    };
    let mut found: Vec<Detection> = counts.into_iter().map(one).collect();
    let key = |one: &Detection| one.d_prime.value.unwrap_or(f64::INFINITY);
    found.sort_by(|a, b| key(a).total_cmp(&key(b)).then(b.d_prime.n.cmp(&a.d_prime.n)));
    found
}

/// d′ of hits out of reps with the mistake and false alarms out of reps without it, with the log-linear correction.
#[expect(clippy::cast_precision_loss, reason = "answers of one life")]
pub fn d_prime((hits, there): (usize, usize), (false_alarms, absent): (usize, usize)) -> f64 {
    let rate = |calls: usize, trials: usize| (calls as f64 + 0.5) / (trials as f64 + 1.0);
    let z = |share: f64| Normal::standard().inverse_cdf(share);
    z(rate(hits, there)) - z(rate(false_alarms, absent))
}

/// How often a mistake is called another.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Called {
    /// What it was.
    pub was: String,
    /// What it was called.
    pub called: String,
    /// How often.
    pub times: usize,
    /// The share of the reps in which it was there and the other was offered, and not there.
    pub share: Figure,
}

/// So many reps that offered both are needed.
const OFFERED: usize = 10;

/// What is called what, the most frequent first; pairs that never were are left out.
pub fn confusions(answers: &[Standing]) -> Vec<Called> {
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (answer, ..) in answers {
        let confusion = answer.confusion();
        for was in answer.trials.iter().filter(|trial| trial.fires) {
            for other in answer.trials.iter().filter(|trial| !trial.fires) {
                let pair = (was.mistake.as_str(), other.mistake.as_str());
                let (times, offered) = counts.entry(pair).or_default();
                *offered += 1;
                *times += usize::from(confusion == Some(pair));
            }
        }
    }
    let mut found: Vec<Called> = counts
        .into_iter()
        .filter(|(_, (times, _))| *times > 0)
        .map(|((was, called), (times, offered))| Called {
            was: was.to_owned(),
            called: called.to_owned(),
            times,
            share: Figure::new(offered, OFFERED, || share(times, offered)),
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.times));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By a table of the normal distribution: 20.5 of 26 is z 0.7995, 10.5 of 26 is z -0.2430.
    #[test]
    fn d_prime_as_by_hand() {
        let found = d_prime((20, 25), (10, 25));
        let by_hand = 0.799_5 + 0.243_0;
        assert!((found - by_hand).abs() < 0.002, "{found}");
        assert!(d_prime((5, 10), (5, 10)).abs() < 1e-9);
        assert!(d_prime((10, 10), (0, 10)).is_finite());
    }
}
