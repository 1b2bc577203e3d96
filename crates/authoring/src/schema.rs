//! JSON Schemas (draft 2020-12) of the file kinds, made from the same [`TableSchema`]s that the loader checks files against.
//!
//! An editor shows their descriptions and finds misspelt keys as they are typed. What ids mean, only lint knows.

use formcheck_core::rulebook::WrittenKind;
use serde_json::{Map, Value, json};

use formcheck_core::rulebook::files::{
    FileKind, MOMENT_POSE, POSE, TableKey, TableSchema, ValueType, question_schema,
};

/// The version of the file format, as it stands in the schemas' names.
pub const VERSION: &str = "v1";

pub fn schema(kind: FileKind) -> Value {
    let mut schema = table(kind.schema());
    let object = schema.as_object_mut().expect("a table's schema is an object");
    object.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    object.insert("$id".into(), format!("formcheck/{VERSION}/{}.json", kind.word()).into());
    object.insert("title".into(), format!("formcheck: {}", kind.schema().what).into());
    let mut shared = defs();
    for (name, schema) in SHARED {
        // Only where a file of this kind can have it.
        if object_names(object, name) {
            shared[*name] = table(schema);
        }
    }
    object.insert("$defs".into(), shared);
    schema
}

/// Whether a schema speaks of a shape that is written once.
fn object_names(object: &Map<String, Value>, name: &str) -> bool {
    let reference = format!("\"#/$defs/{name}\"");
    serde_json::to_string(object).is_ok_and(|text| text.contains(&reference))
}

/// The schema of a kind as it is kept in a file.
pub fn text(kind: FileKind) -> String {
    format!("{:#}\n", schema(kind))
}

fn table(schema: &TableSchema) -> Value {
    let mut properties = Map::new();
    for key in schema.keys {
        properties.insert(key.name.to_owned(), described(key));
    }
    let needed: Vec<&str> = schema.keys.iter().filter(|key| key.need).map(|key| key.name).collect();
    let mut object = json!({ "type": "object", "properties": properties });
    if !needed.is_empty() {
        object["required"] = needed.into();
    }
    match schema.rest {
        None => object["additionalProperties"] = false.into(),
        Some(takes) => {
            object["additionalProperties"] = takes_schema(takes);
            // How a number looks stands under that number.
            object["propertyNames"] = match takes {
                ValueType::OneOrMore(poses) if std::ptr::eq(poses, &raw const POSE) => json!({
                    "anyOf": [{ "$ref": "#/$defs/id" }, { "pattern": r"^-?[0-9]+(\.[0-9]+)?$" }],
                }),
                _ => json!({ "$ref": "#/$defs/id" }),
            };
        }
    }
    object
}

fn described(key: &TableKey) -> Value {
    let mut schema = takes_schema(key.takes);
    schema["description"] = key.doc.into();
    schema
}

/// Shapes that stand in many places: each is written once.
const SHARED: &[(&str, &TableSchema)] = &[("pose", &POSE), ("moment-pose", &MOMENT_POSE)];

/// A table, by its name where it is written once.
fn table_or_name(schema: &'static TableSchema) -> Value {
    match SHARED.iter().find(|(_, shared)| std::ptr::eq(*shared, schema)) {
        Some((name, _)) => json!({ "$ref": format!("#/$defs/{name}") }),
        None => table(schema),
    }
}

fn takes_schema(takes: ValueType) -> Value {
    match takes {
        ValueType::Text => json!({ "$ref": "#/$defs/text" }),
        ValueType::Words(most) => {
            let more = most.saturating_sub(1);
            json!({ "type": "string", "pattern": format!(r"^\s*\S+(\s+\S+){{0,{more}}}\s*$") })
        }
        ValueType::Texts => json!({ "type": "array", "items": { "$ref": "#/$defs/text" } }),
        ValueType::Flag => json!({ "type": "boolean" }),
        ValueType::Whole(from, to) if from == to => json!({ "const": from }),
        ValueType::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        ValueType::Number => json!({ "type": "number" }),
        ValueType::Distance => json!({ "type": "number", "exclusiveMinimum": 0 }),
        ValueType::Numbers => json!({ "type": "array", "items": { "type": "number" }, "minItems": 1 }),
        ValueType::Word(words) => json!({ "enum": words }),
        ValueType::WordOrWords(words) => json!({
            "oneOf": [{ "enum": words }, { "type": "array", "items": { "enum": words }, "minItems": 1 }],
        }),
        ValueType::Amount(from, to) => json!({ "type": "number", "minimum": from, "maximum": to }),
        ValueType::Value => json!({ "type": ["string", "number"] }),
        ValueType::Condition => json!({ "$ref": "#/$defs/condition" }),
        ValueType::When => json!({ "$ref": "#/$defs/when" }),
        ValueType::TextPairs => json!({
            "type": "array",
            "items": { "type": "array", "items": { "$ref": "#/$defs/text" }, "minItems": 2, "maxItems": 2 },
        }),
        ValueType::Table(schema) => table_or_name(schema),
        ValueType::Tables(schema) => json!({ "type": "array", "items": table(schema) }),
        ValueType::OneOrMore(schema) => {
            let one = table_or_name(schema);
            json!({ "oneOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
        }
        ValueType::Question => question(),
    }
}

/// A written question: its keys hang on its kind.
fn question() -> Value {
    let kinds: Vec<Value> = WrittenKind::ALL
        .iter()
        .map(|&kind| {
            let mut schema = table(question_schema(kind));
            schema["properties"]["kind"]["const"] = kind.word().into();
            schema
        })
        .collect();
    json!({ "type": "object", "oneOf": kinds })
}

fn defs() -> Value {
    json!({
        "id": {
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "description": "an id: a to z, 0 to 9, and single hyphens between them",
        },
        "text": { "type": "string", "pattern": r"\S", "description": "a text that is not empty" },
        "condition": {
            "description": "which values of a sign: one, a list of them, bounds, or { not = … }",
            "oneOf": [
                { "type": "string", "minLength": 1 },
                { "type": "number" },
                { "type": "array", "items": { "$ref": "#/$defs/condition" }, "minItems": 1 },
                { "$ref": "#/$defs/bounds" },
                {
                    "type": "object",
                    "properties": { "not": { "$ref": "#/$defs/condition" } },
                    "required": ["not"],
                    "additionalProperties": false,
                },
            ],
        },
        "bounds": {
            "type": "object",
            "properties": {
                "from": { "type": "number", "description": "this number and more" },
                "to": { "type": "number", "description": "up to this number" },
                "over": { "type": "number", "description": "more than this number" },
                "under": { "type": "number", "description": "less than this number" },
            },
            "minProperties": 1,
            "additionalProperties": false,
        },
        "clause": {
            "type": "object",
            "description": "conditions by sign, all of which hold",
            "propertyNames": { "$ref": "#/$defs/id" },
            "additionalProperties": { "$ref": "#/$defs/condition" },
            "minProperties": 1,
        },
        "when": {
            "description": "a table of conditions (all hold), or a list of tables (one of them holds)",
            "oneOf": [
                { "$ref": "#/$defs/clause" },
                { "type": "array", "items": { "$ref": "#/$defs/clause" }, "minItems": 1 },
            ],
        },
    })
}
