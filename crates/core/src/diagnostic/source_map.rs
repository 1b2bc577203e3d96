//! Files by number, and byte spans in them turned into lines and columns.

#![expect(missing_docs, reason = "fields that are what they are called")]

use std::borrow::Cow;

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileIx(pub u32);

/// Bytes `start..end` of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub file: FileIx,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of byte offsets; what lies beyond 4 GB is cut off there.
    pub fn new(file: FileIx, start: usize, end: usize) -> Span {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { file, start: narrow(start), end: narrow(end) }
    }
}

/// A line and a column, both from 1; a column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
pub struct Position {
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// One text with the path that messages call it by.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as shown: relative to the folder that was named, with `/`.
    pub path: String,
    /// The text; borrowed where it is built into the program.
    pub text: Cow<'static, str>,
}

/// Every file that was read, so that a span can be shown.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and gives its handle.
    pub fn add(&mut self, file: SourceFile) -> FileIx {
        let ix = FileIx(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(file);
        ix
    }

    pub fn file(&self, ix: FileIx) -> &SourceFile {
        &self.files[ix.0 as usize]
    }

    /// All files, in the order they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The text that a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.start as usize..span.end as usize]
    }

    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start as usize)
    }

    /// Where a span ends (the position just past its last character).
    pub fn end(&self, span: Span) -> Position {
        self.position(span.file, span.end as usize)
    }

    fn position(&self, file: FileIx, offset: usize) -> Position {
        let text = &self.file(file).text;
        let before = &text[..text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
