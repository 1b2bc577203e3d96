//! Edits that take something out of a TOML text and leave what stands around it in order.
//!
//! Must not know what was found to be wrong.

use super::{Edit, Span};

/// Takes an element out of a list, with its comma; one that has a line of its own goes with the line. None where a
/// comment follows it: somebody wrote it about the element, and it should be read first.
pub fn element(text: &str, span: Span) -> Option<Edit> {
    let (start, end) = (span.start as usize, span.end as usize);
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = &after[..after.find('\n').unwrap_or(after.len())];
    let next = rest.trim_start();
    if next.strip_prefix(',').unwrap_or(next).trim_start().starts_with('#') {
        return None;
    }
    let is_alone = before[line_start..].trim().is_empty() && matches!(rest.trim(), "" | ",");
    if is_alone && after.contains('\n') {
        // The element before keeps its comma, which a list may end with.
        return Some(edit(span, line_start, end + rest.len() + 1));
    }
    let comma = rest.len() - rest.trim_start().len();
    if rest.trim_start().starts_with(',') {
        let behind = &rest[comma + 1..];
        let gap = behind.len() - behind.trim_start().len();
        return Some(edit(span, start, end + comma + 1 + gap));
    }
    // The last one: the comma before it goes too.
    let kept = before.trim_end();
    kept.ends_with(',').then(|| edit(span, kept.len() - 1, end))
}

/// Takes out the line of a key whose value is at `value`, if nothing else stands on it.
pub fn line(text: &str, key: &str, value: Span) -> Option<Edit> {
    let (start, end) = (value.start as usize, value.end as usize);
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(end..)?;
    let line_end = rest.find('\n').map_or(text.len(), |at| end + at + 1);
    let is_own = text[line_start..start].trim().strip_suffix('=').is_some_and(|own| own.trim() == key)
        && text[end..line_end].trim().is_empty();
    is_own.then(|| edit(value, line_start, line_end))
}

fn edit(place: Span, start: usize, end: usize) -> Edit {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Edit { span: Span { file: place.file, start: narrow(start), end: narrow(end) }, text: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileIx;

    fn without(text: &str, taken: &str) -> Option<String> {
        let start = text.rfind(taken).expect("it stands there");
        let narrow = |at: usize| u32::try_from(at).expect("a short text");
        let span = Span { file: FileIx(0), start: narrow(start), end: narrow(start + taken.len()) };
        let edit = element(text, span)?;
        Some(format!("{}{}", &text[..edit.span.start as usize], &text[edit.span.end as usize..]))
    }

    #[test]
    fn an_element_goes_with_its_comma() {
        for (before, after) in [
            ("a = [\"x\", \"y\", \"x\"]\n", "a = [\"x\", \"y\"]\n"),
            ("a = [\"x\", \"x\", \"y\"]\n", "a = [\"x\", \"y\"]\n"),
            ("a = [\"x\",\"x\" , \"y\"]\n", "a = [\"x\",\"y\"]\n"),
            ("a = [\n  \"x\",\n  \"y\",\n  \"x\",\n]\n", "a = [\n  \"x\",\n  \"y\",\n]\n"),
            ("a = [\n  \"x\",\n  \"x\"\n]\n", "a = [\n  \"x\",\n]\n"),
            ("a = [\"x\",\n     \"x\"]\n", "a = [\"x\"]\n"),
        ] {
            let taken = without(before, "\"x\"").unwrap_or_else(|| panic!("{before}"));
            assert_eq!(taken, after, "{before}");
            assert!(taken.parse::<toml::Table>().is_ok(), "{taken}");
        }
        assert_eq!(without("a = [\n  \"x\",\n  \"x\", # why\n]\n", "\"x\""), None);
        let of_the_line = without("a = [\"x\", \"x\", \"y\"]  # all of them\n", "\"x\"");
        assert_eq!(of_the_line.as_deref(), Some("a = [\"x\", \"y\"]  # all of them\n"));
    }
}
