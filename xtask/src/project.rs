//! What cargo and git know of the project: where it is, its version, its packages, when its last commit was made.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::DistError;

pub struct Project {
    pub root: PathBuf,
    pub version: String,
    pub description: String,
    /// When what is packed was last changed, in seconds since 1970: every file in a package says so.
    pub epoch: u64,
    /// What `cargo metadata` says of the program's own packages and all that they stand on, on one kind of machine.
    pub packages: Vec<Value>,
}

impl Project {
    /// The project that this is built in, for one kind of machine.
    pub fn here(triple: &str) -> Result<Project, DistError> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned();
        let metadata = metadata(&root, triple)?;
        let packages = shipped(&metadata)?;
        let own = packages.iter().find(|package| package["name"] == "formcheck");
        let text = |key: &str| own.and_then(|own| own[key].as_str()).unwrap_or_default().to_owned();
        Ok(Project {
            version: text("version"),
            description: text("description"),
            epoch: epoch(&root),
            root,
            packages,
        })
    }
}

fn metadata(root: &Path, triple: &str) -> Result<Value, DistError> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
        triple,
    ]);
    let ran = command.output()?;
    if !ran.status.success() {
        return Err(DistError::new(format!("cargo metadata: {}", String::from_utf8_lossy(&ran.stderr))));
    }
    Ok(serde_json::from_slice(&ran.stdout)?)
}

/// The packages that are compiled into the program, by name: not those for tests and benchmarks, nor those that only build.
fn shipped(metadata: &Value) -> Result<Vec<Value>, DistError> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (nodes, packages) = (list(&metadata["resolve"]["nodes"]), list(&metadata["packages"]));
    let by_id = |id: &str| packages.iter().find(|package| package["id"] == id);
    let is_own = |package: &&Value| package["name"] == "formcheck" && package["source"].is_null();
    let own =
        packages.iter().find(is_own).ok_or_else(|| DistError::new("cargo knows no package `formcheck`"))?;
    let mut waiting = vec![own["id"].as_str().unwrap_or_default().to_owned()];
    let mut ids: Vec<String> = Vec::new();
    while let Some(id) = waiting.pop() {
        if ids.contains(&id) {
            continue;
        }
        let node = nodes.iter().find(|node| node["id"] == id.as_str());
        for used in node.map(|node| list(&node["deps"])).unwrap_or_default() {
            let is_normal = list(&used["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if is_normal && let Some(used) = used["pkg"].as_str() {
                waiting.push(used.to_owned());
            }
        }
        ids.push(id);
    }
    let mut shipped: Vec<Value> = ids.iter().filter_map(|id| by_id(id).cloned()).collect();
    let key = |package: &Value| (package["name"].to_string(), package["version"].to_string());
    shipped.sort_by_key(key);
    Ok(shipped)
}

/// As `SOURCE_DATE_EPOCH` or the last commit says; else the first second there is for every kind of archive.
fn epoch(root: &Path) -> u64 {
    const FIRST_OF_1980: u64 = 315_532_800;
    let told = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let committed = || {
        let ran = Command::new("git").current_dir(root).args(["log", "-1", "--format=%ct"]).output().ok()?;
        String::from_utf8_lossy(&ran.stdout).trim().parse().ok()
    };
    told.or_else(committed).unwrap_or(FIRST_OF_1980).max(FIRST_OF_1980)
}
