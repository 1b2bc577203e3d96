//! JSON Schemas (draft 2020-12) of papers and records, made from the same types that write them.

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use super::locked::SignedLockedPaper;
use super::paper::SignedPaper;
use super::record::SignedRecord;

/// The kinds of files, by their words in commands and in the names of schemas.
pub const KINDS: [&str; 3] = ["paper", "locked-paper", "record"];

/// The schema of such a file as it is kept; none if there is no such kind.
pub fn text(kind: &str) -> Option<String> {
    let schema = match kind {
        "paper" => schema::<SignedPaper>(kind),
        "locked-paper" => schema::<SignedLockedPaper>(kind),
        "record" => schema::<SignedRecord>(kind),
        _ => return None,
    };
    Some(format!("{schema:#}\n"))
}

fn schema<T: JsonSchema>(kind: &str) -> Value {
    let mut schema = schema_for!(T).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("$id".into(), format!("formcheck/v1/{kind}.json").into());
        object.insert("title".into(), format!("formcheck: a {} of an exam", kind.replace('-', " ")).into());
    }
    schema
}
