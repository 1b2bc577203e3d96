//! Values as they are written: lists and tables on one line where they fit, texts in the plainest quotes.
//!
//! Must not know where a value stands in its file.

use std::borrow::Cow;

use toml_edit::{Array, InlineTable, Key, RawString, Value};

use super::comments::between;
use super::order::{below, kind_of, sorted, with_comment};
use formcheck_core::rulebook::files::TableSchema;

/// The longest line for a list.
const WIDEST: usize = 100;
const INDENT: usize = 2;

/// A value, ready to be written.
pub(super) enum Laid {
    /// Text, a number, true or false.
    Word(String),
    /// A list or a table.
    Group(ValueGroup),
}

/// A list or a table.
pub(super) struct ValueGroup {
    is_list: bool,
    parts: Vec<LaidPart>,
    /// Comments before the closing bracket.
    end: Vec<String>,
}

/// An item of a list, or a key of a table.
struct LaidPart {
    above: Vec<String>,
    /// `key = `, or nothing in a list.
    name: String,
    piece: Laid,
    behind: Option<String>,
}

impl Laid {
    /// A value, its keys in the order of its shape.
    pub(super) fn of(value: &Value, schema: Option<&'static TableSchema>) -> Laid {
        match value {
            Value::Array(list) => Laid::Group(ValueGroup::list(list, schema)),
            Value::InlineTable(table) => Laid::Group(ValueGroup::table(table, schema)),
            Value::String(text) => Laid::Word(text_again(text.value(), raw(text.as_repr()))),
            Value::Integer(number) => Laid::Word(number.display_repr().into_owned()),
            Value::Float(number) => Laid::Word(number.display_repr().into_owned()),
            Value::Boolean(flag) => Laid::Word(flag.display_repr().into_owned()),
            Value::Datetime(date) => Laid::Word(date.display_repr().into_owned()),
        }
    }

    fn has_comments(&self) -> bool {
        let Laid::Group(group) = self else { return false };
        let in_part =
            |part: &LaidPart| !part.above.is_empty() || part.behind.is_some() || part.piece.has_comments();
        !group.end.is_empty() || group.parts.iter().any(in_part)
    }

    fn flat(&self) -> String {
        let group = match self {
            Laid::Word(word) => return word.clone(),
            Laid::Group(group) => group,
        };
        let parts: Vec<String> =
            group.parts.iter().map(|part| format!("{}{}", part.name, part.piece.flat())).collect();
        let inner = parts.join(", ");
        let (open, close) = group.brackets();
        // Tables in a list stand apart from its brackets, so that both can be seen.
        let airy = !group.is_list || group.parts.iter().any(|part| part.piece.is_table());
        if airy && !parts.is_empty() {
            format!("{open} {inner} {close}")
        } else {
            format!("{open}{inner}{close}")
        }
    }

    fn is_table(&self) -> bool {
        matches!(self, Laid::Group(group) if !group.is_list)
    }
}

impl ValueGroup {
    fn brackets(&self) -> (char, char) {
        if self.is_list { ('[', ']') } else { ('{', '}') }
    }

    fn list(list: &Array, schema: Option<&'static TableSchema>) -> ValueGroup {
        let mut parts = Vec::new();
        let mut waiting = Vec::new();
        for value in list {
            let decor = value.decor();
            let piece = Laid::of(value, schema);
            add(&mut parts, &mut waiting, decor.prefix(), (String::new(), piece), decor.suffix());
        }
        let end = close(&mut parts, waiting, list.trailing());
        ValueGroup { is_list: true, parts, end }
    }

    fn table(table: &InlineTable, schema: Option<&'static TableSchema>) -> ValueGroup {
        // Comments are shared out in the order of the text, then the keys are put into theirs.
        let mut parts = Vec::new();
        let mut waiting = Vec::new();
        let mut names = Vec::new();
        rows(table, schema, "", &mut |key, name, value, schema| {
            let piece = Laid::of(value, schema);
            names.push(name.clone());
            let named = (format!("{name} = "), piece);
            add(&mut parts, &mut waiting, key.leaf_decor().prefix(), named, value.decor().suffix());
        });
        let end = close(&mut parts, waiting, table.trailing());
        let mut wanted = Vec::new();
        names_in_order(table, schema, "", &mut wanted);
        let mut parts: Vec<(String, LaidPart)> = names.into_iter().zip(parts).collect();
        parts.sort_by_key(|(name, _)| wanted.iter().position(|other| other == name));
        ValueGroup { is_list: false, parts: parts.into_iter().map(|(_, part)| part).collect(), end }
    }
}

type WriteKey<'r, 't> = &'r mut dyn FnMut(&'t Key, String, &'t Value, Option<&'static TableSchema>);

