//! What was seen of a rep → its keyframes, its timeline, and every frame of it.
//!
//! Must not know how a frame is seen or painted.

use super::bases::keys;
use super::place::{Placed, place, reach_the_floor, widened};
use super::setting::Setting;
use super::stage::Stage;
use crate::rulebook::pose::{Moment, Parameter};
use crate::rulebook::{Figure, Pose, Rulebook, SignIx, Value};

/// Frames in a second.
pub(crate) const RATE: f32 = 20.0;

/// How far the floor is from a weight that it only half holds, in cm: by eye.
const HAND_WIDTH: f32 = 10.0;

/// A setting for each moment.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Keyframes([Setting; Moment::ALL.len()]);

/// One frame of a rep.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) placed: Placed,
    /// Where in the rep it is, whatever the tempo: -1 ready, 0 start, 1 begin, 2 middle, 3 end, 4 held, 5 back, 6 start.
    pub(crate) phase: f32,
}

impl Keyframes {
    /// A clean rep's.
    pub(crate) fn clean(figure: &Figure) -> Keyframes {
        let mut frames = Keyframes([Setting::neutral(); Moment::ALL.len()]);
        for (at, sets) in keys(figure.base).into_iter().flatten() {
            frames.set(at, sets);
        }
        for pose in &figure.poses {
            frames.set(&pose.at, &pose.sets);
        }
        frames
    }

    /// The same with what is `shown`. Where two signs pose one parameter, the one farther from clean is drawn.
    pub(crate) fn with(&self, book: &Rulebook, figure: &Figure, shown: &[(SignIx, Value)]) -> Keyframes {
        let mut out = self.clone();
        for &(sign, value) in shown {
            for pose in poses(book, figure, sign, value) {
                // Taking the weight is not a part of the rep: a sign has to name it.
                let is_taken = |moment: &Moment| !pose.at.is_empty() || *moment != Moment::Ready;
                for moment in moments(&pose.at).filter(is_taken) {
                    let (clean, mine) = (&self.0[moment as usize], &mut out.0[moment as usize]);
                    for &(parameter, amount) in &pose.sets {
                        let usual = clean.get(parameter);
                        if (amount - usual).abs() >= (mine.get(parameter) - usual).abs() {
                            mine.set(parameter, amount);
                        }
                    }
                }
            }
        }
        out
    }

    /// Part of the way from these, a clean rep's, to those of what is `shown`: 0 is clean, 1 as shown. The same fault, smaller.
    pub(crate) fn in_part(&self, shown: &Keyframes, amount: f32) -> Keyframes {
        let mut out = shown.clone();
        for (clean, mine) in self.0.iter().zip(&mut out.0) {
            let (usual, wanted) = (clean.get(Parameter::Hover), mine.get(Parameter::Hover));
            *mine = clean.between(mine, amount);
            // Held by the floor or not: nothing is between. Lifted off it by a hand's width is part of the way.
            let off = (1.0 - amount.clamp(0.0, 1.0)) * HAND_WIDTH;
            mine.set(
                Parameter::Hover,
                match (usual < 0.0, wanted < 0.0) {
                    (false, false) => usual + (wanted - usual) * amount,
                    (true, false) if amount > 0.0 => wanted + off,
                    (false, true) if amount < 1.0 => usual + HAND_WIDTH - off,
                    _ => wanted.min(usual),
                },
            );
        }
        out
    }

    /// A setting for each moment as it can be placed: where the floor holds the weight, and with hands that don't slide.
    pub(crate) fn settled(&self, stage: &Stage) -> Vec<Setting> {
        let mut settled: Vec<Setting> =
            Moment::ALL.iter().map(|&moment| reach_the_floor(stage, self.at(moment))).collect();
        widened(stage, &mut settled);
        settled
    }

    pub(crate) fn at(&self, moment: Moment) -> &Setting {
        &self.0[moment as usize]
    }

    fn set(&mut self, at: &[Moment], sets: &[(Parameter, f32)]) {
        for moment in moments(at) {
            for &(parameter, amount) in sets {
                self.0[moment as usize].set(parameter, amount);
            }
        }
    }
}

/// The moments that are meant: all where none is named, and what holds at the end holds while it is held.
fn moments(at: &[Moment]) -> impl Iterator<Item = Moment> + '_ {
    Moment::ALL.iter().copied().filter(move |moment| {
        at.is_empty() || at.contains(moment) || *moment == Moment::Hold && at.contains(&Moment::End)
    })
}

