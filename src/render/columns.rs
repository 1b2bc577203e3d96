//! Plain text in columns of a terminal: how wide it is, filled up, cut, wrapped.

use unicode_width::UnicodeWidthStr as _;

use super::lines::wrap_plain;

/// The width of a text in columns.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// `text`, filled up with spaces to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text in so many columns; what was cut off stands as an ellipsis.
pub fn shortened(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if columns(&short) + 2 > width {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

/// Wraps text to `width`, with `first` before its first line and as many spaces before the others.
pub fn wrap(text: &str, width: usize, first: &str) -> String {
    wrap_between(text, width, first, &" ".repeat(first.width()))
}

/// Wraps text to `width`, with `first` before its first line and `rest` before the others.
pub fn wrap_between(text: &str, width: usize, first: &str, rest: &str) -> String {
    wrap_plain(text, width, first, rest).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_hang_under_the_first() {
        assert_eq!(wrap("one two three four five six", 20, "1. "), "1. one two three\n   four five six");
        assert_eq!(wrap("look at this: shoulder-position", 24, ""), "look at this:\nshoulder-position");
    }
}
