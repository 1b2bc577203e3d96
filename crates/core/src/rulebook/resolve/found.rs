//! What resolving found so far, and quick answers to what it asks of that again and again: how many errors, where.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, FileIx, FindingSeverity, Span};

/// Findings in the order they were made.
#[derive(Default)]
pub(super) struct Findings {
    /// What was found before these, by others who share it.
    before: Option<Arc<Findings>>,
    all: Vec<Diagnostic>,
    errors: usize,
    error_starts: HashMap<FileIx, Vec<u32>>,
    /// Where something stands that is no id at all.
    bad_ids: HashSet<Span>,
}

impl Findings {
    /// None yet, behind those that others found.
    pub(super) fn behind(before: &Arc<Findings>) -> Findings {
        Findings { before: Some(Arc::clone(before)), ..Findings::default() }
    }

    pub(super) fn add(&mut self, found: Diagnostic) {
        if found.severity == FindingSeverity::Error {
            self.errors += 1;
            if let Some(span) = found.span {
                self.error_starts.entry(span.file).or_default().push(span.start);
            }
        }
        if let (Code::BadId, Some(span)) = (found.code, found.span) {
            self.bad_ids.insert(span);
        }
        self.all.push(found);
    }

    /// How many there are, without those before.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How many errors there are so far, without those before: a difference tells whether a thing was resolved without one.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether an error starts between two places of a file.
    pub(super) fn has_error_in(&self, whole: Span) -> bool {
        let starts = self.error_starts.get(&whole.file);
        let is_in = |starts: &Vec<u32>| starts.iter().any(|&start| whole.start <= start && start < whole.end);
        starts.is_some_and(is_in) || self.before.as_ref().is_some_and(|before| before.has_error_in(whole))
    }

    /// Whether what stands here was found to be no id at all.
    pub(super) fn is_bad_id(&self, place: Span) -> bool {
        self.bad_ids.contains(&place) || self.before.as_ref().is_some_and(|before| before.is_bad_id(place))
    }

    /// The finding made last. Its place and severity must stay as they are.
    pub(super) fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        self.all.last_mut()
    }

    pub(super) fn into_vec(self) -> Vec<Diagnostic> {
        self.all
    }
}
