//! A log as JSON lines, in and out, and its end.

use std::fs;
use std::io::BufRead;

use rusqlite::params;

use super::cache;
use crate::{LearnerState, Log, Logged, ProfileDir, Seq, StudyError};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Imported {
    pub events: usize,
    /// Answers that stand.
    pub answers: usize,
}

/// Fills an empty log with events, one JSON object a line; all or nothing.
pub fn import(place: &ProfileDir, lines: impl BufRead) -> Result<Imported, StudyError> {
    let mut events: Vec<Logged> = Vec::new();
    for (at, line) in lines.lines().enumerate() {
        let fault = |what: String| StudyError::line(at + 1, what);
        let line = line.map_err(|error| fault(error.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        let logged: Logged = serde_json::from_str(&line)
            .map_err(|error| fault(format!("this is no event of a history ({error})")))?;
        let last = events.last().map_or(Seq(0), |last| last.seq);
        if logged.seq <= last {
            return Err(fault(format!("event {} comes after event {}", logged.seq.0, last.0)));
        }
        events.push(logged);
    }
    if events.is_empty() {
        return Err(StudyError::line(1, "there is no event in it"));
    }
    let mut log = Log::open(place)?;
    let fault = |error| place.refused(error);
    let held: i64 = log.db.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).map_err(fault)?;
    if held > 0 {
        return Err(StudyError::not_empty(place.profile()));
    }
    let written = (|| {
        let tx = log.db.transaction()?;
        for logged in &events {
            let mut statement = tx.prepare_cached(
                "INSERT INTO event (seq, at, day, kind, skill, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            statement.execute(params![
                logged.seq.0,
                logged.at,
                logged.day.0,
                logged.event.word(),
                logged.event.skill().map(formcheck_core::quiz::Skill::as_str),
                logged.event.to_json(),
            ])?;
        }
        // Until the tables are made, nobody takes them for made.
        tx.execute("DELETE FROM held", [])?;
        tx.commit()
    })();
    written.map_err(fault)?;
    let number = events.len();
    let state = LearnerState::replay(events);
    cache::replace(&mut log.db, &state).map_err(fault)?;
    let answers = state.days.values().map(|day| day.answers as usize).sum();
    Ok(Imported { events: number, answers })
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
