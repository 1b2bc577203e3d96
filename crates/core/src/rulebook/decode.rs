//! Mended TOML text, or what the build script read of it → tables with spans, and what was lost where it had to be recovered.
//!
//! Must not know which keys a file may have (`shape`) nor what ids mean (`resolve`).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::built::{Built, BuiltRow, Literal};
use super::recover::{self, Recovered};
use super::syntax::LostId;
use crate::diagnostic::{Code, Diagnostic, FileIx, Span};

/// A parsed file: its table as far as it could be read, and the places that can't be trusted.
#[derive(Debug)]
pub(super) struct Parsed<'t> {
    pub(super) file: FileIx,
    pub(super) text: &'t str,
    tables: FileTables<'t>,
    /// What was wrong with the TOML itself.
    pub(super) faults: &'t [Diagnostic],
    /// Stretches of text touched by a fault: nothing found in them is reported again.
    distrusted: &'t [(usize, usize)],
    /// Ids that faulty headers were to define.
    lost: &'t [LostId],
}

/// The tables of a file: known already, or read from the mended text.
#[derive(Debug)]
enum FileTables<'t> {
    Known(TableRows<'t>),
    Read(DeTable<'t>),
}

/// A table's rows: as TOML's parser gives them, or as the build script wrote them down.
#[derive(Clone, Copy, Debug)]
enum TableRows<'t> {
    Read(&'t DeTable<'t>),
    Built(&'static [BuiltRow]),
}

/// A value: as TOML's parser gives it, or as the build script wrote it down.
#[derive(Clone, Copy, Debug)]
enum NodeValue<'t> {
    Read(&'t DeValue<'t>),
    Built(&'static Literal),
}

/// The type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Type {
    Text,
    Whole,
    Number,
    Flag,
    Date,
    List,
    Table,
}

impl<'t> Parsed<'t> {
    /// The tables of what could be recovered of a text.
    pub(super) fn parse(recovered: &'t Recovered<'_>) -> Parsed<'t> {
        let tables = match &recovered.tables {
            recover::SoundTables::Read(table) => FileTables::Known(TableRows::Read(table)),
            recover::SoundTables::Built(rows) => FileTables::Known(TableRows::Built(rows)),
            recover::SoundTables::Broken => {
                FileTables::Read(DeTable::parse_recoverable(&recovered.readable).0.into_inner())
            }
        };
        Parsed {
            file: recovered.file,
            text: recovered.text,
            tables,
            faults: &recovered.faults,
            distrusted: &recovered.distrusted,
            lost: &recovered.lost,
        }
    }

    /// Whether a syntax fault may have swallowed the definition of an id.
    pub(super) fn may_have_defined(&self, id: &str) -> bool {
        let is_lost = |lost: &LostId| {
            matches!(lost, LostId::Any) || matches!(lost, LostId::Known(known) if known == id)
        };
        if self.lost.iter().any(is_lost) {
            return true;
        }
        let lost = self.distrusted.iter().flat_map(|&(from, to)| self.text[from..to].lines());
        lost.into_iter().any(|line| defines(line, id))
    }

    /// The whole file as a table; messages about it as a whole point at its first line.
    pub(super) fn root(&self) -> Table<'_> {
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let rows = match &self.tables {
            FileTables::Known(rows) => *rows,
            FileTables::Read(rows) => TableRows::Read(rows),
        };
        Table { file: self.file, rows, head: Span::new(self.file, 0, end) }
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
        let is_said = |lost: &LostId| matches!(lost, LostId::Statement(meant) if meant.contains(word));
        self.distrusted.iter().any(|&(from, to)| self.text[from..to].contains(word))
            || self.lost.iter().any(is_said)
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

/// A table with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'t> {
    pub(super) file: FileIx,
    rows: TableRows<'t>,
    /// Its header, or its first line.
    pub(super) head: Span,
}

/// A value with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    pub(super) file: FileIx,
    value: NodeValue<'t>,
    pub(super) span: Span,
}

/// A text with its place.
pub(super) type Text<'t> = (&'t str, Span);

