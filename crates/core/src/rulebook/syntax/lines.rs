//! A fault in a key with its value: the line that was meant, with those below it that are a part of it.

use super::told::{FileShape, LostId, SyntaxFault, is_literal};
use crate::diagnostic::{Diagnostic, Edit, FileIx, Fix, Span};
use crate::rulebook::WrittenKind;
use crate::rulebook::files::question_schema;
use crate::rulebook::meant::{self, Surroundings};
use crate::rulebook::statements::Statement;

/// A fault in a key with its value, with the line that was meant.
pub(super) fn as_statement(
    mut found: Diagnostic,
    text: &str,
    one: &Statement,
    all: &[Statement],
    shape: &FileShape<'_>,
) -> SyntaxFault {
    let mut stretch = (one.from, one.to);
    let mut said = None;
    if !found.fix.as_ref().is_some_and(|fix| mends(text, one, fix)) {
        let above = all.iter().rfind(|other| other.is_header && other.from < one.from);
        let header = above.map_or("", |above| text[above.from..above.to].trim());
        let mut tables = meant::schema_below(header.split(" #").next().unwrap_or(header), shape.schema);
        if let Some(kind) = kind_below(text, above, all).filter(|_| tables.len() > 1) {
            tables = vec![question_schema(kind)];
        }
        let here = Surroundings { tables, signs: shape.signs.get() };
        let (written, to) = whole_statement(text, one, all);
        stretch.1 = to;
        match meant::statement(&written, &here) {
            Some(meant) => {
                let file = found.span.map_or(FileIx(0), |span| span.file);
                let place = Span::new(file, one.from, to);
                let is_quotes_alone = found.fix.is_some() && straightened(&text[one.from..to]) == meant;
                found = found.help(format!("write {meant}"));
                found = if is_quotes_alone {
                    found.safe_edit(Some(Edit { span: place, text: meant.clone() }))
                } else {
                    found.by_hand(place, meant.clone())
                };
                said = Some(meant);
            }
            None => {
                let help = found.help.take().unwrap_or_default();
                found.help = Some(if is_literal(&help) { where_to_look(&written, &here) } else { help });
            }
        }
    }
    SyntaxFault { found, stretch, instead: None, lost: said.map(LostId::Statement) }
}

/// Whether the edits of a fix leave a statement that can be read.
fn mends(text: &str, one: &Statement, fix: &Fix) -> bool {
    let mut line = text[one.from..one.to].to_owned();
    for edit in fix.edits.iter().rev() {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start < one.from || end > one.to {
            return true;
        }
        line.replace_range(start - one.from..end - one.from, &edit.text);
    }
    line.parse::<toml::Table>().is_ok()
}

/// A text with straight quotes for curly ones.
fn straightened(text: &str) -> String {
    text.chars()
        .map(|letter| if matches!(letter, '“' | '”' | '„' | '«' | '»') { '"' } else { letter })
        .collect()
}

/// The kind of the written question below a header.
fn kind_below(text: &str, above: Option<&Statement>, all: &[Statement]) -> Option<WrittenKind> {
    let above = above?;
    let below = all.iter().filter(|one| one.from > above.from).take_while(|one| !one.is_header);
    below.into_iter().find_map(|one| {
        let value = text[one.from..one.to].strip_prefix("kind")?.trim_start().strip_prefix('=')?;
        WrittenKind::find(value.trim().trim_matches('"'))
    })
}

/// A statement with the lines that were written below it as if they were a part of it: entries behind hyphens, the rest of a
/// text. And where it ends.
fn whole_statement(text: &str, one: &Statement, all: &[Statement]) -> (String, usize) {
    let written = text[one.from..one.to].trim_end_matches([' ', '\t', '\r', '\n']);
    let mut to = one.from + written.len();
    let below = || all.iter().filter(|other| other.from > one.from && !other.is_header);
    let line = |other: &Statement| text[other.from..other.to].trim().to_owned();
    if written.ends_with([':', '=']) {
        let entries: Vec<(usize, String)> = below()
            .map_while(|other| {
                Some((
                    other.from + text[other.from..other.to].trim_end().len(),
                    line(other).strip_prefix("- ")?.to_owned(),
                ))
            })
            .collect();
        if let Some((end, _)) = entries.last() {
            to = *end;
            let entries: Vec<String> = entries.into_iter().map(|(_, entry)| entry).collect();
            return (format!("{} = [{}]", written.trim_end_matches([':', '=', ' ']), entries.join(", ")), to);
        }
    }
    if written.matches('"').count() == 1 {
        let rest = below().next().filter(|next| {
            let line = line(next);
            line.ends_with('"') && line.matches('"').count() == 1 && !line.contains('=')
        });
        if let Some(next) = rest {
            to = next.from + text[next.from..next.to].trim_end().len();
            return (format!("{written} {}", line(next)), to);
        }
    }
    (written.to_owned(), to)
}

/// What the key of a line takes, where it can't be said what was meant by the line.
fn where_to_look(written: &str, here: &Surroundings<'_>) -> String {
    let key = written.split(['=', ':', ' ']).next().unwrap_or_default();
    let takes = here.tables.iter().find_map(|schema| Some((schema.key(key)?.takes, schema.key(key)?.doc)));
    match takes {
        Some((takes, doc)) => {
            format!("`{key}` takes {} ({doc}); see how its neighbours are written", takes.words())
        }
        None => "compare the line with its neighbours: a key, an equals sign, a value; text stands in quotes"
            .into(),
    }
}
