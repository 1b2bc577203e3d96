//! Findings as people read them in a terminal: the line, the token underlined, what to write instead.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, FindingSeverity, SourceMap, Span};

/// Renders findings one under the other, with an empty line between them. `colour`: with terminal escapes; `width`: of
/// the terminal, in columns.
pub fn human(diagnostics: &[Diagnostic], sources: &SourceMap, colour: bool, width: usize) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, sources)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Group<'a> {
    let level = match diagnostic.severity {
        FindingSeverity::Error => Level::ERROR,
        FindingSeverity::Warning => Level::WARNING,
        FindingSeverity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean(&diagnostic.message)).id(diagnostic.code.word());
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let mut snippets = vec![(span.file, vec![(span, AnnotationKind::Primary, None)])];
        for label in &diagnostic.labels {
            let annotation = (label.span, AnnotationKind::Context, Some(clean(&label.message)));
            match snippets.iter_mut().find(|(file, _)| *file == label.span.file) {
                Some((_, annotations)) => annotations.push(annotation),
                None => snippets.push((label.span.file, vec![annotation])),
            }
        }
        for (file, annotations) in snippets {
            group = group.element(snippet(sources, file, annotations));
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    group
}

type Annotated = (Span, AnnotationKind, Option<String>);

/// The lines of a file that the annotations touch. Only those lines are handed over, so that one finding in a large
/// file costs no more than in a small one.
fn snippet(
    sources: &SourceMap,
    file: super::FileIx,
    annotations: Vec<Annotated>,
) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let source = sources.file(file);
    let text: &str = &source.text;
    let first = annotations.iter().map(|(span, ..)| span.start as usize).min().unwrap_or(0).min(text.len());
    let last = annotations.iter().map(|(span, ..)| span.end as usize).max().unwrap_or(0).min(text.len());
    let first = text.floor_char_boundary(first);
    let from = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[text.floor_char_boundary(last)..].find('\n').map_or(text.len(), |newline| last + newline);
    let line = sources.start(Span { file, start: u32::try_from(from).unwrap_or(0), end: 0 }).line;
    let shown = blank_controls(&text[from..to]);
    let limit = shown.len();
    let mut snippet = Snippet::source(shown).line_start(line).path(clean(&source.path)).fold(true);
    for (span, kind, label) in annotations {
        let start = (span.start as usize).saturating_sub(from).min(limit);
        let end = (span.end as usize).saturating_sub(from).min(limit).max(start);
        let annotation = kind.span(start..end);
        snippet = snippet.annotation(match label {
            Some(label) => annotation.label(label),
            None => annotation,
        });
    }
    snippet
}

/// Pack text never reaches a screen with control characters or bidirectional overrides in it.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|&letter| letter == '\n' || !is_unsafe(letter)).collect()
}

/// The same for source lines, byte for byte as long as before, so that spans keep pointing at the right place.
fn blank_controls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\t' || letter == '\n' || !is_unsafe(letter) {
            out.push(letter);
        } else {
            out.extend(std::iter::repeat_n('?', letter.len_utf8()));
        }
    }
    out
}

/// Whether a character could steer a terminal, turn the order of the text round, or is none that a file may hold.
pub fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}
