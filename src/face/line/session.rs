//! Line mode: a session in plain lines, one after the other. No cursor movement, so it works in a pipe and with a screen
//! reader; no escape bytes where stdout is not a terminal.

use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

use crate::face::line::answers;
use crate::face::line::answers::TypedLine;
use crate::pages::answer::how_to_answer;
use crate::pages::session;
use crate::render::ansi::Terminal;
use crate::render::ansi::style::sentence;
use formcheck_core::page::Page;
use formcheck_core::quiz::{AnswerForm, BadResponse, Keeper, Session};
use formcheck_core::rulebook::words::clean;
use formcheck_core::rulebook::{FeedbackAt, Rulebook};

/// The longest line that is read; more is no answer.
const LONGEST: u64 = 64 * 1024;

/// Where a session is played.
pub struct LineSession<'a, R, W> {
    /// The rulebook.
    pub book: &'a Rulebook,
    /// What is typed.
    pub input: R,
    /// Where it is shown.
    pub out: W,
    /// Its columns and colours.
    pub terminal: Terminal,
    /// Whether to write down what was typed, because no terminal shows it.
    pub echo: bool,
    /// What it opens with.
    pub start: &'a Page,
    /// What it closes with, given the session.
    pub result: &'a dyn Fn(&Session) -> Page,
}

impl<R: BufRead, W: Write> LineSession<'_, R, W> {
    /// Plays the session to its end, or until it is quit or the input ends; then shows the result.
    ///
    /// # Errors
    /// If reading or writing fails.
    pub fn play<K: Keeper, E>(&mut self, session: &mut Session, keeper: &mut K) -> Result<(), E>
    where
        E: From<io::Error> + From<K::Error>,
    {
        write!(self.out, "{}", self.terminal.text(self.start))?;
        let started = Instant::now();
        let limit =
            session.sitting().plan.minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
        let mut show = true;
        let mut asked = Instant::now();
        while session.prompt().is_some() || !session.was_quit() && keeper.more(session)? {
            let Some(prompt) = session.prompt() else { break };
            if show {
                keeper.asked(session)?;
                asked = Instant::now();
                write!(self.out, "\n{}", self.terminal.text(&session::prompt(&prompt)))?;
            }
            write!(self.out, "> ")?;
            self.out.flush()?;
            let Some(line) = read_line(&mut self.input)? else {
                writeln!(self.out)?;
                session.quit();
                break;
            };
            if self.echo {
                writeln!(self.out, "{}", clean(line.trim()))?;
            }
            if limit.is_some_and(|limit| started.elapsed() > limit) {
                writeln!(self.out, "Time is up: this answer does not count.")?;
                session.quit();
                break;
            }
            show = self.take::<K, E>(session, keeper, &line, asked.elapsed())?;
        }
        Ok(self.finish(session)?)
    }

    /// Takes one line; whether the question is to be shown (again).
    fn take<K: Keeper, E>(
        &mut self,
        session: &mut Session,
        keeper: &mut K,
        line: &str,
        taken: Duration,
    ) -> Result<bool, E>
    where
        E: From<io::Error> + From<K::Error>,
    {
        let Some(prompt) = session.prompt() else { return Ok(false) };
        // Where several things belong in one line, that some are missing doesn't say how it is done.
        let how = match prompt.question.answer {
            AnswerForm::Order | AnswerForm::Pairs => {
                format!(". {}", sentence(&how_to_answer(prompt.question)))
            }
            _ => String::new(),
        };
        let done = match answers::read(line, prompt.question) {
            Ok(TypedLine::Help) => {
                write!(self.out, "{}", self.terminal.text(&session::help(prompt.question)))?;
                return Ok(false);
            }
            Ok(TypedLine::Repeat) => return Ok(true),
            Ok(TypedLine::Undo) => {
                let undone = keeper.undo(session);
                if undone.is_ok() {
                    writeln!(self.out, "{}", self.terminal.wrap(keeper.taken_back()))?;
                }
                undone
            }
            Ok(TypedLine::Skip) => keeper.skip(session),
            Ok(TypedLine::Quit) => {
                session.quit();
                return Ok(false);
            }
            Ok(TypedLine::Answer(response, certainty)) => match session.answer(response, certainty) {
                Ok(n) => {
                    keeper.answered(session, n, taken)?;
                    self.told(session, n)?;
                    keeper.told(session);
                    return Ok(true);
                }
                Err(bad) => Err(BadResponse(format!("{}{how}", bad.0)).into()),
            },
            Err(bad) => Err(bad.into()),
        };
        match done {
            Ok(()) => Ok(true),
            Err(error) => {
                let text = format!("{}.", sentence(&error.refusal()?.0));
                writeln!(self.out, "{}", self.terminal.wrap(&text))?;
                Ok(false)
            }
        }
    }

    fn told(&mut self, session: &Session, n: usize) -> io::Result<()> {
        if session.sitting().plan.feedback == FeedbackAt::End {
            return writeln!(self.out, "Noted.");
        }
        match session.feedback(n) {
            Some(told) => write!(self.out, "{}", self.terminal.text(&session::feedback(self.book, &told))),
            None => Ok(()),
        }
    }

    /// What was kept for the end, then the result.
    fn finish(&mut self, session: &Session) -> io::Result<()> {
        if session.sitting().plan.feedback == FeedbackAt::End && session.answered() > 0 {
            write!(self.out, "{}", self.terminal.text(&session::review(self.book, session)))?;
        }
        write!(self.out, "\n{}", self.terminal.text(&(self.result)(session)))?;
        self.out.flush()
    }
}

/// A line of input, whatever bytes it is made of; none at its end. The rest of a line that is too long is dropped.
pub fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == LONGEST && bytes.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
