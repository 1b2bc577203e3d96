//! Faults as coaches make them, put into a small sound pack one at a time: each yields one finding, of the right code,
//! at the token that is wrong, with help that leads on. Then many at once, and none is lost.
//!
//! The pack is `tests/lint_corpus/base`; the faults stand in `lint_corpus/faults.rs`.

mod faults;
mod slips;
mod typos;

use std::fs;
use std::path::Path;

use crate::common::is_thorough;
use faults::{FAULTS, Fault, TOGETHER};
use formcheck::app::disk;
use formcheck_authoring::diff::diff;
use formcheck_authoring::fix::{Which, applied, mend};
use formcheck_core::diagnostic::{Code, Diagnostic, Edit, FindingSeverity, Fix, SourceMap, human};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::source::PackSource;
use formcheck_core::rulebook::{Rulebook, load, source};
use slips::SLIPS;

type Files = Vec<(String, String)>;

const PATHS: &[&str] = &[
    "quizzes/first-steps.toml",
    "rules/exercises/bent-row.toml",
    "rules/exercises/cable-row.toml",
    "rules/exercises/prone-row.toml",
    "rules/mistakes/shared.toml",
    "rules/muscles.toml",
    "rules/pack.toml",
    "rules/signs.toml",
    "rules/sources.toml",
];

fn base() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint_corpus/base");
    let read = |path: &&str| {
        let text = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        ((*path).to_owned(), text.replace("\r\n", "\n"))
    };
    PATHS.iter().map(read).collect()
}

/// Puts a fault in. What it replaces has to stand in the file once.
fn spoil(files: &mut Files, fault: &Fault) {
    let (_, text) = files.iter_mut().find(|(path, _)| path == fault.file).expect("a file of the base pack");
    assert_eq!(text.matches(fault.find).count(), 1, "{:?} in {}", fault.find, fault.file);
    *text = text.replace(fault.find, fault.put);
}

/// The base pack with one fault each: every `step`th of them, by what was written.
pub(crate) fn spoiled(step: usize) -> Vec<(String, PackSource)> {
    let with = |fault: &Fault| {
        let mut files = base();
        spoil(&mut files, fault);
        (format!("{:?} in {}", fault.put, fault.file), pack_of(&files))
    };
    FAULTS.iter().chain(SLIPS).step_by(step).map(with).collect()
}

fn findings(files: &Files) -> (Vec<Diagnostic>, SourceMap) {
    let pack = source::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let loaded = load(vec![pack]);
    let report = lint(&loaded);
    (report.diagnostics, loaded.sources)
}

