//! Where an exam is sat: what a face may do. Each act becomes lines of the log, which are kept before the face goes on;
//! the clock is looked at before each.
//!
//! Must not know how items are shown: line mode, JSON lines and the full screen drive this.

use std::io;

use super::witness::{WitnessMoment, WitnessSignature, statement};
use crate::{Chosen, Exam, ExamEvent, Reading};
use formcheck_core::quiz::{ActError, BadResponse, Certainty, Response};

/// An exam, a clock, and where its log is kept.
pub struct ExamSession<'a> {
    exam: Exam,
    now: &'a dyn Fn() -> Reading,
    keep: &'a mut dyn FnMut(&str) -> io::Result<()>,
    /// The item that was on the screen when the break began; none for the list, or after an interruption.
    left_at: Option<usize>,
}

/// What came of an act: done, or why not.
type Acted = Result<(), ActError<io::Error>>;

/// Lets a refusal pass: what was not to be done is no fault.
fn unless_refused(acted: Acted) -> io::Result<()> {
    acted.or_else(|error| error.refusal().map(drop))
}

impl<'a> ExamSession<'a> {
    /// Begins, or goes on after an interruption: with the first item that has no answer. `keep` is handed each line and
    /// must have it on the disk when it returns; `face` is what it is sat in.
    ///
    /// # Errors
    /// If a line can't be kept.
    pub fn open(
        exam: Exam,
        face: &str,
        now: &'a dyn Fn() -> Reading,
        keep: &'a mut dyn FnMut(&str) -> io::Result<()>,
    ) -> io::Result<ExamSession<'a>> {
        let mut session = ExamSession { exam, now, keep, left_at: None };
        if session.exam.ended().is_some() {
            return Ok(session);
        }
        let (face, engine) = (face.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let clock = (session.now)().clock;
        let form = session.exam.paper().form.clone();
        let event = if session.exam.is_opened() {
            ExamEvent::Resumed { face, engine, clock }
        } else {
            ExamEvent::Opened { form, face, engine, clock }
        };
        unless_refused(session.append(event))?;
        if session.exam.is_on_break() {
            unless_refused(session.back())?;
        } else if !session.is_time_up()? {
            unless_refused(session.first())?;
        }
        Ok(session)
    }

    /// The exam as it stands.
    pub fn exam(&self) -> &Exam {
        &self.exam
    }

    /// How much time is left, in milliseconds; none without a limit.
    pub fn left_ms(&self) -> Option<u64> {
        self.exam.left_ms(&(self.now)())
    }

    /// How much time of breaks may still stop the clock, in milliseconds; of one that goes on, what is left of it.
    pub fn free_ms(&self) -> u64 {
        self.exam.free_ms(&(self.now)())
    }

    /// Looks at the clock: whether the exam is over because the time is up. A face that can wait calls this while it does.
    pub fn is_time_up(&mut self) -> io::Result<bool> {
        self.is_time_up_with(None)
    }

    /// The same, with what is chosen on the screen and not kept: if the time has just run out, it counts.
    pub fn is_time_up_with(&mut self, chosen: Option<Chosen>) -> io::Result<bool> {
        if self.exam.ended().is_none() && self.exam.is_opened() {
            if chosen.is_some() {
                unless_refused(self.append(ExamEvent::TimeUp { chosen }))?;
            }
            if self.exam.ended().is_none() {
                unless_refused(self.append(ExamEvent::TimeUp { chosen: None }))?;
            }
        }
        Ok(self.exam.ended() == Some(super::record::Ended::TimeUp))
    }

    /// Answers the item on the screen and goes to the next one without an answer, or to the review if there is none.
    pub fn answer(&mut self, answer: Response, certainty: Option<Certainty>) -> Acted {
        self.act(|session| {
            let item = session.exam.current().ok_or_else(nothing_shown)?;
            let certainty = certainty.map(Certainty::number);
            session.append(ExamEvent::Answered { item, answer, certainty })?;
            match session.exam.next_open(item) {
                Some(next) => session.append(ExamEvent::Shown { item: next }),
                None => session.append(ExamEvent::Reviewed),
            }
        })
    }

