//! A value, as it was probably meant by somebody who doesn't know how TOML writes it.

use super::condition::{condition, sign_value, when};
use super::lists::{entries, items, pair};
use super::numbers::{ends, number, whole};
use super::pieces::{quoted, toml_value, trimmed, unbracketed, unquoted};
use super::texts::{pairs, text, texts, word};
use crate::rulebook::by_another_name::meant_key;
use crate::rulebook::files::{TableSchema, ValueType};

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
        ValueType::Numbers => {
            let all: Option<Vec<String>> = items(raw).into_iter().map(number).collect();
            Some(format!("[{}]", all?.join(", ")))
        }
        ValueType::Value => sign_value(raw),
        ValueType::Condition => condition(raw),
        ValueType::When => when(raw, signs),
        ValueType::TextPairs => pairs(raw),
        ValueType::Table(schema) | ValueType::OneOrMore(schema) => table(raw, schema, signs),
        _ => None,
    }?;
    toml_value(&text).map(|_| text)
}

fn flag(raw: &str) -> Option<&'static str> {
    match unquoted(raw.trim_end_matches([',', ';', '.'])).to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" | "right" | "correct" => Some("true"),
        "false" | "no" | "n" | "off" | "0" | "wrong" => Some("false"),
        _ => None,
    }
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
