//! The shape of each file kind, as tables of keys: what a key takes, whether it is needed, what it is for.
//!
//! One place for the decoder (which keys are there, which is meant), and later for schemas, templates and editors.
//! Must not know how files are read or what ids mean.

use super::pose::{FIGURE, POSES};

/// A table's keys.
#[derive(Debug)]
pub struct Shape {
    /// What the table is, in a message: "a mistake".
    pub what: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: &'static [Key],
    /// What every other key takes, where other keys are ids; none if there are no other keys.
    pub rest: Option<Takes>,
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it has to be there.
    pub need: bool,
    /// What it is for.
    pub doc: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Text that is not empty.
    Text,
    /// Text that is not empty, of so many words at most.
    Words(usize),
    /// A list of texts.
    Texts,
    /// true or false.
    Flag,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// A number.
    Number,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or several of them in a list.
    WordOrWords(&'static [&'static str]),
    /// A number from the first to the second; it may have a decimal point.
    Amount(i16, i16),
    /// A value of a sign: its name, or a whole number.
    Value,
    /// A condition on one sign.
    Condition,
    /// One table of conditions by sign, or several in a list.
    When,
    /// A list of pairs of texts.
    TextPairs,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
    /// A table, or several of them in a list.
    OneOrMore(&'static Shape),
    /// A written question: its keys hang on its `kind`.
    Question,
}

impl Takes {
    /// What it takes, in a message.
    pub fn words(self) -> String {
        match self {
            Takes::Text | Takes::Words(_) => "text".into(),
            Takes::Texts => "a list of texts".into(),
            Takes::Flag => "true or false".into(),
            Takes::Whole(..) => "a whole number".into(),
            Takes::Number => "a number".into(),
            Takes::Word(words) => format!("one of {}", words.join(", ")),
            Takes::WordOrWords(words) => format!("one of {}, or a list of them", words.join(", ")),
            Takes::Amount(..) => "a number".into(),
            Takes::Value => "a value of the sign".into(),
            Takes::Condition => "a condition".into(),
            Takes::When => "a table of conditions, or a list of them".into(),
            Takes::TextPairs => "a list of pairs of texts".into(),
            Takes::Table(shape) => format!("a table ({})", shape.what),
            Takes::Tables(shape) => format!("a list of tables (each {})", shape.what),
            Takes::OneOrMore(shape) => format!("a table ({}), or a list of them", shape.what),
            Takes::Question => "a table (a question)".into(),
        }
    }

    /// An example of what to write, where one helps.
    pub fn example(self, key: &str) -> Option<String> {
        let value = match self {
            Takes::Text | Takes::Words(_) => "\"…\"",
            Takes::Texts => "[\"…\"]",
            Takes::Flag => "true",
            Takes::Whole(..) => "6",
            Takes::Number => "45",
            Takes::Word(words) | Takes::WordOrWords(words) => {
                return Some(format!("{key} = \"{}\"", words.first()?));
            }
            Takes::Amount(..) => "45",
            Takes::When => "{ first-to-move = \"elbows\" }",
            Takes::TextPairs => "[[\"left\", \"right\"]]",
            Takes::Table(_) | Takes::OneOrMore(_) => "{ … }",
            Takes::Tables(_) => return Some(format!("[[{key}]] with its keys below")),
            Takes::Value | Takes::Condition | Takes::Question => return None,
        };
        Some(format!("{key} = {value}"))
    }
}

pub(super) const fn need(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, need: true, doc }
}

pub(super) const fn may(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, need: false, doc }
}

const SOURCES: Key = may(
    "sources",
    Takes::Texts,
    "where the claim comes from: ids of sources.toml, and after # a place in the source",
);
const ASSUMPTION: Key = may("assumption", Takes::Text, "where a number is a judgement: whose, and why");
const CONTESTED: Key = may(
    "contested",
    Takes::Text,
    "where schools differ: what each says; told in study, never asked in an exam",
);
const WAS: Key =
    may("was", Takes::Texts, "ids that this had before, so that a learner's history is carried over");

