//! What `formcheck new pack` puts into a pack to show how signs and sources are written: a talk takes it out again as long as
//! nobody made it their own, since it would be told as unused for good.
//!
//! Must not know what was said.

use super::facts::{Facts, meant_in_own};
use crate::new::templates::first_sign;
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::{Named, SignIx};

/// The signs' file without the first sign; none if that is not there any more, was changed or is looked at.
pub(super) fn signs_without(facts: &Facts) -> Option<String> {
    let text = facts.packs.text("rules/signs.toml")?;
    let phase = facts.phases.last().map_or("lift", String::as_str);
    let first = first_sign(&facts.packs.name, phase);
    let first = FileKind::of("rules/signs.toml").and_then(|kind| crate::fmt::format(kind, &first).ok())?;
    let id = format!("{}-bar-path", facts.packs.name);
    let Some(Named::Sign(sign)) = meant_in_own(&facts.book, &id) else { return None };
    (!is_looked_at(facts, sign)).then(|| without(text, &first, super::text::SIGNS_HEAD)).flatten()
}

/// The sources' file without the first source; none if that is not there any more, has others beside it or is named.
pub(super) fn sources_without(facts: &Facts) -> Option<String> {
    let text = facts.packs.text("rules/sources.toml")?;
    let id = format!("{}-notes", facts.packs.name);
    let is_named = facts.packs.own.files.iter().any(|file| {
        let text = file.text.as_deref().unwrap_or_default();
        file.path != "rules/sources.toml" && text.contains(&id)
    });
    let first = text.find("# Where claims come from. One table a source; rules name it as ")?;
    let is_alone = text.lines().filter(|line| line.starts_with('[')).eq([format!("[{id}]")]);
    let is_as_made = text.contains("title = \"What we teach: ");
    (!is_named && is_alone && is_as_made).then(|| without(text, &text[first..], super::text::SOURCES_HEAD))?
}

/// A text that ends with a part, with a line of comment in its place; in the text's own line ends.
fn without(text: &str, part: &str, head: &str) -> Option<String> {
    let plain = text.replace("\r\n", "\n");
    let before = plain.strip_suffix(&part.replace("\r\n", "\n"))?;
    let out = format!("{before}{head}");
    Some(if text.contains("\r\n") { out.replace('\n', "\r\n") } else { out })
}

/// Whether an exercise observes the sign.
fn is_looked_at(facts: &Facts, sign: SignIx) -> bool {
    facts.book.exercise_ixs().any(|ix| facts.book[ix].place_of(sign).is_some())
}
