//! Text in columns of a terminal: how wide it is, filled up, cut, wrapped.

use unicode_width::UnicodeWidthStr as _;

use formcheck_core::page::{RichText, Role};
use formcheck_core::rulebook::words::clean;

/// Below this, wrapping makes nothing better.
pub(super) const NARROWEST: usize = 20;

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

/// Wraps a text behind a mark; its further lines are indented by so many columns, or as far as the mark is wide.
pub fn wrap_rich(text: &RichText, width: usize, mark: &RichText, indent: Option<usize>) -> Vec<RichText> {
    let (first, plain) = (mark.plain(), text.plain());
    let rest = " ".repeat(indent.unwrap_or_else(|| first.width()));
    let wrapped = wrap_plain(&plain, width, &first, &rest);
    let cleaned: RichText = text.runs().iter().fold(RichText::default(), |mut all, run| {
        all.push(&clean(&run.text), run.role);
        all
    });
    let mut letters = cleaned.letters().peekable();
    let mut line = |(place, line): (usize, String)| {
        let before = if place == 0 { &first } else { &rest };
        let Some(body) = line.strip_prefix(before.as_str()).filter(|body| !body.is_empty()) else {
            return RichText::from(line);
        };
        let start = if place == 0 { mark.clone() } else { RichText::from(&rest) };
        let role = |letter: char| {
            // Spaces at the ends of lines are gone.
            while letters.next_if(|(other, _)| *other != letter).is_some() {}
            (letter, letters.next().map_or(Role::Plain, |(_, role)| role))
        };
        start.then(body.chars().map(role).collect::<RichText>())
    };
    wrapped.into_iter().enumerate().map(&mut line).collect()
}

/// Wraps plain text, with `first` before its first line and `rest` before the others.
fn wrap_plain(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    /// A number and its % stay together.
    const KEPT: &str = "\u{a0}%";
    // An id or a command is never broken at its hyphens: a person copies it.
    let options = textwrap::Options::new(width.max(NARROWEST))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let text = clean(text).trim().replace(" %", KEPT);
    textwrap::wrap(&text, options).into_iter().map(|line| line.replace(KEPT, " %")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::page::key;

    #[test]
    fn wrapped_lines_hang_under_the_first() {
        assert_eq!(wrap("one two three four five six", 20, "1. "), "1. one two three\n   four five six");
        assert_eq!(wrap("look at this: shoulder-position", 24, ""), "look at this:\nshoulder-position");
        assert_eq!(wrap("forty questions and 80 % to pass", 22, ""), "forty questions and\n80 % to pass");
    }

    #[test]
    fn wrapped_words_keep_their_roles() {
        let text = key("one two three").then(": four five six");
        let lines = wrap_rich(&text, 20, &"  ".into(), Some(4));
        let plain: Vec<String> = lines.iter().map(RichText::plain).collect();
        assert_eq!(plain, ["  one two three:", "    four five six"]);
        assert_eq!(lines[0].runs()[1].text, "one two three");
        assert_eq!(lines[0].runs()[1].role, Role::Key);
        assert_eq!(lines[1].runs().len(), 1);
    }
}
