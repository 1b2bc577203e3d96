//! The memory model: FSRS-6, by its authors' crate. Answers are its ratings: wrong is Again, right but a guess is Hard,
//! right is Good; Easy is never given, because a choice that comes quickly says little.
//!
//! Source: the FSRS algorithm, <https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm>.

use fsrs::{ComputeParametersInput, DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState};

use crate::{Answered, FittedParameters, Preferences, Rung};

/// How an answer is rated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rating {
    /// Wrong.
    Again,
    /// Right, and a guess.
    Hard,
    /// Right.
    Good,
}

impl Rating {
    /// Of an answer to a skill that was on this rung. A right one where two things could be said says little while a mistake
    /// has only been shown.
    pub fn of(answer: &Answered, rung: Rung) -> Rating {
        // All that there was to earn with the words as a hint.
        let with_hint = answer.hint && answer.marks >= 0.5;
        match (answer.right, answer.certainty) {
            (false, _) if with_hint => Rating::Hard,
            (false, _) => Rating::Again,
            (true, Some(1)) => Rating::Hard,
            (true, _) if rung == Rung::See && rung.asks(&answer.kind) => Rating::Hard,
            (true, _) => Rating::Good,
        }
    }

    /// Its number in FSRS.
    fn number(self) -> u32 {
        match self {
            Rating::Again => 1,
            Rating::Hard => 2,
            Rating::Good => 3,
        }
    }
}

/// The state after an answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NextState {
    /// Days until it is recalled nine times in ten.
    pub stability: f32,
    /// 1 to 10.
    pub difficulty: f32,
    /// Days until it is due.
    pub days: u32,
}

/// The model with a person's parameters.
#[derive(Debug)]
pub struct Model {
    fsrs: FSRS,
    decay: f32,
    /// The share of what is due that is to be known.
    desired: f32,
}

impl Default for Model {
    fn default() -> Model {
        Model::new(&DEFAULT_PARAMETERS)
    }
}

impl Model {
    /// With these parameters; with the default ones, if they are not 21 finite numbers.
    pub fn new(parameters: &[f32]) -> Model {
        let sound =
            parameters.len() == DEFAULT_PARAMETERS.len() && parameters.iter().all(|one| one.is_finite());
        let parameters = if sound { parameters } else { &DEFAULT_PARAMETERS[..] };
        let made = |parameters: &[f32]| FSRS::new(parameters).ok().map(|fsrs| (fsrs, parameters[20]));
        let (fsrs, decay) = made(parameters)
            .or_else(|| made(&DEFAULT_PARAMETERS))
            .unwrap_or_else(|| (FSRS::default(), DEFAULT_PARAMETERS[20]));
        Model { fsrs, decay, desired: f32::from(Preferences::default().wanted()) / 100.0 }
    }

    /// With these parameters, if there are any, and what the person chose.
    pub(crate) fn of(fitted: Option<&FittedParameters>, preferences: Preferences) -> Model {
        let model = fitted.map_or_else(Model::default, |fitted| Model::new(&fitted.parameters));
        Model { desired: f32::from(preferences.wanted()) / 100.0, ..model }
    }

    /// The share of what is due that is to be known.
    pub(crate) fn desired(&self) -> f32 {
        self.desired
    }

    /// The state after an answer of this rating, `days` after the one before.
    pub fn after(&self, before: Option<(f32, f32)>, days: u32, rating: Rating) -> NextState {
        let before = before.map(|(stability, difficulty)| MemoryState { stability, difficulty });
        let next = self.fsrs.next_states(before, self.desired, days).ok().map(|next| match rating {
            Rating::Again => next.again,
            Rating::Hard => next.hard,
            Rating::Good => next.good,
        });
        match next {
            Some(next) => NextState {
                stability: next.memory.stability,
                difficulty: next.memory.difficulty,
                days: whole_days(next.interval),
            },
            // Numbers out of range can only come from a log that somebody edited: it is due at once.
            None => NextState { stability: 0.1, difficulty: 5.0, days: 1 },
        }
    }

