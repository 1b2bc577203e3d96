//! The keys of a pack's rules: settings, pack, signs, mistakes, exercises, muscles, sources.

use super::figures::{FIGURE, POSES};
use super::{Key, Shape, Takes, may, need};

pub(super) const SOURCES: Key = may(
    "sources",
    Takes::Texts,
    "where the claim comes from: ids of sources.toml, and after # a place in the source",
);
pub(super) const ASSUMPTION: Key =
    may("assumption", Takes::Text, "where a number is a judgement: whose, and why");
pub(super) const CONTESTED: Key = may(
    "contested",
    Takes::Text,
    "where schools differ: what each says; told in study, never asked in an exam",
);
pub(super) const WAS: Key =
    may("was", Takes::Texts, "ids that this had before, so that a learner's history is carried over");

pub(super) const ALLOW: Key = may(
    "allow",
    Takes::Table(&ALLOWED),
    "findings of lint that are meant in this file: code = \"the reason\"",
);

/// `[allow]`.
pub static ALLOWED: Shape = Shape { what: "the allowed findings", keys: &[], rest: Some(Takes::Text) };

/// `formcheck.toml`.
pub static SETTINGS: Shape = Shape {
    what: "a pack's settings",
    keys: &[may(
        "lint",
        Takes::Table(&LEVELS),
        "how bad each code is in this pack: code = \"error\", \"warning\", \"note\" or \"allow\"",
    )],
    rest: None,
};

static LEVELS: Shape = Shape {
    what: "the levels of codes",
    keys: &[],
    rest: Some(Takes::Word(&["error", "warning", "note", "allow"])),
};

/// What can be called out while a rep lasts.
const CUE: Takes = Takes::Words(6);

/// `pack.toml`.
pub static PACK: Shape = Shape {
    what: "a pack",
    keys: &[
        need("format", Takes::Whole(1, 1), "the version of this file format: 1"),
        need("name", Takes::Text, "the pack's name, which `uses` of other packs refers to"),
        need("title", Takes::Text, "the pack's title"),
        need("version", Takes::Text, "the pack's version, as in semver: 1.0.0"),
        need("licence", Takes::Text, "the licence, as an SPDX name: CC-BY-4.0"),
        need("authors", Takes::Texts, "who wrote it"),
        need("lang", Takes::Text, "the language of its texts: en"),
        need("phases", Takes::Texts, "the phases of a rep, in order, in the pack's own words"),
        may("notice", Takes::Text, "the medical note, shown at the start of a session and on every page"),
        may("uses", Takes::Texts, "packs whose signs, mistakes and muscles this one may name"),
        ALLOW,
    ],
    rest: None,
};

/// `signs.toml`.
pub static SIGNS: Shape = Shape {
    what: "the signs",
    keys: &[
        ALLOW,
        may("impossible", Takes::Tables(&PAIR), "combinations that a body can't do"),
        may("unlikely", Takes::Tables(&PAIR), "combinations hardly ever seen: questions avoid them"),
    ],
    rest: Some(Takes::Table(&SIGN)),
};

/// A sign.
pub static SIGN: Shape = Shape {
    what: "a sign",
    keys: &[
        need("ask", Takes::Text, "the question that a check asks"),
        may("phase", Takes::Text, "when it is seen: one of the pack's phases"),
        may("kind", Takes::Word(&["seen", "felt", "context"]), "who can tell it"),
        may("usually", Takes::Condition, "what is good unless an exercise says otherwise"),
        may("range", Takes::Table(&RANGE), "its smallest and largest number"),
        may("apart", Takes::Whole(1, 1_000_000), "differences smaller than this can't be seen"),
        may("say", Takes::Text, "the clause for a number, with {value} where it goes"),
        may("values", Takes::Table(&NAMED_VALUES), "its values in natural order, each with its clause"),
        may("pose", Takes::Table(&POSES), "how the figure shows its values"),
        WAS,
    ],
    rest: None,
};

static RANGE: Shape = Shape {
    what: "a range",
    keys: &[
        need("from", Takes::Whole(-1_000_000, 1_000_000), "the smallest number"),
        need("to", Takes::Whole(-1_000_000, 1_000_000), "the largest number"),
        may("unit", Takes::Text, "what is counted: degrees"),
    ],
    rest: None,
};

/// The named values of a sign.
pub static NAMED_VALUES: Shape = Shape { what: "the values of a sign", keys: &[], rest: Some(Takes::Text) };

static PAIR: Shape = Shape {
    what: "a combination",
    keys: &[need("when", Takes::When, "the combination"), need("because", Takes::Text, "why it is not seen")],
    rest: None,
};

/// A file of `mistakes/`.
pub static MISTAKES: Shape =
    Shape { what: "a file of mistakes", keys: &[ALLOW], rest: Some(Takes::Table(&MISTAKE)) };

/// A mistake.
pub static MISTAKE: Shape = Shape {
    what: "a mistake",
    keys: &[
        need("name", Takes::Text, "its name"),
        may("aka", Takes::Texts, "other names that a typed answer may use"),
        need(
            "severity",
            Takes::Word(&["low", "medium", "high"]),
            "low: polish; medium: the exercise loses its purpose; high: stop the set",
        ),
        need("when", Takes::When, "when it fires"),
        need("why", Takes::Text, "what it costs the lifter"),
        need("fix", Takes::Text, "what to do instead, as an instruction"),
        need("cue", CUE, "what a coach calls out: six words or fewer"),
        SOURCES,
        ASSUMPTION,
        CONTESTED,
        WAS,
    ],
    rest: None,
};