/// The keys of a table in the order of the text, dotted ones whole.
fn rows<'t>(
    table: &'t InlineTable,
    schema: Option<&'static TableSchema>,
    before: &str,
    row: WriteKey<'_, 't>,
) {
    for (key, value) in table {
        let name = format!("{before}{}", key_text(key));
        let schema = below(schema, key, || kind_of(value));
        match value {
            Value::InlineTable(dotted) if dotted.is_dotted() => {
                rows(dotted, schema, &format!("{name}."), row);
            }
            value => {
                if let Some((key, _)) = table.get_key_value(key) {
                    row(key, name, value, schema);
                }
            }
        }
    }
}

fn names_in_order(
    table: &InlineTable,
    schema: Option<&'static TableSchema>,
    before: &str,
    into: &mut Vec<String>,
) {
    for (key, value) in sorted(table.iter().collect(), schema) {
        let name = format!("{before}{}", key_text(key));
        match value {
            Value::InlineTable(dotted) if dotted.is_dotted() => {
                names_in_order(dotted, below(schema, key, || kind_of(value)), &format!("{name}."), into);
            }
            _ => into.push(name),
        }
    }
}

/// Adds an item; `waiting` are comments that stood before the comma of the last one.
fn add(
    parts: &mut Vec<LaidPart>,
    waiting: &mut Vec<String>,
    prefix: Option<&RawString>,
    (name, piece): (String, Laid),
    suffix: Option<&RawString>,
) {
    let above = take_behind(parts, waiting, prefix);
    let (behind, rest) = between(suffix);
    waiting.extend(rest);
    parts.push(LaidPart { above, name, piece, behind });
}

fn close(parts: &mut [LaidPart], mut waiting: Vec<String>, trailing: &RawString) -> Vec<String> {
    take_behind(parts, &mut waiting, Some(trailing))
}

/// Hands the first comment to the item that it stands behind; gives back the others.
fn take_behind(parts: &mut [LaidPart], waiting: &mut Vec<String>, raw: Option<&RawString>) -> Vec<String> {
    let (first, rest) = between(raw);
    let mut above = std::mem::take(waiting);
    match parts.last_mut() {
        Some(last) if last.behind.is_none() && above.is_empty() => last.behind = first,
        _ => above.extend(first),
    }
    above.extend(rest);
    above
}

/// `name` with its value: on one line if it fits or can't be broken, else one item a line.
pub(super) fn written(name: &str, piece: &Laid, indent: usize) -> String {
    let flat = format!("{name}{}", piece.flat());
    let Laid::Group(group) = piece else { return flat };
    let fits = indent + flat.chars().count() <= WIDEST;
    if !piece.has_comments() && (fits || !group.is_list) {
        return flat;
    }
    let (open, close) = group.brackets();
    let margin = " ".repeat(indent + INDENT);
    let mut lines = vec![format!("{name}{open}")];
    for part in &group.parts {
        lines.extend(part.above.iter().map(|comment| format!("{margin}{comment}")));
        let item = format!("{},", written(&part.name, &part.piece, indent + INDENT));
        lines.push(format!("{margin}{}", with_comment(&item, part.behind.as_deref())));
    }
    lines.extend(group.end.iter().map(|comment| format!("{margin}{comment}")));
    lines.push(format!("{}{close}", " ".repeat(indent)));
    lines.join("\n")
}

/// A key as it is written: bare where it can be.
pub(super) fn key_text(key: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { quoted(key) }
}

fn raw(repr: Option<&toml_edit::Repr>) -> Option<&str> {
    repr.and_then(|repr| repr.as_raw().as_str())
}

/// A text as it is written. One over several lines stays as it is, and so does one with letters by number: who
/// wrote those wanted them to be seen.
fn text_again(value: &str, raw: Option<&str>) -> String {
    let by_number =
        |raw: &str| raw.starts_with('"') && ["\\u", "\\U", "\\x"].iter().any(|one| raw.contains(one));
    match raw {
        Some(raw) if raw.starts_with("\"\"\"") || raw.starts_with("'''") || by_number(raw) => raw.to_owned(),
        _ => quoted(value),
    }
}

/// A key of a condition: in quotes where a pack stands before its id.
pub(crate) fn key(name: &str) -> Cow<'_, str> {
    if name.contains('/') { Cow::Owned(quoted(name)) } else { Cow::Borrowed(name) }
}

/// A text in the plainest quotes.
pub(crate) fn quoted(value: &str) -> String {
    let literal =
        value.contains(['"', '\\']) && !value.contains(|letter: char| letter == '\'' || letter.is_control());
    if literal {
        return format!("'{value}'");
    }
    let mut text = String::from("\"");
    for letter in value.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            letter if letter.is_control() => text.push_str(&by_number(letter)),
            letter => text.push(letter),
        }
    }
    text.push('"');
    text
}

fn by_number(letter: char) -> String {
    format!("\\u{:04X}", u32::from(letter))
}
