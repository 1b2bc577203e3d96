//! The keys of a pack's rules: settings, pack, signs, mistakes, exercises, muscles, sources.

use super::figures::{FIGURE, POSES};
use super::{TableKey, TableSchema, ValueType, may, need};
use crate::rulebook::measure::{Joint, MeasuredAt, RepMoment};
use crate::rulebook::{Contests, SetMeasure, Severity, SignKind};

pub(super) const SOURCES: TableKey = may(
    "sources",
    ValueType::Texts,
    "where the claim comes from: ids of sources.toml, and after # a place in the source",
);
pub(super) const ASSUMPTION: TableKey =
    may("assumption", ValueType::Text, "where a number is a judgement: whose, and why");
pub(super) const CONTESTED: TableKey = may(
    "contested",
    ValueType::Text,
    "where schools differ: what each says; told in study, never asked in an exam",
);
pub(super) const FORMER_IDS: TableKey =
    may("was", ValueType::Texts, "ids that this had before, so that a learner's history is carried over");

pub(super) const ALLOW: TableKey = may(
    "allow",
    ValueType::Table(&ALLOWED),
    "findings of lint that are meant in this file: code = \"the reason\"",
);

/// `[allow]`.
pub(crate) static ALLOWED: TableSchema = TableSchema::of_ids("the allowed findings", ValueType::Text);

/// `formcheck.toml`.
pub(crate) static SETTINGS: TableSchema = TableSchema::named("a pack's settings").with(&[may(
    "lint",
    ValueType::Table(&LEVELS),
    "how bad each code is in this pack: code = \"error\", \"warning\", \"note\" or \"allow\"",
)]);

static LEVELS: TableSchema =
    TableSchema::of_ids("the levels of codes", ValueType::Word(&["error", "warning", "note", "allow"]));

const CUES: TableKey = may(
    "cues",
    ValueType::Texts,
    "what other coaches call out for the same: a typed answer may be one of them",
);

/// What can be called out while a rep lasts.
const CUE: ValueType = ValueType::Words(6);

/// `pack.toml`.
pub static PACK: TableSchema = TableSchema::named("a pack").with(&[
    need("format", ValueType::Whole(1, 2), "the version of this file format: 2"),
    need("name", ValueType::Text, "the pack's name, which `uses` of other packs refers to"),
    need("title", ValueType::Text, "the pack's title"),
    need("version", ValueType::Text, "the pack's version, as in semver: 1.0.0"),
    need("licence", ValueType::Text, "the licence, as an SPDX name: CC-BY-4.0"),
    need("authors", ValueType::Texts, "who wrote it"),
    need("lang", ValueType::Text, "the language of its texts: en"),
    need("phases", ValueType::Texts, "the phases of a rep, in order, in the pack's own words"),
    may("notice", ValueType::Text, "the medical note, shown at the start of a session and on every page"),
    may("uses", ValueType::Texts, "packs whose signs, mistakes and muscles this one may name"),
    may("everywhere", ValueType::Texts, "context signs that every exercise of this pack observes"),
    ALLOW,
]);

/// `signs.toml`.
pub static SIGNS: TableSchema = TableSchema::of_ids("the signs", ValueType::Table(&SIGN)).with(&[
    ALLOW,
    may("impossible", ValueType::Tables(&PAIR), "combinations that a body can't do"),
    may("unlikely", ValueType::Tables(&PAIR), "combinations hardly ever seen: questions avoid them"),
]);

/// A sign.
pub static SIGN: TableSchema = TableSchema::named("a sign").with(&[
    need("ask", ValueType::Text, "the question that a check asks"),
    may("phase", ValueType::Text, "when it is seen: one of the pack's phases"),
    may("kind", ValueType::Word(SignKind::WORDS), "who can tell it"),
    may("usually", ValueType::Condition, "what is good unless an exercise says otherwise"),
    may("range", ValueType::Table(&RANGE), "its smallest and largest number"),
    may("difference", ValueType::Texts, "the two signs whose difference it is: the first less the second"),
    may("over-set", ValueType::Word(SetMeasure::WORDS), "how it is made from the reps of a set"),
    may("of", ValueType::Text, "with over-set: the sign or the mistake that it is made from, or any-mistake"),
    may("apart", ValueType::Distance, "differences smaller than this can't be seen"),
    may("say", ValueType::Text, "the clause for a number, with {value} where it goes"),
    may("values", ValueType::Table(&NAMED_VALUES), "its values in natural order, each with its clause"),
    may("measure", ValueType::Table(&MEASURE), "how it is read off the landmarks of a film"),
    may("pose", ValueType::Table(&POSES), "how the figure shows its values"),
    FORMER_IDS,
]);

