//! Frames as they are read, before it is known what their numbers are: shares of the picture, pixels or metres; seconds,
//! milliseconds or microseconds.

use crate::LandmarkError;
use crate::joints::{Part, Side};
use crate::read::{MOST_FRAMES, ReadOptions};
use crate::recording::{Frame, Recording};
use crate::tracks::{median, step};

/// No coordinate is larger: not in pixels of the largest picture.
const MOST: f64 = 1e6;
/// What is larger in a picture is no share of it.
const LARGEST_SHARE: f64 = 4.0;
/// No time is later: today, in microseconds since 1970, is earlier.
const LATEST: f64 = 1e16;
/// So near to the middle of the hips is the origin where that is what coordinates start from, in metres.
const AT_THE_HIPS: f64 = 0.03;

/// What coordinates are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counted {
    /// As a key of the file says: metres from the hips.
    World,
    /// As a key of the file says: in the picture.
    Picture,
    /// The file doesn't say.
    Unsaid,
}

/// What a time is counted in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Time {
    Ms(f64),
    /// In whatever unit puts pictures 1 to 250 milliseconds apart.
    Some(f64),
    /// The number of the picture.
    Number(f64),
}

pub(super) struct Draft {
    options: ReadOptions,
    frames: Vec<Frame>,
    times: Vec<Option<Time>>,
    counted: Option<Counted>,
}

impl Draft {
    pub(super) fn new(options: ReadOptions) -> Draft {
        Draft { options, frames: Vec::new(), times: Vec::new(), counted: None }
    }

    pub(super) fn frames(&self) -> usize {
        self.frames.len()
    }

    /// What the file says of its pictures; what was said on the command line goes before it.
    pub(super) fn picture(&mut self, width: f64, height: f64) {
        if width > 0.0 && height > 0.0 && self.options.picture.is_none() {
            self.options.picture = Some((width, height));
        }
    }

    pub(super) fn frames_a_second(&mut self, number: f64) {
        if number > 0.0 && self.options.frames_a_second.is_none() {
            self.options.frames_a_second = Some(number);
        }
    }

    /// One more frame. Its y is down, as in pictures.
    pub(super) fn push(
        &mut self,
        mut frame: Frame,
        time: Option<Time>,
        counted: Option<Counted>,
    ) -> Result<(), LandmarkError> {
        let number = self.frames.len() + 1;
        if number > MOST_FRAMES {
            let what = format!("these are more than {MOST_FRAMES} frames");
            return Err(LandmarkError::new(what, "cut the film to one set"));
        }
        if let Some(counted) = counted {
            if self.counted.is_some_and(|before| before != counted) {
                let what = format!("frame {number} is written in another way than those before it");
                return Err(LandmarkError::new(what, "write world landmarks in all frames, or in none"));
            }
            self.counted = Some(counted);
        }
        for mark in frame.all() {
            if !(mark.x.abs() <= MOST && mark.y.abs() <= MOST) {
                let what = format!("frame {number} has a landmark at {}, {}", mark.x, mark.y);
                return Err(LandmarkError::new(what, format!("no picture is wider than {MOST}")));
            }
            mark.y = -mark.y;
        }
        self.frames.push(frame);
        self.times.push(time);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Recording, LandmarkError> {
        if self.frames.is_empty() {
            return Err(LandmarkError::new(
                "there is no frame in it",
                "name a file with the frames of a set",
            ));
        }
        self.in_one_unit()?;
        let timed = self.in_milliseconds()?;
        Ok(Recording { frames: self.frames, timed })
    }

    /// Shares of a picture that isn't square are no lengths: x is stretched to the unit of y.
    fn in_one_unit(&mut self) -> Result<(), LandmarkError> {
        let largest = self.frames.iter_mut().flat_map(Frame::all).map(|mark| mark.x.abs().max(mark.y.abs()));
        let is_share = largest.fold(0.0, f64::max) <= LARGEST_SHARE;
        let is_world = match self.counted {
            Some(Counted::World) => true,
            Some(Counted::Picture) => false,
            Some(Counted::Unsaid) | None => self.starts_at_the_hips(),
        };
        if is_world || !is_share {
            return Ok(());
        }
        let Some((width, height)) = self.options.picture else {
            return Err(LandmarkError::new(
                "the landmarks are shares of a picture, and its size isn't told",
                "add --picture-size 1920x1080, or what it was: in a picture that isn't square shares are no lengths",
            ));
        };
        for mark in self.frames.iter_mut().flat_map(Frame::all) {
            mark.x *= width / height;
        }
        Ok(())
    }

    fn starts_at_the_hips(&self) -> bool {
        let middle = |frame: &Frame| {
            let [left, right] = [Side::Left, Side::Right].map(|side| frame.mark(Part::Hip, side));
            let (left, right) = (left?, right?);
            Some(f64::midpoint(left.x, right.x).hypot(f64::midpoint(left.y, right.y)))
        };
        median(self.frames.iter().filter_map(middle).collect()).is_some_and(|far| far < AT_THE_HIPS)
    }

    /// Whether the times are known.
    fn in_milliseconds(&mut self) -> Result<bool, LandmarkError> {
        let told: Option<Vec<Time>> = self.times.iter().copied().collect();
        let numbers = |told: &[Time]| -> Vec<f64> {
            told.iter()
                .map(|time| match time {
                    Time::Ms(at) | Time::Some(at) | Time::Number(at) => *at,
                })
                .collect()
        };
        let (times, timed) = match told {
            Some(told) if told.iter().all(|time| matches!(time, Time::Ms(_))) => (numbers(&told), true),
            Some(told) if told.iter().all(|time| matches!(time, Time::Some(_))) => {
                let numbers = numbers(&told);
                let unit = unit(step(&numbers));
                (numbers.into_iter().map(|at| at * unit).collect(), true)
            }
            Some(told) if told.iter().all(|time| matches!(time, Time::Number(_))) => {
                self.counted_off(&numbers(&told))
            }
            _ => {
                #[expect(clippy::cast_precision_loss, reason = "some thousand frames")]
                let numbers: Vec<f64> = (0..self.frames.len()).map(|number| number as f64).collect();
                self.counted_off(&numbers)
            }
        };
        if let Some(at) = times.iter().position(|ms| ms.abs() > LATEST) {
            let what = format!("frame {} is at no time of a film", at + 1);
            return Err(LandmarkError::new(what, "write milliseconds, or seconds"));
        }
        if let Some(at) = times.windows(2).position(|pair| pair[1] <= pair[0]) {
            let what = format!("frame {} is no later than the one before it", at + 2);
            return Err(LandmarkError::new(what, "write the frames in the order of time, each once"));
        }
        for (frame, ms) in self.frames.iter_mut().zip(times) {
            frame.ms = ms;
        }
        Ok(timed)
    }

    fn counted_off(&self, numbers: &[f64]) -> (Vec<f64>, bool) {
        let a_second = self.options.frames_a_second;
        let ms = 1000.0 / a_second.unwrap_or(30.0);
        (numbers.iter().map(|number| number * ms).collect(), a_second.is_some())
    }
}

/// How many milliseconds a unit of time is, by what lies between two pictures.
fn unit(step: f64) -> f64 {
    match step {
        step if step < 0.5 => 1000.0,
        step if step < 900.0 => 1.0,
        _ => 0.001,
    }
}
