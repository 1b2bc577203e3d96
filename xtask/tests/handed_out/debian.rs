//! The .deb in an empty root: unpacked by dpkg, with the libraries that its program names and nothing else, and entered.

use std::path::Path;
use std::process::Command;

use crate::{asks, handed_out, is_there, said, skips, told};

#[test]
fn the_deb_is_enough_for_an_empty_root() {
    let Some(out) = handed_out() else { return };
    if !is_there("dpkg-deb") {
        return skips::passed_over("the .deb: there is no dpkg here");
    }
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    let deb = out.join("formcheck_0.1.0_amd64.deb");
    said(Command::new("dpkg-deb").arg("-x").arg(&deb).arg(root));
    for path in [
        "usr/share/man/man1/formcheck.1.gz",
        "usr/share/man/man1/formcheck-quiz.1.gz",
        "usr/share/bash-completion/completions/formcheck",
        "usr/share/zsh/vendor-completions/_formcheck",
        "usr/share/formcheck/packs/mid-back/rules/pack.toml",
        "usr/share/doc/formcheck/copyright",
    ] {
        assert!(root.join(path).is_file(), "{path}");
    }
    let field = |name: &str| said(Command::new("dpkg-deb").arg("-f").arg(&deb).arg(name)).trim().to_owned();
    assert_eq!(
        (field("Package"), field("Version"), field("Architecture")),
        ("formcheck".into(), "0.1.0".into(), "amd64".into())
    );
    let pack = root.join("usr/share/formcheck/packs/big-lifts");
    let lint =
        Command::new(root.join("usr/bin/formcheck")).arg("lint").arg(&pack).output().expect("it starts");
    assert!(lint.status.success(), "{}", told(&lint));
    if !may_enter(root) {
        return skips::passed_over("entering an empty root: only root may");
    }
    libraries(root);
    asks(Command::new("chroot").arg(root).arg("/usr/bin/formcheck").env("HOME", "/"));
}

/// Whether a root may be entered: there is nothing to be run in it yet.
fn may_enter(root: &Path) -> bool {
    let ran = Command::new("chroot").arg(root).args(["/usr/bin/formcheck-is-not-this"]).output();
    ran.is_ok_and(|ran| ran.status.code() == Some(127))
}

/// Puts in what the program of a test is linked with; a release's is static and needs none.
fn libraries(root: &Path) {
    let Ok(ran) = Command::new("ldd").arg(root.join("usr/bin/formcheck")).output() else { return };
    for word in String::from_utf8_lossy(&ran.stdout).split_whitespace().filter(|word| word.starts_with('/')) {
        let path = root.join(word.trim_start_matches('/'));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::copy(word, path).expect("copied");
    }
}
