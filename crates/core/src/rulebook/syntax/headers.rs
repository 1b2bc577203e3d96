//! A fault in a header, and lines that are headers but for their brackets: the header that was meant.

use super::told::{FileShape, LostId, SyntaxFault, is_literal};
use crate::diagnostic::{Code, Diagnostic, FileIx, Span};
use crate::rulebook::files::ValueType;
use crate::rulebook::statements::{Statement, next_header};
use crate::rulebook::{is_kebab, kebab, meant};

/// A fault in a header, with the header that was meant.
pub(super) fn as_header(
    mut found: Diagnostic,
    text: &str,
    one: &Statement,
    shape: &FileShape<'_>,
) -> SyntaxFault {
    let written = text[one.from..one.to].trim_end();
    let line = (one.from, one.from + written.len());
    let named = || {
        let line = written.trim_end().trim_end_matches([']', '.']);
        let inner = line.trim_start_matches('[');
        let below = &text[one.to..next_header(text, one.to)];
        let name =
            below.lines().find_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='))?;
        let id = kebab(name.trim().trim_matches('"'))?;
        // Only where everything else of the header is there.
        (written.ends_with(".]")).then(|| meant::header(&format!("[{inner}.{id}]"), shape.schema)).flatten()
    };
    let Some(meant) = meant::header(written, shape.schema).or_else(named) else {
        let help = found.help.take().unwrap_or_default();
        found.help = Some(if is_literal(&help) {
            "write [a-name], with the names that docs/format.md has".into()
        } else {
            help
        });
        let stretch = (one.from, next_header(text, one.to));
        return SyntaxFault { found, stretch, instead: None, lost: Some(LostId::Any) };
    };
    // What stands behind the header's brackets as a note stays.
    let note = written.find(" #").map_or("", |at| &written[at..]);
    let place =
        found.span.map_or(Span::new(FileIx(0), line.0, line.1), |span| Span::new(span.file, line.0, line.1));
    found = found.help(format!("write {}", meant.text)).by_hand(place, format!("{}{note}", meant.text));
    let is_folded = written.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let lost = if is_folded { Some(LostId::Any) } else { meant.id.map(LostId::Known) };
    if meant.text.len() <= written.len() {
        return SyntaxFault { found, stretch: line, instead: Some(meant.text), lost };
    }
    SyntaxFault { found, stretch: (one.from, next_header(text, one.to)), instead: None, lost }
}

/// A line that is a header but for its brackets: the key of the next line belongs below such a header.
pub(super) fn without_brackets(
    file: FileIx,
    text: &str,
    one: &Statement,
    all: &[Statement],
    shape: &FileShape<'_>,
) -> Option<Diagnostic> {
    let written = text[one.from..one.to].trim_end();
    let opens = written.starts_with(['(', '{', '<']) && written.matches(['(', '{', '<']).count() <= 2;
    let is_one_word = !written.contains(char::is_whitespace)
        && written.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if written.contains(['=', '"', '\'', '>']) && !written.ends_with('>')
        || written.contains('"')
        || !(opens || is_one_word)
    {
        return None;
    }
    let meant = meant::header(written, shape.schema)?;
    let next = all.iter().find(|other| other.from > one.from).filter(|next| !next.is_header)?;
    let key = text[next.from..next.to].split('=').next()?.trim();
    let below = meant::schema_below(&meant.text, shape.schema);
    let is_below = below.iter().any(|schema| match schema.rest {
        _ if schema.key(key).is_some() => true,
        Some(ValueType::Condition | ValueType::Value) => shape.signs.get().iter().any(|sign| sign == key),
        Some(ValueType::Text) => is_kebab(key) && meant.text.contains('.'),
        _ => false,
    });
    let place = Span::new(file, one.from, one.from + written.len());
    let what = if written.contains([']', ')', '}']) {
        "this header is not in square brackets"
    } else {
        "this header has no brackets"
    };
    is_below.then(|| Diagnostic::new(Code::Syntax, place, what))
}
