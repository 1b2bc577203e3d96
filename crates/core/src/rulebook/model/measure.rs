//! What a sign is in numbers that a camera can tell: angles, distances, times, what moves first.
//!
//! Only what a rule file says. Must not know frames, landmarks, and how a moment is found in a film.

#![expect(missing_docs, reason = "variants are what they are called")]

use crate::rulebook::worded::worded;

worded! {
    /// A point of the body. Of two the one on the side that is better seen; `other-` is its twin.
    Joint {
        Nose = "nose";
        Ear = "ear";
        Shoulder = "shoulder";
        Elbow = "elbow";
        Wrist = "wrist";
        Hip = "hip";
        Knee = "knee";
        Ankle = "ankle";
        Heel = "heel";
        Toe = "toe";
        OtherEar = "other-ear";
        OtherShoulder = "other-shoulder";
        OtherElbow = "other-elbow";
        OtherWrist = "other-wrist";
        OtherHip = "other-hip";
        OtherKnee = "other-knee";
        OtherAnkle = "other-ankle";
        OtherHeel = "other-heel";
        OtherToe = "other-toe";
    }
}

worded! {
    /// A moment of a rep, in order: the way there, what is held, the way back.
    RepMoment {
        /// The last moment at rest.
        Start = "start";
        /// Half-way there.
        Middle = "middle";
        /// It arrives where it turns around.
        End = "end";
        /// It leaves from there.
        Hold = "hold";
        /// Half-way back.
        Back = "back";
        /// At rest again.
        Finish = "finish";
    }
}

worded! {
    /// Taken a measure is taken, as a word: at a moment, or where it is least or most in the whole rep.
    MeasuredAt {
        Start = "start";
        Middle = "middle";
        End = "end";
        Hold = "hold";
        Back = "back";
        Finish = "finish";
        Least = "least";
        Most = "most";
    }
}

/// Taken a measure is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    At(RepMoment),
    /// How much more it is at the second moment than at the first.
    Change(RepMoment, RepMoment),
    Least,
    Most,
}

/// What is measured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quantity {
    /// The angle at the second joint, 180 when the three lie in one line.
    Angle([Joint; 3], Taken),
    /// The same, 0 when they lie in one line.
    Bend([Joint; 3], Taken),
    /// From the first joint to the second: 0 is straight up, 90 level, 180 straight down.
    FromVertical([Joint; 2], Taken),
    /// From the first joint to the second: 0 is level, 90 straight up, -90 straight down.
    AboveLevel([Joint; 2], Taken),
    /// How far apart two joints are, in percent of the segments.
    Distance([Joint; 2], Vec<Joint>, Taken),
    /// How far the second joint is above the first, in percent of the segments.
    Height([Joint; 2], Vec<Joint>, Taken),
    /// The seconds from one moment to another.
    Time([RepMoment; 2]),
    /// By how many seconds the first joint sets out before the second.
    Lead([Joint; 2]),
}

/// A sign's measure.
#[derive(Clone, PartialEq, Debug)]
pub struct Measure {
    pub of: Quantity,
    /// Where one named value ends and the next begins, in the order of the values; empty for a range.
    pub limits: Vec<f64>,
}

