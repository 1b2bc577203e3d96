//! What a body is made of, and how its parts turn.

use glam::Vec3;

use super::super::body::{Body, SIDES};
use super::super::limbs::arm;
use super::super::place::{Seen, flare, seen_from};
use super::super::trunk::{SHRUG, trunk};
use super::super::{Axes, Proportions, Setting, place, set_up};
use super::{book, reps};
use crate::rulebook::pose::{Base, Parameter as P};

/// Segments as printed in Winter 2009, fig. 4.1, after Drillis & Contini 1966, in shares of stature.
#[test]
fn lengths_are_those_of_the_published_table() {
    let body = Proportions::AVERAGE;
    for (name, length, share) in [
        ("upper arm", body.upper_arm, 0.186),
        ("forearm", body.forearm, 0.146),
        ("thigh", body.thigh, 0.530 - 0.285),
        ("shank", body.shank, 0.285 - 0.039),
        ("ankle", body.ankle, 0.039),
        ("foot", body.toe + body.heel, 0.152),
        ("head", body.head * 2.0, 0.130),
        ("hips to shoulders", body.vertebra() * 7.0, 0.818 - 0.530),
    ] {
        let off = (length / body.stature - share).abs();
        assert!(off < 0.009, "{name}: {} of stature and not {share}", length / body.stature);
    }
    // The parts add up to the whole: ankle, leg, trunk, neck, half a head.
    let sum = body.ankle + body.shank + body.thigh + body.trunk + body.neck + body.head;
    assert!((sum / body.stature - 1.0).abs() < 0.02, "{sum}");
}

fn bones(body: &Body, of: &Proportions) -> Vec<(&'static str, f32, f32)> {
    let mut out: Vec<_> =
        body.spine.windows(2).map(|pair| ("spine", pair[0].distance(pair[1]), of.vertebra())).collect();
    out.push(("hips", body.legs[0].hip.distance(body.legs[1].hip), of.hips * 2.0));
    for arm in &body.arms {
        out.push(("upper arm", arm.shoulder.distance(arm.elbow), of.upper_arm));
        out.push(("forearm", arm.elbow.distance(arm.wrist), of.forearm));
        out.push(("hand", arm.wrist.distance(arm.grip), of.hand));
    }
    for leg in &body.legs {
        out.push(("thigh", leg.hip.distance(leg.knee), of.thigh));
        out.push(("shank", leg.knee.distance(leg.ankle), of.shank));
        out.push(("foot", leg.heel.distance(leg.toe), of.heel + of.toe));
        out.push(("heel", leg.ankle.distance(leg.heel), of.heel.hypot(of.ankle)));
    }
    out
}

#[test]
fn no_bone_changes_its_length() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        for (phase, placed) in rep.moments() {
            for (name, now, long) in bones(&placed.body, &rep.stage.body) {
                assert!((now - long).abs() < 2e-3, "{} at {phase}: {name} {now} and not {long}", rep.name());
            }
        }
    }
}

#[test]
fn axes_stay_at_right_angles_and_lie_as_the_joints_do() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        for (phase, placed) in rep.moments() {
            let body = &placed.body;
            for (name, axes) in [("pelvis", body.pelvis), ("chest", body.chest), ("face", body.face)] {
                let Axes { up, front, across } = axes;
                let square = (up.length() - 1.0).abs()
                    + (front.length() - 1.0).abs()
                    + front.cross(up).distance(across);
                assert!(square < 1e-3, "{} at {phase}: {name} {axes:?}", rep.name());
            }
            let hips = (body.legs[0].hip - body.legs[1].hip).normalize();
            assert!(hips.distance(body.pelvis.across) < 1e-3, "{} at {phase}: pelvis", rep.name());
            let shoulders = (body.arms[0].shoulder - body.arms[1].shoulder).normalize();
            // Of two arms that do not do the same one shoulder goes farther.
            let apart = rep.stage.base == Base::OneHandBraced || rep.poses_any(&[P::OtherSide]);
            let level = apart || shoulders.distance(body.chest.across) < 1e-2;
            assert!(level, "{} at {phase}: chest", rep.name());
        }
    }
}

/// A setting of a base with some parameters.
fn set(sets: &[(P, f32)]) -> Setting {
    let mut setting = Setting::neutral();
    for &(parameter, amount) in sets {
        setting.set(parameter, amount);
    }
    setting
}

