//! Signal detection: hits and false alarms for each mistake, and which mistakes are taken for each other.
//!
//! Source: Stanislaw and Todorov 1999, Calculation of signal detection theory measures, Behavior Research Methods
//! 31:137, with the log-linear correction of Hautus 1995 (add 0.5 to each count of calls and 1 to each count of trials).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF as _, Normal};

/// A figure, if there is enough behind it.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Estimate {
    /// The figure; none if there is not enough yet.
    pub value: Option<f64>,
    /// How much is behind it.
    pub n: usize,
    /// How much it takes.
    pub needs: usize,
}

impl Estimate {
    /// The figure, if `n` is enough.
    pub fn new(n: usize, needs: usize, value: impl FnOnce() -> f64) -> Estimate {
        Estimate { value: (n >= needs).then(value), n, needs }
    }

    /// The share of `part` in `n`, if `n` is enough.
    pub fn share(part: usize, n: usize, needs: usize) -> Estimate {
        Estimate::new(n, needs, || share(part, n))
    }

    /// What stands in its place.
    pub fn lacking(&self) -> String {
        format!("not enough yet ({} of {})", self.n, self.needs)
    }
}

/// `part` of `n`, from 0 to 1; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "fewer than 2^53 answers")]
pub fn share(part: usize, n: usize) -> f64 {
    if n == 0 { 0.0 } else { part as f64 / n as f64 }
}

/// A mistake that was offered for a rep.
//
// As signal detection has it: the rep had it or not, and it was called or not. Records hold it, and these docs are the
// descriptions of their schema.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StoredTrial")]
pub struct Trial {
    /// Its id.
    pub mistake: String,
    /// Whether the rep had it.
    pub fires: bool,
    /// Whether it was marked.
    pub marked: bool,
}

/// What was called what: the mistake that was there and not called, with the one that was called and not there, if there
/// is one of each.
pub fn confusion(trials: &[Trial]) -> Option<(&str, &str)> {
    let one = |fires: bool| {
        let mut of = trials.iter().filter(|trial| trial.fires == fires && trial.marked != fires);
        of.next().filter(|_| of.next().is_none()).map(|trial| trial.mistake.as_str())
    };
    Some((one(true)?, one(false)?))
}

/// So many reps with a mistake and so many without it are needed.
pub const EACH: usize = 10;

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
    pub d_prime: Estimate,
}

/// Trials of one mistake, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outcomes {
    /// It was there and was called.
    pub hits: usize,
    /// It was there and was not called.
    pub misses: usize,
    /// It was not there and was called.
    pub false_alarms: usize,
    /// It was not there and was not called.
    pub rejections: usize,
}

impl Outcomes {
    /// With one more trial.
    pub fn add(&mut self, trial: &Trial) {
        let count = match (trial.fires, trial.marked) {
            (true, true) => &mut self.hits,
            (true, false) => &mut self.misses,
            (false, true) => &mut self.false_alarms,
            (false, false) => &mut self.rejections,
        };
        *count += 1;
    }
}

/// Of each mistake that was offered, how well it is seen; the worst seen first, those without enough trials last,
/// the nearest to enough first.
pub fn detections<'t>(trials: impl IntoIterator<Item = &'t Trial>) -> Vec<Detection> {
    let mut counts: BTreeMap<String, Outcomes> = BTreeMap::new();
    for trial in trials {
        counts.entry(trial.mistake.clone()).or_default().add(trial);
    }
    detections_of(counts)
}

/// The same of trials that were counted, by mistake.
pub fn detections_of(counts: BTreeMap<String, Outcomes>) -> Vec<Detection> {
    let one = |(mistake, Outcomes { hits, misses, false_alarms, rejections }): (String, Outcomes)| {
        let (there, absent) = (hits + misses, rejections + false_alarms);
        let n = there.min(EACH) + absent.min(EACH);
        Detection {
            mistake,
            hits,
            misses,
            false_alarms,
            rejections,
            d_prime: Estimate::new(n, 2 * EACH, || d_prime((hits, there), (false_alarms, absent))),
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
pub struct Confusion {
    /// What it was.
    pub was: String,
    /// What it was called.
    pub called: String,
    /// How often.
    pub times: usize,
    /// The share of the reps in which it was there and the other was offered, and not there.
    pub share: Estimate,
}

/// So many reps that offered both are needed.
const OFFERED: usize = 10;

/// Pairs of mistakes: how often the one was called the other, out of how many reps in which the one was there and the
/// other was offered, and not there.
pub type Pairs = BTreeMap<(String, String), (usize, usize)>;

/// Counts the pairs of one answer's trials.
pub fn count_pairs(trials: &[Trial], pairs: &mut Pairs) {
    let confusion = confusion(trials);
    for was in trials.iter().filter(|trial| trial.fires) {
        for other in trials.iter().filter(|trial| !trial.fires) {
            let called = confusion == Some((was.mistake.as_str(), other.mistake.as_str()));
            let (times, offered) = pairs.entry((was.mistake.clone(), other.mistake.clone())).or_default();
            *offered += 1;
            *times += usize::from(called);
        }
    }
}

/// What is called what, the most frequent first; pairs that never were are left out.
pub fn confusions<'t>(answers: impl IntoIterator<Item = &'t [Trial]>) -> Vec<Confusion> {
    let mut pairs = Pairs::new();
    for trials in answers {
        count_pairs(trials, &mut pairs);
    }
    confusions_of(pairs)
}

/// The same of pairs that were counted.
pub fn confusions_of(pairs: Pairs) -> Vec<Confusion> {
    let mut found: Vec<Confusion> = pairs
        .into_iter()
        .filter(|(_, (times, _))| *times > 0)
        .map(|((was, called), (times, offered))| Confusion {
            was,
            called,
            times,
            share: Estimate::new(offered, OFFERED, || share(times, offered)),
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.times));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 50 of 50 hits and 17 of 25 false alarms: `Statistics::SDT`, after Stanislaw and Todorov 1999, has 1.8853 with the
    /// log-linear correction, and 1.8586 with 1/(2N) taken from a rate of 1 instead.
    #[test]
    fn d_prime_as_published() {
        let found = d_prime((50, 50), (17, 25));
        assert!((found - 1.885_3).abs() < 5e-5, "{found}");
        let z = |share: f64| Normal::standard().inverse_cdf(share);
        let halved = z(1.0 - 1.0 / 100.0) - z(17.0 / 25.0);
        assert!((halved - 1.858_6).abs() < 5e-5, "{halved}");
    }

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
