//! What tests of whole programs share.

pub(crate) mod browser;
pub(crate) mod clients;
pub(crate) mod cohort;
pub(crate) mod exams;
pub(crate) mod exported;
pub(crate) mod hostile;
pub(crate) mod learners;
pub(crate) mod lines;
pub(crate) mod packs;
pub(crate) mod papers;
pub(crate) mod program;
pub(crate) mod pty;
pub(crate) mod skips;
pub(crate) mod snapshots;
pub(crate) mod terminal;
pub(crate) mod texts;

use std::fs;
use std::path::Path;

/// How many cases of a law are tried: some for each change, all of them with `FORMCHECK_TESTS=thorough`, as every night.
pub(crate) fn cases(some: u32, all: u32) -> u32 {
    if is_thorough() { all } else { some }
}

/// Whether everything is to be tried.
pub(crate) fn is_thorough() -> bool {
    std::env::var("FORMCHECK_TESTS").is_ok_and(|said| said == "thorough")
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