/// How a sign's value poses the figure of an exercise. Between two numbers of a range amounts are interpolated.
pub(crate) fn poses(book: &Rulebook, figure: &Figure, sign: SignIx, value: Value) -> Vec<Pose> {
    let own = figure.signs.iter().find(|(other, _)| *other == sign).map(|(_, poses)| poses);
    let all = own.unwrap_or(&book[sign].poses);
    if let Some((_, poses)) = all.iter().find(|(known, _)| *known == value) {
        return poses.clone();
    }
    let is_range = matches!(book[sign].domain, crate::rulebook::Domain::Range { .. });
    let above = all.iter().position(|(known, _)| known.0 > value.0);
    let Some(above) = above.filter(|&above| is_range && above > 0) else { return Vec::new() };
    let ((low, lower), (high, upper)) = (&all[above - 1], &all[above]);
    #[expect(clippy::cast_precision_loss, reason = "values of a range are far below 2^23")]
    let share = (value.0 - low.0) as f32 / (high.0 - low.0) as f32;
    let between = |(lower, upper): (&Pose, &Pose)| {
        let amount = |&(parameter, from): &(Parameter, f32)| {
            let to = upper.sets.iter().find(|(other, _)| *other == parameter)?.1;
            Some((parameter, from + (to - from) * share))
        };
        Pose { at: lower.at.clone(), sets: lower.sets.iter().filter_map(amount).collect() }
    };
    lower.iter().zip(upper).map(between).collect()
}

/// Every frame of a rep whose `settled` settings are those of its keyframes; first how the weight is taken, where it does.
pub(crate) fn frames(
    stage: &Stage,
    takes_weight: bool,
    keyframes: &Keyframes,
    settled: &[Setting],
) -> Vec<Frame> {
    let key = |moment: Moment| &settled[moment as usize];
    let end = keyframes.at(Moment::End);
    let mut frames = Vec::new();
    let mut push =
        |setting: &Setting, phase: f32| frames.push(Frame { placed: place(stage, setting), phase });
    if takes_weight {
        let (ready, start) = (key(Moment::Ready), key(Moment::Start));
        for _ in shares(0.5) {
            push(ready, -1.0);
        }
        for share in shares(0.9) {
            let eased = smooth(share);
            push(&ready.between(start, eased), eased - 1.0);
        }
    }
    for _ in shares(end.get(Parameter::Rest)) {
        push(key(Moment::Start), 0.0);
    }
    let there = [(0.0, Moment::Start), (0.25, Moment::Begin), (0.6, Moment::Middle), (1.0, Moment::End)];
    for share in shares(end.get(Parameter::Going)) {
        let (setting, place) = along(settled, &there, eased(share, end.get(Parameter::Going)));
        push(&setting, place);
    }
    for share in shares(end.get(Parameter::Pause)) {
        push(&key(Moment::End).between(key(Moment::Hold), smooth(share)), 3.0 + share);
    }
    let home = [(0.0, Moment::Hold), (0.5, Moment::Back), (1.0, Moment::Start)];
    for share in shares(end.get(Parameter::Return)) {
        let (setting, place) = along(settled, &home, eased(share, end.get(Parameter::Return)));
        push(&setting, 4.0 + place);
    }
    frames
}

/// The body exactly at a place of the rep, from -1 (ready) to 5 (back), whatever the tempo: see [`Frame::phase`]. A frame is
/// only near it, and how near hangs on the tempo.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 6")]
pub(crate) fn placed_at(stage: &Stage, settled: &[Setting], phase: f32) -> Placed {
    let at = (phase + 1.0).clamp(0.0, 6.0);
    let before = at.floor() as usize;
    let after = (before + 1).min(settled.len() - 1);
    place(stage, &settled[before].between(&settled[after], at.fract()))
}

/// The frame at a place of the rep, whatever the tempo.
pub(crate) fn like(frames: &[Frame], phase: f32) -> &Frame {
    &frames[place_like(frames, phase)]
}

/// Which frame that is.
pub(crate) fn place_like(frames: &[Frame], phase: f32) -> usize {
    let far = |place: &usize| (frames[*place].phase - phase).abs();
    (0..frames.len()).min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(0)
}

/// The shares of a stretch of so many seconds at which there is a frame; none for no time at all.
fn shares(seconds: f32) -> impl Iterator<Item = f32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 9 seconds")]
    let steps = (seconds * RATE).round().max(0.0) as u16;
    (0..steps).map(move |step| f32::from(step) / f32::from(steps))
}

fn smooth(share: f32) -> f32 {
    share * share * (3.0 - 2.0 * share)
}

/// Slow moves start and end softly; what takes less than this many seconds falls.
const FALLS: f32 = 0.5;

fn eased(share: f32, seconds: f32) -> f32 {
    if seconds < FALLS { share * share } else { smooth(share) }
}

/// The setting at a share of a way through some moments, and how many moments have passed.
fn along(settled: &[Setting], way: &[(f32, Moment)], share: f32) -> (Setting, f32) {
    let mut passed = 0.0;
    for pair in way.windows(2) {
        let ((from, first), (to, second)) = (pair[0], pair[1]);
        if share < to || to >= 1.0 {
            let within = (share - from) / (to - from);
            let setting = settled[first as usize].between(&settled[second as usize], within);
            return (setting, passed + within);
        }
        passed += 1.0;
    }
    (settled[Moment::Start as usize], passed)
}
