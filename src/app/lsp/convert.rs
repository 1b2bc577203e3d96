//! Between the editor's words and ours: addresses, places (lines from 0, columns in UTF-16), findings.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::{
    Diagnostic as Told, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position,
    TextEdit, Uri,
};

use formcheck_authoring::workspace::Snapshot;
use formcheck_core::diagnostic::{Diagnostic, FindingSeverity, Span};

/// The file of an address; none if it is no file.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let hex = [left.next()?, left.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    // file:///c:/pack is c:/pack there.
    let is_drive = path.len() > 2 && path.as_bytes()[2] == b':';
    Some(PathBuf::from(if is_drive { &path[1..] } else { &path }))
}

pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a text can't fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    Uri::from_str(&uri).ok()
}

pub(crate) fn position(text: &str, at: usize) -> Position {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Position {
        line: number(before.bytes().filter(|&byte| byte == b'\n').count()),
        character: number(before[line..].encode_utf16().count()),
    }
}

/// The byte at a place; the end of the line or the text where the place lies behind it.
pub(crate) fn offset(text: &str, place: Position) -> usize {
    let start = text.split_inclusive('\n').take(place.line as usize).map(str::len).sum::<usize>();
    let line = text[start..].split('\n').next().unwrap_or_default();
    let mut units = 0;
    for (at, letter) in line.char_indices() {
        if units >= place.character as usize {
            return start + at;
        }
        units += letter.len_utf16();
    }
    start + line.len()
}

pub(crate) fn range(text: &str, bytes: &Range<usize>) -> lsp_types::Range {
    lsp_types::Range { start: position(text, bytes.start), end: position(text, bytes.end) }
}

fn spanned(look: &Snapshot, span: Span) -> lsp_types::Range {
    range(&look.sources.file(span.file).text, &(span.start as usize..span.end as usize))
}

/// A finding as the editor shows it; its fix goes along as data, for the code action.
pub(crate) fn published(found: &Diagnostic, look: &Snapshot, root: &Path) -> Told {
    let message = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let related = found.labels.iter().filter_map(|label| {
        if (label.span.file.0 as usize) < look.first {
            return None;
        }
        let uri = uri_of(&root.join(&look.sources.file(label.span.file).path))?;
        let location = Location { uri, range: spanned(look, label.span) };
        Some(DiagnosticRelatedInformation { location, message: label.message.clone() })
    });
    let fix = found.fix.as_ref().map(|fix| {
        let edits = fix.edits.iter().map(|edit| {
            let uri = uri_of(&root.join(&look.sources.file(edit.span.file).path));
            let edit = TextEdit { range: spanned(look, edit.span), new_text: edit.text.clone() };
            (uri, edit)
        });
        serde_json::to_value(edits.collect::<Vec<_>>()).unwrap_or_default()
    });
    Told {
        range: found.span.map(|span| spanned(look, span)).unwrap_or_default(),
        severity: Some(match found.severity {
            FindingSeverity::Error => DiagnosticSeverity::ERROR,
            FindingSeverity::Warning => DiagnosticSeverity::WARNING,
            FindingSeverity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(found.code.word().to_owned())),
        source: Some("formcheck".to_owned()),
        message,
        related_information: Some(related.collect()),
        data: fix,
        ..Told::default()
    }
}
