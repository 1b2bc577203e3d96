//! An exam in plain lines, one after the other: works in a pipe and with a screen reader.

use std::io::{self, BufRead, Write};

use crate::face::line::answers;
use crate::face::line::answers::TypedLine;
use crate::face::line::session::read_line;
use crate::pages::answer::how_to_answer;
use crate::pages::exam::sitting;
use crate::pages::exam::sitting::SittingInfo;
use crate::render::ansi::Terminal;
use crate::render::ansi::style::sentence;
use formcheck_core::quiz::{BadResponse, Question};
use formcheck_core::rulebook::words::clean;
use formcheck_exam::ExamSession;

/// What can be typed, said once.
const HOW: &str = "Type your answer and press Enter; you can change it until you hand in. ? help, s skip, f flag, l list of all questions, g 12 go to question 12, b break, done hand in.";

/// What is asked before handing in.
const SURE: &str = "Type done again to hand in for good, or press Enter to go back.";

/// Where an exam is sat.
pub struct LineExam<R, W> {
    /// What is typed.
    pub input: R,
    /// Where it is shown.
    pub out: W,
    /// Its columns and colours.
    pub terminal: Terminal,
    /// Whether to write down what was typed, because no terminal shows it.
    pub echo: bool,
}

/// What a line means.
enum Meant {
    Help,
    Repeat,
    Next,
    Before,
    Go(usize),
    Skip,
    Flag,
    List,
    Time,
    Break,
    Leave,
    Done,
    Answer(formcheck_core::quiz::Response, Option<formcheck_core::quiz::Certainty>),
    Nothing(String),
}

impl<R: BufRead, W: Write> LineExam<R, W> {
    /// Plays the exam until it is over or the candidate leaves.
    ///
    /// # Errors
    /// If reading, writing or keeping the log fails.
    pub fn play(&mut self, session: &mut ExamSession<'_>, seat: &SittingInfo) -> io::Result<()> {
        write!(self.out, "{}", self.terminal.text(&sitting::start(session.exam(), session.left_ms(), seat)))?;
        writeln!(self.out, "\n{}", self.terminal.wrap(HOW))?;
        let mut show = true;
        loop {
            if session.is_time_up()? || session.exam().ended().is_some() {
                return Ok(());
            }
            if show {
                self.show(session)?;
            }
            let Some(line) = self.read()? else {
                writeln!(self.out)?;
                return session.leave();
            };
            if session.is_time_up()? {
                writeln!(self.out, "The time is up: this line does not count.")?;
                return Ok(());
            }
            if session.exam().is_on_break() {
                // A break that is over already is no fault.
                if let Err(error) = session.back() {
                    error.refusal()?;
                }
                show = true;
                continue;
            }
            let meant = meant(&line, session);
            if matches!(meant, Meant::Leave) {
                return session.leave();
            }
            show = self.take(session, meant)?;
        }
    }

    fn show(&mut self, session: &ExamSession<'_>) -> io::Result<()> {
        let page = if session.exam().is_on_break() {
            sitting::on_break(session.exam(), session.free_ms())
        } else {
            match session.exam().current() {
                Some(n) => sitting::prompt(session, n),
                None => sitting::review(session),
            }
        };
        write!(self.out, "\n{}", self.terminal.text(&page))
    }

