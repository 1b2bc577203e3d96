//! What could stand where the cursor is: keys of the table, ids, values of a sign.
//!
//! Read off the lines above and the line itself, because a line that is being typed is seldom TOML.

use std::ops::Range;

use super::own_pack;
use formcheck_core::rulebook::files::{FileKind, TableSchema, ValueType, question_schema};
use formcheck_core::rulebook::{Domain, GeneratedKind, Named, Rulebook, SignIx, WrittenKind};

/// Something to put at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What is put there.
    pub text: String,
    /// What it is, in a few words.
    pub about: String,
}

impl Completion {
    fn new(text: impl Into<String>, about: impl Into<String>) -> Completion {
        Completion { text: text.into(), about: about.into() }
    }
}

pub(super) fn complete(book: &Rulebook, path: &str, text: &str, at: usize) -> Vec<Completion> {
    let Some(kind) = FileKind::of(path) else { return Vec::new() };
    let at = text.floor_char_boundary(at.min(text.len()));
    let before = &text[..at];
    let line = line_of(before);
    let header = header_above(before);
    if line.trim_start().starts_with('[') {
        return headers(kind.schema());
    }
    let in_text = line.matches('"').count() % 2 == 1;
    let keys = keys_before(line);
    match (in_text, keys.last()) {
        (true, Some(key)) => texts(book, kind, &header, &keys, key),
        (true, None) => in_a_list(before).map_or_else(Vec::new, |key| texts(book, kind, &header, &[], key)),
        (false, Some(key)) if is_open_table(line) => inner_keys(book, kind, &header, key),
        (false, Some(_)) => Vec::new(),
        (false, None) => table_keys(book, kind, &header, text, before),
    }
}

fn line_of(before: &str) -> &str {
    &before[before.rfind('\n').map_or(0, |newline| newline + 1)..]
}

/// The word around a byte, which a completion takes the place of: a whole id with its hyphens, also right of the cursor;
/// between quotes all that stands there, since a phase is called by several words, but not a place behind a `#`.
pub(super) fn word_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let (before, behind) = text.split_at(at);
    let line = line_of(before);
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let starts_behind = |mark: char| line.rfind(mark).map_or(0, |place| line.len() - place - mark.len_utf8());
    let in_text = line.matches('"').count() % 2 == 1;
    let start = if in_text {
        at - starts_behind('"')
    } else {
        at - (line.len() - line.trim_end_matches(is_part).len())
    };
    let id = behind.len() - behind.trim_start_matches(is_part).len();
    let closed = behind.find(|letter: char| !is_part(letter) && letter != ' ');
    let closed = closed.filter(|&end| in_text && behind[end..].starts_with(['"', '#']));
    start..at + closed.unwrap_or(id)
}

/// The parts of the header that a place stands below: `["mistake", "too-upright"]`.
fn header_above(before: &str) -> Vec<&str> {
    let header = before
        .lines()
        .rev()
        .skip(usize::from(!before.ends_with('\n')))
        .find(|line| line.trim_start().starts_with('['));
    let inner =
        header.map(|header| header.split('#').next().unwrap_or_default().trim().trim_matches(['[', ']']));
    inner.map(|inner| inner.split('.').map(str::trim).collect()).unwrap_or_default()
}

/// The keys on a line, each with an equals sign behind it.
fn keys_before(line: &str) -> Vec<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let parts: Vec<&str> = line.split('=').collect();
    let named = parts.len().saturating_sub(1);
    parts[..named]
        .iter()
        .filter_map(|part| part.trim_end().rsplit(|letter| !is_part(letter)).next())
        .filter(|key| !key.is_empty())
        .collect()
}

/// The key of a list that was opened on a line above and is not closed yet.
fn in_a_list(before: &str) -> Option<&str> {
    let open = before.rfind('[')?;
    let line = before[..open].rsplit('\n').next()?;
    let is_closed = before[open..].contains(']');
    let key = line.split('=').next()?.trim();
    (!is_closed && line.contains('=')).then_some(key)
}