/// A file of `exercises/`.
pub static EXERCISE: Shape = Shape {
    what: "an exercise",
    keys: &[
        need("name", Takes::Text, "its name"),
        may("aliases", Takes::Texts, "other names"),
        may("tags", Takes::Texts, "for choosing what to study"),
        may("equipment", Takes::Texts, "what it needs"),
        may("muscles", Takes::Table(&TRAINS), "muscles or groups of muscles.toml"),
        may("reps", Takes::Table(&REPS), "how many reps, with what load"),
        may("phases", Takes::Texts, "this exercise's own order of the phases"),
        SOURCES,
        ASSUMPTION,
        CONTESTED,
        may("mistakes", Takes::Texts, "the shared mistakes that count here"),
        WAS,
        need("step", Takes::Tables(&STEP), "how it is done, in order"),
        may("good", Takes::Table(&CONDITIONS), "where a clean rep differs from what is usual"),
        may("tolerated", Takes::Table(&CONDITIONS), "neither taught as good nor called a mistake"),
        may("because", Takes::Table(&REASONS), "why this exercise has it so, by sign"),
        may("mistake", Takes::Table(&OWN_MISTAKES), "mistakes of this exercise alone"),
        may("reword", Takes::Table(&REWORDS), "a listed mistake in this exercise's words"),
        may("impossible", Takes::Tables(&PAIR), "combinations that a body can't do here"),
        may("unlikely", Takes::Tables(&PAIR), "combinations hardly ever seen here"),
        may("figure", Takes::Table(&FIGURE), "how it is drawn"),
        may("example", Takes::Tables(&EXAMPLE), "tests: a rep, and which mistakes fire"),
        ALLOW,
    ],
    rest: None,
};

static TRAINS: Shape = Shape {
    what: "the muscles",
    keys: &[
        need("primary", Takes::Texts, "what it is done for"),
        may("secondary", Takes::Texts, "what helps"),
    ],
    rest: None,
};

static REPS: Shape = Shape {
    what: "a rep range",
    keys: &[
        need("from", Takes::Whole(1, 1000), "the fewest"),
        may("to", Takes::Whole(1, 1000), "the most; left out: or more"),
        may("load", Takes::Text, "how heavy, in words"),
    ],
    rest: None,
};

static STEP: Shape = Shape {
    what: "a step",
    keys: &[
        need("do", Takes::Text, "what to do"),
        need("phase", Takes::Text, "when: one of the phases"),
        may("swaps", Takes::Flag, "whether it may change places with the step above"),
    ],
    rest: None,
};

static CONDITIONS: Shape = Shape { what: "conditions by sign", keys: &[], rest: Some(Takes::Condition) };
static REASONS: Shape = Shape { what: "reasons by sign", keys: &[], rest: Some(Takes::Text) };
static OWN_MISTAKES: Shape = Shape { what: "own mistakes", keys: &[], rest: Some(Takes::Table(&MISTAKE)) };
static REWORDS: Shape = Shape { what: "rewordings", keys: &[], rest: Some(Takes::Table(&REWORD)) };

static REWORD: Shape = Shape {
    what: "a rewording",
    keys: &[
        may("why", Takes::Text, "what it costs the lifter, here"),
        may("fix", Takes::Text, "what to do instead, here"),
        may("cue", CUE, "what a coach calls out, here"),
        SOURCES,
    ],
    rest: None,
};

static EXAMPLE: Shape = Shape {
    what: "an example",
    keys: &[
        need("rep", Takes::Table(&REP), "the signs it fixes; every other sign is good"),
        need("expect", Takes::Texts, "exactly these mistakes fire"),
    ],
    rest: None,
};

static REP: Shape = Shape { what: "a rep", keys: &[], rest: Some(Takes::Value) };

/// `muscles.toml`.
pub static MUSCLES: Shape = Shape { what: "the muscles", keys: &[ALLOW], rest: Some(Takes::Table(&MUSCLE)) };

/// A muscle.
pub static MUSCLE: Shape = Shape {
    what: "a muscle",
    keys: &[
        need("name", Takes::Text, "its name"),
        may("group", Takes::Text, "the group it belongs to; exercises may name it"),
        may("origin", Takes::Text, "where it comes from"),
        may("insertion", Takes::Text, "where it goes to"),
        may("actions", Takes::Texts, "what it does"),
        may("about", Takes::Text, "one sentence on it"),
        SOURCES,
        ASSUMPTION,
        CONTESTED,
        WAS,
    ],
    rest: None,
};

/// `sources.toml`.
pub static SOURCES_FILE: Shape =
    Shape { what: "the sources", keys: &[ALLOW], rest: Some(Takes::Table(&SOURCE)) };

/// A source.
pub static SOURCE: Shape = Shape {
    what: "a source",
    keys: &[
        need("title", Takes::Text, "its title"),
        may("author", Takes::Text, "who wrote it"),
        need(
            "kind",
            Takes::Word(&["article", "study", "book", "code", "consensus"]),
            "what kind of source it is",
        ),
        may("url", Takes::Text, "where it is"),
        may("year", Takes::Whole(1000, 3000), "when it came out"),
    ],
    rest: None,
};
