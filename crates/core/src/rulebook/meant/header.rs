//! A header, as it was probably meant: brackets, dashes, spaces and words put right.

use super::pieces::{is_quote, trimmed};
use crate::rulebook::by_another_name::{KINDS_OF_THINGS, meant_key};
use crate::rulebook::files::{TableSchema, ValueType, question_schema};
use crate::rulebook::{WrittenKind, is_kebab};

/// A header and the id that it would define.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::rulebook) struct MeantHeader {
    /// With its brackets.
    pub(in crate::rulebook) text: String,
    /// The first id in it; none where it holds none.
    pub(in crate::rulebook) id: Option<String>,
}

/// The header that a line was probably meant as, in a file of this shape. None where something is missing from it.
pub(in crate::rulebook) fn header(line: &str, root: &'static TableSchema) -> Option<MeantHeader> {
    let inner = inner(line);
    let words = words(inner);
    let first = words.first()?;
    let mut names: Vec<String> = Vec::new();
    let mut rest = words.as_slice();
    let mut takes = None;
    if let Some((key, length)) = own_key(root, first) {
        names.push(key.to_owned());
        takes = root.value_type(key);
        if length < first.len() {
            // `[mistake-too-high]`: the key and the id in one.
            let id = first[length..].trim_start_matches('-');
            return finish(
                names,
                &mut [vec![id.to_owned()], words[1..].to_vec()].concat().as_slice(),
                takes?,
            );
        }
        rest = &rest[1..];
    } else if root.rest.is_some() {
        // A file of ids: what stands before the id says what everything in it is.
        if words.len() > 1 && KINDS_OF_THINGS.contains(&first.as_str()) {
            rest = &rest[1..];
        }
        return of_ids(names, rest, root.rest?);
    }
    finish(names, &mut { rest }, takes?)
}

/// The key of a table that a word is, with the length of the word that is the key.
fn own_key(schema: &'static TableSchema, word: &str) -> Option<(&'static str, usize)> {
    if schema.rest.is_some() {
        return schema.key(word).map(|key| (key.name, word.len()));
    }
    let with_ids = schema.keys.iter().find(|key| {
        let rest = word.strip_prefix(key.name).is_some_and(|rest| rest.starts_with('-') && rest.len() > 1);
        rest && matches!(key.takes, ValueType::Table(below) if below.rest.is_some_and(has_header))
    });
    if let Some(key) = with_ids {
        return Some((key.name, key.name.len()));
    }
    let is_header = |key: &&'static str| is_below_header(schema.value_type(key));
    let one = word.strip_suffix('s').and_then(|one| schema.key(one)).map(|key| key.name);
    let key = meant_key(word, schema).filter(is_header).or(one.filter(is_header))?;
    Some((key, word.len()))
}

fn is_below_header(takes: Option<ValueType>) -> bool {
    matches!(takes, Some(ValueType::Table(_) | ValueType::Tables(_) | ValueType::OneOrMore(_)))
}

/// The names below one that takes this.
fn finish(names: Vec<String>, rest: &mut &[String], takes: ValueType) -> Option<MeantHeader> {
    match takes {
        ValueType::Table(schema) if schema.rest.is_some_and(has_header) => of_ids(names, rest, schema.rest?),
        ValueType::Table(schema) if !rest.is_empty() => {
            let key = meant_key(&rest[0], schema)?;
            let mut names = names;
            names.push(key.to_owned());
            finish(names, &mut &rest[1..], schema.value_type(key)?)
        }
        ValueType::Table(_) => Some(MeantHeader { text: format!("[{}]", names.join(".")), id: None }),
        // What stands behind a list counts or names its tables: nothing to be written.
        ValueType::Tables(_) | ValueType::OneOrMore(_) => {
            Some(MeantHeader { text: format!("[[{}]]", names.join(".")), id: None })
        }
        _ => None,
    }
}

/// Whether what stands under an id has a header of its own.
fn has_header(takes: ValueType) -> bool {
    matches!(takes, ValueType::Table(_) | ValueType::Question)
}

/// An id of several words, and what may stand below it.
fn of_ids(mut names: Vec<String>, rest: &[String], takes: ValueType) -> Option<MeantHeader> {
    let below: Vec<&'static TableSchema> = match takes {
        ValueType::Table(schema) => vec![schema],
        ValueType::Question => WrittenKind::ALL.iter().map(|kind| question_schema(*kind)).collect(),
        _ => return None,
    };
    let key_of = |word: &str| {
        let exact = |schema: &&'static TableSchema| {
            schema.key(word).filter(|key| is_below_header(Some(key.takes))).map(|key| (key.name, key.takes))
        };
        below.iter().find_map(exact)
    };
    let key_at = (1..rest.len()).find(|&at| key_of(&rest[at]).is_some());
    let (id, behind) = rest.split_at(key_at.unwrap_or(rest.len()));
    let id = id.join("-");
    if !is_kebab(&id) {
        return None;
    }
    names.push(id.clone());
    let Some(word) = behind.first() else {
        return Some(MeantHeader { text: format!("[{}]", names.join(".")), id: Some(id) });
    };
    let (key, takes) = key_of(word)?;
    names.push(key.to_owned());
    let found = finish(names, &mut &behind[1..], takes)?;
    Some(MeantHeader { id: Some(id), ..found })
}

