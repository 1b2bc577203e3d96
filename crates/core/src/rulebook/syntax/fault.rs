//! Which fault it is: of a text or a bracket that is never closed, of a header, of a key with its value.

use super::headers::{as_header, without_brackets};
use super::lines::as_statement;
use super::parser::{fault, line_around, quote_missing, unclosed};
use super::told::{FileShape, SyntaxFault};
use crate::diagnostic::{Code, Diagnostic, FileIx, Span};
use crate::rulebook::statements::{open_text, statements};

/// What is wrong where the parser stumbled, with what to write instead wherever that is plain.
pub(in crate::rulebook) fn syntax_fault(
    file: FileIx,
    text: &str,
    (start, end): (usize, usize),
    message: &str,
    shape: &FileShape<'_>,
) -> SyntaxFault {
    let all = statements(text);
    let before = || all.iter().filter(|one| one.from <= start);
    let is_text =
        message.starts_with("invalid basic string") || message.starts_with("invalid literal string");
    if let Some((one, open)) = before().find_map(|one| Some((one, one.open?)))
        && !(is_text && start <= one.to)
    {
        let found = match open_text(&text[one.from..one.to]) {
            Some(_) => quote_missing(file, text, start),
            None => unclosed(file, text, open),
        };
        return as_statement(found, text, one, &all, shape);
    }
    let Some(one) = before().next_back().or(all.first()) else {
        let found = fault(file, text, (start, end), (0, text.len()), message);
        return SyntaxFault { found, stretch: (0, text.len()), instead: None, lost: None };
    };
    let written = &text[one.from..one.to];
    if one.is_header {
        return as_header(
            fault(file, text, (start, end), line_around(text, start), message),
            text,
            one,
            shape,
        );
    }
    if let Some(found) = without_brackets(file, text, one, &all, shape) {
        return as_header(found, text, one, shape);
    }
    if let Some(name) = written.trim().strip_suffix(']').filter(|name| !name.contains(['[', '='])) {
        let place = Span::new(file, one.from, one.from + written.trim_end().len());
        let found = Diagnostic::new(Code::Syntax, place, "this header has no bracket at its start")
            .help(format!("write [{}]", name.trim_end_matches(']')));
        return as_header(found, text, one, shape);
    }
    as_statement(fault(file, text, (start, end), line_around(text, start), message), text, one, &all, shape)
}
