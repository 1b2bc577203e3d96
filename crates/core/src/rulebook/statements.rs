//! Cuts TOML text into statements without parsing it: headers, and keys with their values over as many lines as they
//! take. Good for text that the parser can't read: it says which lines a fault spoils, and where a bracket was left open.
//!
//! Must not know what keys mean.

/// A header line, or a key with its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Statement {
    /// Its first byte.
    pub(super) from: usize,
    /// One past its last byte, without the line's end.
    pub(super) to: usize,
    /// Whether it starts with a bracket.
    pub(super) is_header: bool,
    /// The outermost bracket that is still open where the next statement or the file's end comes.
    pub(super) open: Option<usize>,
}

/// The statements of a text, in order.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let start = at + (line.len() - line.trim_start().len());
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            at += line.len() + 1;
        } else if line.trim_start().starts_with('[') {
            found.push(Statement { from: start, to: at + line.len(), is_header: true, open: None });
            at += line.len() + 1;
        } else {
            let (to, open) = value_end(text, start);
            found.push(Statement { from: start, to, is_header: false, open });
            at = to + 1;
        }
    }
    found
}

/// The rest of the line from a place on.
fn line_at(text: &str, at: usize) -> &str {
    text[at..].split('\n').next().unwrap_or_default()
}

/// Where the key with its value that starts here ends, and the bracket that is open there, if any.
fn value_end(text: &str, from: usize) -> (usize, Option<usize>) {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' if open.is_empty() => return (at, None),
            b'\n' if ends_here(line_at(text, at + 1), bytes[*open.last().unwrap_or(&at)]) => {
                return (at, open.first().copied());
            }
            b'#' => at += line_at(text, at).len() - 1,
            b'"' | b'\'' => at = text_end(text, at) - 1,
            b'[' | b'{' => open.push(at),
            b']' | b'}' => drop(open.pop()),
            _ => {}
        }
        at += 1;
    }
    (text.len(), open.first().copied())
}

/// One past the end of the quoted text that starts here; a short one ends with its line at the latest.
fn text_end(text: &str, from: usize) -> usize {
    let quote = &text[from..=from];
    let long = quote.repeat(3);
    if text[from..].starts_with(&long) {
        return text[from + 3..].find(&long).map_or(text.len(), |at| from + 3 + at + 3);
    }
    let bytes = text.as_bytes();
    let mut at = from + 1;
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'\\' if quote == "\"" && bytes.get(at + 1).is_some_and(|&next| next != b'\n') => at += 2,
            byte if byte == bytes[from] => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// Where a quoted text starts that its line doesn't close; none if all are closed.
pub(super) fn open_text(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => at += line_at(text, at).len().max(1),
            b'"' | b'\'' => {
                let end = text_end(text, at);
                if end < at + 2 || bytes[end - 1] != bytes[at] {
                    return Some(at);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    None
}

/// Whether a line can't go on with what the bracket `open` holds: it is a header, or a key where values stand. In
/// braces a key may follow on a line of its own only after a comma, and coaches don't write those: it counts as new.
fn ends_here(line: &str, open: u8) -> bool {
    let line = line.trim();
    let is_key = |word: &str| {
        let word = word.trim();
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let is_header = line.starts_with('[')
        && line.split('#').next().is_some_and(|line| {
            let inner = line.trim().trim_start_matches('[').trim_end_matches(']');
            line.trim().ends_with(']')
                && is_key(inner)
                && inner.bytes().any(|byte| byte.is_ascii_alphabetic())
        });
    let has_key = line.split_once('=').is_some_and(|(key, _)| is_key(key));
    is_header || has_key && (open == b'[' || !line.ends_with([',', '}']))
}

/// Where the next line that starts with a bracket begins.
pub(super) fn next_header(text: &str, from: usize) -> usize {
    text[from..].find("\n[").map_or(text.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Option<&str>)> {
        let open = |one: &Statement| one.open.map(|at| &text[at..=at]);
        statements(text).iter().map(|one| (&text[one.from..one.to], open(one))).collect()
    }

    #[test]
    fn sound_statements_keep_together() {
        let text = "# a note\n[a]\nlist = [\n  \"]\", # ]\n  [\"x\", \"y\"],\n]\nsay = '''\n[b]\n'''\n\nlast = { a = 1 }";
        let whole = "list = [\n  \"]\", # ]\n  [\"x\", \"y\"],\n]";
        assert_eq!(
            cut(text),
            [("[a]", None), (whole, None), ("say = '''\n[b]\n'''", None), ("last = { a = 1 }", None)]
        );
    }

    #[test]
    fn braces_over_lines_keep_together() {
        let text = "a = {\n  b = 1,\n  c = 2 }\nd = 3";
        assert_eq!(cut(text), [("a = {\n  b = 1,\n  c = 2 }", None), ("d = 3", None)]);
    }

    #[test]
    fn an_open_bracket_ends_before_the_next_statement() {
        assert_eq!(cut("a = [\"x\",\nb = 1"), [("a = [\"x\",", Some("[")), ("b = 1", None)]);
        assert_eq!(cut("a = { b = 1\nc = \"x\"\n"), [("a = { b = 1", Some("{")), ("c = \"x\"", None)]);
        assert_eq!(cut("a = [\n 1,\n\n[[step]]"), [("a = [\n 1,\n", Some("[")), ("[[step]]", None)]);
        assert_eq!(cut("a = [ { b = 1"), [("a = [ { b = 1", Some("["))]);
    }

    #[test]
    fn an_open_text_ends_with_its_line() {
        assert_eq!(cut("a = \"x\nb = 'y"), [("a = \"x", None), ("b = 'y", None)]);
    }
}