/// What is not as it should be in the finding of a fault; nothing if all is.
fn complaint(fault: &Fault, found: &Diagnostic, sources: &SourceMap) -> Option<String> {
    let span = found.span?;
    let (file, token) = (&sources.file(span.file).path, sources.text(span));
    let help = found.help.as_deref().unwrap_or_default();
    if found.code != fault.code {
        Some(format!("is {}, not {}", found.code, fault.code))
    } else if file != fault.seen {
        Some(format!("is in {file}"))
    } else if token != fault.token {
        Some(format!("underlines {token:?}, not {:?}", fault.token))
    } else if help.is_empty() || !help.contains(fault.help) {
        Some(format!("helps with {help:?}, without {:?}", fault.help))
    } else {
        None
    }
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

/// The files with the edits of a fix.
fn with_edits(files: &Files, sources: &SourceMap, fix: &Fix) -> Files {
    let mut after = files.clone();
    for (place, source) in sources.files().iter().enumerate() {
        let own = fix.edits.iter().filter(|edit| edit.span.file.0 as usize == place);
        let edits: Vec<Edit> = own.cloned().collect();
        if !edits.is_empty() {
            let text = &mut after.iter_mut().find(|(path, _)| *path == source.path).expect("a file of it").1;
            *text = applied(text, &edits);
        }
    }
    after
}

fn pack_of(files: &Files) -> PackSource {
    source::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The things of a pack that its meaning changed in, by their ids; none if it can't be used yet.
fn changed(before: &Rulebook, files: &Files) -> Option<Vec<String>> {
    let after = load(vec![pack_of(files)]).rulebook().ok()?;
    let difference = diff(before, &after);
    let mut ids: Vec<String> = Vec::new();
    for exercise in difference.exercises {
        ids.extend(exercise.mistakes.iter().map(|mistake| mistake.id.to_string()));
        if exercise.mistakes.is_empty() || !exercise.signs.is_empty() {
            ids.push(exercise.id.to_string());
        }
    }
    ids.extend(difference.quizzes.iter().map(|quiz| quiz.id.to_string()));
    ids.extend(difference.text_only.iter().map(|text| text.id.clone()));
    ids.sort();
    ids.dedup();
    Some(ids)
}

/// What a fault touches: the thing whose lines it stands in, and the file.
fn touched(base: &Files, fault: &Fault) -> Vec<String> {
    let text = &base.iter().find(|(path, _)| path == fault.file).expect("a file of it").1;
    let at = text.find(fault.find).expect("it stands there") + fault.find.len();
    let mut headers = text[..at].lines().filter(|line| line.starts_with('['));
    let header = headers.next_back().unwrap_or_default().trim_matches(['[', ']']);
    let stem = fault.file.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
    let mut ids: Vec<String> = header.split('.').map(str::to_owned).collect();
    ids.push(stem.to_owned());
    if stem == "pack" {
        ids.push("three-rows".to_owned());
    }
    ids
}

/// What is wrong once a fault was mended in one way: no fewer findings, or something else means something else.
fn worse(base: &Files, book: &Rulebook, fault: &Fault, before: usize, after: &Files) -> Option<String> {
    let (found, sources) = findings(after);
    if found.len() >= before {
        return Some(format!(
            "leaves {} of {before} findings\n{}",
            found.len(),
            human(&found, &sources, false, 100)
        ));
    }
    let own = touched(base, fault);
    let elsewhere: Vec<String> = changed(book, after)?.into_iter().filter(|id| !own.contains(id)).collect();
    (!elsewhere.is_empty()).then(|| format!("changes {}", elsewhere.join(", ")))
}

/// Whether a help says to the letter what to write; then it has an edit that does it.
fn is_literal(help: &str) -> bool {
    let Some((_, says)) = help.split_once("write ") else { return false };
    let starts = says.starts_with(['[', '{', '"', '`'])
        || says.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    let is_choice = help.starts_with("if ") || says.contains("with its keys below");
    starts && !is_choice && !says.contains('…')
}

/// The faults that are tried: some for each change, all of them thoroughly.
fn tried() -> impl Iterator<Item = &'static Fault> {
    FAULTS.iter().chain(SLIPS).step_by(if is_thorough() { 1 } else { 5 })
}

/// What is written instead where a help is right and yet can't be followed to the letter: it says how something has to be written
/// (`[[step]]`) or chosen, and has no edit, or what it mends lets another finding be seen. To be mended, each in its kind.
const NOT_YET: &[&str] = &[
    "[step]\ndo = \"Take",
    "[example]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]",
    "torso-angle = {}",
    "name = \"Arm rowing\" # ok\nThis is my favourite.",
    "draw = 4\nquestions",
    "[\"blades\"]",
];

/// A help followed to the letter leaves fewer findings, and nothing else means anything else; where a help can't say what to
/// write, it doesn't pretend to.
#[test]
fn a_help_followed_to_the_letter_helps() {
    let base = base();
    let book = load(vec![pack_of(&base)]).rulebook().expect("a sound pack");
    let (mut followed, mut wrong) = (0, Vec::new());
    for fault in tried().filter(|fault| !NOT_YET.iter().any(|put| fault.put.starts_with(put))) {
        let mut files = base.clone();
        spoil(&mut files, fault);
        let (found, sources) = findings(&files);
        for one in &found {
            let said = format!("{:?} in {}: {:?}", fault.put, fault.file, one.help);
            match &one.fix {
                Some(fix) => {
                    followed += 1;
                    let after = with_edits(&files, &sources, fix);
                    wrong.extend(
                        worse(&base, &book, fault, found.len(), &after).map(|what| format!("{said} {what}")),
                    );
                }
                None if one.help.as_deref().is_some_and(is_literal) => {
                    wrong.push(format!("{said} has no edit"));
                }
                None if one.help.is_none() => wrong.push(format!("{said}: no help")),
                None => {}
            }
        }
    }
    assert!(followed > 60, "only {followed} were followed");
    assert!(wrong.is_empty(), "{}:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The same for `--fix` and `--fix --unsafe`; what they leave alone is as it was.
#[test]
fn a_run_that_mends_never_changes_the_meaning() {
    let base = base();
    let book = load(vec![pack_of(&base)]).rulebook().expect("a sound pack");
    let (mut mended, mut wrong) = (0, Vec::new());
    for fault in tried() {
        let mut files = base.clone();
        spoil(&mut files, fault);
        let before = findings(&files).0.len();
        for which in [Which::Safe, Which::All] {
            let (fixed, _) = mend(vec![pack_of(&files)], which, |_| true);
            if fixed.is_empty() {
                continue;
            }
            mended += 1;
            let mut after = files.clone();
            for file in fixed {
                after.iter_mut().find(|(path, _)| *path == file.path).expect("a file of it").1 = file.after;
            }
            let what = worse(&base, &book, fault, before, &after);
            wrong.extend(what.map(|what| format!("{:?} in {}, {which:?}: {what}", fault.put, fault.file)));
        }
    }
    assert!(mended > 20, "only {mended} were mended");
    assert!(wrong.is_empty(), "{}:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn each_slip_alone_is_one_message_at_its_token() {
    let slips: Vec<&Fault> = SLIPS.iter().step_by(if is_thorough() { 1 } else { 3 }).collect();
    assert!(FAULTS.len() + SLIPS.len() >= 500, "{} faults", FAULTS.len() + SLIPS.len());
    let wrong: Vec<String> = slips.iter().filter_map(|fault| alone(fault)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), slips.len(), wrong.join("\n"));
}

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
