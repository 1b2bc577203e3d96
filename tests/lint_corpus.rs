//! Faults as coaches make them, put into a small sound pack one at a time: each yields one finding, of the right code,
//! at the token that is wrong, with help that leads on. Then many at once, and none is lost.
//!
//! The pack is `tests/lint_corpus/base`; the faults stand in `lint_corpus/faults.rs`.

mod faults;
mod helps;
mod places;
mod slips;
mod spoilt;
mod typos;

use std::fs;
use std::path::Path;

use crate::common::is_thorough;
use faults::{FAULTS, Fault, TOGETHER};
use formcheck::app::disk;
use formcheck_core::diagnostic::{Code, Diagnostic, FindingSeverity, human};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::load;
use formcheck_core::rulebook::source::PackSource;
use slips::SLIPS;
use spoilt::{Files, PATHS, base, complaint, findings, pack_of, spoil};

/// The base pack with one fault each: every `step`th of them, by what was written.
pub(crate) fn spoiled(step: usize) -> Vec<(String, PackSource)> {
    let with = |fault: &Fault| {
        let mut files = base();
        spoil(&mut files, fault);
        (format!("{:?} in {}", fault.put, fault.file), pack_of(&files))
    };
    FAULTS.iter().chain(SLIPS).step_by(step).map(with).collect()
}

/// What is wrong with the findings of a pack with one fault.
fn alone(fault: &Fault) -> Option<String> {
    let mut files = base();
    spoil(&mut files, fault);
    let (found, sources) = findings(&files);
    let what = match found.as_slice() {
        [one] if one.span.is_none() => Some("points nowhere".to_owned()),
        [one] => complaint(fault, one, &sources),
        many => Some(format!("gives {} findings", many.len())),
    };
    what.map(|what| {
        let shown = human(&found, &sources, false, 100);
        format!("{:?} in {} {what}\n{shown}", fault.put, fault.file)
    })
}

#[test]
fn the_base_pack_is_clean_and_whole() {
    let (found, sources) = findings(&base());
    assert!(found.is_empty(), "{}", human(&found, &sources, false, 100));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint_corpus/base");
    let pack = disk::folder(&root).expect("the base pack");
    let paths: Vec<&str> = pack.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, PATHS, "every file of the base pack is used");
}

#[test]
fn each_fault_alone_is_found_once_at_its_token() {
    assert!(FAULTS.len() >= 160, "{} faults", FAULTS.len());
    let wrong: Vec<String> = FAULTS.iter().filter_map(alone).collect();
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), FAULTS.len(), wrong.join("\n"));
}

#[test]
fn many_faults_at_once_are_each_found_once() {
    let mut files = base();
    for fault in TOGETHER {
        spoil(&mut files, fault);
    }
    let (found, sources) = findings(&files);
    let shown = human(&found, &sources, false, 100);
    let touched: std::collections::HashSet<&str> = TOGETHER.iter().map(|fault| fault.file).collect();
    assert!(TOGETHER.len() >= 15 && touched.len() == PATHS.len(), "every file has a fault");
    assert_eq!(found.len(), TOGETHER.len(), "\n{shown}");
    for fault in TOGETHER {
        let hits = found.iter().filter(|found| complaint(fault, found, &sources).is_none()).count();
        assert_eq!(hits, 1, "{:?} in {}\n{shown}", fault.put, fault.file);
    }
}

/// Slips of the finger in every key, id and value: each is one finding at the word, and 95 of 100 suggest what was meant.
#[test]
fn typos_are_found_once_and_the_right_word_is_suggested() {
    let base = base();
    let (mut tried, mut suggested) = (0, 0);
    let (mut wrong, mut unsuggested) = (Vec::new(), Vec::new());
    for typo in typos::all(&base) {
        tried += 1;
        let mut files = base.clone();
        let text = &mut files.iter_mut().find(|(path, _)| *path == typo.file).expect("a file of it").1;
        text.replace_range(typo.at..typo.at + typo.word.len(), &typo.put);
        let (found, sources) = findings(&files);
        let token =
            found.first().and_then(|found| found.span).map(|span| sources.text(span).trim_matches('"'));
        let said = format!("{} for {} in {}", typo.put, typo.word, typo.file);
        if found.len() != 1 || token != Some(&typo.put) {
            wrong.push(format!("{said}:\n{}", human(&found, &sources, false, 100)));
        } else if found[0].help.as_deref().is_some_and(|help| {
            help.contains(&format!("`{}`", typo.word)) || help.contains(&format!("\"{}\"", typo.word))
        }) {
            suggested += 1;
        } else {
            unsuggested.push(format!("{said}: {:?}", found[0].help));
        }
    }
    assert!(tried >= 400, "only {tried} typos");
    assert!(wrong.is_empty(), "{} of {tried}:\n\n{}", wrong.len(), wrong.join("\n"));
    assert!(suggested * 100 >= tried * 95, "{suggested} of {tried}:\n{}", unsuggested.join("\n"));
}

/// The base pack with one byte of one file left out, for every byte that is one of `marks`; for a quarter of them if not
/// everything is to be tried.
fn without_each(marks: &[u8], mut check: impl FnMut(&str, usize, &Files)) {
    for (number, (path, text)) in base().into_iter().enumerate() {
        for at in (0..text.len()).filter(|&at| marks.contains(&text.as_bytes()[at])).step_by(step()) {
            let mut files = base();
            files[number].1.remove(at);
            check(&path, at, &files);
        }
    }
}

