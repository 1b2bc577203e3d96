//! Faults of the TOML itself, in a coach's words: one a fault, at the token that is wrong.
//!
//! One slip can make the parser stumble several times and lose the rest of a table or file. So the statement with the
//! first fault is blanked out and the text is read again, until no fault is left: what else is wrong in the file is
//! found in the same run, and nothing is found twice.

use std::borrow::Cow;

use toml::de::{DeTable, Error};

use super::built::Row;
use super::decode::span;
use super::habits;
use super::statements::{Statement, open_text, statements};
use crate::diagnostic::{Code, Diagnostic, FileIx};

/// A text that the parser can read, of the same length as the one that was written.
#[derive(Debug)]
pub(super) struct Mended<'t> {
    pub(super) file: FileIx,
    /// As it was written.
    pub(super) text: &'t str,
    /// Without the statements that can't be read.
    pub(super) sound: Cow<'t, str>,
    /// Its tables, where there was nothing to mend: a sound file is read once.
    pub(super) known: Sound<'t>,
    pub(super) faults: Vec<Diagnostic>,
    /// The stretches of text that can't be trusted because of the faults.
    pub(super) distrusted: Vec<(usize, usize)>,
}

/// The tables of a sound file.
#[derive(Debug)]
pub(super) enum Sound<'t> {
    /// As read.
    Read(DeTable<'t>),
    /// As the build script read them.
    Built(&'static [Row]),
    /// It isn't sound.
    Torn,
}

/// A file that the build script has read.
pub(super) fn built<'t>(file: FileIx, text: &'t str, rows: &'static [Row]) -> Mended<'t> {
    let (sound, known) = (Cow::Borrowed(text), Sound::Built(rows));
    Mended { file, text, sound, known, faults: Vec::new(), distrusted: Vec::new() }
}

/// After so many faults a file is taken for something other than TOML, and its rest is not looked at.
const MOST_FAULTS: usize = 50;

/// So many bytes of one file are read again at most: a rule file is a few kilobytes, and megabytes of junk have to end.
const MOST_READ_AGAIN: usize = 16 * 1024 * 1024;

/// Blanks out what can't be read, and says what is wrong with it.
pub(super) fn mend(file: FileIx, text: &str) -> Mended<'_> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let known = if errors.is_empty() { Sound::Read(table.into_inner()) } else { Sound::Torn };
    let sound = Cow::Borrowed(text);
    let mut mended = Mended { file, text, sound, known, faults: Vec::new(), distrusted: Vec::new() };
    if errors.is_empty() {
        return mended;
    }
    let most = (MOST_READ_AGAIN / text.len().max(1)).clamp(1, MOST_FAULTS);
    loop {
        let (_, errors) = DeTable::parse_recoverable(&mended.sound);
        let Some((start, end, message)) = first_slip(&errors, text.len()) else {
            doubled(&mut mended, &errors);
            break;
        };
        let (fault, mut stretch) = slip(file, &mended.sound, (start, end), message);
        let stuck = mended.sound[stretch.0..stretch.1].trim().is_empty();
        mended.faults.push(fault);
        if stuck || mended.faults.len() == most {
            stretch = (0, text.len());
        }
        mended.sound = Cow::Owned(blanked(&mended.sound, stretch));
        mended.distrusted.push(stretch);
        if stretch == (0, text.len()) {
            break;
        }
    }
    mended.faults.sort_by_key(|fault| fault.span.map(|span| span.start));
    mended
}

/// The first fault that isn't a doubled key: those don't lead the parser astray.
fn first_slip(errors: &[Error], end: usize) -> Option<(usize, usize, &str)> {
    let slips = errors.iter().filter(|error| !is_doubled(error)).map(|error| {
        let range = error.span().unwrap_or(0..0);
        (range.start.min(end), range.end.min(end), error.message())
    });
    slips.min_by_key(|&(start, ..)| start)
}

fn is_doubled(error: &Error) -> bool {
    error.message().starts_with("duplicate key")
}

/// A fault, and the stretch of text that can't be read because of it.
fn slip(
    file: FileIx,
    text: &str,
    (start, end): (usize, usize),
    message: &str,
) -> (Diagnostic, (usize, usize)) {
    let all = statements(text);
    let before = || all.iter().filter(|one| one.from <= start);
    let is_text =
        message.starts_with("invalid basic string") || message.starts_with("invalid literal string");
    if let Some((one, open)) = before().find_map(|one| Some((one, one.open?)))
        && !(is_text && start <= one.to)
    {
        let fault = match open_text(&text[one.from..one.to]) {
            Some(_) => quote_missing(file, text, start),
            None => unclosed(file, text, open),
        };
        return (fault, (one.from, one.to));
    }
    let Some(one) = before().next_back().or(all.first()) else {
        return (fault(file, text, (start, end), (0, text.len()), message), (0, text.len()));
    };
    let written = &text[one.from..one.to];
    if let Some(name) = written.trim().strip_suffix(']').filter(|name| !name.contains(['[', '='])) {
        let place = span(file, one.from, one.from + written.trim_end().len());
        let fault = Diagnostic::new(Code::Syntax, place, "this header has no bracket at its start")
            .help(format!("write [{}]", name.trim_end_matches(']')));
        return (fault, (one.from, next_header(text, one.to)));
    }
    let to = if one.is_header { next_header(text, one.to) } else { one.to };
    (fault(file, text, (start, end), line_around(text, start), message), (one.from, to))
}