const ALLOW: Key = may(
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

/// A file of `quizzes/`.
pub static QUIZ: Shape = Shape {
    what: "a quiz",
    keys: &[
        need("title", Takes::Text, "its title"),
        need("about", Takes::Text, "what it is about"),
        may("pass", Takes::Whole(0, 100), "the pass mark in percent"),
        may("minutes", Takes::Whole(1, 1440), "the time limit"),
        may("feedback", Takes::Word(&["each", "end"]), "after each answer, or at the end (an exam)"),
        WAS,
        may("exam", Takes::Table(&EXAM), "what makes it an exam, for `formcheck exam`"),
        need("section", Takes::Tables(&SECTION), "its sections, in order"),
        may("question", Takes::Table(&QUESTIONS), "written questions"),
        ALLOW,
    ],
    rest: None,
};

/// What makes a quiz an exam.
pub static EXAM: Shape = Shape {
    what: "an exam",
    keys: &[
        may("attempts", Takes::Whole(1, 100), "the most tries; left out: any number"),
        may("wait-days", Takes::Whole(0, 3650), "the days from one try to the next"),
        may(
            "overlap",
            Takes::Whole(0, 100),
            "the most questions that a form may share with the candidate's last one, in percent",
        ),
        may("trial-items", Takes::Whole(0, 100), "items that are tried out beside those that count"),
        may("counts-days", Takes::Whole(1, 36_500), "for how many days a result counts; left out: for good"),
        may("pass-from", Takes::Text, "how the pass mark was set: by whom, from what"),
        may("kinds", Takes::Table(&WEIGHTS), "how much of each kind, within a section; not named: 1"),
        may("severity", Takes::Table(&SEVERITIES), "how much of each severity; not named: 1"),
        may("exercises", Takes::Table(&WEIGHTS), "how much of each exercise; not named: 1"),
        may("mistakes", Takes::Table(&WEIGHTS), "how much of each mistake; not named: 1"),
    ],
    rest: None,
};

const WEIGHT: Takes = Takes::Whole(0, 1000);

static WEIGHTS: Shape = Shape { what: "weights", keys: &[], rest: Some(WEIGHT) };

static SEVERITIES: Shape = Shape {
    what: "weights of severities",
    keys: &[
        may("low", WEIGHT, "how much of it: polish"),
        may("medium", WEIGHT, "how much of it: the exercise loses its purpose"),
        may("high", WEIGHT, "how much of it: stop the set"),
    ],
    rest: None,
};

/// A section of a quiz.
pub static SECTION: Shape = Shape {
    what: "a section",
    keys: &[
        need("title", Takes::Text, "its title"),
        need("draw", Takes::Whole(1, 1000), "how many items it asks"),
        may("kinds", Takes::Texts, "kinds of questions made from the rules"),
        may("exercises", Takes::Texts, "only these exercises"),
        may("tags", Takes::Texts, "only exercises (or questions) with one of these tags"),
        may("mistakes", Takes::Texts, "only these mistakes"),
        may("questions", Takes::Condition, "written questions by id, or \"all\" of this file"),
    ],
    rest: None,
};

static QUESTIONS: Shape = Shape { what: "written questions", keys: &[], rest: Some(Takes::Question) };

/// The keys of a written question, by its kind.
pub static QUESTION_KINDS: &[(&str, &Shape)] = &[
    ("choice", &CHOICE),
    ("multi", &MULTI),
    ("true-false", &TRUE_FALSE),
    ("order", &ORDER),
    ("match", &MATCH),
    ("number", &NUMBER),
    ("text", &TEXT),
];

const KIND: Key = need(
    "kind",
    Takes::Word(&["choice", "multi", "true-false", "order", "match", "number", "text"]),
    "what is asked for",
);
const ASK: Key = need("ask", Takes::Text, "the question");
const EXPLAIN: Key = need("explain", Takes::Text, "why the answer is the answer");
const TAGS: Key = may("tags", Takes::Texts, "for choosing what to study");
const WRONG: Key = need("wrong", Takes::Tables(&WRONG_OPTION), "the wrong options");

static WRONG_OPTION: Shape = Shape {
    what: "a wrong option",
    keys: &[
        need("say", Takes::Text, "what it says"),
        need("because", Takes::Text, "what the one who picked it got wrong"),
    ],
    rest: None,
};

macro_rules! question_shape {
    ($name:ident, $what:literal, $($key:expr),+) => {
        static $name: Shape = Shape {
            what: $what,
            keys: &[KIND, ASK, $($key,)+ EXPLAIN, TAGS, SOURCES, ASSUMPTION, CONTESTED, WAS],
            rest: None,
        };
    };
}

question_shape!(CHOICE, "a choice question", need("right", Takes::Text, "the right option"), WRONG);
question_shape!(MULTI, "a multi question", need("right", Takes::Texts, "the right options"), WRONG);
question_shape!(TRUE_FALSE, "a true-false question", need("answer", Takes::Flag, "whether it is true"));
question_shape!(ORDER, "an order question", need("order", Takes::Texts, "in the right order"));
question_shape!(MATCH, "a match question", need("pairs", Takes::TextPairs, "left and right, matched"));
question_shape!(
    NUMBER,
    "a number question",
    need("answer", Takes::Number, "the number"),
    need("within", Takes::Number, "how far off still counts"),
    need("unit", Takes::Text, "what is counted")
);
question_shape!(
    TEXT,
    "a text question",
    need("accept", Takes::Texts, "what is accepted; the first is shown")
);

/// What a file is, by its path in the pack.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileKind {
    /// `formcheck.toml`.
    Settings,
    /// `rules/pack.toml`.
    Pack,
    /// `rules/signs.toml`.
    Signs,
    /// `rules/sources.toml`.
    Sources,
    /// `rules/muscles.toml`.
    Muscles,
    /// `rules/mistakes/*.toml`.
    Mistakes,
    /// `rules/exercises/*.toml`.
    Exercise,
    /// `quizzes/*.toml`.
    Quiz,
}

