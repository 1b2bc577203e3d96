//! In an exercise's file: examples, rewordings and mistakes of its own whose headers lost a word.

use super::found::{Misplaced, around, line_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::Table;
use crate::rulebook::files::{EXERCISE, MISTAKE, TableSchema};

/// `rep` and `expect` below another thing's header.
pub(super) fn without_example_header<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    let strange = |name: &str| {
        table.entries().find(|((key, _), _)| {
            *key == name && schema.value_type(name).is_none() && schema.key(name).is_none()
        })
    };
    let (Some(((rep, place), _)), Some(((expect, _), _))) = (strange("rep"), strange("expect")) else {
        return;
    };
    let at = line_of(text, place.start).start;
    let found = Diagnostic::new(Code::UnknownKey, place, "an example begins here, without its header")
        .help("write [[example]] above this line");
    misplaced.found.push(found.by_hand(Span::new(place.file, at, at), "[[example]]\n"));
    misplaced.keys.extend([rep, expect]);
}

/// `[dropped-weight]` with words of its own, where `[reword.dropped-weight]` was meant.
pub(super) fn bare_rewording<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table().filter(|_| EXERCISE.key(key).is_none()) else { continue };
        let is_word = |key: &str| ["why", "fix", "cue", "sources"].contains(&key);
        if own.entries().count() == 0
            || !own.entries().all(|((key, _), node)| is_word(key) && node.table().is_none())
        {
            continue;
        }
        let message =
            format!("an exercise has no key `{key}`; this looks like a listed mistake in other words");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [reword.{key}]"));
        misplaced.found.push(found.by_hand(around(place), format!("[reword.{key}]")));
        misplaced.keys.push(key);
    }
}

/// `[too-upright]` in an exercise's file, where `[mistake.too-upright]` was meant.
pub(super) fn bare_mistake<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
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
        let id = ["mistake.", "mistake-", "mistakes-"]
            .iter()
            .find_map(|word| key.strip_prefix(word))
            .unwrap_or(key);
        let header = format!("[mistake.{id}]");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write {header}"));
        misplaced.found.push(found.by_hand(around(place), header));
        misplaced.keys.push(key);
    }
}
