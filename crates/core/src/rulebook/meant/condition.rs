//! A condition on a sign, and a combination of them, as people write them in words or in a spreadsheet.

use super::lists::entries;
use super::numbers::{ends, is_unit, leading_number};
use super::pieces::{find, is_quoted, quoted, split, split_at, toml_value, trimmed, unbracketed, unquoted};
use super::texts::is_blank;
use crate::rulebook::kebab;
use crate::rulebook::similar::nearest;

/// What compares, and the bound that it means; longer ones first.
const COMPARISONS: &[(&str, &str)] = &[
    (">=", "from"),
    ("=>", "from"),
    ("≥", "from"),
    ("<=", "to"),
    ("=<", "to"),
    ("≤", "to"),
    (">", "over"),
    ("<", "under"),
    ("at least ", "from"),
    ("at most ", "to"),
    ("up to ", "to"),
    ("more than ", "over"),
    ("more-than ", "over"),
    ("greater than ", "over"),
    ("less than ", "under"),
    ("over ", "over"),
    ("over: ", "over"),
    ("above ", "over"),
    ("under ", "under"),
    ("under: ", "under"),
    ("below ", "under"),
    ("from ", "from"),
    ("from: ", "from"),
    ("min ", "from"),
    ("max ", "to"),
    ("to ", "to"),
    ("to: ", "to"),
];

/// What stands behind a number and makes it a bound.
const BEHIND: &[(&str, &str)] = &[
    ("+", "from"),
    ("or more", "from"),
    ("and more", "from"),
    ("or over", "from"),
    ("or above", "from"),
    ("and up", "from"),
    ("or less", "to"),
    ("or under", "to"),
    ("or below", "to"),
    ("or fewer", "to"),
    ("and less", "to"),
];

/// What denies the condition behind it.
const NOT: &[&str] = &["not ", "!= ", "!=", "<> ", "no "];

/// A number with nothing but a unit behind it.
fn plain_number(raw: &str) -> Option<String> {
    let (number, behind) = leading_number(raw)?;
    let number = number.strip_suffix(".0").map(str::to_owned).unwrap_or(number);
    (is_unit(&behind) && number.parse::<i32>().is_ok()).then_some(number)
}

/// A bound or a range: `over 45`, `> 45`, `15 to 45`, `45 or less`.
fn bound(raw: &str) -> Option<String> {
    let inner = unquoted(raw).to_lowercase().replace("> =", ">=").replace("< =", "<=");
    let inner = trimmed(&inner);
    if let Some((from, to, _)) = ends(inner) {
        return Some(format!("{{ from = {from}, to = {to} }}"));
    }
    for (word, key) in COMPARISONS {
        if let Some(rest) = inner.strip_prefix(word) {
            return plain_number(trimmed(rest.trim_start_matches('=')))
                .map(|number| format!("{{ {key} = {number} }}"));
        }
    }
    let (number, behind) = leading_number(inner)?;
    let behind = behind.trim_start_matches(['°', '%']).trim_start();
    for unit in ["degrees ", "degree ", "deg ", "percent ", "cm ", ""] {
        let behind = behind.strip_prefix(unit).unwrap_or(behind);
        if let Some((_, key)) = BEHIND.iter().find(|(word, _)| *word == behind) {
            return Some(format!("{{ {key} = {number} }}"));
        }
    }
    None
}

/// `15 < torso-angle < 45`: the sign in the middle, and the bounds.
pub(super) fn between(raw: &str) -> Option<(&str, String)> {
    let first = raw.find('<')?;
    let second = first + 1 + raw[first + 1..].find('<')?;
    let side = |text: &str| text.starts_with('=');
    let (low, middle, high) = (&raw[..first], &raw[first + 1..second], &raw[second + 1..]);
    let from = if side(middle) { "from" } else { "over" };
    let to = if side(high) { "to" } else { "under" };
    let (low, high) = (plain_number(low)?, plain_number(high.trim_start_matches('='))?);
    Some((trimmed(middle.trim_start_matches('=')), format!("{{ {from} = {low}, {to} = {high} }}")))
}