/// The quotes of a list don't pair up: the parser took what stands between two texts for a text.
fn quote_missing(file: FileIx, text: &str, start: usize) -> Diagnostic {
    let (start, end) = widened(text, (start, start), line_around(text, start));
    Diagnostic::new(Code::Syntax, span(file, start, end), "a quote is missing before this")
        .help("every text has a quote at its start and one at its end")
}

fn unclosed(file: FileIx, text: &str, open: usize) -> Diagnostic {
    let (message, help) = if text[open..].starts_with('[') {
        ("this list is never closed", "write ] where the list ends")
    } else {
        ("this table is never closed", "write } where the table ends")
    };
    Diagnostic::new(Code::Syntax, span(file, open, open + 1), message).help(help)
}

/// Keys and headers that are written twice. What stands below a doubled header is not called doubled again.
fn doubled(mended: &mut Mended<'_>, errors: &[Error]) {
    let text = mended.text;
    let all = statements(text);
    let mut below: Vec<(usize, usize)> = Vec::new();
    let mut places: Vec<_> =
        errors.iter().filter(|error| is_doubled(error)).filter_map(Error::span).collect();
    places.sort_by_key(|place| place.start);
    for place in places {
        let (start, end) = (place.start.min(text.len()), place.end.min(text.len()));
        let one = all.iter().rfind(|one| one.from <= start);
        let is_header = one.is_some_and(|one| one.is_header);
        if !is_header && below.iter().any(|&(from, to)| from <= start && start < to) {
            continue;
        }
        let name = &text[start..end];
        let place = span(mended.file, start, end);
        mended.faults.push(match one.filter(|_| is_header).and_then(|one| one_bracket(text, one, name)) {
            Some(OneBracket::This) => Diagnostic::new(
                Code::Syntax,
                place,
                format!("`[{name}]` has one bracket, and the others have two: it is a list of them"),
            )
            .help(format!("write [[{name}]]")),
            // The header with one bracket is what is wrong, and it was told.
            Some(OneBracket::Another) => continue,
            None if is_header && LISTS.contains(&name.rsplit('.').next().unwrap_or(name)) => {
                // One slip, told once: the first such header is wrong in the same way.
                let header = format!("[{name}]");
                let first = all.iter().find(|one| text[one.from..one.to].trim() == header);
                mended.distrusted.extend(first.map(|one| (one.from, one.to)));
                let message = format!("`{header}` is there more than once: it is a list of them");
                Diagnostic::new(Code::Syntax, place, message)
                    .help(format!("write [[{name}]] each time, with two brackets"))
            }
            None => {
                let help = if is_header {
                    "keep one of them, with what both say below it"
                } else {
                    "keep one of them"
                };
                Diagnostic::new(Code::DuplicateKey, place, format!("`{name}` is written twice")).help(help)
            }
        });
        if let Some(one) = one {
            mended.distrusted.push((one.from, one.to));
            below.extend(is_header.then(|| (one.from, next_header(text, one.to))));
        }
    }
}

/// Headers that may be there many times, whatever the file: a coach who wrote one with a single bracket twice has lost
/// a bracket and not written a thing too much.
const LISTS: [&str; 6] = ["step", "example", "impossible", "unlikely", "section", "wrong"];

/// Of a list of tables, a header that was written with one bracket.
enum OneBracket {
    This,
    Another,
}

/// Whether a doubled header is one of a list of tables of which one has a bracket too few.
fn one_bracket(text: &str, one: &Statement, name: &str) -> Option<OneBracket> {
    let (single, double) = (format!("[{name}]"), format!("[[{name}]]"));
    let has = |header: &str| text.lines().any(|line| line.trim_start().starts_with(header));
    if !has(&single) || !has(&double) {
        return None;
    }
    let is_single = text[one.from..one.to].trim_start().starts_with(&single);
    Some(if is_single { OneBracket::This } else { OneBracket::Another })
}

/// The text with spaces for a stretch of it; lines stay lines.
fn blanked(text: &str, (from, to): (usize, usize)) -> String {
    let space = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
    let blank: String = text[from..to].bytes().map(space).collect();
    format!("{}{blank}{}", &text[..from], &text[to..])
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
    let place = span(file, start, end);
    if let (Some(key), true) = (second_key(text, start, end), message.starts_with("string values")) {
        return Diagnostic::new(Code::Syntax, span(file, key, end), "a comma is missing before this")
            .help(format!("write , {}", &text[key..end]));
    }
    if let Some(found) = curly(file, text, (start, end), line) {
        return found;
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
    let found = Diagnostic::new(Code::Syntax, span(file, opens, to), "these quotes are curly")
        .help(format!("use straight ones: {straight}"));
    Some(if close.is_some() { found.safely(straight) } else { found })
}

/// What the parser says, in a coach's words, with what to write.
fn plain(message: &str, token: &str, line: &str, quoted: bool) -> (String, String) {
    let key = line.split('=').next().unwrap_or("key").trim();
    if let Some(explained) = habits::explain(line, token) {
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

/// Where the next line that starts with a bracket begins.
fn next_header(text: &str, from: usize) -> usize {
    text[from..].find("\n[").map_or(text.len(), |at| from + at)
}
