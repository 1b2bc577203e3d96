//! The built-in pack loads without a fault and passes every check.

use std::path::Path;
use std::process::Command;

use crate::common::skips::passed_over;
use formcheck::app::disk;
use formcheck_core::diagnostic::human;
use formcheck_core::rulebook::{load, source};

#[test]
fn the_built_in_pack_is_sound() {
    let loaded = load(vec![source::built_in_as_written()]);
    let report = formcheck_core::lint::lint(&loaded);
    assert!(report.diagnostics.is_empty(), "{}", human(&report.diagnostics, &loaded.sources, false, 100));
}

#[test]
fn what_the_build_script_read_is_what_is_written() {
    let built = load(vec![source::built_in()]);
    let written = load(vec![source::built_in_as_written()]);
    assert!(built.diagnostics.is_empty());
    let (built, mut written) = (built.draft, written.draft);
    assert_eq!(built.names, written.names);
    written.names = built.names.clone();
    assert_eq!(format!("{built:?}"), format!("{written:?}"), "down to every text and span");
}

#[test]
#[cfg(unix)]
fn the_digest_is_what_docs_format_says_and_the_same_from_disk_as_from_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let command = "find rules quizzes -name '*.toml' | LC_ALL=C sort | xargs sha256sum | sha256sum";
    assert!(include_str!("../docs/format.md").contains(command));
    let output = Command::new("sh").args(["-c", command]).current_dir(root).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stdout);
    let Some((digest, _)) = said.split_once(' ') else {
        passed_over("this machine has no sha256sum");
        return;
    };
    assert_eq!(source::built_in().sha256, digest);
    assert_eq!(disk::folder(root).expect("a pack").sha256, digest);
}
