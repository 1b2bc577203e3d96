//! A file laid out: its tables and keys in order, comments with what they belong to.

use std::collections::HashMap;

use toml_edit::{DocumentMut, Item, RawString, Table, Value};

use super::comments::{Lines, behind, lines_above, split_foot, split_head};
use super::order::{below, kind_of, sorted, with_comment};
use super::value::{Laid, key_text, written};
use formcheck_core::rulebook::files::{FileKind, NAMED_VALUES, TableSchema};

/// Why a text was not laid out: it is no TOML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotToml {
    /// The line of the first fault, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What the parser expected.
    pub message: String,
}

/// The text of a rule file in the one layout. Line ends become `\n`, inside texts over several lines too: TOML leaves
/// them open.
///
/// # Errors
/// If the text is no TOML; then there is nothing to lay out.
pub fn format(kind: FileKind, text: &str) -> Result<String, NotToml> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let document: DocumentMut = plain.parse().map_err(|fault| not_toml(&plain, &fault))?;
    let done = Layout::new(&document).document(&document, kind.schema());
    // A coach's words are worth more than their layout: if this program has a fault, the file stays as it is.
    Ok(if same_values(&plain, &done) { done } else { text.to_owned() })
}

/// The same, in the line ends of the text: a file that was checked out on Windows, all of whose lines end so, stays one.
///
/// # Errors
/// As [`format`].
pub fn format_as_checked_out(kind: FileKind, text: &str) -> Result<String, NotToml> {
    let done = format(kind, text)?;
    let of_windows = text.matches("\r\n").count();
    let is_whole = of_windows > 0 && of_windows == text.matches('\n').count();
    Ok(if is_whole && !done.contains('\r') { done.replace('\n', "\r\n") } else { done })
}

pub(super) fn not_toml(text: &str, fault: &toml_edit::TomlError) -> NotToml {
    let at = fault.span().map_or(0, |span| span.start.min(text.len()));
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    NotToml {
        line: before.matches('\n').count() + 1,
        column: line.chars().count() + 1,
        message: fault.message().replace('\n', ", "),
    }
}

pub(super) fn same_values(before: &str, after: &str) -> bool {
    match (before.parse::<toml::Table>(), after.parse::<toml::Table>()) {
        (Ok(before), Ok(after)) => before == after,
        _ => false,
    }
}

/// Where a table stands in the text; none for the file's own keys before the first header.
pub(super) type HeaderPlace = Option<isize>;

/// The text as far as it is laid out, and the comments that go with a table as a whole.
pub(super) struct Layout<'t> {
    out: String,
    /// Comments right under a table's last key, with a blank line behind them: they belong to that table.
    feet: HashMap<HeaderPlace, Lines<'t>>,
    /// What stands above a header.
    above: HashMap<HeaderPlace, Lines<'t>>,
    /// The first paragraph of the file: it stays at the top whatever is sorted below it.
    head: Lines<'t>,
    /// What stands above the first key of the text, whole and without the head; none if a header comes first.
    above_first: Option<(&'t RawString, Lines<'t>)>,
    /// What stands at the end.
    end: Lines<'t>,
}

