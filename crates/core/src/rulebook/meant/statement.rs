//! A key with its value on one line, as it was probably meant.

use super::condition::between;
use super::pieces::{find, is_quote, toml_value, trimmed, unquoted};
use super::value::value_of;
use crate::rulebook::by_another_name::meant_key;
use crate::rulebook::files::{TableSchema, ValueType, question_schema};
use crate::rulebook::{WrittenKind, kebab};

/// Where a statement stands.
pub(in crate::rulebook) struct Surroundings<'s> {
    /// The tables that the header above it may stand for: several where they hang on what else is written.
    pub(in crate::rulebook) tables: Vec<&'static TableSchema>,
    /// The signs that there are.
    pub(in crate::rulebook) signs: &'s [String],
}

/// The tables that a header stands for, in a file of this shape; none if it stands for none.
pub(in crate::rulebook) fn schema_below(
    header: &str,
    root: &'static TableSchema,
) -> Vec<&'static TableSchema> {
    let mut at = vec![root];
    for name in header.trim_matches(['[', ']', ' ']).split('.').map(unquoted).filter(|name| !name.is_empty())
    {
        let takes = at.iter().find_map(|schema| schema.value_type(name));
        at = match takes {
            Some(ValueType::Table(schema) | ValueType::Tables(schema) | ValueType::OneOrMore(schema)) => {
                vec![schema]
            }
            Some(ValueType::Question) => WrittenKind::ALL.iter().map(|kind| question_schema(*kind)).collect(),
            _ => return Vec::new(),
        };
    }
    at
}

/// Whether a line is a whole key with its value.
fn is_statement(text: &str) -> bool {
    text.parse::<toml::Table>().is_ok_and(|table| !table.is_empty())
}

/// The statement that a line was probably meant as; none if it isn't plain.
pub(in crate::rulebook) fn statement(line: &str, here: &Surroundings<'_>) -> Option<String> {
    let line = trimmed(line);
    if line.contains('\n') || line.starts_with('[') {
        return None;
    }
    if let Some(note) = note(line) {
        return Some(note);
    }
    let line = trimmed(line.trim_start_matches(['-', '*', '•', '–', '·']));
    let (line, comment) = without_comment(line);
    let is_of_signs = here.tables.iter().any(|schema| matches!(schema.rest, Some(ValueType::Condition)));
    if let Some((sign, bounds)) = between(line).filter(|_| is_of_signs) {
        return here.signs.iter().any(|known| known == sign).then(|| format!("{sign} = {bounds}"));
    }
    let (key, value) = key_and_value(line, here)?;
    let key = known_key(key, here)?;
    let takes = here.tables.iter().find_map(|schema| schema.value_type(&key))?;
    let (value, note) = without_note(value);
    let value = value_of(&key, value, takes, here.signs)?;
    let mut text = format!("{key} = {value}");
    for behind in [note.map(|note| format!("# {note}")), comment.map(str::to_owned)].into_iter().flatten() {
        text = format!("{text} {behind}");
    }
    is_statement(&text).then_some(text)
}

/// A line that is a note in the way of another language.
fn note(line: &str) -> Option<String> {
    let rest = ["//", "--", "/*", ";", "<!--"].iter().find_map(|mark| line.strip_prefix(mark))?;
    let rest = rest.trim_end_matches("*/").trim_end_matches("-->");
    // Three hyphens are a line of their own.
    (rest.chars().any(char::is_alphanumeric)).then(|| format!("# {}", trimmed(rest)))
}

/// The line without a comment at its end, and that.
fn without_comment(line: &str) -> (&str, Option<&str>) {
    let at = find(line, |rest| rest.starts_with('#'));
    match at.filter(|&at| line[..at].ends_with(char::is_whitespace)) {
        Some(at) => (trimmed(&line[..at]), Some(&line[at..])),
        None => (line, None),
    }
}

/// The value without a note in the way of another language, and that.
fn without_note(value: &str) -> (&str, Option<String>) {
    const MARKS: [&str; 5] = [" //", " --", " /*", " ;", " ("];
    let Some(at) = find_note(value, &MARKS) else { return (value, None) };
    let before = trimmed(&value[..at]);
    let note = trimmed(value[at..].trim_start_matches([' ', '/', '-', '*', ';', '(']));
    let note = note.trim_end_matches(['*', '/', ')', ' ']);
    if toml_value(before).is_some() && note.chars().any(char::is_alphanumeric) {
        (before, Some(note.to_owned()))
    } else {
        (value, None)
    }
}

fn find_note(value: &str, marks: &[&str]) -> Option<usize> {
    let places = marks.iter().filter_map(|mark| value.find(mark));
    places.filter(|&at| toml_value(trimmed(&value[..at])).is_some()).min()
}

