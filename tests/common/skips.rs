//! What is passed over because something is not on this machine, said in one place: on the terminal at once, past the
//! harness that keeps what a test prints, and in `target/skipped-tests.txt`, which `.ci/run` shows at its end.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::thread;

/// What is missing may be missing anywhere: what is lost is told.
pub(crate) fn passed_over(what: &str) {
    note(what);
}

/// What is missing is installed by this script, which `.ci/run` runs: on a machine for continuous integration (`CI` is
/// set) it has to be there, or the test fails.
pub(crate) fn not_installed(what: &str, script: &str) {
    let what = format!("{what}: {script} installs it");
    let is_ci = std::env::var_os("CI").is_some_and(|said| !said.is_empty() && said != "false");
    assert!(!is_ci, "not on this machine, where everything is to be tested: {what}");
    note(&what);
}

fn note(what: &str) {
    let test = thread::current().name().unwrap_or("a test").to_owned();
    let line = format!("skipped: {test}: {what}\n");
    // One write each: tests run side by side, and some in processes of their own.
    let _ = std::io::stderr().write_all(line.as_bytes());
    if let Ok(mut list) = list() {
        let _ = list.write_all(line.as_bytes());
    }
}

fn list() -> std::io::Result<File> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("skipped-tests.txt");
    OpenOptions::new().create(true).append(true).open(path)
}
