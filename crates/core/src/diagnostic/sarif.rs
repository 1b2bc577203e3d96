//! Findings as SARIF 2.1.0 (OASIS), for code scanning. Columns count characters, as everywhere here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::baseline::FindingKey;
use super::{
    Code, Diagnostic, Edit, FindingSeverity, Position, RepositoryPaths, Safety, SourceMap, Span, is_unsafe,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Renders findings as one SARIF log with one run.
pub fn sarif(diagnostics: &[Diagnostic], sources: &SourceMap, paths: &RepositoryPaths) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|&code| rule(code)).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|found| {
            let mut result = result(found, sources, paths);
            if let Some(print) = fingerprint(found, sources, paths, &mut seen) {
                result["partialFingerprints"] = json!({ "thing/v1": print });
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "formcheck",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "%SRCROOT%": { "description": { "text": "The repository" } } },
            "results": results,
        }],
    });
    escaped(&log.to_string())
}

/// Names a finding by what it is about and not by its line, so that code scanning knows it again when it moves. Equal
/// ones are told apart by their order: `seen` counts them.
fn fingerprint(
    found: &Diagnostic,
    sources: &SourceMap,
    paths: &RepositoryPaths,
    seen: &mut BTreeMap<String, usize>,
) -> Option<String> {
    let key = FindingKey::of(found, sources)?;
    let file = paths.of(found.span?.file);
    let mut digest = Sha256::new();
    for part in [key.code.as_str(), file, key.id.as_str(), key.message.as_str()] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let print = base16ct::lower::encode_string(&digest.finalize());
    let count = seen.entry(print.clone()).or_default();
    *count += 1;
    Some(format!("{print}:{count}"))
}

/// JSON in which what could steer a terminal or turn text round is escaped: it means the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_unsafe(letter) {
            // All of these have four hexadecimal digits at most; writing to a text can't fail.
            let _ = write!(out, "\\u{:04x}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

fn rule(code: Code) -> Value {
    let text = code.text();
    let mut help = format!("{}\n\n{}", text.what, text.why);
    if !text.bad.is_empty() {
        help = format!("{help}\n\nNot like this:\n\n{}\n\nLike this:\n\n{}", text.bad, text.good);
    }
    json!({
        "id": code.word(),
        "shortDescription": { "text": text.summary },
        "fullDescription": { "text": format!("{} {}", text.what, text.why) },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: FindingSeverity) -> &'static str {
    severity.word()
}

fn result(found: &Diagnostic, sources: &SourceMap, paths: &RepositoryPaths) -> Value {
    let index = Code::ALL.iter().position(|code| *code == found.code);
    let text = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let mut result = json!({
        "ruleId": found.code.word(),
        "ruleIndex": index,
        "level": level(found.severity),
        "message": { "text": text },
    });
    let Some(span) = found.span else { return result };
    result["locations"] = json!([{ "physicalLocation": physical(span, sources, paths) }]);
    let related: Vec<Value> = found
        .labels
        .iter()
        .enumerate()
        .map(|(id, label)| {
            json!({
                "id": id,
                "physicalLocation": physical(label.span, sources, paths),
                "message": { "text": label.message },
            })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = found.fix.as_ref() {
        let what = match fix.safety {
            Safety::Safe => "Mend it",
            Safety::Unsafe => "Probably meant",
            Safety::ByHand => "As the help says",
        };
        let changes: Vec<Value> = fix.edits.iter().map(|edit| change(edit, sources, paths)).collect();
        result["fixes"] = json!([{ "description": { "text": what }, "artifactChanges": changes }]);
    }
    result
}

fn change(edit: &Edit, sources: &SourceMap, paths: &RepositoryPaths) -> Value {
    json!({
        "artifactLocation": artifact(edit.span, paths),
        "replacements": [{ "deletedRegion": region(edit.span, sources), "insertedContent": { "text": edit.text } }],
    })
}

fn physical(span: Span, sources: &SourceMap, paths: &RepositoryPaths) -> Value {
    json!({ "artifactLocation": artifact(span, paths), "region": region(span, sources) })
}

fn artifact(span: Span, paths: &RepositoryPaths) -> Value {
    json!({ "uri": as_uri(paths.of(span.file)), "uriBaseId": "%SRCROOT%" })
}

fn region(span: Span, sources: &SourceMap) -> Value {
    let (Position { line, column }, end) = (sources.start(span), sources.end(span));
    json!({ "startLine": line, "startColumn": column, "endLine": end.line, "endColumn": end.column })
}

/// A path as a relative URI: what RFC 3986 doesn't allow in a path segment is percent-encoded.
fn as_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a text can't fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