impl<'t> Node<'t> {
    fn read(file: FileIx, spanned: &'t Spanned<DeValue<'t>>) -> Node<'t> {
        let range = spanned.span();
        Node {
            file,
            value: NodeValue::Read(spanned.get_ref()),
            span: Span::new(file, range.start, range.end),
        }
    }

    fn built(file: FileIx, built: &'static Built) -> Node<'t> {
        let (start, end) = built.place;
        Node { file, value: NodeValue::Built(&built.literal), span: Span { file, start, end } }
    }

    pub(super) fn is(self) -> Type {
        match self.value {
            NodeValue::Read(DeValue::String(_)) | NodeValue::Built(Literal::Text(_)) => Type::Text,
            NodeValue::Read(DeValue::Integer(_)) | NodeValue::Built(Literal::Whole(_)) => Type::Whole,
            NodeValue::Read(DeValue::Float(_)) | NodeValue::Built(Literal::Number(_)) => Type::Number,
            NodeValue::Read(DeValue::Boolean(_)) | NodeValue::Built(Literal::Flag(_)) => Type::Flag,
            NodeValue::Read(DeValue::Datetime(_)) => Type::Date,
            NodeValue::Read(DeValue::Array(_)) | NodeValue::Built(Literal::List(_)) => Type::List,
            NodeValue::Read(DeValue::Table(_)) | NodeValue::Built(Literal::Table(_)) => Type::Table,
        }
    }

    pub(super) fn text(self) -> Option<Text<'t>> {
        let text = match self.value {
            NodeValue::Read(value) => value.as_str()?,
            NodeValue::Built(Literal::Text(text)) => text,
            NodeValue::Built(_) => return None,
        };
        Some((text, self.span))
    }

    pub(super) fn whole(self) -> Option<i64> {
        match self.value {
            NodeValue::Read(value) => {
                let integer = value.as_integer()?;
                let digits: String = integer.as_str().chars().filter(|letter| *letter != '_').collect();
                i64::from_str_radix(&digits, integer.radix()).ok()
            }
            NodeValue::Built(Literal::Whole(number)) => Some(*number),
            NodeValue::Built(_) => None,
        }
    }

    pub(super) fn number(self) -> Option<f64> {
        let float = match self.value {
            NodeValue::Read(value) => {
                value.as_float().and_then(|float| float.as_str().replace('_', "").parse().ok())
            }
            NodeValue::Built(Literal::Number(number)) => Some(*number),
            NodeValue::Built(_) => None,
        };
        #[expect(clippy::cast_precision_loss, reason = "answers of a quiz are far below 2^52")]
        float.or_else(|| self.whole().map(|whole| whole as f64)).filter(|number: &f64| number.is_finite())
    }

    pub(super) fn items(self) -> Option<impl Iterator<Item = Node<'t>>> {
        let file = self.file;
        let (read, built): (&'t [_], &'static [_]) = match self.value {
            NodeValue::Read(value) => (value.as_array()?, &[]),
            NodeValue::Built(Literal::List(items)) => (&[], items),
            NodeValue::Built(_) => return None,
        };
        let read = read.iter().map(move |item| Node::read(file, item));
        Some(read.chain(built.iter().map(move |item| Node::built(file, item))))
    }

    pub(super) fn table(self) -> Option<Table<'t>> {
        let rows = match self.value {
            NodeValue::Read(value) => TableRows::Read(value.as_table()?),
            NodeValue::Built(Literal::Table(rows)) => TableRows::Built(rows),
            NodeValue::Built(_) => return None,
        };
        Some(Table { file: self.file, rows, head: self.span })
    }

    pub(super) fn flag(self) -> Option<bool> {
        match self.value {
            NodeValue::Read(value) => value.as_bool(),
            NodeValue::Built(Literal::Flag(flag)) => Some(*flag),
            NodeValue::Built(_) => None,
        }
    }

    /// What it is, in a message.
    pub(super) fn words(self) -> &'static str {
        match self.is() {
            Type::Text => "text",
            Type::Whole => "a whole number",
            Type::Number => "a number with a decimal point",
            Type::Flag => "true or false",
            Type::Date => "a date",
            Type::List => "a list",
            Type::Table => "a table",
        }
    }
}

/// Getters that give nothing where the value is not of the type: the shape check has said so already.
impl<'t> Table<'t> {
    pub(super) fn get(self, key: &str) -> Option<Node<'t>> {
        match self.rows {
            TableRows::Read(rows) => rows.get(key).map(|value| Node::read(self.file, value)),
            TableRows::Built(rows) => {
                rows.iter().find(|row| row.key == key).map(|row| Node::built(self.file, &row.value))
            }
        }
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The keys with their places and values, in the order of the file.
    pub(super) fn entries(self) -> impl Iterator<Item = (Text<'t>, Node<'t>)> {
        let file = self.file;
        let (read, built): (Option<&'t DeTable<'t>>, &'static [BuiltRow]) = match self.rows {
            TableRows::Read(rows) => (Some(rows), &[]),
            TableRows::Built(rows) => (None, rows),
        };
        let read = read.into_iter().flatten().map(move |(key, value)| {
            let range = key.span();
            let place = Span::new(file, range.start, range.end);
            ((key.get_ref().as_ref(), place), Node::read(file, value))
        });
        let built = built.iter().map(move |row| {
            let place = Span { file, start: row.place.0, end: row.place.1 };
            ((row.key, place), Node::built(file, &row.value))
        });
        read.chain(built)
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
        self.get(key)?.flag()
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

/// Whether a text is a name with its pack: `mid-back/torso-angle`.
pub fn is_whole_name(text: &str) -> bool {
    text.split_once('/').is_some_and(|(pack, plain)| is_kebab(pack) && is_kebab(plain))
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
