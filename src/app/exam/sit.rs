//! `formcheck exam sit PAPER`: ask it, and keep the log.

use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use crate::app::exam::clock::ExamClock;
use crate::app::exam::files::beside;
use crate::app::exam::lock::{self, Words};
use crate::app::exam::log::{code, open, unkept};
use crate::app::exam::screen;
use crate::app::exam::witness::Witness;
use crate::app::interrupt::ExitMessage;
use crate::app::{AppError, Outcome, Ran, RunSettings, complain, drawing, put, put_page, quoted};
use crate::face::display::settle;
use crate::face::full::exam_window::ExamPictures;
use crate::face::{jsonl, line};
use crate::pages::exam::sitting;
use crate::pages::exam::sitting::SittingInfo;
use crate::pages::program::call;
use crate::render::ansi::Terminal;
use formcheck_core::page::Page;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::paper::Paper;
use formcheck_exam::{Exam, ExamSession, Reading, Sealed};

#[derive(Debug)]
pub struct SitOptions {
    pub paper: PathBuf,
    /// The log; none: beside the paper.
    pub log: Option<PathBuf>,
    /// The start words of a locked paper; none: they are asked for.
    pub start: Option<String>,
    /// The public key to check the paper with first.
    pub key: Option<PathBuf>,
    /// The secret key of whoever watches, to sign the opening and the end.
    pub witness_key: Option<PathBuf>,
    pub jsonl: bool,
}

pub fn run(options: &SitOptions, settings: &RunSettings) -> Ran {
    let paper = lock::paper(&options.paper, &Words::Typed(options.start.as_deref()), settings)?;
    if let Some(key) = &options.key {
        let key = crate::app::exam::keys::public(Some(key), settings)?;
        paper.check_seal(&key).map_err(|no| {
            AppError::new(
                format!("the paper's seal does not hold: {no}"),
                "ask your examiner for the paper again",
            )
        })?;
        if !settings.quiet {
            eprintln!("The paper's seal holds: it is as your examiner sealed it.");
        }
    }
    let log = options.log.clone().unwrap_or_else(|| beside(&options.paper, "log"));
    let watched = match options.witness_key {
        Some(_) => "your witness signs that it was opened and that it is over, with a key of their own.",
        None => {
            "your examiner says in the record whether somebody watched; at home, with nobody there, it is open book."
        }
    };
    let checked = options.key.as_ref().map_or_else(String::new, |key| format!(" --key {}", quoted(key)));
    let files = Files {
        paper: &options.paper,
        log: &log,
        checked: &checked,
        watched,
        witness_key: options.witness_key.as_deref(),
        then: None,
    };
    // Only what is asked by eye needs the rules, to be drawn.
    let book = if paper.what.by_eye() > 0 {
        crate::app::open_for(&paper.what.packs, &paper.what.exam.id, settings)?
    } else {
        Rulebook::default()
    };
    let exam = sit(&paper, &book, &files, options.jsonl, settings)?;
    Ok(if exam.ended().is_some() { Outcome::Done } else { Outcome::Failed })
}

/// Where a sitting is kept, and who watches it.
pub struct Files<'a> {
    pub paper: &'a Path,
    pub log: &'a Path,
    /// The option by which the paper's seal was checked, to go on with it so; empty if it wasn't.
    pub checked: &'a str,
    /// Whether somebody watches, as a sentence.
    pub watched: &'a str,
    /// The secret key of whoever watches, if they sign.
    pub witness_key: Option<&'a Path>,
    /// The command that comes after it, if whoever sits it has that to do too.
    pub then: Option<&'a str>,
}

