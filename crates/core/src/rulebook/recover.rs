//! The tables of a file whose TOML may be broken, and what is wrong with it.
//!
//! One fault can make the parser stumble several times and lose the rest of a table or file. So the statement with the
//! first fault is blanked out and the text is read again, until no fault is left: what else is wrong in the file is
//! found in the same run, and nothing is found twice. Must not know what keys mean.

use std::borrow::Cow;

use toml::de::{DeTable, Error};

use super::built::BuiltRow;
use super::statements::{Statement, next_header, statements};
use super::syntax::{FileShape, LostId, SyntaxFault, syntax_fault};
use crate::diagnostic::{Code, Diagnostic, Edit, FileIx, Span};

/// A text that the parser can read, of the same length as the one that was written.
#[derive(Debug)]
pub(super) struct Recovered<'t> {
    pub(super) file: FileIx,
    /// As it was written.
    pub(super) text: &'t str,
    /// Without the statements that can't be read.
    pub(super) readable: Cow<'t, str>,
    /// Its tables, where there was nothing to mend: a sound file is read once.
    pub(super) tables: SoundTables<'t>,
    pub(super) faults: Vec<Diagnostic>,
    /// The stretches of text that can't be trusted because of the faults.
    pub(super) distrusted: Vec<(usize, usize)>,
    /// Ids that faulty headers were to define.
    pub(super) lost: Vec<LostId>,
}

/// The tables of a sound file.
#[derive(Debug)]
pub(super) enum SoundTables<'t> {
    Read(DeTable<'t>),
    /// As the build script read them.
    Built(&'static [BuiltRow]),
    /// It isn't sound.
    Broken,
}

/// A file that the build script has read.
pub(super) fn prepared<'t>(file: FileIx, text: &'t str, rows: &'static [BuiltRow]) -> Recovered<'t> {
    let (readable, tables) = (Cow::Borrowed(text), SoundTables::Built(rows));
    Recovered { file, text, readable, tables, faults: Vec::new(), distrusted: Vec::new(), lost: Vec::new() }
}

/// After so many faults a file is taken for something other than TOML, and its rest is not looked at.
const MOST_FAULTS: usize = 50;

/// So many bytes of one file are read again at most: a rule file is a few kilobytes, and megabytes of junk have to end.
const MOST_READ_AGAIN: usize = 16 * 1024 * 1024;

/// Blanks out what can't be read, and says what is wrong with it.
pub(super) fn recover<'t>(file: FileIx, text: &'t str, shape: &FileShape<'_>) -> Recovered<'t> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let tables = if errors.is_empty() { SoundTables::Read(table.into_inner()) } else { SoundTables::Broken };
    let readable = Cow::Borrowed(text);
    let mut recovered = Recovered {
        file,
        text,
        readable,
        tables,
        faults: Vec::new(),
        distrusted: Vec::new(),
        lost: Vec::new(),
    };
    if errors.is_empty() {
        return recovered;
    }
    let most = (MOST_READ_AGAIN / text.len().max(1)).clamp(1, MOST_FAULTS);
    loop {
        let (_, errors) = DeTable::parse_recoverable(&recovered.readable);
        let Some((start, end, message)) = first_error(&errors, text.len()) else {
            doubled(&mut recovered, &errors);
            break;
        };
        let SyntaxFault { found, mut stretch, instead, lost } =
            syntax_fault(file, &recovered.readable, (start, end), message, shape);
        let stuck = recovered.readable[stretch.0..stretch.1].trim().is_empty();
        // What is written instead is read like the rest of the file, but only once: a second fault at its place is its own.
        let is_new = recovered.distrusted.iter().all(|&(from, to)| to <= stretch.0 || stretch.1 <= from);
        recovered.lost.extend(lost);
        recovered.faults.push(found);
        if stuck || recovered.faults.len() == most {
            stretch = (0, text.len());
        }
        recovered.readable = Cow::Owned(match instead.filter(|_| is_new && !stuck) {
            Some(instead) => replaced(&recovered.readable, stretch, &instead),
            None => blanked(&recovered.readable, stretch),
        });
        recovered.distrusted.push(stretch);
        if stretch == (0, text.len()) {
            break;
        }
    }
    recovered.faults.sort_by_key(|fault| fault.span.map(|span| span.start));
    recovered
}

