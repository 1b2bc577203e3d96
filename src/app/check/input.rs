//! Where many reps come from: JSON lines as they are, an array of JSON objects, a table (CSV) with a header, or landmarks.
//!
//! All of it becomes JSON lines, so that there is one reader. A line keeps its number: the header and what a cell's line breaks
//! take up become empty lines. Must not know what a sign's values are.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer as _, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::app::AppError;
use crate::app::check::filmed::{Landmarks, folder};
use formcheck_landmarks::is_landmarks;

/// How much is read before it is judged.
pub(super) const BLOCK: usize = 1 << 20;
/// The largest array or table: they are read whole.
const LARGEST: u64 = 64 << 20;
/// What a text file may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) type Input = BufReader<Box<dyn Read>>;

/// JSON lines, and how many bytes they have where that is known.
pub(super) struct RepInput {
    pub(super) lines: Input,
    pub(super) length: Option<u64>,
    /// Columns of a table that are no sign; they are echoed.
    pub(super) other_columns: Vec<String>,
}

/// Opens a file, or stdin for `-`. Of a table `is_sign` says which columns are signs; `reps_of` makes lines of landmarks.
///
/// # Errors
/// If it can't be read, or is an array or a table that can't be one of reps.
pub(super) fn open(
    from: &str,
    is_sign: impl Fn(&str) -> bool,
    reps_of: impl Fn(&Landmarks) -> Result<Vec<u8>, AppError>,
) -> Result<RepInput, AppError> {
    if from != "-"
        && Path::new(from).is_dir()
        && let Some(frames) = folder(Path::new(from))?
    {
        return Ok(of_lines(reps_of(&frames)?));
    }
    let (input, length) = opened(from)?;
    let mut input = BufReader::with_capacity(BLOCK, input);
    let begins = input.fill_buf().map_err(|error| unreadable(from, &error.to_string()))?;
    if begins.starts_with(b"\xff\xfe") || begins.starts_with(b"\xfe\xff") {
        let what = format!("{} is UTF-16 text", shown(from));
        return Err(AppError::new(what, "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"));
    }
    if begins.starts_with(BYTE_ORDER_MARK) {
        input.consume(BYTE_ORDER_MARK.len());
    }
    let begins = input.fill_buf().map_err(|error| unreadable(from, &error.to_string()))?;
    if is_landmarks(begins) {
        let text = whole(from, input)?;
        return Ok(of_lines(reps_of(&Landmarks::Text(text))?));
    }
    match form(from, input.fill_buf().map_err(|error| unreadable(from, &error.to_string()))?) {
        Form::Lines => Ok(RepInput { lines: input, length, other_columns: Vec::new() }),
        Form::Array => Ok(of_lines(lines_of_array(from, &whole(from, input)?)?)),
        Form::Table(delimiter) => {
            let (lines, other_columns) = lines_of_table(from, &whole(from, input)?, delimiter, is_sign)?;
            Ok(RepInput { other_columns, ..of_lines(lines) })
        }
    }
}

/// The input in words.
pub(super) fn shown(from: &str) -> String {
    if from == "-" { "the input".to_owned() } else { format!("`{from}`") }
}

const FORMS: &str = "name a file of JSON lines, a JSON array, a table (CSV) or landmarks, or - for stdin";

fn opened(from: &str) -> Result<(Box<dyn Read>, Option<u64>), AppError> {
    if from == "-" {
        return Ok((Box::new(io::stdin().lock()), None));
    }
    let path = Path::new(from);
    if path.is_dir() {
        return Err(AppError::new(format!("`{from}` is a folder"), FORMS));
    }
    let file = File::open(path).map_err(|error| {
        let is_missing = error.kind() == io::ErrorKind::NotFound;
        unreadable(from, &if is_missing { "it is not there".to_owned() } else { error.to_string() })
    })?;
    let length = file.metadata().ok().map(|about| about.len());
    Ok((Box::new(file), length))
}

fn unreadable(from: &str, why: &str) -> AppError {
    AppError::new(format!("{} can't be read: {why}", shown(from)), FORMS)
}

/// How reps are written down.
enum Form {
    Lines,
    Array,
    /// A table, with what stands between its cells.
    Table(u8),
}

/// An object begins with a brace and an array with a bracket; of the rest a first line with something between cells is the
/// header of a table.
fn form(from: &str, begins: &[u8]) -> Form {
    let first = begins.iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{') | None => return Form::Lines,
        Some(b'[') => return Form::Array,
        Some(_) => {}
    }
    let header =
        begins.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let times = |delimiter: u8| header.split(|&byte| byte == delimiter).count() - 1;
    // Of several the one that stands there most often; a comma where they are alike.
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|&one| times(one)).unwrap_or(b',');
    let ending = Path::new(from).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_table = ["csv", "tsv"].iter().any(|one| ending.eq_ignore_ascii_case(one));
    if times(delimiter) > 0 || is_table { Form::Table(delimiter) } else { Form::Lines }
}

fn whole(from: &str, input: Input) -> Result<String, AppError> {
    let mut text = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut text).map_err(|error| unreadable(from, &error.to_string()))?;
    if text.len() as u64 > LARGEST {
        let what = format!("{} is over {} MB", shown(from), LARGEST >> 20);
        return Err(AppError::new(
            what,
            "split it, or write one JSON object a line: these can be as many as you like (but not landmarks)",
        ));
    }
    let text = String::from_utf8(text).map_err(|_| {
        AppError::new(
            format!("{} is not UTF-8 text", shown(from)),
            "save it as UTF-8 (in a spreadsheet: CSV UTF-8)",
        )
    })?;
    // Files of old programs end their lines with this alone.
    Ok(if text.contains('\n') { text } else { text.replace('\r', "\n") })
}

