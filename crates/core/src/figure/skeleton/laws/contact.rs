//! What touches what: feet the floor, bodies their benches, hands their handles; nothing lies in anything else.

use std::collections::BTreeMap;

use glam::Vec3;

use super::super::Proportions;
use super::super::equipment::Equipment;
use super::super::limbs::on_the_thigh;
use super::super::place::Placed;
use super::super::solids::{Piece, Solid, solids};
use super::super::stage::PALM;
use super::{Rep, book, reps, stands};
use crate::rulebook::pose::{Base, Parameter as P};

/// How deep flesh gives, in metres.
const GIVES: f32 = 0.007;

/// What touches because it is one body, or because it is held.
fn belongs(a: Piece, b: Piece) -> bool {
    use Piece::{Foot, Forearm, Hand, Head, Held, Line, Shank, Support, Thigh, Trunk, UpperArm, Weight};
    match (a.min(b), a.max(b)) {
        (Trunk, UpperArm(_) | Head | Thigh(_)) | (Thigh(_), Thigh(_)) => true,
        (UpperArm(a), Forearm(b)) | (Forearm(a), Hand(b)) | (Thigh(a), Shank(b)) | (Shank(a), Foot(b)) => {
            a == b
        }
        (Hand(_), Held) | (Held, Weight) | (Hand(_) | Held | Weight | Support, Line) => true,
        _ => false,
    }
}

/// What lies in what, and how deep.
pub(super) fn through(of: &Proportions, placed: &Placed) -> Vec<(Piece, Piece, f32)> {
    let all = solids(of, placed);
    let mut out = Vec::new();
    for (at, (a, solid)) in all.iter().enumerate() {
        for (b, other) in &all[at + 1..] {
            if a == b || belongs(*a, *b) {
                continue;
            }
            let deep = solid.depth_in(other).max(other.depth_in(solid));
            if deep > GIVES {
                out.push((*a, *b, deep));
            }
        }
    }
    out
}

/// The lowest point of all that is solid.
pub(super) fn lowest(of: &Proportions, placed: &Placed) -> f32 {
    let low = |(piece, solid): &(Piece, Solid)| match solid {
        Solid::Limb { a, b, radii } if !matches!(piece, Piece::Line | Piece::Support) => {
            (a.y - radii.0).min(b.y - radii.1)
        }
        Solid::Disc { a, b, radius } => {
            let up = (*b - *a).normalize_or_zero();
            a.y.min(b.y) - radius * (1.0 - up.y * up.y).sqrt()
        }
        _ => 0.0,
    };
    solids(of, placed).iter().map(low).fold(0.0, f32::min)
}

#[test]
fn nothing_lies_in_anything_else_in_a_clean_rep() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, false) {
        for (phase, placed) in rep.moments() {
            let found = through(&rep.stage.body, &placed);
            assert!(found.is_empty(), "{} at {phase}: {found:?}", rep.name());
        }
    }
}

/// How deep flesh gives where something is wrong: pressed harder, and seen less.
const GIVES_IN_A_FAULT: f32 = 0.02;

/// Signs whose faults press a body into what it leans on or holds, or turn a weight against it: where that is so, how deep it
/// may be, and why it is drawn so all the same.
const PRESSED: &[(&str, &str, f32)] = &[
    ("kettlebell-swing lower-back", "a rounded back takes the arms down between the thighs", 0.09),
    ("seal-row head", "a face on the edge of the bench", 0.04),
    ("hip-thrust lower-back", "a head that falls back on the bench", 0.03),
    ("bench-press hips-contact", "a bridge stands on the neck", 0.035),
    ("chest-supported-row lumbar-shape", "a hollow back presses the belly into the pad", 0.035),
    ("chest-supported-row feet", "a leg that is put ahead presses its thigh onto the seat", 0.08),
    ("chest-supported-row seat-height", "thighs hang over the edge of a high seat", 0.08),
    ("bench-press feet", "a foot that slides in leans the thigh against the bench", 0.035),
    ("seal-row bar-hang", "a bar that lies too near folds the arms beside the bench", 0.08),
    ("chest-supported-row elbow-depth", "cables run along the sides of who pulls too far", 0.08),
    ("half-kneeling-pulldown balance", "who falls to a side lies on the free arm", 0.10),
    ("yates-row grip-width", "of hands that are close together the forearms lie on the belly", 0.03),
    ("overhead-press wrist-bend", "wrists that fold lay the hands on the shoulders", 0.05),
    ("dead-stop-row wrists", "a curled hand turns its bell against the leg", 0.07),
    ("kroc-row wrists", "a curled hand turns its bell against the leg", 0.07),
    ("dead-stop-row elbow-path", "an elbow that goes out turns the bell to the body", 0.07),
    ("kroc-row elbow-path", "an elbow that goes out turns the bell to the body", 0.07),
];

