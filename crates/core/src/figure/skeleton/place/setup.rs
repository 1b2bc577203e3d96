//! What is put in its place before a rep: the bench for the free hand, a landmine's foot, straps; what follows for all of a
//! rep from one moment of it.
//!
//! Must not know how a body is seen.

use glam::Vec3;

use super::super::proportions::Proportions;
use super::super::setting::{OFF_THE_FLOOR, Setting};
use super::super::stage::{PALM, Stage};
use super::flare::{flare, seen_from};
use super::{floor, hanging, held, supported};
use crate::rulebook::pose::{Base, Moment, Parameter as P, Tool};

/// Puts everything where a clean rep wants it: `start` and `end` are its first and its farthest moment.
pub(crate) fn set_up(base: Base, tools: Vec<Tool>, body: Proportions, start: Setting, end: Setting) -> Stage {
    let mut stage = Stage { base, tools, body, start, end, put: Vec3::ZERO, rope: 0.0 };
    match base {
        Base::OneHandBraced => braced(&mut stage),
        Base::Straps => stage.rope = hanging::strap(&stage),
        Base::Plank => stage.put = floor::hands(&stage),
        Base::Thrust => stage.put = supported::heels(&stage),
        _ => {}
    }
    stage
}

/// A bench below the free hand, and where a landmine's bar has its other end: beside the lifter, on the working side.
fn braced(stage: &mut Stage) {
    let scale = stage.body.scale();
    let start = reach_the_floor(stage, &stage.start);
    let (trunk, arms, _) = held(stage, &start);
    if stage.has(Tool::LandmineBar) {
        let hand = arms[0].grip;
        stage.put = Vec3::new(hand.x + 0.10 * scale, 0.03, hand.z + 1.75);
        stage.rope = hand.distance(stage.put);
        return;
    }
    let shoulder = trunk.shoulder(1, &start);
    // As far ahead as makes the arm all but straight: only so can one see an arm that gives.
    let aside = -0.2 * scale - shoulder.z;
    let top = stage.metres(&stage.start, P::Bench);
    let reach = stage.body.reach() * 0.97;
    let drop = shoulder.y - top - PALM;
    let ahead =
        (reach * reach - drop * drop - aside * aside).max(0.0).sqrt().clamp(0.10 * scale, 0.46 * scale);
    // And as high as the arm needs it.
    let lowest = shoulder.y - (reach * reach - ahead * ahead - aside * aside).max(0.0).sqrt() - PALM;
    stage.put = Vec3::new(shoulder.x + ahead, top.max(lowest), shoulder.z + aside);
}

impl Stage {
    /// By how much a bench that a hand leans on is higher than it was put.
    pub(crate) fn bench_off(&self, setting: &Setting) -> f32 {
        self.metres(setting, P::Bench) - self.metres(&self.start, P::Bench)
    }
}

/// Where the floor holds the weight: the torso angle with which the arms reach it, instead of the one that is set.
pub(crate) fn reach_the_floor(stage: &Stage, setting: &Setting) -> Setting {
    let mut found = *setting;
    found.set(P::Hover, OFF_THE_FLOOR);
    let hover = setting.get(P::Hover);
    if hover < 0.0 || !matches!(stage.base, Base::Hinged | Base::OneHandBraced | Base::Standing) {
        return found;
    }
    let wanted = stage.metres(setting, P::Hover) + stage.radius();
    let mut straight = found;
    // Arms that bend before the bar leaves the floor don't lift it: the body comes down to it.
    if stage.base != Base::Standing {
        straight.set(P::Pull, 0.0);
    }
    let (mut low, mut high) = (-35.0_f32, 95.0_f32);
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        straight.set(P::Torso, middle);
        let (_, arms, _) = held(stage, &straight);
        if arms[0].grip.y < wanted { low = middle } else { high = middle }
    }
    found.set(P::Torso, f32::midpoint(low, high));
    found
}

/// Hands as wide apart as the elbows need at mid-pull, where their angle is named, all through the rep: nobody's hands
/// slide on a bar.
pub(crate) fn widened(stage: &Stage, moments: &mut [Setting]) {
    let setting = moments[Moment::Middle as usize];
    let wanted = setting.angle(P::Elbows);
    let got = |more: f32| {
        let mut wide = setting;
        wide.set(P::Grip, setting.get(P::Grip) + more);
        let (trunk, arms, _) = held(stage, &wide);
        flare(trunk.chest, 0, &arms[0], seen_from(stage.base))
    };
    let (mut more, mut now) = (0.0_f32, got(0.0));
    while more < 30.0 && now < wanted - 0.05 {
        let wider = got(more + 3.0);
        // No wider than helps: hands far below the shoulders hold the elbows down.
        if wider < now + 0.01 {
            break;
        }
        (more, now) = (more + 3.0, wider);
    }
    if more > 0.0 {
        for setting in moments {
            setting.set(P::Grip, (setting.get(P::Grip) + more).min(70.0));
        }
    }
}