/// What stands in the brackets, whatever these look like.
fn inner(line: &str) -> &str {
    let is_mark = |letter: char| {
        matches!(
            letter,
            '[' | ']' | '(' | ')' | '{' | '}' | '<' | '>' | ':' | '.' | ',' | ' ' | '\t' | '#' | '*'
        )
    };
    // Behind the brackets may stand a note.
    let line = trimmed(line);
    let end = line.rfind([']', ')', '}', '>']).filter(|_| line.starts_with(['[', '(', '{', '<']));
    let line = match end {
        Some(end) if !line[..end].contains(" #") => &line[..end],
        _ => line,
    };
    line.trim_matches(is_mark)
}

/// Its words, as ids are written.
fn words(inner: &str) -> Vec<String> {
    let is_gap = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '.' | '/' | ':' | '=' | ',' | '|' | '\\' | '\u{200b}' | '\u{feff}')
            || is_quote(letter)
    };
    inner.split(is_gap).map(plain).filter(|word| !word.is_empty()).collect()
}

/// A word in the letters of an id.
fn plain(word: &str) -> String {
    let mut out = String::new();
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            '-' | '_' | '–' | '—' | '‑' | '−' | '‒' if out.is_empty() || out.ends_with('-') => {}
            '-' | '_' | '–' | '—' | '‑' | '−' | '‒' => out.push('-'),
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'œ' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'á' | 'à' | 'â' | 'ã' | 'å' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' | 'ø' => out.push('o'),
            'ú' | 'ù' | 'û' => out.push('u'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            // A letter that an id can't have is left out of no id: then nothing is proposed.
            _ if letter.is_alphanumeric() => return String::from("?"),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::files::{EXERCISE, MISTAKES, QUIZ, SIGNS};

    #[test]
    fn headers_are_put_right() {
        for (line, meant) in [
            ("[mistake.too–upright]", "[mistake.too-upright]"),
            ("[mistake too-upright]", "[mistake.too-upright]"),
            ("[mistake.Too upright]", "[mistake.too-upright]"),
            ("[mistake: too-upright]", "[mistake.too-upright]"),
            ("[mistake/too-upright]", "[mistake.too-upright]"),
            ("[mistake-too-upright]", "[mistake.too-upright]"),
            ("[mistake = \"too-upright\"]", "[mistake.too-upright]"),
            ("[mistakes.too-upright]", "[mistake.too-upright]"),
            ("[mistake.lr-über]", "[mistake.lr-ueber]"),
            ("(mistake.too-upright)", "[mistake.too-upright]"),
            ("[mistake.too-upright]]", "[mistake.too-upright]"),
            ("[[mistake.too-upright]", "[mistake.too-upright]"),
            ("[mistake.too-upright}", "[mistake.too-upright]"),
            ("[mistake.too-upright].", "[mistake.too-upright]"),
            ("mistake.too-upright:", "[mistake.too-upright]"),
            ("[[[step]]]", "[[step]]"),
            ("[[step]", "[[step]]"),
            ("step]]", "[[step]]"),
            ("((step))", "[[step]]"),
            ("[[step 3]]", "[[step]]"),
            ("[mistakes.too-upright]", "[mistake.too-upright]"),
            ("[good", "[good]"),
            ("(good)", "[good]"),
        ] {
            let found = header(line, &EXERCISE).map(|header| header.text);
            assert_eq!(found.as_deref(), Some(meant), "{line}");
        }
        for line in ["[mistake.]", "[]", "[mistake]", "[legs]", "[mistake.тяга]"] {
            assert_eq!(header(line, &EXERCISE), None, "{line}");
        }
    }

    #[test]
    fn ids_of_several_words_stay_one() {
        let text = |line: &str, root| header(line, root).map(|header| header.text);
        assert_eq!(text("[torso heave]", &MISTAKES).as_deref(), Some("[torso-heave]"));
        assert_eq!(text("[mistake.torso-heave]", &MISTAKES).as_deref(), Some("[torso-heave]"));
        assert_eq!(text("[knees values]", &SIGNS).as_deref(), Some("[knees.values]"));
        assert_eq!(text("[question.What bends?]", &QUIZ).as_deref(), Some("[question.what-bends]"));
        let wrong = text("[[question.many-faults.wrong]", &QUIZ);
        assert_eq!(wrong.as_deref(), Some("[[question.many-faults.wrong]]"));
    }
}
