//! A sound pack, spoilt by faults, and what lint says of it.

use std::fs;
use std::path::Path;

use super::faults::Fault;
use formcheck_core::diagnostic::{Diagnostic, SourceMap};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::source::PackSource;
use formcheck_core::rulebook::{load, source};

pub(super) type Files = Vec<(String, String)>;

pub(super) const PATHS: &[&str] = &[
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

pub(super) fn base() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint_corpus/base");
    let read = |path: &&str| {
        let text = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        ((*path).to_owned(), text.replace("\r\n", "\n"))
    };
    PATHS.iter().map(read).collect()
}

/// Puts a fault in. What it replaces has to stand in the file once.
pub(super) fn spoil(files: &mut Files, fault: &Fault) {
    let (_, text) = files.iter_mut().find(|(path, _)| path == fault.file).expect("a file of the base pack");
    assert_eq!(text.matches(fault.find).count(), 1, "{:?} in {}", fault.find, fault.file);
    *text = text.replace(fault.find, fault.put);
}

pub(super) fn findings(files: &Files) -> (Vec<Diagnostic>, SourceMap) {
    let pack = source::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let loaded = load(vec![pack]);
    let report = lint(&loaded);
    (report.diagnostics, loaded.sources)
}

/// What is not as it should be in the finding of a fault; nothing if all is.
pub(super) fn complaint(fault: &Fault, found: &Diagnostic, sources: &SourceMap) -> Option<String> {
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

pub(super) fn pack_of(files: &Files) -> PackSource {
    source::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}
