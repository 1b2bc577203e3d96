//! Mending: the edits of findings, applied to the text of a pack until nothing is left to apply.
//!
//! Edits touch only what they replace, so comments and layout stay. Must not know files or who asked.

use std::borrow::Cow;
use std::collections::BTreeMap;

use formcheck_core::diagnostic::{Code, Diagnostic, Edit, FileIx, Safety};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::load;
use formcheck_core::rulebook::source::PackSource;

/// Which fixes to apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// Those that can't change what was meant.
    Safe,
    /// Good guesses too, but no new examples.
    All,
    /// Only the missing examples.
    Examples,
}

impl Which {
    fn takes(self, finding: &Diagnostic) -> bool {
        let is_example = finding.code == Code::MissingExample;
        finding.fix.as_ref().is_some_and(|fix| match self {
            Which::Safe => fix.safety == Safety::Safe,
            Which::All => !is_example && fix.safety != Safety::ByHand,
            Which::Examples => is_example,
        })
    }
}

/// A file that mending changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// Its path in the pack.
    pub path: String,
    /// Its path as messages show it.
    pub shown: String,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
}

/// More rounds than any pack needs: each round mends what the one before uncovered.
const MOST_ROUNDS: usize = 16;

/// Mends the last of `packs`; the others are there for it to use. Gives the files that changed and how many findings
/// were mended. `is_asked` tells whether a file, by its path in the pack, may be changed.
pub fn mend(
    mut packs: Vec<PackSource>,
    which: Which,
    is_asked: impl Fn(&str) -> bool,
) -> (Vec<Fixed>, usize) {
    let Some(own) = packs.len().checked_sub(1) else { return (Vec::new(), 0) };
    let first_file: usize = packs[..own].iter().map(|pack| pack.files.len()).sum();
    let before = packs[own].clone();
    let mut mended = 0;
    for _ in 0..MOST_ROUNDS {
        let loaded = load(packs.clone());
        let found = lint(&loaded).diagnostics;
        let in_reach = |file: FileIx| {
            let place = (file.0 as usize).checked_sub(first_file);
            let file = place.and_then(|place| packs[own].files.get(place));
            file.is_some_and(|file| file.text.is_ok() && is_asked(&file.path))
        };
        let (edits, number) = compatible(found.iter().filter(|finding| which.takes(finding)), in_reach);
        if edits.is_empty() {
            break;
        }
        mended += number;
        for (file, edits) in edits {
            let file = &mut packs[own].files[file.0 as usize - first_file];
            if let Ok(text) = &file.text {
                file.text = Ok(Cow::Owned(applied(text, &edits)));
            }
        }
    }
    let changed = before.files.into_iter().zip(&packs[own].files).filter_map(|(before, after)| {
        let (Ok(before_text), Ok(after_text)) = (&before.text, &after.text) else { return None };
        (before_text != after_text).then(|| Fixed {
            path: before.path.clone(),
            shown: before.shown.clone(),
            before: before_text.to_string(),
            after: after_text.to_string(),
        })
    });
    (changed.collect(), mended)
}

/// The edits of as many findings as go together: none overlaps another, and each finding's edits go in whole or not at
/// all.
fn compatible<'f>(
    findings: impl Iterator<Item = &'f Diagnostic>,
    in_reach: impl Fn(FileIx) -> bool,
) -> (BTreeMap<FileIx, Vec<Edit>>, usize) {
    let mut taken: BTreeMap<FileIx, Vec<Edit>> = BTreeMap::new();
    let mut number = 0;
    for fix in findings.filter_map(|finding| finding.fix.as_ref()) {
        let fits = |edit: &Edit| {
            let others = taken.get(&edit.span.file).into_iter().flatten();
            in_reach(edit.span.file) && others.into_iter().all(|other| !overlaps(edit, other))
        };
        if fix.edits.iter().all(fits) && !fix.edits.is_empty() {
            number += 1;
            for edit in &fix.edits {
                taken.entry(edit.span.file).or_default().push(edit.clone());
            }
        }
    }
    (taken, number)
}

/// Two insertions at one place do not overlap: they come one behind the other.
fn overlaps(a: &Edit, b: &Edit) -> bool {
    let (a_is_insert, b_is_insert) = (a.span.start == a.span.end, b.span.start == b.span.end);
    match (a_is_insert, b_is_insert) {
        (true, true) => false,
        (true, false) => b.span.start < a.span.start && a.span.start < b.span.end,
        (false, true) => a.span.start < b.span.start && b.span.start < a.span.end,
        (false, false) => a.span.start < b.span.end && b.span.start < a.span.end,
    }
}

/// The text with edits applied; they don't overlap.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in sorted {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start < at || end > text.len() {
            continue;
        }
        out.push_str(&text[at..start]);
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}