/// A condition on one sign, as TOML.
pub(super) fn condition(raw: &str) -> Option<String> {
    let raw = trimmed(raw);
    let word = unquoted(raw).to_lowercase();
    if word == "any" {
        return Some("\"any\"".to_owned());
    }
    for not in NOT {
        if let Some(rest) = raw.strip_prefix(not).or_else(|| word.strip_prefix(not)) {
            // What is denied twice is anybody's guess.
            let is_denied = NOT.iter().any(|not| trimmed(rest).to_lowercase().starts_with(not));
            return if is_denied {
                None
            } else {
                condition(rest).map(|inner| format!("{{ not = {inner} }}"))
            };
        }
    }
    if raw.starts_with('{') {
        return bounds(unbracketed(raw)?);
    }
    if let Some(found) = bound(raw) {
        return Some(found);
    }
    if let Some((_, found)) = between(unquoted(raw)) {
        return Some(found);
    }
    let inner = unbracketed(raw).unwrap_or(raw);
    let inner = if is_quoted(inner) { unquoted(inner) } else { inner };
    let parts = split_at(inner, &["or", "and"], &[",", ";", "|", "/"]);
    let parts = match parts.as_slice() {
        // Texts one behind the other.
        [one] if one.matches('"').count() == 4 => {
            split(one, |before, rest| (before == '"' && rest.starts_with(' ')).then_some(1))
        }
        _ => parts,
    };
    let values: Option<Vec<String>> =
        parts.iter().map(|part| bound(part).or_else(|| sign_value(part))).collect();
    match values?.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("[{}]", many.join(", "))),
    }
}

/// What stands in the braces of a condition.
fn bounds(inner: &str) -> Option<String> {
    if let Some(found) = bound(inner) {
        return Some(found);
    }
    let mut rows = Vec::new();
    for entry in entries(inner) {
        if let Some(found) = bound(entry) {
            rows.push(trimmed(unbracketed(&found)?).to_owned());
            continue;
        }
        let at = entry.find(['=', ':'])?;
        let key = kebab(entry[..at].trim())?;
        let value = trimmed(entry[at + 1..].trim_start_matches(['=', ':']));
        if key == "not" {
            rows.push(format!("not = {}", condition(value)?));
            continue;
        }
        let key = match key.as_str() {
            "from" | "to" | "over" | "under" => key,
            other => bound_word(other)?.to_owned(),
        };
        rows.push(format!("{key} = {}", plain_number(unbracketed(value).unwrap_or(value))?));
    }
    (!rows.is_empty()).then(|| format!("{{ {} }}", rows.join(", ")))
}

/// The bound that a word stands for: `min`, `more-than`.
fn bound_word(word: &str) -> Option<&'static str> {
    let spaced = format!("{} ", word.replace('-', " "));
    let known = COMPARISONS.iter().find(|(written, _)| *written == spaced).map(|(_, key)| *key);
    known.or_else(|| nearest(word, ["from", "to", "over", "under"]))
}

/// A combination of conditions, or several, as TOML. Every sign of it is one of `signs`.
pub(super) fn when(raw: &str, signs: &[String]) -> Option<String> {
    let raw = trimmed(raw);
    let inner = if is_quoted(raw) { unquoted(raw) } else { raw };
    let list = inner.strip_prefix('[').and_then(|_| unbracketed(inner));
    let is_whole = |text: &str| toml_value(text).is_some_and(|value| value.is_table());
    let alternatives = alternatives(list.unwrap_or(inner));
    let mut clauses: Vec<String> = Vec::new();
    for one in &alternatives {
        clauses.push(if is_whole(one) { known_clause(one, signs)? } else { clause(one, signs)? });
    }
    match clauses.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("[{}]", many.join(", "))),
    }
}

/// What stands between `or`s, or in braces of its own.
fn alternatives(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let braced = text.matches('{').count() > 1 || text.starts_with('{');
    let pieces = if braced {
        split_at(text, &["or"], &[",", "||"])
            .into_iter()
            .flat_map(|piece| {
                split(piece, |before, rest| (before == '}' && rest.starts_with(' ')).then_some(1))
            })
            .collect()
    } else {
        split_at(text, &["or"], &["||"])
    };
    for piece in pieces {
        let is_value = operator(trimmed(unbracketed(piece).unwrap_or(piece))).is_none();
        match found.last_mut().filter(|_| is_value) {
            // `knees = "locked" or "deep"`: another value of the same sign.
            Some(last) => *last = format!("{last} or {piece}"),
            None => found.push(piece.to_owned()),
        }
    }
    found
}

