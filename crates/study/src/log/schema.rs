//! The tables, and how older ones become today's. What was there before is kept beside them.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, Transaction};
use rusqlite_migration::{HookResult, M, Migrations};

use crate::{EventId, ProfileDir, StudyError, StudyEvent};
use formcheck_core::day::Day;

/// What keeps events from being changed.
pub(super) const GUARDS: &str = "CREATE TRIGGER event_stays BEFORE UPDATE ON event
         BEGIN SELECT RAISE(ABORT, 'what happened is never changed'); END;
     CREATE TRIGGER event_is_kept BEFORE DELETE ON event
         BEGIN SELECT RAISE(ABORT, 'what happened is never deleted'); END;";
pub(super) const NO_GUARDS: &str = "DROP TRIGGER event_stays; DROP TRIGGER event_is_kept;";

/// The version of today's tables.
pub(super) const TODAY: i64 = 4;

/// How the name of a copy ends that isn't whole yet.
pub(super) const UNFINISHED: &str = "unfinished";

/// One step a version; a step that was released is never changed.
fn steps() -> Vec<M<'static>> {
    vec![
        M::up(
            "CREATE TABLE event (
         seq INTEGER PRIMARY KEY,
         at INTEGER NOT NULL,
         day INTEGER NOT NULL,
         kind TEXT NOT NULL,
         skill TEXT,
         body TEXT NOT NULL
     ) STRICT;
     CREATE INDEX event_of_skill ON event (skill, seq) WHERE skill IS NOT NULL;
     CREATE TRIGGER event_stays BEFORE UPDATE ON event
         BEGIN SELECT RAISE(ABORT, 'what happened is never changed'); END;
     CREATE TRIGGER event_is_kept BEFORE DELETE ON event
         BEGIN SELECT RAISE(ABORT, 'what happened is never deleted'); END;
     CREATE TABLE skill (
         skill TEXT PRIMARY KEY,
         answers INTEGER NOT NULL,
         right INTEGER NOT NULL,
         streak INTEGER NOT NULL,
         lapses INTEGER NOT NULL,
         first INTEGER NOT NULL,
         rated INTEGER NOT NULL,
         stability REAL NOT NULL,
         difficulty REAL NOT NULL,
         due INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE pair (
         was TEXT NOT NULL,
         called TEXT NOT NULL,
         times INTEGER NOT NULL,
         PRIMARY KEY (was, called)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE day (
         day INTEGER PRIMARY KEY,
         answers INTEGER NOT NULL,
         right INTEGER NOT NULL,
         ms INTEGER NOT NULL
     ) STRICT;
     CREATE TABLE held (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",
        ),
        M::up(
            "CREATE TABLE film (
         seq INTEGER PRIMARY KEY,
         day INTEGER NOT NULL,
         body TEXT NOT NULL
     ) STRICT;",
        ),
        M::up(
            "CREATE TABLE introduced (skill TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
     ALTER TABLE skill ADD COLUMN rung INTEGER NOT NULL DEFAULT 0;",
        ),
        M::up_with_hook(
            "DROP TRIGGER event_stays;
     DROP TRIGGER event_is_kept;
     ALTER TABLE event ADD COLUMN id TEXT NOT NULL DEFAULT '';
     ALTER TABLE event ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;",
            name_events,
        ),
    ]
}