/// Asks a paper, or goes on with it; gives the exam as it stands then.
pub fn sit(
    paper: &Sealed<Paper>,
    book: &Rulebook,
    files: &Files<'_>,
    over_lines: bool,
    settings: &RunSettings,
) -> Result<Exam, AppError> {
    let log = files.log;
    if !log.exists() {
        // Nothing is begun that can't be shown.
        can_be_shown(&paper.what, book, over_lines, settings)?;
    }
    let (mut kept, exam) = open(paper, log)?;
    let was_over = exam.ended().is_some();
    if !was_over {
        can_be_shown(&paper.what, book, over_lines, settings)?;
    }
    let mut witness = match files.witness_key {
        Some(path) => Some(Witness::open(path, &exam)?),
        None => None,
    };
    let seat = seat(paper, &exam, files);
    let clocks = ExamClock::start()?;
    let now = || clocks.read();
    let mut keep = |line: &str| {
        kept.write_all(format!("{line}\n").as_bytes())?;
        kept.sync_data()
    };
    if over_lines {
        let mut session =
            ExamSession::open(exam, "lines", &now, &mut keep).map_err(|error| unkept(log, &error))?;
        let mut out = io::stdout().lock();
        if !was_over {
            sign_opening(witness.as_mut(), &mut session).map_err(|error| unkept(log, &error))?;
            jsonl::exam::play(&mut session, io::stdin().lock(), &mut out)
                .map_err(|error| unkept(log, &error))?;
        }
        sign_end(witness.as_ref(), &mut session);
        // It is told once, when the exam ends.
        let code = session.exam().ended().filter(|_| !was_over).map(|_| code(session.exam()));
        jsonl::exam::end(&mut out, session.exam(), code.as_deref(), &seat.log)?;
        return Ok(session.exam().clone());
    }
    let terminal = Terminal::stdout();
    let exam = if was_over {
        put_page(&sitting::over(&exam, &seat.log))?;
        return Ok(exam);
    } else if !settings.json && crate::app::session::screen::is_wanted(settings) {
        let ended = screen::ask(exam, book, (&seat, log), witness.as_mut(), &now, &mut keep, settings)?;
        let is_over = ended.exam.ended().is_some();
        if ended.stopped && !is_over {
            // Nobody may be there to read it.
            let _ = put_page(&left(&ended, &seat));
            return Err(AppError::Reported(Outcome::Interrupted));
        }
        if !is_over {
            put_page(&left(&ended, &seat))?;
            return Ok(ended.exam);
        }
        ended.exam
    } else {
        let exam =
            in_lines(exam, &seat, witness.as_mut(), &now, &mut keep).map_err(|error| unkept(log, &error))?;
        if exam.ended().is_none() {
            put(&format!("\n{}", terminal.text(&sitting::left_open(&seat))))?;
            return Ok(exam);
        }
        exam
    };
    let mut session = ExamSession::open(exam, "", &now, &mut keep).map_err(|error| unkept(log, &error))?;
    sign_end(witness.as_ref(), &mut session);
    let exam = session.exam().clone();
    put(&format!("\n{}", terminal.text(&sitting::end(&exam, &code(&exam), &seat.log))))?;
    Ok(exam)
}

fn sign_opening(witness: Option<&mut Witness<'_>>, session: &mut ExamSession<'_>) -> io::Result<()> {
    witness.map_or(Ok(()), |witness| witness.sign_opening(session))
}

/// Signs the end of an exam that is over. Where that can't be done the closing code still stands for it.
fn sign_end(witness: Option<&Witness<'_>>, session: &mut ExamSession<'_>) {
    let Some(witness) = witness.filter(|_| session.exam().ended().is_some()) else { return };
    if let Err(AppError::Expected { what, help, .. }) = witness.sign_end(session) {
        complain(&format!("the end of the exam was not signed by its witness: {what}"), &help);
    }
}

