//! A log that is open, and what is written into it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{cache, schema};
use crate::{LearnerState, Model, ProfileDir, Seq, SkillState, StudyError, StudyEvent};
use formcheck_core::day::Moment;
use formcheck_core::quiz::Skill;

#[derive(Debug)]
pub struct Log {
    pub(super) db: Connection,
    pub(super) place: ProfileDir,
    pub(super) model: Model,
    /// The cached states, as they are on the disk.
    skills: BTreeMap<Skill, SkillState>,
    /// Held as long as the log may be written; the system lets go of it however the program ends.
    _lock: Option<File>,
}

impl Log {
    /// Opens the log to write it; makes a new one where there is none.
    pub fn open(place: &ProfileDir) -> Result<Log, StudyError> {
        let lock = place.lock()?;
        let db = Connection::open(place.database()).map_err(|error| place.refused(error))?;
        let mut log = Log::ready(db, place, Some(lock))?;
        if !cache::is_current(&log.db).map_err(|error| place.refused(error))? {
            log.rebuild()?;
        }
        log.skills = cache::skills(&log.db).map_err(|error| place.refused(error))?;
        Ok(log)
    }

    /// Opens the log to read it; none if there is none.
    pub fn view(place: &ProfileDir) -> Result<Option<Log>, StudyError> {
        if !place.database().exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(place.database(), flags)
            .or_else(|_| Connection::open_with_flags(place.database(), OpenFlags::SQLITE_OPEN_READ_ONLY))
            .map_err(|error| place.refused(error))?;
        let mut log = Log::ready(db, place, None)?;
        let fault = |error| place.refused(error);
        // A cache of another version is of no use, and can't be made anew by one who only reads.
        log.skills = if cache::is_current(&log.db).map_err(fault)? {
            cache::skills(&log.db).map_err(fault)?
        } else {
            log.state()?.skills
        };
        Ok(Some(log))
    }

    fn ready(mut db: Connection, place: &ProfileDir, lock: Option<File>) -> Result<Log, StudyError> {
        schema::prepare(&mut db, lock.is_some()).map_err(|fault| fault.at(place))?;
        let fitted = cache::fitted_parameters(&db).map_err(|error| place.refused(error))?;
        let model = fitted.map_or_else(Model::default, |fitted| Model::new(&fitted.parameters));
        Ok(Log { db, place: place.clone(), model, skills: BTreeMap::new(), _lock: lock })
    }

    pub fn place(&self) -> &ProfileDir {
        &self.place
    }

    /// The state of each skill that was answered.
    pub fn skills(&self) -> &BTreeMap<Skill, SkillState> {
        &self.skills
    }

    /// The memory model that holds for this person.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Writes an event down, with all that follows from it. It is on the disk when this returns.
    pub fn append(&mut self, moment: Moment, event: &StudyEvent) -> Result<Seq, StudyError> {
        self.append_after(moment, None, |_| Cow::Borrowed(event)).map(|(_, seq)| seq)
    }

    /// Writes down an opening and what comes of it, given where it was opened, as one: nothing is on the disk, or both.
    pub(crate) fn append_opened(
        &mut self,
        moment: Moment,
        opening: &StudyEvent,
        event: impl FnOnce(Seq) -> StudyEvent,
    ) -> Result<(Seq, Seq), StudyError> {
        self.append_after(moment, Some(opening), |opened| Cow::Owned(event(opened)))
    }

    fn append_after<'e>(
        &mut self,
        moment: Moment,
        opening: Option<&StudyEvent>,
        event: impl FnOnce(Seq) -> Cow<'e, StudyEvent>,
    ) -> Result<(Seq, Seq), StudyError> {
        let Log { db, place, model, skills, .. } = self;
        let written = (|| {
            let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let opened = match opening {
                Some(opening) => insert(&tx, moment, opening)?,
                None => Seq(0),
            };
            let event = event(opened);
            let seq = insert(&tx, moment, &event)?;
            let changed = cache::follow(&tx, model, skills, (seq, moment.day), &event)?;
            // These change what earlier answers mean: until the cache is made anew, nobody takes it for current.
            let reaches_back = match &*event {
                StudyEvent::Fitted(_) | StudyEvent::Renamed { .. } => true,
                StudyEvent::Undone { .. } => cache::renamed(&tx)?,
                StudyEvent::Answered(answered) => answered.again && cache::renamed(&tx)?,
                _ => false,
            };
            if reaches_back {
                tx.execute("DELETE FROM held", [])?;
            }
            tx.commit()?;
            Ok((opened, seq, changed, reaches_back))
        })();
        let (opened, seq, changed, reaches_back) = written.map_err(|error| place.refused(error))?;
        if let Some((skill, state)) = changed {
            match state {
                Some(state) => skills.insert(skill, state),
                None => skills.remove(&skill),
            };
        }
        if reaches_back {
            self.rebuild()?;
        }
        Ok((opened, seq))
    }

    /// Makes the cache anew, from the events.
    pub(crate) fn rebuild(&mut self) -> Result<(), StudyError> {
        let state = LearnerState::replay(self.events(Seq(0))?);
        cache::replace(&mut self.db, &state).map_err(|error| self.place.refused(error))?;
        self.model = state.model();
        self.skills = state.skills;
        Ok(())
    }
}

fn insert(tx: &Connection, moment: Moment, event: &StudyEvent) -> rusqlite::Result<Seq> {
    let mut statement =
        tx.prepare_cached("INSERT INTO event (at, day, kind, skill, body) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    statement.execute(rusqlite::params![
        moment.at,
        moment.day.0,
        event.word(),
        event.skill().map(Skill::as_str),
        event.to_json(),
    ])?;
    Ok(Seq(tx.last_insert_rowid()))
}
