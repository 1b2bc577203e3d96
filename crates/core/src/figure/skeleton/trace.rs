//! The tempo of a rep as a line: how far it has come at each frame. What no still can show, such as a pause that isn't
//! there, or a weight that falls, is a kink here.

use super::rep::{Frame, like};
use super::stage::Stage;
use crate::rulebook::pose::Base;

/// For each frame how far the rep has come: 0 is a clean start, 1 a clean end.
pub(crate) fn trace(stage: &Stage, frames: &[Frame], good: &[Frame]) -> Vec<f32> {
    let reps = || good.iter().filter(|frame| frame.phase >= 0.0).map(|frame| openness(stage, frame));
    let (start, end) = (good_at(stage, good, 0.0), good_at(stage, good, 3.0));
    let span = if (end - start).abs() > 0.02 { end - start } else { reps().fold(0.02, f32::max) };
    frames.iter().map(|frame| ((openness(stage, frame) - start) / span).clamp(-0.25, 1.25)).collect()
}

fn good_at(stage: &Stage, good: &[Frame], phase: f32) -> f32 {
    openness(stage, like(good, phase))
}

/// What a rep of this kind goes to and fro in: arms that open, or hips that go up and down.
fn openness(stage: &Stage, frame: &Frame) -> f32 {
    let body = &frame.placed.body;
    match stage.base {
        Base::Standing | Base::Raising => body.arms[0].grip.y,
        Base::BarOnBack | Base::Split => body.spine[7].y,
        Base::Thrust => body.spine[0].y,
        _ => body.arms[0].shoulder.distance(body.arms[0].grip),
    }
}
