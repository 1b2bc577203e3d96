//! The tables, and how older ones become today's.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::{ProfileDir, StudyError};

/// One step a version; a step that was released is never changed.
const STEPS: &[M<'static>] = &[
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
];

/// A fault that doesn't know its place yet.
pub(super) enum Unplaced {
    Newer,
    Sqlite(rusqlite::Error),
    Other(String),
}

impl Unplaced {
    pub(super) fn at(self, place: &ProfileDir) -> StudyError {
        match self {
            Unplaced::Newer => StudyError::newer(&place.database()),
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

/// Sets a connection up and brings the tables to today's version. Who only reads leaves what a later formcheck wrote
/// alone, too.
pub(super) fn prepare(db: &mut Connection, writes: bool) -> Result<(), Unplaced> {
    db.busy_timeout(std::time::Duration::from_secs(2))?;
    db.set_prepared_statement_cache_capacity(32);
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let today = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if version > today {
        return Err(Unplaced::Newer);
    }
    if version < today && version == 0 {
        // Another program's database has tables and no version of ours.
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables > 0 {
            return Err(Unplaced::Other("it is another program's database".to_owned()));
        }
    }
    if writes {
        // An answer is on the disk, and not on its way, when it is explained.
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
    }
    if version < today {
        Migrations::from_slice(STEPS).to_latest(db).map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => Unplaced::Sqlite(err),
            other => Unplaced::Other(other.to_string()),
        })?;
    }
    Ok(())
}