    fn read(&mut self) -> io::Result<Option<String>> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let line = read_line(&mut self.input)?;
        if let (true, Some(line)) = (self.echo, &line) {
            writeln!(self.out, "{}", clean(line.trim()))?;
        }
        Ok(line)
    }

    /// Does what was meant; whether something is to be shown (again).
    fn take(&mut self, session: &mut ExamSession<'_>, meant: Meant) -> io::Result<bool> {
        let current = session.exam().current();
        let done = match meant {
            Meant::Help => {
                let how = current.and_then(|n| session.exam().question(n)).map_or_else(
                    || "Type a number to go to that question".to_owned(),
                    |question| sentence(&how_to_answer(question)),
                );
                write!(self.out, "{}", self.terminal.text(&sitting::help(&how)))?;
                return Ok(false);
            }
            Meant::Time => {
                let left = sitting::left(session).unwrap_or_else(|| "there is no time limit".to_owned());
                writeln!(self.out, "{}.", sentence(&left))?;
                return Ok(false);
            }
            Meant::Nothing(why) => Err(BadResponse(why).into()),
            Meant::Repeat => return Ok(true),
            Meant::Next => session.go(current.map_or(1, |n| n % session.exam().items().len() + 1)),
            Meant::Before => {
                let many = session.exam().items().len();
                session.go(current.map_or(many, |n| if n == 1 { many } else { n - 1 }))
            }
            Meant::Go(n) => session.go(n),
            Meant::Skip => session.skip(),
            Meant::List => session.review(),
            Meant::Break => session.pause(),
            Meant::Flag => return self.flag(session, current),
            Meant::Done => return self.hand_in(session),
            Meant::Leave => Ok(()),
            Meant::Answer(answer, certainty) => match session.answer(answer, certainty) {
                Ok(()) if session.exam().ended().is_none() => {
                    writeln!(self.out, "Noted.")?;
                    Ok(())
                }
                done => done,
            },
        };
        match done {
            Ok(()) => Ok(true),
            Err(error) => self.refuse(&error.refusal()?),
        }
    }

    fn refuse(&mut self, bad: &BadResponse) -> io::Result<bool> {
        let text = format!("{}.", sentence(&bad.0));
        writeln!(self.out, "{}", self.terminal.wrap(&text))?;
        Ok(false)
    }

    fn flag(&mut self, session: &mut ExamSession<'_>, current: Option<usize>) -> io::Result<bool> {
        let Some(n) = current else {
            return self.refuse(&BadResponse("no question is on the screen; go to one first".to_owned()));
        };
        let flag = !session.exam().items()[n - 1].flagged;
        match session.flag(n, flag) {
            Ok(()) => {
                writeln!(self.out, "{}", if flag { "Flagged." } else { "No longer flagged." })?;
                Ok(false)
            }
            Err(error) => self.refuse(&error.refusal()?),
        }
    }

    /// Asks once more, then hands in.
    fn hand_in(&mut self, session: &mut ExamSession<'_>) -> io::Result<bool> {
        write!(self.out, "\n{}", self.terminal.text(&sitting::sure(session.exam())))?;
        writeln!(self.out, "{}", self.terminal.wrap(SURE))?;
        match self.read()? {
            Some(line) if is_done(&line) => {
                if let Err(error) = session.hand_in() {
                    return self.refuse(&error.refusal()?);
                }
            }
            Some(_) | None => {}
        }
        Ok(true)
    }
}

fn is_done(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("done")
}

/// What a line means, given what is on the screen.
fn meant(line: &str, session: &ExamSession<'_>) -> Meant {
    let text = line.trim();
    if let (Some(literal), Some(question)) = (text.strip_prefix('='), question(session)) {
        return answer(literal, question);
    }
    let lower = text.to_lowercase();
    let number = |text: &str| text.trim().parse::<usize>().ok();
    match lower.as_str() {
        "?" | "h" | "help" => return Meant::Help,
        "r" => return Meant::Repeat,
        "n" => return Meant::Next,
        "p" => return Meant::Before,
        "s" => return Meant::Skip,
        "f" => return Meant::Flag,
        "l" => return Meant::List,
        "t" => return Meant::Time,
        "b" => return Meant::Break,
        "q" => return Meant::Leave,
        "u" => {
            return Meant::Nothing(
                "an answer is changed by answering again: go to it with g and its number".to_owned(),
            );
        }
        _ => {}
    }
    if is_done(text) {
        return Meant::Done;
    }
    if let Some(n) = lower.strip_prefix('g').and_then(number) {
        return Meant::Go(n);
    }
    match question(session) {
        Some(question) => answer(text, question),
        None => match number(text) {
            Some(n) => Meant::Go(n),
            None => Meant::Nothing(
                "type a number to go to that question, done to hand in, or ? for help".to_owned(),
            ),
        },
    }
}

fn question<'d>(session: &'d ExamSession<'_>) -> Option<&'d Question> {
    session.exam().question(session.exam().current()?)
}

fn answer(text: &str, question: &Question) -> Meant {
    match answers::read(text, question) {
        Ok(TypedLine::Answer(answer, certainty)) => Meant::Answer(answer, certainty),
        Ok(_) => Meant::Nothing(how_to_answer(question)),
        Err(bad) => Meant::Nothing(bad.0),
    }
}
