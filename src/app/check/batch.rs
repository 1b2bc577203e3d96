//! `check --from`: many reps in, one answer a line out, in order.
//!
//! Lines are read in blocks and judged on all cores. Must not know how else than as JSON lines reps are written down.

use std::io::{self, BufRead, Write};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::app::check::filmed;
use crate::app::check::input::{BLOCK, Input, RepInput, open, shown};
use crate::app::check::lines::{RepLine, in_words};
use crate::app::check::rest_good::take_rest_as_good;
use crate::app::check::seen::{LineReader, PassedOver};
use crate::app::progress::{PATIENCE, is_wanted};
use crate::app::{AppError, Outcome, Ran, RunSettings};
use crate::pages::check;
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::words::count;
use formcheck_core::rulebook::{
    ExerciseIx, MistakeIx, Named, Rulebook, judge, judge_briefly, take_set_as_good,
};
use formcheck_landmarks::ReadOptions;

/// The longest line; a longer one is a bad line.
const LONGEST_LINE: usize = 1 << 20;
/// How many lines one core judges in a row.
const LINES_A_TASK: usize = 512;

struct Batch<'a> {
    book: &'a Rulebook,
    exercise: Option<ExerciseIx>,
    rest_good: bool,
    full: bool,
    /// `"exercise":"…","verdict":"` for each exercise.
    heads: Vec<Vec<u8>>,
    /// `"id"` for each mistake.
    ids: Vec<Vec<u8>>,
}

/// Runs the batch.
pub(crate) fn run(
    book: &Rulebook,
    exercise: Option<ExerciseIx>,
    from: &str,
    (rest_good, full): (bool, bool),
    film: ReadOptions,
    settings: &RunSettings,
) -> Ran {
    let is_sign = |id: &str| matches!(book.find(id), Some(Named::Sign(_)));
    let input = open(from, is_sign, |landmarks| filmed::lines(book, exercise, landmarks, from, film))?;
    let batch = Batch {
        book,
        exercise,
        rest_good,
        full,
        heads: book
            .exercises
            .iter()
            .map(|one| format!("\"exercise\":\"{}\",\"verdict\":\"", one.id).into_bytes())
            .collect(),
        ids: book.mistakes.iter().map(|one| format!("\"{}\"", one.id).into_bytes()).collect(),
    };
    let mut passed_over = mistyped_columns(book, &input.other_columns);
    let count = batch.all(input, &mut passed_over, settings)?;
    if !settings.quiet {
        tell(&passed_over);
    }
    if count.lines == 0 {
        crate::app::terminal::complain(
            &format!("there was nothing to check in {}", shown(from)),
            "give one JSON object a line: {\"exercise\":\"seal-row\",\"signs\":{\"momentum\":\"slight\"}}",
        );
        return Ok(Outcome::Failed);
    }
    Ok(if count.bad > 0 { Outcome::Failed } else { Outcome::Done })
}

/// Columns that are no sign and yet look like one.
fn mistyped_columns(book: &Rulebook, columns: &[String]) -> PassedOver {
    let signs = || book.signs.iter().map(|sign| sign.id.as_str());
    let near = columns.iter().filter_map(|name| Some((name, nearest(name, signs())?)));
    near.map(|(name, near)| (format!("the column `{name}` is no sign; did you mean `{near}`?"), 0)).collect()
}

/// Says once what was passed over.
fn tell(passed_over: &PassedOver) {
    let mut stderr = io::stderr().lock();
    for (what, &lines) in passed_over {
        let times = if lines == 0 {
            String::new()
        } else {
            format!(" (passed over in {})", count(lines, "line", "lines"))
        };
        // Nowhere to say it if stderr is closed.
        let _ = writeln!(stderr, "note: {what}{times}");
    }
}

/// How a batch went.
#[derive(Default)]
struct BatchCount {
    lines: usize,
    bad: usize,
}

