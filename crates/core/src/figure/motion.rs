//! All frames of one rep at one scale, with what they are compared to and where the arrows point.

use std::sync::Arc;

use glam::Vec2;

use super::apart::{self, Apart};
use super::marks::{Mark, marks};
use super::scene::{Camera, Form, Part, scene};
use super::skeleton::{
    Frame, Keyframes, Proportions, RATE, Stage, Viewpoint, around, frames, like, place_like, set_up, trace,
    viewpoints,
};
use crate::rulebook::pose::{Base, Moment, View};
use crate::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

/// One rep, moving: every frame of it, all at one scale.
#[derive(Clone, Debug)]
pub struct Motion(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    body: Proportions,
    /// From where it is looked at, the better one first.
    viewpoints: Vec<Viewpoint>,
    around: Vec<Viewpoint>,
    frames: Vec<Frame>,
    panels: Vec<Panel>,
    telling: usize,
    marks: Vec<Mark>,
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
        let good = frames(&stage, exercise, &clean);
        let seen = frames(&stage, exercise, &keyframes);
        let mut panels: Vec<Panel> = flat_views(figure.base)
            .iter()
            .map(|&view| panel(&stage, view, good.iter().chain(&seen)))
            .collect();
        let marks = marks(book, exercise, figure, shown);
        let telling = apart::telling(&seen, &good, &marks);
        let (seen_then, good_then) = (&seen[telling], like(&good, seen[telling].phase));
        let far: Vec<f32> =
            panels.iter().map(|panel| apart::seen_apart(seen_then, good_then, &panel.camera)).collect();
        let most = far.iter().copied().fold(0.0, f32::max);
        for (panel, far) in panels.iter_mut().zip(far) {
            panel.shows_best = far >= most * SHOWS_BEST;
        }
        Some(Motion(Arc::new(Inner {
            body,
            viewpoints: viewpoints(figure, &stage.start),
            around: around(figure, &stage.start),
            trace: trace(&stage, &seen, &good),
            frames: seen,
            panels,
            telling,
            marks,
        })))
    }

    /// A rep in which all is good.
    pub fn clean(book: &Rulebook, exercise: ExerciseIx) -> Option<Motion> {
        Motion::of(book, exercise, &[])
    }

    /// From where it is looked at, the better one first: the same for every rep of its exercise, clean or not.
    pub fn viewpoints(&self) -> &[Viewpoint] {
        &self.0.viewpoints
    }

    /// All places that it can be looked at from, once around it and last from above.
    pub fn around(&self) -> &[Viewpoint] {
        &self.0.around
    }

    /// Whether both are one and the same, not only alike.
    pub fn is_same(&self, other: &Motion) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// How many frames the rep has; at least one.
    pub fn frames(&self) -> usize {
        self.0.frames.len()
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
        self.0.telling
    }

    /// At how many seconds of the rep a frame begins.
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    pub fn seconds_at(&self, frame: usize) -> f32 {
        frame.min(self.frames() - 1) as f32 / RATE
    }

    /// The frame in which the rep starts.
    pub fn start(&self) -> usize {
        self.0.frames.iter().position(|frame| frame.phase >= 0.0).unwrap_or(0)
    }

    /// The frame at the place of the rep where a frame of `other` is, whatever the tempo of either.
    pub fn frame_like(&self, other: &Motion, frame: usize) -> usize {
        self.place_like(other.frame(frame).phase)
    }

    /// How far the rep has come at a frame: 0 the start, 3 the end, 6 the start again; below 0 the weight is taken.
    pub(super) fn phase(&self, frame: usize) -> f32 {
        self.frame(frame).phase
    }

    /// The proportions of the lifter.
    pub(super) fn proportions(&self) -> &Proportions {
        &self.0.body
    }

    /// All frames, in order.
    pub(super) fn all(&self) -> &[Frame] {
        &self.0.frames
    }

    pub(super) fn frame(&self, place: usize) -> &Frame {
        &self.0.frames[place.min(self.0.frames.len() - 1)]
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
            if apart::joints_apart(frame, next) > Apart::LEAST.metres {
                out.push(frame);
                next = frame;
            }
        }
        out.reverse();
        out
    }

    /// How far this rep lies from another one of the same exercise, for the eye.
    pub fn apart(&self, other: &Motion) -> Apart {
        let cameras: Vec<Camera> = self.panels().iter().map(|panel| panel.camera).collect();
        apart::apart(&self.0.frames, &other.0.frames, &cameras)
    }

    pub(super) fn panels(&self) -> &[Panel] {
        &self.0.panels
    }

    pub(super) fn marks(&self) -> &[Mark] {
        &self.0.marks
    }

    /// How far the rep has come at each frame: 0 is a clean start, 1 a clean end.
    pub(super) fn trace(&self) -> &[f32] {
        &self.0.trace
    }

    /// Which frame is at a place of the rep, or nearest to it.
    pub(super) fn place_like(&self, phase: f32) -> usize {
        place_like(&self.0.frames, phase)
    }

    /// The frame at the place of the rep where a frame of another motion is.
    pub(super) fn like(&self, phase: f32) -> &Frame {
        like(&self.0.frames, phase)
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