fn is_open_table(line: &str) -> bool {
    let opened = line.matches('{').count() > line.matches('}').count();
    let tail = line.trim_end();
    opened
        && (tail.ends_with('{')
            || tail.ends_with(',')
            || tail.ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '-'))
}

fn schema_of(kind: FileKind, header: &[&str]) -> &'static TableSchema {
    let mut schema = kind.schema();
    for part in header {
        schema = match schema.value_type(part) {
            Some(ValueType::Table(inner) | ValueType::Tables(inner) | ValueType::OneOrMore(inner)) => inner,
            Some(ValueType::Question) => question_schema(WrittenKind::Choice),
            _ => return schema,
        };
    }
    schema
}

fn headers(schema: &TableSchema) -> Vec<Completion> {
    let table = |key: &&formcheck_core::rulebook::files::TableKey| {
        matches!(key.takes, ValueType::Table(_) | ValueType::Tables(_))
    };
    schema.keys.iter().filter(table).map(|key| Completion::new(key.name, key.doc)).collect()
}

/// The keys of the table that are not there yet.
fn table_keys(book: &Rulebook, kind: FileKind, header: &[&str], text: &str, before: &str) -> Vec<Completion> {
    let schema = schema_of(kind, header);
    let start = before.rfind("\n[").map_or(0, |at| at + 1);
    let end = text[before.len()..].find("\n[").map_or(text.len(), |at| before.len() + at);
    let is_there = |name: &str| {
        text[start..end]
            .lines()
            .any(|line| line.split('=').next().is_some_and(|key| key.trim() == name && line.contains('=')))
    };
    let mut found: Vec<Completion> = schema
        .keys
        .iter()
        .filter(|key| !is_there(key.name))
        .map(|key| Completion::new(key.name, key.doc))
        .collect();
    if matches!(schema.rest, Some(ValueType::Condition)) || header.last() == Some(&"because") {
        found.extend(signs(book));
    }
    found
}

/// Keys inside of `{ … }`.
fn inner_keys(book: &Rulebook, kind: FileKind, header: &[&str], key: &str) -> Vec<Completion> {
    match key {
        "when" | "unless" | "rep" => return signs(book),
        _ => {}
    }
    let schema = schema_of(kind, header);
    let takes = schema.value_type(key);
    if let Some(ValueType::Table(inner) | ValueType::OneOrMore(inner)) = takes {
        return inner.keys.iter().map(|key| Completion::new(key.name, key.doc)).collect();
    }
    if matches!(book.meant_in(own_pack(book), key), Some(Named::Sign(_))) {
        return [
            ("not", "any value but this"),
            ("from", "this number and more"),
            ("to", "up to this number"),
            ("over", "more than this"),
            ("under", "less than this"),
        ]
        .map(|(name, doc)| Completion::new(name, doc))
        .to_vec();
    }
    signs(book)
}

fn signs(book: &Rulebook) -> Vec<Completion> {
    let name = |ix: SignIx| match book.name_in(own_pack(book), Named::Sign(ix)) {
        // As a key a name with its pack needs quotes.
        whole if whole.contains('/') => format!("\"{whole}\""),
        plain => plain.to_owned(),
    };
    let signs = book.signs.iter().enumerate();
    signs.map(|(place, sign)| Completion::new(name(SignIx::at(place)), sign.ask.as_str())).collect()
}

