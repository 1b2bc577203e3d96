//! `check --from`: JSON lines in, one answer a line out, in order.
//!
//! Fast because names are never looked up in a table: the signs of a line nearly always come in the order of the line
//! before, so each is compared with what stood at its place there. Lines are read in blocks and judged on all cores.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::app::check::lines::{RepLine, SeenValue, in_words};
use crate::app::check::rest_good::take_rest_as_good;
use crate::app::observation::contradiction;
use crate::app::progress::{PATIENCE, is_wanted};
use crate::app::{AppError, Outcome, Ran, RunSettings};
use crate::pages::check;
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::{
    Domain, Exercise, ExerciseIx, MistakeIx, Named, Observation, Rulebook, Value, judge, judge_briefly,
    take_set_as_good,
};

/// How much is read before it is judged.
const BLOCK: usize = 1 << 20;
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
    settings: &RunSettings,
) -> Ran {
    let (input, length) = open(from)?;
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
    let count = batch.all(input, length, settings)?;
    if count.lines == 0 {
        crate::app::terminal::complain(
            &format!("there was nothing to check in {}", shown(from)),
            "give one JSON object a line: {\"exercise\":\"seal-row\",\"signs\":{\"momentum\":\"slight\"}}",
        );
        return Ok(Outcome::Failed);
    }
    Ok(if count.bad > 0 { Outcome::Failed } else { Outcome::Done })
}

fn shown(from: &str) -> String {
    if from == "-" { "the input".to_owned() } else { format!("`{from}`") }
}

type Input = Box<dyn Read>;

/// The input, and how many bytes it has where that is known.
fn open(from: &str) -> Result<(Input, Option<u64>), AppError> {
    if from == "-" {
        return Ok((Box::new(io::stdin().lock()), None));
    }
    let path = Path::new(from);
    if path.is_dir() {
        return Err(AppError::new(
            format!("`{from}` is a folder"),
            "name a file of JSON lines, or - for stdin",
        ));
    }
    let file = File::open(path).map_err(|error| {
        let why = if error.kind() == io::ErrorKind::NotFound {
            "it is not there".to_owned()
        } else {
            error.to_string()
        };
        AppError::new(format!("`{from}` can't be read: {why}"), "name a file of JSON lines, or - for stdin")
    })?;
    let length = file.metadata().ok().map(|about| about.len());
    Ok((Box::new(file), length))
}

/// How a batch went.
#[derive(Default)]
struct BatchCount {
    lines: usize,
    bad: usize,
}

