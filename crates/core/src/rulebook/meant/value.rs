//! A value, as it was probably meant by somebody who doesn't know how TOML writes it.

use super::condition::{condition, when};
use super::pieces::{
    find, is_quote, is_quoted, quoted, split, split_at, toml_value, trimmed, unbracketed, unquoted,
};
use crate::rulebook::by_another_name::meant_key;
use crate::rulebook::files::{TableSchema, ValueType};
use crate::rulebook::similar::nearest;

/// What says that nothing fires.
const NOTHING: [&str; 7] = ["", "none", "clean", "nothing", "no", "false", "{}"];

/// The value as TOML of the type that `key` takes; none if that is not certain enough to be proposed.
pub(in crate::rulebook) fn value_of(
    key: &str,
    raw: &str,
    takes: ValueType,
    signs: &[String],
) -> Option<String> {
    let inner = unbracketed(raw).filter(|_| !trimmed(raw).starts_with('{')).unwrap_or(raw);
    let word = unquoted(inner).to_lowercase();
    if key == "expect" && NOTHING.contains(&word.as_str()) {
        return Some("[]".to_owned());
    }
    if key == "questions" && word == "all" {
        return Some("\"all\"".to_owned());
    }
    if key == "questions" {
        return value(raw, ValueType::Texts, signs);
    }
    value(raw, takes, signs)
}

/// The longest value that is looked at, in bytes, and the most brackets in one another.
const LONGEST: usize = 2_000;
const DEEPEST: usize = 8;

/// Whether nobody could say what a value was meant as: it goes on for ever, or is one heap of brackets.
fn is_hopeless(raw: &str) -> bool {
    let opens = |letter: char| matches!(letter, '[' | '(' | '{');
    let mut open = 0_usize;
    let deepest = raw.chars().map(|letter| {
        open = if opens(letter) {
            open + 1
        } else {
            open.saturating_sub(usize::from(matches!(letter, ']' | ')' | '}')))
        };
        open
    });
    raw.len() > LONGEST || deepest.max() > Some(DEEPEST) || raw.contains(&"<".repeat(DEEPEST))
}

/// The value as TOML of a type. `signs`: the signs that there are.
pub(in crate::rulebook) fn value(raw: &str, takes: ValueType, signs: &[String]) -> Option<String> {
    let raw = trimmed(raw);
    if is_hopeless(raw) {
        return None;
    }
    let bare = raw.trim_end_matches([',', ';']);
    let raw = if bare.ends_with([']', '}', ')']) { trimmed(bare) } else { raw };
    // With a quote too few among several texts, where one ends is anybody's guess.
    let is_one =
        matches!(takes, ValueType::Text | ValueType::Words(_) | ValueType::Word(_) | ValueType::Flag);
    if !is_one && raw.matches('"').count() % 2 == 1 {
        return None;
    }
    let text = match takes {
        ValueType::Text | ValueType::Words(_) => text(raw),
        ValueType::Word(words) => word(raw, words),
        ValueType::WordOrWords(words) => word(raw, words).or_else(|| {
            let all: Option<Vec<String>> = items(raw).into_iter().map(|item| word(item, words)).collect();
            Some(format!("[{}]", all?.join(", ")))
        }),
        ValueType::Texts => texts(raw),
        ValueType::Flag => flag(raw).map(str::to_owned),
        ValueType::Whole(from, to) => whole(raw, (from, to)).map(|number| number.to_string()),
        ValueType::Number | ValueType::Distance | ValueType::Amount(..) => number(raw),
        ValueType::Value => sign_value(raw),
        ValueType::Condition => condition(raw),
        ValueType::When => when(raw, signs),
        ValueType::TextPairs => pairs(raw),
        ValueType::Table(schema) | ValueType::OneOrMore(schema) => table(raw, schema, signs),
        _ => None,
    }?;
    toml_value(&text).map(|_| text)
}

/// What a coach leaves where nothing was thought of yet: not a text.
fn is_blank(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) || text.eq_ignore_ascii_case("todo")
}

fn text(raw: &str) -> Option<String> {
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

fn word(raw: &str, words: &[&str]) -> Option<String> {
    let inner = unbracketed(raw).filter(|inner| !inner.contains(',')).unwrap_or(raw);
    let inner = unquoted(inner.trim_end_matches([',', ';', '.'])).to_lowercase();
    let near = nearest(&inner, words.iter().copied())?;
    Some(quoted(near))
}

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

/// The entries of a text that holds several.
fn texts(raw: &str) -> Option<String> {
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

fn flag(raw: &str) -> Option<&'static str> {
    match unquoted(raw.trim_end_matches([',', ';', '.'])).to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" | "right" | "correct" => Some("true"),
        "false" | "no" | "n" | "off" | "0" | "wrong" => Some("false"),
        _ => None,
    }
}

const NUMBER_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const TENS: [(&str, i64); 9] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

