//! Texts that are held against what was looked at and kept, in `.snap` files. After a change that is meant:
//! `INSTA_UPDATE=always cargo test --test suite NAME` writes them anew, or `cargo insta review` shows them one by one; then
//! look at what changed.

use std::collections::BTreeSet;
use std::path::Path;

/// Holds a text against the file of this name in a folder.
pub(crate) fn held(folder: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Asserts that the folder keeps nothing but these: a snapshot that nobody holds would tell what is no longer so.
pub(crate) fn none_is_left_over(folder: &Path, held: &BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "snap") {
            assert!(held.contains(&name), "nothing is held against {}", path.display());
        }
    }
}
