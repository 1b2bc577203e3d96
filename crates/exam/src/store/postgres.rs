//! Records of several gyms in one database: `PostgreSQL`, with the cargo feature `postgres`.
//!
//! The connection is not encrypted: a server elsewhere is reached through a tunnel. No address, which may hold a
//! password, is ever told.

use std::error::Error as _;

use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls};

use super::{Sql, SqlRow, SqlValue};
use crate::ExamError;

pub struct Postgres {
    db: Client,
    statements: std::collections::BTreeMap<String, postgres::Statement>,
}

impl Postgres {
    /// Connects to `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`.
    pub fn open(url: &str) -> Result<Postgres, ExamError> {
        if asks_for_encryption(url) {
            return Err(ExamError::new(
                "the address asks for an encrypted connection (sslmode), and formcheck can't make one",
                "take `sslmode` out of the address of a server on this machine; reach one elsewhere through a tunnel such as `ssh -L`",
            ));
        }
        let db = Client::connect(url, NoTls).map_err(|error| {
            ExamError::new(
                format!("the PostgreSQL server can't be used: {}", words(&error)),
                "see whether it runs, and whether user, password, host and database in the address are right; the connection is not encrypted, so a server elsewhere needs a tunnel such as `ssh -L`",
            )
        })?;
        Ok(Postgres { db, statements: std::collections::BTreeMap::new() })
    }

    fn statement(&mut self, text: &str) -> Result<postgres::Statement, ExamError> {
        if let Some(known) = self.statements.get(text) {
            return Ok(known.clone());
        }
        let new = self.db.prepare(text).map_err(refused)?;
        self.statements.insert(text.to_owned(), new.clone());
        Ok(new)
    }
}

impl Sql for Postgres {
    fn batch(&mut self, statements: &str) -> Result<(), ExamError> {
        self.db.batch_execute(statements).map_err(refused)
    }

    fn execute(&mut self, statement: &str, values: &[SqlValue]) -> Result<u64, ExamError> {
        let statement = self.statement(statement)?;
        self.db.execute(&statement, &given(values)).map_err(refused)
    }

    fn query(&mut self, statement: &str, values: &[SqlValue]) -> Result<Vec<SqlRow>, ExamError> {
        let statement = self.statement(statement)?;
        let rows = self.db.query(&statement, &given(values)).map_err(refused)?;
        rows.iter()
            .map(|row| (0..row.len()).map(|at| cell(row, at)).collect::<Result<_, _>>().map(SqlRow))
            .collect()
    }

    fn tables(&mut self) -> Result<Vec<String>, ExamError> {
        let list = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()";
        Ok(self.query(list, &[])?.iter().map(|row| row.text(0)).collect())
    }

    fn settle(&mut self) -> Result<(), ExamError> {
        Ok(())
    }

    fn to_write(&self) -> &'static str {
        // Writers take turns: sums and the latest attempt stay right, and no two of them can block each other.
        "BEGIN; SELECT pg_advisory_xact_lock(7310026)"
    }

    fn to_read(&self) -> &'static str {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }
}

/// Whether an address asks for more than an encrypted connection where the server has one to offer.
fn asks_for_encryption(url: &str) -> bool {
    let (_, options) = url.split_once('?').unwrap_or_default();
    let mode = options.split('&').find_map(|option| option.strip_prefix("sslmode="));
    mode.is_some_and(|mode| !matches!(mode, "disable" | "allow" | "prefer"))
}

fn given(values: &[SqlValue]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for SqlValue {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            SqlValue::Null => Ok(IsNull::Yes),
            SqlValue::Int(number) => number.to_sql_checked(ty, out),
            SqlValue::Real(number) => number.to_sql_checked(ty, out),
            SqlValue::Text(text) => text.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn cell(row: &postgres::Row, at: usize) -> Result<SqlValue, ExamError> {
    let ty = row.columns()[at].type_();
    let found = match *ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(|it| it.map(SqlValue::Int)),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at).map(|it| it.map(SqlValue::Real)),
        _ => row.try_get::<_, Option<String>>(at).map(|it| it.map(SqlValue::Text)),
    };
    found.map(|it| it.unwrap_or(SqlValue::Null)).map_err(refused)
}

fn refused(error: postgres::Error) -> ExamError {
    let help = if error.is_closed() {
        "connect again; what was not told as kept was not kept"
    } else {
        "see whether the user may create tables and write in this database, and whether the server's disk is full; nothing was kept"
    };
    ExamError::new(format!("the PostgreSQL server says: {}", words(&error)), help).because(error)
}

/// What happened, in the server's words where it has any.
fn words(error: &postgres::Error) -> String {
    if let Some(said) = error.as_db_error() {
        return said.message().to_owned();
    }
    match error.source() {
        Some(source) => {
            let text = source.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_encryption_is_not_let_on_without() {
        for mode in ["require", "verify-ca", "verify-full"] {
            let refused =
                Postgres::open(&format!("postgresql://coach:secret@127.0.0.1:1/gyms?sslmode={mode}"));
            let Err(fault) = refused else { panic!("{mode}: nobody answers there") };
            let told = format!("{} {}", fault.what, fault.help);
            assert!(told.contains("asks for an encrypted connection"), "{told}");
            assert!(!told.contains("secret"), "{told}");
        }
        for address in
            ["postgresql://h/d", "postgresql://h/d?sslmode=disable", "postgresql://h/d?application_name=a"]
        {
            assert!(!asks_for_encryption(address), "{address}");
        }
    }
}
