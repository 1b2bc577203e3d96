//! Where ids stand in a file: as headers and keys, and as texts in lists of ids.
//!
//! By place and shape alone, so that it works while a file is half typed.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use formcheck_core::rulebook::files::FileKind;

/// An id where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// The file's path in the pack.
    pub path: String,
    /// The bytes of the id itself, without quotes.
    pub range: Range<usize>,
    pub id: String,
    /// Whether the thing is defined here.
    pub defines: bool,
}

/// Keys whose texts are ids; of `sources` the part before the `#`.
const LISTS: &[&str] = &[
    "mistakes",
    "expect",
    "in-words",
    "sources",
    "questions",
    "exercises",
    "primary",
    "secondary",
    "group",
    "leads-to",
    "often-from",
    "not-beside",
    "everywhere",
    "difference",
    "of",
];
/// Tables whose keys are ids of things defined elsewhere.
const BY_ID: &[&str] = &["when", "unless", "good", "tolerated", "because", "rep", "reword"];
/// Tables whose keys are ids of signs, but for those that they have of their own.
const CASES: &[&str] = &["fine", "variant"];
const CASE_KEYS: &[&str] = &["when", "because", "sources", "assumption", "contested"];
/// Tables of an exercise or a quiz whose keys define things.
const DEFINING: &[&str] = &["mistake", "question"];

/// The id at a byte of a file.
pub(super) fn at(path: &str, text: &str, at: usize) -> Option<Occurrence> {
    all(path, text).into_iter().find(|one| one.range.start <= at && at <= one.range.end)
}

/// Every id of a file, in the order of the text.
pub(super) fn all(path: &str, text: &str) -> Vec<Occurrence> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut found = Walk { path, text, out: Vec::new() };
    let defines_at_root = matches!(
        FileKind::of(path),
        Some(FileKind::Signs | FileKind::Mistakes | FileKind::Muscles | FileKind::Sources)
    );
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        let is_thing = defines_at_root
            && value.get_ref().is_table()
            && !matches!(name, "impossible" | "unlikely" | "allow");
        if is_thing {
            found.push(key.span(), name, true);
        }
        found.value(name, value);
    }
    found.out.sort_by_key(|one| one.range.start);
    found.out.dedup_by(|a, b| a.range == b.range);
    found.out
}

struct Walk<'t> {
    path: &'t str,
    text: &'t str,
    out: Vec<Occurrence>,
}

impl Walk<'_> {
    fn push(&mut self, span: Range<usize>, id: &str, defines: bool) {
        // The span of a text has its quotes; of an id with a place behind it only the id is one.
        let Some(raw) = self.text.get(span.clone()) else { return };
        let Some(offset) = raw.find(id) else { return };
        let start = span.start + offset;
        let range = start..start + id.len();
        self.out.push(Occurrence { path: self.path.to_owned(), range, id: id.to_owned(), defines });
    }

    fn value(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(word) if LISTS.contains(&key) => {
                let id = word.split('#').next().unwrap_or_default();
                if !id.is_empty() && id != "all" {
                    self.push(value.span(), id, false);
                }
            }
            DeValue::Array(items) => items.iter().for_each(|item| self.value(key, item)),
            DeValue::Table(table) => {
                for (inner, value) in table {
                    let name = inner.get_ref().as_ref();
                    let is_case = CASES.contains(&key) && !CASE_KEYS.contains(&name);
                    if BY_ID.contains(&key) || is_case {
                        self.push(inner.span(), name, false);
                    } else if DEFINING.contains(&key) {
                        self.push(inner.span(), name, true);
                    }
                    // Below `when` and the like stand values of signs, which are no ids.
                    if !is_case && (!BY_ID.contains(&key) || key == "reword") {
                        self.value(name, value);
                    }
                }
            }
            _ => {}
        }
    }
}