impl FileKind {
    /// All kinds.
    pub const ALL: &[FileKind] = &[
        FileKind::Pack,
        FileKind::Signs,
        FileKind::Mistakes,
        FileKind::Exercise,
        FileKind::Muscles,
        FileKind::Sources,
        FileKind::Quiz,
        FileKind::Settings,
    ];

    /// Its word: in commands and in the names of schemas.
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Settings => "settings",
            FileKind::Pack => "pack",
            FileKind::Signs => "signs",
            FileKind::Sources => "sources",
            FileKind::Muscles => "muscles",
            FileKind::Mistakes => "mistakes",
            FileKind::Exercise => "exercise",
            FileKind::Quiz => "quiz",
        }
    }

    /// The kind of the file at this path of a pack, if files of a pack belong there.
    pub fn of(path: &str) -> Option<FileKind> {
        path.strip_suffix(".toml")?;
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["formcheck.toml"] => Some(FileKind::Settings),
            ["rules", "pack.toml"] => Some(FileKind::Pack),
            ["rules", "signs.toml"] => Some(FileKind::Signs),
            ["rules", "sources.toml"] => Some(FileKind::Sources),
            ["rules", "muscles.toml"] => Some(FileKind::Muscles),
            ["rules", "mistakes", _] => Some(FileKind::Mistakes),
            ["rules", "exercises", _] => Some(FileKind::Exercise),
            ["quizzes", _] => Some(FileKind::Quiz),
            _ => None,
        }
    }

    /// The shape of such a file.
    pub fn shape(self) -> &'static Shape {
        match self {
            FileKind::Settings => &SETTINGS,
            FileKind::Pack => &PACK,
            FileKind::Signs => &SIGNS,
            FileKind::Sources => &SOURCES_FILE,
            FileKind::Muscles => &MUSCLES,
            FileKind::Mistakes => &MISTAKES,
            FileKind::Exercise => &EXERCISE,
            FileKind::Quiz => &QUIZ,
        }
    }
}