fn step() -> usize {
    if is_thorough() { 1 } else { 4 }
}

/// A quote, a bracket or an equals sign too few, anywhere: one finding, in the file that lacks it.
#[test]
fn one_mark_left_out_is_one_finding() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    without_each(b"\"[]{}=", |path, at, files| {
        tried += 1;
        let (found, sources) = findings(files);
        let here = |found: &Diagnostic| found.span.is_some_and(|span| sources.file(span.file).path == path);
        if found.len() != 1 || !here(&found[0]) {
            wrong.push(format!("{path}, byte {at}:\n{}", human(&found, &sources, false, 100)));
        }
    });
    assert!(tried > 900 / step(), "only {tried}");
    assert!(wrong.is_empty(), "{} of {tried}:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_file_cut_off_anywhere_makes_nothing_panic() {
    for (number, (path, text)) in base().into_iter().enumerate() {
        for at in (1..text.trim_end().len()).step_by(11) {
            let mut files = base();
            files[number].1.truncate(at);
            let (found, sources) = findings(&files);
            let shown = human(&found, &sources, false, 100);
            assert_eq!(shown.is_empty(), found.is_empty(), "{path} up to {at}");
        }
    }
}

/// A list without an end swallows nothing: the faults above and below it are found in the same run.
#[test]
fn what_stands_behind_a_syntax_fault_is_found_too() {
    let put = |code| {
        FAULTS.iter().filter(move |fault| fault.file == "rules/mistakes/shared.toml" && fault.code == code)
    };
    let open = put(Code::Syntax).find(|fault| fault.token == "[").expect("a list without an end");
    let wanted =
        [open, put(Code::UnknownKey).next().expect("a typo"), put(Code::UnknownId).next().expect("an id")];
    let mut files = base();
    for fault in wanted {
        spoil(&mut files, fault);
    }
    let (found, sources) = findings(&files);
    let shown = human(&found, &sources, false, 100);
    assert_eq!(found.len(), wanted.len(), "\n{shown}");
    for fault in wanted {
        assert!(
            found.iter().any(|found| complaint(fault, found, &sources).is_none()),
            "{:?}\n{shown}",
            fault.put
        );
    }
}

/// A file that somebody's system saved under another end: it is told, and what it would define is not missed as well.
#[test]
fn a_file_saved_as_text_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in base() {
        let end = if path.ends_with("bent-row.toml") { ".txt" } else { "" };
        let path = folder.path().join(format!("{path}{end}"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let loaded = load(vec![disk::folder(folder.path()).expect("a pack")]);
    let found = lint(&loaded).diagnostics;
    let errors: Vec<&Diagnostic> =
        found.iter().filter(|one| one.severity == FindingSeverity::Error).collect();
    let shown = human(&found, &loaded.sources, false, 100);
    assert!(
        errors.len() <= 1 && found.iter().filter(|one| one.code == Code::StrayFile).count() == 1,
        "{shown}"
    );
    assert!(shown.contains("rename it to rules/exercises/bent-row.toml"), "{shown}");
    assert!(found.iter().all(|one| one.code != Code::UnknownId), "{shown}");
}

/// Five faults in one file, of every file that has so many: all found, nothing else.
#[test]
fn five_faults_in_one_file_are_five_findings() {
    let mut tried = 0;
    for path in PATHS {
        // Faults of words: one of syntax may hide its neighbours, and what leans on a fault is not told as well.
        let plain: Vec<&Fault> = FAULTS
            .iter()
            .filter(|fault| fault.file == *path && fault.seen == *path)
            .filter(|fault| {
                matches!(fault.code, Code::UnknownKey | Code::WrongType | Code::BadValue | Code::BadId)
            })
            .filter(|fault| !fault.put.is_empty() && !fault.find.starts_with('['))
            .collect();
        for five in plain.chunks_exact(5) {
            let mut files = base();
            let apart = five.iter().all(|fault| {
                let text = &files.iter().find(|(file, _)| file == path).expect("a file").1;
                let fits = text.matches(fault.find).count() == 1;
                if fits {
                    spoil(&mut files, fault);
                }
                fits
            });
            if !apart {
                continue;
            }
            tried += 1;
            let (found, sources) = findings(&files);
            let shown = human(&found, &sources, false, 100);
            for fault in five {
                let hits = found.iter().filter(|found| complaint(fault, found, &sources).is_none()).count();
                assert_eq!(hits, 1, "{:?} in {path}\n{shown}", fault.put);
            }
            assert_eq!(found.len(), 5, "{path}\n{shown}");
        }
    }
    assert!(tried >= 4, "only {tried} files");
}

#[test]
fn each_slip_alone_is_one_message_at_its_token() {
    let slips: Vec<&Fault> = SLIPS.iter().step_by(if is_thorough() { 1 } else { 3 }).collect();
    assert!(FAULTS.len() + SLIPS.len() >= 500, "{} faults", FAULTS.len() + SLIPS.len());
    let wrong: Vec<String> = slips.iter().filter_map(|fault| alone(fault)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), slips.len(), wrong.join("\n"));
}
