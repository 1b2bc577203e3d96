//! The table of what each base obeys against what is drawn.

use glam::Vec3;

use super::super::place::{place, reach_the_floor};
use super::super::{Keyframes, Proportions, Setting, Stage, set_up};
use crate::rulebook::Figure;
use crate::rulebook::pose::{Base, Moment, Parameter as P, Tool};

/// The tools with which a base is drawn.
fn tools(base: Base) -> Vec<Vec<Tool>> {
    match base {
        Base::OneHandBraced => vec![vec![Tool::Dumbbell, Tool::Bench], vec![Tool::LandmineBar]],
        Base::Pad | Base::HalfKneeling | Base::UnderCable => vec![vec![Tool::Cable]],
        Base::Straps => vec![vec![Tool::Straps]],
        Base::Raising => vec![vec![Tool::Dumbbells], vec![Tool::Kettlebell]],
        Base::PullUp | Base::Plank => vec![Vec::new()],
        _ => vec![vec![Tool::Bar], vec![Tool::Dumbbells]],
    }
}

fn joints(stage: &Stage, setting: &Setting) -> Vec<Vec3> {
    let placed = place(stage, &reach_the_floor(stage, setting));
    let body = &placed.body;
    let arms = body.arms.iter().flat_map(|arm| [arm.shoulder, arm.elbow, arm.grip]);
    let legs = body.legs.iter().flat_map(|leg| [leg.hip, leg.knee, leg.heel, leg.toe]);
    body.spine
        .iter()
        .copied()
        .chain([body.head])
        .chain(body.blades.iter().flatten().copied())
        .chain(arms)
        .chain(legs)
        .collect()
}

/// How far the joint that moves most moves, or what stands around: at any moment, for any amount.
fn moves(base: Base, clean: &Keyframes, parameter: P) -> f32 {
    let (from, to) = parameter.range();
    let mut most = 0.0_f32;
    for tools in tools(base) {
        let (start, end) = (*clean.at(Moment::Start), *clean.at(Moment::End));
        let stage = set_up(base, tools, Proportions::AVERAGE, start, end);
        for &moment in Moment::ALL {
            let usual = clean.at(moment);
            for amount in [from, i16::midpoint(from, to), to] {
                let mut other = *usual;
                other.set(parameter, f32::from(amount));
                let pairs = joints(&stage, usual).into_iter().zip(joints(&stage, &other));
                most = pairs.map(|(a, b)| a.distance(b)).fold(most, f32::max);
                if most < 1e-6 && place(&stage, usual).equipment != place(&stage, &other).equipment {
                    most = 1.0;
                }
            }
        }
    }
    most
}

#[test]
fn each_base_obeys_what_its_table_says_and_no_more() {
    let time = [P::Going, P::Pause, P::Return, P::Rest];
    for &base in Base::ALL {
        let figure = Figure {
            base,
            cameras: Vec::new(),
            tools: Vec::new(),
            poses: Vec::new(),
            takes_weight: false,
            ignored: Vec::new(),
            in_words: Vec::new(),
            signs: Vec::new(),
        };
        let clean = Keyframes::clean(&figure);
        for &parameter in P::ALL.iter().filter(|parameter| !time.contains(parameter)) {
            let moved = moves(base, &clean, parameter);
            assert_eq!(moved > 1e-3, base.obeys(parameter), "{base:?} and {parameter:?}: {moved}");
        }
    }
}
