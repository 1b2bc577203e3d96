//! Things whose headers are ids: an id that was forgotten, a kind in front of ids that needs none.

use super::found::{Misplaced, line_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::by_another_name::KINDS_OF_THINGS;
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::files::{TableSchema, ValueType, question_schema};
use crate::rulebook::fit::fits;
use crate::rulebook::{WrittenKind, is_kebab, kebab};

/// The keys of the tables that stand below ids.
pub(super) fn item_of(takes: ValueType) -> Option<Vec<&'static TableSchema>> {
    match takes {
        ValueType::Table(item) if item.rest.is_none() => Some(vec![item]),
        ValueType::Question => Some(WrittenKind::ALL.iter().map(|kind| question_schema(*kind)).collect()),
        _ => None,
    }
}

/// `[mistake]` with the mistake's keys right below: its id was forgotten.
pub(super) fn without_id<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    item: &[&'static TableSchema],
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    let is_own = |key: &str, node: Node<'_>| {
        let known = item.iter().find_map(|schema| schema.key(key));
        schema.key(key).is_none() && known.is_some_and(|known| fits(node, known.takes))
    };
    let own: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), node)| is_own(key, *node)).map(|(key, _)| key).collect();
    let header = &text[table.head.start as usize..table.head.end as usize];
    let [(first, place), ..] = own.as_slice() else { return };
    // One key alone may be an id that is called so.
    if own.len() < 2 && item.iter().all(|schema| schema.keys.len() > 4) {
        return;
    }
    let Some(inner) = header.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        let message = format!("`{first}` and what follows stand below no header");
        let found = Diagnostic::new(Code::UnknownKey, *place, message);
        misplaced.found.push(
            found.help(format!(
                "they belong below a header with an id: `{first}` is a key of {}",
                item[0].what
            )),
        );
        misplaced.keys.extend(own.iter().map(|(key, _)| *key));
        return;
    };
    let inner = inner.trim_matches(['[', ']']);
    let id = ["name", "title"].iter().find_map(|key| table.text(key)).and_then(|(name, _)| kebab(name));
    let id = id
        .or_else(|| wanted_id(text))
        .unwrap_or_else(|| format!("a-{}-of-its-own", inner.rsplit('.').next().unwrap_or("name")));
    let message = format!("[{inner}] has no id: each has a header with an id of its own");
    let mut found = Diagnostic::new(Code::MissingKey, table.head, message);
    found = if inner == "reword" {
        found.help("the header names one of `mistakes`: [reword.ID]")
    } else {
        let header = format!("[{inner}.{id}]");
        found.help(format!("write {header}, or another id")).by_hand(table.head, header)
    };
    misplaced.found.push(found);
    misplaced.keys.extend(own.iter().map(|(key, _)| *key));
}

pub(super) fn below_its_kind<'t>(
    table: Table<'t>,
    item: &[&'static TableSchema],
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table() else { continue };
        let holds_things = || {
            own.entries().all(|(_, node)| {
                node.table().is_some_and(|thing| {
                    thing
                        .entries()
                        .filter(|((key, _), _)| item.iter().any(|schema| schema.key(key).is_some()))
                        .count()
                        > 1
                })
            })
        };
        let is_kind = KINDS_OF_THINGS.contains(&key);
        if !(is_kind || is_kebab(key) && holds_things()) {
            continue;
        }
        let is_key = |key: &str| item.iter().any(|schema| schema.key(key).is_some());
        let below: Vec<((&str, Span), Node<'_>)> = own.entries().collect();
        if below.is_empty() || below.iter().any(|((key, _), node)| is_key(key) || node.table().is_none()) {
            continue;
        }
        let line = text[line_of(text, place.start)].trim();
        let header = line.split(" #").next().unwrap_or(line).trim();
        let ids: Vec<&str> = below.iter().map(|((id, _), _)| *id).collect();
        let better = if is_kind { format!("[{}]", ids[0]) } else { format!("[{key}-{}]", ids[0]) };
        let message = if is_kind {
            format!("everything in this file is {}: headers here are ids alone", item[0].what)
        } else {
            "an id has hyphens and no dots: a dot is for what stands below it".to_owned()
        };
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write {better}"));
        let at = line_of(text, place.start);
        let start = at.start + text[at.clone()].find(header).unwrap_or(0);
        let mut found = found.by_hand(Span::new(place.file, start, start + header.len()), better);
        if ids.len() > 1 {
            found = found.help(format!("leave `{key}.` out of each header, as in [{}]", ids[0]));
            found.fix = None;
        }
        misplaced.found.push(found);
        misplaced.keys.push(key);
        // The rest of the same thing, under its right header.
        misplaced.keys.extend(table.entries().map(|((key, _), _)| key).filter(|key| ids.contains(key)));
    }
}

/// An id that a list of written questions names and no header defines.
fn wanted_id(text: &str) -> Option<String> {
    let lists = text.lines().filter(|line| line.trim_start().starts_with("questions"));
    let ids = lists.flat_map(|line| line.split('"').skip(1).step_by(2));
    let is_defined = |id: &str| text.contains(&format!(".{id}]")) || text.contains(&format!(".{id}."));
    ids.into_iter().find(|id| *id != "all" && !is_defined(id)).map(str::to_owned)
}
