//! What is often written where TOML wants something else, and what to write instead. One row an error.
//!
//! Looks at one line that the parser stumbled over. Must not know files or places.

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
