//! All frames of one rep at one scale, with what they are compared to and where the arrows point.

use std::sync::{Arc, OnceLock};

use glam::Vec2;

use super::marks::{Mark, marks};
use super::scene::{Camera, Form, Part, scene, seen_apart};
use super::skeleton::{
    Frame, Keyframes, Placed, Proportions, RATE, Setting, Stage, Viewpoint, frames, like, place_like,
    placed_at, set_up, trace, viewpoints,
};
use super::telling::{joints_apart, telling};
use crate::rulebook::pose::{Base, Moment, Parameter, View};
use crate::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

/// One rep, moving: every frame of it, all at one scale.
#[derive(Clone, Debug)]
pub struct Motion(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    stage: Stage,
    takes_weight: bool,
    clean: Keyframes,
    seen: Keyframes,
    /// What it is placed from, moment by moment.
    settled: Vec<Setting>,
    /// From where it is looked at, the better one first.
    viewpoints: Vec<Viewpoint>,
    marks: Vec<Mark>,
    /// Made when it is first asked for: who compares reps needs a few places of each.
    filmed: OnceLock<Filmed>,
}

/// Every frame of a rep, and what follows from them.
#[derive(Debug)]
struct Filmed {
    frames: Vec<Frame>,
    panels: Vec<Panel>,
    telling: usize,
    /// How far the rep has come at each frame.
    trace: Vec<f32>,
}

/// One view, with the part of the world that all frames need.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    pub(super) camera: Camera,
    /// The lowest and the highest corner.
    pub(super) low: Vec2,
    pub(super) high: Vec2,
    /// Whether what is wrong shows here about as well as anywhere: only then an arrow points at it here.
    pub(super) shows_best: bool,
}

/// How many frames lie between two faint moments of a still, and how many of those there are.
const STROBE: usize = 7;
const STROBES: usize = 3;
/// How far a joint has to be from where it is at the next one, in metres.
const STROBE_APART: f32 = 0.06;

/// How much of the best view's difference another view has to show.
const SHOWS_BEST: f32 = 0.75;

