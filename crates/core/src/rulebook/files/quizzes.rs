//! The keys of quizzes: sections, exams, written questions.

use super::rules::{ALLOW, ASSUMPTION, CONTESTED, FORMER_IDS, SOURCES};
use super::{TableKey, TableSchema, ValueType, may, need};
use crate::rulebook::{FeedbackAt, Severity, WrittenKind};

/// A file of `quizzes/`.
pub static QUIZ: TableSchema = TableSchema::named("a quiz").with(&[
    need("title", ValueType::Text, "its title"),
    need("about", ValueType::Text, "what it is about"),
    may("pass", ValueType::Whole(0, 100), "the pass mark in percent"),
    may("minutes", ValueType::Whole(1, 1440), "the time limit"),
    may("feedback", ValueType::Word(FeedbackAt::WORDS), "after each answer, or at the end (an exam)"),
    FORMER_IDS,
    may("exam", ValueType::Table(&EXAM), "what makes it an exam, for `formcheck exam`"),
    need("section", ValueType::Tables(&SECTION), "its sections, in order"),
    may("question", ValueType::Table(&QUESTIONS), "written questions"),
    ALLOW,
]);

/// What makes a quiz an exam.
pub(crate) static EXAM: TableSchema = TableSchema::named("an exam").with(&[
    may("attempts", ValueType::Whole(1, 100), "the most tries; left out: any number"),
    may("wait-days", ValueType::Whole(0, 3650), "the days from one try to the next"),
    may(
        "overlap",
        ValueType::Whole(0, 100),
        "the most questions that a form may share with each of the candidate's earlier ones, in percent; 0: none comes again",
    ),
    may("exposure", ValueType::Whole(1, 100), "in how many of a hundred forms one question may come up at most; left out: in all"),
    may("trial-items", ValueType::Whole(0, 100), "items that are tried out beside those that count"),
    may("by-eye", ValueType::Whole(1, 100), "the least share of questions that is asked by the moving picture alone, in percent; left out: all in words"),
    may("counts-days", ValueType::Whole(1, 36_500), "for how many days a result counts; left out: for good"),
    may("pass-from", ValueType::Text, "how the pass mark was set: by whom, from what"),
    may("kinds", ValueType::Table(&WEIGHTS), "how much of each kind, within a section; not named: 1"),
    may("severity", ValueType::Table(&SEVERITIES), "how much of each severity; not named: 1"),
    may("exercises", ValueType::Table(&WEIGHTS), "how much of each exercise; not named: 1"),
    may("mistakes", ValueType::Table(&WEIGHTS), "how much of each mistake; not named: 1"),
    may("must-pass", ValueType::Tables(&MUST_PASS), "groups of questions without which nobody passes"),
]);

/// A group of questions of an exam without which nobody passes.
static MUST_PASS: TableSchema = TableSchema::named("a must-pass group").with(&[
    need("name", ValueType::Text, "what it is called, on papers and records"),
    may("severity", ValueType::Word(Severity::WORDS), "reps with a mistake of this severity"),
    may("mistakes", ValueType::Texts, "reps with one of these mistakes"),
    may("section", ValueType::Text, "questions of the section with this title"),
    may("kinds", ValueType::Texts, "only questions of these kinds"),
    need("at-least", ValueType::Whole(1, 1000), "how many of them have to be told rightly"),
    need("of", ValueType::Whole(1, 1000), "how many of them each form asks"),
    may("each", ValueType::Whole(1, 100), "how often each mistake of the group comes up at least"),
]);

const WEIGHT: ValueType = ValueType::Whole(0, 1000);

static WEIGHTS: TableSchema = TableSchema::of_names("weights", WEIGHT);

static SEVERITIES: TableSchema = TableSchema::named("weights of severities").with(&[
    may("low", WEIGHT, "how much of it: polish"),
    may("medium", WEIGHT, "how much of it: the exercise loses its purpose"),
    may("high", WEIGHT, "how much of it: stop the set"),
]);

/// A section of a quiz.
pub static SECTION: TableSchema = TableSchema::named("a section").with(&[
    need("title", ValueType::Text, "its title"),
    need("draw", ValueType::Whole(1, 1000), "how many items it asks"),
    may("kinds", ValueType::Texts, "kinds of questions made from the rules"),
    may("exercises", ValueType::Texts, "only these exercises"),
    may("tags", ValueType::Texts, "only exercises with one of these tags"),
    may("mistakes", ValueType::Texts, "only these mistakes"),
    may("questions", ValueType::Condition, "written questions by id, or \"all\" of this file"),
]);

static QUESTIONS: TableSchema = TableSchema::of_ids("written questions", ValueType::Question);

/// The keys of a written question of a kind.
pub fn question_schema(kind: WrittenKind) -> &'static TableSchema {
    match kind {
        WrittenKind::Choice => &CHOICE,
        WrittenKind::Multi => &MULTI,
        WrittenKind::TrueFalse => &TRUE_FALSE,
        WrittenKind::Order => &ORDER,
        WrittenKind::Match => &MATCH,
        WrittenKind::Number => &NUMBER,
        WrittenKind::Text => &TEXT,
    }
}

const KIND: TableKey = need("kind", ValueType::Word(WrittenKind::WORDS), "what is asked for");
const ASK: TableKey = need("ask", ValueType::Text, "the question");
const EXPLAIN: TableKey = need("explain", ValueType::Text, "why the answer is the answer");
const TAGS: TableKey = may("tags", ValueType::Texts, "for choosing what to study");
const WRONG: TableKey = need("wrong", ValueType::Tables(&WRONG_OPTION), "the wrong options");

static WRONG_OPTION: TableSchema = TableSchema::named("a wrong option").with(&[
    need("say", ValueType::Text, "what it says"),
    need("because", ValueType::Text, "what the one who picked it got wrong"),
]);

macro_rules! question {
    ($name:ident, $what:literal, $($key:expr),+) => {
        static $name: TableSchema = TableSchema::named($what).with(&[KIND, ASK, $($key,)+ EXPLAIN, TAGS, SOURCES, ASSUMPTION, CONTESTED, FORMER_IDS]);
    };
}

question!(CHOICE, "a choice question", need("right", ValueType::Text, "the right option"), WRONG);
question!(MULTI, "a multi question", need("right", ValueType::Texts, "the right options"), WRONG);
question!(TRUE_FALSE, "a true-false question", need("answer", ValueType::Flag, "whether it is true"));
question!(ORDER, "an order question", need("order", ValueType::Texts, "in the right order"));
question!(MATCH, "a match question", need("pairs", ValueType::TextPairs, "left and right, matched"));
question!(
    NUMBER,
    "a number question",
    need("answer", ValueType::Number, "the number"),
    need("within", ValueType::Number, "how far off still counts"),
    need("unit", ValueType::Text, "what is counted")
);
question!(TEXT, "a text question", need("accept", ValueType::Texts, "what is accepted; the first is shown"));
