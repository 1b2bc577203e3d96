//! The log on disk: one `SQLite` database a person, one append-only table of events, and a cache of what follows from it.
//!
//! Every write is one transaction that is on the disk when the call returns. Must not know what is asked next.

mod cache;
mod fault;
mod place;
mod schema;
mod transfer;

pub use fault::Fault;
pub use place::Place;
pub use transfer::{Imported, forget, import};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;

use rusqlite::{Connection, OpenFlags, Row, TransactionBehavior};

use super::event::{Answered, Chosen, Event, Logged, Seq, Tuned};
use super::memory::{History, Model};
use super::skill::SkillState;
use super::state::{Counting, DayCount, State, histories};
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::Skill;

/// A person's log, open.
#[derive(Debug)]
pub struct Log {
    db: Connection,
    place: Place,
    model: Model,
    /// The cached states, as they are on the disk.
    skills: BTreeMap<Skill, SkillState>,
    /// Held as long as the log may be written; the system lets go of it however the program ends.
    _lock: Option<File>,
}

impl Log {
    /// Opens the log to write it; makes a new one where there is none.
    ///
    /// # Errors
    /// If another session has it open, or it can't be written or read.
    pub fn open(place: &Place) -> Result<Log, Fault> {
        let lock = place.lock()?;
        let db = Connection::open(place.database()).map_err(|error| Fault::of(error, place))?;
        let mut log = Log::ready(db, place, Some(lock))?;
        if !cache::is_current(&log.db).map_err(|error| Fault::of(error, place))? {
            log.rebuild()?;
        }
        log.skills = cache::skills(&log.db).map_err(|error| Fault::of(error, place))?;
        Ok(log)
    }