static RANGE: TableSchema = TableSchema::named("a range").with(&[
    need("from", ValueType::Number, "the smallest number"),
    need("to", ValueType::Number, "the largest number"),
    may("step", ValueType::Distance, "how far its numbers are apart: 0.1; left out: whole numbers"),
    may("unit", ValueType::Text, "what is counted: degrees"),
]);

/// How a sign is measured.
pub static MEASURE: TableSchema = TableSchema::named("a measure").with(&[
    may("angle", JOINTS, "the angle at the second of three joints: 180 when they lie in one line"),
    may("bend", JOINTS, "how far the second of three joints is bent: 0 when they lie in one line"),
    may("from-vertical", JOINTS, "from one joint to another: 0 is straight up, 90 level, 180 straight down"),
    may("above-level", JOINTS, "from one joint to another: 0 is level, 90 straight up, -90 straight down"),
    may("distance", JOINTS, "how far apart two joints are, in percent of `share-of`"),
    may("height", JOINTS, "how far the second joint is above the first, in percent of `share-of`"),
    may(
        "time",
        ValueType::WordOrWords(RepMoment::WORDS),
        "the seconds from one moment of the rep to another",
    ),
    may("lead", JOINTS, "by how many seconds the first joint sets out before the second"),
    may("share-of", JOINTS, "the segments that are 100 percent: two joints or more, along the body"),
    may(
        "at",
        ValueType::WordOrWords(MeasuredAt::WORDS),
        "at which moment, or least or most; of two: the change",
    ),
    may("limits", ValueType::Numbers, "between which numbers the named values lie, in their order"),
]);

const JOINTS: ValueType = ValueType::WordOrWords(Joint::WORDS);

/// The named values of a sign.
pub static NAMED_VALUES: TableSchema = TableSchema::of_ids("the values of a sign", ValueType::Text);

static PAIR: TableSchema = TableSchema::named("a combination").with(&[
    need("when", ValueType::When, "the combination"),
    need("because", ValueType::Text, "why it is not seen"),
]);

/// A file of `mistakes/`.
pub static MISTAKES: TableSchema =
    TableSchema::of_ids("a file of mistakes", ValueType::Table(&MISTAKE)).with(&[ALLOW]);

/// A mistake.
pub static MISTAKE: TableSchema = TableSchema::named("a mistake").with(&[
    need("name", ValueType::Text, "its name"),
    may("aka", ValueType::Texts, "other names that a typed answer may use"),
    need(
        "severity",
        ValueType::Word(Severity::WORDS),
        "low: polish; medium: the exercise loses its purpose; high: stop the set",
    ),
    need("when", ValueType::When, "when it fires"),
    may("unless", ValueType::When, "when it doesn't fire although `when` holds"),
    may("worse", ValueType::Tables(&WORSE), "where it is worse than that"),
    may("leads-to", ValueType::Texts, "mistakes that it often brings about"),
    may("often-from", ValueType::Texts, "mistakes that often bring it about"),
    may(
        "not-beside",
        ValueType::Texts,
        "mistakes so like it that a coach may name either: in no question a wrong option beside it",
    ),
    need("why", ValueType::Text, "what it costs the lifter"),
    need("fix", ValueType::Text, "what to do instead, as an instruction"),
    need("cue", CUE, "what a coach calls out: six words or fewer"),
    CUES,
    SOURCES,
    ASSUMPTION,
    CONTESTED,
    may(
        "contests",
        ValueType::Word(Contests::WORDS),
        "what of it is contested: whether it is a mistake at all (left out: that), or only the why, so that an exam may ask to see it",
    ),
    FORMER_IDS,
]);

/// A degree of a mistake.
pub static WORSE: TableSchema = TableSchema::named("a degree of a mistake").with(&[
    need("when", ValueType::When, "where it is worse"),
    need("severity", ValueType::Word(Severity::WORDS), "how bad it is there"),
    may("cue", CUE, "what a coach calls out there, if that is something else"),
]);

