//! What is often written where TOML wants something else, and what to write instead. One row an error.
//!
//! Looks at one line that the parser stumbled over. Must not know files or places.

use std::ops::Range;

/// A common error: given the line and what the parser stumbled over, what is wrong and what to write.
type Explain = fn(&str, &str) -> Option<(String, String)>;

const ERRORS: &[Explain] = &[
    spaces_in_a_header,
    list_as_a_header,
    comparison,
    colon,
    condition_without_braces,
    comma_in_a_number,
    unit,
];

/// The error that explains a fault in `line`; `token` is what the parser stumbled over.
pub(super) fn explain(line: &str, token: &str) -> Option<(String, String)> {
    ERRORS.iter().find_map(|error| error(line.trim(), token.trim()))
}

/// A common error with its place in the line.
pub(super) struct PlacedError {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// A finder of such an error: given the line, where the parser stumbled, and what it said.
type Finder = fn(&str, usize, &str) -> Option<PlacedError>;

/// The error that one character or mark of `line` explains; the parser stumbled at `stumbled` of it.
pub(super) fn placed(line: &str, stumbled: usize, message: &str) -> Option<PlacedError> {
    const FINDERS: &[Finder] = &[unseen, foreign_note, mark_at_the_end, dash, empty_value];
    FINDERS.iter().find_map(|find| find(line, stumbled.min(line.len()), message))
}

fn at_letter(line: &str, at: usize, message: String, help: &'static str) -> Option<PlacedError> {
    let length = line.get(at..)?.chars().next()?.len_utf8();
    Some(PlacedError { at: at..at + length, message, help })
}

/// A space that is none to TOML, or a character that can't be seen.
fn unseen(line: &str, _: usize, _: &str) -> Option<PlacedError> {
    let quoted = |at: usize| line[..at].matches('"').count() % 2 == 1;
    let is_odd = |letter: char| {
        letter.is_whitespace() && !matches!(letter, ' ' | '\t' | '\r' | '\n')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
    };
    let (at, letter) = line.char_indices().find(|&(at, letter)| is_odd(letter) && !quoted(at))?;
    let what =
        if letter.is_whitespace() { "a space of a text program" } else { "a character that can't be seen" };
    at_letter(
        line,
        at,
        format!("this is {what}: U+{:04X}", u32::from(letter)),
        "take it out, or type a plain space",
    )
}

/// A dash as a text program sets it, or another letter that no id has, in a header or a key.
fn dash(line: &str, stumbled: usize, message: &str) -> Option<PlacedError> {
    let letter = line.get(stumbled..)?.chars().next()?;
    let before = &line[..stumbled];
    let in_name = before.matches('"').count().is_multiple_of(2) && !before.trim().is_empty();
    if !in_name || before.contains('=') && !message.contains("key") {
        return None;
    }
    let what = match letter {
        '–' | '—' | '‑' | '‒' | '−' => "is a dash of a text program: ids have plain hyphens",
        letter if letter.is_alphabetic() && !letter.is_ascii() => "is no letter of an id: these are a to z",
        '/' | '?' | '!' | '\'' => "has no place in an id: ids are a to z, 0 to 9 and single hyphens",
        _ => return None,
    };
    at_letter(line, stumbled, format!("`{letter}` {what}"), "write a to z, 0 to 9 and plain hyphens")
}

/// `{ over = }`, `{ locked }`
fn empty_value(line: &str, stumbled: usize, message: &str) -> Option<PlacedError> {
    let is_missing = line[stumbled..].trim_start().starts_with('}')
        && (message.starts_with("invalid")
            || message.starts_with("string values")
            || message.starts_with("key with"));
    let at = line[stumbled..].find('}')? + stumbled;
    let before = line[..at].trim_end();
    let digits = before.len() - before.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    if digits > 0 && before[..before.len() - digits].ends_with(',') {
        return None;
    }
    let help = "in braces stand keys with their values: { key = value }";
    is_missing
        .then(|| at_letter(line, at, "a value is missing before this bracket".to_owned(), help))
        .flatten()
}

/// `severity = "high" // stop the set`
fn foreign_note(line: &str, _: usize, _: &str) -> Option<PlacedError> {
    let value = line.find('=').map_or(0, |at| at + 1);
    let starts = line.trim_start();
    if let Some(mark) = ["//", "--", "/*", "<!--"].into_iter().find(|mark| starts.starts_with(mark)) {
        let at = line.find(mark)?;
        let is_rule = line.trim().chars().all(|letter| letter == '-');
        return (!is_rule).then(|| PlacedError {
            at: at..at + mark.len(),
            message: "a note starts with #".to_owned(),
            help: "put # before it",
        });
    }
    let marks = [" // ", " -- ", " /* ", " ; ", " ("];
    let (at, mark) = marks.iter().filter_map(|mark| Some((line[value..].find(mark)? + value, mark))).min()?;
    let is_behind = line[..at].trim_end().ends_with(['"', '\'', ']', '}'])
        && line[..at].matches('"').count().is_multiple_of(2);
    let (from, to) = (at + 1, at + mark.trim_end().len());
    is_behind.then(|| PlacedError {
        at: from..to,
        message: "a note starts with #".to_owned(),
        help: "put # before it",
    })
}

/// `cue = "Stop",`
fn mark_at_the_end(line: &str, _: usize, message: &str) -> Option<PlacedError> {
    let end = line.split(" #").next()?.trim_end();
    let mark = end.chars().next_back().filter(|letter| matches!(letter, ',' | ';' | '.' | ':'))?;
    let before = &end[..end.len() - 1];
    let is_whole =
        before.ends_with(['"', '\'', ']', '}']) || before.ends_with(|letter: char| letter.is_ascii_digit());
    let is_one = message.starts_with("unexpected key or value") || line.trim_start().starts_with('[');
    (is_whole && is_one)
        .then(|| {
            at_letter(line, end.len() - 1, format!("no `{mark}` belongs at the end of a line"), "take it out")
        })
        .flatten()
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// `[mistake.too upright]`
fn spaces_in_a_header(line: &str, _: &str) -> Option<(String, String)> {
    let double = line.starts_with("[[");
    let inner = line.trim_start_matches('[').split(']').next()?.trim();
    let joined = inner.split_whitespace().collect::<Vec<_>>().join("-");
    let is_header = line.starts_with('[') && line.contains(']') && joined != inner && is_name(&joined);
    let write = if double { format!("[[{joined}]]") } else { format!("[{joined}]") };
    is_header.then(|| ("a header has no spaces: ids have hyphens".to_owned(), format!("write {write}")))
}

/// `[mistakes.too-upright]`, where `mistakes` is a list.
fn list_as_a_header(line: &str, token: &str) -> Option<(String, String)> {
    let (list, id) = line.strip_prefix('[')?.split(']').next()?.split_once('.')?;
    let one = list.strip_suffix('s').filter(|_| list == token)?;
    Some((format!("`{list}` is a list and no table"), format!("write [{one}.{id}]")))
}

/// `torso-angle > 45`
fn comparison(line: &str, _: &str) -> Option<(String, String)> {
    let at = line.find(['<', '>'])?;
    let before = line[..at].trim_end();
    let sign = before.rsplit(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).next()?;
    let or_equal = line[at + 1..].starts_with('=');
    let rest = line[at + 1..].trim_start_matches('=').trim_start();
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if !is_name(sign) || number.is_empty() || before.contains('"') {
        return None;
    }
    let key = match (&line[at..=at], or_equal) {
        (">", false) => "over",
        (">", true) => "from",
        ("<", false) => "under",
        _ => "to",
    };
    Some(("a bound has a name here".to_owned(), format!("write {sign} = {{ {key} = {number} }}")))
}

/// `severity: "low"`
fn colon(line: &str, _: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let is_pair = is_name(key.trim()) && !value.is_empty();
    is_pair.then(|| ("an equals sign is missing here".to_owned(), format!("write {} = {value}", key.trim())))
}

/// `when = knees = "locked"`
fn condition_without_braces(line: &str, _: &str) -> Option<(String, String)> {
    let (key, rest) = line.split_once('=')?;
    let (sign, value) = rest.split_once('=')?;
    let (key, sign, value) = (key.trim(), sign.trim(), value.trim());
    let is_one = matches!(key, "when" | "unless" | "rep") && is_name(sign) && !value.is_empty();
    is_one.then(|| ("conditions stand in braces".to_owned(), format!("write {key} = {{ {sign} = {value} }}")))
}

/// `45,5`
fn comma_in_a_number(line: &str, _: &str) -> Option<(String, String)> {
    let (_, value) = line.rsplit_once('=')?;
    let value = value.trim().trim_end_matches(['}', ' ']);
    let (whole, part) = value.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = digits(whole) && digits(part);
    is_one
        .then(|| ("a comma doesn't belong in a number".to_owned(), format!("write a whole number: {whole}")))
}

/// `45 degrees`
fn unit(_: &str, token: &str) -> Option<(String, String)> {
    let (number, word) = token.split_once(char::is_whitespace)?;
    let is_one = number.parse::<f64>().is_ok() && word.trim().chars().all(char::is_alphabetic);
    is_one.then(|| {
        (
            "a number stands alone: its unit is said where the sign is defined".to_owned(),
            format!("write {number}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_is_told_what_to_write() {
        for (line, token, write) in [
            ("[mistake.too upright]", "mistake.too", "write [mistake.too-upright]"),
            ("[mistakes.too-upright]", "mistakes", "write [mistake.too-upright]"),
            ("when = { torso-angle > 45 }", "", "write torso-angle = { over = 45 }"),
            ("when = { torso-angle >= 45 }", "", "write torso-angle = { from = 45 }"),
            ("when = { torso-angle<=45 }", "", "write torso-angle = { to = 45 }"),
            ("severity: \"low\"", ":", "write severity = \"low\""),
            ("when = knees = \"locked\"", "knees", "write when = { knees = \"locked\" }"),
            ("when = { torso-angle = { over = 45,5 } }", "5", "write a whole number: 45"),
            ("when = { torso-angle = { over = 45 degrees } }", "45 degrees", "write 45"),
        ] {
            assert_eq!(explain(line, token).map(|(_, help)| help).as_deref(), Some(write), "{line}");
        }
        for line in
            ["name = \"Row", "a = [1, 2", "[mistake.arm-rowing", "mistakes = [\"a\", \"b\"", "why = x"]
        {
            assert_eq!(explain(line, "x"), None, "{line}");
        }
    }
}
