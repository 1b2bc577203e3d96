//! A film cut into reps: a rep goes there and back, by at least [`SWING`] of the way from how the body stood at the beginning
//! to where it was farthest from that.

use crate::joints::Side;
use crate::moments::{Rep, rep};
use crate::recording::Recording;
use crate::signal::{NoSignal, signal};
use crate::smooth::half_width;
use crate::tracks::{Tracks, step};

/// How far a rep goes at least, there and back: so that a half rep is one, and a tremor is none.
const SWING: f64 = 0.3;
/// The most reps of one film.
const MOST_REPS: usize = 1000;

/// One set, filmed: the reps of it, and what they are measured by.
#[derive(Clone, Debug)]
pub struct FilmedSet {
    pub(crate) tracks: Tracks,
    /// The reps, in order.
    pub reps: Vec<Rep>,
}

/// Why a film has no reps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoReps {
    /// No joint is seen in most frames.
    Hidden,
    /// Nothing goes there and back.
    AtRest,
}

impl FilmedSet {
    /// Cuts a recording into reps.
    ///
    /// # Errors
    /// If there is none.
    pub fn of(recording: &Recording) -> Result<FilmedSet, NoReps> {
        let tracks = Tracks::of(recording);
        let far = signal(&tracks).map_err(|why| match why {
            NoSignal::Hidden => NoReps::Hidden,
            NoSignal::AtRest => NoReps::AtRest,
        })?;
        let turns = turns(&calm(&far, half_width(step(&tracks.ms))));
        let mut reps: Vec<Rep> = Vec::new();
        for turn in turns.into_iter().take(MOST_REPS) {
            let before = reps.last().map(|rep: &Rep| rep.finish.unwrap_or(rep.start));
            reps.extend(rep(&tracks.ms, &far, turn, before));
        }
        if reps.is_empty() { Err(NoReps::AtRest) } else { Ok(FilmedSet { tracks, reps }) }
    }

    /// The side of the body that is better seen: its joints are the ones that are measured.
    pub fn side(&self) -> Side {
        self.tracks.side
    }
}

/// Three frames: at rest, at the farthest, at rest again. The last is missing where the film ends before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Turn {
    pub(crate) from: usize,
    pub(crate) peak: usize,
    pub(crate) to: Option<usize>,
}

/// The numbers as means of those around them: noise turns nothing around.
#[expect(clippy::cast_precision_loss, reason = "some frames")]
fn calm(far: &[f64], half: usize) -> Vec<f64> {
    let mean = |frame: usize| {
        let reach = half.min(frame).min(far.len() - 1 - frame);
        let around = &far[frame - reach..=frame + reach];
        around.iter().sum::<f64>() / around.len() as f64
    };
    (0..far.len()).map(mean).collect()
}

/// Where the body turns around, with swings of at least [`SWING`] before and behind.
fn turns(far: &[f64]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let (mut low, mut high, mut is_going) = (0, 0, false);
    let mut from = 0;
    for (frame, &here) in far.iter().enumerate() {
        if is_going {
            if here > far[high] {
                high = frame;
            } else if far[high] - here >= SWING {
                turns.push(Turn { from, peak: high, to: None });
                (is_going, low) = (false, frame);
            }
        } else if here < far[low] {
            low = frame;
        } else if here - far[low] >= SWING {
            if let Some(last) = turns.last_mut() {
                last.to = Some(low);
            }
            (from, is_going, high) = (low, true, frame);
        }
    }
    if is_going {
        turns.push(Turn { from, peak: high, to: None });
    } else if let Some(last) = turns.last_mut() {
        last.to = Some(low);
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_reps_count_and_a_tremor_does_not() {
        let rest = [0.0, 0.02, -0.01];
        let mut far: Vec<f64> = rest.to_vec();
        for top in [1.0, 0.5, 0.2, 0.9] {
            far.extend([top * 0.5, top, top * 0.4, 0.0, 0.01]);
        }
        let tops: Vec<f64> = turns(&far).iter().map(|turn| far[turn.peak]).collect();
        assert_eq!(tops, [1.0, 0.5, 0.9]);
        assert!(turns(&far).iter().all(|turn| turn.to.is_some()));
        far.extend([0.4, 0.8]);
        assert_eq!(turns(&far).last().expect("one that isn't finished").to, None);
        assert!(turns(&[]).is_empty());
    }
}
