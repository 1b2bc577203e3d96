//! Findings that were there before: a list that an old pack is cleaned up from step by step.
//!
//! An entry is keyed by code, file, the id of the thing it is about and the message, not by line: text above it may
//! come and go, and a new fault of the same kind at the same thing is still told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Diagnostic, SourceMap, Span};
use crate::error::UserError;

/// What was found before, each kind of finding with how often.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    #[serde(rename = "finding", default)]
    entries: Vec<Entry>,
}

/// Why a text is not a baseline.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}")]
pub struct NoBaseline {
    what: String,
}

impl UserError for NoBaseline {
    fn help(&self) -> Option<&str> {
        Some("write it anew: formcheck lint --write-baseline FILE")
    }
}

/// One kind of finding at one thing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code.
    pub code: String,
    /// The file, as findings show it.
    pub file: String,
    /// The thing: the header that the finding stands below; empty above the first header.
    pub id: String,
    /// The message, numbers and all.
    pub message: String,
    /// How many there were.
    pub count: usize,
}

/// What a finding is known by, wherever its line is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct FindingKey {
    pub(super) code: String,
    pub(super) file: String,
    pub(super) id: String,
    pub(super) message: String,
}

impl FindingKey {
    /// The key of a finding; none where it has no place.
    pub(super) fn of(found: &Diagnostic, sources: &SourceMap) -> Option<FindingKey> {
        let span = found.span?;
        Some(FindingKey {
            code: found.code.word().to_owned(),
            file: sources.file(span.file).path.clone(),
            id: thing(span, sources).to_owned(),
            message: found.message.clone(),
        })
    }

    fn entry(self, count: usize) -> Entry {
        let FindingKey { code, file, id, message } = self;
        Entry { code, file, id, message, count }
    }
}

impl Baseline {
    /// The baseline of these findings.
    pub fn of(diagnostics: &[Diagnostic], sources: &SourceMap) -> Baseline {
        let mut counts: BTreeMap<FindingKey, usize> = BTreeMap::new();
        for key in diagnostics.iter().filter_map(|found| FindingKey::of(found, sources)) {
            *counts.entry(key).or_default() += 1;
        }
        Baseline { entries: counts.into_iter().map(|(key, count)| key.entry(count)).collect() }
    }

    /// Reads what [`Baseline::text`] wrote.
    pub fn read(text: &str) -> Result<Baseline, NoBaseline> {
        toml::from_str(text).map_err(|error| NoBaseline { what: error.message().to_owned() })
    }

    /// As it is kept in a file.
    pub fn text(&self) -> String {
        let body = toml::to_string(self).unwrap_or_default();
        format!("# Findings that `formcheck lint --baseline` passes over. It may only get shorter.\n\n{body}")
    }

    /// The findings that are new, and the entries of which there are fewer than before.
    pub fn split(&self, diagnostics: Vec<Diagnostic>, sources: &SourceMap) -> (Vec<Diagnostic>, Vec<Entry>) {
        let mut left: BTreeMap<FindingKey, usize> = BTreeMap::new();
        for Entry { code, file, id, message, count } in self.entries.clone() {
            let number = left.entry(FindingKey { code, file, id, message }).or_default();
            // Whoever wrote the file may have written any number.
            *number = number.saturating_add(count);
        }
        let is_new =
            |found: &Diagnostic| match FindingKey::of(found, sources).and_then(|key| left.get_mut(&key)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            };
        let new = diagnostics.into_iter().filter(is_new).collect();
        let gone = left.into_iter().filter(|(_, count)| *count > 0);
        (new, gone.map(|(key, count)| key.entry(count)).collect())
    }
}

/// The header that a place stands below, without its brackets.
fn thing(span: Span, sources: &SourceMap) -> &str {
    let text: &str = &sources.file(span.file).text;
    let start = text.floor_char_boundary(span.start as usize);
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    text[..end].lines().rev().find_map(header).unwrap_or_default()
}

/// What stands in the brackets of a header. None for other lines, those of a list over several lines included; a header
/// whose bracket was never closed is one.
fn header(line: &str) -> Option<&str> {
    let line = line.trim_start().strip_prefix('[')?.split('#').next()?.trim();
    let inside = line.trim_matches(['[', ']']).trim();
    let is_list = line.starts_with(['"', '\'']) || inside.contains([',', '=', '[', ']']);
    (!inside.is_empty() && !is_list).then_some(inside)
}
