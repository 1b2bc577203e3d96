//! A paper being sat: what follows from its log, line by line. The same rules hold while it is sat and when it is graded,
//! so that a log which the program would never have written is not taken.
//!
//! Must not know how items are shown, nor where the log is kept.

mod known;
mod permits;

use super::paper::{Paper, Stamp};
use super::record::{Break, Ended, SatIn};
use super::seal::Hash;
use super::times;
use super::witness::{WitnessMoment, Witnessed};
use crate::{BadLog, Chain, Chosen, Clock, ClockKind, ExamEvent, LogLine, Reading};
use formcheck_core::quiz::{BadResponse, Response, Viewing};

/// What is known of one item.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ItemState {
    /// The answer that stands.
    pub answer: Option<Response>,
    /// How sure the candidate was.
    pub certainty: Option<u8>,
    /// How many answers were given.
    pub answers: u32,
    /// Whether it is flagged.
    pub flagged: bool,
    /// How long it was on the screen, in milliseconds.
    pub ms: u64,
    /// Whether the words for its rep were shown as a hint.
    pub hinted: bool,
    /// How its rep was met when the answer that stands was given.
    pub viewing: Viewing,
}

/// A paper being sat.
#[derive(Clone, PartialEq, Debug)]
pub struct Exam {
    paper: Paper,
    chain: Chain,
    last: Option<LastReading>,
    current: Option<usize>,
    on_break: Option<Begun>,
    items: Vec<ItemState>,
    ended: Option<Ended>,
    /// The line that ended it.
    over: Option<Over>,
    /// The item whose answer was chosen and not kept when the time ran out.
    chosen_at_time_up: Option<usize>,
    /// What a witness has signed.
    witnessed: Option<Witnessed>,
    opened: Option<Stamp>,
    resumed: u32,
    breaks: Vec<Break>,
    /// Milliseconds of breaks that have stopped the clock.
    free_ms: u64,
    doubts: Vec<String>,
    /// Doubts that records of format 1 did not know.
    later_doubts: Vec<String>,
    /// Each run of the program.
    sat: Vec<SatIn>,
    /// What the clocks said when this run of the program began.
    run_began: (Stamp, u64),
    /// The earliest and the latest moment of the wall clock.
    wall: Option<(Stamp, Stamp)>,
}

/// What the clocks said at the last line.
#[derive(Clone, PartialEq, Eq, Debug)]
struct LastReading {
    at: Stamp,
    up: u64,
    t: u64,
    clock: Clock,
}

/// A break that goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Begun {
    at: Stamp,
    t: u64,
}

/// The line that ended an exam; a witness's signature may follow it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Over {
    at: Stamp,
    t: u64,
    line: Hash,
}

/// A wall clock that is off by less than this, in milliseconds, was only put right.
const PUT_RIGHT: i64 = 5_000;

impl Exam {
    /// Nothing has happened yet; `bytes` are those of the paper that were signed.
    pub fn new(paper: Paper, bytes: &[u8]) -> Exam {
        Exam {
            items: vec![ItemState::default(); paper.items.len()],
            chain: Chain::on(bytes),
            paper,
            last: None,
            current: None,
            on_break: None,
            ended: None,
            over: None,
            chosen_at_time_up: None,
            witnessed: None,
            opened: None,
            resumed: 0,
            breaks: Vec::new(),
            free_ms: 0,
            doubts: Vec::new(),
            later_doubts: Vec::new(),
            sat: Vec::new(),
            run_began: (Stamp::default(), 0),
            wall: None,
        }
    }