    /// Shows the words for the rep on the screen, which is asked by eye.
    pub fn hint(&mut self) -> Acted {
        self.act(|session| {
            let item = session.exam.current().ok_or_else(nothing_shown)?;
            session.append(ExamEvent::Hinted { item })
        })
    }

    /// Leaves the item on the screen for later.
    pub fn skip(&mut self) -> Acted {
        self.act(|session| {
            let item = session.exam.current().ok_or_else(nothing_shown)?;
            let Some(next) = session.exam.next_open(item) else {
                return Err(BadResponse("no other question is left without an answer".to_owned()).into());
            };
            session.append(ExamEvent::Skipped { item })?;
            session.append(ExamEvent::Shown { item: next })
        })
    }

    /// Goes to an item, from 1.
    pub fn go(&mut self, item: usize) -> Acted {
        self.act(|session| session.append(ExamEvent::Shown { item }))
    }

    /// Flags an item, or takes the flag off.
    pub fn flag(&mut self, item: usize, flag: bool) -> Acted {
        self.act(|session| session.append(ExamEvent::Flagged { item, flag }))
    }

    /// Shows the list of all items, and no item.
    pub fn review(&mut self) -> Acted {
        self.act(|session| session.append(ExamEvent::Reviewed))
    }

    /// Begins a break: no item is shown until [`ExamSession::back`].
    pub fn pause(&mut self) -> Acted {
        self.act(|session| {
            let at = session.exam.current();
            session.append(ExamEvent::BreakBegan)?;
            session.left_at = at;
            Ok(())
        })
    }

    /// Ends a break: the item comes back that was on the screen.
    pub fn back(&mut self) -> Acted {
        self.act(|session| {
            session.append(ExamEvent::BreakEnded)?;
            match session.left_at.take() {
                Some(item) => session.append(ExamEvent::Shown { item }),
                None => session.first(),
            }
        })
    }

    /// Hands it in: nothing can be changed any more.
    pub fn hand_in(&mut self) -> Acted {
        self.act(|session| session.append(ExamEvent::HandedIn))
    }

    /// What a witness has to sign now.
    pub fn to_sign(&self, moment: WitnessMoment) -> String {
        statement(moment, &self.exam.paper().form, self.exam.end())
    }

    /// Takes a witness's signature into the log.
    pub fn witness(&mut self, signed: WitnessSignature) -> Acted {
        self.append(ExamEvent::Witnessed(signed))
    }

    /// Leaves the program; the clock goes on.
    ///
    /// # Errors
    /// If that can't be kept. An exam that is over can't be left, and that is no fault.
    pub fn leave(&mut self) -> io::Result<()> {
        unless_refused(self.act(|session| session.append(ExamEvent::Left)))
    }

    /// Does something, unless the time is up: then the exam is over, and the face sees that.
    fn act(&mut self, act: impl FnOnce(&mut Self) -> Acted) -> Acted {
        if self.is_time_up().map_err(ActError::Failed)? { Ok(()) } else { act(self) }
    }

    /// Shows the first item without an answer, or the review if there is none.
    fn first(&mut self) -> Acted {
        let open = self.exam.items().iter().position(|item| item.answer.is_none());
        self.append(open.map_or(ExamEvent::Reviewed, |place| ExamEvent::Shown { item: place + 1 }))
    }

    /// Makes a line of the log, has it kept, and only then counts with it.
    fn append(&mut self, event: ExamEvent) -> Acted {
        let reading = (self.now)();
        let (entry, line) = self.exam.next(event, &reading)?;
        (self.keep)(&line).map_err(ActError::Failed)?;
        self.exam.take(&entry, &line, reading.clock);
        Ok(())
    }
}

fn nothing_shown() -> BadResponse {
    BadResponse("no question is on the screen; go to one first".to_owned())
}
