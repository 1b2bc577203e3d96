//! Records in a database: kept once each, counted as they come in, read as the facts of a report without looking at each.
//!
//! The same tables and statements for every database, through `Sql`. No name is kept: a person is what the examiner
//! calls them. Must not know where files of records lie, nor what a report says of the facts.

#[cfg(feature = "postgres")]
mod postgres;
mod read;
mod records;
mod sql;
mod sqlite;
mod standing;
mod tables;
mod types;
mod write;

#[cfg(feature = "postgres")]
pub use postgres::Postgres;
pub use records::Store;
pub use sql::{Sql, SqlRow, SqlValue};
pub use sqlite::Sqlite;
pub use types::{Cohort, KeepCount, NewRecord, SealedRow};
