//! What a figure is drawn with, the same for all its frames, and where things stand that nobody moves.
//!
//! Must not know how a body is placed.

use glam::Vec3;

use super::proportions::Proportions;
use super::setting::Setting;
use crate::rulebook::pose::{Base, Parameter as P, Tool};

/// The radius of a plate: 45 cm across is the rule for large ones (IWF), and 2 cm less leaves the body in sight.
pub(crate) const PLATE: f32 = 0.215;
/// The radius of a dumbbell's ends.
pub(crate) const BELL: f32 = 0.085;
/// The radius of a bar, of what hands close around.
pub(crate) const BAR: f32 = 0.014;
/// The middle of an open hand above what it lies on.
pub(crate) const PALM: f32 = 0.024;
/// How thick a bench is, from its upper side to its frame.
pub(crate) const BENCH: f32 = 0.07;
/// From the seat up to the hip joint of who sits on it, for 1.75 m: by eye.
pub(crate) const SEAT: f32 = 0.10;
/// Half the width of a bench.
pub(crate) const HALF_BENCH: f32 = 0.14;

/// What a figure is drawn with: the same for all its frames.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) base: Base,
    pub(crate) tools: Vec<Tool>,
    pub(crate) body: Proportions,
    /// The clean start: where benches, pads and handles were put.
    pub(crate) start: Setting,
    /// The clean end: where feet were put for it.
    pub(crate) end: Setting,
    /// Where something was put that the base knows: the hand that leans on a bench, the foot of a landmine, hands on the
    /// floor.
    pub(crate) put: Vec3,
    /// How long what the lifter hangs on is: straps, a landmine's bar.
    pub(crate) rope: f32,
}

impl Stage {
    pub(crate) fn has(&self, tool: Tool) -> bool {
        self.tools.contains(&tool)
    }

    /// How high the weight is when it lies on the floor.
    pub(crate) fn radius(&self) -> f32 {
        if self.has(Tool::Bar) {
            PLATE
        } else if self.has(Tool::LandmineBar) {
            // The end that is held is beyond the plate, and higher.
            PLATE * LANDMINE_PLATE + 0.02
        } else if self.has(Tool::Kettlebell) {
            KETTLEBELL + KETTLEBELL_HANDLE
        } else {
            BELL
        }
    }

    /// An amount in cm, in metres, for a body of another stature.
    pub(crate) fn metres(&self, setting: &Setting, parameter: P) -> f32 {
        setting.metres(parameter) * self.body.scale()
    }

    /// How far a hand is from the middle: hands just outside the shoulders are that on narrow shoulders as well.
    pub(crate) fn grip(&self, setting: &Setting) -> f32 {
        setting.metres(P::Grip) * self.body.shoulders / Proportions::AVERAGE.shoulders
    }

    /// Where the cable comes from that a half-kneeling lifter pulls: so far ahead that it passes before the face.
    pub(crate) fn pulley(&self, setting: &Setting) -> Vec3 {
        Vec3::new(0.92, setting.metres(P::Pulley), 0.12) * self.body.scale()
    }

    /// Where straps hang.
    pub(crate) fn anchor(&self) -> Vec3 {
        Vec3::new(0.30, 2.40, 0.0) * self.body.scale()
    }

    /// The middle of a bar to hang from.
    pub(crate) fn pull_up_bar(&self) -> Vec3 {
        Vec3::new(0.0, 2.32, 0.0) * self.body.scale()
    }
}

/// A landmine's plate, as a share of a barbell's.
pub(crate) const LANDMINE_PLATE: f32 = 0.8;
/// The radius of a kettlebell's ball, and from its middle to that of the handle less that.
pub(crate) const KETTLEBELL: f32 = 0.10;
pub(crate) const KETTLEBELL_HANDLE: f32 = 0.07;
