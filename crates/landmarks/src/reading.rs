//! The number of a measure in a rep, or why there is none. In the plane of the picture: what a camera at a right angle sees.

use formcheck_core::rulebook::measure::{Joint, Quantity, RepMoment, Taken};

use crate::moments::{Rep, sets_out};
use crate::reps::FilmedSet;
use crate::tracks::{Point, Tracks, far, median};

/// How long around a moment at rest counts, in milliseconds: the middle of it is taken.
const AROUND: f64 = 300.0;
/// A joint has to be seen in this share of the frames that count.
const MOSTLY: f64 = 0.5;
/// A joint that goes less than this share of the trunk doesn't set out.
const LEAST_WAY: f64 = 0.1;

/// Why a measure has no number in a rep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// A joint is not seen well enough.
    Hidden(Joint),
    /// The file has no times.
    NoTimes,
    /// The film ends before.
    Unfinished,
    /// A joint hardly moves, so it doesn't set out.
    Still(Joint),
}

impl Unread {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Unread::Hidden(joint) => format!("the {} is not seen well enough", spoken(joint)),
            Unread::NoTimes => "the file has no times".to_owned(),
            Unread::Unfinished => "the film ends before".to_owned(),
            Unread::Still(joint) => format!("the {} hardly moves", spoken(joint)),
        }
    }
}

fn spoken(joint: Joint) -> String {
    joint.word().replace('-', " ")
}

/// The number of a measure in a rep of a film.
///
/// # Errors
/// If it can't be told, and why.
pub fn measured(film: &FilmedSet, rep: &Rep, of: &Quantity) -> Result<f64, Unread> {
    let seen = Seen { tracks: &film.tracks, rep };
    match of {
        Quantity::Time([from, to]) => seen.time(*from, *to),
        Quantity::Lead([first, second]) => {
            seen.needs_times()?;
            Ok((seen.set_out(*second)? - seen.set_out(*first)?) / 1000.0)
        }
        Quantity::Angle([a, b, c], taken) => {
            seen.taken(*taken, &[*a, *b, *c], |at| angle(at[0], at[1], at[2]))
        }
        Quantity::Bend([a, b, c], taken) => {
            seen.taken(*taken, &[*a, *b, *c], |at| 180.0 - angle(at[0], at[1], at[2]))
        }
        Quantity::FromVertical([a, b], taken) => {
            seen.taken(*taken, &[*a, *b], |at| 90.0 - above_level(at[0], at[1]))
        }
        Quantity::AboveLevel([a, b], taken) => seen.taken(*taken, &[*a, *b], |at| above_level(at[0], at[1])),
        Quantity::Distance([a, b], share, taken) => {
            let whole = seen.length(share)?;
            seen.taken(*taken, &[*a, *b], |at| far(at[0], at[1]) / whole * 100.0)
        }
        Quantity::Height([a, b], share, taken) => {
            let whole = seen.length(share)?;
            seen.taken(*taken, &[*a, *b], |at| (at[1][1] - at[0][1]) / whole * 100.0)
        }
    }
}

/// The angle at the middle one of three points, in degrees.
fn angle(a: Point, b: Point, c: Point) -> f64 {
    let (first, second) = ([a[0] - b[0], a[1] - b[1]], [c[0] - b[0], c[1] - b[1]]);
    let across = first[0] * second[1] - first[1] * second[0];
    let along = first[0] * second[0] + first[1] * second[1];
    across.abs().atan2(along).to_degrees()
}

/// How steep the way from one point to another is, in degrees.
fn above_level(from: Point, to: Point) -> f64 {
    (to[1] - from[1]).atan2((to[0] - from[0]).abs()).to_degrees()
}

/// A rep of a film.
struct Seen<'f> {
    tracks: &'f Tracks,
    rep: &'f Rep,
}