impl Batch<'_> {
    fn all(
        &self,
        input: RepInput,
        passed_over: &mut PassedOver,
        settings: &RunSettings,
    ) -> Result<BatchCount, AppError> {
        let RepInput { lines: mut input, length, .. } = input;
        let mut out = io::BufWriter::with_capacity(BLOCK, io::stdout().lock());
        let mut progress = Progress::new(length, settings);
        let mut count = BatchCount::default();
        let mut block = Vec::with_capacity(BLOCK + LONGEST_LINE);
        let mut number = 0;
        while next_block(&mut input, &mut block)? {
            let lines: Vec<&[u8]> = block.split(|&byte| byte == b'\n').collect();
            // After the last line break there is no further line.
            let lines = match lines.split_last() {
                Some(([], rest)) => rest,
                _ => &lines[..],
            };
            let answers: Vec<(Vec<u8>, BatchCount, PassedOver)> = lines
                .par_chunks(LINES_A_TASK)
                .enumerate()
                .map(|(task, lines)| self.some(number + task * LINES_A_TASK, lines))
                .collect();
            number += lines.len();
            for (text, some, passed) in answers {
                out.write_all(&text)?;
                for (what, lines) in passed {
                    *passed_over.entry(what).or_default() += lines;
                }
                count.lines += some.lines;
                count.bad += some.bad;
            }
            progress.advance(block.len());
        }
        out.flush()?;
        progress.finish();
        Ok(count)
    }

    /// The answers to some lines, of which `before` came earlier.
    fn some(&self, before: usize, lines: &[&[u8]]) -> (Vec<u8>, BatchCount, PassedOver) {
        let mut out = Vec::with_capacity(lines.len() * 128);
        let mut count = BatchCount::default();
        let mut reader = LineReader::new(self.book);
        for (place, line) in lines.iter().enumerate() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            count.lines += 1;
            let number = before + place + 1;
            if let Err(error) = self.one(number, line, &mut reader, &mut out) {
                count.bad += 1;
                let bad = serde_json::json!({"line": number, "error": error});
                out.extend_from_slice(bad.to_string().as_bytes());
            }
            out.push(b'\n');
        }
        (out, count, reader.passed_over)
    }

    /// The answer to one line; empty lines have none, so each answer says which line it is to.
    fn one(
        &self,
        number: usize,
        line: &[u8],
        reader: &mut LineReader<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), String> {
        if line.len() > LONGEST_LINE {
            return Err(format!("this line is over {LONGEST_LINE} bytes long"));
        }
        let text = std::str::from_utf8(line).map_err(|_| "this line is not UTF-8 text".to_owned())?;
        let rep: RepLine<'_> = serde_json::from_str(text).map_err(|error| in_words(&error))?;
        let ix = match (&rep.exercise, self.exercise) {
            (Some(id), _) => self.find(id)?,
            (None, Some(ix)) => ix,
            (None, None) => {
                return Err(
                    "it names no exercise: add \"exercise\", or name one on the command line".to_owned()
                );
            }
        };
        let seen = reader.observed(ix, &rep.signs)?;
        let mut observation = seen.observation;
        if self.rest_good {
            take_rest_as_good(self.book, ix, &mut observation);
        }
        take_set_as_good(self.book, ix, &mut observation);
        if self.full {
            let judgement = judge(self.book, ix, &observation);
            let mut answer = check::json(self.book, ix, &judgement);
            answer["line"] = number.into();
            if !seen.unknown.is_empty() {
                answer["unknown"] = seen.unknown.into();
            }
            if !rep.extra.is_empty() {
                answer["extra"] = rep.extra.into();
            }
            return serde_json::to_writer(out, &answer).map_err(|error| error.to_string());
        }
        let brief = judge_briefly(self.book, ix, &observation);
        write!(out, "{{\"line\":{number},").map_err(|error| error.to_string())?;
        out.extend_from_slice(&self.heads[ix.place()]);
        out.extend_from_slice(brief.verdict.word().as_bytes());
        out.extend_from_slice(b"\",\"certain\":[");
        self.put_ids(brief.certain.iter().map(|one| one.mistake), out);
        out.extend_from_slice(b"],\"possible\":[");
        self.put_ids(brief.possible.iter().copied(), out);
        out.push(b']');
        let told = |error: serde_json::Error| error.to_string();
        if !seen.unknown.is_empty() {
            out.extend_from_slice(b",\"unknown\":");
            serde_json::to_writer(&mut *out, &seen.unknown).map_err(told)?;
        }
        if !rep.extra.is_empty() {
            out.extend_from_slice(b",\"extra\":");
            serde_json::to_writer(&mut *out, &rep.extra).map_err(told)?;
        }
        out.push(b'}');
        Ok(())
    }

    fn put_ids(&self, mistakes: impl Iterator<Item = MistakeIx>, out: &mut Vec<u8>) {
        for (place, mistake) in mistakes.enumerate() {
            if place > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&self.ids[mistake.place()]);
        }
    }

    fn find(&self, id: &str) -> Result<ExerciseIx, String> {
        match self.book.find(id) {
            Some(Named::Exercise(ix)) => Ok(ix),
            _ => {
                let near = nearest(id, self.book.exercises.iter().map(|one| one.id.as_str()));
                let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                Err(format!("there is no exercise `{id}`{hint}"))
            }
        }
    }
}

/// Fills `block` with whole lines; false at the end of the input. What is too long for a line is cut into several
/// reads, and count as a bad line by whoever judges it.
fn next_block(input: &mut Input, block: &mut Vec<u8>) -> io::Result<bool> {
    block.clear();
    while block.len() < BLOCK {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        // Up to the last line break of what is there; the rest is read line by line.
        let whole = buffer.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        if whole > 0 {
            block.extend_from_slice(&buffer[..whole]);
            input.consume(whole);
        } else {
            let before = block.len();
            io::Read::take(&mut *input, LONGEST_LINE as u64 + 1).read_until(b'\n', block)?;
            if block.len() - before > LONGEST_LINE {
                input.skip_until(b'\n')?;
                block.push(b'\n');
            }
        }
    }
    Ok(!block.is_empty())
}

/// A bar on stderr for long work, where a person sees it.
struct Progress {
    bar: Option<ProgressBar>,
    length: Option<u64>,
    done: u64,
    started: Instant,
    wanted: bool,
}

impl Progress {
    fn new(length: Option<u64>, settings: &RunSettings) -> Progress {
        Progress { bar: None, length, done: 0, started: Instant::now(), wanted: is_wanted(settings) }
    }

    fn advance(&mut self, bytes: usize) {
        self.done += bytes as u64;
        if self.wanted && self.bar.is_none() && self.started.elapsed() > PATIENCE {
            let bar = self.length.map_or_else(ProgressBar::no_length, ProgressBar::new);
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {eta} left") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
