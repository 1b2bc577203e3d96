//! Where one entry of a list, or one row of a table, ends and the next begins, however they are kept apart.

use super::pieces::{find, is_quote, is_quoted, split_at, trimmed, unbracketed, unquoted};

/// The entries of a list, however they are kept apart.
pub(super) fn items(raw: &str) -> Vec<&str> {
    let inner = unbracketed(raw).unwrap_or(raw);
    let inner = if is_quoted(inner) && inner.contains([',', ';']) { unquoted(inner) } else { inner };
    let marks: &[&str] =
        if inner.contains(is_quote) || inner.contains([',', ';', '|']) { &[",", ";", "|"] } else { &["\n"] };
    let mut found = Vec::new();
    for piece in split_at(inner, &["and", "or"], marks) {
        // Texts one behind the other, without a comma.
        let mut rest = piece;
        while rest.starts_with('"') {
            let Some(end) = rest[1..].find('"') else { break };
            found.push(&rest[..end + 2]);
            rest = trimmed(&rest[end + 2..]);
        }
        if !rest.is_empty() {
            found.push(rest);
        }
    }
    found
}

/// The rows of a table in braces, however they are kept apart.
pub(super) fn entries(inner: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for piece in split_at(inner, &["and"], &[",", ";", "&&"]) {
        // `from = 6 to = 12`: a key right behind a value.
        let mut rest = piece;
        while let Some(first) = equals(rest) {
            let Some(second) = equals(&rest[first + 1..]).map(|at| first + 1 + at) else { break };
            let key = rest[..second].trim_end();
            let start = key.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            if start <= first + 1 || rest[first + 1..start].trim().is_empty() {
                break;
            }
            found.push(rest[..start].trim());
            rest = rest[start..].trim();
        }
        found.push(rest);
    }
    found
}

/// A key and what stands behind it.
pub(super) fn pair(entry: &str) -> Option<(&str, &str)> {
    let at = entry.find(['=', ':', '＝']).or_else(|| {
        let at = entry.find(char::is_whitespace)?;
        entry[at..]
            .trim_start()
            .starts_with(|letter: char| letter.is_ascii_digit() || is_quote(letter))
            .then_some(at)
    })?;
    let value = entry[at..].trim_start_matches(['=', ':', '＝', ' ', '>']);
    let key = unquoted(&entry[..at]);
    (!key.is_empty() && !trimmed(value).is_empty()).then_some((key, trimmed(value)))
}

/// Where an equals sign stands outside of quotes and brackets.
fn equals(text: &str) -> Option<usize> {
    find(text, |rest| rest.starts_with('='))
}
