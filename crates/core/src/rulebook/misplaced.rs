//! Headers and keys that are misplaced: a sign's key below its values, values without their header, a header that is
//! misspelt, a mistake without `mistake.` in its header. Each is reported once, where it stands, with where it belongs.
//!
//! Must not know what ids mean beyond how close they are.

use super::decode::{Node, Table};
use super::files::{ALLOWED, EXERCISE, MISTAKE, NAMED_VALUES, SIGN, SIGNS, TableSchema};
use super::fit::fits;
use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, Span};

/// Whether a key of a sign's values is one of the sign's own keys, by its name and what it says: it slipped below the
/// header. `apart = "the blades end apart"` is a value, because the sign's `apart` takes a number.
pub(super) fn is_sign_key(key: &str, node: Node<'_>) -> bool {
    SIGN.key(key).is_some_and(|known| fits(node, known.takes))
}

/// What is misplaced in a table, and the keys of it that this speaks of.
#[derive(Default)]
pub(super) struct Misplaced<'t> {
    pub(super) found: Vec<Diagnostic>,
    /// These need not be looked at again.
    pub(super) keys: Vec<&'t str>,
}

/// Looks at a table of this shape.
pub(super) fn misplaced<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    root: &TableSchema,
    text: &str,
) -> Misplaced<'t> {
    let is = |other: &'static TableSchema| std::ptr::eq(schema, other);
    let mut misplaced = Misplaced::default();
    if is(&NAMED_VALUES) {
        below_values(table, text, &mut misplaced);
    } else if is(&SIGN) {
        without_header(table, text, &mut misplaced);
    } else if is(&SIGNS) {
        misspelt_header(table, &mut misplaced);
    } else if is(&EXERCISE) {
        bare_mistake(table, &mut misplaced);
    } else if is(&ALLOWED) {
        below_allow(table, root, &mut misplaced);
    }
    misplaced
}

/// `usually = "soft"` below `[knees.values]`.
fn below_values<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries().filter(|((key, _), node)| is_sign_key(key, *node)) {
        let header = &text[line_of(text, table.head.start)];
        let message =
            format!("`{key}` is a key of the sign and no value: it slipped below {}", header.trim());
        let help = format!("move it above {}", header.trim());
        let mut found = Diagnostic::new(Code::UnknownKey, place, message).help(help);
        found.fix = moved(text, place, node.span, table.head);
        misplaced.found.push(found);
        misplaced.keys.push(key);
    }
}

/// The file's own keys below an `[allow]` that stands at its top: one finding for all of them.
fn below_allow<'t>(table: Table<'t>, root: &TableSchema, misplaced: &mut Misplaced<'t>) {
    let is_own = |key: &str| Code::find(key).is_none() && root.key(key).is_some();
    let own: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), _)| is_own(key)).map(|(key, _)| key).collect();
    let Some((first, place)) = own.first() else { return };
    let message = format!("`{first}` is a key of the file: it slipped below [allow]");
    let found = Diagnostic::new(Code::UnknownKey, *place, message);
    misplaced.found.push(found.help("move [allow] with its codes to the end of the file"));
    misplaced.keys.extend(own.iter().map(|(key, _)| *key));
}

/// The edits that move the line of a key to the line above a header.
fn moved(text: &str, key: Span, value: Span, header: Span) -> Option<Fix> {
    let (from, to) = (line_of(text, key.start), line_of(text, value.end));
    let above = line_of(text, header.start).start;
    let line = text.get(from.start..to.end)?;
    let is_own = text[from.start..key.start as usize].trim().is_empty() && line.ends_with('\n');
    let edit = |start: usize, end: usize, text: &str| Edit {
        span: Span::new(key.file, start, end),
        text: text.to_owned(),
    };
    is_own.then(|| Fix {
        safety: Safety::Safe,
        edits: vec![edit(above, above, line), edit(from.start, to.end, "")],
    })
}

/// Values that stand below a sign's other keys, because their header was left out.
fn without_header<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    if table.get("values").is_some() || table.get("range").is_some() {
        return;
    }
    let is_loose = |key: &str, node: Node<'_>| {
        let near = nearest(key, SIGN.keys.iter().map(|known| known.name));
        near.is_none() && node.text().is_some()
    };
    let loose: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), node)| is_loose(key, *node)).map(|(key, _)| key).collect();
    let [(first, place), _, ..] = loose.as_slice() else { return };
    let id = &text[table.head.start as usize..table.head.end as usize];
    let id = id.trim_matches(['[', ']']);
    let header = format!("[{id}.values]");
    let message = format!("`{first}` and what follows look like the values of `{id}`, without their header");
    let mut found =
        Diagnostic::new(Code::UnknownKey, *place, message).help(format!("write {header} above this line"));
    let at = line_of(text, place.start).start;
    let edit = Edit { span: Span::new(place.file, at, at), text: format!("{header}\n") };
    found.fix = Some(Fix { safety: Safety::Unsafe, edits: vec![edit] });
    misplaced.found.push(found);
    misplaced.keys.extend(loose.iter().map(|(key, _)| *key));
}

/// `[kness.values]` beside `[knees]`.
fn misspelt_header<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    let parts = |node: Node<'t>| {
        node.table().filter(|table| ["values", "range"].iter().any(|key| table.get(key).is_some()))
    };
    for ((key, place), node) in table.entries() {
        let only_values = parts(node).is_some_and(|own| own.entries().count() == 1);
        if !only_values {
            continue;
        }
        let without = table.entries().filter(|((other, _), node)| {
            *other != key
                && parts(*node).is_none()
                && node.table().is_some_and(|own| own.get("ask").is_some())
        });
        let names: Vec<&str> = without.map(|((other, _), _)| other).collect();
        let Some(near) = nearest(key, names.iter().copied()) else { continue };
        let found = Diagnostic::new(Code::UnknownId, place, format!("there is no sign `{key}`"));
        misplaced.found.push(found.help(format!("did you mean `{near}`?")).guess(near));
        misplaced.keys.push(key);
    }
}

/// `[too-upright]` in an exercise's file, where `[mistake.too-upright]` was meant.
fn bare_mistake<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let is_known = EXERCISE.key(key).is_some();
        let Some(own) = node.table().filter(|_| !is_known) else { continue };
        let has = |name: &str| own.get(name).is_some();
        if !(has("when")
            && (has("name") || has("severity"))
            && MISTAKE.keys.iter().any(|known| has(known.name)))
        {
            continue;
        }
        let message = format!("an exercise has no key `{key}`; this looks like a mistake of its own");
        let header = format!("mistake.{key}");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [{header}]"));
        misplaced.found.push(found.guess(header));
        misplaced.keys.push(key);
    }
}

/// The line that a byte is in, with its end.
fn line_of(text: &str, at: u32) -> std::ops::Range<usize> {
    let at = text.floor_char_boundary(at as usize);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
    start..end
}
