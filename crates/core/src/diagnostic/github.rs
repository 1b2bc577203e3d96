//! Findings as workflow commands of GitHub Actions: annotations at the line of a pull request.

use super::human::clean;
use super::{Diagnostic, FindingSeverity, RepositoryPaths, SourceMap};

/// Renders one line a finding.
pub fn github(diagnostics: &[Diagnostic], sources: &SourceMap, paths: &RepositoryPaths) -> String {
    let mut text = String::new();
    for found in diagnostics {
        text.push_str(&one(found, sources, paths));
        text.push('\n');
    }
    text
}

fn one(found: &Diagnostic, sources: &SourceMap, paths: &RepositoryPaths) -> String {
    let command = match found.severity {
        FindingSeverity::Error => "error",
        FindingSeverity::Warning => "warning",
        FindingSeverity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(span) = found.span {
        let (start, end) = (sources.start(span), sources.end(span));
        properties.push(format!("file={}", property(paths.of(span.file))));
        properties.push(format!("line={},endLine={}", start.line, end.line));
        properties.push(format!("col={}", start.column));
        // GitHub takes an end column only within one line.
        if start.line == end.line {
            properties.push(format!("endColumn={}", end.column));
        }
    }
    properties.push(format!("title={}", property(found.code.word())));
    let text = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    format!("::{command} {}::{}", properties.join(","), data(&clean(&text)))
}

/// What stands behind the last `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind an `=`.
fn property(text: &str) -> String {
    data(&clean(text)).replace(':', "%3A").replace(',', "%2C")
}
