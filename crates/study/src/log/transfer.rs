//! A log as JSON lines, in and out, and its end.

use std::fs;
use std::io::BufRead;

use rusqlite::params;

use super::super::event::{Logged, Seq};
use super::fault::Fault;
use super::place::Place;
use super::{Log, cache};
use crate::State;

/// What was imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Imported {
    /// Events.
    pub events: usize,
    /// Answers that stand.
    pub answers: usize,
}

/// Fills an empty log with events, one JSON object a line; all or nothing.
///
/// # Errors
/// If a line is no event, the events are not in order, or the log has some already.
pub fn import(place: &Place, lines: impl BufRead) -> Result<Imported, Fault> {
    let mut events: Vec<Logged> = Vec::new();
    for (at, line) in lines.lines().enumerate() {
        let fault = |what: String| Fault::Line { line: at + 1, what };
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
        return Err(Fault::Line { line: 1, what: "there is no event in it".to_owned() });
    }
    let mut log = Log::open(place)?;
    let fault = |error| Fault::of(error, place);
    let held: i64 = log.db.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).map_err(fault)?;
    if held > 0 {
        return Err(Fault::NotEmpty { profile: place.profile().to_owned() });
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
    let state = State::replay(events);
    cache::replace(&mut log.db, &state).map_err(fault)?;
    let answers = state.days.values().map(|day| day.answers as usize).sum();
    Ok(Imported { events: number, answers })
}

/// Removes a person's data; gives how many files that were.
///
/// # Errors
/// If another session has it open, or a file can't be removed.
pub fn forget(place: &Place) -> Result<usize, Fault> {
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
            Err(error) => return Err(Fault::Folder { path: file, error }),
        }
    }
    drop(lock);
    Ok(removed)
}