/// A table that TOML can read, whose signs are known.
fn known_clause(text: &str, signs: &[String]) -> Option<String> {
    let table = toml_value(text)?;
    let known = table.as_table()?.keys().all(|key| signs.iter().any(|sign| sign == key));
    known.then(|| text.to_owned())
}

fn clause(text: &str, signs: &[String]) -> Option<String> {
    let inner =
        unbracketed(text).filter(|_| text.starts_with(['{', '(', '[']) || unpaired(text)).unwrap_or(text);
    let inner = if is_quoted(inner) { unquoted(inner) } else { inner };
    let mut rows: Vec<(String, String)> = Vec::new();
    for entry in entries(inner) {
        if let Some((sign, found)) = between(entry) {
            rows.push((known_sign(sign, signs)?, found));
            continue;
        }
        let Some((sign, compared, rest)) = operator(entry) else {
            // Another value of the sign before.
            let last = rows.last_mut()?;
            let value = sign_value(entry)?;
            last.1 = match last.1.strip_suffix(']') {
                Some(list) => format!("{list}, {value}]"),
                None => format!("[{}, {value}]", last.1),
            };
            continue;
        };
        let sign = known_sign(sign, signs)?;
        let found = match compared {
            "=" => condition(rest)?,
            "not" => format!("{{ not = {} }}", condition(rest)?),
            word => bound(&format!("{word} {rest}"))?,
        };
        match rows.iter_mut().find(|(other, _)| *other == sign) {
            Some((_, before)) if before.starts_with('"') && found.starts_with('"') => {
                *before = format!("[{before}, {found}]");
            }
            Some(_) => return None,
            None => rows.push((sign, found)),
        }
    }
    let rows: Vec<String> = rows.iter().map(|(sign, found)| format!("{sign} = {found}")).collect();
    (!rows.is_empty()).then(|| format!("{{ {} }}", rows.join(", ")))
}

/// Whether a bracket is missing at one end.
fn unpaired(text: &str) -> bool {
    let count = |letters: &[char]| text.matches(letters).count();
    count(&['[', '(', '{']) != count(&[']', ')', '}'])
}

fn known_sign(raw: &str, signs: &[String]) -> Option<String> {
    let id = kebab(&unquoted(raw).replace(['–', '—', '‑', '−'], "-"))?;
    if signs.contains(&id) {
        return Some(id);
    }
    nearest(&id, signs.iter().map(String::as_str)).map(str::to_owned)
}

/// The sign of a row, what it is compared by (`=`, `not` or a word of [`COMPARISONS`]), and with what.
fn operator(entry: &str) -> Option<(&str, &'static str, &str)> {
    const MARKS: &[(&str, &str)] = &[
        ("!=", "not"),
        ("<>", "not"),
        (":=", "="),
        ("==", "="),
        (">=", ">="),
        ("=>", ">="),
        ("≥", ">="),
        ("<=", "<="),
        ("≤", "<="),
        ("=", "="),
        (":", "="),
        (">", ">"),
        ("<", "<"),
    ];
    const WORDS: &[(&str, &str)] = &[
        (" is not ", "not"),
        (" isn't ", "not"),
        (" is ", "="),
        (" not ", "not"),
        (" over ", "over"),
        (" above ", "over"),
        (" more than ", "over"),
        (" under ", "under"),
        (" below ", "under"),
        (" less than ", "under"),
        (" at least ", "at least"),
        (" at most ", "at most"),
    ];
    let mark = find(entry, |rest| MARKS.iter().any(|(mark, _)| rest.starts_with(mark)));
    if let Some(at) = mark {
        let (mark, means) = MARKS.iter().find(|(mark, _)| entry[at..].starts_with(mark))?;
        return side(entry, at, mark.len(), means);
    }
    if let Some((at, word, means)) =
        WORDS.iter().find_map(|(word, means)| Some((entry.find(word)?, word, means)))
    {
        return side(entry, at, word.len(), means);
    }
    // `torso-angle 46`, `knees locked`.
    let at = entry.find(char::is_whitespace)?;
    (!entry.starts_with('"') && entry.split_whitespace().count() == 2)
        .then(|| (&entry[..at], "=", trimmed(&entry[at..])))
}

fn side<'e>(
    entry: &'e str,
    at: usize,
    length: usize,
    means: &'static str,
) -> Option<(&'e str, &'static str, &'e str)> {
    let (sign, rest) = (trimmed(&entry[..at]), trimmed(&entry[at + length..]));
    let few = sign.split_whitespace().count() <= 3;
    (few && !sign.is_empty() && !rest.is_empty()).then_some((sign, means, rest))
}