    /// The chance that a skill of this stability is known so many days after it was asked.
    pub(crate) fn retrievability(&self, stability: f32, days: u32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "days of one life")]
        let days = days as f32;
        let state = MemoryState { stability: stability.max(0.001), difficulty: 5.0 };
        fsrs::current_retrievability(state, days, self.decay)
    }
}

/// At least a day, at most a hundred years.
fn whole_days(interval: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
    let days = interval.round().clamp(1.0, 36_500.0) as u32;
    days
}

/// The answers to one skill that the schedule counts, in order: how many days after the one before, and the rating.
pub(super) type History = Vec<(u32, Rating)>;

/// From so many repeated answers on, fitting helps; below, the default parameters predict better.
const ENOUGH: usize = 400;

/// Whether there is enough to fit the model to: how many repeated answers there are, and how many are needed.
pub fn enough_to_fit(histories: &[History]) -> Result<usize, (usize, usize)> {
    let repeated = histories.iter().map(|one| one.len().saturating_sub(1)).sum();
    if repeated < ENOUGH { Err((repeated, ENOUGH)) } else { Ok(repeated) }
}

/// Fits the model to a person's answers; none if the optimiser can't, or what it finds predicts no better.
pub fn fit(histories: &[History], before: &Model) -> Option<FittedParameters> {
    let items = items(histories);
    let input = ComputeParametersInput { train_set: items.clone(), ..ComputeParametersInput::default() };
    let parameters = fsrs::compute_parameters(input).ok()?;
    let fitted = FSRS::new(&parameters).ok()?;
    let loss = |fsrs: &FSRS| fsrs.evaluate(items.clone(), |_| true).ok().map(|found| found.log_loss);
    let log_loss = (loss(&before.fsrs)?, loss(&fitted)?);
    (log_loss.1 < log_loss.0).then_some(FittedParameters { parameters, answers: items.len(), log_loss })
}

/// Each repeated answer with those before it, in the order of time within a skill.
fn items(histories: &[History]) -> Vec<FSRSItem> {
    let review = |&(days, rating): &(u32, Rating)| FSRSReview { rating: rating.number(), delta_t: days };
    let of_one = |history: &History| {
        let reviews: Vec<FSRSReview> = history.iter().map(review).collect();
        (2..=reviews.len()).map(move |to| FSRSItem { reviews: reviews[..to].to_vec() }).collect::<Vec<_>>()
    };
    histories.iter().flat_map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of py-fsrs, another implementation, with the default parameters of FSRS-6: after Again, Good,
    /// Good, Good, Good, Good at 0, 0, 1, 3, 8 and 21 days its memory state is 53.62691 and 6.3574867.
    #[test]
    fn it_agrees_with_another_implementation() {
        let fsrs = FSRS::new(&DEFAULT_PARAMETERS).expect("its own parameters");
        let review = |(rating, delta_t)| FSRSReview { rating, delta_t };
        let reviews = [(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)].map(review).to_vec();
        let state = fsrs.memory_state(FSRSItem { reviews }, None).expect("a state");
        assert!((state.stability - 53.626_91).abs() < 1e-3, "{state:?}");
        assert!((state.difficulty - 6.357_486_7).abs() < 1e-4, "{state:?}");
    }

    #[test]
    fn what_is_due_is_known_as_often_as_desired() {
        let model = Model::default();
        let mut state = None;
        for _ in 0..4 {
            let next = model.after(state, 3, Rating::Good);
            if next.days >= 7 {
                let chance = model.retrievability(next.stability, next.days);
                assert!((chance - model.desired()).abs() < 0.02, "{chance}");
            }
            state = Some((next.stability, next.difficulty));
        }
        // Who wants more of it known is asked sooner, and the memory is the same.
        let wants = |share| Model::of(None, Preferences { share: Some(share), ..Preferences::default() });
        let [few, many] = [70, 97].map(|share| wants(share).after(state, 3, Rating::Good));
        assert!(
            few.days > many.days && few.stability.to_bits() == many.stability.to_bits(),
            "{few:?} {many:?}"
        );
        assert!((wants(69).desired() - 0.9).abs() < 1e-6, "no share that can be chosen");
        let wrong = model.after(state, 3, Rating::Again);
        assert!(wrong.stability < state.expect("answered").0);
    }
}