fn spelled(word: &str) -> Option<i64> {
    if let Some(place) = NUMBER_WORDS.iter().position(|one| *one == word) {
        return i64::try_from(place).ok();
    }
    let (ten, one) = word.split_once(['-', ' ']).unwrap_or((word, ""));
    let ten = TENS.iter().find(|(name, _)| *name == ten)?.1;
    let one = if one.is_empty() { 0 } else { NUMBER_WORDS.iter().position(|name| *name == one)? };
    Some(ten + i64::try_from(one).ok()?)
}

/// A number with what may stand before and behind it: the number's text, and what stands behind.
pub(super) fn leading_number(raw: &str) -> Option<(String, String)> {
    let raw = unquoted(raw).to_lowercase().replace('−', "-");
    let mut rest = raw.trim_start_matches(['~', '±', '+', '≈']).trim_start();
    for word in ["about ", "approx. ", "approx ", "ca. ", "around ", "roughly ", "= "] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    if let Some(number) = spelled(rest) {
        return Some((number.to_string(), String::new()));
    }
    let sign = usize::from(rest.starts_with('-'));
    let digits = rest[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let mut end = sign + digits;
    let part = &rest[end..];
    if part.starts_with(['.', ',']) {
        let more = part[1..].bytes().take_while(u8::is_ascii_digit).count();
        if more > 0 {
            end += 1 + more;
        }
    }
    let whole = rest[..end].replace(',', ".");
    let zeros = whole[sign..].bytes().take_while(|byte| *byte == b'0').count();
    let keep = zeros.min(whole[sign..].find('.').unwrap_or(whole.len() - sign).saturating_sub(1));
    let number = format!("{}{}", &whole[..sign], &whole[sign + keep..]);
    Some((number, rest[end..].trim().to_owned()))
}

/// Whether what stands behind a number can only be its unit.
pub(super) fn is_unit(behind: &str) -> bool {
    let word = behind.trim_end_matches([',', ';', '.']);
    let strange = ["or", "and", "to", "more", "less", "x"];
    word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '°' | '%' | ' ' | 'º' | '\''))
        && word.split(' ').count() <= 2
        && word.split(' ').all(|part| !strange.contains(&part))
        // A letter right behind a digit may be a digit that was mistyped.
        && !matches!(word, "o" | "l" | "i")
}

fn whole(raw: &str, (from, to): (i64, i64)) -> Option<i64> {
    let (number, behind) = leading_number(unbracketed(raw).unwrap_or(raw))?;
    if !is_unit(&behind) {
        return None;
    }
    let number = number.strip_suffix(".0").map(str::to_owned).unwrap_or(number);
    let number = match number.parse::<i64>() {
        Ok(number) => number,
        // 0.8 where percent are asked for.
        Err(_) if (from, to) == (0, 100) => {
            let hundredths = number.strip_prefix("0.")?;
            match hundredths.len() {
                1 => hundredths.parse::<i64>().ok()? * 10,
                2 => hundredths.parse().ok()?,
                _ => return None,
            }
        }
        Err(_) => return None,
    };
    (from..=to).contains(&number).then_some(number)
}

fn number(raw: &str) -> Option<String> {
    let (number, behind) = leading_number(unbracketed(raw).unwrap_or(raw))?;
    is_unit(&behind).then_some(number)
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
    (plain && inner.split_whitespace().count() <= 2 && !is_blank(inner)).then(|| {
        quoted(&crate::rulebook::kebab(&inner.replace('–', "-")).unwrap_or_else(|| inner.to_owned()))
    })
}

/// A rep range or a sign's range, as people write one: `6-12`, `0 to 90 degrees`, `[6, 12]`.
pub(super) fn ends(raw: &str) -> Option<(String, String, String)> {
    let inner = unquoted(unbracketed(raw).unwrap_or(raw)).to_lowercase();
    let inner = inner.trim_start_matches("from ").trim_start_matches("between ");
    let (first, rest) = leading_number(inner)?;
    let separators = ["...", "..", "to ", "and ", "-", "–", "—", ",", ";", "bis "];
    let rest = rest.trim_start_matches(['°', '%']).trim_start().to_owned();
    let second = separators.iter().find_map(|separator| rest.strip_prefix(separator))?;
    let (last, unit) = leading_number(second.trim_start())?;
    let is_whole = |number: &str| number.parse::<i64>().is_ok();
    (is_whole(&first) && is_whole(&last) && is_unit(&unit)).then_some((first, last, unit))
}

