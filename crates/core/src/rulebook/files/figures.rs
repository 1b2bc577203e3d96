//! The keys that pose the figure: in a sign, and in an exercise.

use super::{TableKey, TableSchema, ValueType, may, need};
use crate::rulebook::pose::{Base, Moment, Parameter, Place, Tool, View};

const UNSET: TableKey = may("", ValueType::Number, "");

/// The keys of a pose in an exercise's file.
static PARAMETERS: [TableKey; Parameter::COUNT] = parameters();

const fn parameters() -> [TableKey; Parameter::COUNT] {
    let mut keys = [UNSET; Parameter::COUNT];
    let mut at = 0;
    while at < keys.len() {
        let one = Parameter::ALL[at];
        let (from, to) = one.range();
        keys[at] = may(one.word(), ValueType::Amount(from, to), one.about());
        at += 1;
    }
    keys
}

/// The keys of a pose in a sign.
static POSE_KEYS: [TableKey; Parameter::COUNT + 1] = {
    let mut keys = [UNSET; Parameter::COUNT + 1];
    keys[0] =
        may("at", ValueType::WordOrWords(Moment::WORDS), "at which moments; left out: all through the rep");
    keys.split_at_mut(1).1.copy_from_slice(&parameters());
    keys
};

/// A pose in a sign: parameters, and at which moments.
pub static POSE: TableSchema = TableSchema::named("a pose").with(&POSE_KEYS);

/// Poses by a sign's value: one pose, or one for each moment.
pub(crate) static POSES: TableSchema =
    TableSchema::of_ids("the poses of a sign", ValueType::OneOrMore(&POSE));

/// A pose of an exercise at one moment.
pub static MOMENT_POSE: TableSchema = TableSchema::named("a pose").with(&PARAMETERS);

/// Poses by sign, where a sign looks different in this exercise.
static SIGN_POSES: TableSchema = TableSchema::of_names("poses by sign", ValueType::Table(&POSES));

/// An exercise's figure.
pub(crate) static FIGURE: TableSchema = TableSchema::named("a figure").with(&[
    need("base", ValueType::Word(Base::WORDS), "what the body stands, sits, kneels, lies or hangs on"),
    may(
        "cameras",
        ValueType::WordOrWords(Place::WORDS),
        "from where it is looked at, two at most; left out: from where most shows on its base",
    ),
    may("views", ValueType::WordOrWords(View::WORDS), "the same in older files; `cameras` goes before it"),
    may("tools", ValueType::WordOrWords(Tool::WORDS), "what the hands hold, and what stands around"),
    may(
        "in-words",
        ValueType::Texts,
        "mistakes that people don't see in its picture: they are never asked by eye",
    ),
    may("always", ValueType::Table(&MOMENT_POSE), "where it differs from its base all through the rep"),
    may("ready", ValueType::Table(&MOMENT_POSE), "where the weight is taken; left out: that is not drawn"),
    may("start", ValueType::Table(&MOMENT_POSE), "where it differs from its base at the start"),
    may("begin", ValueType::Table(&MOMENT_POSE), "where it differs from its base at the first move"),
    may("middle", ValueType::Table(&MOMENT_POSE), "where it differs from its base half-way there"),
    may("end", ValueType::Table(&MOMENT_POSE), "where it differs from its base at the end"),
    may("hold", ValueType::Table(&MOMENT_POSE), "where it differs from its base while the end is held"),
    may("back", ValueType::Table(&MOMENT_POSE), "where it differs from its base half-way back"),
    may("pose", ValueType::Table(&SIGN_POSES), "how signs look here, where they look different"),
]);
