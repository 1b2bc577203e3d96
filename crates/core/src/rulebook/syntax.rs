//! A fault of the TOML itself, in a coach's words, at the token that is wrong.
//!
//! Must not know how the rest of the file is read.

use super::WrittenKind;
use super::common_errors;
use super::files::{TableSchema, ValueType, question_schema};
use super::meant::{self, SignIds, Surroundings};
use super::recover::LostId;
use super::statements::{Statement, next_header, open_text, statements};
use crate::diagnostic::{Code, Diagnostic, Edit, FileIx, Fix, Span};

/// What a file may hold.
pub(super) struct FileShape<'s> {
    pub(super) schema: &'static TableSchema,
    pub(super) signs: &'s SignIds<'s>,
}

/// A fault of the TOML.
pub(super) struct SyntaxFault {
    pub(super) found: Diagnostic,
    /// The stretch of text that can't be read because of it.
    pub(super) stretch: (usize, usize),
    /// What can be read in place of that stretch, no longer than it.
    pub(super) instead: Option<String>,
    /// The id that it may have defined.
    pub(super) lost: Option<LostId>,
}

/// What is wrong where the parser stumbled, with what to write instead wherever that is plain.
pub(super) fn syntax_fault(
    file: FileIx,
    text: &str,
    (start, end): (usize, usize),
    message: &str,
    shape: &FileShape<'_>,
) -> SyntaxFault {
    let all = statements(text);
    let before = || all.iter().filter(|one| one.from <= start);
    let is_text =
        message.starts_with("invalid basic string") || message.starts_with("invalid literal string");
    if let Some((one, open)) = before().find_map(|one| Some((one, one.open?)))
        && !(is_text && start <= one.to)
    {
        let found = match open_text(&text[one.from..one.to]) {
            Some(_) => quote_missing(file, text, start),
            None => unclosed(file, text, open),
        };
        return as_statement(found, text, one, &all, shape);
    }
    let Some(one) = before().next_back().or(all.first()) else {
        let found = fault(file, text, (start, end), (0, text.len()), message);
        return SyntaxFault { found, stretch: (0, text.len()), instead: None, lost: None };
    };
    let written = &text[one.from..one.to];
    if one.is_header {
        return as_header(
            fault(file, text, (start, end), line_around(text, start), message),
            text,
            one,
            shape,
        );
    }
    if let Some(found) = without_brackets(file, text, one, &all, shape) {
        return as_header(found, text, one, shape);
    }
    if let Some(name) = written.trim().strip_suffix(']').filter(|name| !name.contains(['[', '='])) {
        let place = Span::new(file, one.from, one.from + written.trim_end().len());
        let found = Diagnostic::new(Code::Syntax, place, "this header has no bracket at its start")
            .help(format!("write [{}]", name.trim_end_matches(']')));
        return as_header(found, text, one, shape);
    }
    as_statement(fault(file, text, (start, end), line_around(text, start), message), text, one, &all, shape)
}

