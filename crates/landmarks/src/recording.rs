//! What was filmed: frames in the order of time, each with the landmarks of one body.

use crate::joints::{Part, Side};

/// Where a landmark is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mark {
    /// To the right of the picture.
    pub x: f64,
    /// Up, in the same unit.
    pub y: f64,
    /// Away from the camera, where the file says so; nothing is measured by it.
    pub z: Option<f64>,
    /// How sure the program was that it sees it, from 0 to 1.
    pub visibility: f64,
}

/// One picture of a film.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Frame {
    /// When, in milliseconds.
    pub ms: f64,
    /// The left and the right one of each part; none where the file has none.
    pub marks: [[Option<Mark>; 2]; Part::COUNT],
}

impl Frame {
    /// The landmark of a part.
    pub fn mark(&self, part: Part, side: Side) -> Option<Mark> {
        self.marks[part as usize][side as usize]
    }

    pub(crate) fn all(&mut self) -> impl Iterator<Item = &mut Mark> {
        self.marks.iter_mut().flatten().flatten()
    }
}

/// Frames of one body, in the order of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Recording {
    /// At least one.
    pub frames: Vec<Frame>,
    /// Whether the times are known. Else they are those of 30 frames a second, and nothing is timed.
    pub timed: bool,
}