/// A value of a sign: a number, or a word.
pub(super) fn sign_value(raw: &str) -> Option<String> {
    if let Some((number, behind)) = leading_number(raw) {
        let number = number.strip_suffix(".0").unwrap_or(&number);
        return (is_unit(&behind) && !number.contains('.')).then(|| number.to_owned());
    }
    let inner = unbracketed(raw).filter(|inner| !inner.contains([',', '='])).unwrap_or(raw);
    let inner = unquoted(inner.trim_end_matches([',', ';', '.']));
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ' | '–');
    let plain = !inner.is_empty() && inner.chars().all(is_word) && !matches!(inner, "true" | "false");
    // More than two words are prose.
    (plain && inner.split_whitespace().count() <= 2 && !is_blank(inner))
        .then(|| quoted(&kebab(&inner.replace('–', "-")).unwrap_or_else(|| inner.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_in_words_and_signs() {
        for (raw, meant) in [
            ("over 45", "{ over = 45 }"),
            ("\"> 45\"", "{ over = 45 }"),
            ("{ > 45 }", "{ over = 45 }"),
            ("{ over 45 }", "{ over = 45 }"),
            ("{ over: 45 }", "{ over = 45 }"),
            ("{ over = 45° }", "{ over = 45 }"),
            ("{ more than = 45 }", "{ over = 45 }"),
            ("\">=46\"", "{ from = 46 }"),
            ("<= 45", "{ to = 45 }"),
            ("up to 45", "{ to = 45 }"),
            ("45 or less", "{ to = 45 }"),
            ("45+", "{ from = 45 }"),
            ("15-45", "{ from = 15, to = 45 }"),
            ("15–45", "{ from = 15, to = 45 }"),
            ("\"15 to 45\"", "{ from = 15, to = 45 }"),
            ("{ from = 15 to = 45 }", "{ from = 15, to = 45 }"),
            ("15 < x < 45", "{ over = 15, under = 45 }"),
            ("\"locked or deep\"", "[\"locked\", \"deep\"]"),
            ("\"deep\", \"soft\"", "[\"deep\", \"soft\"]"),
            ("not soft", "{ not = \"soft\" }"),
            ("deep", "\"deep\""),
        ] {
            assert_eq!(condition(raw).as_deref(), Some(meant), "{raw}");
        }
        for prose in ["the knees are fully straight", "7.5", "true", "steep enough for a row"] {
            assert_eq!(condition(prose), None, "{prose}");
        }
    }

    #[test]
    fn combinations_name_signs_that_are_there() {
        let signs = ["torso-angle".to_owned(), "knees".to_owned()];
        for (raw, meant) in [
            ("torso-angle > 45", "{ torso-angle = { over = 45 } }"),
            ("\"torso-angle over 45\"", "{ torso-angle = { over = 45 } }"),
            ("( torso-angle > 45 )", "{ torso-angle = { over = 45 } }"),
            ("{ torso-angle = { over: 45 } }", "{ torso-angle = { over = 45 } }"),
            ("knees = \"locked\"", "{ knees = \"locked\" }"),
            ("{ knees == \"locked\" }", "{ knees = \"locked\" }"),
            ("{ knees != \"soft\" }", "{ knees = { not = \"soft\" } }"),
            ("{ knees = locked }", "{ knees = \"locked\" }"),
            ("{ knees = \"locked\" or \"deep\" }", "{ knees = [\"locked\", \"deep\"] }"),
            ("{ knees = \"locked\", \"deep\" }", "{ knees = [\"locked\", \"deep\"] }"),
            (
                "{ knees = \"locked\" } or { torso-angle > 45 }",
                "[{ knees = \"locked\" }, { torso-angle = { over = 45 } }]",
            ),
            (
                "{ knees = locked and torso-angle > 45 }",
                "{ knees = \"locked\", torso-angle = { over = 45 } }",
            ),
            ("{ knees = \"locked\" ", "{ knees = \"locked\" }"),
        ] {
            assert_eq!(when(raw, &signs).as_deref(), Some(meant), "{raw}");
        }
        for prose in
            ["The torso is over 45 degrees", "\"the torso is too upright\"", "\"locked\"", "{ locked }"]
        {
            assert_eq!(when(prose, &signs), None, "{prose}");
        }
    }
}
