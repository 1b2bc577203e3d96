//! Whether a value is of the type that a key takes, and how to write it so that it is.
//!
//! Must not know which keys a file may have.

use super::decode::{Node, Type};
use super::files::ValueType;

/// Whether a value is of the type that a key takes.
pub(super) fn fits(node: Node<'_>, takes: ValueType) -> bool {
    match takes {
        ValueType::Text | ValueType::Words(_) | ValueType::Word(_) => node.is() == Type::Text,
        ValueType::Texts | ValueType::TextPairs | ValueType::Numbers => node.is() == Type::List,
        ValueType::Flag => node.is() == Type::Flag,
        ValueType::Whole(..) => node.is() == Type::Whole,
        ValueType::Number | ValueType::Distance | ValueType::Amount(..) => node.number().is_some(),
        ValueType::WordOrWords(_) => matches!(node.is(), Type::Text | Type::List),
        ValueType::OneOrMore(_) => matches!(node.is(), Type::Table | Type::List),
        ValueType::Value => matches!(node.is(), Type::Text | Type::Whole | Type::Number),
        ValueType::Condition => {
            matches!(node.is(), Type::Text | Type::Whole | Type::Number | Type::List | Type::Table)
        }
        ValueType::When => matches!(node.is(), Type::Table | Type::List),
        ValueType::Table(_) | ValueType::Question => node.is() == Type::Table,
        ValueType::Tables(_) => node.is() == Type::List,
    }
}

/// The same value written in the type that belongs here, where only one thing can be meant.
pub(super) fn rewritten(node: Node<'_>, takes: ValueType, text: &str) -> Option<String> {
    let raw = text.get(node.span.start as usize..node.span.end as usize)?;
    let said = node.text().map(|(said, _)| said.trim());
    match takes {
        ValueType::Whole(..) => said.filter(|said| said.parse::<i64>().is_ok()).map(str::to_owned),
        ValueType::Flag => said.filter(|said| matches!(*said, "true" | "false")).map(str::to_owned),
        ValueType::Texts => said.map(|_| format!("[{raw}]")),
        ValueType::Text | ValueType::Words(_) => node.whole().map(|number| format!("\"{number}\"")),
        _ => None,
    }
}
