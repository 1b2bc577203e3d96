//! Faults of the TOML itself, in a coach's words: one a fault, at the token that is wrong.
//!
//! The parser recovers and goes on, so one slip can make it stumble several times. Here those echoes are dropped, and
//! the stretch of text around each fault is marked as not to be trusted.

use toml::de::{DeTable, DeValue, Error};

use super::decode::span;
use crate::diagnostic::{Code, Diagnostic, FileIx};

/// The faults, and the stretches of text that can't be trusted because of them.
pub(super) fn faults(
    file: FileIx,
    text: &str,
    table: &DeTable<'_>,
    errors: &[Error],
) -> (Vec<Diagnostic>, Vec<(usize, usize)>) {
    let mut errors: Vec<(usize, usize, &str)> = errors
        .iter()
        .map(|error| {
            let range = error.span().unwrap_or(0..0);
            (range.start.min(text.len()), range.end.min(text.len()), error.message())
        })
        .collect();
    errors.sort_by_key(|&(start, ..)| start);
    let unclosed = errors.iter().filter(|(.., message)| message.starts_with("unclosed array"));
    let lists: Vec<(usize, usize)> = unclosed.filter_map(|&(at, ..)| list_ending_at(table, at)).collect();
    let mut faults = Vec::new();
    let mut distrusted: Vec<(usize, usize)> = Vec::new();
    for &(from, to) in &lists {
        let message = "this list is never closed";
        faults.push(
            Diagnostic::new(Code::Syntax, span(file, from, from + 1), message)
                .help("write ] where the list ends"),
        );
        distrusted.push((from, to));
    }
    for (start, end, message) in errors {
        if distrusted.iter().any(|&(from, to)| from <= start && start <= to) {
            continue;
        }
        let (line_from, line_to) = line_around(text, start);
        faults.push(fault(file, text, (start, end), (line_from, line_to), message));
        let is_header = text[line_from..].trim_start().starts_with('[');
        let to = if is_header && !message.starts_with("duplicate key") {
            next_header(text, line_to)
        } else {
            line_to
        };
        distrusted.push((line_from, to));
    }
    faults.sort_by_key(|fault| fault.span.map(|span| span.start));
    (faults, distrusted)
}

fn fault(
    file: FileIx,
    text: &str,
    (start, end): (usize, usize),
    line: (usize, usize),
    message: &str,
) -> Diagnostic {
    let (start, end) = widened(text, (start, end), line);
    let token = &text[start..end];
    let place = span(file, start, end);
    if message.starts_with("duplicate key") {
        let message = format!("`{token}` is written twice");
        return Diagnostic::new(Code::DuplicateKey, place, message).help(
            "keep one of them; a second table of the same kind is written [[like this]] only in lists",
        );
    }
    let (message, help) = plain(message, token, text[line.0..line.1].trim());
    Diagnostic::new(Code::Syntax, place, message).help(help)
}

/// What the parser says, in a coach's words, with what to write.
fn plain(message: &str, token: &str, line: &str) -> (String, String) {
    let key = line.split('=').next().unwrap_or("key").trim();
    if token.starts_with(['“', '”', '„', '‘', '’', '«']) || token.contains(['“', '”']) {
        let straight = token.trim_matches(|letter: char| "“”„‘’«»".contains(letter));
        return ("these quotes are curly".into(), format!("use straight ones: \"{straight}\""));
    }
    let lone_key = !line.contains('=') && !line.starts_with('[');
    match message {
        m if m.starts_with("key with no value") || lone_key && m.contains("assignment") => (
            "this key has no value".into(),
            format!("write {} = \"…\"", line.split_whitespace().next().unwrap_or("key")),
        ),
        m if m.starts_with("string values must be quoted") && token.trim().is_empty() => {
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
        m if m.starts_with("unclosed inline table") => {
            ("this table is not closed".into(), "write } at its end".into())
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
        m if m.starts_with("invalid boolean") => (
            format!("`{token}` is neither true nor false"),
            "write true or false, or put the text in quotes".into(),
        ),
        m if m.starts_with("invalid") && !token.trim().is_empty() && !token.contains('"') => (
            format!("`{}` is neither a number nor quoted text", token.trim()),
            format!("if it is text, write \"{}\"", token.trim()),
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
    let before = text[line_from..start].trim_end();
    let word = before.rfind([' ', '=', '[', '{', ',']).map_or(0, |at| at + 1);
    if word < before.len() {
        return (line_from + word, line_from + before.len());
    }
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    (line_from + before.len() - last, line_from + before.len())
}

fn line_around(text: &str, at: usize) -> (usize, usize) {
    let at = text.floor_char_boundary(at);
    let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (from, to)
}

/// Where the next line that starts with a bracket begins.
fn next_header(text: &str, from: usize) -> usize {
    text[from..].find("\n[").map_or(text.len(), |at| from + at)
}

/// The outermost list that ends where the parser gave up on it.
fn list_ending_at(table: &DeTable<'_>, at: usize) -> Option<(usize, usize)> {
    table.iter().find_map(|(_, value)| in_value(value.get_ref(), (value.span().start, value.span().end), at))
}

fn in_value(value: &DeValue<'_>, (from, to): (usize, usize), at: usize) -> Option<(usize, usize)> {
    match value {
        DeValue::Array(_) if to == at => Some((from, to)),
        DeValue::Array(items) => {
            items.iter().find_map(|item| in_value(item.get_ref(), (item.span().start, item.span().end), at))
        }
        DeValue::Table(table) => list_ending_at(table, at),
        _ => None,
    }
}
