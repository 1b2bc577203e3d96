//! A log that is open, and what is written into it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior};
use tempfile::TempDir;

use super::cache::Followed;
use super::copy::{COPY, copied};
use super::schema::{Access, Unplaced};
use super::{cache, schema};
use crate::event::turn;
use crate::{EventId, LearnerState, Model, ProfileDir, Seq, SkillState, StudyError, StudyEvent};
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
    /// Where the copy is that is read, where it is one.
    _copy: Option<TempDir>,
}

impl Log {
    /// Opens the log to write it; makes a new one where there is none.
    pub fn open(place: &ProfileDir) -> Result<Log, StudyError> {
        let lock = place.lock()?;
        let mut db = Connection::open(place.database()).map_err(|error| place.refused(error))?;
        schema::prepare(&mut db, Access::Write(place)).map_err(|fault| fault.at(place))?;
        let mut log = Log { _lock: Some(lock), ..Log::ready(db, place)? };
        if !cache::is_current(&log.db).map_err(|error| place.refused(error))? {
            log.rebuild()?;
        }
        log.skills = cache::skills(&log.db).map_err(|error| place.refused(error))?;
        Ok(log)
    }

    /// Opens the log to read it; none if there is none. Nothing is written: what lies where nothing can be written, or was
    /// written by an earlier formcheck, is read in a copy.
    pub fn view(place: &ProfileDir) -> Result<Option<Log>, StudyError> {
        if !place.database().exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let seen = Connection::open_with_flags(place.database(), flags)
            .or_else(|_| Connection::open_with_flags(place.database(), OpenFlags::SQLITE_OPEN_READ_ONLY))
            .map_err(Unplaced::from)
            .and_then(|mut db| schema::prepare(&mut db, Access::Look).map(|()| db));
        let mut log = match seen {
            Ok(db) => Log::ready(db, place)?,
            Err(fault) if fault.asks_for_a_copy() => {
                let copy = copied(place)?;
                let mut db =
                    Connection::open(copy.path().join(COPY)).map_err(|error| place.refused(error))?;
                schema::prepare(&mut db, Access::Own).map_err(|fault| fault.at(place))?;
                Log { _copy: Some(copy), ..Log::ready(db, place)? }
            }
            Err(fault) => return Err(fault.at(place)),
        };
        let fault = |error| place.refused(error);
        // A cache of another version is of no use, and can't be made anew by one who only reads.
        log.skills = if cache::is_current(&log.db).map_err(fault)? {
            cache::skills(&log.db).map_err(fault)?
        } else {
            log.state()?.skills
        };
        Ok(Some(log))
    }

    fn ready(db: Connection, place: &ProfileDir) -> Result<Log, StudyError> {
        let fault = |error| place.refused(error);
        let fitted = cache::fitted_parameters(&db).map_err(fault)?;
        let model = Model::of(fitted.as_ref(), cache::preferences(&db).map_err(fault)?);
        Ok(Log { db, place: place.clone(), model, skills: BTreeMap::new(), _lock: None, _copy: None })
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
            let followed = cache::follow(&tx, model, skills, (seq, moment.day), &event)?;
            if matches!(followed, Followed::Everything) {
                // Until the cache is made anew, nobody takes it for current.
                tx.execute("DELETE FROM held", [])?;
            }
            tx.commit()?;
            Ok((opened, seq, followed))
        })();
        let (opened, seq, followed) = written.map_err(|error| place.refused(error))?;
        match followed {
            Followed::Nothing => {}
            Followed::Changed(skill, Some(state)) => drop(skills.insert(skill, state)),
            Followed::Changed(skill, None) => drop(skills.remove(&skill)),
            Followed::Everything => self.rebuild()?,
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

/// Writes an event behind all others.
fn insert(tx: &Connection, moment: Moment, event: &StudyEvent) -> rusqlite::Result<Seq> {
    let mut last = tx.prepare_cached("SELECT id, turn FROM event ORDER BY seq DESC LIMIT 1")?;
    let last = last.query_row([], |row| Ok((EventId(row.get(0)?), row.get(1)?))).optional()?;
    let (before, turn_before) = last.unwrap_or_default();
    let body = event.to_json();
    let id = before.after(moment.at, moment.day, &body);
    let mut statement = tx.prepare_cached(
        "INSERT INTO event (id, turn, at, day, kind, skill, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    statement.execute(rusqlite::params![
        id.0,
        turn(turn_before, moment.at),
        moment.at,
        moment.day.0,
        event.word(),
        event.skill().map(Skill::as_str),
        body,
    ])?;
    Ok(Seq(tx.last_insert_rowid()))
}
