//! The narrow part of a database that records need: run a statement, read rows, all or nothing.
//!
//! Statements are those that `SQLite` and `PostgreSQL` both understand, with values as `$1`, `$2` … first used in that
//! order. Must not know records.

use crate::ExamError;

/// A value in a row, or one that is handed to a statement.
#[derive(Clone, PartialEq, Debug)]
pub enum SqlValue {
    Null,
    /// A whole number; what is true is 1.
    Int(i64),
    Real(f64),
    Text(String),
}

pub trait Sql {
    /// Runs statements that take nothing and give nothing.
    fn batch(&mut self, statements: &str) -> Result<(), ExamError>;

    /// Runs a statement with these values; gives how many rows it changed.
    fn execute(&mut self, statement: &str, values: &[SqlValue]) -> Result<u64, ExamError>;

    /// The rows that a statement gives with these values.
    fn query(&mut self, statement: &str, values: &[SqlValue]) -> Result<Vec<SqlRow>, ExamError>;

    /// The names of the tables that are there, whoever made them.
    fn tables(&mut self) -> Result<Vec<String>, ExamError>;

    /// Prepares a database that is known to be ours for being written.
    fn settle(&mut self) -> Result<(), ExamError>;

    /// The statements that begin a transaction in which nobody else can write.
    fn to_write(&self) -> &'static str;

    /// The statements that begin a transaction that sees everything at one moment.
    fn to_read(&self) -> &'static str;
}

#[derive(Clone, PartialEq, Debug)]
pub struct SqlRow(pub Vec<SqlValue>);

impl SqlRow {
    /// A whole number; 0 where there is none, as a sum over nothing.
    pub(crate) fn int(&self, at: usize) -> i64 {
        match self.0.get(at) {
            Some(SqlValue::Int(number)) => *number,
            _ => 0,
        }
    }

    /// A number of things; 0 where there is none.
    pub fn count(&self, at: usize) -> usize {
        usize::try_from(self.int(at)).unwrap_or_default()
    }

    /// Whether it is true.
    pub fn is(&self, at: usize) -> bool {
        self.int(at) == 1
    }

    /// Any number; 0 where there is none.
    pub fn real(&self, at: usize) -> f64 {
        match self.0.get(at) {
            Some(SqlValue::Real(number)) => *number,
            _ => 0.0,
        }
    }

    /// A text; empty where there is none.
    pub fn text(&self, at: usize) -> String {
        match self.0.get(at) {
            Some(SqlValue::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }
}

impl From<bool> for SqlValue {
    fn from(is: bool) -> SqlValue {
        SqlValue::Int(i64::from(is))
    }
}

impl From<usize> for SqlValue {
    fn from(number: usize) -> SqlValue {
        SqlValue::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for SqlValue {
    fn from(number: u64) -> SqlValue {
        SqlValue::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<f64> for SqlValue {
    fn from(number: f64) -> SqlValue {
        SqlValue::Real(number)
    }
}

impl From<&str> for SqlValue {
    fn from(text: &str) -> SqlValue {
        // `PostgreSQL` has no NUL in its texts; neither has anything that a person reads.
        SqlValue::Text(text.replace('\0', ""))
    }
}