impl Batch<'_> {
    fn all(&self, input: Input, length: Option<u64>, settings: &RunSettings) -> Result<BatchCount, AppError> {
        let mut input = BufReader::with_capacity(BLOCK, input);
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
            let answers: Vec<(Vec<u8>, BatchCount)> = lines
                .par_chunks(LINES_A_TASK)
                .enumerate()
                .map(|(task, lines)| self.some(number + task * LINES_A_TASK, lines))
                .collect();
            number += lines.len();
            for (text, some) in answers {
                out.write_all(&text)?;
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
    fn some(&self, before: usize, lines: &[&[u8]]) -> (Vec<u8>, BatchCount) {
        let mut out = Vec::with_capacity(lines.len() * 128);
        let mut count = BatchCount::default();
        let mut order = SignOrder::default();
        for (place, line) in lines.iter().enumerate() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            count.lines += 1;
            let number = before + place + 1;
            if let Err(error) = self.one(number, line, &mut order, &mut out) {
                count.bad += 1;
                let bad = serde_json::json!({"line": number, "error": error});
                out.extend_from_slice(bad.to_string().as_bytes());
            }
            out.push(b'\n');
        }
        (out, count)
    }

    /// The answer to one line; empty lines have none, so each answer says which line it is to.
    fn one(
        &self,
        number: usize,
        line: &[u8],
        order: &mut SignOrder,
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
        let mut observation = self.observed(ix, &rep.signs, order)?;
        if self.rest_good {
            take_rest_as_good(self.book, ix, &mut observation);
        }
        take_set_as_good(self.book, ix, &mut observation);
        if self.full {
            let judgement = judge(self.book, ix, &observation);
            let mut answer = check::json(self.book, ix, &judgement);
            answer["line"] = number.into();
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
        out.extend_from_slice(b"]}");
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

    fn observed(
        &self,
        ix: ExerciseIx,
        signs: &[(Cow<'_, str>, SeenValue<'_>)],
        order: &mut SignOrder,
    ) -> Result<Observation, String> {
        let exercise = &self.book[ix];
        let mut observation = Observation::unknown(exercise);
        for (at, (id, seen)) in signs.iter().enumerate() {
            let place = order.place(self.book, ix, exercise, at, id)?;
            let value = self.value(exercise, place, seen)?;
            if observation.values()[place].is_some() && value.is_some() {
                return Err(format!("`{id}` is given twice"));
            }
            observation.set(place, value);
        }
        match contradiction(self.book, exercise, &observation) {
            Some(message) => Err(message),
            None => Ok(observation),
        }
    }

    /// A sign's value; none for `null`, which says that it was not seen.
    fn value(
        &self,
        exercise: &Exercise,
        place: usize,
        seen: &SeenValue<'_>,
    ) -> Result<Option<Value>, String> {
        let sign = &self.book[exercise.signs[place].sign];
        let value = match (seen, &sign.domain) {
            (SeenValue::Nothing, _) => return Ok(None),
            (SeenValue::Word(word), Domain::Named(_)) => sign.value(word),
            (SeenValue::Number(number), Domain::Range { from, to, grid, .. }) => {
                let placed = i32::try_from(*number).ok().and_then(|number| grid.place(f64::from(number)));
                placed.filter(|number| (from..=to).contains(&number)).map(Value)
            }
            (SeenValue::Decimal(number), Domain::Range { from, to, grid, .. }) => {
                grid.place(*number).filter(|number| (from..=to).contains(&number)).map(Value)
            }
            (SeenValue::Word(_), Domain::Range { .. })
            | (SeenValue::Number(_) | SeenValue::Decimal(_) | SeenValue::Other, _) => None,
        };
        value.map(Some).ok_or_else(|| {
            let given = match seen {
                SeenValue::Word(word) => format!("`{word}`"),
                SeenValue::Number(number) => format!("{number}"),
                SeenValue::Decimal(number) => format!("{number}"),
                _ => "of that form".to_owned(),
            };
            format!(
                "`{}` has no value {given}: {}",
                sign.id,
                crate::app::observation::values_in_words(sign, &given)
            )
        })
    }
}

/// Where the signs of the line before stood in the exercise: what comes at the same place is nearly always the same.
#[derive(Default)]
struct SignOrder {
    exercise: Option<ExerciseIx>,
    places: Vec<usize>,
}

impl SignOrder {
    fn place(
        &mut self,
        book: &Rulebook,
        ix: ExerciseIx,
        exercise: &Exercise,
        at: usize,
        id: &str,
    ) -> Result<usize, String> {
        if self.exercise != Some(ix) {
            self.exercise = Some(ix);
            self.places.clear();
        }
        let named = |place: usize| book[exercise.signs[place].sign].id.as_str();
        if let Some(&place) = self.places.get(at)
            && named(place) == id
        {
            return Ok(place);
        }
        let found = (0..exercise.signs.len()).find(|&place| named(place) == id).ok_or_else(|| {
            match (book.find(id), nearest(id, (0..exercise.signs.len()).map(named))) {
                (Some(Named::Sign(_)), _) => {
                    format!("{} does not look at `{id}`: leave it out", exercise.name)
                }
                (_, Some(near)) => format!("there is no sign `{id}`; did you mean `{near}`?"),
                (_, None) => format!("there is no sign `{id}`"),
            }
        })?;
        self.places.truncate(at);
        if self.places.len() == at {
            self.places.push(found);
        }
        Ok(found)
    }
}

/// Fills `block` with whole lines; false at the end of the input. What is too long for a line is cut into several
/// reads, and count as a bad line by whoever judges it.
fn next_block(input: &mut BufReader<Input>, block: &mut Vec<u8>) -> io::Result<bool> {
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
