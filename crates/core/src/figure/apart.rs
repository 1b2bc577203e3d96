//! How far two reps lie apart for the eye: in space at the same place of the rep, and in time.

use super::marks::Mark;
use super::scene::{Camera, Form, scene};
use super::skeleton::{Frame, RATE, like};

/// How far two reps lie apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Apart {
    /// The farthest that a point of one of them is from the same point of the other, at the same place of the rep and in
    /// the view that shows most, in metres.
    pub metres: f32,
    /// By how much the stretch of the rep differs most that takes longer in one of them: there, held, back, at rest.
    pub seconds: f32,
}

impl Apart {
    /// The least that an eye can tell apart: about three dots of braille in a picture of 60 by 24 cells, and half a second.
    pub const LEAST: Apart = Apart { metres: 0.06, seconds: 0.45 };

    /// Whether an eye can tell the two reps apart.
    pub fn can_be_seen(self) -> bool {
        self.metres >= Apart::LEAST.metres || self.seconds >= Apart::LEAST.seconds
    }
}

/// How far the frames of two reps lie apart as some cameras see them.
pub(super) fn apart(a: &[Frame], b: &[Frame], cameras: &[Camera]) -> Apart {
    let mut metres = 0.0_f32;
    for step in -4..=24_i8 {
        let phase = f32::from(step) / 4.0;
        let (a, b) = (like(a, phase), like(b, phase));
        for camera in cameras {
            metres = metres.max(seen_apart(a, b, camera));
        }
    }
    let (a, b) = (stretches(a), stretches(b));
    let seconds = a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    Apart { metres, seconds }
}

/// How long each stretch of a rep takes, in seconds: at rest, there, held, back.
fn stretches(frames: &[Frame]) -> [f32; 4] {
    let mut out = [0.0; 4];
    for frame in frames.iter().filter(|frame| frame.phase >= 0.0) {
        let stretch = match frame.phase {
            phase if phase <= 0.0 => 0,
            phase if phase < 3.0 => 1,
            phase if phase < 4.0 => 2,
            _ => 3,
        };
        out[stretch] += 1.0 / RATE;
    }
    out
}

/// The frame that shows best what is wrong: where the marked moments are, the one farthest from clean.
pub(super) fn telling(seen: &[Frame], good: &[Frame], marks: &[Mark]) -> usize {
    let phases: Vec<f32> =
        marks.iter().flat_map(|mark| mark.at.iter().map(|&moment| f32::from(moment as u8) - 1.0)).collect();
    // How the weight was taken is shown only where that is meant.
    let taken = phases.iter().any(|&phase| phase < 0.0);
    let near = |frame: &Frame| {
        (taken || frame.phase >= 0.0)
            && (phases.is_empty() || phases.iter().any(|phase| (frame.phase - phase).abs() < 0.6))
    };
    let worth = |frame: &Frame| joints_apart(frame, like(good, frame.phase));
    let mut best = (0.004, None);
    for (place, frame) in seen.iter().enumerate().filter(|(_, frame)| near(frame)) {
        let far = worth(frame);
        if far > best.0 {
            best = (far, Some(place));
        }
    }
    let end = || {
        seen.iter()
            .enumerate()
            .min_by(|a, b| (a.1.phase - 3.0).abs().total_cmp(&(b.1.phase - 3.0).abs()))
            .map_or(0, |(place, _)| place)
    };
    best.1.unwrap_or_else(end)
}

/// How far the joint that moved most has moved, in metres.
pub(super) fn joints_apart(a: &Frame, b: &Frame) -> f32 {
    let joints = |frame: &Frame| {
        let body = &frame.placed.body;
        let arms = body.arms.iter().flat_map(|arm| [arm.shoulder, arm.elbow, arm.grip]);
        let legs = body.legs.iter().flat_map(|leg| [leg.hip, leg.knee, leg.toe]);
        let all: Vec<_> = body
            .spine
            .iter()
            .copied()
            .chain([body.head, body.head + body.face.front * 0.1])
            .chain(arms)
            .chain(legs)
            .collect();
        all
    };
    joints(a).into_iter().zip(joints(b)).map(|(a, b)| a.distance(b)).fold(0.0, f32::max)
}

/// How far two frames lie apart as one camera sees them: the farthest that a point of one part has moved, in metres.
pub(super) fn seen_apart(a: &Frame, b: &Frame, camera: &Camera) -> f32 {
    let (a, b) = (scene(&a.placed, camera), scene(&b.placed, camera));
    let mut most = 0.0_f32;
    for (a, b) in a.iter().zip(&b) {
        most = most.max(forms_apart(&a.form, &b.form));
    }
    most
}

/// How far a form has moved.
pub(super) fn forms_apart(a: &Form, b: &Form) -> f32 {
    match (a, b) {
        (Form::Line { points: a, .. }, Form::Line { points: b, .. })
        | (Form::Area { points: a }, Form::Area { points: b }) => {
            a.iter().zip(b).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max)
        }
        (Form::Disc { middle: a, .. }, Form::Disc { middle: b, .. }) => a.distance(*b),
        _ => f32::INFINITY,
    }
}