impl Motion {
    /// The rep in which `shown` was seen; what is not shown is good. None if the exercise has no figure.
    pub fn of(book: &Rulebook, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> Option<Motion> {
        Motion::by(book, exercise, shown, Proportions::AVERAGE)
    }

    /// The same rep with what is wrong drawn in part: 0 is a clean rep, 1 as wrong as [`Motion::of`] draws it.
    pub fn in_part(
        book: &Rulebook,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
        amount: f32,
    ) -> Option<Motion> {
        Motion::drawn(book, exercise, shown, amount, Proportions::AVERAGE)
    }

    /// The same rep by a lifter of such proportions.
    pub fn by(
        book: &Rulebook,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
        body: Proportions,
    ) -> Option<Motion> {
        Motion::drawn(book, exercise, shown, 1.0, body)
    }

    fn drawn(
        book: &Rulebook,
        exercise: ExerciseIx,
        shown: &[(SignIx, Value)],
        amount: f32,
        body: Proportions,
    ) -> Option<Motion> {
        let exercise = &book[exercise];
        let figure = exercise.figure.as_ref()?;
        let clean = Keyframes::clean(figure);
        let keyframes = clean.in_part(&clean.with(book, figure, shown), amount.clamp(0.0, 1.0));
        let stage =
            set_up(figure.base, figure.tools.clone(), body, *clean.at(Moment::Start), *clean.at(Moment::End));
        Some(Motion(Arc::new(Inner {
            takes_weight: figure.takes_weight,
            settled: keyframes.settled(&stage),
            viewpoints: viewpoints(figure, &stage.start),
            marks: marks(book, exercise, figure, shown),
            clean,
            seen: keyframes,
            stage,
            filmed: OnceLock::new(),
        })))
    }

    fn filmed(&self) -> &Filmed {
        let Inner { stage, takes_weight, clean, seen, settled, marks, .. } = &*self.0;
        self.0.filmed.get_or_init(|| {
            let good = frames(stage, *takes_weight, clean, &clean.settled(stage));
            let seen = frames(stage, *takes_weight, seen, settled);
            let mut panels: Vec<Panel> = flat_views(stage.base)
                .iter()
                .map(|&view| panel(stage, view, good.iter().chain(&seen)))
                .collect();
            let telling = telling(&seen, &good, marks);
            let (seen_then, good_then) = (&seen[telling], like(&good, seen[telling].phase));
            let far: Vec<f32> =
                panels.iter().map(|panel| seen_apart(seen_then, good_then, &panel.camera)).collect();
            let most = far.iter().copied().fold(0.0, f32::max);
            for (panel, far) in panels.iter_mut().zip(far) {
                panel.shows_best = far >= most * SHOWS_BEST;
            }
            Filmed { trace: trace(stage, &seen, &good), frames: seen, panels, telling }
        })
    }

    /// A rep in which all is good.
    pub fn clean(book: &Rulebook, exercise: ExerciseIx) -> Option<Motion> {
        Motion::of(book, exercise, &[])
    }

    /// From where it is looked at, the better one first: the same for every rep of its exercise, clean or not.
    pub fn viewpoints(&self) -> &[Viewpoint] {
        &self.0.viewpoints
    }

    /// How many frames the rep has; at least one.
    pub fn frames(&self) -> usize {
        self.filmed().frames.len()
    }

    /// How long the rep takes, in seconds.
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    pub fn seconds(&self) -> f32 {
        self.frames() as f32 / RATE
    }

    /// The frame at a moment; after the last one comes the first one again.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred frames")]
    pub fn frame_at(&self, seconds: f32) -> usize {
        let place = (seconds.max(0.0) % self.seconds()) * RATE;
        (place as usize).min(self.frames() - 1)
    }

    /// The frame for a still: the one that shows best what is wrong, or the end of a clean rep.
    pub fn telling(&self) -> usize {
        self.filmed().telling
    }

    /// The frame in which the rep starts.
    pub fn start(&self) -> usize {
        self.filmed().frames.iter().position(|frame| frame.phase >= 0.0).unwrap_or(0)
    }

    /// The frame at the place of the rep where a frame of `other` is, whatever the tempo of either.
    pub fn frame_like(&self, other: &Motion, frame: usize) -> usize {
        self.place_like(other.frame(frame).phase)
    }

    /// How far the rep has come at a frame: 0 the start, 3 the end, 6 the start again; below 0 the weight is taken.
    pub(super) fn phase(&self, frame: usize) -> f32 {
        self.frame(frame).phase
    }

    /// The body exactly at a place of the rep, from -1 to 5, whatever the tempo.
    pub(super) fn placed(&self, phase: f32) -> Placed {
        placed_at(&self.0.stage, &self.0.settled, phase)
    }

    /// Whether it shows how the weight is taken, before the first rep.
    pub(super) fn takes_weight(&self) -> bool {
        self.0.takes_weight
    }

    /// How long it is at rest, there, held and back, in seconds.
    pub(super) fn stretches(&self) -> [f32; 4] {
        let end = self.0.seen.at(Moment::End);
        [Parameter::Rest, Parameter::Going, Parameter::Pause, Parameter::Return]
            .map(|stretch| end.get(stretch))
    }

    /// The proportions of the lifter.
    pub(super) fn proportions(&self) -> &Proportions {
        &self.0.stage.body
    }

    /// All frames, in order.
    pub(super) fn all(&self) -> &[Frame] {
        &self.filmed().frames
    }

    pub(super) fn frame(&self, place: usize) -> &Frame {
        &self.filmed().frames[place.min(self.filmed().frames.len() - 1)]
    }

    /// What a still shows faintly: moments before a frame, a third of a second apart, the oldest first; those that look
    /// like the next one are left out. The wider apart they lie, the faster the rep was there.
    pub(super) fn before(&self, place: usize) -> Vec<&Frame> {
        let mut next = self.frame(place);
        let is_of_the_rep = next.phase >= 0.0;
        let mut out = Vec::new();
        for step in 1..=STROBES {
            let Some(at) = place.min(self.frames() - 1).checked_sub(step * STROBE) else { break };
            let frame = self.frame(at);
            // How the weight was taken is another thing than the rep.
            if is_of_the_rep && frame.phase < 0.0 {
                break;
            }
            if joints_apart(frame, next) > STROBE_APART {
                out.push(frame);
                next = frame;
            }
        }
        out.reverse();
        out
    }

    pub(super) fn panels(&self) -> &[Panel] {
        &self.filmed().panels
    }

    pub(super) fn marks(&self) -> &[Mark] {
        &self.0.marks
    }

    /// How far the rep has come at each frame: 0 is a clean start, 1 a clean end.
    pub(super) fn trace(&self) -> &[f32] {
        &self.filmed().trace
    }

    /// Which frame is at a place of the rep, or nearest to it.
    pub(super) fn place_like(&self, phase: f32) -> usize {
        place_like(&self.filmed().frames, phase)
    }

    /// The frame at the place of the rep where a frame of another motion is.
    pub(super) fn like(&self, phase: f32) -> &Frame {
        like(&self.filmed().frames, phase)
    }
}

/// The flat views of the painters that don't know space, by base.
pub(super) fn flat_views(base: Base) -> &'static [View] {
    match base {
        Base::OneHandBraced | Base::HalfKneeling | Base::BarOnBack | Base::Overhead => {
            &[View::Side, View::Front]
        }
        Base::Lying => &[View::Side, View::Above],
        Base::Standing => &[View::Side],
        _ => &[View::Side, View::Back],
    }
}

fn panel<'f>(stage: &Stage, view: View, frames: impl Iterator<Item = &'f Frame>) -> Panel {
    let camera = Camera::new(stage, view);
    let (mut low, mut high) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for shape in frames.flat_map(|frame| scene(&frame.placed, &camera)) {
        let (points, around) = match &shape.form {
            Form::Line { points, width } => (points.as_slice(), width / 2.0),
            Form::Disc { middle, radius } => (std::slice::from_ref(middle), *radius),
            Form::Area { points } => (points.as_slice(), 0.0),
        };
        for &point in points {
            low.y = low.y.min(point.y - around);
            // The floor goes from edge to edge.
            if shape.part != Part::Floor {
                low.x = low.x.min(point.x - around);
                high = high.max(point + around);
            }
        }
    }
    Panel { camera, low, high, shows_best: true }
}