    /// What follows from a log.
    ///
    /// # Errors
    /// If a line breaks the chain, or is one that the program would not have written.
    pub fn replay<'l>(
        paper: Paper,
        bytes: &[u8],
        lines: impl IntoIterator<Item = &'l str>,
    ) -> Result<Exam, BadLog> {
        let mut exam = Exam::new(paper, bytes);
        for line in lines {
            let entry = exam.chain.read(line)?;
            let bad = |what: String| BadLog { line: exam.chain.lines() as usize + 1, what };
            let clock = match &entry.event {
                ExamEvent::Opened { clock, .. } | ExamEvent::Resumed { clock, .. } => Some(clock.clone()),
                _ => exam.last.as_ref().map(|last| last.clock.clone()),
            };
            let clock = clock.ok_or_else(|| bad("the exam was not opened before it".to_owned()))?;
            let reading = Reading { at: entry.at, up: entry.up, clock };
            let again = matches!(entry.event, ExamEvent::Resumed { .. });
            let t = exam.elapsed(again, &reading).map_err(bad)?;
            if t != entry.t {
                return Err(bad("its time does not follow from the clocks".to_owned()));
            }
            exam.permits(&entry.event, t).map_err(|refused| bad(refused.0))?;
            exam.take(&entry, line, reading.clock);
        }
        Ok(exam)
    }

    /// The next line for an event.
    ///
    /// # Errors
    /// If it can't happen now, with what to do instead.
    pub(super) fn next(&self, event: ExamEvent, reading: &Reading) -> Result<(LogLine, String), BadResponse> {
        let again = matches!(event, ExamEvent::Resumed { .. });
        let t = self.elapsed(again, reading).map_err(BadResponse)?;
        self.permits(&event, t)?;
        Ok(self.chain.line(reading, t, event))
    }

    /// Milliseconds since the exam was opened; `again` if the program was started again since the last line.
    fn elapsed(&self, again: bool, reading: &Reading) -> Result<u64, String> {
        let Some(last) = &self.last else { return Ok(0) };
        let forward = reading.up.checked_sub(last.up);
        let passed = if again {
            let same = reading.clock.boot.is_some() && reading.clock.boot == last.clock.boot;
            // A wall clock that was set back gives no time back.
            let by_the_wall = u64::try_from(reading.at.0.saturating_sub(last.at.0)).unwrap_or_default();
            forward.filter(|_| same).unwrap_or(by_the_wall)
        } else {
            forward.ok_or("its clock goes backward")?
        };
        Ok(last.t.saturating_add(passed))
    }

    /// Takes a line that can happen.
    pub(super) fn take(&mut self, entry: &LogLine, line: &str, clock: Clock) {
        let starts = matches!(entry.event, ExamEvent::Opened { .. } | ExamEvent::Resumed { .. });
        if let Some(last) = &self.last {
            let doubt = doubt(last, entry, &clock, starts);
            self.doubts.extend(doubt);
            let on_screen = entry.t - last.t;
            // While the program did not run, nothing was on the screen.
            if let (Some(current), false) = (self.current, starts) {
                self.items[current - 1].ms += on_screen;
            }
        } else {
            self.opened = Some(entry.at);
        }
        if starts && clock.clock == ClockKind::Pretended {
            self.doubts.push("the wall clock was made up (FORMCHECK_NOW)".to_owned());
        }
        self.look_at_clocks(entry, &clock, starts);
        self.happened(entry);
        self.chain = self.chain.with(line);
        self.last = Some(LastReading { at: entry.at, up: entry.up, t: entry.t, clock });
        if self.ended.is_some() && self.over.is_none() {
            self.over = Some(Over { at: entry.at, t: entry.t, line: self.chain.end() });
        }
    }

    /// Notes the moment, and what the clocks of the log say against each other beyond the time that is counted.
    fn look_at_clocks(&mut self, entry: &LogLine, clock: &Clock, starts: bool) {
        self.wall = Some(match self.wall {
            None => (entry.at, entry.at),
            Some((from, to)) => (from.min(entry.at), to.max(entry.at)),
        });
        if starts {
            self.later_doubts.extend(times::of_a_clock(clock));
            let last = self.last.as_ref().map(|last| (&last.clock, last.at, last.up));
            self.later_doubts
                .extend(last.and_then(|last| times::of_two_runs(last, (clock, entry.at, entry.up))));
            self.run_began = (entry.at, entry.up);
        } else {
            self.later_doubts.extend(times::apart(self.run_began, entry));
        }
        if let ExamEvent::Opened { face, engine, .. } | ExamEvent::Resumed { face, engine, .. } = &entry.event
        {
            self.sat.push(SatIn { at: entry.at, face: face.clone(), version: engine.clone() });
        }
    }

    fn happened(&mut self, entry: &LogLine) {
        match &entry.event {
            ExamEvent::Opened { .. } => {}
            ExamEvent::Resumed { .. } => {
                self.resumed += 1;
                self.current = None;
            }
            ExamEvent::Shown { item } => self.current = Some(*item),
            ExamEvent::Answered { item, answer, certainty } => self.answer(*item, answer, *certainty),
            ExamEvent::Hinted { item } => self.items[*item - 1].hinted = true,
            ExamEvent::Skipped { .. } => {}
            ExamEvent::Flagged { item, flag } => self.items[*item - 1].flagged = *flag,
            ExamEvent::Reviewed | ExamEvent::Left => self.current = None,
            ExamEvent::BreakBegan => {
                self.current = None;
                self.on_break = Some(Begun { at: entry.at, t: entry.t });
            }
            ExamEvent::BreakEnded => self.end_break(entry.t),
            ExamEvent::HandedIn => self.ended = Some(Ended::HandedIn),
            ExamEvent::TimeUp { chosen } => {
                if let Some(Chosen { item, answer, certainty }) = chosen {
                    self.chosen_at_time_up = Some(*item);
                    self.answer(*item, answer, *certainty);
                }
                self.end_break(entry.t);
                self.ended = Some(Ended::TimeUp);
            }
            ExamEvent::Witnessed(signed) => {
                let of = self.witnessed.get_or_insert_with(|| Witnessed {
                    key: signed.key.clone(),
                    opening: None,
                    end: None,
                });
                match signed.moment {
                    WitnessMoment::Opening => of.opening = Some(entry.at),
                    WitnessMoment::End => of.end = Some(entry.at),
                }
            }
        }
        if self.ended.is_some() {
            self.current = None;
        }
    }

    fn answer(&mut self, item: usize, answer: &Response, certainty: Option<u8>) {
        let by_eye = self.question(item).is_some_and(|question| question.by_eye.is_some());
        let state = &mut self.items[item - 1];
        (state.answer, state.certainty) = (Some(answer.clone()), certainty);
        state.answers += 1;
        state.viewing = match (by_eye, state.hinted) {
            (false, _) => Viewing::InWords,
            (true, false) => Viewing::ByEye,
            (true, true) => Viewing::Hinted,
        };
    }

    fn end_break(&mut self, t: u64) {
        if let Some(begun) = self.on_break.take() {
            let ms = t - begun.t;
            let free_ms = ms.min(self.free_left());
            self.free_ms += free_ms;
            self.breaks.push(Break { at: begun.at, ms, free_ms });
        }
    }
}

/// What can't be vouched for between two lines.
fn doubt(last: &LastReading, entry: &LogLine, clock: &Clock, starts: bool) -> Option<String> {
    let wall = entry.at.0.saturating_sub(last.at.0);
    let counted = i64::try_from(entry.t - last.t).unwrap_or(i64::MAX);
    if !starts || clock.boot.is_some() && clock.boot == last.clock.boot {
        let is_off = wall.saturating_sub(counted).saturating_abs() > PUT_RIGHT;
        return is_off.then(|| {
            "the wall clock was changed during the exam; the time was counted without it".to_owned()
        });
    }
    if wall < 0 {
        return Some(
            "the wall clock was set back while the program did not run, so that time was not counted"
                .to_owned(),
        );
    }
    Some("while the program did not run, the time was counted by the wall clock".to_owned())
}
