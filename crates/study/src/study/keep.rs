//! What a session keeps: every act is in the log before the person sees what follows.

use std::time::Duration;

use crate::log::Undoable;
use crate::{Answered, FilmedSet, Seq, Study, StudyError, StudyEvent};
use formcheck_core::quiz::{ActError, BadResponse, Certainty, Keeper, Session, Sighting, Viewing, trials};
use formcheck_core::rulebook::Rulebook;

impl Keeper for Study<'_> {
    type Error = StudyError;

    fn more(&mut self, session: &mut Session) -> Result<bool, StudyError> {
        self.add(session)
    }

    fn answered(&mut self, session: &Session, n: usize, taken: Duration) -> Result<(), StudyError> {
        let Some(place) = session.place(n) else { return Ok(()) };
        let shown = self.shown[place].0;
        let opened = self.session()?;
        let again = self.answered.contains_key(&shown);
        let Some(answered) = answer(self.book, session, n, taken, (opened, shown)) else { return Ok(()) };
        let answered = Answered { schedules: !self.asked.cram, again, ..answered };
        if again {
            self.answered_again.insert(shown);
        }
        self.answered.entry(shown).or_insert(Some(answered.right));
        self.append(&StudyEvent::Answered(Box::new(answered))).map(drop)
    }

    fn settled(&mut self, session: &Session, n: usize, meant: bool) -> Result<(), StudyError> {
        let (Some(told), Some(place)) = (session.feedback(n), session.place(n)) else { return Ok(()) };
        let (skill, right) = (told.item.skill.clone(), told.mark.is_right());
        let shown = self.shown[place].0;
        let opened = self.session()?;
        self.append(&StudyEvent::Meant { session: opened, shown, skill, meant })?;
        if !self.answered_again.contains(&shown) {
            self.answered.insert(shown, Some(right));
        }
        Ok(())
    }

    fn undo(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        self.took_back_film = false;
        if let Some(told) = session.feedback(session.answered()) {
            let skill = told.item.skill.clone();
            let place = session.place(session.answered()).unwrap_or_default();
            let shown = self.shown[place].0;
            let opened = self.session().map_err(ActError::Failed)?;
            let undone = StudyEvent::Undone { session: opened, shown, skill };
            self.append(&undone).map_err(ActError::Failed)?;
            return Ok(session.undo()?);
        }
        let (answered, item) = match self.log.last_standing().map_err(ActError::Failed)? {
            Some(Undoable::Answer(answered, item)) => (answered, *item),
            Some(Undoable::Film(seq, set)) => return self.undo_film(seq, &set).map_err(ActError::Failed),
            None => return Err(BadResponse("there is no answer to take back".to_owned()).into()),
        };
        if !item.is_known_to(self.book) {
            let what = "the last answer was to a question of rules that are gone, so it stays".to_owned();
            return Err(BadResponse(what).into());
        }
        let (shown, skill) = (answered.shown, answered.skill);
        // The session is opened first: what is undone in it belongs to its events.
        self.session().map_err(ActError::Failed)?;
        let undone = StudyEvent::Undone { session: answered.session, shown, skill };
        self.append(&undone).map_err(ActError::Failed)?;
        self.ask_earlier(session, item, shown, Some(answered.right));
        Ok(())
    }

    fn taken_back(&self) -> &'static str {
        if self.took_back_film {
            return "Taken back: the set that you filmed no longer counts.";
        }
        "Taken back. If you answer it again your first answer is the one that counts: you have seen the key."
    }

    fn skip(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        let shown = self.prompted(session);
        session.skip()?;
        if let Some(shown) = shown {
            let opened = self.session().map_err(ActError::Failed)?;
            self.append(&StudyEvent::Skipped { session: opened, shown }).map_err(ActError::Failed)?;
        }
        Ok(())
    }
}

impl Study<'_> {
    /// What is told of what was taken back last, where nothing on the screen shows it.
    pub fn took_back(&self) -> Option<&'static str> {
        self.took_back_film.then(|| self.taken_back())
    }

    /// Takes a filmed set back: what it asked for no longer comes first.
    fn undo_film(&mut self, seq: Seq, set: &FilmedSet) -> Result<(), StudyError> {
        let opened = self.session()?;
        let skill = set.skills().next().unwrap_or_else(|| set.skill("clean"));
        self.append(&StudyEvent::Undone { session: seq, shown: seq, skill })?;
        self.took_back_film = true;
        self.mark_owed(opened)
    }
}

/// What is written down of the answer to prompt `n`, in the session opened and of the item shown at these places: the
/// first one, which counts for the schedule.
pub(super) fn answer(
    book: &Rulebook,
    session: &Session,
    n: usize,
    taken: Duration,
    (opened, shown): (Seq, Seq),
) -> Option<Answered> {
    let told = session.feedback(n)?;
    Some(Answered {
        session: opened,
        shown,
        skill: told.item.skill.clone(),
        kind: told.item.kind.word().to_owned(),
        answer: told.response.clone(),
        certainty: told.certainty.map(Certainty::number),
        ms: u64::try_from(taken.as_millis()).unwrap_or(u64::MAX).min(LONGEST_LOOK),
        marks: told.mark.0,
        right: told.mark.is_right(),
        schedules: true,
        again: false,
        by_eye: told.viewing == Viewing::ByEye,
        hint: told.viewing == Viewing::Hinted,
        trials: trials(told.item, told.response),
        sighting: Sighting::of(book, told.item),
    })
}

/// Who takes longer over one question has gone for a coffee, in milliseconds.
const LONGEST_LOOK: u64 = 5 * 60_000;
