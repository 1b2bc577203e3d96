//! A log as JSON lines, in and out, and its end.

use std::fs;
use std::io::BufRead;
use std::path::PathBuf;

use rusqlite::params;

use super::merge::{Merged, merged};
use super::schema;
use crate::{EventId, Log, Logged, ProfileDir, Seq, StudyError};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Imported {
    /// Events that were not there before.
    pub events: usize,
    /// Events that were there already.
    pub known: usize,
    /// Answers that stand, in all.
    pub answers: usize,
    /// Where what was there before is kept, if something was and something came to it.
    pub before: Option<PathBuf>,
}

/// Events of a year after 9999 can't be told in order from what comes after them; no clock says so.
const LATEST: i64 = 253_402_300_800_000;

/// Adds the events of another history of the same person to a log, one JSON object a line: none twice, all or nothing.
pub fn import(place: &ProfileDir, lines: impl BufRead) -> Result<Imported, StudyError> {
    let there = read(lines)?;
    let mut log = Log::open(place)?;
    let here = log.events(Seq(0))?;
    let is_empty = here.is_empty();
    let Merged { events, new, known } = merged(here, there);
    let before = (!is_empty && new > 0).then(|| place.before_import());
    if let Some(before) = &before {
        schema::back_up(&log.db, before).map_err(|fault| fault.at(place))?;
    }
    if new > 0 {
        log.replace(&events).map_err(|error| place.refused(error))?;
        log.rebuild()?;
    }
    let answers = log.days()?.values().map(|day| day.answers as usize).sum();
    Ok(Imported { events: new, known, answers, before })
}

/// The events of an export. Where they were written down before events had names they get the names that they get in a database.
fn read(lines: impl BufRead) -> Result<Vec<Logged>, StudyError> {
    let mut events: Vec<Logged> = Vec::new();
    for (at, line) in lines.lines().enumerate() {
        let fault = |what: String| StudyError::line(at + 1, what);
        let line = line.map_err(|error| fault(error.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        let mut logged: Logged = serde_json::from_str(&line)
            .map_err(|error| fault(format!("this is no event of a history ({error})")))?;
        let before = events
            .last()
            .map_or((Seq(0), EventId::default(), 0), |last| (last.seq, last.id.clone(), last.turn));
        if logged.seq <= before.0 {
            return Err(fault(format!("event {} comes after event {}", logged.seq.0, before.0.0)));
        }
        if logged.id.is_missing() {
            (logged.id, logged.turn) = logged.event.named_after((&before.1, before.2), logged.at, logged.day);
        }
        if logged.turn.max(logged.at) >= LATEST {
            return Err(fault(format!("event {} is of a time that no clock says", logged.seq.0)));
        }
        events.push(logged);
    }
    if events.is_empty() {
        return Err(StudyError::line(1, "there is no event in it"));
    }
    Ok(events)
}

impl Log {
    /// Writes these events in the place of all that are there.
    fn replace(&mut self, events: &[Logged]) -> rusqlite::Result<()> {
        let tx = self.db.transaction()?;
        tx.execute_batch(schema::NO_GUARDS)?;
        // Until the tables are made, nobody takes them for made.
        tx.execute_batch("DELETE FROM event; DELETE FROM held;")?;
        for logged in events {
            let mut statement = tx.prepare_cached(
                "INSERT INTO event (seq, id, turn, at, day, kind, skill, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?;
            statement.execute(params![
                logged.seq.0,
                logged.id.0,
                logged.turn,
                logged.at,
                logged.day.0,
                logged.event.word(),
                logged.event.skill().map(formcheck_core::quiz::Skill::as_str),
                logged.event.to_json(),
            ])?;
        }
        tx.execute_batch(schema::GUARDS)?;
        tx.commit()
    }
}

/// Removes a person's data; gives how many files that were.
pub fn forget(place: &ProfileDir) -> Result<usize, StudyError> {
    let there: Vec<_> = place.files().into_iter().filter(|file| file.exists()).collect();
    if there.is_empty() {
        return Ok(0);
    }
    let lock = place.lock()?;
    let mut removed = 0;
    for file in place.files() {
        match fs::remove_file(&file) {
            Ok(()) => removed += 1,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StudyError::folder(&file, error)),
        }
    }
    drop(lock);
    Ok(removed)
}
