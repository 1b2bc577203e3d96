//! Findings for other programs: one JSON object, its shape in docs/interfaces.md.

#![expect(missing_docs, reason = "counts of what they name")]

use serde::Serialize;
use serde_json::json;

use super::{Diagnostic, Edit, Fix, Label, Position, Safety, SourceMap, Span};

/// What a run looked at; a run that looked at nothing is not green.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Checked {
    /// Files read.
    pub files: usize,
    pub exercises: usize,
    pub mistakes: usize,
    /// Examples run.
    pub examples: usize,
    /// Written questions.
    pub questions: usize,
}

/// Renders findings and what was checked.
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap, checked: Checked) -> String {
    let diagnostics: Vec<FoundRow<'_>> =
        diagnostics.iter().map(|found| FoundRow::of(found, sources)).collect();
    json!({ "checked": checked, "diagnostics": diagnostics }).to_string()
}

#[derive(Serialize)]
struct FoundRow<'d> {
    code: &'d str,
    severity: &'d str,
    message: &'d str,
    #[serde(flatten)]
    place: Option<FoundPlace<'d>>,
    help: Option<&'d str>,
    labels: Vec<FoundLabel<'d>>,
    fix: Option<FoundFix<'d>>,
}

#[derive(Serialize)]
struct FoundPlace<'d> {
    file: &'d str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct FoundLabel<'d> {
    #[serde(flatten)]
    place: FoundPlace<'d>,
    message: &'d str,
}

#[derive(Serialize)]
struct FoundFix<'d> {
    safety: Safety,
    edits: Vec<FoundEdit<'d>>,
}

#[derive(Serialize)]
struct FoundEdit<'d> {
    #[serde(flatten)]
    place: FoundPlace<'d>,
    text: &'d str,
}

impl<'d> FoundRow<'d> {
    fn of(found: &'d Diagnostic, sources: &'d SourceMap) -> FoundRow<'d> {
        let place = |span: Span| FoundPlace {
            file: &sources.file(span.file).path,
            start: sources.start(span),
            end: sources.end(span),
        };
        let label = |label: &'d Label| FoundLabel { place: place(label.span), message: &label.message };
        let edit = |edit: &'d Edit| FoundEdit { place: place(edit.span), text: &edit.text };
        let fix = |fix: &'d Fix| FoundFix { safety: fix.safety, edits: fix.edits.iter().map(edit).collect() };
        FoundRow {
            code: found.code.word(),
            severity: found.severity.word(),
            message: &found.message,
            place: found.span.map(place),
            help: found.help.as_deref(),
            labels: found.labels.iter().map(label).collect(),
            fix: found.fix.as_ref().map(fix),
        }
    }
}
