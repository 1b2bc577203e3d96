//! The points of a body that are followed, of each side, and what rule files call them.

use formcheck_core::rulebook::measure::Joint;

/// A part of the body, of either side. The nose is on both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Part {
    Nose,
    Ear,
    Shoulder,
    Elbow,
    Wrist,
    Hip,
    Knee,
    Ankle,
    Heel,
    Toe,
}

impl Part {
    /// All of them.
    pub const ALL: [Part; Part::COUNT] = [
        Part::Nose,
        Part::Ear,
        Part::Shoulder,
        Part::Elbow,
        Part::Wrist,
        Part::Hip,
        Part::Knee,
        Part::Ankle,
        Part::Heel,
        Part::Toe,
    ];
    /// How many there are.
    pub const COUNT: usize = 10;
    /// What a rep is told by: the trunk and the limbs.
    pub(crate) const LIMBS: [Part; 6] =
        [Part::Shoulder, Part::Elbow, Part::Wrist, Part::Hip, Part::Knee, Part::Ankle];

    /// Its name in files, in lower case.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Part::Nose => "nose",
            Part::Ear => "ear",
            Part::Shoulder => "shoulder",
            Part::Elbow => "elbow",
            Part::Wrist => "wrist",
            Part::Hip => "hip",
            Part::Knee => "knee",
            Part::Ankle => "ankle",
            Part::Heel => "heel",
            Part::Toe => "toe",
        }
    }
}

/// A side of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Side {
    Left,
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }
}

/// Which part a joint of a rule file is, and whether it is that of the other side.
pub(crate) fn part_of(joint: Joint) -> (Part, bool) {
    match joint {
        Joint::Nose => (Part::Nose, false),
        Joint::Ear => (Part::Ear, false),
        Joint::Shoulder => (Part::Shoulder, false),
        Joint::Elbow => (Part::Elbow, false),
        Joint::Wrist => (Part::Wrist, false),
        Joint::Hip => (Part::Hip, false),
        Joint::Knee => (Part::Knee, false),
        Joint::Ankle => (Part::Ankle, false),
        Joint::Heel => (Part::Heel, false),
        Joint::Toe => (Part::Toe, false),
        Joint::OtherEar => (Part::Ear, true),
        Joint::OtherShoulder => (Part::Shoulder, true),
        Joint::OtherElbow => (Part::Elbow, true),
        Joint::OtherWrist => (Part::Wrist, true),
        Joint::OtherHip => (Part::Hip, true),
        Joint::OtherKnee => (Part::Knee, true),
        Joint::OtherAnkle => (Part::Ankle, true),
        Joint::OtherHeel => (Part::Heel, true),
        Joint::OtherToe => (Part::Toe, true),
    }
}

/// The landmarks of `MediaPipe` Pose: 33 a body.
pub(crate) const MEDIAPIPE: usize = 33;

/// The landmark of a part in `MediaPipe` Pose.
pub(crate) fn in_mediapipe(part: Part, side: Side) -> usize {
    let left = match part {
        Part::Nose => return 0,
        Part::Ear => 7,
        Part::Shoulder => 11,
        Part::Elbow => 13,
        Part::Wrist => 15,
        Part::Hip => 23,
        Part::Knee => 25,
        Part::Ankle => 27,
        Part::Heel => 29,
        Part::Toe => 31,
    };
    left + usize::from(side == Side::Right)
}

/// The points of `OpenPose`'s `BODY_25`.
pub(crate) const BODY_25: usize = 25;

/// The point of a part in `BODY_25`.
pub(crate) fn in_body_25(part: Part, side: Side) -> usize {
    let (left, right) = match part {
        Part::Nose => (0, 0),
        Part::Ear => (18, 17),
        Part::Shoulder => (5, 2),
        Part::Elbow => (6, 3),
        Part::Wrist => (7, 4),
        Part::Hip => (12, 9),
        Part::Knee => (13, 10),
        Part::Ankle => (14, 11),
        Part::Heel => (21, 24),
        Part::Toe => (19, 22),
    };
    if side == Side::Left { left } else { right }
}
