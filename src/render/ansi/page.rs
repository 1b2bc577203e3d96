//! Building a page of text: headings, paragraphs, lists, all wrapped to one width.

use crate::render::ansi::style;

/// Lines of text for the terminal.
#[derive(Debug)]
pub struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// An empty page of this many columns.
    pub fn new(width: usize) -> Page {
        Page { text: String::new(), width }
    }

    /// A heading, with an empty line before it unless it is the first.
    pub fn heading(&mut self, text: &str) -> &mut Page {
        self.gap();
        self.text.push_str(&style::heading(text));
        self.text.push('\n');
        self
    }

    /// A paragraph.
    pub fn say(&mut self, text: &str) -> &mut Page {
        self.hang("", text)
    }

    /// A paragraph behind a mark, its further lines indented below its first word.
    pub fn hang(&mut self, mark: &str, text: &str) -> &mut Page {
        self.text.push_str(&style::wrap(text, self.width, mark));
        self.text.push('\n');
        self
    }

    /// A paragraph behind a label, its further lines indented a little; nothing if the paragraph is empty.
    pub fn labelled(&mut self, label: &str, text: &str) -> &mut Page {
        if !text.is_empty() {
            let indent = label.len() - label.trim_start().len();
            let whole = format!("{}: {text}", label.trim_start());
            let plain = style::wrap_between(&whole, self.width, &label[..indent], &" ".repeat(indent + 2));
            self.text.push_str(&plain.replacen(label.trim_start(), &style::key(label.trim_start()), 1));
            self.text.push('\n');
        }
        self
    }

    /// A line as it is.
    pub fn line(&mut self, text: &str) -> &mut Page {
        self.text.push_str(text);
        self.text.push('\n');
        self
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) -> &mut Page {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }
}
