//! Whether a value is of the type that a key takes, and how to write it so that it is.
//!
//! Must not know which keys a file may have.

use super::decode::{Node, Type};
use super::files::Takes;

/// Whether a value is of the type that a key takes.
pub(super) fn fits(node: Node<'_>, takes: Takes) -> bool {
    match takes {
        Takes::Text | Takes::Words(_) | Takes::Word(_) => node.is() == Type::Text,
        Takes::Texts | Takes::TextPairs => node.is() == Type::List,
        Takes::Flag => node.is() == Type::Flag,
        Takes::Whole(..) => node.is() == Type::Whole,
        Takes::Number | Takes::Amount(..) => node.number().is_some(),
        Takes::WordOrWords(_) => matches!(node.is(), Type::Text | Type::List),
        Takes::OneOrMore(_) => matches!(node.is(), Type::Table | Type::List),
        Takes::Value => matches!(node.is(), Type::Text | Type::Whole),
        Takes::Condition => {
            matches!(node.is(), Type::Text | Type::Whole | Type::List | Type::Table)
        }
        Takes::When => matches!(node.is(), Type::Table | Type::List),
        Takes::Table(_) | Takes::Question => node.is() == Type::Table,
        Takes::Tables(_) => node.is() == Type::List,
    }
}

/// The same value written in the type that belongs here, where only one thing can be meant.
pub(super) fn rewritten(node: Node<'_>, takes: Takes, text: &str) -> Option<String> {
    let raw = text.get(node.span.start as usize..node.span.end as usize)?;
    let said = node.text().map(|(said, _)| said.trim());
    match takes {
        Takes::Whole(..) => said.filter(|said| said.parse::<i64>().is_ok()).map(str::to_owned),
        Takes::Flag => said.filter(|said| matches!(*said, "true" | "false")).map(str::to_owned),
        Takes::Texts => said.map(|_| format!("[{raw}]")),
        Takes::Text | Takes::Words(_) => node.whole().map(|number| format!("\"{number}\"")),
        _ => None,
    }
}

/// What to write instead of a value of the wrong type, in a message.
pub(super) fn suggestion(node: Node<'_>, takes: Takes, key: &str) -> Option<String> {
    let text = node.text().map(|(text, _)| text);
    match takes {
        Takes::Whole(..) | Takes::Number | Takes::Amount(..) => {
            let number = text
                .and_then(|text| text.trim().parse::<f64>().ok())
                .or_else(|| node.number().map(f64::round));
            number.map(|number| format!("{key} = {number}"))
        }
        Takes::Text | Takes::Words(_) | Takes::Word(_) => {
            node.whole().map(|number| format!("{key} = \"{number}\""))
        }
        Takes::Texts => text.map(|text| format!("{key} = [\"{text}\"]")),
        Takes::Flag => match text {
            Some("true" | "yes") => Some(format!("{key} = true")),
            Some("false" | "no") => Some(format!("{key} = false")),
            _ => None,
        },
        Takes::Tables(_) if node.is() == Type::Table => return Some(format!("[[{key}]], with two brackets")),
        _ => None,
    }
    .or_else(|| takes.example(key))
}
