//! Keys under the names that people give them: `if` for `when`, `reason` for `why`; and kinds that stand before ids.
//!
//! Must not know places or messages.

use super::files::TableSchema;
use super::kebab;
use super::similar::nearest;

/// What some write in front of the ids of a file that holds nothing else: `[mistake.arm-rowing]`, `[signs.knees]`.
pub(super) const KINDS_OF_THINGS: [&str; 8] =
    ["mistake", "mistakes", "sign", "signs", "muscle", "muscles", "source", "sources"];

/// What is written, and what may be meant by it, in the order of trying: a table has one of them at most that is free.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("if", &["when"]),
    ("condition", &["when"]),
    ("conditions", &["when"]),
    ("reason", &["why", "because", "explain"]),
    ("because", &["why", "explain"]),
    ("why", &["because", "explain"]),
    ("title", &["name"]),
    ("name", &["title"]),
    ("label", &["name", "title"]),
    ("question", &["ask"]),
    ("text", &["ask", "say", "do"]),
    ("prompt", &["ask"]),
    ("type", &["kind"]),
    ("min", &["from"]),
    ("max", &["to"]),
    ("minimum", &["from"]),
    ("maximum", &["to"]),
    ("fine", &["good"]),
    ("clean", &["good"]),
    ("right", &["good", "answer"]),
    ("ok", &["tolerated"]),
    ("allowed", &["tolerated"]),
    ("options", &["values"]),
    ("choices", &["values"]),
    ("answer", &["right", "accept", "order"]),
    ("answers", &["right", "accept"]),
    ("correct", &["right", "answer"]),
    ("solution", &["right", "answer"]),
    ("incorrect", &["wrong"]),
    ("default", &["usually"]),
    ("good", &["usually"]),
    ("normal", &["usually"]),
    ("description", &["about"]),
    ("summary", &["about"]),
    ("date", &["year"]),
    ("by", &["author", "authors"]),
    ("link", &["url"]),
    ("test", &["example"]),
    ("tests", &["example"]),
    ("case", &["example"]),
    ("tolerance", &["within"]),
    ("error", &["mistake"]),
    ("fault", &["mistake"]),
    ("level", &["severity"]),
    ("priority", &["severity"]),
    ("gravity", &["severity"]),
    ("instruction", &["do", "fix"]),
    ("correction", &["fix"]),
    ("call", &["cue"]),
    ("time", &["minutes"]),
    ("count", &["draw"]),
    ("number", &["draw"]),
    ("questions", &["draw"]),
    ("license", &["licence"]),
];

/// The key of a table that a word stands for; `is_free` says whether it may.
pub(super) fn other_name(
    word: &str,
    schema: &TableSchema,
    is_free: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let (_, meant) = OTHER_NAMES.iter().find(|(written, _)| written.eq_ignore_ascii_case(word))?;
    meant.iter().copied().find(|key| schema.key(key).is_some() && is_free(key))
}

/// The key of a table that a word is, or stands for, or is misspelt from.
pub(super) fn meant_key(word: &str, schema: &'static TableSchema) -> Option<&'static str> {
    let plain = kebab(word)?;
    let known = || schema.keys.iter().map(|key| key.name);
    known()
        .find(|name| *name == plain)
        .or_else(|| other_name(&plain, schema, |_| true))
        .or_else(|| nearest(&plain, known()))
}