    /// Opens the log to read it; none if there is none.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn view(place: &Place) -> Result<Option<Log>, Fault> {
        if !place.database().exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(place.database(), flags)
            .or_else(|_| Connection::open_with_flags(place.database(), OpenFlags::SQLITE_OPEN_READ_ONLY))
            .map_err(|error| Fault::of(error, place))?;
        let mut log = Log::ready(db, place, None)?;
        let fault = |error| Fault::of(error, place);
        // A cache of another version is of no use, and can't be made anew by one who only reads.
        log.skills = if cache::is_current(&log.db).map_err(fault)? {
            cache::skills(&log.db).map_err(fault)?
        } else {
            log.state()?.skills
        };
        Ok(Some(log))
    }

    fn ready(mut db: Connection, place: &Place, lock: Option<File>) -> Result<Log, Fault> {
        schema::prepare(&mut db, lock.is_some()).map_err(|fault| fault.at(place))?;
        let tuned = cache::tuned(&db).map_err(|error| Fault::of(error, place))?;
        let model = tuned.map_or_else(Model::default, |tuned| Model::new(&tuned.parameters));
        Ok(Log { db, place: place.clone(), model, skills: BTreeMap::new(), _lock: lock })
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
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
    ///
    /// # Errors
    /// If it can't be written; then nothing has changed.
    pub fn append(&mut self, moment: Moment, event: &Event) -> Result<Seq, Fault> {
        self.append_after(moment, None, |_| Cow::Borrowed(event)).map(|(_, seq)| seq)
    }

    /// Writes down an opening and what comes of it, given where it was opened, as one: nothing is on the disk, or both.
    ///
    /// # Errors
    /// If it can't be written; then nothing has changed.
    pub fn append_opened(
        &mut self,
        moment: Moment,
        opening: &Event,
        event: impl FnOnce(Seq) -> Event,
    ) -> Result<(Seq, Seq), Fault> {
        self.append_after(moment, Some(opening), |opened| Cow::Owned(event(opened)))
    }

    fn append_after<'e>(
        &mut self,
        moment: Moment,
        opening: Option<&Event>,
        event: impl FnOnce(Seq) -> Cow<'e, Event>,
    ) -> Result<(Seq, Seq), Fault> {
        let Log { db, place, model, skills, .. } = self;
        let written = (|| {
            let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let opened = match opening {
                Some(opening) => insert(&tx, moment, opening)?,
                None => Seq(0),
            };
            let event = event(opened);
            let seq = insert(&tx, moment, &event)?;
            let changed = cache::follow(&tx, model, skills, moment.day, &event)?;
            // These change what earlier answers mean: until the cache is made anew, nobody takes it for current.
            let reaches_back = match &*event {
                Event::Tuned(_) | Event::Renamed { .. } => true,
                Event::Undone { .. } => cache::renamed(&tx)?,
                Event::Answered(answered) => answered.again && cache::renamed(&tx)?,
                _ => false,
            };
            if reaches_back {
                tx.execute("DELETE FROM held", [])?;
            }
            tx.commit()?;
            Ok((opened, seq, changed, reaches_back))
        })();
        let (opened, seq, changed, reaches_back) = written.map_err(|error| Fault::of(error, place))?;
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

    fn has_renames(&self) -> Result<bool, Fault> {
        cache::renamed(&self.db).map_err(|error| Fault::of(error, &self.place))
    }

    /// Makes the cache anew, from the events.
    ///
    /// # Errors
    /// If it can't be read or written.
    pub fn rebuild(&mut self) -> Result<(), Fault> {
        let state = State::replay(self.events(Seq(0))?);
        cache::replace(&mut self.db, &state).map_err(|error| Fault::of(error, &self.place))?;
        self.model = state.model();
        self.skills = state.skills;
        Ok(())
    }

    /// The events from `first` on, in order.
    ///
    /// # Errors
    /// If they can't be read, or were damaged.
    pub fn events(&self, first: Seq) -> Result<Vec<Logged>, Fault> {
        self.read("SELECT seq, at, day, body FROM event WHERE seq >= ?1 ORDER BY seq", first.0)
    }

    /// The last event of a kind.
    fn last(&self, kind: &str) -> Result<Option<Logged>, Fault> {
        let query = "SELECT seq, at, day, body FROM event WHERE kind = ?1 ORDER BY seq DESC LIMIT 1";
        Ok(self.read(query, kind)?.pop())
    }

    fn read(&self, query: &str, with: impl rusqlite::ToSql) -> Result<Vec<Logged>, Fault> {
        let fault = |error| Fault::of(error, &self.place);
        let mut statement = self.db.prepare_cached(query).map_err(fault)?;
        let rows = statement.query_map([with], raw).map_err(fault)?;
        rows.map(|row| self.logged(row.map_err(fault)?)).collect()
    }

    fn logged(&self, (seq, at, day, body): Raw) -> Result<Logged, Fault> {
        match serde_json::from_str(&body) {
            Ok(event) => Ok(Logged { seq: Seq(seq), at, day: Day(day), event }),
            Err(error) => Err(Fault::Damaged {
                path: self.place.database(),
                what: format!("event {seq} can't be read ({error})"),
            }),
        }
    }

    /// The session that was opened and not closed: its events from the opening on.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn unfinished(&self) -> Result<Option<Vec<Logged>>, Fault> {
        // Nearly always the last thing that happened is that a session was closed.
        let last = self
            .read("SELECT seq, at, day, body FROM event WHERE seq > ?1 ORDER BY seq DESC LIMIT 1", 0)?
            .pop();
        if last.is_none_or(|last| matches!(last.event, Event::Closed { .. })) {
            return Ok(None);
        }
        let Some(opened) = self.last("opened")? else { return Ok(None) };
        let events = self.events(opened.seq)?;
        let ended = events
            .iter()
            .any(|logged| matches!(&logged.event, Event::Closed { session, .. } if *session == opened.seq));
        Ok((!ended).then_some(events))
    }

    /// The last answer that stands, of any session, with the item it was given to.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn last_standing(&self) -> Result<Option<(Answered, formcheck_core::quiz::Item)>, Fault> {
        let query = "SELECT seq, at, day, body FROM event WHERE kind IN ('answered', 'undone') ORDER BY seq DESC LIMIT ?1";
        let mut undone = Vec::new();
        // Answers are taken back from the last one on, so that few have to be looked at.
        let mut most = 16;
        loop {
            let events: Vec<Logged> = self.read(query, most)?;
            let looked_at = events.len();
            undone.clear();
            for logged in events {
                match logged.event {
                    Event::Undone { shown, .. } => undone.push(shown),
                    Event::Answered(answered) => {
                        match undone.iter().position(|shown| *shown == answered.shown) {
                            Some(at) => drop(undone.remove(at)),
                            None => return Ok(self.shown(answered.shown)?.map(|item| (*answered, item))),
                        }
                    }
                    _ => {}
                }
            }
            if looked_at < usize::try_from(most).unwrap_or_default() {
                return Ok(None);
            }
            most *= 8;
        }
    }

    /// The item that was shown there.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn shown(&self, shown: Seq) -> Result<Option<formcheck_core::quiz::Item>, Fault> {
        let found = self.read("SELECT seq, at, day, body FROM event WHERE seq = ?1", shown.0)?.pop();
        Ok(match found.map(|logged| logged.event) {
            Some(Event::Shown { item, .. }) => Some(*item),
            _ => None,
        })
    }

    /// Each day with answers.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn days(&self) -> Result<BTreeMap<Day, DayCount>, Fault> {
        cache::days(&self.db).map_err(|error| Fault::of(error, &self.place))
    }

    /// What was known of a skill before an event.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn before(&self, skill: &Skill, seq: Seq) -> Result<SkillState, Fault> {
        let query = "SELECT seq, at, day, body FROM event WHERE skill = ?1 ORDER BY seq";
        // Once an id has become another one, answers stand under both.
        let events =
            if self.has_renames()? { self.events(Seq(0))? } else { self.read(query, skill.as_str())? };
        let mut counting = Counting::default();
        let is_of_it = |logged: &Logged| logged.seq < seq || matches!(logged.event, Event::Renamed { .. });
        for logged in events.into_iter().filter(is_of_it) {
            counting.take(logged.event, logged.day, logged.at);
        }
        let of_it = counting.standing().filter(|(answer, ..)| answer.skill == *skill);
        Ok(of_it.fold(SkillState::default(), |state, (answer, day, _)| state.and(&self.model, &answer, day)))
    }

    /// The first answer to the item that was shown at this place.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn first_answer(&self, skill: &Skill, shown: Seq) -> Result<Option<Answered>, Fault> {
        let query = "SELECT seq, at, day, body FROM event WHERE skill = ?1 ORDER BY seq";
        Ok(self.read(query, skill.as_str())?.into_iter().find_map(|logged| match logged.event {
            Event::Answered(answered) if answered.shown == shown => Some(*answered),
            _ => None,
        }))
    }

    /// How often a mistake was called another: (what it was, what it was called).
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn pairs(&self) -> Result<BTreeMap<(String, String), u32>, Fault> {
        cache::pairs(&self.db).map_err(|error| Fault::of(error, &self.place))
    }

    /// What the person does and has, if they said so.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn chosen(&self) -> Result<Option<Chosen>, Fault> {
        cache::chosen(&self.db).map_err(|error| Fault::of(error, &self.place))
    }

    /// The last fitting of the model.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn tuned(&self) -> Result<Option<Tuned>, Fault> {
        cache::tuned(&self.db).map_err(|error| Fault::of(error, &self.place))
    }

    /// The answers that stand, in order, with their day and moment.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn standing(&self) -> Result<Vec<(Answered, Day, i64)>, Fault> {
        let query = "SELECT seq, at, day, body FROM event WHERE kind IN ('answered', 'undone', 'renamed') AND seq > ?1 ORDER BY seq";
        let mut counting = Counting::default();
        for logged in self.read(query, 0)? {
            counting.take(logged.event, logged.day, logged.at);
        }
        Ok(counting.standing().collect())
    }

    /// What the model is fitted to.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn histories(&self) -> Result<Vec<History>, Fault> {
        Ok(histories(self.standing()?))
    }

    /// What follows from all events.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn state(&self) -> Result<State, Fault> {
        Ok(State::replay(self.events(Seq(0))?))
    }

    /// The cache as a state, to be held against the replay.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn cached(&self) -> Result<State, Fault> {
        let skills = cache::skills(&self.db).map_err(|error| Fault::of(error, &self.place))?;
        Ok(State {
            skills,
            pairs: self.pairs()?,
            days: self.days()?,
            chosen: self.chosen()?,
            tuned: self.tuned()?,
            renamed: self.has_renames()?,
        })
    }
}

type Raw = (i64, i64, i32, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn insert(tx: &Connection, moment: Moment, event: &Event) -> rusqlite::Result<Seq> {
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
