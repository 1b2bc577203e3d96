//! The bill of materials: what the program is built from, as `CycloneDX` 1.5 JSON.
//! <https://cyclonedx.org/docs/1.5/json/>

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::DistError;
use crate::contents::read;
use crate::project::Project;

pub fn sbom(project: &Project) -> Result<String, DistError> {
    let checksums = checksums(&String::from_utf8_lossy(&read(&project.root.join("Cargo.lock"))?));
    let others = project.packages.iter().filter(|package| !package["source"].is_null());
    let components: Vec<Value> = others.map(|package| component(package, &checksums)).collect();
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {
            "type": "application",
            "bom-ref": "formcheck",
            "name": "formcheck",
            "version": project.version,
            "licenses": [{"expression": "MIT"}],
        }},
        "components": components,
    });
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

fn component(package: &Value, checksums: &BTreeMap<(String, String), String>) -> Value {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    let purl = format!("pkg:cargo/{}@{}", text("name"), text("version").replace('+', "%2B"));
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": text("name"),
        "version": text("version"),
        "purl": purl,
    });
    if !text("license").is_empty() {
        // Old packages part licences with a slash, which no expression knows.
        component["licenses"] = json!([{"expression": text("license").replace('/', " OR ")}]);
    }
    if let Some(digest) = checksums.get(&(text("name").to_owned(), text("version").to_owned())) {
        component["hashes"] = json!([{"alg": "SHA-256", "content": digest}]);
    }
    component
}

/// The digests that the lock file has, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |part: &str, key: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.map(|line| line.trim_matches('"').to_owned())
    };
    let one = |part: &str| Some(((value(part, "name")?, value(part, "version")?), value(part, "checksum")?));
    lock.split("[[package]]").filter_map(one).collect()
}
