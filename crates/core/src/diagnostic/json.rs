//! Findings for other programs: one JSON object, its shape in docs/interfaces.md.

#![expect(missing_docs, reason = "counts of what they name")]

use serde_json::{Value, json};

use super::{Diagnostic, Edit, Label, Position, Safety, SourceMap, Span};

/// What a run looked at; a run that looked at nothing is not green.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
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
    let diagnostics: Vec<Value> = diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect();
    json!({ "checked": checked, "diagnostics": diagnostics }).to_string()
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let mut object = json!({
        "code": diagnostic.code.word(),
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
    });
    let fields = object.as_object_mut().expect("json! made an object");
    if let Some(span) = diagnostic.span {
        fields.insert("file".into(), sources.file(span.file).path.clone().into());
        fields.insert("start".into(), place(sources.start(span)));
        fields.insert("end".into(), place(sources.end(span)));
    }
    fields.insert("help".into(), diagnostic.help.clone().map_or(Value::Null, Value::from));
    let labels = diagnostic.labels.iter().map(|Label { span, message }| {
        let mut label = spanned(*span, sources);
        label["message"] = message.clone().into();
        label
    });
    fields.insert("labels".into(), labels.collect());
    let fix = diagnostic.fix.as_ref().map_or(Value::Null, |fix| {
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        };
        let edits = fix.edits.iter().map(|Edit { span, text }| {
            let mut edit = spanned(*span, sources);
            edit["text"] = text.clone().into();
            edit
        });
        json!({ "safety": safety, "edits": edits.collect::<Vec<_>>() })
    });
    fields.insert("fix".into(), fix);
    object
}

fn spanned(span: Span, sources: &SourceMap) -> Value {
    json!({
        "file": sources.file(span.file).path,
        "start": place(sources.start(span)),
        "end": place(sources.end(span)),
    })
}

fn place(position: Position) -> Value {
    json!({ "line": position.line, "column": position.column })
}