fn of_lines(lines: Vec<u8>) -> RepInput {
    RepInput {
        length: Some(lines.len() as u64),
        lines: BufReader::with_capacity(BLOCK, Box::new(io::Cursor::new(lines))),
        other_columns: Vec::new(),
    }
}

/// One line for each element: the second is line 2.
fn lines_of_array(from: &str, text: &str) -> Result<Vec<u8>, AppError> {
    struct OneALine(Vec<u8>);
    impl<'de> Visitor<'de> for OneALine {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array of reps")
        }

        fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Self::Value, A::Error> {
            while let Some(rep) = seq.next_element::<Value>()? {
                self.0.extend_from_slice(rep.to_string().as_bytes());
                self.0.push(b'\n');
            }
            Ok(self.0)
        }
    }
    impl<'de> DeserializeSeed<'de> for OneALine {
        type Value = Vec<u8>;

        fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
            from.deserialize_seq(self)
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let lines = (&mut deserializer).deserialize_seq(OneALine(Vec::new()));
    lines.and_then(|lines| deserializer.end().map(|()| lines)).map_err(|error| {
        AppError::new(
            format!("{} is no JSON array: {error}", shown(from)),
            "write [{\"exercise\":\"seal-row\",\"signs\":{\"momentum\":\"slight\"}}, …]",
        )
    })
}

/// One line for each row, and the columns that are no sign.
fn lines_of_table(
    from: &str,
    text: &str,
    delimiter: u8,
    is_sign: impl Fn(&str) -> bool,
) -> Result<(Vec<u8>, Vec<String>), AppError> {
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let no_table = |error: csv::Error| {
        AppError::new(
            format!("{} is no table: {error}", shown(from)),
            "save it as CSV with a header of sign ids",
        )
    };
    let columns: Vec<String> = rows.headers().map_err(no_table)?.iter().map(str::to_owned).collect();
    let is_doubled = |(at, name): &(usize, &String)| !name.is_empty() && columns[..*at].contains(name);
    if let Some((_, doubled)) = columns.iter().enumerate().find(is_doubled) {
        let what = format!("{} has two columns `{doubled}`", shown(from));
        return Err(AppError::new(what, "name each column once"));
    }
    let is_known = |name: &str| name == EXERCISE || is_sign(name);
    if !columns.iter().any(|name| is_sign(name)) {
        let what = format!("no column of {} is a sign", shown(from));
        return Err(AppError::new(what, "name columns by the ids of signs: `formcheck list signs`"));
    }
    let mut lines: Vec<u8> = Vec::new();
    let mut counted = 0;
    for row in rows.records() {
        let row = row.map_err(no_table)?;
        // Where the reader stood before the row: what ended the one before may still be ahead of it. Lines that the row isn't
        // on get no answer.
        let stood = row.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(counted);
        let begins =
            stood + text.as_bytes()[stood..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        lines.extend(text.as_bytes()[counted..begins].iter().filter(|&&byte| byte == b'\n'));
        counted = begins;
        if let Some(cell) = row.iter().skip(columns.len()).find(|cell| !cell.is_empty()) {
            let line = lines.split(|&byte| byte == b'\n').count();
            let what = format!("line {line} of {} has more cells than its header: \"{cell}\"", shown(from));
            return Err(AppError::new(
                what,
                "put quotes around a cell that has what stands between cells in it",
            ));
        }
        lines.extend_from_slice(rep(&columns, &row, delimiter, &is_sign).to_string().as_bytes());
    }
    lines.push(b'\n');
    Ok((lines, columns.into_iter().filter(|name| !name.is_empty() && !is_known(name)).collect()))
}

const EXERCISE: &str = "exercise";

fn rep(columns: &[String], row: &csv::StringRecord, delimiter: u8, is_sign: impl Fn(&str) -> bool) -> Value {
    let mut rep = Map::new();
    let mut signs = Map::new();
    for (name, cell) in columns.iter().zip(row) {
        // An empty cell is what nobody saw.
        if cell.is_empty() || name.is_empty() {
            continue;
        }
        if is_sign(name) {
            signs.insert(name.clone(), number_or_text(cell, delimiter));
        } else if name == EXERCISE {
            rep.insert(name.clone(), cell.into());
        } else {
            // Somebody's own names stay as they are: 007 is no 7.
            let number = number_or_text(cell, delimiter);
            let written = number.to_string();
            rep.insert(name.clone(), if written == cell { number } else { cell.into() });
        }
    }
    rep.insert("signs".to_owned(), Value::Object(signs));
    Value::Object(rep)
}

/// A number, also with a comma for its point where commas don't stand between cells.
fn number_or_text(cell: &str, delimiter: u8) -> Value {
    let pointed = if delimiter == b',' { cell.to_owned() } else { cell.replacen(',', ".", 1) };
    let digits = pointed.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if let Ok(whole) = pointed.parse::<i64>() {
        return whole.into();
    }
    match pointed.parse::<f64>() {
        Ok(number) if digits && number.is_finite() => number.into(),
        _ => cell.into(),
    }
}
