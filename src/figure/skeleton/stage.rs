//! What a figure is drawn with, the same for all its frames, and where things stand that nobody moves.
//!
//! Must not know how a body is placed.

use glam::Vec3;

use super::body::{ANKLE, toward};
use super::setting::Setting;
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// The radius of a plate, and of a dumbbell's end.
pub(crate) const PLATE: f32 = 0.215;
pub(crate) const BELL: f32 = 0.09;

/// What a figure is drawn with: the same for all its frames.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) base: Base,
    pub(crate) tools: Vec<Tool>,
    /// The clean start: where benches, pads and handles were put.
    pub(crate) start: Setting,
    /// How far ahead the hand is that leans on a bench.
    pub(crate) bench: f32,
}

impl Stage {
    /// How high the weight is when it lies on the floor.
    pub(crate) fn radius(&self) -> f32 {
        if self.tools.contains(&Tool::Bar) { PLATE } else { BELL }
    }

    /// Where the handles of straps hang: just above the chest of a lifter who has pulled himself up.
    pub(crate) fn handle(&self) -> Vec3 {
        toward(self.start.angle(P::Torso) - 0.44) * 1.46 + Vec3::Y * ANKLE
    }
}

/// Where the cable comes from.
pub(crate) fn pulley(setting: &Setting) -> Vec3 {
    Vec3::new(0.62, setting.metres(P::Pulley), 0.12)
}