impl Quantity {
    /// What it is counted in: the unit that a range has to have.
    pub fn unit(&self) -> &'static str {
        match self {
            Quantity::Angle(..)
            | Quantity::Bend(..)
            | Quantity::FromVertical(..)
            | Quantity::AboveLevel(..) => "degrees",
            Quantity::Distance(..) | Quantity::Height(..) => "percent",
            Quantity::Time(_) | Quantity::Lead(_) => "seconds",
        }
    }

    /// The numbers that it can be.
    pub fn bounds(&self) -> (f64, f64) {
        let (low, high) = match self {
            Quantity::Angle(..) | Quantity::Bend(..) | Quantity::FromVertical(..) => (0.0, 180.0),
            Quantity::AboveLevel(..) => (-90.0, 90.0),
            Quantity::Distance(..) | Quantity::Time(_) => (0.0, f64::INFINITY),
            Quantity::Height(..) | Quantity::Lead(_) => (f64::NEG_INFINITY, f64::INFINITY),
        };
        match self.when() {
            Some(Taken::Change(..)) => (low - high, high - low),
            _ => (low, high),
        }
    }

    /// Taken it is taken; none for what has its moments in itself.
    pub fn when(&self) -> Option<Taken> {
        match self {
            Quantity::Angle(_, when)
            | Quantity::Bend(_, when)
            | Quantity::FromVertical(_, when)
            | Quantity::AboveLevel(_, when)
            | Quantity::Distance(_, _, when)
            | Quantity::Height(_, _, when) => Some(*when),
            Quantity::Time(_) | Quantity::Lead(_) => None,
        }
    }

    /// As a rule file says it: `angle = ["shoulder", "elbow", "wrist"], at = "end"`.
    pub fn written(&self) -> String {
        let list = |words: Vec<&str>| format!("[\"{}\"]", words.join("\", \""));
        let joints = |joints: &[Joint]| list(joints.iter().map(|joint| joint.word()).collect());
        let (word, of, share) = match self {
            Quantity::Angle(of, _) => ("angle", joints(of), None),
            Quantity::Bend(of, _) => ("bend", joints(of), None),
            Quantity::FromVertical(of, _) => ("from-vertical", joints(of), None),
            Quantity::AboveLevel(of, _) => ("above-level", joints(of), None),
            Quantity::Distance(of, share, _) => ("distance", joints(of), Some(share)),
            Quantity::Height(of, share, _) => ("height", joints(of), Some(share)),
            Quantity::Time([from, to]) => ("time", list(vec![from.word(), to.word()]), None),
            Quantity::Lead(of) => ("lead", joints(of), None),
        };
        let share = share.map(|share| format!(", share-of = {}", joints(share))).unwrap_or_default();
        let at = match self.when() {
            None => String::new(),
            Some(Taken::At(moment)) => format!(", at = \"{}\"", moment.word()),
            Some(Taken::Change(from, to)) => format!(", at = {}", list(vec![from.word(), to.word()])),
            Some(Taken::Least) => ", at = \"least\"".to_owned(),
            Some(Taken::Most) => ", at = \"most\"".to_owned(),
        };
        format!("{word} = {of}{share}{at}")
    }
}

impl Measure {
    /// As a rule file says it.
    pub fn written(&self) -> String {
        if self.limits.is_empty() {
            return self.of.written();
        }
        let limits: Vec<String> = self.limits.iter().map(f64::to_string).collect();
        format!("{}, limits = [{}]", self.of.written(), limits.join(", "))
    }

    /// The place of the named value that a number means: what lies on a limit belongs to the value on its far side from zero
    /// upward, so that each value has its lower limit and not its upper one.
    pub fn named(&self, number: f64) -> usize {
        let below = self.limits.iter().filter(|&&limit| number >= limit).count();
        let falls = self.limits.windows(2).any(|pair| pair[0] > pair[1]);
        if falls { self.limits.len() - below } else { below }
    }
}

impl MeasuredAt {
    /// The moment that it is, if it is one.
    pub fn moment(self) -> Option<RepMoment> {
        RepMoment::find(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_on_a_limit_is_the_upper_value() {
        let of = |limits: &[f64]| Measure {
            of: Quantity::Time([RepMoment::End, RepMoment::Hold]),
            limits: limits.to_vec(),
        };
        let rising = of(&[0.3, 1.5]);
        assert_eq!([0.0, 0.3, 1.4, 1.5, 9.0].map(|number| rising.named(number)), [0, 1, 1, 2, 2]);
        let falling = of(&[1.5, 0.3]);
        assert_eq!([0.0, 0.3, 1.4, 1.5, 9.0].map(|number| falling.named(number)), [2, 1, 1, 0, 0]);
    }

    #[test]
    fn words_of_moments_are_words_of_when() {
        for moment in RepMoment::ALL {
            assert_eq!(MeasuredAt::find(moment.word()).and_then(MeasuredAt::moment), Some(*moment));
        }
        assert_eq!(MeasuredAt::Least.moment(), None);
    }
}
