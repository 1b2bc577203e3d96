//! Where the joints of a drawn rep are, as a camera's program would name them.
//!
//! What is measured of films is tried on these, so that what is drawn and what is read say the same.

use glam::Vec3;

use super::motion::Motion;
use super::skeleton::body::Body;
use crate::rulebook::measure::Joint;

/// From the middle of the head to the nose and to an ear, for 1.75 m: by eye.
const NOSE: f32 = 0.11;
const EAR: f32 = 0.075;

impl Motion {
    /// A joint in a frame, in metres: x ahead of the lifter, y up, z to the working side, whose joints have no `other-`.
    pub fn joint(&self, frame: usize, joint: Joint) -> [f32; 3] {
        place(&self.frame(frame).placed.body, joint).to_array()
    }
}

fn place(body: &Body, joint: Joint) -> Vec3 {
    let (mine, other) = (0, 1);
    match joint {
        Joint::Nose => body.head + body.face.front * NOSE,
        Joint::Ear => body.head + body.face.across * EAR,
        Joint::OtherEar => body.head - body.face.across * EAR,
        Joint::Shoulder => body.arms[mine].shoulder,
        Joint::OtherShoulder => body.arms[other].shoulder,
        Joint::Elbow => body.arms[mine].elbow,
        Joint::OtherElbow => body.arms[other].elbow,
        Joint::Wrist => body.arms[mine].wrist,
        Joint::OtherWrist => body.arms[other].wrist,
        Joint::Hip => body.legs[mine].hip,
        Joint::OtherHip => body.legs[other].hip,
        Joint::Knee => body.legs[mine].knee,
        Joint::OtherKnee => body.legs[other].knee,
        Joint::Ankle => body.legs[mine].ankle,
        Joint::OtherAnkle => body.legs[other].ankle,
        Joint::Heel => body.legs[mine].heel,
        Joint::OtherHeel => body.legs[other].heel,
        Joint::Toe => body.legs[mine].toe,
        Joint::OtherToe => body.legs[other].toe,
    }
}