impl<'t> Layout<'t> {
    fn new(document: &'t DocumentMut) -> Layout<'t> {
        let mut layout = Layout {
            out: String::new(),
            feet: HashMap::new(),
            above: HashMap::new(),
            head: Vec::new(),
            above_first: None,
            end: Vec::new(),
        };
        let root = document.as_table();
        let first_key = root.get_values().into_iter().next();
        if let Some((path, _)) = &first_key {
            let raw = path.last().and_then(|key| key.leaf_decor().prefix());
            let (head, rest) = split_head(lines_above(raw));
            layout.head = head;
            layout.above_first = raw.map(|raw| (raw, rest));
        }
        let mut headers = Vec::new();
        headers_in(root, &mut headers);
        headers.sort_by_key(|table| table.position());
        let mut last: HeaderPlace = None;
        for (place, table) in headers.into_iter().enumerate() {
            let lines = lines_above(table.decor().prefix());
            let rest = if place == 0 && first_key.is_none() {
                let (head, rest) = split_head(lines);
                layout.head = head;
                rest
            } else {
                let (foot, rest) = split_foot(lines, false);
                layout.feet.insert(last, foot);
                rest
            };
            layout.above.insert(table.position(), rest);
            last = table.position();
        }
        let end = lines_above(Some(document.trailing()));
        if last.is_none() && first_key.is_none() {
            layout.end = end;
        } else {
            let (foot, rest) = split_foot(end, true);
            layout.feet.insert(last, foot);
            layout.end = rest;
        }
        layout
    }

    fn document(mut self, document: &'t DocumentMut, schema: &'static TableSchema) -> String {
        for line in std::mem::take(&mut self.head) {
            self.line(line);
        }
        if !self.out.is_empty() {
            self.line("");
        }
        self.table(document.as_table(), Some(schema), &[], None);
        let end = std::mem::take(&mut self.end);
        self.apart();
        self.paragraphs(&end);
        let kept = self.out.trim_end_matches('\n').len();
        self.out.truncate(kept);
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }

    /// A table's keys, the comments at its foot, and the tables below it.
    fn table(
        &mut self,
        table: &'t Table,
        schema: Option<&'static TableSchema>,
        path: &[&str],
        place: HeaderPlace,
    ) {
        let mut first = true;
        self.keys(table, schema, &mut Vec::new(), &mut first);
        let foot = self.feet.remove(&place).unwrap_or_default();
        for line in &foot {
            self.line(line);
        }
        if !foot.is_empty() {
            self.line("");
        }
        for (key, item) in sorted(table.iter().collect(), schema) {
            let below = below(schema, key, || item.get("kind")?.as_str());
            let path: Vec<&str> = path.iter().copied().chain([key]).collect();
            match item {
                Item::Table(table) if !table.is_dotted() => {
                    if !table.is_implicit() {
                        let hugs = below.is_some_and(|schema| std::ptr::eq(schema, &raw const NAMED_VALUES));
                        self.header(table, &path, ("[", "]"), hugs);
                    }
                    self.table(table, below, &path, table.position());
                }
                Item::ArrayOfTables(tables) => {
                    for table in tables {
                        self.header(table, &path, ("[[", "]]"), false);
                        self.table(table, below, &path, table.position());
                    }
                }
                _ => {}
            }
        }
    }

    fn header(&mut self, table: &'t Table, path: &[&str], brackets: (&str, &str), hugs: bool) {
        if !hugs {
            self.apart();
        }
        let above = self.above.remove(&table.position()).unwrap_or_default();
        self.paragraphs(&above);
        let path: Vec<String> = path.iter().map(|key| key_text(key)).collect();
        let header = format!("{}{}{}", brackets.0, path.join("."), brackets.1);
        self.line(&with_comment(&header, behind(table.decor().suffix()).as_deref()));
    }

    /// The keys with values of a table; `path` is what stands before them in dotted keys.
    fn keys(
        &mut self,
        table: &'t Table,
        schema: Option<&'static TableSchema>,
        path: &mut Vec<&'t str>,
        first: &mut bool,
    ) {
        for (name, item) in sorted(table.iter().collect(), schema) {
            path.push(name);
            match item {
                Item::Value(value) => {
                    let decor = table.key(name).and_then(|key| key.leaf_decor().prefix());
                    self.key(path, value, decor, below(schema, name, || kind_of(value)), *first);
                    *first = false;
                }
                Item::Table(dotted) if dotted.is_dotted() => {
                    self.keys(dotted, below(schema, name, || dotted.get("kind")?.as_str()), path, first);
                }
                _ => {}
            }
            path.pop();
        }
    }

    fn key(
        &mut self,
        path: &[&str],
        value: &'t Value,
        decor: Option<&'t RawString>,
        schema: Option<&'static TableSchema>,
        first: bool,
    ) {
        // The first key of the file shares its comments with the file's head.
        let above = match &self.above_first {
            Some((raw, rest)) if decor.is_some_and(|decor| std::ptr::eq(decor, *raw)) => rest.clone(),
            _ => lines_above(decor),
        };
        if !first && above.first().is_some_and(|line| line.is_empty()) {
            self.apart();
        }
        self.paragraphs(&above);
        let path: Vec<String> = path.iter().map(|key| key_text(key)).collect();
        let text = written(&format!("{} = ", path.join(".")), &Laid::of(value, schema), 0);
        self.line(&with_comment(&text, behind(value.decor().suffix()).as_deref()));
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// One blank line, unless there is one or nothing stands above.
    fn apart(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Comments with the blank lines between them, less those before the first.
    fn paragraphs(&mut self, lines: &[&str]) {
        for line in lines.iter().skip_while(|line| line.is_empty()) {
            self.line(line);
        }
    }
}

pub(super) fn headers_in<'t>(table: &'t Table, into: &mut Vec<&'t Table>) {
    for (_, item) in table {
        match item {
            Item::Table(table) => {
                if !table.is_implicit() && !table.is_dotted() {
                    into.push(table);
                }
                headers_in(table, into);
            }
            Item::ArrayOfTables(tables) => {
                for table in tables {
                    into.push(table);
                    headers_in(table, into);
                }
            }
            _ => {}
        }
    }
}
