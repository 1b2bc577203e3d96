//! Every diagnostic code has a pack in tests/lint that has its fault alone, the nearest pack without the fault, and the
//! text that people see.
//!
//! `tests/lint/CODE/bad` and `good` are packs, or hold packs that are loaded together; `CODE/expected.snap` is what the
//! terminal shows of `bad`. What no folder can hold is made here: see [`MADE`].

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use formcheck::app::disk;
use formcheck::app::packs::tell_apart;
use formcheck_core::diagnostic::{Code, Diagnostic, SourceMap, human};
use formcheck_core::lint::{lint, mutants};
use formcheck_core::rulebook::load;
use formcheck_core::rulebook::source::{self, PackSource};

use crate::common::copy;
use crate::common::snapshots::held;

/// A code whose bad pack is made in a temporary folder, out of the good one.
struct Made {
    code: Code,
    /// Why the fault can't be kept as a file.
    reason: &'static str,
    /// Puts the fault into a copy of the good pack.
    spoil: fn(&Path),
}

const MADE: &[Made] = &[
    Made { code: Code::TooLarge, reason: "over 4 MB is too much to keep", spoil: too_large },
    Made {
        code: Code::NotDecided,
        reason: "hundreds of lines that only a machine writes",
        spoil: not_decided,
    },
];

/// A file of comments, one byte over the limit.
fn too_large(pack: &Path) {
    let most = usize::try_from(source::MOST_BYTES).expect("a few million");
    fs::write(pack.join("rules/mistakes/setup.toml"), "#".repeat(most + 1)).expect("a temporary file");
}

/// Ten pigeons in nine holes, no two in one: that none is clean takes a search through every seating.
fn not_decided(pack: &Path) {
    let (pigeons, holes) = (10, 9);
    let mut signs = String::new();
    let mut exercise =
        fs::read_to_string(pack.join("rules/exercises/row.toml")).expect("the good pack's row");
    for pigeon in 0..pigeons {
        write!(
            signs,
            "[pigeon-{pigeon}]\nask = \"Which hole has pigeon {pigeon}?\"\nusually = \"any\"\n[pigeon-{pigeon}.values]\n"
        )
        .expect("writing to text");
        for hole in 0..holes {
            writeln!(signs, "hole-{hole} = \"it sits in hole {hole}\"").expect("writing to text");
        }
    }
    exercise.push_str("\n[good]\n");
    for pigeon in 0..pigeons {
        writeln!(exercise, "pigeon-{pigeon} = \"any\"").expect("writing to text");
    }
    exercise.push_str("\n[[impossible]]\nbecause = \"a hole has room for one\"\nwhen = [\n");
    for hole in 0..holes {
        for second in 0..pigeons {
            for first in 0..second {
                writeln!(
                    exercise,
                    "  {{ pigeon-{first} = \"hole-{hole}\", pigeon-{second} = \"hole-{hole}\" }},"
                )
                .expect("writing to text");
            }
        }
    }
    exercise.push_str("]\n");
    fs::write(pack.join("rules/signs.toml"), signs).expect("a temporary file");
    fs::write(pack.join("rules/exercises/row.toml"), exercise).expect("a temporary file");
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint")
}

/// The findings in a fixture's folder: one pack, or one in each of its subfolders in order.
fn findings(folder: &Path) -> (Vec<Diagnostic>, SourceMap) {
    let mut packs = vec![folder.to_owned()];
    if folder.join("a").is_dir() {
        packs = vec![folder.join("a"), folder.join("b")];
    }
    let is_one = packs.len() == 1;
    let read = packs.iter().map(|pack| disk::folder(pack).unwrap_or_else(|none| panic!("{none}")));
    let mut read: Vec<PackSource> = read.collect();
    // Files of several packs are told apart by the folders.
    let names: HashMap<String, PathBuf> =
        read.iter().zip(["a", "b"]).map(|(pack, name)| (pack.sha256.clone(), PathBuf::from(name))).collect();
    if !is_one {
        tell_apart(&mut read, |pack| names.get(&pack.sha256).cloned());
    }
    let mut loaded = load(read);
    let mut found = lint(&loaded).diagnostics;
    // What only `lint --mutants` finds.
    if found.is_empty() {
        found = mutants(&mut loaded, |_| true, || ()).unnoticed;
    }
    (found, loaded.sources)
}

fn made(code: Code) -> Option<&'static Made> {
    MADE.iter().find(|made| made.code == code)
}

/// Hands `check` the folder with the code's fault, made first if it can't be kept.
fn with_bad(code: Code, check: impl FnOnce(&Path)) {
    let kept = fixtures().join(code.word());
    match made(code) {
        None => check(&kept.join("bad")),
        Some(made) => {
            assert!(!kept.join("bad").exists(), "{code} is made in the test: {}", made.reason);
            let folder = tempfile::tempdir().expect("a temporary folder");
            copy(&kept.join("good"), folder.path());
            (made.spoil)(folder.path());
            check(folder.path());
        }
    }
}

#[test]
fn every_code_has_fixtures_and_no_folder_is_left_over() {
    for &code in Code::ALL {
        let folder = fixtures().join(code.word());
        assert!(folder.join("good").is_dir(), "{code} has no good pack in tests/lint");
        assert!(made(code).is_some() || folder.join("bad").is_dir(), "{code} has no bad pack in tests/lint");
    }
    for entry in fs::read_dir(fixtures()).expect("tests/lint") {
        let name = entry.expect("an entry of tests/lint").file_name();
        let word = name.to_string_lossy();
        assert!(Code::find(&word).is_some(), "tests/lint/{word} is no code");
    }
}

#[test]
fn every_bad_pack_has_its_fault_alone() {
    for &code in Code::ALL {
        with_bad(code, |bad| {
            let (found, sources) = findings(bad);
            let codes: Vec<Code> = found.iter().map(|found| found.code).collect();
            assert_eq!(codes, [code], "\n{}", human(&found, &sources, false, 100));
            assert_eq!(found[0].severity, code.severity(), "{code}");
            assert!(found[0].help.is_some(), "{code} doesn't say what to write instead");
        });
    }
}

#[test]
fn every_good_pack_is_clean() {
    for &code in Code::ALL {
        let (found, sources) = findings(&fixtures().join(code.word()).join("good"));
        assert!(found.is_empty(), "{code}\n{}", human(&found, &sources, false, 100));
    }
}

#[test]
fn people_see_what_is_expected() {
    for &code in Code::ALL {
        with_bad(code, |bad| {
            let (found, sources) = findings(bad);
            let shown = human(&found, &sources, false, 100);
            held(&fixtures().join(code.word()), "expected", &shown);
        });
    }
}

#[test]
fn every_code_is_explained() {
    for &code in Code::ALL {
        let text = code.text();
        for (part, words) in [("summary", text.summary), ("what", text.what), ("why", text.why)] {
            assert!(!words.trim().is_empty(), "{code} has no {part}");
        }
        for words in [text.summary, text.what, text.why, text.bad, text.good] {
            assert!(!words.to_uppercase().contains("TODO"), "{code}: {words}");
        }
        assert!(text.bad.is_empty() || !text.good.is_empty(), "{code} shows a bad piece and no good one");
    }
}
