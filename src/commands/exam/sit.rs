//! `formcheck exam sit PAPER`: ask it, and keep the log.

use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::interrupt::LastWord;
use super::super::{Global, Outcome, Ran, Stop, put, quoted};
use super::clock::Clocks;
use super::kept::{code, open, unkept};
use super::{beside, full, sealed};
use crate::face::{jsonl, line};
use crate::pages::exam::sitting;
use crate::pages::exam::sitting::SittingContext;
use crate::render::ansi::style;
use formcheck_exam::paper::Paper;
use formcheck_exam::{Exam, ExamSession, Reading, Sealed};

/// Sit a paper
#[derive(Args, Debug)]
pub(super) struct SitArgs {
    /// What `formcheck exam issue` wrote
    #[arg(value_name = "PAPER")]
    paper: PathBuf,
    /// The log [default: beside the paper, .log]
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Check the paper's seal first, with the examiner's public key
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
}

/// Runs the command.
pub(super) fn run(args: &SitArgs, global: &Global) -> Ran {
    if global.json && !args.jsonl {
        return Err(Stop::told(
            "an exam is a talk, so one JSON result won't do",
            "use --jsonl: one object a line",
        ));
    }
    let paper: Sealed<Paper> = sealed(&args.paper)?;
    if let Some(key) = &args.key {
        let key = super::keys::public(Some(key), global)?;
        paper.check_seal(&key).map_err(|no| {
            Stop::told(
                format!("the paper's seal does not hold: {}", no.0),
                "ask your examiner for the paper again",
            )
        })?;
        if !global.quiet {
            eprintln!("The paper's seal holds: it is as your examiner sealed it.");
        }
    }
    let log = args.log.clone().unwrap_or_else(|| beside(&args.paper, "log"));
    let watched = "your examiner says in the record whether somebody watched; at home, with nobody there, it is open book.";
    let files = Files { paper: &args.paper, log: &log, watched, then: None };
    let exam = sit(&paper, &files, args.jsonl, global)?;
    Ok(if exam.ended().is_some() { Outcome::Done } else { Outcome::FellShort })
}

/// Where a sitting is kept, and who watches it.
pub(super) struct Files<'a> {
    pub(super) paper: &'a Path,
    pub(super) log: &'a Path,
    /// Whether somebody watches, as a sentence.
    pub(super) watched: &'a str,
    /// The command that comes after it, if whoever sits it has that to do too.
    pub(super) then: Option<&'a str>,
}

/// Asks a paper, or goes on with it; gives the exam as it stands then.
pub(super) fn sit(
    paper: &Sealed<Paper>,
    files: &Files<'_>,
    over_lines: bool,
    global: &Global,
) -> Result<Exam, Stop> {
    let log = files.log;
    let (mut kept, exam) = open(paper, log)?;
    let was_over = exam.ended().is_some();
    let seat = seat(paper, &exam, files);
    let clocks = Clocks::start()?;
    let now = || clocks.read();
    let mut keep = |line: &str| {
        kept.write_all(format!("{line}\n").as_bytes())?;
        kept.sync_data()
    };
    if over_lines {
        let mut desk =
            ExamSession::open(exam, "lines", &now, &mut keep).map_err(|error| unkept(log, &error))?;
        let mut out = io::stdout().lock();
        if !was_over {
            jsonl::exam::play(&mut desk, io::stdin().lock(), &mut out)
                .map_err(|error| unkept(log, &error))?;
        }
        let code = desk.exam().ended().map(|_| code(desk.exam()));
        jsonl::exam::end(&mut out, desk.exam(), code.as_deref(), &seat.log)?;
        return Ok(desk.exam().clone());
    }
    let width = style::width();
    let exam = if was_over {
        exam
    } else if !global.json && super::super::full::is_wanted(global) {
        let came = full::ask(exam, (&seat, log), &now, &mut keep, global)?;
        let is_over = came.exam.ended().is_some();
        if came.stopped && !is_over {
            // Nobody may be there to read it.
            let _ = put(&left(&came, &seat, width));
            return Err(Stop::Silent(Outcome::Interrupted));
        }
        if !is_over {
            put(&left(&came, &seat, width))?;
            return Ok(came.exam);
        }
        came.exam
    } else {
        let exam = in_lines(exam, &seat, &now, &mut keep).map_err(|error| unkept(log, &error))?;
        if exam.ended().is_none() {
            put(&format!("\n{}", sitting::left_open(&seat, width)))?;
            return Ok(exam);
        }
        exam
    };
    put(&format!("\n{}", sitting::end(&exam, &code(&exam), &seat.log, width)))?;
    Ok(exam)
}

/// What is known of a sitting beside the exam.
fn seat(paper: &Sealed<Paper>, exam: &Exam, files: &Files<'_>) -> SittingContext {
    let (file, log) = (quoted(files.paper), files.log.display().to_string());
    let is_beside = files.log == beside(files.paper, "log");
    let elsewhere = if is_beside { String::new() } else { format!(" --log {}", quoted(files.log)) };
    SittingContext {
        goes_on: exam.is_opened(),
        name: paper.check_name().ok().and(paper.name.as_ref()).map(|name| name.name.clone()),
        watched: files.watched.to_owned(),
        again: format!("formcheck exam sit {file}{elsewhere}"),
        then: files.then.map(str::to_owned),
        log,
    }
}

/// What is said of an exam that goes on without its candidate.
fn left(came: &full::Came, seat: &SittingContext, width: usize) -> String {
    if came.was_begun || seat.goes_on {
        sitting::left_open(seat, width)
    } else {
        sitting::not_begun(seat, width)
    }
}

/// Asks an exam line by line.
fn in_lines(
    exam: Exam,
    seat: &SittingContext,
    now: &dyn Fn() -> Reading,
    keep: full::Keep<'_>,
) -> io::Result<Exam> {
    let mut desk = ExamSession::open(exam, "line", now, keep)?;
    let width = style::width();
    // Every answer is in the log, whatever ends it.
    let last_word = LastWord::new(sitting::left_open(seat, width));
    let mut face = line::exam::LineExam {
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        width,
        echo: !io::stdin().is_terminal(),
    };
    face.play(&mut desk, seat)?;
    if desk.exam().ended().is_some() {
        last_word.set(format!("The exam is over. Its log is {}.\n", seat.log));
    }
    Ok(desk.exam().clone())
}
