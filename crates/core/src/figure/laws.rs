//! Laws of the figure, for any setting of its parameters: no bone gets longer, any rep is drawn, SVG is well-formed.

use glam::Vec3;
use proptest::prelude::*;

use super::paint::cells::{Backdrop, Painter, Way, pixels};
use super::paint::palette::Ground;
use super::skeleton::{Body, Keyframes, Proportions, Setting, Stage, place, set_up};
use super::{Film, Lifter, Motion, svg};
use crate::rulebook::pose::{Base, Moment, Parameter, Tool};
use crate::rulebook::{Domain, ExerciseIx, Figure, Rulebook, SignIx, Value, load_mid_back};

fn stage(base: Base) -> Stage {
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
    let tools = vec![Tool::Bar, Tool::Bench];
    set_up(base, tools, Proportions::AVERAGE, *clean.at(Moment::Start), *clean.at(Moment::End))
}

/// Any amount of every parameter within its range.
fn settings() -> impl Strategy<Value = Vec<f32>> {
    proptest::collection::vec(0.0_f32..=1.0, Parameter::COUNT)
}

fn setting(shares: &[f32]) -> Setting {
    let mut setting = Setting::neutral();
    for (parameter, share) in Parameter::ALL.iter().zip(shares) {
        let (from, to) = parameter.range();
        setting.set(*parameter, f32::from(from) + (f32::from(to) - f32::from(from)) * share);
    }
    setting
}

fn bones(body: &Body) -> Vec<(&'static str, f32, f32)> {
    let mut out = Vec::new();
    let long = Proportions::AVERAGE;
    let mut add = |name, from: Vec3, to: Vec3, long: f32| out.push((name, from.distance(to), long));
    for pair in body.spine.windows(2) {
        add("spine", pair[0], pair[1], long.vertebra());
    }
    for arm in &body.arms {
        add("upper arm", arm.shoulder, arm.elbow, long.upper_arm);
        add("forearm", arm.elbow, arm.wrist, long.forearm);
        add("hand", arm.wrist, arm.grip, long.hand);
    }
    for leg in &body.legs {
        add("thigh", leg.hip, leg.knee, long.thigh);
        add("shank", leg.knee, leg.ankle, long.shank);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bone_gets_longer(shares in settings(), base in proptest::sample::select(Base::ALL)) {
        let placed = place(&stage(base), &setting(&shares));
        for (name, now, long) in bones(&placed.body) {
            prop_assert!((now - long).abs() < 2e-3, "{name} of {base:?}: {now} and not {long}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_rep_is_drawn(choice in proptest::collection::vec(0_usize..1000, 40), at in 0_usize..9) {
        let book = load_mid_back();
        let exercise = ExerciseIx::at(at);
        let shown = any_rep(&book, exercise, &choice);
        let (motion, clean) =
            (Motion::of(&book, exercise, &shown).expect("a figure"), Motion::clean(&book, exercise).expect("one"));
        prop_assert!(motion.telling() < motion.frames());
        prop_assert_eq!(motion.frame_at(motion.seconds() + 0.01), motion.frame_at(0.01));
        let look = svg::Still { frame: 0, clean: &clean, explained: true, title: "<&\"\u{1b}>" };
        for text in [svg::still(&motion, &look), svg::moving(&motion, &clean, "a & b")] {
            prop_assert!(roxmltree::Document::parse(&text).is_ok());
        }
    }
}

/// Some value of every sign.
fn any_rep(book: &Rulebook, exercise: ExerciseIx, choice: &[usize]) -> Vec<(SignIx, Value)> {
    let value = |(observed, choice): (&crate::rulebook::Observed, &usize)| {
        let (from, to) = match &book[observed.sign].domain {
            Domain::Named(values) => (0, i32::try_from(values.len()).expect("few") - 1),
            Domain::Range { from, to, .. } => (*from, *to),
        };
        let step = i32::try_from(*choice).expect("small") % (to - from + 1);
        (observed.sign, Value(from + step))
    };
    book[exercise].signs.iter().zip(choice).map(value).collect()
}

#[test]
fn a_picture_may_be_as_small_as_nothing() {
    let book = load_mid_back();
    let motion = Motion::clean(&book, ExerciseIx::at(0)).expect("a figure");
    let lifter = Lifter::MIDDLING;
    for (width, height) in [(0, 0), (0, 5), (5, 0), (1, 1), (2, 40)] {
        for way in [Way::Quadrants, Way::Halves, Way::Colors256, Way::Colors16, Way::Braille, Way::Ascii] {
            let film =
                Film::of(&motion, &motion, &lifter, motion.viewpoints()[0].into(), pixels(width, height));
            let picture = film.picture(7);
            let painter = Painter::new(lifter.palette(Ground::Dark), way, Backdrop::Room);
            let grid = painter.grid(&picture, &film.explained(7, &picture));
            assert_eq!(grid.cells.len(), width * height);
        }
    }
}

#[test]
fn between_two_numbers_the_torso_is_between_two_angles() {
    let book = load_mid_back();
    let Some(crate::rulebook::Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(crate::rulebook::Named::Sign(angle)) = book.find("torso-angle") else { panic!("no sign") };
    let figure = book[row].figure.as_ref().expect("a figure");
    for degrees in [0, 17, 45, 90] {
        let seen = Keyframes::clean(figure).with(&book, figure, &[(angle, Value(degrees))]);
        let torso = seen.at(Moment::End).get(Parameter::Torso);
        assert!((torso - f32::from(i16::try_from(degrees).expect("small"))).abs() < 1e-3, "{torso}");
    }
}
