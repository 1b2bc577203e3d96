//! The keys of a new table, one a line, with what each is for behind it.
//!
//! Must not know which table it is.

use super::BLANK;
use crate::fmt::quoted;
use formcheck_core::rulebook::files::{TableKey, TableSchema, ValueType};

/// The longest line that has its comment behind it.
const WIDEST: usize = 100;

/// A key whose value is known.
pub(super) struct GivenKey {
    key: &'static str,
    value: String,
    above: String,
}

impl GivenKey {
    pub(super) fn new(key: &'static str, value: impl Into<String>) -> GivenKey {
        GivenKey { key, value: value.into(), above: String::new() }
    }

    /// A text, or a blank.
    pub(super) fn text(key: &'static str, text: Option<&str>) -> GivenKey {
        GivenKey::new(key, quoted(text.unwrap_or(BLANK)))
    }

    /// With comment lines above it.
    pub(super) fn above(self, above: String) -> GivenKey {
        GivenKey { above, ..self }
    }
}

/// The keys of a shape in its order: those that are given or needed, and the others as comments.
pub(super) fn rows(schema: &TableSchema, given: &[GivenKey]) -> String {
    let mut text = String::new();
    for key in schema.keys {
        let given = given.iter().find(|given| given.key == key.name);
        // An id that was renamed, or a whole table of its own: nothing for the first day.
        if given.is_none() && (key.name == "was" || is_for_later(key.takes)) {
            continue;
        }
        let line = match given {
            Some(given) => {
                text.push_str(&given.above);
                format!("{} = {}", key.name, given.value)
            }
            None if key.need => format!("{} = {}", key.name, blank(key.takes)),
            None => format!("# {} = {}", key.name, blank(key.takes)),
        };
        text.push_str(&explained(&line, key));
    }
    text
}

/// A line with what its key is for: behind it, or above it if that would be too long.
fn explained(line: &str, key: &TableKey) -> String {
    let whole = format!("{line}  # {}", key.doc);
    if whole.chars().count() <= WIDEST { format!("{whole}\n") } else { format!("{}{line}\n", note(key.doc)) }
}

/// Text as comment lines.
pub(super) fn note(text: &str) -> String {
    let options = textwrap::Options::new(WIDEST)
        .initial_indent("# ")
        .subsequent_indent("# ")
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    format!("{}\n", textwrap::fill(text, options))
}

/// What stands where something has to be written.
fn blank(takes: ValueType) -> String {
    match takes {
        ValueType::Texts => list(&[BLANK]),
        ValueType::Flag => "true".to_owned(),
        // A year, or a number of reps or minutes.
        ValueType::Whole(from, to) => if from >= 1000 { 2020 } else { 10.clamp(from, to) }.to_string(),
        ValueType::Number | ValueType::Distance => "10".to_owned(),
        ValueType::Numbers => "[10, 20]".to_owned(),
        ValueType::Amount(from, to) => 10.clamp(from, to).to_string(),
        ValueType::Word(words) | ValueType::WordOrWords(words) => quoted(words.first().unwrap_or(&BLANK)),
        ValueType::TextPairs => format!("[[{0}, {0}]]", quoted(BLANK)),
        ValueType::Table(schema) => {
            let needed = schema.keys.iter().filter(|key| key.need);
            let keys: Vec<String> =
                needed.map(|key| format!("{} = {}", key.name, blank(key.takes))).collect();
            format!("{{ {} }}", keys.join(", "))
        }
        _ => quoted(BLANK),
    }
}

/// A list of texts.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// Whether a key may be left out of a new file: nobody needs it on the first day.
fn is_for_later(takes: ValueType) -> bool {
    match takes {
        ValueType::Tables(_) | ValueType::OneOrMore(_) | ValueType::Question | ValueType::When => true,
        ValueType::Table(schema) => schema.keys.is_empty(),
        _ => false,
    }
}
