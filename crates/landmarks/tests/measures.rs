//! Each form of a measure on a body whose angles and times are known.

use formcheck_core::rulebook::measure::{Joint, Quantity, RepMoment, Taken};
use formcheck_landmarks::{FilmedSet, Frame, Mark, NoReps, Part, Recording, SEEN, Side, Unread, measured};

const RATE: f64 = 50.0;
/// Rest, there, held, back, rest, in seconds.
const TIMES: [f64; 5] = [0.6, 1.0, 0.8, 1.6, 0.6];

fn soft(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// How far a body has come at a moment of its rep, if it sets out so many seconds late.
fn far(seconds: f64, late: f64) -> f64 {
    let [rest, there, held, back, _] = TIMES;
    soft((seconds - rest - late) / (there - late)) - soft((seconds - rest - there - held) / back)
}

/// A body that squats half-way and curls: thigh from upright to 60 degrees off, elbow from straight to bent by 90 degrees. The
/// hip sets out at once, the wrist 0.3 seconds later.
fn body(seconds: f64) -> Vec<(Part, Side, [f64; 2])> {
    let down = far(seconds, 0.0);
    let along = |from: [f64; 2], degrees: f64, length: f64| {
        let angle = degrees.to_radians();
        [from[0] + length * angle.cos(), from[1] + length * angle.sin()]
    };
    let ankle = [0.0, 0.1];
    let knee = along(ankle, 90.0, 0.4);
    let hip = along(knee, 90.0 + 60.0 * down, 0.4);
    let shoulder = along(hip, 90.0 - 30.0 * down, 0.5);
    let elbow = along(shoulder, -90.0, 0.3);
    let wrist = along(elbow, -90.0 + 90.0 * far(seconds, 0.3), 0.25);
    let (heel, toe) = ([-0.05, 0.0], [0.2, 0.0]);
    let near = [
        (Part::Ankle, ankle),
        (Part::Knee, knee),
        (Part::Hip, hip),
        (Part::Shoulder, shoulder),
        (Part::Elbow, elbow),
        (Part::Wrist, wrist),
        (Part::Heel, heel),
        (Part::Toe, toe),
    ];
    let mut all: Vec<_> = near.iter().map(|&(part, at)| (part, Side::Left, at)).collect();
    all.extend(near.iter().map(|&(part, at)| (part, Side::Right, [at[0] + 0.3, at[1]])));
    all
}

fn film(reps: usize, timed: bool) -> Recording {
    let whole: f64 = TIMES.iter().sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred frames")]
    let frames = (whole * RATE) as usize * reps;
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    let frame = |number: usize| {
        let seconds = number as f64 / RATE;
        let mut frame = Frame { ms: seconds * 1000.0, ..Frame::default() };
        for (part, side, [x, y]) in body(seconds % whole) {
            // The left side is nearer.
            let visibility = if side == Side::Left { 0.95 } else { 0.7 };
            frame.marks[part as usize][side as usize] = Some(Mark { x, y, z: None, visibility });
        }
        frame
    };
    Recording { frames: (0..frames).map(frame).collect(), timed }
}

const KNEE: [Joint; 3] = [Joint::Hip, Joint::Knee, Joint::Ankle];
const THIGH: [Joint; 2] = [Joint::Hip, Joint::Knee];
const TRUNK: [Joint; 2] = [Joint::Hip, Joint::Shoulder];

#[test]
fn every_form_is_read() {
    use RepMoment::{Back, End, Finish, Hold, Middle, Start};
    let at = Taken::At;
    let leg = || vec![Joint::Hip, Joint::Knee, Joint::Ankle];
    let set = FilmedSet::of(&film(2, true)).expect("reps");
    assert_eq!((set.reps.len(), set.side()), (2, Side::Left));
    for (of, wanted, error) in [
        (Quantity::Angle(KNEE, at(Start)), 180.0, 0.5),
        (Quantity::Angle(KNEE, at(End)), 120.0, 0.5),
        (Quantity::Angle(KNEE, at(Hold)), 120.0, 0.5),
        (Quantity::Angle(KNEE, Taken::Least), 120.0, 0.5),
        (Quantity::Bend(KNEE, at(End)), 60.0, 0.5),
        // Half-way is that of the whole body, in which the wrist lags.
        (Quantity::Bend(KNEE, at(Middle)), 30.0, 8.0),
        (Quantity::Bend(KNEE, at(Back)), 30.0, 8.0),
        (Quantity::Bend(KNEE, at(Finish)), 0.0, 1.5),
        (Quantity::Bend(KNEE, Taken::Most), 60.0, 0.5),
        (Quantity::Bend([Joint::Shoulder, Joint::Elbow, Joint::Wrist], at(End)), 90.0, 0.5),
        (Quantity::Bend(KNEE, Taken::Change(Start, End)), 60.0, 0.5),
        (Quantity::Bend(KNEE, Taken::Change(End, Start)), -60.0, 0.5),
        (Quantity::FromVertical(TRUNK, at(Start)), 0.0, 0.5),
        (Quantity::FromVertical(TRUNK, at(End)), 30.0, 0.5),
        (Quantity::FromVertical([Joint::Shoulder, Joint::Elbow], at(End)), 180.0, 0.5),
        (Quantity::FromVertical(TRUNK, Taken::Most), 30.0, 0.5),
        (Quantity::AboveLevel(TRUNK, at(End)), 60.0, 0.5),
        (Quantity::AboveLevel([Joint::Shoulder, Joint::Elbow], at(Start)), -90.0, 0.5),
        (Quantity::AboveLevel(TRUNK, Taken::Change(Start, End)), -30.0, 0.5),
        // The thigh is 0.4 long, the leg 0.8.
        (Quantity::Height([Joint::Knee, Joint::Hip], THIGH.to_vec(), at(Start)), 100.0, 0.5),
        (Quantity::Height([Joint::Knee, Joint::Hip], THIGH.to_vec(), at(End)), 50.0, 0.5),
        (Quantity::Height([Joint::Hip, Joint::Knee], THIGH.to_vec(), Taken::Least), -100.0, 0.5),
        (Quantity::Distance([Joint::Heel, Joint::OtherHeel], leg(), at(Start)), 37.5, 0.5),
        (Quantity::Distance([Joint::Hip, Joint::Ankle], leg(), at(Start)), 100.0, 0.5),
        (Quantity::Time([Start, End]), 1.0, 0.06),
        (Quantity::Time([End, Hold]), 0.8, 0.06),
        (Quantity::Time([Hold, Finish]), 1.6, 0.08),
        (Quantity::Time([Start, Finish]), 3.4, 0.1),
        (Quantity::Lead([Joint::Hip, Joint::Knee]), f64::NAN, 0.0),
        (Quantity::Lead([Joint::Shoulder, Joint::Hip]), 0.0, 0.1),
    ] {
        for rep in &set.reps {
            let is = measured(&set, rep, &of);
            if wanted.is_nan() {
                assert_eq!(is, Err(Unread::Still(Joint::Knee)), "{}", of.written());
                continue;
            }
            let is = is.unwrap_or_else(|why| panic!("{}: {}", of.written(), why.words()));
            assert!((is - wanted).abs() <= error, "{}: {is} and not {wanted}", of.written());
        }
    }
}

/// A wrist that is carried along sets out with the body; one that lags does so by what it lags.
#[test]
fn who_sets_out_first_leads() {
    let mut film = film(1, true);
    // The shoulder's place is the hip's of 0.2 seconds before, so the hip leads.
    let hips: Vec<_> = film.frames.iter().map(|frame| frame.marks[Part::Hip as usize]).collect();
    for (number, frame) in film.frames.iter_mut().enumerate() {
        frame.marks[Part::Shoulder as usize] =
            hips[number.saturating_sub(10)].map(|mark| mark.map(|mark| Mark { y: mark.y + 0.5, ..mark }));
    }
    let set = FilmedSet::of(&film).expect("a rep");
    let lead = |of| measured(&set, &set.reps[0], &Quantity::Lead(of)).expect("seen");
    let (hip, shoulder) = (lead([Joint::Hip, Joint::Shoulder]), lead([Joint::Shoulder, Joint::Hip]));
    assert!((hip - 0.2).abs() < 0.08 && (hip + shoulder).abs() < 1e-9, "{hip} {shoulder}");
}

#[test]
fn what_is_not_seen_is_told_and_not_guessed() {
    let knee = Quantity::Bend(KNEE, Taken::At(RepMoment::End));
    let trunk = Quantity::FromVertical(TRUNK, Taken::At(RepMoment::End));
    let time = Quantity::Time([RepMoment::Hold, RepMoment::Finish]);
    // A knee that is nearly never sure.
    let mut hidden = film(2, true);
    for (number, frame) in hidden.frames.iter_mut().enumerate() {
        for mark in frame.marks[Part::Knee as usize].iter_mut().flatten() {
            mark.visibility = if number % 9 == 0 { 0.9 } else { SEEN - 0.01 };
        }
    }
    let set = FilmedSet::of(&hidden).expect("reps");
    for rep in &set.reps {
        assert_eq!(measured(&set, rep, &knee), Err(Unread::Hidden(Joint::Knee)));
        assert!(measured(&set, rep, &trunk).is_ok() && measured(&set, rep, &time).is_ok());
    }
    // The other side is never taken in its place, and a gap of some frames costs nothing.
    let mut gap = film(2, true);
    for frame in gap.frames.iter_mut().skip(40).step_by(7) {
        *frame = Frame { ms: frame.ms, ..Frame::default() };
    }
    let set = FilmedSet::of(&gap).expect("reps");
    assert!((measured(&set, &set.reps[0], &knee).expect("seen") - 60.0).abs() < 1.0);
    // Without times nothing is timed, and all else is read.
    let set = FilmedSet::of(&film(1, false)).expect("reps");
    assert_eq!(measured(&set, &set.reps[0], &time), Err(Unread::NoTimes));
    assert!(measured(&set, &set.reps[0], &knee).is_ok());
    // A film that ends while the last rep is held.
    let mut short = film(2, true);
    short.frames.truncate(short.frames.len() - 110);
    let set = FilmedSet::of(&short).expect("reps");
    assert_eq!(set.reps.len(), 2);
    assert_eq!(measured(&set, &set.reps[1], &time), Err(Unread::Unfinished));
    assert!((measured(&set, &set.reps[1], &knee).expect("seen") - 60.0).abs() < 1.0);
}

#[test]
fn nobody_and_nothing_that_moves_are_no_reps() {
    let mut still = film(1, true);
    still.frames.truncate(25);
    assert_eq!(FilmedSet::of(&still).map(|set| set.reps.len()), Err(NoReps::AtRest));
    for frame in &mut still.frames {
        *frame = Frame { ms: frame.ms, ..Frame::default() };
    }
    assert_eq!(FilmedSet::of(&still).map(|set| set.reps.len()), Err(NoReps::Hidden));
}
