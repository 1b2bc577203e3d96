//! The order of keys and what stands below them, by the schemas.

use formcheck_core::rulebook::WrittenKind;
use formcheck_core::rulebook::files::{TableSchema, ValueType, question_schema};
use toml_edit::Value;

/// Entries in the order of a schema. Ids come first, in the coach's order; keys that the schema doesn't know come last.
pub(super) fn sorted<'t, V>(
    mut entries: Vec<(&'t str, V)>,
    schema: Option<&'static TableSchema>,
) -> Vec<(&'t str, V)> {
    let Some(schema) = schema else { return entries };
    let others = if schema.rest.is_some() { 0 } else { schema.keys.len() + 1 };
    let rank =
        |name: &str| schema.keys.iter().position(|key| key.name == name).map_or(others, |place| place + 1);
    entries.sort_by_key(|(name, _)| rank(name));
    entries
}

/// The schema of what stands under a key; that of a written question hangs on its `kind`.
pub(super) fn below<'t>(
    schema: Option<&'static TableSchema>,
    name: &str,
    kind: impl FnOnce() -> Option<&'t str>,
) -> Option<&'static TableSchema> {
    let schema = schema?;
    match schema.value_type(name)? {
        ValueType::Table(schema) | ValueType::Tables(schema) | ValueType::OneOrMore(schema) => Some(schema),
        ValueType::Question => {
            let kind = kind()?;
            WrittenKind::find(kind).map(question_schema)
        }
        _ => None,
    }
}

pub(super) fn kind_of(value: &Value) -> Option<&str> {
    value.as_inline_table()?.get("kind")?.as_str()
}

pub(super) fn with_comment(text: &str, comment: Option<&str>) -> String {
    comment.map_or_else(|| text.to_owned(), |comment| format!("{text}  {comment}"))
}