impl Seen<'_> {
    fn needs_times(&self) -> Result<(), Unread> {
        if self.tracks.timed { Ok(()) } else { Err(Unread::NoTimes) }
    }

    fn when(&self, moment: RepMoment) -> Result<f64, Unread> {
        self.rep.at(moment).ok_or(Unread::Unfinished)
    }

    fn time(&self, from: RepMoment, to: RepMoment) -> Result<f64, Unread> {
        self.needs_times()?;
        Ok((self.when(to)? - self.when(from)?).max(0.0) / 1000.0)
    }

    /// A number that hangs on where some joints are.
    fn taken(&self, taken: Taken, joints: &[Joint], number: impl Fn(&[Point]) -> f64) -> Result<f64, Unread> {
        match taken {
            Taken::At(moment) => self.at(moment, joints, &number),
            Taken::Change(from, to) => Ok(self.at(to, joints, &number)? - self.at(from, joints, &number)?),
            Taken::Least => Ok(-self.most(joints, |at| -number(at))?),
            Taken::Most => self.most(joints, number),
        }
    }

    /// At a moment at rest the middle of what is measured around it; else what it is just then.
    fn at(
        &self,
        moment: RepMoment,
        joints: &[Joint],
        number: impl Fn(&[Point]) -> f64,
    ) -> Result<f64, Unread> {
        let when = self.when(moment)?;
        let rep = self.rep;
        let (from, to) = match moment {
            RepMoment::Start => ((when - AROUND).max(rep.before.unwrap_or(f64::MIN)), when),
            RepMoment::End => (when, rep.hold.unwrap_or(when).min(when + AROUND)),
            RepMoment::Hold => (rep.end.max(when - AROUND), when),
            RepMoment::Middle | RepMoment::Back | RepMoment::Finish => (when, when),
        };
        let frames = self.between(from, to);
        if frames.len() < 3 {
            return self.just_then(when, joints, number);
        }
        let numbers = self.numbers(frames, joints, number)?;
        median(numbers).ok_or(Unread::Hidden(joints[0]))
    }

    /// On a straight line between the frames before and behind a moment.
    fn just_then(
        &self,
        when: f64,
        joints: &[Joint],
        number: impl Fn(&[Point]) -> f64,
    ) -> Result<f64, Unread> {
        let ms = &self.tracks.ms;
        let behind = ms.partition_point(|&here| here < when).min(ms.len() - 1);
        let before = if ms[behind] > when { behind.saturating_sub(1) } else { behind };
        let [first, second] = [before, behind].map(|frame| self.points(frame, joints));
        let (first, second) = (number(&first?), number(&second?));
        let length = ms[behind] - ms[before];
        let share = if length > 0.0 { ((when - ms[before]) / length).clamp(0.0, 1.0) } else { 0.0 };
        Ok(first + (second - first) * share)
    }

    /// The most of it in the rep, as the mean of three frames in a row.
    #[expect(clippy::cast_precision_loss, reason = "three")]
    fn most(&self, joints: &[Joint], number: impl Fn(&[Point]) -> f64) -> Result<f64, Unread> {
        let numbers = self.numbers(self.between(self.rep.start, self.rep.last()), joints, number)?;
        let means =
            numbers.windows(numbers.len().clamp(1, 3)).map(|few| few.iter().sum::<f64>() / few.len() as f64);
        means.max_by(f64::total_cmp).ok_or(Unread::Hidden(joints[0]))
    }

    /// The numbers of the frames in which all joints are seen, if these are enough.
    fn numbers(
        &self,
        frames: std::ops::Range<usize>,
        joints: &[Joint],
        number: impl Fn(&[Point]) -> f64,
    ) -> Result<Vec<f64>, Unread> {
        let many = frames.len();
        let mut hidden = None;
        let mut numbers = Vec::with_capacity(many);
        for frame in frames {
            match self.points(frame, joints) {
                Ok(points) => numbers.push(number(&points)),
                Err(why) => hidden = Some(why),
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "some thousand frames")]
        let is_enough = numbers.len() as f64 >= MOSTLY * many as f64 && !numbers.is_empty();
        if is_enough { Ok(numbers) } else { Err(hidden.unwrap_or(Unread::Hidden(joints[0]))) }
    }

    fn points(&self, frame: usize, joints: &[Joint]) -> Result<Vec<Point>, Unread> {
        joints.iter().map(|&joint| self.tracks.at(joint, frame).ok_or(Unread::Hidden(joint))).collect()
    }

    /// The frames from one moment to another, both included.
    fn between(&self, from: f64, to: f64) -> std::ops::Range<usize> {
        let ms = &self.tracks.ms;
        let first = ms.partition_point(|&here| here < from);
        first..ms.partition_point(|&here| here <= to).max(first)
    }

    /// How long some segments are together: the middle of all frames of the rep.
    fn length(&self, joints: &[Joint]) -> Result<f64, Unread> {
        let whole = |at: &[Point]| at.windows(2).map(|pair| far(pair[0], pair[1])).sum::<f64>();
        let lengths = self.numbers(self.between(self.rep.start, self.rep.last()), joints, whole)?;
        median(lengths).filter(|length| *length > 0.0).ok_or(Unread::Hidden(joints[0]))
    }

    /// When a joint sets out: on its own way from where it rests to where it is at the end.
    fn set_out(&self, joint: Joint) -> Result<f64, Unread> {
        let rep = self.rep;
        let from = (rep.start - AROUND).max(rep.before.unwrap_or(f64::MIN));
        let frames = self.between(from, rep.end);
        let place = |axis: usize, moment| self.at(moment, &[joint], move |at| at[0][axis]);
        let rest = [place(0, RepMoment::Start)?, place(1, RepMoment::Start)?];
        let end = [place(0, RepMoment::End)?, place(1, RepMoment::End)?];
        let way = [end[0] - rest[0], end[1] - rest[1]];
        let length = far(rest, end);
        if self.tracks.trunk().is_some_and(|trunk| length < LEAST_WAY * trunk) || length <= 0.0 {
            return Err(Unread::Still(joint));
        }
        let along = |at: &[Point]| {
            ((at[0][0] - rest[0]) * way[0] + (at[0][1] - rest[1]) * way[1]) / (length * length)
        };
        let (mut ms, mut share) = (Vec::new(), Vec::new());
        for frame in frames {
            if let Ok(points) = self.points(frame, &[joint]) {
                ms.push(self.tracks.ms[frame]);
                share.push(along(&points));
            }
        }
        sets_out(&ms, &share).ok_or(Unread::Hidden(joint))
    }
}
