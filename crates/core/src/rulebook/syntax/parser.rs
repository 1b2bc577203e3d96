//! What the TOML parser says, in a coach's words, at the token that is wrong.
//!
//! Must not know what the file may hold.

use crate::diagnostic::{Code, Diagnostic, FileIx, Span};
use crate::rulebook::common_errors;

pub(super) fn fault(
    file: FileIx,
    text: &str,
    (start, end): (usize, usize),
    line: (usize, usize),
    message: &str,
) -> Diagnostic {
    let (start, end) = widened(text, token_of(text, (start, end), line, message), line);
    let token = &text[start..end];
    let place = Span::new(file, start, end);
    if let (Some(key), true) = (second_key(text, start, end), message.starts_with("string values")) {
        return Diagnostic::new(Code::Syntax, Span::new(file, key, end), "a comma is missing before this")
            .help(format!("write , {}", &text[key..end]));
    }
    if let Some(found) = curly(file, text, (start, end), line) {
        return found;
    }
    if let Some(found) = common_errors::placed(&text[line.0..line.1], start - line.0, message) {
        let place = Span::new(file, line.0 + found.at.start, line.0 + found.at.end);
        return Diagnostic::new(Code::Syntax, place, found.message).help(found.help);
    }
    let quoted = text[..start].ends_with('"');
    let (message, help) = plain(message, token, text[line.0..line.1].trim(), quoted);
    Diagnostic::new(Code::Syntax, place, message).help(help)
}

/// The quotes of a list don't pair up: the parser took what stands between two texts for a text.
pub(super) fn quote_missing(file: FileIx, text: &str, start: usize) -> Diagnostic {
    let (start, end) = widened(text, (start, start), line_around(text, start));
    Diagnostic::new(Code::Syntax, Span::new(file, start, end), "a quote is missing before this")
        .help("every text has a quote at its start and one at its end")
}

pub(super) fn unclosed(file: FileIx, text: &str, open: usize) -> Diagnostic {
    let (message, help) = if text[open..].starts_with('[') {
        ("this list is never closed", "write ] where the list ends")
    } else {
        ("this table is never closed", "write } where the table ends")
    };
    Diagnostic::new(Code::Syntax, Span::new(file, open, open + 1), message).help(help)
}

/// Quotes as a text program sets them: the whole text between them is one fault, and can be mended as a whole.
fn curly(file: FileIx, text: &str, (start, end): (usize, usize), line: (usize, usize)) -> Option<Diagnostic> {
    const CURLY: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];
    let opens = start + text[start..end].find(CURLY)?;
    let after = opens + text[opens..].chars().next()?.len_utf8();
    let rest = &text[after..line.1.max(after)];
    // An apostrophe within a word closes nothing.
    let is_close = |&(at, letter): &(usize, char)| {
        let next = rest[at..].chars().nth(1);
        CURLY.contains(&letter) && !(letter == '’' && next.is_some_and(char::is_alphanumeric))
    };
    let close = rest.char_indices().find(is_close);
    let inner = close.map_or(rest.trim_end(), |(at, _)| &rest[..at]);
    let to = close.map_or(after + inner.len(), |(at, letter)| after + at + letter.len_utf8());
    let straight = format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""));
    let found = Diagnostic::new(Code::Syntax, Span::new(file, opens, to), "these quotes are curly")
        .help(format!("use straight ones: {straight}"));
    Some(if close.is_some() { found.safely(straight) } else { found })
}

