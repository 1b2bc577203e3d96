//! What a help says to write, written; and what a run that mends does to the meaning.

use super::faults::{FAULTS, Fault};
use super::slips::SLIPS;
use super::spoilt::{Files, base, findings, pack_of, spoil};
use crate::common::is_thorough;
use formcheck_authoring::diff::diff;
use formcheck_authoring::fix::{Which, applied, mend};
use formcheck_core::diagnostic::{Edit, Fix, SourceMap, human};
use formcheck_core::rulebook::{Rulebook, load};

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
    ids.extend(difference.text_only.iter().map(|text| text.id.to_string()));
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

/// What is written instead where a help is right and yet leaves as many findings or has no edit, each with the reason.
const LEFT: &[&str] = &[
    // Of two examples one was taken out as well, or its brackets would be told otherwise: once the bracket is there, the bound
    // that has no example beside it any more is told.
    "[example]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]",
    // The unit is lost with the slip: once the range can be read, it is told that its measure is in degrees.
    "range = 0-90",
    "range = [0, 90]",
    "range = { from = 0, to = 90 degrees }",
    "range = { from = 0, to = 90° }",
    // Which joints, moments or limits a measure has is the coach's choice: the help shows how one is written.
    "[\"hip\"]",
    "at = [\"start\", \"end\", \"back\"]",
    "height = [\"knee\", \"hip\"]\nshare-of = [\"hip\"]",
    "limits = [\"0.5\"]",
];

/// A help followed to the letter leaves fewer findings, and nothing else means anything else; where a help can't say what to
/// write, it doesn't pretend to.
#[test]
fn a_help_followed_to_the_letter_helps() {
    let base = base();
    let book = load(vec![pack_of(&base)]).rulebook().expect("a sound pack");
    let (mut followed, mut wrong) = (0, Vec::new());
    for fault in tried().filter(|fault| !LEFT.contains(&fault.put)) {
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
