//! Cutting a text at what stands outside of quotes and brackets, and taking quotes and brackets off.

/// Quotes of keyboards and of text programs.
const QUOTES: [char; 12] = ['"', '\'', '“', '”', '„', '‟', '‘', '’', '«', '»', '`', '´'];

/// Spaces that look like one, and characters that look like nothing.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

pub(super) fn is_quote(letter: char) -> bool {
    QUOTES.contains(&letter)
}

/// The places of characters that stand outside of quotes and brackets, and how many brackets are open before each.
fn outside(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote: Option<char> = None;
    let mut open = 0_i32;
    let mut before = ' ';
    text.char_indices().filter(move |&(_, letter)| {
        let was = before;
        before = letter;
        if let Some(end) = quote {
            if letter == end && was != '\\' || end == '”' && matches!(letter, '“' | '"') {
                quote = None;
            }
            return false;
        }
        match letter {
            '"' => quote = Some('"'),
            '\'' | '`' if !was.is_alphanumeric() => quote = Some(letter),
            '“' | '„' | '”' => quote = Some('”'),
            '[' | '(' | '{' => open += 1,
            ']' | ')' | '}' => open -= 1,
            _ => return open == 0,
        }
        false
    })
}

/// The pieces between separators that stand outside of quotes and brackets. `separator` gets the text from a place on, with
/// the character before it, and says how long the separator is that starts there.
pub(super) fn split(text: &str, separator: impl Fn(char, &str) -> Option<usize>) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, _) in outside(text) {
        if at < from {
            continue;
        }
        let before = text[..at].chars().next_back().unwrap_or(' ');
        if let Some(length) = separator(before, &text[at..]) {
            pieces.push(&text[from..at]);
            from = at + length;
        }
    }
    pieces.push(&text[from..]);
    pieces.into_iter().map(trimmed).filter(|piece| !piece.is_empty()).collect()
}

/// Splits at these words, which stand between spaces, and at these marks.
pub(super) fn split_at<'a>(text: &'a str, words: &[&str], marks: &[&str]) -> Vec<&'a str> {
    split(text, |before, rest| {
        let mark = marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len());
        let word = || {
            let is_word = |word: &&&str| {
                rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                    && rest[word.len()..].starts_with([' ', '"', '{'])
            };
            words.iter().find(is_word).filter(|_| before == ' ' || before == '"').map(|word| word.len())
        };
        mark.or_else(word)
    })
}

/// Where one of these marks stands outside of quotes and brackets, first.
pub(super) fn find(text: &str, is_mark: impl Fn(&str) -> bool) -> Option<usize> {
    outside(text).map(|(at, _)| at).find(|&at| is_mark(&text[at..]))
}

/// What stands in quotes, or the text itself; quotes may be doubled, of any kind, or missing at one end.
pub(super) fn unquoted(text: &str) -> &str {
    trimmed(trimmed(text).trim_matches(is_quote))
}

/// Whether the whole text is one in quotes.
pub(super) fn is_quoted(text: &str) -> bool {
    let text = trimmed(text);
    text.starts_with(is_quote)
        && text.ends_with(is_quote)
        && text.chars().count() > 1
        && outside(text).next().is_none()
}

/// What stands in one pair of brackets of any kind that holds the whole text; either may be missing.
pub(super) fn unbracketed(text: &str) -> Option<&str> {
    let text = trimmed(text);
    let opens = text.starts_with(['[', '(', '{', '<']);
    let closes = text.ends_with([']', ')', '}', '>']);
    let whole = outside(text).next().is_none();
    match (opens, closes) {
        (true, true) if whole || text.starts_with('<') => Some(trimmed(&text[1..text.len() - 1])),
        (true, false) => Some(trimmed(&text[1..])),
        (false, true) => Some(trimmed(&text[..text.len() - 1])),
        _ => None,
    }
}

/// A text as TOML.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The value of a TOML text, if it is one.
pub(super) fn toml_value(value: &str) -> Option<toml::Value> {
    format!("x = {value}").parse::<toml::Table>().ok()?.remove("x")
}
