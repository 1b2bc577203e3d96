//! A text, a word of a choice, a list of texts, pairs of them, quoted as TOML wants them.

use super::lists::items;
use super::pieces::{is_quote, is_quoted, quoted, split, toml_value, trimmed, unbracketed, unquoted};
use crate::rulebook::similar::nearest;

pub(super) fn text(raw: &str) -> Option<String> {
    if let Some(toml::Value::String(_)) = toml_value(raw) {
        return Some(raw.to_owned());
    }
    // One text in a list, in braces, in parentheses.
    if let Some(inner) = unbracketed(raw).filter(|_| raw.starts_with(['[', '{', '(', '<'])) {
        let one = items(inner);
        return (one.len() == 1).then(|| text(inner)).flatten();
    }
    let after_quote = raw.trim_end_matches([',', ';', '.', ':']);
    let raw = if after_quote.ends_with(is_quote) { after_quote } else { raw };
    let starts = raw.starts_with(is_quote);
    let ends = raw.ends_with(is_quote) && raw.chars().count() > 1;
    let inner = match (starts, ends) {
        // Two texts, one behind the other.
        _ if raw.matches('"').count() == 4 && raw.contains("\" \"") => return None,
        (true, true) => unquoted_once(raw),
        // `"Still" torso`
        (true, false) => raw.replace(is_quote, ""),
        // `Still torso"`, but not `Still "torso"`
        (false, true) if raw.matches(is_quote).count() == 1 => raw.replace(is_quote, ""),
        _ => raw.to_owned(),
    };
    let inner = trimmed(&inner);
    (!is_blank(inner)).then(|| quoted(inner))
}

pub(super) fn word(raw: &str, words: &[&str]) -> Option<String> {
    let inner = unbracketed(raw).filter(|inner| !inner.contains(',')).unwrap_or(raw);
    let inner = unquoted(inner.trim_end_matches([',', ';', '.'])).to_lowercase();
    let near = nearest(&inner, words.iter().copied())?;
    Some(quoted(near))
}

/// The entries of a text that holds several.
pub(super) fn texts(raw: &str) -> Option<String> {
    if let Some(toml::Value::Boolean(_) | toml::Value::Integer(_) | toml::Value::Float(_)) = toml_value(raw) {
        return None;
    }
    let mut found = Vec::new();
    for item in items(raw) {
        let one = unbracketed(item).unwrap_or(item);
        if is_quoted(one) && one.contains([',', ';']) && found.is_empty() && items(raw).len() == 1 {
            for part in split(unquoted(one), |_, rest| rest.starts_with([',', ';']).then_some(1)) {
                found.push(text(part)?);
            }
        } else {
            found.push(text(one)?);
        }
    }
    (!found.is_empty()).then(|| format!("[{}]", found.join(", ")))
}

/// Pairs of texts, however they are written.
pub(super) fn pairs(raw: &str) -> Option<String> {
    let inner = unbracketed(raw)?;
    let groups = split(inner, |_, rest| rest.starts_with([',', ';']).then_some(1));
    let mut found = Vec::new();
    if groups.iter().all(|group| is_quoted(group)) && groups.len().is_multiple_of(2) && groups.len() > 1 {
        for two in groups.chunks_exact(2) {
            found.push((text(two[0])?, text(two[1])?));
        }
    } else {
        for group in groups.iter().flat_map(|group| {
            split(group, |before, rest| (before == ']' && rest.starts_with(" [")).then_some(1))
        }) {
            let group = unbracketed(group).unwrap_or(group);
            let parts = split(group, |_, rest| rest.starts_with([',', ':', '=', ';']).then_some(1));
            let parts = match parts.as_slice() {
                [one] => split(unquoted(one), |_, rest| rest.starts_with([',', ':', '=']).then_some(1)),
                _ => parts,
            };
            let [left, right] = parts.as_slice() else { return None };
            found.push((text(left)?, text(right)?));
        }
    }
    let rows: Vec<String> = found.iter().map(|(left, right)| format!("[{left}, {right}]")).collect();
    (!rows.is_empty()).then(|| format!("[{}]", rows.join(", ")))
}

/// What a coach leaves where nothing was thought of yet: not a text.
pub(super) fn is_blank(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) || text.eq_ignore_ascii_case("todo")
}

/// Without one quote at each end, or without all of them where the whole was quoted twice.
fn unquoted_once(raw: &str) -> String {
    let all = raw.trim_matches(is_quote);
    let doubled = raw.starts_with("\"\"") && raw.ends_with("\"\"");
    if doubled || !all.contains('"') && !raw.ends_with("\"\"") {
        return all.to_owned();
    }
    let mut letters = raw.chars();
    letters.next();
    letters.next_back();
    letters.as_str().to_owned()
}
