//! What is handed out, made from the program that these tests were built with, installed into empty places, and used there.

mod action;
mod debian;
mod made;
mod packages;
#[path = "../../../tests/common/skips.rs"]
mod skips;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use xtask::dist::{CollectRequest, DistRequest, dist};

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project")
}

/// The program, which `cargo test --workspace` builds beside the tests; without what only a debugger reads, where there is `strip`.
fn program() -> Option<&'static Path> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        skips::passed_over("what is handed out is tried on Linux, x86-64");
        return None;
    }
    let found = PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().expect("a test");
        let built = tests.parent()?.parent()?.join("formcheck");
        if !built.exists() {
            return None;
        }
        let small = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formcheck");
        let stripped = Command::new("strip").arg("-o").arg(&small).arg(&built).status();
        Some(if stripped.is_ok_and(|ran| ran.success()) { small } else { built })
    });
    if found.is_none() {
        skips::passed_over("the program is not built: cargo build, or cargo test --workspace");
    }
    found.as_deref()
}

/// A folder with everything that is handed out for Linux, made once.
fn handed_out() -> Option<&'static Path> {
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    let program = program()?;
    Some(OUT.get_or_init(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("handed-out");
        let _ = std::fs::remove_dir_all(&out);
        // The program was built for this machine alone; what is asked for is what a release has.
        for target in ["x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"] {
            let request = DistRequest {
                target: target.to_owned(),
                program: Some(program.to_owned()),
                quick: true,
                collected: CollectRequest { out: out.clone(), ..CollectRequest::default() },
            };
            dist(&request).expect("made");
        }
        out
    }))
}

/// What a command says, which has to end well.
fn said(command: &mut Command) -> String {
    let ran = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(ran.status.success(), "{command:?}: {}", told(&ran));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn told(ran: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))
}

fn is_there(command: &str) -> bool {
    Command::new(command).arg("--version").output().is_ok_and(|ran| ran.status.success())
}

/// It asks its first question to whoever says nothing.
fn asks(command: &mut Command) {
    let data = tempfile::tempdir().expect("a folder");
    let ran = command.arg("quiz").env("FORMCHECK_DATA_DIR", data.path()).stdin(std::process::Stdio::null());
    let text = told(&ran.output().expect("it starts"));
    assert!(text.contains("Question 1 of 10"), "{text}");
}