/// The first fault that isn't a doubled key: those don't lead the parser astray.
fn first_error(errors: &[Error], end: usize) -> Option<(usize, usize, &str)> {
    let slips = errors.iter().filter(|error| !is_doubled(error)).map(|error| {
        let range = error.span().unwrap_or(0..0);
        (range.start.min(end), range.end.min(end), error.message())
    });
    slips.min_by_key(|&(start, ..)| start)
}

fn is_doubled(error: &Error) -> bool {
    error.message().starts_with("duplicate key")
}

/// Keys and headers that are written twice. What stands below a doubled header is not called doubled again.
fn doubled(recovered: &mut Recovered<'_>, errors: &[Error]) {
    let text = recovered.text;
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
        let place = Span::new(recovered.file, start, end);
        if !is_header && let Some(header) = header_missing(text, &all, start, name) {
            // What follows is there twice for the same reason.
            below.push((start, next_header(text, start)));
            recovered.distrusted.push((start, next_header(text, start)));
            let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let message = format!(
                "`{name}` is there already: the header of another {header} is missing above this line"
            );
            let found = Diagnostic::new(Code::DuplicateKey, place, message)
                .help(format!("write [[{header}]] above it"));
            let here = Span::new(recovered.file, line, line);
            recovered.faults.push(found.by_hand(here, format!("[[{header}]]\n")));
            continue;
        }
        recovered.faults.push(match one.filter(|_| is_header).and_then(|one| one_bracket(text, one, name)) {
            Some(OneBracket::This) => Diagnostic::new(
                Code::Syntax,
                place,
                format!("`[{name}]` has one bracket, and the others have two: it is a list of them"),
            )
            .help(format!("write [[{name}]]"))
            .by_hand(place, format!("[{name}]")),
            // The header with one bracket is what is wrong, and it was told.
            Some(OneBracket::Another) => continue,
            None if is_header && LISTS.contains(&name.rsplit('.').next().unwrap_or(name)) => {
                // One slip, told once: the first such header is wrong in the same way.
                let header = format!("[{name}]");
                let first = all.iter().find(|one| text[one.from..one.to].trim() == header);
                recovered.distrusted.extend(first.map(|one| (one.from, one.to)));
                let message = format!("`{header}` is there more than once: it is a list of them");
                let each = all.iter().filter_map(|one| {
                    let whole = &text[one.from..one.to];
                    let from = one.from + whole.len() - whole.trim_start().len();
                    let is_one = whole.trim_start().starts_with(&header);
                    let span = Span::new(recovered.file, from, from + header.len());
                    is_one.then(|| Edit { span, text: format!("[{header}]") })
                });
                Diagnostic::new(Code::Syntax, place, message)
                    .help(format!("write [[{name}]] each time, with two brackets"))
                    .all_by_hand(each.collect())
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
            recovered.distrusted.push((one.from, one.to));
            below.extend(is_header.then(|| (one.from, next_header(text, one.to))));
        }
    }
}

/// The list of tables below whose header a key stands for the second time, if it is the one that begins each of them: then the
/// header above the second is missing.
fn header_missing<'t>(text: &'t str, all: &[Statement], at: usize, name: &str) -> Option<&'t str> {
    let header = all.iter().rfind(|one| one.is_header && one.from < at)?;
    let list = text[header.from..header.to].trim().strip_prefix("[[")?.strip_suffix("]]")?;
    let first = all.iter().find(|one| one.from > header.from)?;
    text[first.from..first.to].split('=').next().filter(|key| key.trim() == name).map(|_| list)
}

/// Headers that may be there many times, whatever the file: where one stands twice with single
/// brackets, a bracket is missing and nothing is there twice.
const LISTS: [&str; 8] = ["step", "example", "fine", "variant", "impossible", "unlikely", "section", "wrong"];

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

/// The text with another, which is no longer, for a stretch of it; what is behind it stays in its place.
fn replaced(text: &str, (from, to): (usize, usize), instead: &str) -> String {
    let gap = " ".repeat((to - from).saturating_sub(instead.len()));
    format!("{}{instead}{gap}{}", &text[..from], &text[to..])
}

/// The text with spaces for a stretch of it; lines stay lines.
fn blanked(text: &str, (from, to): (usize, usize)) -> String {
    let space = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
    let blank: String = text[from..to].bytes().map(space).collect();
    format!("{}{blank}{}", &text[..from], &text[to..])
}
