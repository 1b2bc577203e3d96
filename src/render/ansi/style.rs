//! Text for a terminal: cleaned, wrapped to its width, coloured through `colored`. Nothing is told by colour alone.

use std::io::IsTerminal as _;

use colored::Colorize as _;
use unicode_width::UnicodeWidthStr as _;

pub use formcheck_core::rulebook::words::{and_list, clean, or_list, sentence};

/// Columns where none can be asked for, as in a pipe.
const IN_A_PIPE: usize = 80;
/// Lines longer than this are hard to read.
const WIDEST: usize = 100;
/// Below this, wrapping makes nothing better.
const NARROWEST: usize = 20;

/// How many columns to write in.
pub fn width() -> usize {
    let columns = if std::io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
    columns.map_or(IN_A_PIPE, |(columns, _)| usize::from(columns.0)).clamp(NARROWEST, WIDEST)
}

/// Wraps text to `width`, with `first` before its first line and as many spaces before the others.
pub fn wrap(text: &str, width: usize, first: &str) -> String {
    wrap_between(text, width, first, &" ".repeat(first.width()))
}

/// Wraps text to `width`, with `first` before its first line and `rest` before the others.
pub fn wrap_between(text: &str, width: usize, first: &str, rest: &str) -> String {
    // An id or a command is never broken at its hyphens: a person copies it.
    let options = textwrap::Options::new(width.max(NARROWEST))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(clean(text).trim(), options)
}

/// The width of a text in columns.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// `text`, filled up with spaces to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A heading.
pub fn heading(text: &str) -> String {
    clean(text).bold().to_string()
}

/// Something that is right.
pub fn good(text: &str) -> String {
    text.green().bold().to_string()
}

/// Something that is wrong.
pub fn bad(text: &str) -> String {
    text.red().bold().to_string()
}

/// What the system says of a failed read or write, without its error number.
pub fn plain_error(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// A line that a change adds.
pub fn added(text: &str) -> String {
    text.green().to_string()
}

/// A line that a change takes away.
pub fn removed(text: &str) -> String {
    text.red().to_string()
}

/// Something beside the point.
pub fn faint(text: &str) -> String {
    text.dimmed().to_string()
}

/// A word to type, or a label.
pub fn key(text: &str) -> String {
    text.cyan().to_string()
}

/// "1 rep", "2 reps".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pack_text_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd\u{7}"), "a[31mbc d");
        assert_eq!(clean("plain – text"), "plain – text");
    }

    #[test]
    fn wrapped_lines_hang_under_the_first() {
        assert_eq!(wrap("one two three four five six", 20, "1. "), "1. one two three\n   four five six");
        assert_eq!(wrap("look at this: shoulder-position", 24, ""), "look at this:\nshoulder-position");
    }

    #[test]
    fn counts_read_as_english() {
        assert_eq!(count(1, "rep", "reps"), "1 rep");
    }
}
