//! Findings that were there before: a list that an old pack is cleaned up from step by step.
//!
//! An entry is keyed by code, file and the id of the thing it is about, not by line: text above it may come and go.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Diagnostic, SourceMap, Span};

/// What was found before, each kind of finding with how often.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Baseline {
    #[serde(rename = "finding", default)]
    entries: Vec<Entry>,
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
    /// How many there were.
    pub count: usize,
}

impl Baseline {
    /// The baseline of these findings.
    pub fn of(diagnostics: &[Diagnostic], sources: &SourceMap) -> Baseline {
        let mut counts: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        for key in diagnostics.iter().filter_map(|found| key(found, sources)) {
            *counts.entry(key).or_default() += 1;
        }
        let entry = |((code, file, id), count)| Entry { code, file, id, count };
        Baseline { entries: counts.into_iter().map(entry).collect() }
    }

    /// Reads what [`Baseline::text`] wrote; says in a sentence what is wrong with it.
    pub fn read(text: &str) -> Result<Baseline, String> {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }

    /// As it is kept in a file.
    pub fn text(&self) -> String {
        let body = toml::to_string(self).unwrap_or_default();
        format!("# Findings that `formcheck lint --baseline` passes over. It may only get shorter.\n\n{body}")
    }

    /// The findings that are new, and the entries of which there are fewer than before.
    pub fn split(&self, diagnostics: Vec<Diagnostic>, sources: &SourceMap) -> (Vec<Diagnostic>, Vec<Entry>) {
        let mut left: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        for entry in &self.entries {
            *left.entry((entry.code.clone(), entry.file.clone(), entry.id.clone())).or_default() +=
                entry.count;
        }
        let is_new = |found: &Diagnostic| match key(found, sources).and_then(|key| left.get_mut(&key)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let new = diagnostics.into_iter().filter(is_new).collect();
        let gone = left.into_iter().filter(|(_, count)| *count > 0);
        (new, gone.map(|((code, file, id), count)| Entry { code, file, id, count }).collect())
    }
}

fn key(found: &Diagnostic, sources: &SourceMap) -> Option<(String, String, String)> {
    let span = found.span?;
    let file = sources.file(span.file).path.clone();
    Some((found.code.word().to_owned(), file, thing(span, sources).to_owned()))
}

/// The header that a place stands below, without its brackets.
fn thing(span: Span, sources: &SourceMap) -> &str {
    let text: &str = &sources.file(span.file).text;
    let start = text.floor_char_boundary(span.start as usize);
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let header = text[..end].lines().rev().find(|line| line.trim_start().starts_with('['));
    header.map_or("", |header| header.split('#').next().unwrap_or_default().trim().trim_matches(['[', ']']))
}
