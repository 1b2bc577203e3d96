//! The Action and the pre-commit hooks with what is handed out: taken and checked, refused where it was changed, and, where
//! there is none, compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::{handed_out, root, said, skips, told};

/// Python with what the tests' programs in it need.
fn python() -> Option<PathBuf> {
    let python = root().join("target/clients/venv/bin/python");
    let ran = Command::new(&python).args(["-c", "import yaml, pre_commit"]).output();
    if ran.is_ok_and(|ran| ran.status.success()) {
        return Some(python);
    }
    skips::not_installed("pre-commit", "tests/clients/install.sh");
    None
}

/// A folder of releases as a server has it, as an address.
fn releases(place: &Path, out: &Path) -> (String, PathBuf) {
    let folder = place.join("releases/v0.1.0");
    fs::create_dir_all(&folder).expect("a folder");
    for name in ["SHA256SUMS", "formcheck-x86_64-unknown-linux-musl.tar.gz"] {
        fs::copy(out.join(name), folder.join(name)).expect(name);
    }
    (format!("file://{}", place.join("releases").display()), folder)
}

/// A repository with a pack in it, whose last commit breaks a rule.
fn repository(place: &Path) -> PathBuf {
    let repository = place.join("repository");
    let pack = repository.join("pack");
    said(Command::new("mkdir").arg("-p").arg(&repository));
    said(Command::new("cp").arg("-r").arg(root().join("packs/gym-floor")).arg(&pack));
    git(&repository, &["init", "-q", "-b", "main"]);
    commit(&repository, "a pack");
    let file = pack.join("rules/muscles.toml");
    let text = fs::read_to_string(&file).expect("signs");
    fs::write(&file, format!("{text}\nnonsense = 1\n")).expect("written");
    commit(&repository, "a key that nobody knows");
    repository
}

fn git(at: &Path, args: &[&str]) -> String {
    let who = ["-c", "user.name=t", "-c", "user.email=t", "-c", "commit.gpgsign=false"];
    said(Command::new("git").current_dir(at).args(who).args(args))
}

fn commit(at: &Path, title: &str) {
    git(at, &["add", "-A"]);
    git(at, &["commit", "-qm", title]);
}

/// What the Action takes of this repository, where a runner would lay it.
fn laid(place: &Path) -> PathBuf {
    let laid = place.join("_actions/owner/formcheck/v0.1.0");
    fs::create_dir_all(laid.join("packaging")).expect("a folder");
    for name in
        ["action.yml", "Cargo.toml", "packaging/get.sh", "packaging/hook.sh", ".pre-commit-hooks.yaml"]
    {
        fs::copy(root().join(name), laid.join(name)).expect(name);
    }
    laid
}

fn run_action(python: &Path, laid: &Path, at: &Path, inputs: &Value, github: &Value) -> Value {
    let driver = root().join("tests/clients/run_action.py");
    let mut command = Command::new(python);
    command.arg(driver).arg(laid).arg(at).args([inputs.to_string(), github.to_string()]);
    // Nothing is compiled: where there is no release, the step fails.
    let words = said(command.env("PATH", "/usr/bin:/bin"));
    serde_json::from_str(&words).expect("JSON")
}

#[test]
fn the_action_takes_the_release_and_writes_findings_beside_the_lines() {
    let (Some(out), Some(python)) = (handed_out(), python()) else { return };
    let place = tempfile::tempdir().expect("a folder");
    let (address, folder) = releases(place.path(), out);
    let (at, laid) = (repository(place.path()), laid(place.path()));
    let inputs = json!({"pack": "pack", "releases": address, "base": "HEAD~1"});
    let told = run_action(&python, &laid, &at, &inputs, &json!({}));
    let step = |number: usize| &told["steps"][number];
    assert_eq!(step(0)["code"], 0, "{told}");
    assert_eq!(step(1)["code"], 1, "{told}");
    let annotated = step(1)["said"].as_str().unwrap_or_default();
    assert!(annotated.contains("::error file=pack/rules/muscles.toml,line="), "{annotated}");
    let sarif = fs::read_to_string(told["outputs"]["sarif"].as_str().expect("a path")).expect("a report");
    assert!(serde_json::from_str::<Value>(&sarif).is_ok_and(|sarif| sarif["version"] == "2.1.0"), "{sarif}");
    assert_ne!(step(2)["code"], Value::Null, "what the change means is told all the same: {told}");

    git(&at, &["reset", "-q", "--hard", "HEAD~1"]);
    let inputs = json!({"pack": "pack", "releases": address});
    let told = run_action(&python, &laid, &at, &inputs, &json!({}));
    assert_eq!((&told["steps"][1]["code"], &told["steps"][2]["code"]), (&json!(0), &Value::Null), "{told}");

    // A release that was changed is not run, and nothing is compiled in its place.
    let archive = folder.join("formcheck-x86_64-unknown-linux-musl.tar.gz");
    let mut bytes = fs::read(&archive).expect("an archive");
    *bytes.last_mut().expect("a byte") ^= 1;
    fs::write(&archive, bytes).expect("written");
    let told = run_action(&python, &laid, &at, &inputs, &json!({}));
    let said = told["steps"][0]["complained"].as_str().unwrap_or_default();
    assert!(told["steps"][0]["code"] == 1 && said.contains("is not what SHA256SUMS"), "{told}");
    assert!(!said.contains("compil"), "{said}");

    // Without an address it is the release of where the Action came from; there is no such server, and no Rust on this path.
    let told = run_action(&python, &laid, &at, &json!({"pack": "pack"}), &json!({}));
    let said = told["steps"][0]["complained"].as_str().unwrap_or_default();
    assert!(
        said.contains("https://github.invalid/owner/formcheck/releases/download/v0.1.0/SHA256SUMS"),
        "{told}"
    );
    assert!(said.contains("no Rust toolchain"), "{said}");
}

#[test]
fn the_hooks_run_before_a_commit() {
    let (Some(out), Some(python)) = (handed_out(), python()) else { return };
    let place = tempfile::tempdir().expect("a folder");
    let (address, _) = releases(place.path(), out);
    let at = repository(place.path());
    let hooks = laid(place.path());
    git(&hooks, &["init", "-q", "-b", "main"]);
    commit(&hooks, "the hooks");
    let hook = |name: &str| -> Output {
        let mut command = Command::new(&python);
        command
            .current_dir(&at)
            .args(["-m", "pre_commit", "try-repo"])
            .arg(&hooks)
            .args([name, "--all-files"]);
        command.env("FORMCHECK_RELEASES", &address).env("PRE_COMMIT_HOME", place.path().join("home"));
        command.output().expect("pre-commit")
    };
    let broken = hook("formcheck-lint");
    let text = told(&broken);
    assert!(!broken.status.success() && text.contains("nonsense"), "{text}");
    git(&at, &["reset", "-q", "--hard", "HEAD~1"]);
    let sound = hook("formcheck-lint");
    assert!(sound.status.success() && told(&sound).contains("Passed"), "{}", told(&sound));
    // What the layout changes fails the commit, and the file is laid out.
    let file = at.join("pack/rules/muscles.toml");
    let text = fs::read_to_string(&file).expect("signs");
    fs::write(&file, text.replacen(" = ", "   =   ", 1)).expect("written");
    let untidy = hook("formcheck-fmt");
    assert!(!untidy.status.success(), "{}", told(&untidy));
    assert_eq!(fs::read_to_string(&file).expect("signs"), text);
}