fn table(raw: &str, schema: &'static TableSchema, signs: &[String]) -> Option<String> {
    let has = |key: &str| schema.key(key).is_some();
    if has("from") && has("to") && !raw.contains('=') {
        let (from, to, unit) = ends(raw)?;
        let unit = match (unit.as_str(), has("unit")) {
            ("", _) | (_, false) => String::new(),
            ("°", _) => ", unit = \"degrees\"".to_owned(),
            (unit, _) => format!(", unit = {}", quoted(unit)),
        };
        return Some(format!("{{ from = {from}, to = {to}{unit} }}"));
    }
    if has("primary") && !raw.contains('=') {
        return texts(raw).map(|all| format!("{{ primary = {all} }}"));
    }
    let inner = unbracketed(raw).unwrap_or(raw);
    let mut rows = Vec::new();
    for entry in entries(inner) {
        let (key, value) = pair(entry)?;
        let key = if schema.rest.is_some() && !has(key) {
            crate::rulebook::kebab(&key.replace(['–', '—', '‑', '−'], "-"))?
        } else {
            meant_key(key, schema)?.to_owned()
        };
        let takes = schema.value_type(&key)?;
        let value = value_of(&key, value, takes, signs)?;
        rows.push(format!("{key} = {value}"));
    }
    (!rows.is_empty()).then(|| format!("{{ {} }}", rows.join(", ")))
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

/// Where an equals sign stands outside of quotes and brackets.
fn equals(text: &str) -> Option<usize> {
    find(text, |rest| rest.starts_with('='))
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

/// Pairs of texts, however they are written.
fn pairs(raw: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(raw: &str, takes: ValueType) -> Option<String> {
        value(raw, takes, &["torso-angle".to_owned(), "knees".to_owned()])
    }

    #[test]
    fn numbers_shed_units_and_words() {
        let percent = ValueType::Whole(0, 100);
        for (raw, number) in [
            ("80%", "80"),
            ("\"80 percent\"", "80"),
            ("0.8", "80"),
            ("80.0", "80"),
            ("eighty", "80"),
            ("\"6 reps\"", "6"),
            ("45°", "45"),
            ("045", "45"),
            ("about 46", "46"),
            ("[45]", "45"),
        ] {
            assert_eq!(meant(raw, percent).as_deref(), Some(number), "{raw}");
        }
        for raw in ["7.5", "8O", "10:00", "45 or more", "180", "high"] {
            assert_eq!(meant(raw, percent), None, "{raw}");
        }
        assert_eq!(meant("45,5", ValueType::Number).as_deref(), Some("45.5"));
    }

    #[test]
    fn lists_are_lists_however_they_are_bracketed() {
        for raw in [
            "(\"row\", \"free\")",
            "{\"row\", \"free\"}",
            "\"row\", \"free\"",
            "[\"row\" \"free\"]",
            "[\"row\"; \"free\"]",
            "[row, free]",
            "row, free",
            "[\"row\", \"free\"",
            "[\"row\",, \"free\"]",
            "[\"row\" and \"free\"]",
            "\"row, free\"",
        ] {
            assert_eq!(meant(raw, ValueType::Texts).as_deref(), Some("[\"row\", \"free\"]"), "{raw}");
        }
        assert_eq!(meant("A coach", ValueType::Texts).as_deref(), Some("[\"A coach\"]"));
        assert_eq!(meant("[[\"too-upright\"]]", ValueType::Texts).as_deref(), Some("[\"too-upright\"]"));
    }

    #[test]
    fn texts_are_quoted_once() {
        for (raw, text) in [
            ("Still torso!", "\"Still torso!\""),
            ("\"Still\" torso", "\"Still torso\""),
            ("Still \"torso\"", "\"Still \\\"torso\\\"\""),
            ("\"Still \"torso\"\"", "\"Still \\\"torso\\\"\""),
            ("\"\"high\"\"", "\"high\""),
            ("[\"Still torso\"]", "\"Still torso\""),
            ("Don't heave", "\"Don't heave\""),
            ("\"Still torso", "\"Still torso\""),
            ("5", "\"5\""),
        ] {
            assert_eq!(meant(raw, ValueType::Text).as_deref(), Some(text), "{raw}");
        }
        for blank in ["…", "?", "-", "TODO"] {
            assert_eq!(meant(blank, ValueType::Text), None, "{blank}");
        }
    }

    /// Nothing is proposed for a heap of brackets, a text without end, what is denied again and again; and it is said at once.
    #[test]
    fn of_what_is_hopeless_nothing_is_proposed() {
        for heap in ["(", "[", "{", "<", "not ", "!=", "{ not = ", "((]", "1, ", "[\""] {
            let heap = heap.repeat(50_000);
            for takes in
                [ValueType::Text, ValueType::Texts, ValueType::Condition, ValueType::When, ValueType::Value]
            {
                for raw in [heap.as_str(), &heap[..1_998]] {
                    let proposed = meant(raw, takes);
                    assert!(
                        proposed.is_none_or(|text| raw.len() < 2_000 && text.len() < 10_000),
                        "{}",
                        &raw[..9]
                    );
                }
            }
        }
    }

    #[test]
    fn pairs_are_found() {
        let two = Some("[[\"a\", \"b\"], [\"c\", \"d\"]]");
        for raw in [
            "[\"a\", \"b\", \"c\", \"d\"]",
            "{ a = \"b\", c = \"d\" }",
            "[(\"a\", \"b\"), (\"c\", \"d\")]",
            "[[\"a = b\"], [\"c\": \"d\"]]",
        ] {
            assert_eq!(meant(raw, ValueType::TextPairs).as_deref(), two, "{raw}");
        }
    }
}
