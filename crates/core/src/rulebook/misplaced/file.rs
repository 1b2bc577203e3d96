//! The keys of a file itself: they stand at its top, below no header.

use super::found::{Misplaced, line_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::files::TableSchema;
use crate::rulebook::fit::fits;

/// `[exercise]` above everything: a file is one thing, and has no header for itself.
pub(super) fn below_the_file<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table().filter(|_| schema.key(key).is_none()) else { continue };
        let is_needed = |key: &str, node: Node<'_>| {
            schema
                .key(key)
                .is_some_and(|known| known.need && node.table().is_none() && fits(node, known.takes))
        };
        let line = line_of(text, place.start);
        if own.has("when")
            || own.has("kind")
            || !own.entries().any(|((key, _), node)| is_needed(key, node))
            || text[line.clone()].trim() != format!("[{key}]")
        {
            continue;
        }
        let message = format!("the file is {}: its own keys stand at the top, below no header", schema.what);
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("take [{key}] out"));
        misplaced.found.push(found.by_hand(Span::new(place.file, line.start, line.end), ""));
        misplaced.keys.push(key);
        misplaced.holds_all = true;
    }
}

/// The file's own keys below an `[allow]` that stands at its top: one finding for all of them.
pub(super) fn below_allow<'t>(table: Table<'t>, root: &TableSchema, misplaced: &mut Misplaced<'t>) {
    let is_own = |key: &str| Code::find(key).is_none() && root.key(key).is_some();
    let own: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), _)| is_own(key)).map(|(key, _)| key).collect();
    let Some((first, place)) = own.first() else { return };
    let message = format!("`{first}` is a key of the file: it slipped below [allow]");
    let found = Diagnostic::new(Code::UnknownKey, *place, message);
    misplaced.found.push(found.help("move [allow] with its codes to the end of the file"));
    misplaced.keys.extend(own.iter().map(|(key, _)| *key));
}
