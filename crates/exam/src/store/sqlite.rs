//! Records in a file: `SQLite`, the default for one machine.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, params_from_iter};

use super::{Sql, SqlRow, SqlValue};
use crate::ExamError;

/// Another program that writes is waited for this long.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub struct Sqlite {
    db: Connection,
    path: String,
}

impl Sqlite {
    /// Opens the file; makes it if `new` says so and it isn't there.
    pub fn open(path: &Path, new: bool) -> Result<Sqlite, ExamError> {
        let told = path.display().to_string();
        if !new && !path.exists() {
            return Err(ExamError::new(
                format!("there is no database {told}"),
                "name the file, or put records in it first: formcheck report RECORD... --database FILE",
            ));
        }
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if new {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let db = Connection::open_with_flags(path, flags)
            .and_then(|db| {
                db.busy_timeout(PATIENCE)?;
                db.set_prepared_statement_cache_capacity(32);
                // A record is on the disk when it is told that it is kept.
                db.pragma_update(None, "synchronous", "FULL")?;
                Ok(db)
            })
            .map_err(|error| refused(&told, error))?;
        Ok(Sqlite { db, path: told })
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, ExamError> {
        result.map_err(|error| refused(&self.path, error))
    }
}

impl Sql for Sqlite {
    fn batch(&mut self, statements: &str) -> Result<(), ExamError> {
        self.told(self.db.execute_batch(statements))
    }

    fn execute(&mut self, statement: &str, values: &[SqlValue]) -> Result<u64, ExamError> {
        let run = || Ok(self.db.prepare_cached(statement)?.execute(params_from_iter(values))? as u64);
        self.told(run())
    }

    fn query(&mut self, statement: &str, values: &[SqlValue]) -> Result<Vec<SqlRow>, ExamError> {
        let run = || {
            let mut statement = self.db.prepare_cached(statement)?;
            let width = statement.column_count();
            let rows = statement.query_map(params_from_iter(values), |row| {
                (0..width).map(|at| Ok(cell(row.get_ref(at)?))).collect::<rusqlite::Result<_>>().map(SqlRow)
            })?;
            rows.collect()
        };
        self.told(run())
    }

    fn tables(&mut self) -> Result<Vec<String>, ExamError> {
        let rows = self.query("SELECT name FROM sqlite_schema WHERE type = 'table'", &[])?;
        Ok(rows.iter().map(|row| row.text(0)).collect())
    }

    fn settle(&mut self) -> Result<(), ExamError> {
        // Reports can be made while records are kept.
        self.told(self.db.pragma_update(None, "journal_mode", "WAL"))
    }

    fn to_write(&self) -> &'static str {
        "BEGIN IMMEDIATE"
    }

    fn to_read(&self) -> &'static str {
        "BEGIN"
    }
}

impl ToSql for SqlValue {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            SqlValue::Null => ToSqlOutput::Owned(Value::Null),
            SqlValue::Int(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            SqlValue::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            SqlValue::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

fn cell(value: ValueRef<'_>) -> SqlValue {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => SqlValue::Null,
        ValueRef::Integer(number) => SqlValue::Int(number),
        ValueRef::Real(number) => SqlValue::Real(number),
        ValueRef::Text(bytes) => SqlValue::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn refused(path: &str, error: rusqlite::Error) -> ExamError {
    let (what, help) = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => {
            ("can't be written: the disk may be full", "free some space, then try again; nothing was kept")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            ("can't be opened and written", "make the file and its folder writable, or name another one")
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            ("is no database, or a damaged one", "name another file, or bring this one back from a copy")
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            ("is being written by another program", "wait until it is done, then try again")
        }
        code => {
            let told =
                ExamError::new(format!("{path}: {error}"), "see whether the file can be read and written");
            // What is no failure of SQLite's is a statement or a column that the program has wrong.
            return told.internal_if(code.is_none()).because(error);
        }
    };
    ExamError::new(format!("{path} {what}"), help).because(error)
}