/// What the parser says, in a coach's words, with what to write.
fn plain(message: &str, token: &str, line: &str, quoted: bool) -> (String, String) {
    let key = line.split('=').next().unwrap_or("key").trim();
    if let Some(explained) = common_errors::explain(line, token) {
        return explained;
    }
    match message {
        m if m.starts_with("key with no value") => no_equals(line),
        m if m.starts_with("missing opening quote") => (
            "this text has no quote at its start".into(),
            format!("write \"{}\"", token.trim_matches(['"', '\''])),
        ),
        m if m.starts_with("string values must be quoted") && ["", "="].contains(&token.trim()) => {
            ("the value is missing".into(), format!("write {key} = \"…\""))
        }
        m if m.starts_with("string values must be quoted") => {
            ("text needs quotes".into(), format!("write \"{}\"", token.trim()))
        }
        m if m.starts_with("invalid basic string") || m.starts_with("invalid literal string") => {
            ("this text is not closed".into(), "write the same quote at its end that it starts with".into())
        }
        m if m.starts_with("invalid multi-line") => {
            ("this text is not closed".into(), "write three quotes at its end".into())
        }
        m if m.starts_with("missing escaped value") || m.contains("escape") => (
            "a backslash has a special meaning in text".into(),
            "write two of them for one, or put the text in single quotes".into(),
        ),
        m if m.starts_with("unclosed table") || m.starts_with("unclosed array table") => {
            ("this header is not closed".into(), "write ] at its end".into())
        }
        m if m.starts_with("missing comma") => {
            ("a comma is missing before this".into(), format!("write , {token}"))
        }
        m if m.starts_with("missing assignment")
            || m.starts_with("invalid unquoted key") && token.contains(':') =>
        {
            ("an equals sign is missing here".into(), "write key = value".into())
        }
        m if m.starts_with("extra `=`") => {
            ("one equals sign is enough".into(), "take the second one out".into())
        }
        m if m.starts_with("unexpected leading zero") => {
            ("numbers don't start with 0".into(), "leave the 0 out, or put the text in quotes".into())
        }
        m if m.starts_with("invalid") && !token.trim().is_empty() && !token.contains('"') => (
            format!("`{}` is neither a number, nor true or false, nor quoted text", token.trim()),
            format!("if it is text, write \"{}\"", token.trim()),
        ),
        m if m.starts_with("unexpected key or value") && ["]", "}"].contains(&token) => {
            let open = if token == "]" { "[" } else { "{" };
            ("this bracket closes nothing".into(), format!("take it out, or write {open} where it starts"))
        }
        m if m.starts_with("unexpected key or value") && quoted => (
            "the text ends before this".into(),
            "put it inside of the quotes; for quotes in a text write \\\"".into(),
        ),
        m if m.starts_with("unexpected key or value") => (
            "the line should end before this".into(),
            "start a new line, or put the whole text in quotes".into(),
        ),
        other => (
            format!("this is not valid TOML: {}", other.split(", expected").next().unwrap_or(other)),
            "compare the line with its neighbours: quotes, brackets, commas, equals sign".into(),
        ),
    }
}

/// A line without an equals sign.
fn no_equals(line: &str) -> (String, String) {
    let (key, value) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let value = value.trim();
    if value.is_empty() {
        ("this key has no value".into(), format!("write {key} = \"…\""))
    } else if starts_value(value) {
        ("an equals sign is missing before this".into(), format!("write {key} = {value}"))
    } else {
        (
            "this is neither a key with its value nor a header".into(),
            "start a note with #; a key has an equals sign and a value behind it".into(),
        )
    }
}

fn starts_value(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.starts_with(['"', '\'', '[', '{', '-']) || first.bytes().all(|byte| byte.is_ascii_digit())
}

/// What to underline, where the parser only says at which place it stumbled.
fn token_of(
    text: &str,
    (start, end): (usize, usize),
    (line_from, line_to): (usize, usize),
    message: &str,
) -> (usize, usize) {
    let line = text[line_from..line_to].trim_end();
    let line_end = line_from + line.len();
    let opened = |quote: char| text[line_from..start.max(line_from)].rfind(quote).map(|at| line_from + at);
    let from = if message.starts_with("invalid basic string") {
        opened('"')
    } else if message.starts_with("invalid literal string") {
        opened('\'')
    } else if message.starts_with("missing opening quote") {
        Some(start)
    } else if message.starts_with("key with no value") {
        let key = line.len() - line.trim_start().len();
        let rest = line.trim_start().find(char::is_whitespace).map(|at| key + at);
        let value = rest.map(|at| at + (line[at..].len() - line[at..].trim_start().len()));
        Some(line_from + value.filter(|&at| starts_value(&line[at..])).unwrap_or(key))
    } else {
        None
    };
    from.filter(|&from| from < line_end && end <= line_end).map_or((start, end), |from| (from, line_end))
}

/// The place of a key that stands behind a value without a comma: the parser took both for one text.
fn second_key(text: &str, start: usize, end: usize) -> Option<usize> {
    let written = text[start..end].trim_end();
    let last = written.rfind(char::is_whitespace)? + 1;
    text[end..].trim_start().starts_with('=').then_some(start + last)
}

/// An empty span is widened to the token at or before it, so that there is something to underline.
fn widened(text: &str, (start, end): (usize, usize), (line_from, line_to): (usize, usize)) -> (usize, usize) {
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end).max(start);
    if end > start {
        return (start, end);
    }
    let ends = |letter: char| letter.is_whitespace() || ",]}".contains(letter);
    let after: usize =
        text[start..line_to].chars().take_while(|&letter| !ends(letter)).map(char::len_utf8).sum();
    if after > 0 {
        return (start, start + after);
    }
    if text[start..line_to].starts_with([']', '}']) {
        return (start, start + 1);
    }
    let before = text[line_from..start].trim_end();
    let word = before.rfind([' ', '=', '[', '{', ',']).map_or(0, |at| at + 1);
    if word < before.len() {
        return (line_from + word, line_from + before.len());
    }
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    (line_from + before.len() - last, line_from + before.len())
}

pub(super) fn line_around(text: &str, at: usize) -> (usize, usize) {
    let at = text.floor_char_boundary(at);
    let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (from, to)
}