/// What is asked by eye needs a picture, and the packs that the paper was drawn from.
pub(super) fn can_be_shown(
    paper: &Paper,
    book: &Rulebook,
    over_lines: bool,
    settings: &RunSettings,
) -> Result<(), AppError> {
    let seen = paper.by_eye();
    if seen == 0 {
        return Ok(());
    }
    if over_lines || settings.json || !crate::app::session::screen::is_wanted(settings) {
        let of = paper.items.len();
        return Err(AppError::new(
            format!(
                "{seen} of the {of} questions on this paper are asked by eye, and no picture can be shown here"
            ),
            "sit it in a terminal with a large window, without --plain: its first page says if it is too small; or have a paper in words issued: --described with exam issue or exam take",
        ));
    }
    if book.pack_versions() != paper.packs {
        let names: Vec<String> =
            paper.packs.iter().map(|pack| format!("{} {}", pack.name, pack.version)).collect();
        return Err(AppError::new(
            format!(
                "the reps of this paper are drawn by the packs that it was made from: {}",
                names.join(", ")
            ),
            "sit it with the same formcheck, and name the same packs: --pack DIR, --built-in NAME",
        ));
    }
    Ok(())
}

/// What is asked by eye needs a window in which its pictures are large enough to tell by. Whoever has a paper already is told
/// so on its first page.
pub(super) fn is_large_enough(
    paper: &Paper,
    book: &Rulebook,
    settings: &RunSettings,
) -> Result<(), AppError> {
    let window = terminal_size::terminal_size();
    let (Some((terminal_size::Width(columns), terminal_size::Height(rows))), 1..) = (window, paper.by_eye())
    else {
        return Ok(());
    };
    let pictures = ExamPictures::of(book, paper);
    // What is large enough in cells is so in pixels: no question is put to the terminal, whose answer might come between the
    // questions to the candidate.
    if pictures.too_small(drawing::found(settings, false).0, (columns, rows)).is_none() {
        return Ok(());
    }
    let (mode, _) = drawing::in_full_screen(settings);
    settle();
    match pictures.too_small(mode, (columns, rows)) {
        None => Ok(()),
        Some(small) => Err(AppError::new(
            small.what(),
            format!("{}; for somebody who can't see pictures add --described", small.help()),
        )),
    }
}

/// What is known of a sitting beside the exam.
fn seat(paper: &Sealed<Paper>, exam: &Exam, files: &Files<'_>) -> SittingInfo {
    let (file, log) = (quoted(files.paper), files.log.display().to_string());
    let is_beside = files.log == beside(files.paper, "log");
    let elsewhere = if is_beside { String::new() } else { format!(" --log {}", quoted(files.log)) };
    let signed = files.witness_key.map_or_else(String::new, |key| format!(" --witness-key {}", quoted(key)));
    SittingInfo {
        goes_on: exam.is_opened(),
        name: paper.check_name().ok().and(paper.name.as_ref()).map(|name| name.name.clone()),
        watched: files.watched.to_owned(),
        again: call(&format!("exam sit {file}{elsewhere}{}{signed}", files.checked)),
        then: files.then.map(str::to_owned),
        signs: files.witness_key.is_some(),
        log,
    }
}

/// What is said of an exam that goes on without its candidate.
fn left(ended: &screen::LeftExam, seat: &SittingInfo) -> Page {
    if ended.was_begun || seat.goes_on { sitting::left_open(seat) } else { sitting::not_begun(seat) }
}

fn in_lines(
    exam: Exam,
    seat: &SittingInfo,
    witness: Option<&mut Witness<'_>>,
    now: &dyn Fn() -> Reading,
    keep: screen::KeepLine<'_>,
) -> io::Result<Exam> {
    let mut session = ExamSession::open(exam, "line", now, keep)?;
    sign_opening(witness, &mut session)?;
    let terminal = Terminal::stdout();
    // Every answer is in the log, whatever ends it.
    let exit_message = ExitMessage::new(terminal.text(&sitting::left_open(seat)));
    let mut face = line::exam::LineExam {
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        terminal,
        echo: !io::stdin().is_terminal(),
    };
    face.play(&mut session, seat)?;
    if session.exam().ended().is_some() {
        exit_message.set(format!("The exam is over. Its log is {}.\n", seat.log));
    }
    Ok(session.exam().clone())
}
