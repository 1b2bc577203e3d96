//! A quiz whose answers are kept: each counts as a review, like those of study.
//!
//! Must not know which questions it has, nor what comes next: a quiz says that itself.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use super::keep::answer;
use crate::{Answered, Log, Seq, StudyError, StudyEvent, StudyRequest};
use formcheck_core::day::Moment;
use formcheck_core::quiz::{ActError, Keeper, Session};
use formcheck_core::rulebook::{FeedbackAt, Rulebook};

/// Keeps the answers of a quiz in a person's log.
pub struct KeptQuiz<'a> {
    book: &'a Rulebook,
    log: Log,
    clock: &'a dyn Fn() -> Moment,
    asked: StudyRequest,
    /// Where it was opened; it is with the first question.
    opened: Option<Seq>,
    /// By its place in the sitting, where an item was shown.
    shown: HashMap<usize, Seq>,
    answered: HashSet<Seq>,
}

impl<'a> KeptQuiz<'a> {
    /// For the sitting of this session. Nothing is written before its first question.
    pub fn new(
        book: &'a Rulebook,
        log: Log,
        session: &Session,
        engine: &str,
        clock: &'a dyn Fn() -> Moment,
    ) -> KeptQuiz<'a> {
        let sitting = session.sitting();
        let asked = StudyRequest {
            seed: sitting.seed.0,
            minutes: sitting.plan.minutes,
            length: u32::try_from(sitting.items.len()).ok(),
            quiz: Some(sitting.plan.id.clone()),
            packs: book.pack_versions(),
            engine: engine.to_owned(),
            ..StudyRequest::default()
        };
        KeptQuiz { book, log, clock, asked, opened: None, shown: HashMap::new(), answered: HashSet::new() }
    }

    /// Ends it.
    ///
    /// # Errors
    /// If that can't be written.
    pub fn close(&mut self, session: &Session) -> Result<(), StudyError> {
        match self.opened {
            Some(opened) => {
                self.append(&StudyEvent::Closed { session: opened, quit: session.was_quit() }).map(drop)
            }
            None => Ok(()),
        }
    }

    fn append(&mut self, event: &StudyEvent) -> Result<Seq, StudyError> {
        self.log.append((self.clock)(), event)
    }

    /// Where the item of prompt `n` was shown: it is now, if it wasn't before. The session is opened with the first one.
    fn shown(&mut self, session: &Session, n: usize) -> Result<Option<(Seq, Seq)>, StudyError> {
        let (Some(place), Some(item)) = (session.place(n), session.item(n)) else { return Ok(None) };
        if let (Some(opened), Some(shown)) = (self.opened, self.shown.get(&place)) {
            return Ok(Some((opened, *shown)));
        }
        let item = Box::new(item.clone());
        let shown = |session| StudyEvent::Shown { session, again: false, introduced: false, item };
        let (opened, seq) = match self.opened {
            Some(opened) => (opened, self.append(&shown(opened))?),
            None => {
                if let Some(left) = self.log.unfinished()? {
                    self.append(&StudyEvent::Closed { session: left[0].seq, quit: true })?;
                }
                let opening = StudyEvent::Opened(self.asked.clone());
                self.log.append_opened((self.clock)(), &opening, shown)?
            }
        };
        self.opened = Some(opened);
        self.shown.insert(place, seq);
        Ok(Some((opened, seq)))
    }
}

impl Keeper for KeptQuiz<'_> {
    type Error = StudyError;

    fn asked(&mut self, session: &Session) -> Result<(), StudyError> {
        self.shown(session, session.answered() + 1).map(drop)
    }

    fn answered(&mut self, session: &Session, n: usize, taken: Duration) -> Result<(), StudyError> {
        let Some(at) = self.shown(session, n)? else { return Ok(()) };
        let Some(answered) = answer(self.book, session, n, taken, at) else { return Ok(()) };
        let again = !self.answered.insert(at.1);
        self.append(&StudyEvent::Answered(Box::new(Answered { again, ..answered }))).map(drop)
    }

    fn settled(&mut self, session: &Session, n: usize, meant: bool) -> Result<(), StudyError> {
        let (Some(at), Some(told)) = (self.shown(session, n)?, session.feedback(n)) else { return Ok(()) };
        let skill = told.item.skill.clone();
        self.append(&StudyEvent::Meant { session: at.0, shown: at.1, skill, meant }).map(drop)
    }

    fn undo(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        let n = session.answered();
        let told = session.feedback(n).map(|told| told.item.skill.clone());
        let place = session.place(n);
        let shown = place.and_then(|place| self.shown.get(&place).copied());
        let (Some(skill), Some(shown), Some(opened)) = (told, shown, self.opened) else {
            return Ok(session.undo()?);
        };
        // What can't be written is not taken back.
        let undone = StudyEvent::Undone { session: opened, shown, skill };
        self.append(&undone).map_err(ActError::Failed)?;
        session.undo()?;
        if session.sitting().plan.feedback == FeedbackAt::End
            && let Some(place) = place
        {
            // Nobody has told the key yet: what is answered now is a first answer to it.
            self.shown.remove(&place);
        }
        Ok(())
    }

    fn taken_back(&self) -> &'static str {
        "Taken back. In your history your first answer still counts where you have seen the key."
    }

    fn skip(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        let at = self.shown(session, session.answered() + 1).map_err(ActError::Failed)?;
        session.skip()?;
        if let Some((session, shown)) = at {
            self.append(&StudyEvent::Skipped { session, shown }).map_err(ActError::Failed)?;
        }
        Ok(())
    }
}