/// The key and what stands behind it: `severity: "high"`, `severity is "high"`, `usually <= 45`.
fn key_and_value<'l>(line: &'l str, here: &Surroundings<'_>) -> Option<(&'l str, &'l str)> {
    let mark = find(line, |rest| rest.starts_with(['=', ':', '＝', '<', '>', '≤', '≥', '!']));
    if let Some(at) = mark {
        let key = trimmed(&line[..at]);
        let compares = line[at..].starts_with(['<', '>', '≤', '≥', '!']);
        let rest = if compares { &line[at..] } else { line[at..].trim_start_matches([':', '＝', ' ']) };
        let rest = if compares { rest } else { one_equals(rest) };
        return (!key.is_empty() && key.split_whitespace().count() <= 3).then_some((key, trimmed(rest)));
    }
    let at = line.find(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '{' | '"'))?;
    let (key, rest) = (&line[..at], trimmed(&line[at..]));
    let rest =
        ["is ", "are ", "- ", "– ", "-> "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    // Without a mark between them, only a key that is known counts.
    let known = here.tables.iter().any(|schema| schema.key(&key.to_lowercase()).is_some());
    let starts = rest.starts_with(is_quote)
        || rest.starts_with(['[', '{', '('])
        || rest.starts_with(|letter: char| letter.is_ascii_digit());
    let is_id = here.tables.iter().any(|schema| schema.rest.is_some());
    (!rest.is_empty() && (known && (starts || line[at..].trim_start() != rest) || is_id && starts))
        .then_some((key, rest))
}

/// What stands behind an equals sign, however often it was written; a comparison stays.
fn one_equals(rest: &str) -> &str {
    let mut rest = rest.trim_start_matches(['=', '＝', ' ', '\t', '\u{a0}']);
    // `=> "high"` is an arrow, `= > 45` a comparison.
    if let Some(behind) = rest.strip_prefix('>').map(trimmed)
        && !behind.starts_with(|letter: char| letter.is_ascii_digit() || letter == '=')
    {
        rest = behind;
    }
    rest
}

fn known_key(raw: &str, here: &Surroundings<'_>) -> Option<String> {
    let raw = unquoted(raw);
    let exact = here.tables.iter().find_map(|schema| schema.key(raw)).map(|key| key.name.to_owned());
    let near = || {
        let mut named = here.tables.iter().filter(|schema| schema.rest.is_none());
        named.find_map(|schema| meant_key(raw, schema)).map(str::to_owned)
    };
    let id = || {
        let of_ids = here.tables.iter().find(|schema| schema.rest.is_some())?;
        let id = kebab(&raw.replace(['–', '—', '‑', '−'], "-"))?;
        let of_signs = matches!(of_ids.rest, Some(ValueType::Condition | ValueType::Value));
        // What is keyed by signs names one that is there.
        (!of_signs || here.signs.contains(&id)).then_some(id)
    };
    exact.or_else(near).or_else(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::files::{EXERCISE, MISTAKES, QUIZ};

    fn meant(line: &str, header: &str, root: &'static TableSchema) -> Option<String> {
        let signs = ["torso-angle".to_owned(), "knees".to_owned()];
        statement(line, &Surroundings { tables: schema_below(header, root), signs: &signs })
    }

    #[test]
    fn one_line_is_put_right() {
        for (line, text) in [
            ("severity = high", "severity = \"high\""),
            ("severity: high", "severity = \"high\""),
            ("severity := \"high\"", "severity = \"high\""),
            ("severity => \"high\"", "severity = \"high\""),
            ("severity == \"high\"", "severity = \"high\""),
            ("severity is \"high\"", "severity = \"high\""),
            ("severity - \"high\"", "severity = \"high\""),
            ("- severity: high", "severity = \"high\""),
            ("severity = \"high\",", "severity = \"high\""),
            ("severity = \"high\"; ", "severity = \"high\""),
            ("severity = \"high\" // stop", "severity = \"high\" # stop"),
            ("severity = \"high\" (stop the set)", "severity = \"high\" # stop the set"),
            ("severity = high # stop", "severity = \"high\" # stop"),
            ("severity\u{a0}= \"high\"", "severity = \"high\""),
            ("severity(\"high\")", "severity = \"high\""),
            ("// stop the set", "# stop the set"),
            ("cue = \"Still torso\",", "cue = \"Still torso\""),
            ("when = torso-angle > 45", "when = { torso-angle = { over = 45 } }"),
            ("when = { torso-angle = { over = 45° } }", "when = { torso-angle = { over = 45 } }"),
            ("sources = row-book#page-12", "sources = [\"row-book#page-12\"]"),
        ] {
            assert_eq!(meant(line, "[arm-rowing]", &MISTAKES).as_deref(), Some(text), "{line}");
        }
        for (line, header, text) in [
            ("reps = 6-12", "", "reps = { from = 6, to = 12 }"),
            ("expect = none", "[[example]]", "expect = []"),
            ("rep = { torso-angle 46 }", "[[example]]", "rep = { torso-angle = 46 }"),
            ("torso-angle <= 45", "[good]", "torso-angle = { to = 45 }"),
            ("knees: deep", "[tolerated]", "knees = \"deep\""),
            ("tags = (\"row\", \"free\")", "", "tags = [\"row\", \"free\"]"),
        ] {
            assert_eq!(meant(line, header, &EXERCISE).as_deref(), Some(text), "{line}");
        }
        assert_eq!(meant("answer = yes", "[question.x]", &QUIZ).as_deref(), Some("answer = true"));
        assert_eq!(meant("pass = 80%", "", &QUIZ).as_deref(), Some("pass = 80"));
        for line in ["This is my favourite.", "when = The torso is over 45 degrees", "cue = ?", "---"] {
            assert_eq!(meant(line, "[arm-rowing]", &MISTAKES), None, "{line}");
        }
    }
}
