//! A value of another type than its key takes: what it is, and how it is written if that can be told.

use super::SchemaCheck;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::{Node, Type};
use crate::rulebook::files::ValueType;
use crate::rulebook::fit::rewritten;
use crate::rulebook::{is_kebab, is_whole_name, kebab, meant};

impl SchemaCheck<'_, '_> {
    pub(super) fn wrong_type(&mut self, node: Node<'_>, takes: ValueType, key: &str) {
        let raw = &self.parsed.text[node.span.start as usize..node.span.end as usize];
        if let Some(found) = wrong_brackets(node, raw, takes) {
            return self.say(found);
        }
        let message = format!("`{key}` takes {}, and this is {}", takes.words(), node.words());
        let diagnostic = Diagnostic::new(Code::WrongType, node.span, message);
        let better = self.better(node, takes, key);
        if node.text().is_some_and(|(word, _)| word == "all") && matches!(takes, ValueType::Texts) {
            return self
                .say(diagnostic.help(format!("list those that you mean, or leave `{key}` out for all")));
        }
        self.say(match (rewritten(node, takes, self.parsed.text), better) {
            (Some(safe), better)
                if better.as_ref().is_none_or(|better| *better == safe) && key != "phase" =>
            {
                diagnostic.help(format!("write {key} = {safe}")).safely(safe)
            }
            (_, Some(better)) => {
                diagnostic.help(format!("write {key} = {better}")).by_hand(node.span, better)
            }
            (_, None) => diagnostic.help(where_to_look(node, takes, key)),
        });
    }

    /// The value as the key takes it, if it can be told what was meant.
    pub(super) fn better(&self, node: Node<'_>, takes: ValueType, key: &str) -> Option<String> {
        let raw = self.parsed.text.get(node.span.start as usize..node.span.end as usize)?;
        // A number in quotes is no name of anything.
        if key == "phase" && node.whole().is_some() || raw.starts_with('[') && node.is() == Type::Table {
            return None;
        }
        let better = meant::value_of(key, raw, takes, self.signs.get())?;
        // A list of ids: what stands there may be a name.
        let is_id_list = ["expect", "mistakes", "exercises", "questions", "uses"].contains(&key);
        match node.text().filter(|(text, _)| {
            is_id_list && !is_kebab(text) && !is_whole_name(text) && !text.contains([',', ';'])
        }) {
            Some((text, _)) if better != "[]" => kebab(text).map(|id| format!("[\"{id}\"]")),
            _ if is_id_list && better == "[\"all\"]" => None,
            _ => Some(better),
        }
    }
}

/// A header with a bracket too many or too few on each side: `[[good]]`, `[impossible]`.
fn wrong_brackets(node: Node<'_>, raw: &str, takes: ValueType) -> Option<Diagnostic> {
    let inner = raw.strip_prefix('[')?.strip_suffix(']')?;
    let name = inner.trim_matches(['[', ']', ' ']);
    let is_header = !name.contains(['=', ',', '\n', '[']) && !name.is_empty();
    let (message, header) = match (node.is(), takes) {
        (Type::List, ValueType::Table(below))
            if inner.starts_with('[')
                && below.rest.is_some_and(|rest| !matches!(rest, ValueType::Condition | ValueType::Text)) =>
        {
            let first = node.items().and_then(|mut items| items.next()).and_then(Node::table);
            let id = first.and_then(|table| table.text("name")).and_then(|(name, _)| kebab(name));
            let id = id.unwrap_or_else(|| "a-name-of-its-own".to_owned());
            (
                format!("`[[{name}]]` has no id: each has a header with an id of its own"),
                format!("[{name}.{id}]"),
            )
        }
        (Type::List, ValueType::Table(_) | ValueType::Question) if inner.starts_with('[') => {
            (format!("`[[{name}]]` has two brackets: it is one table, and no list"), format!("[{name}]"))
        }
        (Type::Table, ValueType::Tables(_)) if !inner.starts_with('[') => {
            (format!("`[{name}]` has one bracket: it is one of a list of tables"), format!("[[{name}]]"))
        }
        _ => return None,
    };
    let found = Diagnostic::new(Code::WrongType, node.span, message).help(format!("write {header}"));
    is_header.then(|| found.by_hand(node.span, header))
}

/// What a key takes, where it can't be told what was meant.
fn where_to_look(node: Node<'_>, takes: ValueType, key: &str) -> String {
    if let (Some(number), ValueType::Whole(from, to)) = (node.number(), takes) {
        let near = [number.floor(), number.ceil()].map(|number| number.to_string());
        return format!(
            "`{key}` counts in whole numbers from {from} to {to}: choose {} or {}",
            near[0], near[1]
        );
    }
    if let ValueType::Word(words) | ValueType::WordOrWords(words) = takes {
        return format!("choose one of {}", words.join(", "));
    }
    if let ValueType::Whole(from, to) = takes {
        return format!("`{key}` is a number from {from} to {to}");
    }
    match takes.example(key) {
        Some(example) => format!("it looks like this: {example}"),
        None => format!("`{key}` takes {}", takes.words()),
    }
}