/// A file of `exercises/`.
pub static EXERCISE: TableSchema = TableSchema::named("an exercise").with(&[
    need("name", ValueType::Text, "its name"),
    may("aliases", ValueType::Texts, "other names"),
    may("tags", ValueType::Texts, "for choosing what to study"),
    may("equipment", ValueType::Texts, "what it needs"),
    may("muscles", ValueType::Table(&TRAINS), "muscles or groups of muscles.toml"),
    may("reps", ValueType::Table(&REPS), "how many reps, with what load"),
    may("phases", ValueType::Texts, "this exercise's own order of the phases"),
    SOURCES,
    ASSUMPTION,
    CONTESTED,
    may("mistakes", ValueType::Texts, "the shared mistakes that count here"),
    FORMER_IDS,
    need("step", ValueType::Tables(&STEP), "how it is done, in order"),
    may("good", ValueType::Table(&CONDITIONS), "where a clean rep differs from what is usual"),
    may("tolerated", ValueType::Table(&CONDITIONS), "neither taught as good nor called a mistake"),
    may("fine", ValueType::Tables(&FINE), "what is good as well where a condition holds"),
    may("variant", ValueType::Tables(&FINE), "what is good instead in a style of doing it"),
    may("because", ValueType::Table(&REASONS), "why this exercise has it so, by sign"),
    may("mistake", ValueType::Table(&OWN_MISTAKES), "mistakes of this exercise alone"),
    may("reword", ValueType::Table(&REWORDS), "a listed mistake in this exercise's words"),
    may("impossible", ValueType::Tables(&PAIR), "combinations that a body can't do here"),
    may("unlikely", ValueType::Tables(&PAIR), "combinations hardly ever seen here"),
    may("figure", ValueType::Table(&FIGURE), "how it is drawn"),
    may("example", ValueType::Tables(&EXAMPLE), "tests: a rep, and which mistakes fire"),
    ALLOW,
]);

/// `[[fine]]` and `[[variant]]`.
pub static FINE: TableSchema =
    TableSchema::of_ids("a case in which other values are good", ValueType::Condition).with(&[
        need("when", ValueType::When, "where it holds"),
        need("because", ValueType::Text, "why it is good there"),
        SOURCES,
        ASSUMPTION,
        CONTESTED,
    ]);

static TRAINS: TableSchema = TableSchema::named("the muscles").with(&[
    need("primary", ValueType::Texts, "what it is done for"),
    may("secondary", ValueType::Texts, "what helps"),
]);

static REPS: TableSchema = TableSchema::named("a rep range").with(&[
    need("from", ValueType::Whole(1, 1000), "the fewest"),
    may("to", ValueType::Whole(1, 1000), "the most; left out: or more"),
    may("load", ValueType::Text, "how heavy, in words"),
    may("because", ValueType::Text, "why so many: told after a question about it"),
]);

pub(crate) static STEP: TableSchema = TableSchema::named("a step").with(&[
    need("do", ValueType::Text, "what to do"),
    need("phase", ValueType::Text, "when: one of the phases"),
    may("swaps", ValueType::Flag, "whether it may change places with the step above"),
    may("because", ValueType::Text, "why it comes here: told after a question about the order"),
]);

static CONDITIONS: TableSchema = TableSchema::of_ids("conditions by sign", ValueType::Condition);
static REASONS: TableSchema = TableSchema::of_ids("reasons by sign", ValueType::Text);
static OWN_MISTAKES: TableSchema = TableSchema::of_ids("own mistakes", ValueType::Table(&MISTAKE));
static REWORDS: TableSchema = TableSchema::of_ids("rewordings", ValueType::Table(&REWORD));

static REWORD: TableSchema = TableSchema::named("a rewording").with(&[
    may("why", ValueType::Text, "what it costs the lifter, here"),
    may("fix", ValueType::Text, "what to do instead, here"),
    may("cue", CUE, "what a coach calls out, here"),
    CUES,
    SOURCES,
]);

static EXAMPLE: TableSchema = TableSchema::named("an example").with(&[
    need("rep", ValueType::Table(&REP), "the signs it fixes; every other sign is good"),
    need("expect", ValueType::Texts, "exactly these mistakes fire"),
]);

static REP: TableSchema = TableSchema::of_ids("a rep", ValueType::Value);

/// `muscles.toml`.
pub static MUSCLES: TableSchema =
    TableSchema::of_ids("the muscles", ValueType::Table(&MUSCLE)).with(&[ALLOW]);

/// A muscle.
pub(crate) static MUSCLE: TableSchema = TableSchema::named("a muscle").with(&[
    need("name", ValueType::Text, "its name"),
    may("group", ValueType::Text, "the group it belongs to; exercises may name it"),
    may("origin", ValueType::Text, "where it comes from"),
    may("insertion", ValueType::Text, "where it goes to"),
    may("actions", ValueType::Texts, "what it does"),
    may("about", ValueType::Text, "one sentence on it"),
    SOURCES,
    ASSUMPTION,
    CONTESTED,
    FORMER_IDS,
]);

/// `sources.toml`.
pub(crate) static SOURCES_FILE: TableSchema =
    TableSchema::of_ids("the sources", ValueType::Table(&SOURCE)).with(&[ALLOW]);

/// A source.
pub static SOURCE: TableSchema = TableSchema::named("a source").with(&[
    need("title", ValueType::Text, "its title"),
    may("author", ValueType::Text, "who wrote it"),
    need(
        "kind",
        ValueType::Word(&["article", "study", "book", "code", "consensus"]),
        "what kind of source it is",
    ),
    may("url", ValueType::Text, "where it is"),
    may("year", ValueType::Whole(1000, 3000), "when it came out"),
]);
