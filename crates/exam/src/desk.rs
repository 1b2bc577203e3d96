//! Where an exam is sat: what a face may do. Each act becomes lines of the log, which are kept before the face goes on;
//! the clock is looked at before each.
//!
//! Must not know how items are shown: line mode, JSON lines and the full screen drive this.

use std::io;

use super::exam::Exam;
use super::log::{Event, Reading};
use formcheck_core::quiz::{ActError, BadResponse, Certainty, Response};

/// An exam, a clock, and where its log is kept.
pub struct Desk<'a> {
    exam: Exam,
    now: &'a dyn Fn() -> Reading,
    keep: &'a mut dyn FnMut(&str) -> io::Result<()>,
}

/// What came of an act: done, or why not.
type Acted = Result<(), ActError<io::Error>>;

/// Lets a refusal pass: what was not to be done is no fault.
fn unless_refused(acted: Acted) -> io::Result<()> {
    acted.or_else(|error| error.refusal().map(drop))
}

impl<'a> Desk<'a> {
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
    ) -> io::Result<Desk<'a>> {
        let mut desk = Desk { exam, now, keep };
        if desk.exam.ended().is_some() {
            return Ok(desk);
        }
        let (face, engine) = (face.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let clock = (desk.now)().clock;
        let form = desk.exam.paper().form.clone();
        let event = if desk.exam.is_opened() {
            Event::Resumed { face, engine, clock }
        } else {
            Event::Opened { form, face, engine, clock }
        };
        unless_refused(desk.append(event))?;
        if desk.exam.is_on_break() {
            unless_refused(desk.back())?;
        } else if !desk.is_time_up()? {
            unless_refused(desk.first())?;
        }
        Ok(desk)
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
        if self.exam.ended().is_none() && self.exam.is_opened() {
            unless_refused(self.append(Event::TimeUp))?;
        }
        Ok(self.exam.ended() == Some(super::record::Ended::TimeUp))
    }

    /// Answers the item on the screen and goes to the next one without an answer, or to the review if there is none.
    pub fn answer(&mut self, answer: Response, certainty: Option<Certainty>) -> Acted {
        self.act(|desk| {
            let item = desk.exam.current().ok_or_else(nothing_shown)?;
            let certainty = certainty.map(Certainty::number);
            desk.append(Event::Answered { item, answer, certainty })?;
            match desk.exam.next_open(item) {
                Some(next) => desk.append(Event::Shown { item: next }),
                None => desk.append(Event::Reviewed),
            }
        })
    }

    /// Leaves the item on the screen for later.
    pub fn skip(&mut self) -> Acted {
        self.act(|desk| {
            let item = desk.exam.current().ok_or_else(nothing_shown)?;
            let Some(next) = desk.exam.next_open(item) else {
                return Err(BadResponse("no other question is left without an answer".to_owned()).into());
            };
            desk.append(Event::Skipped { item })?;
            desk.append(Event::Shown { item: next })
        })
    }

    /// Goes to an item, from 1.
    pub fn go(&mut self, item: usize) -> Acted {
        self.act(|desk| desk.append(Event::Shown { item }))
    }

    /// Flags an item, or takes the flag off.
    pub fn flag(&mut self, item: usize, flag: bool) -> Acted {
        self.act(|desk| desk.append(Event::Flagged { item, flag }))
    }

    /// Shows the list of all items, and no item.
    pub fn review(&mut self) -> Acted {
        self.act(|desk| desk.append(Event::Reviewed))
    }

    /// Begins a break: no item is shown until [`Desk::back`].
    pub fn pause(&mut self) -> Acted {
        self.act(|desk| desk.append(Event::BreakBegan))
    }

    /// Ends a break.
    pub fn back(&mut self) -> Acted {
        self.act(|desk| {
            desk.append(Event::BreakEnded)?;
            desk.first()
        })
    }

    /// Hands it in: nothing can be changed any more.
    pub fn hand_in(&mut self) -> Acted {
        self.act(|desk| desk.append(Event::HandedIn))
    }

    /// Leaves the program; the clock goes on.
    ///
    /// # Errors
    /// If that can't be kept. An exam that is over can't be left, and that is no fault.
    pub fn leave(&mut self) -> io::Result<()> {
        unless_refused(self.act(|desk| desk.append(Event::Left)))
    }

    /// Does something, unless the time is up: then the exam is over, and the face sees that.
    fn act(&mut self, act: impl FnOnce(&mut Self) -> Acted) -> Acted {
        if self.is_time_up().map_err(ActError::Failed)? { Ok(()) } else { act(self) }
    }

    /// Shows the first item without an answer, or the review if there is none.
    fn first(&mut self) -> Acted {
        let open = self.exam.items().iter().position(|item| item.answer.is_none());
        self.append(open.map_or(Event::Reviewed, |place| Event::Shown { item: place + 1 }))
    }

    /// Makes a line of the log, has it kept, and only then counts with it.
    fn append(&mut self, event: Event) -> Acted {
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
