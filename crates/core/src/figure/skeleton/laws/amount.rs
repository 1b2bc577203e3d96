//! A fault drawn in part: between clean and shown, nearer with every step, and none of it at nothing.

use super::super::{Keyframes, Proportions, place};
use super::{book, reps};
use crate::rulebook::pose::{Base, Moment, Parameter};

#[test]
fn half_a_fault_is_half_way() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true).iter().filter(|rep| !rep.is_clean()) {
        let figure = rep.exercise.figure.as_ref().expect("a figure");
        let clean = Keyframes::clean(figure);
        let (none, half, all) = (
            clean.in_part(&rep.keyframes, 0.0),
            clean.in_part(&rep.keyframes, 0.5),
            clean.in_part(&rep.keyframes, 1.0),
        );
        for &moment in Moment::ALL {
            assert_eq!(none.at(moment), clean.at(moment), "{}", rep.name());
            assert_eq!(all.at(moment), rep.keyframes.at(moment), "{}", rep.name());
            for &parameter in Parameter::ALL.iter().filter(|one| **one != Parameter::Hover) {
                let (from, to) = (clean.at(moment).get(parameter), rep.keyframes.at(moment).get(parameter));
                let got = half.at(moment).get(parameter);
                assert!((got - f32::midpoint(from, to)).abs() < 1e-3, "{}: {parameter:?} {got}", rep.name());
            }
        }
        // And it can be placed, the floor holding the weight or not.
        for setting in half.settled(&rep.stage) {
            let body = place(&rep.stage, &setting).body;
            assert!(body.head.is_finite() && body.arms[0].grip.is_finite(), "{}", rep.name());
        }
    }
}

#[test]
fn a_smaller_fault_lies_nearer_to_clean() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true).iter().filter(|rep| !rep.is_clean()) {
        // What the floor takes hold of is there or it isn't; a bar passes the head on one side or the other.
        let passes_the_head = rep.stage.base == Base::UnderCable && rep.poses_any(&[Parameter::Drift]);
        if rep.poses_any(&[Parameter::Hover]) || passes_the_head {
            continue;
        }
        let clean = Keyframes::clean(rep.exercise.figure.as_ref().expect("a figure"));
        let off = |amount: f32| {
            let part = clean.in_part(&rep.keyframes, amount).settled(&rep.stage);
            let usual = clean.settled(&rep.stage);
            let far = |(a, b): (&super::Setting, &super::Setting)| {
                let (a, b) = (place(&rep.stage, a).body, place(&rep.stage, b).body);
                a.spine[7]
                    .distance(b.spine[7])
                    .max(a.head.distance(b.head))
                    .max(a.arms[0].elbow.distance(b.arms[0].elbow))
            };
            part.iter().zip(&usual).map(far).fold(0.0, f32::max)
        };
        let (third, two_thirds, whole) = (off(0.33), off(0.67), off(1.0));
        assert!(
            third <= two_thirds + 0.03 && two_thirds <= whole + 0.03,
            "{}: {third} {two_thirds} {whole}",
            rep.name()
        );
    }
}
