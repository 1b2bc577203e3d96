//! Programs of others that read what formcheck writes: installed by `tests/clients/install.sh`, skipped where they
//! aren't.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::skips::not_installed;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a Python program of `tests/clients/` writes as JSON; none if `package` isn't installed.
pub(crate) fn python(package: &str, script: &str, args: &[&Path]) -> Option<Value> {
    let python = root().join("target/clients/venv/bin/python");
    let there = Command::new(&python).args(["-c", &format!("import {package}")]).output();
    if !there.is_ok_and(|ran| ran.status.success()) {
        return skipped(package);
    }
    Some(said(Command::new(python).arg(root().join("tests/clients").join(script)).args(args)))
}

/// What a Node program of `tests/clients/` writes as JSON; none if `package` isn't installed.
pub(crate) fn node(package: &str, script: &str, args: &[&Path]) -> Option<Value> {
    let packages = root().join("target/clients/node");
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !has_node || !packages.join("node_modules").join(package).is_dir() {
        return skipped(package);
    }
    let mut node = Command::new("node");
    node.arg(root().join("tests/clients").join(script)).args(args);
    Some(said(node.env("FORMCHECK_NODE_PACKAGES", packages.join("package.json"))))
}

fn skipped(package: &str) -> Option<Value> {
    not_installed(package, "tests/clients/install.sh");
    None
}

fn said(command: &mut Command) -> Value {
    let ran = command.output().expect("it runs");
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{command:?}: {told}");
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}; {told}"))
}

/// The file of this name in `folder`, with this text.
pub(crate) fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path
}
