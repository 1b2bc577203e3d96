//! In a file of signs: keys among values, values without their header, combinations.

use super::found::{Misplaced, line_of};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, Span};
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::files::{SIGN, SIGNS};
use crate::rulebook::fit::fits;
use crate::rulebook::is_kebab;
use crate::rulebook::similar::nearest;

/// Whether a key of a sign's values is one of the sign's own keys, by its name and what it says: it slipped below the
/// header. `apart = "the blades end apart"` is a value, because the sign's `apart` takes a number.
pub(in crate::rulebook) fn is_sign_key(key: &str, node: Node<'_>) -> bool {
    SIGN.key(key).is_some_and(|known| fits(node, known.takes))
}

/// `usually = "soft"` below `[knees.values]`.
pub(super) fn below_values<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
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

/// Values that stand below a sign's other keys, because their header was left out.
pub(super) fn without_header<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
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
pub(super) fn misspelt_header<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
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
        misplaced.keys.push(key);
        // That the other one is no id is told there.
        if !is_kebab(near) {
            continue;
        }
        // Which of the two is misspelt can't be told here.
        let found = Diagnostic::new(Code::UnknownId, place, format!("there is no sign `{key}`"));
        misplaced.found.push(
            found.help(format!("did you mean `{near}`? Both headers of a sign name it by the same id")),
        );
    }
}

/// `[unlikly]` with a combination below it.
pub(super) fn misspelt_pair<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let near = nearest(key, ["impossible", "unlikely"]).filter(|_| SIGNS.key(key).is_none());
        let Some(near) = near.filter(|_| node.table().is_some_and(|own| own.has("when"))) else { continue };
        let line = line_of(text, place.start);
        let whole = Span::new(place.file, line.start, line.start + text[line.clone()].trim_end().len());
        let found = Diagnostic::new(
            Code::UnknownKey,
            place,
            format!("`{key}` is no sign: a combination stands below it"),
        );
        misplaced.found.push(found.help(format!("write [[{near}]]")).by_hand(whole, format!("[[{near}]]")));
        misplaced.keys.push(key);
    }
}

/// `[values]` or `[knees-values]`, which belongs to the sign above.
pub(super) fn bare_values<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table() else { continue };
        let all_texts = own.entries().count() > 1
            && own.entries().all(|((name, _), node)| !is_sign_key(name, node) && node.text().is_some());
        let is_header = text[..place.start as usize].ends_with('[');
        if !all_texts || !is_header || !(key == "values" || key.ends_with("-values")) {
            continue;
        }
        let above = text[..place.start as usize].lines().rev().skip(1).find(|line| line.starts_with('['));
        let Some(sign) = above.map(|line| line.trim_matches(['[', ']', ' '])).filter(|id| is_kebab(id))
        else {
            continue;
        };
        let header = format!("{sign}.values");
        let message = format!("[{key}] is no sign: these look like the values of `{sign}`");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [{header}]"));
        let whole = Span { start: place.start - 1, end: place.end + 1, ..place };
        misplaced.found.push(found.by_hand(whole, format!("[{header}]")));
        misplaced.keys.push(key);
    }
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
