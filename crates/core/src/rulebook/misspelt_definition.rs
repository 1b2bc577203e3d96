//! One slip where a thing is defined, told once: several places name what isn't there, and what is there by nearly the same
//! name is named nowhere.
//!
//! Must not know how names are looked up.

use std::collections::HashMap;

use super::similar::whole_words;
use crate::diagnostic::{Diagnostic, FileIx, SourceMap, Span};

/// Puts one finding at the definition in place of those at each use of it.
pub(super) fn fold(found: &mut Vec<Diagnostic>, sources: &SourceMap) {
    let mut groups: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (place, one) in found.iter().enumerate() {
        if let Some(names) = names_of(one) {
            groups.entry(names).or_default().push(place);
        }
    }
    let mut gone: Vec<usize> = Vec::new();
    let mut new: Vec<Diagnostic> = Vec::new();
    for ((word, near), places) in groups {
        let Some(definition) = (places.len() > 1).then(|| only_place(&near, sources)).flatten() else {
            continue;
        };
        let first = &found[places[0]];
        let message = format!(
            "nothing names `{near}`, and `{word}`, which {} places name, is not defined",
            places.len()
        );
        let help = format!("write `{word}` here, or `{near}` in those places");
        let one = Diagnostic::new(first.code, definition, message).help(help).by_hand(definition, word);
        new.push(match first.span {
            Some(span) => one.label(span, "here it is named first"),
            None => one,
        });
        gone.extend(places);
    }
    gone.sort_unstable();
    gone.iter().rev().for_each(|&place| drop(found.remove(place)));
    found.extend(new);
}

/// What is named and isn't there, and what was probably meant by it.
fn names_of(found: &Diagnostic) -> Option<(String, String)> {
    let word = found.unknown.clone()?;
    let near = found.fix.as_ref()?.edits.first()?.text.trim_matches('"').to_owned();
    (near != word && !near.contains(['"', '[', ' '])).then_some((word, near))
}

/// The one place where a word stands in all files.
fn only_place(word: &str, sources: &SourceMap) -> Option<Span> {
    let mut places = sources.files().iter().enumerate().flat_map(|(file, source)| {
        let file = u32::try_from(file).ok().map(FileIx);
        whole_words(&source.text, word).filter_map(move |at| Some(Span::new(file?, at, at + word.len())))
    });
    let only = places.next()?;
    places.next().is_none().then_some(only)
}