/// What a text in quotes could be, by its key.
fn texts(book: &Rulebook, kind: FileKind, header: &[&str], keys: &[&str], key: &str) -> Vec<Completion> {
    let by = |pick: fn(Named) -> bool| -> Vec<Completion> {
        let mut found: Vec<Completion> = book
            .names
            .values()
            .filter(|named| pick(**named))
            .map(|&named| Completion::new(book.name_in(own_pack(book), named), about(book, named)))
            .collect();
        found.sort_by(|a, b| a.text.cmp(&b.text));
        found
    };
    match key {
        "mistakes" | "expect" | "in-words" | "leads-to" | "often-from" | "not-beside" => {
            return by(|named| matches!(named, Named::Mistake(_)));
        }
        "difference" | "everywhere" => return by(|named| matches!(named, Named::Sign(_))),
        "sources" => return by(|named| matches!(named, Named::Source(_))),
        "exercises" => return by(|named| matches!(named, Named::Exercise(_))),
        "questions" => return by(|named| matches!(named, Named::Question(_))),
        "primary" | "secondary" | "group" => {
            return by(|named| matches!(named, Named::Muscle(_) | Named::MuscleGroup(_)));
        }
        "phase" | "phases" => {
            return book.phases.iter().map(|phase| Completion::new(&phase.name, "a phase")).collect();
        }
        "kinds" => {
            return GeneratedKind::ALL
                .iter()
                .map(|kind| Completion::new(kind.word(), "a kind of question"))
                .collect();
        }
        _ => {}
    }
    // `{ first-to-move = { not = "…` is about the sign before.
    let sign = keys
        .iter()
        .rev()
        .chain(header.iter().rev())
        .chain([&key])
        .find_map(|key| book.meant_in(own_pack(book), key).and_then(Named::sign).map(|ix| &book[ix]));
    if let Some(sign) = sign
        && let Domain::Named(values) = &sign.domain
        && !(key != sign.id.plain() && key != "usually" && schema_of(kind, header).key(key).is_some())
    {
        return values.iter().map(|value| Completion::new(value.name.as_str(), value.say.as_str())).collect();
    }
    match schema_of(kind, header).key(key).map(|known| known.takes) {
        Some(ValueType::Word(words) | ValueType::WordOrWords(words)) => {
            words.iter().map(|word| Completion::new(*word, "")).collect()
        }
        _ => Vec::new(),
    }
}

fn about(book: &Rulebook, named: Named) -> String {
    match named {
        Named::Sign(ix) => book[ix].ask.clone(),
        Named::Mistake(ix) => book[ix].name.clone(),
        Named::Exercise(ix) => book[ix].name.clone(),
        Named::Muscle(ix) => book[ix].name.clone(),
        Named::MuscleGroup(_) => "a group of muscles".to_owned(),
        Named::Source(ix) => book[ix].title.clone(),
        Named::Quiz(ix) => book[ix].title.clone(),
        Named::Question(ix) => book[ix].ask.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::word_at;

    /// The word at the bar.
    fn word(marked: &str) -> String {
        let at = marked.find('|').expect("a bar");
        let text = marked.replacen('|', "", 1);
        text[word_at(&text, at)].to_owned()
    }

    #[test]
    fn a_word_is_all_of_an_id_and_nothing_beside_it() {
        for (marked, whole) in [
            ("mistakes = [\"arm-ro|wing\", \"big-swing\"]", "arm-rowing"),
            ("mistakes = [\"|arm-rowing\"]", "arm-rowing"),
            ("mistakes = [\"arm-rowing|\"]", "arm-rowing"),
            ("mistakes = [\"|\", \"big-swing\"]", ""),
            // Not closed yet: what follows is another's.
            ("mistakes = [\"arm-|, \"big-swing\"]", "arm-"),
            ("end = \"sh|\nmomentum = \"big\"", "sh"),
            ("phase = \"way d|own\"", "way down"),
            ("sources = [\"own-|notes#page 3\"]", "own-notes"),
            ("when = { first-to-|move = \"elbows\" }", "first-to-move"),
            ("when = { |first-to-move = \"elbows\" }", "first-to-move"),
            ("se|\nwhen = 1", "se"),
            ("[mistake.too-up|right]", "too-upright"),
            ("name = \"Rüc|ken\"", "Rücken"),
            ("|", ""),
        ] {
            assert_eq!(word(marked), whole, "{marked}");
        }
    }
}