#[test]
fn a_turn_takes_the_working_shoulder_away_from_the_front() {
    for torso in [0.0, 30.0, 90.0, 150.0, 180.0] {
        let setting = set(&[(P::Torso, torso), (P::Turn, 40.0)]);
        let trunk = trunk(&Proportions::AVERAGE, Vec3::ZERO, &setting);
        let way = trunk.shoulder(0, &setting) - trunk.shoulder(1, &setting);
        assert!(way.dot(trunk.whole.front) < -0.15, "torso {torso}: {way}");
    }
    // Of who bends over, it goes up: the chest opens to the working side.
    let setting = set(&[(P::Torso, 20.0), (P::Turn, 60.0)]);
    let stage = set_up(Base::Hinged, Vec::new(), Proportions::AVERAGE, setting, setting);
    let body = place(&stage, &setting).body;
    assert!(body.arms[0].shoulder.y > body.arms[1].shoulder.y + 0.2);
}

#[test]
fn a_tilt_of_the_hips_raises_the_working_side_however_the_trunk_lies() {
    for torso in [0.0, 30.0, 60.0, 90.0, 150.0, 180.0] {
        for tilt in [-30.0_f32, 30.0] {
            let trunk =
                trunk(&Proportions::AVERAGE, Vec3::ZERO, &set(&[(P::Torso, torso), (P::HipTilt, tilt)]));
            let up = (trunk.hips[0].y - trunk.hips[1].y) / (2.0 * Proportions::AVERAGE.hips);
            assert!((up - tilt.to_radians().sin()).abs() < 1e-3, "torso {torso}: {up}");
        }
    }
    // An upright pelvis tilts about its front and doesn't twist.
    let upright = trunk(&Proportions::AVERAGE, Vec3::ZERO, &set(&[(P::LowerBack, 0.0), (P::HipTilt, 30.0)]));
    assert!((upright.hips[0] - upright.hips[1]).x.abs() < 1e-3);
}

#[test]
fn a_body_that_tips_takes_its_axes_along_and_leaves_its_feet() {
    for base in [Base::Hinged, Base::Standing, Base::BarOnBack, Base::Overhead, Base::Raising] {
        let (still, tipped) = (set(&[(P::Knees, 20.0)]), set(&[(P::Knees, 20.0), (P::Sway, 12.0)]));
        let stage = set_up(base, Vec::new(), Proportions::AVERAGE, still, still);
        let (still, tipped) = (place(&stage, &still).body, place(&stage, &tipped).body);
        for axes in [tipped.pelvis, tipped.chest, tipped.face] {
            assert!((axes.across.y.abs() - 12.0_f32.to_radians().sin()).abs() < 0.02, "{base:?}: {axes:?}");
        }
        for (a, b) in still.legs.iter().zip(&tipped.legs) {
            assert!(a.heel.distance(b.heel) < 1e-3 && a.toe.distance(b.toe) < 1e-3, "{base:?}");
        }
    }
}

/// For the published numbers of the study of the figure: at rest, drawn together, rolled forward.
#[test]
fn blades_lie_on_the_ribs_and_are_as_far_apart_as_they_should_be() {
    let of = Proportions::AVERAGE;
    for torso in [0.0, 30.0, 90.0] {
        for (sets, inner) in [
            (vec![], 0.074),
            (vec![(P::Blades, 100.0)], 0.026),
            (vec![(P::Blades, 10.0), (P::Roll, 100.0)], 0.100),
        ] {
            let setting = set(&[vec![(P::Torso, torso)], sets].concat());
            let trunk = trunk(&of, Vec3::ZERO, &setting);
            for (side, way) in SIDES.into_iter().enumerate() {
                let blade = trunk.blade(side, &setting);
                let aside = |corner: Vec3| (corner - trunk.spine[7]).dot(trunk.chest.across) * way;
                assert!((aside(blade[1]) - inner).abs() < 0.002, "{} and not {inner}", aside(blade[1]));
                assert!(aside(blade[2]) > aside(blade[1]) + 0.01, "the lower corner lies farther out");
                assert!(aside(blade[0]) > aside(blade[2]), "the outer corner is outermost");
                for (corner, place) in [(blade[1], 6.7), (blade[2], 4.9)] {
                    let off = trunk.chest.shares(corner - trunk.point(place));
                    let ribs = of.station(place).back(off.z);
                    assert!((-0.001..0.02).contains(&(ribs - off.y)), "{off} and the ribs at {ribs}");
                }
            }
        }
    }
}

#[test]
fn a_shrug_lifts_blade_and_shoulder_and_a_squeeze_takes_the_shoulder_back() {
    let at = |sets: &[(P, f32)]| {
        let setting = set(sets);
        let trunk = trunk(&Proportions::AVERAGE, Vec3::ZERO, &setting);
        let local = |point: Vec3| trunk.chest.shares(point - trunk.spine[7]);
        (local(trunk.blade(0, &setting)[1]), local(trunk.shoulder(0, &setting)))
    };
    let (rest, shrugged, drawn) = (at(&[]), at(&[(P::Shrug, 100.0)]), at(&[(P::Blades, 100.0)]));
    assert!((shrugged.0.x - rest.0.x - SHRUG * 0.8).abs() < 1e-3);
    assert!((shrugged.1.x - rest.1.x - SHRUG).abs() < 1e-3);
    let back = rest.1.y - drawn.1.y;
    assert!((0.07..0.09).contains(&back), "a third less than 12.5 cm: {back}");
}

