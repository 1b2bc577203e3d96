//! The built-in pack with hostile text everywhere that a coach may write: what formats use for themselves, HTML, line
//! breaks, letters of many scripts.

use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, Item, TableLike, Value};

/// What stands before or behind each text, one after the other.
const HOSTILE: &[&str] = &[
    "{x}",
    "~y",
    "=z",
    "a:b::c",
    "#1####",
    "\"q\" 'p'",
    "]]>",
    "<script>alert(1)</script>",
    "<b>",
    "&amp;&lt;",
    "\\n\\",
    "%50%",
    "[html]",
    "one\ntwo",
    "żółć 背中 💪",
    "//",
    "$$x$$",
    "&&058;",
    "*",
    "@SUM(A1)",
    "-1",
    "+2",
    "\ttab",
    ";",
    ",",
    "a\"b",
    "<!--",
    "{{c1::x}}",
    "[sound:x]",
    "\\(x\\)",
    "->",
    "%",
    "é",
];

/// Keys whose values are ids, conditions and numbers of the rules.
const MEANT: &[&str] = &[
    "when",
    "unless",
    "worse",
    "leads-to",
    "not-beside",
    "often-from",
    "everywhere",
    "contests",
    "usually",
    "good",
    "tolerated",
    "rep",
    "expect",
    "phase",
    "phases",
    "kind",
    "kinds",
    "tags",
    "equipment",
    "muscles",
    "group",
    "sources",
    "mistakes",
    "exercises",
    "questions",
    "feedback",
    "severity",
    "uses",
    "lang",
    "version",
    "licence",
    "url",
    "was",
    "format",
    "exam",
    "figure",
    "pose",
    "notice",
    "authors",
];

/// Copies a pack's `rules` and `quizzes` from `from` to `to`, its texts made hostile.
pub(crate) fn copy(from: &Path, to: &Path) {
    let mut place = 0;
    for folder in ["rules", "quizzes"] {
        walk(&from.join(folder), &to.join(folder), &mut place);
    }
}

fn walk(from: &Path, to: &Path, place: &mut usize) {
    fs::create_dir_all(to).expect("a folder");
    let mut entries: Vec<_> =
        fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            walk(&entry.path(), &target, place);
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("text");
        let mut document: DocumentMut = text.parse().expect("TOML");
        if entry.file_name() != "pack.toml" {
            table(document.as_table_mut(), place);
        }
        fs::write(target, document.to_string()).expect("written");
    }
}

fn table(table: &mut dyn TableLike, place: &mut usize) {
    // A measure is counted in degrees, and a hostile unit is not.
    table.remove("measure");
    for (key, item) in table.iter_mut() {
        if MEANT.contains(&key.get()) {
            continue;
        }
        match item {
            Item::Value(one) => value(one, place),
            Item::Table(inner) => self::table(inner, place),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|inner| self::table(inner, place)),
            Item::None => {}
        }
    }
}

fn value(one: &mut Value, place: &mut usize) {
    match one {
        Value::String(text) => {
            let hostile = HOSTILE[*place % HOSTILE.len()];
            let first = (*place / HOSTILE.len()).is_multiple_of(2);
            *place += 1;
            let text = text.value();
            *one = if first { format!("{hostile} {text}") } else { format!("{text} {hostile}") }.into();
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| value(inner, place)),
        Value::InlineTable(inner) => table(inner, place),
        _ => {}
    }
}