#[test]
fn nothing_lies_in_anything_else_in_a_faulty_rep_but_what_is_pressed() {
    let book = book();
    let mut deepest: BTreeMap<&str, f32> = BTreeMap::new();
    let mut found = Vec::new();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        let pressed = PRESSED.iter().find(|(sign, ..)| rep.name().starts_with(&format!("{sign}=")));
        let most = pressed.map_or(GIVES_IN_A_FAULT, |(.., most)| *most);
        for (phase, placed) in rep.moments() {
            for (a, b, deep) in through(&rep.stage.body, &placed) {
                if deep > most {
                    found.push(format!("{} at {phase}: {a:?} in {b:?}, {deep:.3}", rep.name()));
                }
                if let Some((sign, ..)) = pressed {
                    let so_far = deepest.entry(sign).or_default();
                    *so_far = so_far.max(deep);
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    // Nothing is let through that needs not be.
    for (sign, why, _) in PRESSED {
        let deep = deepest.get(sign).copied().unwrap_or_default();
        assert!(deep > GIVES_IN_A_FAULT, "{sign} needs no place here ({why}): {deep}");
    }
}

#[test]
fn nothing_is_below_the_floor_whatever_is_wrong() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        for (phase, placed) in rep.moments() {
            let low = lowest(&rep.stage.body, &placed);
            assert!(low > -0.012, "{} at {phase}: {low}", rep.name());
        }
    }
}

#[test]
fn feet_stay_where_they_stand() {
    let book = book();
    let moves = [P::Feet, P::Kick, P::Heels, P::Toes, P::Stagger, P::Kneel];
    for rep in reps(&book, &Proportions::AVERAGE, true) {
        if !stands(rep.stage.base) || rep.poses_any(&moves) {
            continue;
        }
        let start = super::place(&rep.stage, &rep.stage.start).body;
        for (phase, placed) in rep.moments() {
            for (was, is) in start.legs.iter().zip(&placed.body.legs) {
                let off = was.heel.distance(is.heel).max(was.toe.distance(is.toe));
                assert!(off < 2e-3, "{} at {phase}: a foot has moved {off}", rep.name());
                assert!(is.heel.y.abs() < 2e-3 && is.toe.y.abs() < 2e-3, "{} at {phase}", rep.name());
            }
        }
    }
}

fn of_base<'a, 'b>(all: &'a [Rep<'b>], base: Base) -> impl Iterator<Item = &'a Rep<'b>> {
    all.iter().filter(move |rep| rep.stage.base == base)
}

#[test]
fn who_hangs_in_straps_turns_on_the_heels_and_no_strap_stretches() {
    let book = book();
    let all = reps(&book, &Proportions::AVERAGE, true);
    assert!(of_base(&all, Base::Straps).count() > 10);
    for rep in of_base(&all, Base::Straps) {
        for (phase, placed) in rep.moments() {
            let body = &placed.body;
            for leg in &body.legs {
                assert!(leg.heel.y.abs() < 2e-3, "{} at {phase}: heel at {}", rep.name(), leg.heel);
                let still = (leg.heel.x + rep.stage.body.heel).abs();
                assert!(still < 2e-3, "{} at {phase}: {}", rep.name(), leg.heel);
            }
            // What the arm can't reach it doesn't hold in a fault; a clean one has it.
            let long = body.arms[0].grip.distance(rep.stage.anchor());
            let bent = rep.poses_any(&[P::Wrists, P::Pull, P::Sway, P::Blades, P::OtherSide]);
            assert!((long - rep.stage.rope).abs() < 0.012 || bent, "{} at {phase}: {long}", rep.name());
            if rep.is_clean() {
                let (heel, shoulder) = (body.legs[0].ankle, body.spine[7]);
                let line =
                    (Vec3::new(shoulder.x, shoulder.y, 0.0) - Vec3::new(heel.x, heel.y, 0.0)).normalize();
                let hip = body.spine[0] - Vec3::new(heel.x, heel.y, 0.0);
                assert!(hip.cross(line).length() < 0.02, "a straight line from heels to shoulders");
            }
        }
    }
    // At the end the handles are at the lower chest, below the shoulders along the trunk.
    let clean = of_base(&all, Base::Straps).next().expect("a clean rep");
    let end =
        clean.moments().into_iter().find(|(phase, _)| (*phase - 3.0).abs() < 1e-3).expect("an end").1.body;
    let off = end.chest.shares(end.arms[0].grip - end.spine[7]);
    assert!((-0.30..-0.10).contains(&off.x) && (0.08..0.26).contains(&off.y), "{off}");
}

