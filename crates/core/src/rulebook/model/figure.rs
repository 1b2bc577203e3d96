//! How an exercise and the values of a sign pose the figure, as the files say.

use crate::diagnostic::Span;
use crate::rulebook::pose::{Base, Moment, Parameter, Place, Tool};
use crate::rulebook::{MistakeIx, SignIx, Value};

/// An exercise's figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What the body stands, sits, kneels, lies or hangs on.
    pub base: Base,
    /// From where it is looked at; one or two, the better one first.
    pub cameras: Vec<Place>,
    /// What the hands hold, and what stands around.
    pub tools: Vec<Tool>,
    /// Where it differs from its base.
    pub poses: Vec<Pose>,
    /// Whether the file says how the weight is taken, so that this is drawn before the rep.
    pub takes_weight: bool,
    /// Parameters that the file sets and the base doesn't obey, each with its place.
    pub ignored: Vec<(Parameter, Span)>,
    /// Mistakes that people don't see in its picture: they are told in words and never asked by eye.
    pub in_words: Vec<MistakeIx>,
    /// How signs look here, where they look different from what the sign itself says.
    pub signs: Vec<(SignIx, SignPoses)>,
}

/// How the values of a sign pose the figure, in the order of the values; between two numbers of a range the amounts are
/// interpolated. A value that isn't there poses nothing.
pub type SignPoses = Vec<(Value, Vec<Pose>)>;

/// Parameters at some moments.
#[derive(Clone, PartialEq, Debug)]
pub struct Pose {
    /// The moments; empty: all.
    pub at: Vec<Moment>,
    /// The parameters with their amounts, each within its range.
    pub sets: Vec<(Parameter, f32)>,
}
