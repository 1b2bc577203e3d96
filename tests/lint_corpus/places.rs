//! Files in the wrong place, files that are none, and folders without an end.

use std::fs;
use std::path::Path;

use super::spoilt::base;
use formcheck::app::disk;
use formcheck_core::diagnostic::{Code, Diagnostic, human};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::load;

/// The base pack in a folder of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in base() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn of_folder(folder: &Path) -> (Vec<Diagnostic>, String) {
    let loaded = load(vec![disk::folder(folder).expect("a pack")]);
    let found = lint(&loaded).diagnostics;
    let shown = human(&found, &loaded.sources, false, 100);
    (found, shown)
}

/// A file in the wrong folder or with the wrong end, or whose name can't be an id, is told with where it belongs.
#[test]
fn a_file_in_the_wrong_place_is_told() {
    let row = base().into_iter().find(|(path, _)| path.ends_with("bent-row.toml")).expect("a row").1;
    let row = row.replace("too-upright", "far-too-upright").replace("legs-locked", "far-too-locked");
    for (path, help) in [
        ("exercises/face-pull.toml", "move it to rules/exercises/face-pull.toml"),
        ("face-pull.toml", "move it to rules/exercises/face-pull.toml"),
        ("rules/face-pull.toml", "move it to rules/exercises/face-pull.toml"),
        ("quizzes/old/face-pull.toml", "move it to rules/exercises/face-pull.toml"),
        ("rules/exercises/face-pull.txt", "rename it to rules/exercises/face-pull.toml"),
        ("rules/exercises/face-pull.TOML", "rename it to rules/exercises/face-pull.toml"),
        ("rules/exercises/face-pull.toml.txt", "rename it to rules/exercises/face-pull.toml"),
        ("rules/exercises/Face Pull.toml", "rename the file to face-pull.toml"),
        ("rules/exercises/face_pull.toml", "rename the file to face-pull.toml"),
    ] {
        let folder = folder();
        let whole = folder.path().join(path);
        fs::create_dir_all(whole.parent().expect("a folder")).expect("made");
        fs::write(whole, &row).expect("written");
        let (found, shown) = of_folder(folder.path());
        assert_eq!(found.len(), 1, "{path}\n{shown}");
        assert!(shown.contains(help), "{path}\n{shown}");
    }
}

/// What editors and systems leave beside files is nobody's rules.
#[test]
fn hidden_files_locks_and_notes_are_passed_over() {
    let folder = folder();
    for name in [
        ".#bent-row.toml",
        "._bent-row.toml",
        ".bent-row.toml.swp",
        "#bent-row.toml#",
        "bent-row.toml~",
        "notes.txt",
        "bent-row.toml.bak",
    ] {
        fs::write(folder.path().join("rules/exercises").join(name), "who@host.1234 \u{0}").expect("written");
    }
    fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"x\"\n").expect("written");
    let (found, shown) = of_folder(folder.path());
    assert!(found.is_empty(), "{shown}");
}

/// A pipe has no end, and a loop of links none either: neither is waited for.
#[cfg(unix)]
#[test]
fn pipes_sockets_and_loops_of_links_end() {
    let folder = folder();
    let rules = folder.path().join("rules");
    let pipe = rules.join("exercises/pipe.toml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there");
    assert!(made.success());
    let _socket =
        std::os::unix::net::UnixListener::bind(rules.join("exercises/socket.toml")).expect("a socket");
    std::os::unix::fs::symlink(&rules, rules.join("again")).expect("a link");
    std::os::unix::fs::symlink(rules.join("exercises"), rules.join("exercises/loop")).expect("a link");
    let (found, shown) = of_folder(folder.path());
    assert_eq!(found.len(), 2, "{shown}");
    assert!(found.iter().all(|one| one.code == Code::Unreadable), "{shown}");
    assert_eq!(shown.matches("it is a pipe, a socket or a device").count(), 2, "{shown}");
}