#[test]
fn a_landmine_goes_around_its_foot_beside_the_lifter() {
    let book = book();
    let all = reps(&book, &Proportions::AVERAGE, false);
    let mut seen = 0;
    for rep in &all {
        for (phase, placed) in rep.moments() {
            for thing in &placed.equipment {
                let Equipment::Landmine { held, foot, .. } = thing else { continue };
                seen += 1;
                assert!((held.distance(*foot) - rep.stage.rope).abs() < 0.012, "{} at {phase}", rep.name());
                assert!(foot.z > 1.0 && foot.distance(rep.stage.put) < 1e-4, "{foot}");
                assert!(held.z > 0.1, "on the working side: {held}");
            }
        }
    }
    assert!(seen > 5);
}

#[test]
fn hands_hold_what_they_should() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, false) {
        for (phase, placed) in rep.moments() {
            let one_hand = matches!(rep.stage.base, Base::OneHandBraced | Base::HalfKneeling);
            for (side, arm) in placed.body.arms.iter().enumerate() {
                let open = rep.stage.base == Base::Plank || one_hand && side == 1;
                assert_eq!(arm.closes.is_none(), open, "{} at {phase}: side {side}", rep.name());
                assert!((arm.palm.length() - 1.0).abs() < 1e-3);
                let along = arm.closes.unwrap_or(Vec3::ZERO);
                assert!(along.dot(arm.palm).abs() < 0.05, "a palm lies against what it holds");
            }
        }
    }
}

#[test]
fn who_lies_on_a_bench_lies_on_all_of_it() {
    let book = book();
    let all = reps(&book, &Proportions::AVERAGE, false);
    for base in [Base::Prone, Base::Lying] {
        for (phase, placed) in of_base(&all, base).flat_map(Rep::moments) {
            let bench = placed.equipment.iter().find_map(|thing| match thing {
                Equipment::Bench(slab) => Some(*slab),
                _ => None,
            });
            let bench = bench.expect("a bench");
            let within = |point: Vec3| (point - bench.middle).dot(bench.axes.front).abs() < bench.half.y;
            let body = &placed.body;
            assert!(body.spine.iter().all(|&point| within(point)), "{base:?} at {phase}");
            if base == Base::Prone {
                assert!(body.legs.iter().all(|leg| within(leg.knee)), "knees at {phase}");
            }
            // Skin touches it; of one whose back is raised, wherever it lies on it.
            let level = bench.axes.up;
            let top = (bench.middle + level * bench.half.x).dot(level);
            let ahead = if base == Base::Prone { 1.0 } else { -1.0 };
            let of = Proportions::AVERAGE;
            let lowest = (0..=7_u8)
                .map(|at| {
                    let station = of.station(f32::from(at));
                    let skin = if ahead > 0.0 { station.front() } else { station.back(0.0) };
                    (body.spine[usize::from(at)] + body.ahead(f32::from(at)) * skin).dot(level)
                })
                .fold(f32::INFINITY, f32::min);
            assert!((lowest - top).abs() < 0.01, "{base:?} at {phase}: {lowest} over {top}");
        }
    }
}

#[test]
fn the_weight_comes_to_the_body_and_the_bar_to_the_hands() {
    let book = book();
    for rep in reps(&book, &Proportions::AVERAGE, false) {
        for (phase, placed) in rep.moments() {
            for thing in &placed.equipment {
                let Equipment::Barbell { middle, along, .. } = thing else { continue };
                for arm in &placed.body.arms {
                    let way = arm.grip - *middle;
                    let off = (way - *along * way.dot(*along)).length();
                    assert!(off < 0.02, "{} at {phase}: a hand is {off} off the bar", rep.name());
                }
            }
        }
    }
}

#[test]
fn a_bracing_palm_lies_on_its_support_all_through_a_clean_rep() {
    let book = book();
    let mut seen = 0;
    for body in [Proportions::AVERAGE, Proportions::of(3).1, Proportions::of(8).1] {
        let all = reps(&book, &body, false);
        for rep in of_base(&all, Base::OneHandBraced) {
            for (phase, placed) in rep.moments() {
                let arm = placed.body.arms[1];
                let bench = placed.equipment.iter().find_map(|thing| match thing {
                    Equipment::Bench(slab) => Some(slab.middle.y + slab.half.x),
                    _ => None,
                });
                let off = match bench {
                    Some(top) => arm.grip.y - PALM - top,
                    None => arm.grip.distance(on_the_thigh(&body, &placed.body.legs[1])),
                };
                seen += 1;
                assert!(off.abs() < 0.003, "{} at {phase}: the palm is {off} off its support", rep.name());
                // Only an arm that is straight can be seen to give.
                let straight = arm.shoulder.distance(arm.grip) / body.reach();
                let least = if bench.is_some() { 0.88 } else { 0.80 };
                assert!(phase < 0.0 || straight > least, "{} at {phase}: {straight}", rep.name());
            }
        }
    }
    assert!(seen > 30);
}
