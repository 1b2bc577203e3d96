//! Going on with a session: its events are played again, so that the same prompt stands before the person.
//!
//! Must not know how a question is chosen.

use crate::{Log, Logged, Seq, Study, StudyError, StudyEvent, StudyRequest};
use formcheck_core::quiz::{About, Certainty, Introduction, Item, Session};

impl Study<'_> {
    /// Plays the events of a session again; none if it was asked for something else, on another day, or of rules that
    /// have changed since. One that went on past the beginning of a day goes on as of the day on which it was opened: so the
    /// question comes that would have come.
    pub(super) fn resume(&mut self, events: &[Logged]) -> Result<Option<Session>, StudyError> {
        let Some((Logged { event: StudyEvent::Opened(asked), seq, day, .. }, rest)) = events.split_first()
        else {
            return Ok(None);
        };
        // Another machine's session was merged into it.
        let is_other = |logged: &Logged| logged.event.session().is_some_and(|session| session != *seq);
        if rest.iter().any(is_other) {
            return Ok(None);
        }
        let StudyRequest { seed, length, .. } = self.asked;
        let same = StudyRequest { seed, length, ..asked.clone() } == self.asked;
        if !same || !Log::is_of_day(events, self.day) {
            return Ok(None);
        }
        let today = std::mem::replace(&mut self.day, *day);
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
                self.answered_again.clear();
                (self.resumed, self.opened, self.day) = (false, None, today);
                self.mark_owed(Seq(i64::MAX))?;
                return Ok(None);
            }
        }
        Ok(Some(session))
    }

    /// Does to the session what an event did; whether it could.
    fn replay(&mut self, session: &mut Session, event: &StudyEvent, seq: Seq) -> Result<bool, StudyError> {
        match event {
            StudyEvent::Shown { item, again, introduced, .. } => {
                if !item.is_known_to(self.book) {
                    return Ok(false);
                }
                let about = About::of(self.book, &item.skill).filter(|_| *introduced);
                match about.and_then(|about| Introduction::of(self.book, about)) {
                    Some(introduction) => session.ask_introduced((**item).clone(), introduction),
                    None => session.ask((**item).clone()),
                }
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
                if answered.again {
                    self.answered_again.insert(answered.shown);
                }
                self.answered.entry(answered.shown).or_insert(Some(answered.right));
            }
            StudyEvent::Meant { shown, meant, .. } => {
                if session.settle(*meant).is_err() {
                    return Ok(false);
                }
                let right = session.feedback(session.answered()).is_some_and(|told| told.mark.is_right());
                if !self.answered_again.contains(shown) {
                    self.answered.insert(*shown, Some(right));
                }
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
