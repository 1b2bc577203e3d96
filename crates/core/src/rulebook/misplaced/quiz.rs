//! In a quiz: written questions, and wrong options that lost their question.

use super::found::{Misplaced, around, line_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::files::QUIZ;

/// `[what-bends]` in a quiz, where `[question.what-bends]` was meant.
pub(super) fn bare_question<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table().filter(|_| QUIZ.key(key).is_none()) else { continue };
        if !(own.has("kind") && own.has("ask")) {
            continue;
        }
        let id = key.strip_prefix("question.").or_else(|| key.strip_prefix("question-")).unwrap_or(key);
        let message = format!("a quiz has no key `{key}`; this looks like a written question");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [question.{id}]"));
        misplaced.found.push(found.by_hand(around(place), format!("[question.{id}]")));
        misplaced.keys.push(key);
    }
}

/// `[[wrong]]` in a quiz: the question that it belongs to was forgotten.
pub(super) fn bare_wrong_option<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        // `[[many-faults.wrong]]`
        let node =
            node.table().and_then(|own| own.get("wrong")).filter(|_| QUIZ.key(key).is_none()).unwrap_or(node);
        let first = node.items().and_then(|mut items| items.next()).and_then(Node::table);
        let is_a_question = text[..place.start as usize].ends_with('.');
        let of_another = !is_a_question && node_is_wrong(table, key);
        if key != "wrong" && !of_another {
            continue;
        }
        let Some(own) = node.table().or(first).filter(|own| own.has("say")) else { continue };
        let above = text[..own.head.start as usize]
            .lines()
            .rev()
            .find_map(|line| line.trim().strip_prefix("[question."));
        let Some(id) = above.and_then(|line| line.split([']', '.']).next()) else { continue };
        let header = format!("[[question.{id}.wrong]]");
        let message = "a wrong option belongs to a question".to_owned();
        let line = line_of(text, own.head.start);
        let whole = Span::new(place.file, line.start, line.start + text[line].trim_end().len());
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write {header}"));
        misplaced.found.push(found.by_hand(whole, header));
        misplaced.keys.push(key);
    }
}

/// Whether a table of the file holds nothing but wrong options.
fn node_is_wrong(table: Table<'_>, key: &str) -> bool {
    let own = table.get(key).and_then(Node::table);
    QUIZ.key(key).is_none() && own.is_some_and(|own| own.has("wrong") && own.entries().count() == 1)
}