/// A fault in a header, with the header that was meant.
fn as_header(mut found: Diagnostic, text: &str, one: &Statement, shape: &FileShape<'_>) -> SyntaxFault {
    let written = text[one.from..one.to].trim_end();
    let line = (one.from, one.from + written.len());
    let named = || {
        let line = written.trim_end().trim_end_matches([']', '.']);
        let inner = line.trim_start_matches('[');
        let below = &text[one.to..next_header(text, one.to)];
        let name =
            below.lines().find_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='))?;
        let id = super::kebab(name.trim().trim_matches('"'))?;
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

/// A fault in a key with its value, with the line that was meant.
fn as_statement(
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

/// Whether a help says to the letter what to write, and not where.
fn is_literal(help: &str) -> bool {
    let says = help.strip_prefix("write ").or_else(|| help.strip_prefix("if it is text, write "));
    let is_place = |says: &str| {
        [" where ", " at its ", "two of them", "the same quote", "…"].iter().any(|word| says.contains(word))
    };
    says.is_some_and(|says| !is_place(says))
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

/// A line that is a header but for its brackets: the key of the next line belongs below such a header.
fn without_brackets(
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
        Some(ValueType::Text) => super::is_kebab(key) && meant.text.contains('.'),
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

/// The quotes of a list don't pair up: the parser took what stands between two texts for a text.
fn quote_missing(file: FileIx, text: &str, start: usize) -> Diagnostic {
    let (start, end) = widened(text, (start, start), line_around(text, start));
    Diagnostic::new(Code::Syntax, Span::new(file, start, end), "a quote is missing before this")
        .help("every text has a quote at its start and one at its end")
}

fn unclosed(file: FileIx, text: &str, open: usize) -> Diagnostic {
    let (message, help) = if text[open..].starts_with('[') {
        ("this list is never closed", "write ] where the list ends")
    } else {
        ("this table is never closed", "write } where the table ends")
    };
    Diagnostic::new(Code::Syntax, Span::new(file, open, open + 1), message).help(help)
}

fn fault(
    file: FileIx,
    text: &str,
    (start, end): (usize, usize),
    line: (usize, usize),
    message: &str,
) -> Diagnostic {
    let (start, end) = widened(text, token_of(text, (start, end), line, message), line);
    let token = &text[start..end];
    let place = Span::new(file, start, end);
    if let (Some(key), true) = (second_key(text, start, end), message.starts_with("string values")) {
        return Diagnostic::new(Code::Syntax, Span::new(file, key, end), "a comma is missing before this")
            .help(format!("write , {}", &text[key..end]));
    }
    if let Some(found) = curly(file, text, (start, end), line) {
        return found;
    }
    if let Some(found) = common_errors::placed(&text[line.0..line.1], start - line.0, message) {
        let place = Span::new(file, line.0 + found.at.start, line.0 + found.at.end);
        return Diagnostic::new(Code::Syntax, place, found.message).help(found.help);
    }
    let quoted = text[..start].ends_with('"');
    let (message, help) = plain(message, token, text[line.0..line.1].trim(), quoted);
    Diagnostic::new(Code::Syntax, place, message).help(help)
}

/// Quotes as a text program sets them: the whole text between them is one fault, and can be mended as a whole.
fn curly(file: FileIx, text: &str, (start, end): (usize, usize), line: (usize, usize)) -> Option<Diagnostic> {
    const CURLY: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];
    let opens = start + text[start..end].find(CURLY)?;
    let after = opens + text[opens..].chars().next()?.len_utf8();
    let rest = &text[after..line.1.max(after)];
    // An apostrophe within a word closes nothing.
    let is_close = |&(at, letter): &(usize, char)| {
        let next = rest[at..].chars().nth(1);
        CURLY.contains(&letter) && !(letter == '’' && next.is_some_and(char::is_alphanumeric))
    };
    let close = rest.char_indices().find(is_close);
    let inner = close.map_or(rest.trim_end(), |(at, _)| &rest[..at]);
    let to = close.map_or(after + inner.len(), |(at, letter)| after + at + letter.len_utf8());
    let straight = format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""));
    let found = Diagnostic::new(Code::Syntax, Span::new(file, opens, to), "these quotes are curly")
        .help(format!("use straight ones: {straight}"));
    Some(if close.is_some() { found.safely(straight) } else { found })
}

/// What the parser says, in a coach's words, with what to write.
fn plain(message: &str, token: &str, line: &str, quoted: bool) -> (String, String) {
    let key = line.split('=').next().unwrap_or("key").trim();
    if let Some(explained) = common_errors::explain(line, token) {
        return explained;
    }
    match message {
        m if m.starts_with("key with no value") => no_equals(line),
        m if m.starts_with("missing opening quote") => (
            "this text has no quote at its start".into(),
            format!("write \"{}\"", token.trim_matches(['"', '\''])),
        ),
        m if m.starts_with("string values must be quoted") && ["", "="].contains(&token.trim()) => {
            ("the value is missing".into(), format!("write {key} = \"…\""))
        }
        m if m.starts_with("string values must be quoted") => {
            ("text needs quotes".into(), format!("write \"{}\"", token.trim()))
        }
        m if m.starts_with("invalid basic string") || m.starts_with("invalid literal string") => {
            ("this text is not closed".into(), "write the same quote at its end that it starts with".into())
        }
        m if m.starts_with("invalid multi-line") => {
            ("this text is not closed".into(), "write three quotes at its end".into())
        }
        m if m.starts_with("missing escaped value") || m.contains("escape") => (
            "a backslash has a special meaning in text".into(),
            "write two of them for one, or put the text in single quotes".into(),
        ),
        m if m.starts_with("unclosed table") || m.starts_with("unclosed array table") => {
            ("this header is not closed".into(), "write ] at its end".into())
        }
        m if m.starts_with("missing comma") => {
            ("a comma is missing before this".into(), format!("write , {token}"))
        }
        m if m.starts_with("missing assignment")
            || m.starts_with("invalid unquoted key") && token.contains(':') =>
        {
            ("an equals sign is missing here".into(), "write key = value".into())
        }
        m if m.starts_with("extra `=`") => {
            ("one equals sign is enough".into(), "take the second one out".into())
        }
        m if m.starts_with("unexpected leading zero") => {
            ("numbers don't start with 0".into(), "leave the 0 out, or put the text in quotes".into())
        }
        m if m.starts_with("invalid") && !token.trim().is_empty() && !token.contains('"') => (
            format!("`{}` is neither a number, nor true or false, nor quoted text", token.trim()),
            format!("if it is text, write \"{}\"", token.trim()),
        ),
        m if m.starts_with("unexpected key or value") && ["]", "}"].contains(&token) => {
            let open = if token == "]" { "[" } else { "{" };
            ("this bracket closes nothing".into(), format!("take it out, or write {open} where it starts"))
        }
        m if m.starts_with("unexpected key or value") && quoted => (
            "the text ends before this".into(),
            "put it inside of the quotes; for quotes in a text write \\\"".into(),
        ),
        m if m.starts_with("unexpected key or value") => (
            "the line should end before this".into(),
            "start a new line, or put the whole text in quotes".into(),
        ),
        other => (
            format!("this is not valid TOML: {}", other.split(", expected").next().unwrap_or(other)),
            "compare the line with its neighbours: quotes, brackets, commas, equals sign".into(),
        ),
    }
}

/// A line without an equals sign.
fn no_equals(line: &str) -> (String, String) {
    let (key, value) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let value = value.trim();
    if value.is_empty() {
        ("this key has no value".into(), format!("write {key} = \"…\""))
    } else if starts_value(value) {
        ("an equals sign is missing before this".into(), format!("write {key} = {value}"))
    } else {
        (
            "this is neither a key with its value nor a header".into(),
            "start a note with #, or write key = value".into(),
        )
    }
}

fn starts_value(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.starts_with(['"', '\'', '[', '{', '-']) || first.bytes().all(|byte| byte.is_ascii_digit())
}

/// What to underline, where the parser only says at which place it stumbled.
fn token_of(
    text: &str,
    (start, end): (usize, usize),
    (line_from, line_to): (usize, usize),
    message: &str,
) -> (usize, usize) {
    let line = text[line_from..line_to].trim_end();
    let line_end = line_from + line.len();
    let opened = |quote: char| text[line_from..start.max(line_from)].rfind(quote).map(|at| line_from + at);
    let from = if message.starts_with("invalid basic string") {
        opened('"')
    } else if message.starts_with("invalid literal string") {
        opened('\'')
    } else if message.starts_with("missing opening quote") {
        Some(start)
    } else if message.starts_with("key with no value") {
        let key = line.len() - line.trim_start().len();
        let rest = line.trim_start().find(char::is_whitespace).map(|at| key + at);
        let value = rest.map(|at| at + (line[at..].len() - line[at..].trim_start().len()));
        Some(line_from + value.filter(|&at| starts_value(&line[at..])).unwrap_or(key))
    } else {
        None
    };
    from.filter(|&from| from < line_end && end <= line_end).map_or((start, end), |from| (from, line_end))
}

/// The place of a key that stands behind a value without a comma: the parser took both for one text.
fn second_key(text: &str, start: usize, end: usize) -> Option<usize> {
    let written = text[start..end].trim_end();
    let last = written.rfind(char::is_whitespace)? + 1;
    text[end..].trim_start().starts_with('=').then_some(start + last)
}

/// An empty span is widened to the token at or before it, so that there is something to underline.
fn widened(text: &str, (start, end): (usize, usize), (line_from, line_to): (usize, usize)) -> (usize, usize) {
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end).max(start);
    if end > start {
        return (start, end);
    }
    let ends = |letter: char| letter.is_whitespace() || ",]}".contains(letter);
    let after: usize =
        text[start..line_to].chars().take_while(|&letter| !ends(letter)).map(char::len_utf8).sum();
    if after > 0 {
        return (start, start + after);
    }
    if text[start..line_to].starts_with([']', '}']) {
        return (start, start + 1);
    }
    let before = text[line_from..start].trim_end();
    let word = before.rfind([' ', '=', '[', '{', ',']).map_or(0, |at| at + 1);
    if word < before.len() {
        return (line_from + word, line_from + before.len());
    }
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    (line_from + before.len() - last, line_from + before.len())
}

fn line_around(text: &str, at: usize) -> (usize, usize) {
    let at = text.floor_char_boundary(at);
    let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (from, to)
}
