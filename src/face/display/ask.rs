//! Asks the terminal what it can, once, and waits no longer than a moment.
//!
//! The last question is one that every terminal answers: its answer ends the wait. What comes too late is kept from the keys
//! of the full screen by [`super::LateAnswers`], and from prompts and the shell by [`super::owed`].

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use super::owed::{Quiet, more};
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

/// Asks, and gives what was answered in time. A terminal that can't be asked answers nothing; what one answers later, nobody
/// reads: see [`super::owed`].
pub(super) fn ask(question: TerminalQuestion) -> Answers {
    let text = question.text();
    if text.is_empty() {
        return Answers::default();
    }
    let Ok(quiet) = Quiet::begin() else { return Answers::default() };
    let mut bytes = Vec::new();
    let asked = exchange(&text, &mut bytes);
    let answers = asked.map_or_else(|_| Answers::default(), |()| Answers::read(&bytes));
    quiet.end(bytes);
    answers
}

fn exchange(text: &str, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let until = Instant::now() + Duration::from_millis(u64::from(PATIENCE));
    let mut buffer = [0; 256];
    while !Answers::read(bytes).complete {
        match more(until, &mut buffer)? {
            None => break,
            Some(0) => return Ok(()),
            Some(read) => bytes.extend_from_slice(&buffer[..read]),
        }
    }
    // Whatever was written by a terminal that took the question for text goes.
    out.write_all(b"\r\x1b[K")?;
    out.flush()
}
