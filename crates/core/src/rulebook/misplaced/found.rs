//! What was found misplaced, and the places in the text that it is told at.

use crate::diagnostic::{Diagnostic, Span};

/// What is misplaced in a table, and the keys of it that this speaks of.
#[derive(Default)]
pub(in crate::rulebook) struct Misplaced<'t> {
    pub(in crate::rulebook) found: Vec<Diagnostic>,
    /// These need not be looked at again.
    pub(in crate::rulebook) keys: Vec<&'t str>,
    /// Whether the table's own keys stand somewhere else, so that none of them is missed.
    pub(in crate::rulebook) holds_all: bool,
}

/// The place of a header's name with its brackets.
pub(super) fn around(name: Span) -> Span {
    Span { start: name.start.saturating_sub(1), end: name.end + 1, ..name }
}

/// The line that a byte is in, with its end.
pub(super) fn line_of(text: &str, at: u32) -> std::ops::Range<usize> {
    let at = text.floor_char_boundary(at as usize);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
    start..end
}
