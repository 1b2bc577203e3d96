//! Mended TOML text → tables with spans, and what was lost where it had to be mended.
//!
//! Must not know which keys a file may have (`shape`) nor what ids mean (`resolve`).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::syntax::Mended;
use crate::diagnostic::{Code, Diagnostic, FileIx, Span};

/// A parsed file: its table as far as it could be read, and the places that can't be trusted.
#[derive(Debug)]
pub(super) struct Parsed<'t> {
    pub(super) file: FileIx,
    pub(super) text: &'t str,
    table: Tables<'t>,
    /// What was wrong with the TOML itself.
    pub(super) faults: &'t [Diagnostic],
    /// Stretches of text touched by a fault: nothing found in them is reported again.
    distrusted: &'t [(usize, usize)],
}

/// The tables of a file: those of the first reading, or of the mended text.
#[derive(Debug)]
enum Tables<'t> {
    Kept(&'t DeTable<'t>),
    Read(DeTable<'t>),
}

impl<'t> Parsed<'t> {
    /// Parses what could be mended of a text.
    pub(super) fn parse(mended: &'t Mended<'_>) -> Parsed<'t> {
        let read = || Tables::Read(DeTable::parse_recoverable(&mended.sound).0.into_inner());
        Parsed {
            file: mended.file,
            text: mended.text,
            table: mended.table.as_ref().map_or_else(read, Tables::Kept),
            faults: &mended.faults,
            distrusted: &mended.distrusted,
        }
    }

    /// Whether a syntax fault may have swallowed the definition of an id.
    pub(super) fn may_have_defined(&self, id: &str) -> bool {
        let lost = self.distrusted.iter().flat_map(|&(from, to)| self.text[from..to].lines());
        lost.into_iter().any(|line| defines(line, id))
    }

    /// The whole file as a table; messages about it as a whole point at its first line.
    pub(super) fn root(&self) -> Table<'_> {
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let rows = match &self.table {
            Tables::Kept(rows) => rows,
            Tables::Read(rows) => rows,
        };
        Table { file: self.file, rows, head: span(self.file, 0, end) }
    }

    /// Whether a syntax fault makes it unwise to report anything here.
    pub(super) fn distrusts(&self, span: Span) -> bool {
        let start = span.start as usize;
        self.distrusted.iter().any(|&(from, to)| from <= start && start <= to)
    }

    /// Whether something may be missing because of a syntax fault.
    pub(super) fn has_slips(&self) -> bool {
        self.faults.iter().any(|fault| fault.code == Code::Syntax)
    }

    /// Whether a word occurs where a syntax fault may have swallowed it.
    pub(super) fn may_have_swallowed(&self, word: &str) -> bool {
        self.distrusted.iter().any(|&(from, to)| self.text[from..to].contains(word))
    }
}

/// Whether a line that can't be read may have been to define a thing of this id: as a header or a key, or as a group.
fn defines(line: &str, id: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let is_group = line.trim_start().starts_with("group");
    // Somebody may have written an id with spaces.
    let spaced = line.trim().starts_with('[').then(|| line.trim().replace(' ', "-"));
    let line = spaced.as_deref().unwrap_or(line);
    line.match_indices(id).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + id.len()..]);
        let whole = !before.ends_with(is_part) && !after.starts_with(is_part);
        whole && (is_group || !before.contains('=') && !before.ends_with('"'))
    })
}

pub(super) fn span(file: FileIx, start: usize, end: usize) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(end) }
}

/// A table with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'t> {
    pub(super) file: FileIx,
    pub(super) rows: &'t DeTable<'t>,
    /// Its header, or its first line.
    pub(super) head: Span,
}

/// A value with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    pub(super) file: FileIx,
    pub(super) value: &'t DeValue<'t>,
    pub(super) span: Span,
}

/// A text with its place.
pub(super) type Text<'t> = (&'t str, Span);

impl<'t> Node<'t> {
    fn new(file: FileIx, spanned: &'t Spanned<DeValue<'t>>) -> Node<'t> {
        let range = spanned.span();
        Node { file, value: spanned.get_ref(), span: span(file, range.start, range.end) }
    }

    pub(super) fn text(self) -> Option<Text<'t>> {
        Some((self.value.as_str()?, self.span))
    }

    pub(super) fn whole(self) -> Option<i64> {
        let integer = self.value.as_integer()?;
        let digits: String = integer.as_str().chars().filter(|letter| *letter != '_').collect();
        i64::from_str_radix(&digits, integer.radix()).ok()
    }

    pub(super) fn number(self) -> Option<f64> {
        let float = self.value.as_float().and_then(|float| float.as_str().replace('_', "").parse().ok());
        #[expect(clippy::cast_precision_loss, reason = "answers of a quiz are far below 2^52")]
        float.or_else(|| self.whole().map(|whole| whole as f64)).filter(|number: &f64| number.is_finite())
    }

    pub(super) fn items(self) -> Option<impl Iterator<Item = Node<'t>>> {
        let file = self.file;
        Some(self.value.as_array()?.iter().map(move |item| Node::new(file, item)))
    }

    pub(super) fn table(self) -> Option<Table<'t>> {
        Some(Table { file: self.file, rows: self.value.as_table()?, head: self.span })
    }

    /// What it is, in a message.
    pub(super) fn words(self) -> &'static str {
        match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a decimal point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

/// Getters that give nothing where the value is not of the type: the shape check has said so already.
impl<'t> Table<'t> {
    pub(super) fn get(self, key: &str) -> Option<Node<'t>> {
        self.rows.get(key).map(|value| Node::new(self.file, value))
    }

    /// The keys with their places and values, in the order of the file.
    pub(super) fn entries(self) -> impl Iterator<Item = (Text<'t>, Node<'t>)> {
        self.rows.iter().map(move |(key, value)| {
            let range = key.span();
            let place = span(self.file, range.start, range.end);
            ((key.get_ref().as_ref(), place), Node::new(self.file, value))
        })
    }

    pub(super) fn text(self, key: &str) -> Option<Text<'t>> {
        self.get(key)?.text()
    }

    pub(super) fn owned(self, key: &str) -> Option<String> {
        self.text(key).map(|(text, _)| text.to_owned())
    }

    pub(super) fn texts(self, key: &str) -> Vec<Text<'t>> {
        let items = self.get(key).and_then(Node::items);
        items.into_iter().flatten().filter_map(Node::text).collect()
    }

    pub(super) fn all_owned(self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    pub(super) fn whole(self, key: &str) -> Option<i32> {
        self.get(key)?.whole().and_then(|number| i32::try_from(number).ok())
    }

    pub(super) fn flag(self, key: &str) -> Option<bool> {
        self.get(key)?.value.as_bool()
    }

    pub(super) fn sub(self, key: &str) -> Option<Table<'t>> {
        self.get(key)?.table()
    }

    pub(super) fn subs(self, key: &str) -> Vec<Table<'t>> {
        let items = self.get(key).and_then(Node::items);
        items.into_iter().flatten().filter_map(Node::table).collect()
    }
}

/// Whether a text is kebab-case ASCII: a to z, 0 to 9, single hyphens between them.
pub fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A text as kebab-case, where that is plain.
pub fn kebab(text: &str) -> Option<String> {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if matches!(letter, '-' | '_' | ' ' | '.') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-').to_owned();
    is_kebab(&out).then_some(out)
}
