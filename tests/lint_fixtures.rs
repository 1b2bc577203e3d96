//! For every code a pack with that fault and what lint says of it: tests/lint/CODE is laid over tests/lint/good, which
//! is sound, and must give exactly that one diagnostic, as written in tests/lint/CODE.txt.
//!
//! `FORMCHECK_BLESS=1` writes the texts anew; read them before you commit them.

#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "fixtures are small, and plain code reads best"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use formcheck::diagnostic::{Code, human};
use formcheck::lint::lint;
use formcheck::rulebook::load;
use formcheck::rulebook::source::{PackSource, folder, in_memory};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("lint")
}

/// Every file below a folder, by its path in it.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(here) = waiting.pop() {
        for entry in fs::read_dir(&here).expect("a folder of fixtures") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a readable fixture"));
            }
        }
    }
    found
}

/// What can't lie in a repository as it is, or needs something left out: made here.
type Making = fn(&mut BTreeMap<String, Vec<u8>>);
const MADE: &[(Code, Making)] = &[
    (Code::TooLarge, |files| {
        let sources = files.get_mut("rules/sources.toml").expect("it is there");
        sources.extend(std::iter::repeat_n(b'\n', 5 << 20));
    }),
    (Code::NotUtf8, |files| {
        let sources = files.get_mut("rules/sources.toml").expect("it is there");
        sources.extend(b"\n# caf\xe9\n");
    }),
    (Code::MissingFile, |files| {
        files.remove("rules/pack.toml");
    }),
    (Code::NothingChecked, |files| {
        files.retain(|path, _| path == "rules/pack.toml");
    }),
    (Code::NotDecided, |files| {
        // A puzzle whose search is beyond any budget: 18 pigeons, 17 holes, as impossible combinations.
        let (pigeons, holes) = (18, 17);
        let mut signs = String::new();
        let values: String = (0..holes).map(|hole| format!("h{hole} = \"hole {hole} is taken\"\n")).collect();
        for pigeon in 0..pigeons {
            signs.push_str(&format!(
                "[p{pigeon}]\nask = \"Where?\"\nphase = \"pull\"\nusually = \"any\"\n[p{pigeon}.values]\n{values}\n"
            ));
        }
        for hole in 0..holes {
            for one in 0..pigeons {
                for other in 0..one {
                    signs.push_str(&format!(
                        "[[impossible]]\nwhen = {{ p{one} = \"h{hole}\", p{other} = \"h{hole}\" }}\nbecause = \"full\"\n"
                    ));
                }
            }
        }
        let good: String = (0..pigeons).map(|pigeon| format!("p{pigeon} = \"any\"\n")).collect();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let old = text(&files["rules/signs.toml"]);
        files.insert("rules/signs.toml".to_owned(), format!("{old}\n{signs}").into_bytes());
        let row = text(&files["rules/exercises/strict-row.toml"]);
        let row = row.replace("[mistake.any-help]", &format!("[good]\n{good}\n[mistake.any-help]"));
        let row = row.split("[[example]]").next().expect("the text before").to_owned();
        files.insert("rules/exercises/strict-row.toml".to_owned(), row.into_bytes());
        files.retain(|path, _| !path.starts_with("quizzes/"));
    }),
];

fn written(files: &BTreeMap<String, Vec<u8>>) -> (tempfile::TempDir, PackSource) {
    let place = tempfile::tempdir().expect("a place for files");
    for (path, bytes) in files {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    let pack = folder(place.path()).expect("it is a pack");
    (place, pack)
}

/// The codes found and the text shown.
fn shown(packs: Vec<PackSource>) -> (Vec<Code>, String) {
    let loaded = load(packs);
    let report = lint(&loaded);
    let codes = report.diagnostics.iter().map(|found| found.code).collect();
    (codes, human(&report.diagnostics, &loaded.sources, false, 100))
}

#[test]
fn the_good_pack_is_good() {
    let (codes, text) = shown(vec![folder(&fixtures().join("good")).expect("a pack")]);
    assert!(codes.is_empty(), "{text}");
}

#[test]
fn every_code_has_its_fault_and_its_explanation() {
    let bless = std::env::var_os("FORMCHECK_BLESS").is_some();
    for &code in Code::ALL {
        let about = code.text();
        for part in [about.summary, about.what, about.why] {
            assert!(part.len() > 10 && !part.contains("TODO"), "{} has its text", code.word());
        }
        if code == Code::Unreadable {
            // A folder named like a file: below, because git keeps no empty folder.
            continue;
        }
        let mut files_of = files(&fixtures().join("good"));
        match MADE.iter().find(|(made, _)| *made == code) {
            Some((_, make)) => make(&mut files_of),
            None => {
                let laid = fixtures().join(code.word());
                assert!(laid.is_dir(), "there is no fixture tests/lint/{}", code.word());
                files_of.extend(files(&laid));
            }
        }
        let (_place, pack) = written(&files_of);
        let (codes, text) = shown(vec![pack]);
        assert!(
            !codes.is_empty() && codes.iter().all(|found| *found == code),
            "{}: {codes:?}\n{text}",
            code.word()
        );
        assert!(codes.len() == 1 || code == Code::NotDecided, "{}: {codes:?}\n{text}", code.word());
        let expected = fixtures().join(format!("{}.txt", code.word()));
        if bless {
            fs::write(&expected, &text).expect("it can be written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(text, expected, "{}", code.word());
    }
}

#[test]
fn a_folder_where_a_file_should_be_is_told() {
    let (place, _) = written(&files(&fixtures().join("good")));
    fs::create_dir(place.path().join("quizzes/odd.toml")).expect("a folder can be made");
    let (codes, text) = shown(vec![folder(place.path()).expect("a pack")]);
    assert_eq!(codes, [Code::Unreadable], "{text}");
    assert!(text.contains("it is a folder"), "{text}");
}

/// One id in two packs is one fault that names both places.
#[test]
fn two_packs_with_one_id_name_both_places() {
    let good = folder(&fixtures().join("good")).expect("a pack");
    let other = in_memory([
        (
            "rules/pack.toml",
            "format = 1\nname = \"other\"\ntitle = \"Other\"\nversion = \"1.0.0\"\nlicence = \"CC0\"\nauthors = [\"b\"]\nlang = \"en\"\nphases = [\"pull\"]\n",
        ),
        ("rules/sources.toml", "[own-notes]\ntitle = \"Others' notes\"\nkind = \"book\"\n"),
    ]);
    let (codes, text) = shown(vec![good, other]);
    assert_eq!(codes, [Code::DuplicateId], "{text}");
    assert_eq!(text.matches("rules/sources.toml:1:2").count(), 2, "{text}");
}