/// Gives each event its name and its turn.
fn name_events(tx: &Transaction<'_>) -> HookResult {
    let mut events = tx.prepare("SELECT seq, at, day, body FROM event ORDER BY seq")?;
    let mut name = tx.prepare("UPDATE event SET id = ?2, turn = ?3 WHERE seq = ?1")?;
    let mut rows = events.query([])?;
    let mut before = (EventId::default(), 0);
    let mut named: Vec<(i64, EventId, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (at, day, body): (i64, i32, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        // What can't be read gets a name as well: whoever reads it is told.
        before = match serde_json::from_str::<StudyEvent>(&body) {
            Ok(event) => event.named_after((&before.0, before.1), at, Day(day)),
            Err(_) => (before.0.after(at, Day(day), &body), crate::event::turn(before.1, at)),
        };
        named.push((row.get(0)?, before.0.clone(), before.1));
    }
    drop(rows);
    for (seq, id, turn) in named {
        name.execute(rusqlite::params![seq, id.0, turn])?;
    }
    tx.execute_batch("CREATE UNIQUE INDEX event_of_id ON event (id);")?;
    tx.execute_batch(GUARDS)?;
    Ok(())
}

/// What somebody opens the tables for.
#[derive(Clone, Copy)]
pub(super) enum Access<'p> {
    /// To write, at this place.
    Write(&'p ProfileDir),
    /// Only to read: nothing is changed.
    Look,
    /// A copy that is nobody else's.
    Own,
}

/// A fault that doesn't know its place yet.
pub(super) enum Unplaced {
    Newer,
    /// An earlier formcheck wrote it, and it isn't to be changed.
    Older,
    Sqlite(rusqlite::Error),
    /// What was there before can't be kept.
    Backup(std::io::Error),
    Other(String),
}

impl Unplaced {
    /// Whether it can be read in a copy: it isn't to be changed, or lies where `SQLite` can't write what it needs to read it.
    pub(super) fn asks_for_a_copy(&self) -> bool {
        match self {
            Unplaced::Older => true,
            Unplaced::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
            ),
            Unplaced::Newer | Unplaced::Backup(_) | Unplaced::Other(_) => false,
        }
    }

    pub(super) fn at(self, place: &ProfileDir) -> StudyError {
        match self {
            Unplaced::Newer => StudyError::newer(&place.database()),
            Unplaced::Older => StudyError::damaged(&place.database(), "it is of an earlier version"),
            Unplaced::Backup(error) => StudyError::folder(&place.database(), error),
            Unplaced::Sqlite(error) => place.refused(error),
            Unplaced::Other(what) => StudyError::damaged(&place.database(), what),
        }
    }
}

impl From<rusqlite::Error> for Unplaced {
    fn from(error: rusqlite::Error) -> Unplaced {
        Unplaced::Sqlite(error)
    }
}

/// Sets a connection up and brings the tables to today's version, unless they are only looked at. What was there before is kept
/// beside them.
pub(super) fn prepare(db: &mut Connection, access: Access<'_>) -> Result<(), Unplaced> {
    db.busy_timeout(std::time::Duration::from_secs(2))?;
    db.set_prepared_statement_cache_capacity(32);
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > TODAY {
        return Err(Unplaced::Newer);
    }
    if version == 0 {
        // Another program's database has tables and no version of ours.
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables > 0 {
            return Err(Unplaced::Other("it is another program's database".to_owned()));
        }
    }
    if let Access::Write(_) = access {
        // An answer is on the disk, and not on its way, when it is explained.
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
    }
    if version == TODAY {
        return Ok(());
    }
    match access {
        Access::Look => return Err(Unplaced::Older),
        Access::Write(place) if version > 0 => back_up(db, &place.of_version(version))?,
        Access::Write(_) | Access::Own => {}
    }
    Migrations::new(steps()).to_latest(db).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Unplaced::Sqlite(err),
        other => Unplaced::Other(other.to_string()),
    })
}

/// Writes all that is there into a file of its own, in the place of an earlier one: it is whole, or not there.
pub(super) fn back_up(db: &Connection, to: &Path) -> Result<(), Unplaced> {
    let unfinished = to.with_extension(UNFINISHED);
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Unplaced::Backup(error)),
        _ => {}
    }
    db.execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])?;
    fs::File::open(&unfinished).and_then(|file| file.sync_all()).map_err(Unplaced::Backup)?;
    fs::rename(&unfinished, to).map_err(Unplaced::Backup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_step_for_each_version() {
        assert_eq!(i64::try_from(steps().len()), Ok(TODAY));
        assert_eq!(Migrations::new(steps()).validate(), Ok(()));
    }
}
