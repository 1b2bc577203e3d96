//! The log of a sitting: one line an event, each holding the digest of the line before, the first that of the paper. A
//! line that was changed, taken out or brought from elsewhere breaks the chain behind it.
//!
//! The shapes are those of docs/interfaces.md and are for ever: a new field needs a default. Must not know what a line
//! means for the exam (`exam`), nor files or clocks.

use serde::{Deserialize, Serialize};

use super::paper::Stamp;
use super::seal::Hash;
use super::witness::WitnessSignature;
use formcheck_core::error::UserError;
use formcheck_core::quiz::Response;

/// A line.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LogLine {
    /// Its number, from 1.
    pub n: u32,
    /// The SHA-256 of the line before, without its line end; of the first line, of the paper's signed bytes.
    pub prev: String,
    /// The wall clock.
    pub at: Stamp,
    /// Milliseconds of a clock that only goes forward: since the machine was started, or since the program was.
    pub up: u64,
    /// Milliseconds since the exam was opened, breaks and times in which the program didn't run counted in.
    pub t: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: ExamEvent,
}

/// What happened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum ExamEvent {
    /// The exam began.
    Opened {
        /// The form.
        form: String,
        /// Where it was sat: line, lines (JSON) or full-screen.
        face: String,
        /// The version of the program.
        engine: String,
        /// Which clock the times of the log come from.
        #[serde(flatten)]
        clock: Clock,
    },
    /// The program was started again.
    Resumed {
        /// Where.
        face: String,
        /// The version of the program.
        engine: String,
        /// By what time is told.
        #[serde(flatten)]
        clock: Clock,
    },
    /// An item was put before the candidate.
    Shown {
        /// Its number, from 1.
        item: usize,
    },
    /// It was answered; a later answer to it replaces this one.
    Answered {
        /// The item on the screen.
        item: usize,
        /// The answer.
        answer: Response,
        /// How sure the candidate was: 1 a guess, 2 fairly sure, 3 sure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certainty: Option<u8>,
    },
    /// The words for the rep on the screen, which is asked by eye, were shown as a hint.
    Hinted {
        /// The item on the screen.
        item: usize,
    },
    /// It was left for later.
    Skipped {
        /// The item on the screen.
        item: usize,
    },
    /// It was flagged, or no longer.
    Flagged {
        /// Its number.
        item: usize,
        /// Whether it is flagged now.
        flag: bool,
    },
    /// The list of all items was put on the screen, and no item.
    Reviewed,
    /// A break began: no item is on the screen.
    BreakBegan,
    /// It ended.
    BreakEnded,
    /// The candidate left the program; the clock goes on.
    Left,
    /// The candidate handed it in.
    HandedIn,
    /// The time was up.
    TimeUp {
        /// What was chosen on the screen by then, and not kept: it counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<Chosen>,
    },
    /// A witness signed with a key of their own.
    Witnessed(WitnessSignature),
}

/// An answer that was chosen and not kept when the time was up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Chosen {
    /// The item on the screen, from 1.
    pub item: usize,
    /// The answer.
    pub answer: Response,
    /// How sure the candidate was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<u8>,
}

/// By what time is told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Clock {
    /// What kind of clock.
    pub clock: ClockKind,
    /// The machine's run that `up` counts from: a digest of what the system calls it; none if `up` begins with the
    /// program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boot: Option<String>,
}

/// What kind of clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockKind {
    /// Since the machine was started, standby counted in: it goes on while the program doesn't run.
    Machine,
    /// Since the program was started: between two runs the wall clock is asked.
    Program,
    /// As `program`, with a wall clock that somebody made up (`FORMCHECK_NOW`).
    Pretended,
}

/// What the clocks say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The wall clock.
    pub at: Stamp,
    /// The clock that only goes forward.
    pub up: u64,
    /// What it is.
    pub clock: Clock,
}

/// Why a log can't be taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line} of the log: {what}")]
pub struct BadLog {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, in words.
    pub what: String,
}

impl UserError for BadLog {
    fn help(&self) -> Option<&str> {
        Some("use the log of this paper, as it was written")
    }
}

/// How far a chain has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chain {
    lines: u32,
    end: Hash,
}

impl Chain {
    /// A chain that hangs on a paper.
    pub fn on(paper: &[u8]) -> Chain {
        Chain { lines: 0, end: Hash::of(paper) }
    }

    /// How many lines it has.
    pub fn lines(self) -> u32 {
        self.lines
    }

    /// The digest of its last line.
    pub fn end(self) -> Hash {
        self.end
    }

    /// An event as the chain's next line.
    pub fn line(self, reading: &Reading, t: u64, event: ExamEvent) -> (LogLine, String) {
        let entry =
            LogLine { n: self.lines + 1, prev: self.end.hex(), at: reading.at, up: reading.up, t, event };
        let line = serde_json::to_value(&entry).map(|value| value.to_string()).unwrap_or_default();
        (entry, line)
    }

    /// The chain with this line behind it.
    #[must_use]
    pub fn with(self, line: &str) -> Chain {
        Chain { lines: self.lines + 1, end: Hash::of(line.as_bytes()) }
    }

    /// Reads the chain's next line.
    ///
    /// # Errors
    /// If it is none, or not the next.
    pub fn read(self, line: &str) -> Result<LogLine, BadLog> {
        let bad = |what: &str| BadLog { line: self.lines as usize + 1, what: what.to_owned() };
        let entry: LogLine = serde_json::from_str(line)
            .map_err(|_| bad("it is no event of an exam: it was changed or torn"))?;
        if entry.n != self.lines + 1 {
            return Err(bad(&format!(
                "it says that it is line {}: lines are missing or out of order",
                entry.n
            )));
        }
        if entry.prev != self.end.hex() {
            return Err(bad(if self.lines == 0 {
                "it does not belong to this paper"
            } else {
                "it does not follow from the line before: one of the two was changed"
            }));
        }
        Ok(entry)
    }
}

/// The whole lines of a log's text, and how many bytes they take. What stands behind the last line end was never
/// finished: the program was stopped while it wrote, and nothing that followed from it was shown.
pub fn whole_lines(text: &str) -> (Vec<&str>, usize) {
    let end = text.rfind('\n').map_or(0, |at| at + 1);
    (text[..end].lines().collect(), end)
}
