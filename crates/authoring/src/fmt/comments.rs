//! The comments of a TOML text: what stands above a thing, behind it, and at a table's foot.
//!
//! Must not know what the things are.

use toml_edit::RawString;

/// Comments a line each; an empty line is one or more blank ones.
pub(super) type Lines<'t> = Vec<&'t str>;

/// What stands in the lines above a key or a header.
pub(super) fn lines_above(raw: Option<&RawString>) -> Lines<'_> {
    let text = raw.and_then(RawString::as_str).unwrap_or_default();
    let mut lines: Lines<'_> = text.split('\n').map(str::trim).collect();
    // What follows the last line's end is the indent; only a file can end in a comment without a line's end.
    if lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    lines.dedup_by(|next, last| next.is_empty() && last.is_empty());
    lines
}

/// The comment behind a value or a header, on its line.
pub(super) fn behind(raw: Option<&RawString>) -> Option<String> {
    let text = raw.and_then(RawString::as_str)?.trim();
    text.starts_with('#').then(|| text.to_owned())
}

/// Takes off the comments that stand right under the thing before, with a blank line (or the file's end) behind them.
pub(super) fn split_foot(mut lines: Lines<'_>, at_end: bool) -> (Lines<'_>, Lines<'_>) {
    match lines.iter().position(|line| line.is_empty()) {
        Some(blank) => {
            let rest = lines.split_off(blank);
            (lines, rest)
        }
        None if at_end => (lines, Vec::new()),
        None => (Vec::new(), lines),
    }
}

/// Takes off the head of a file: a `#:schema` line and the first paragraph, if a blank line is behind it.
pub(super) fn split_head(mut lines: Lines<'_>) -> (Lines<'_>, Lines<'_>) {
    let start = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..start);
    let schema = lines.iter().take_while(|line| line.starts_with("#:")).count();
    let gap = usize::from(schema > 0 && lines.get(schema).is_some_and(|line| line.is_empty()));
    let paragraph = lines[schema + gap..].iter().take_while(|line| !line.is_empty()).count();
    let end = schema + gap + paragraph;
    let whole = paragraph > 0 && lines.get(end).is_some_and(|line| line.is_empty());
    let rest = lines.split_off(if whole { end } else { schema });
    // The blank line between is the head's, wherever the rest goes.
    let rest =
        if lines.is_empty() { rest } else { rest.into_iter().skip_while(|line| line.is_empty()).collect() };
    (lines, rest)
}

/// What stands between two items of a list: the comment behind the one before, and those above the next.
pub(super) fn between(raw: Option<&RawString>) -> (Option<String>, Vec<String>) {
    let text = raw.and_then(RawString::as_str).unwrap_or_default();
    let mut lines = text.split('\n').map(str::trim);
    let first = lines.next().filter(|line| !line.is_empty()).map(str::to_owned);
    (first, lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
