//! Asks the terminal what it can, once, and waits no longer than a moment.
//!
//! The last question is one that every terminal answers: its answer ends the wait. What comes too late is kept from the keys
//! by [`super::LateAnswers`].

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::stdio::stdin;

use super::{Answers, PATIENCE};

/// What is wanted to be known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TerminalQuestion {
    /// How many colours there are.
    pub(super) depth: bool,
    /// Whether the background is a light one.
    pub(super) ground: bool,
    /// Whether images can be shown, and how large a cell is.
    pub(super) pixels: bool,
}

impl TerminalQuestion {
    /// What is sent: <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>,
    /// <https://sw.kovidgoyal.net/kitty/graphics-protocol/#querying-support-and-available-transmission-mediums>.
    fn text(self) -> String {
        let mut text = String::new();
        if self.ground {
            text.push_str("\x1b]11;?\x1b\\");
        }
        if self.depth {
            // A colour is set; what the terminal says is set tells whether it knows such colours.
            text.push_str("\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[0m");
        }
        if self.pixels {
            text.push_str("\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>0q\x1b[16t");
        }
        if !text.is_empty() {
            let _ = write!(text, "\x1b[c");
        }
        text
    }
}

/// Asks, and gives what was answered in time. A terminal that can't be asked answers nothing.
pub(super) fn ask(question: TerminalQuestion) -> Answers {
    let text = question.text();
    if text.is_empty() || enable_raw_mode().is_err() {
        return Answers::default();
    }
    let answers = exchange(&text).unwrap_or_default();
    let _ = disable_raw_mode();
    answers
}

fn exchange(text: &str) -> io::Result<Answers> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let began = Instant::now();
    let patience = Duration::from_millis(u64::from(PATIENCE));
    let (mut bytes, mut buffer) = (Vec::new(), [0; 256]);
    loop {
        let answers = Answers::read(&bytes);
        let left = patience.saturating_sub(began.elapsed());
        if answers.complete || left.is_zero() || !has_more(left)? {
            // Whatever was written by a terminal that took the question for text goes.
            out.write_all(b"\r\x1b[K")?;
            out.flush()?;
            return Ok(answers);
        }
        match rustix::io::read(stdin(), &mut buffer)? {
            0 => return Ok(answers),
            read => bytes.extend_from_slice(&buffer[..read]),
        }
    }
}

/// Waits for more to read.
fn has_more(left: Duration) -> io::Result<bool> {
    let stdin = stdin();
    let mut one = [PollFd::new(&stdin, PollFlags::IN)];
    let time = Timespec::try_from(left).map_err(io::Error::other)?;
    match poll(&mut one, Some(&time)) {
        // A window that changes its size wakes it too.
        Err(rustix::io::Errno::INTR) => Ok(true),
        found => Ok(found? > 0),
    }
}
