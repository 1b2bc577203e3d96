//! `formcheck exam sit PAPER`: ask it, and keep the log.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, IsTerminal as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::{Global, Outcome, Ran, Stop, put};
use super::clock::Clocks;
use super::{beside, no_file, sealed};
use crate::screen::exam::{jsonl, line, page};
use crate::screen::style;
use crate::trainer::paper::Paper;
use crate::trainer::seal::closing_code;
use crate::trainer::{Desk, Exam, Sealed, whole_lines};

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
    }
    let log = args.log.clone().unwrap_or_else(|| beside(&args.paper, "log"));
    let exam = sit(&paper, &log, args.jsonl)?;
    Ok(if exam.ended().is_some() { Outcome::Done } else { Outcome::FellShort })
}

/// Asks a paper, or goes on with it; gives the exam as it stands then.
pub(super) fn sit(paper: &Sealed<Paper>, log: &Path, over_lines: bool) -> Result<Exam, Stop> {
    let (mut kept, exam) = open(paper, log)?;
    let was_over = exam.ended().is_some();
    let clocks = Clocks::start()?;
    let now = || clocks.read();
    let mut keep = |line: &str| {
        kept.write_all(format!("{line}\n").as_bytes())?;
        kept.sync_data()
    };
    let face = if over_lines { "lines" } else { "line" };
    let mut desk = Desk::open(exam, face, &now, &mut keep).map_err(|error| unkept(log, &error))?;
    let shown_log = log.display().to_string();
    if over_lines {
        let mut out = io::stdout().lock();
        if !was_over {
            jsonl::play(&mut desk, io::stdin().lock(), &mut out).map_err(|error| unkept(log, &error))?;
        }
        let code = desk.exam().ended().map(|_| code(desk.exam()));
        let event = jsonl::end(desk.exam(), code.as_deref(), &shown_log);
        writeln!(out, "{event}")?;
        return Ok(desk.exam().clone());
    }
    let width = style::width();
    if !was_over {
        if io::stdin().is_terminal() {
            // Without a handler Ctrl-C still ends the program, only less politely; every answer is in the log.
            let _ = ctrlc::set_handler(|| {
                let _ = put(&format!("\n\n{}", page::LEFT));
                std::process::exit(i32::from(Outcome::Interrupted.code()));
            });
        }
        let name = paper.check_name().ok().and(paper.name.as_ref()).map(|name| name.name.as_str());
        let mut face = line::Line {
            input: BufReader::new(io::stdin()),
            out: io::stdout(),
            width,
            echo: !io::stdin().is_terminal(),
        };
        face.play(&mut desk, name).map_err(|error| unkept(log, &error))?;
    }
    let exam = desk.exam();
    put(&match exam.ended() {
        Some(_) => format!("\n{}", page::end(exam, &code(exam), &shown_log, width)),
        None => format!("\n{}", style::wrap(page::LEFT, width, "") + "\n"),
    })?;
    Ok(exam.clone())
}

/// The closing code of an exam.
pub(super) fn code(exam: &Exam) -> String {
    closing_code(exam.end(), &exam.paper().form)
}

/// The log, open to be added to, and the exam that follows from it. What was torn off at its end is taken away.
fn open(paper: &Sealed<Paper>, path: &Path) -> Result<(File, Exam), Stop> {
    let help = "name another place: --log FILE";
    let is_new = !path.exists();
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|error| no_file(path, "written", &error, help))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let what = "this exam is being sat in another window";
            return Err(Stop::told(what, "go on there, or close it first"));
        }
        Err(TryLockError::Error(error)) => return Err(no_file(path, "locked", &error, help)),
    }
    let text = io::read_to_string(&file).map_err(|error| no_file(path, "read", &error, help))?;
    let (lines, end) = whole_lines(&text);
    let exam = Exam::replay(paper.what.clone(), &paper.bytes(), lines).map_err(|bad| {
        Stop::told(format!("{}: {bad}", path.display()), "use the log of this paper, as it was written")
    })?;
    file.set_len(end as u64)?;
    file.seek(SeekFrom::End(0))?;
    if is_new && let Some(folder) = path.parent() {
        // So that the file's name is on the disk too; not every system can do that.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok((file, exam))
}

/// Nothing goes on that is not kept.
fn unkept(log: &Path, error: &io::Error) -> Stop {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Stop::Silent(Outcome::FellShort);
    }
    no_file(log, "written", error, "free some space, then run the same command: every answer so far is kept")
}

/// The lines of a log, and the exam that follows from them, for grading.
pub(super) fn read_log(paper: &Sealed<Paper>, path: &Path) -> Result<(String, Exam), Stop> {
    let help = "name the log that `formcheck exam sit` wrote: --log FILE";
    let text = fs::read_to_string(path).map_err(|error| no_file(path, "read", &error, help))?;
    let (lines, _) = whole_lines(&text);
    let exam = Exam::replay(paper.what.clone(), &paper.bytes(), lines).map_err(|bad| {
        Stop::told(
            format!("{}: {bad}", path.display()),
            "this log is not what the program wrote for this paper; it can't be graded",
        )
    })?;
    if !exam.is_opened() {
        return Err(Stop::told(format!("{} is empty: the exam was not begun", path.display()), help));
    }
    Ok((text, exam))
}
