//! Going on with a session: its events are played again, so that the same prompt stands before the person.
//!
//! Must not know how a question is chosen.

use crate::{Logged, Seq, Study, StudyError, StudyEvent, StudyRequest};
use formcheck_core::quiz::{Certainty, Item, Session};

impl Study<'_> {
    /// Plays the events of a session again; none if it was asked for something else, on another day, or of rules that
    /// have changed since.
    pub(super) fn resume(&mut self, events: &[Logged]) -> Result<Option<Session>, StudyError> {
        let Some((Logged { event: StudyEvent::Opened(asked), seq, day, .. }, rest)) = events.split_first()
        else {
            return Ok(None);
        };
        let StudyRequest { seed, length, .. } = self.asked;
        let same = StudyRequest { seed, length, ..asked.clone() } == self.asked;
        if !same || *day != self.day {
            return Ok(None);
        }
        self.asked = asked.clone();
        self.opened = Some(*seq);
        self.resumed = true;
        self.mark_owed(*seq)?;
        if self.asked.length.is_none() {
            self.asked.length = Some(self.planned());
        }
        let mut session = self.empty_session();
        for Logged { event, seq, .. } in rest {
            if !self.replay(&mut session, event, *seq)? {
                self.shown.clear();
                self.answered.clear();
                (self.resumed, self.opened) = (false, None);
                self.mark_owed(Seq(i64::MAX))?;
                return Ok(None);
            }
        }
        Ok(Some(session))
    }

    /// Does to the session what an event did; whether it could.
    fn replay(&mut self, session: &mut Session, event: &StudyEvent, seq: Seq) -> Result<bool, StudyError> {
        match event {
            StudyEvent::Shown { item, again, .. } => {
                if !item.is_known_to(self.book) {
                    return Ok(false);
                }
                session.ask((**item).clone());
                self.shown.push((seq, *again));
            }
            StudyEvent::Skipped { .. } => return Ok(session.skip().is_ok()),
            StudyEvent::Answered(answered) => {
                if self.prompted(session) != Some(answered.shown) {
                    session.ask_skipped();
                }
                let certainty = answered.certainty.and_then(|number| Certainty::from_number(number.into()));
                session.view(answered.viewing());
                if self.prompted(session) != Some(answered.shown)
                    || session.answer(answered.answer.clone(), certainty).is_err()
                {
                    return Ok(false);
                }
                self.answered.entry(answered.shown).or_insert(Some(answered.right));
            }
            StudyEvent::Undone { shown, skill, .. } => {
                if self.shown.iter().any(|(seq, _)| seq == shown) {
                    return Ok(session.undo().is_ok());
                }
                if self.log.is_film(*shown)? {
                    return Ok(true);
                }
                let Some(item) = self.log.shown(*shown)?.filter(|item| item.is_known_to(self.book)) else {
                    return Ok(false);
                };
                let first = self.log.first_answer(skill, *shown)?.map(|answered| answered.right);
                self.ask_earlier(session, item, *shown, first);
            }
            _ => {}
        }
        Ok(true)
    }

    pub(super) fn prompted(&self, session: &Session) -> Option<Seq> {
        let place = session.place(session.answered() + 1)?;
        self.shown.get(place).map(|(seq, _)| *seq)
    }

    /// Asks an item of an earlier session, whose answer was taken back.
    pub(super) fn ask_earlier(&mut self, session: &mut Session, item: Item, shown: Seq, right: Option<bool>) {
        session.ask_now(item);
        self.shown.push((shown, false));
        self.answered.insert(shown, right);
    }
}