/// `elbows` is the angle of the upper arm at mid-pull as seen, wherever the hand lets it be; ribs are in the way of less than 15.
#[test]
fn elbows_stand_away_as_far_as_is_set() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        let base = rep.stage.base;
        let is_pulled = matches!(
            base,
            Base::Hinged
                | Base::OneHandBraced
                | Base::Prone
                | Base::Pad
                | Base::Straps
                | Base::Lying
                | Base::Plank
        );
        if !is_pulled || !(rep.is_clean() || rep.posed.iter().all(|one| *one == P::Elbows)) {
            continue;
        }
        assert_eq!(seen_from(base), Seen::OntoTheBack);
        for (phase, setting) in rep.settings().into_iter().filter(|(phase, _)| (*phase - 2.0).abs() < 1e-3) {
            let body = place(&rep.stage, &setting).body;
            let got = flare(body.chest, 0, &body.arms[0], seen_from(base)).to_degrees();
            let wanted = setting.get(P::Elbows);
            // A hand farther down than the forearm is long holds the elbow down.
            let arm = &body.arms[0];
            let down = -body.chest.shares(arm.grip - arm.shoulder).x;
            let of = &rep.stage.body;
            if down > of.forearm + of.hand + of.upper_arm * wanted.to_radians().cos() - 0.05 {
                assert!(got > 50.0, "{} at {phase}: {got}", rep.name());
                continue;
            }
            let most = if wanted < 20.0 { wanted + 24.0 } else { wanted + 4.0 };
            assert!(
                (wanted - 4.0..=most).contains(&got),
                "{} at {phase}: {got} and not {wanted}",
                rep.name()
            );
        }
    }
}

#[test]
fn hands_dont_slide_on_what_they_hold() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        let grips: Vec<f32> =
            rep.keyframes.settled(&rep.stage)[1..].iter().map(|setting| setting.get(P::Grip)).collect();
        assert!(grips.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-3), "{}: {grips:?}", rep.name());
    }
}

#[test]
fn a_shrug_leaves_no_neck() {
    let ear = |shrug: f32| {
        let setting = set(&[(P::Shrug, shrug)]);
        let trunk = trunk(&Proportions::AVERAGE, Vec3::ZERO, &setting);
        let (head, face) = trunk.head(&setting);
        face.shares(head - trunk.shoulder(0, &setting)).x
    };
    assert!(ear(100.0) < 0.48 * ear(0.0), "{} of {}", ear(100.0), ear(0.0));
}

#[test]
fn a_shoulder_that_tips_forward_stays_on_its_chest() {
    let of = Proportions::AVERAGE;
    let setting = set(&[(P::Roll, 100.0)]);
    let trunk = trunk(&of, Vec3::ZERO, &setting);
    let off = trunk.chest.shares(trunk.shoulder(0, &setting) - trunk.spine[7]);
    assert!(off.y < of.station(6.0).front() - 0.04, "{off}: the joint is within the depth of the ribs");
    assert!(off.z < of.shoulders, "it goes around them");
}

#[test]
fn a_bent_wrist_leaves_the_weight_where_it_is() {
    let of = Proportions::AVERAGE;
    let target = Vec3::new(0.25, -0.2, 0.05);
    for degrees in [-90.0_f32, -60.0, 0.0, 60.0, 90.0] {
        let arm = arm(&of, Vec3::ZERO, target, Vec3::NEG_X, degrees.to_radians());
        assert!(arm.grip.distance(target) < 1e-3, "{degrees}: {}", arm.grip);
        let (forearm, hand) = ((arm.wrist - arm.elbow).normalize(), (arm.grip - arm.wrist).normalize());
        assert!((forearm.angle_between(hand).to_degrees() - degrees.abs()).abs() < 0.5, "{degrees}");
    }
}

#[test]
fn locked_legs_are_straight_one_ahead_of_the_other_as_well() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        if rep.stage.base != Base::OneHandBraced || !rep.shown.starts_with("knees=0") {
            continue;
        }
        for (phase, placed) in rep.moments().into_iter().filter(|(phase, _)| *phase >= 0.0) {
            for leg in &placed.body.legs {
                let long = leg.hip.distance(leg.ankle) / (rep.stage.body.thigh + rep.stage.body.shank);
                assert!(long > 0.985, "{} at {phase}: {long}", rep.name());
            }
        }
    }
}
