//! A database of records: opened, made ready, and what is asked of it as one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[cfg(feature = "postgres")]
use super::postgres::Postgres;
use super::read::Which;
use super::tables::{self, HAS_ASIDE, MARK, VERSION};
use super::write::{add, insert, month};
use super::{Cohort, KeepCount, NewRecord, SealedRow, Sql, Sqlite, read, standing};
use crate::ExamError;
use crate::cohort::{CohortCounts, RecordCounts};

pub struct Store {
    sql: Box<dyn Sql>,
    /// The version of its tables: an older one is read as it is, and brought up to date when something is written.
    version: i64,
}

/// How a `PostgreSQL` address begins.
const ADDRESSES: [&str; 2] = ["postgres://", "postgresql://"];

impl Store {
    /// Opens the database at an address (`postgresql://…`) or in a file; if `writes`, makes what isn't there.
    pub fn open(place: &str, writes: bool) -> Result<Store, ExamError> {
        let sql: Box<dyn Sql> = if ADDRESSES.iter().any(|begin| place.starts_with(begin)) {
            server(place)?
        } else {
            Box::new(Sqlite::open(Path::new(place), writes)?)
        };
        Store::on(sql, writes)
    }

    /// The same on a database that is open.
    pub fn on(sql: Box<dyn Sql>, writes: bool) -> Result<Store, ExamError> {
        let mut store = Store { sql, version: VERSION };
        if writes {
            store.version = store.whole(true, |sql| prepare(sql, true))?;
            store.sql.settle()?;
        } else {
            store.version = prepare(&mut *store.sql, false)?;
        }
        Ok(store)
    }

    /// Keeps records of one gym, all or none. Of several records of a sitting one counts: `standing` says which.
    pub fn keep(&mut self, gym: &str, records: &[NewRecord<'_>]) -> Result<KeepCount, ExamError> {
        self.whole(true, |sql| {
            let mut kept = KeepCount::default();
            let mut counts: BTreeMap<(String, String), RecordCounts> = BTreeMap::new();
            let mut stale: BTreeSet<(String, String)> = BTreeSet::new();
            for record in records {
                let person = record.person;
                if insert(sql, gym, person, record.sealed)? {
                    kept.new += 1;
                    let of = (person.exam.clone(), month(person).to_owned());
                    counts.entry(of).or_default().add(record.counted.clone());
                } else {
                    let (count, changed) = standing::beside(sql, gym, record)?;
                    kept = kept.plus(count);
                    stale.extend(changed);
                }
            }
            for ((exam, month), facts) in counts.iter().filter(|(of, _)| !stale.contains(of)) {
                add(sql, [gym, exam, month], facts)?;
            }
            for (exam, month) in &stale {
                standing::count_anew(sql, [gym, exam, month])?;
            }
            Ok(kept)
        })
    }

    /// The facts of a cohort: sums that the database makes, and the latest `most` records as lines.
    pub fn facts(&mut self, cohort: &Cohort, most: usize) -> Result<CohortCounts, ExamError> {
        let version = self.version;
        self.whole(false, |sql| read::facts(sql, cohort, most, version))
    }

    /// Records of a cohort that count, as files without the name: up to `most` of those that come after one.
    pub fn sealed(
        &mut self,
        cohort: &Cohort,
        after: Option<&SealedRow>,
        most: usize,
    ) -> Result<Vec<SealedRow>, ExamError> {
        self.whole(false, |sql| read::sealed(sql, cohort, Which::Counting, after, most))
    }

    /// The other records of its sittings in the same way: those that were replaced, and those that have not been shown to
    /// replace another.
    pub fn aside(
        &mut self,
        cohort: &Cohort,
        after: Option<&SealedRow>,
        most: usize,
    ) -> Result<Vec<SealedRow>, ExamError> {
        if self.version < HAS_ASIDE {
            return Ok(Vec::new());
        }
        self.whole(false, |sql| read::sealed(sql, cohort, Which::Aside, after, most))
    }

    /// Runs something as one transaction: all of it, or nothing.
    fn whole<T>(
        &mut self,
        writes: bool,
        run: impl FnOnce(&mut dyn Sql) -> Result<T, ExamError>,
    ) -> Result<T, ExamError> {
        let begin = if writes { self.sql.to_write() } else { self.sql.to_read() };
        self.sql.batch(begin)?;
        match run(&mut *self.sql) {
            Ok(done) => self.sql.batch("COMMIT").map(|()| done),
            Err(fault) => {
                // What went wrong first is what matters.
                let _ = self.sql.batch("ROLLBACK");
                Err(fault)
            }
        }
    }
}

#[cfg(feature = "postgres")]
fn server(address: &str) -> Result<Box<dyn Sql>, ExamError> {
    Ok(Box::new(Postgres::open(address)?))
}

#[cfg(not(feature = "postgres"))]
fn server(_: &str) -> Result<Box<dyn Sql>, ExamError> {
    Err(ExamError::new(
        "this formcheck was built without PostgreSQL",
        "build it with `cargo install --features postgres`, or name a file: SQLite is always there",
    ))
}

/// Sees to it that the tables are there and ours; gives their version.
fn prepare(sql: &mut dyn Sql, writes: bool) -> Result<i64, ExamError> {
    let tables = sql.tables()?;
    if tables.iter().any(|table| table == MARK) {
        let rows = sql.query(&format!("SELECT version FROM {MARK}"), &[])?;
        return match rows.first().map(|row| row.int(0)) {
            Some(VERSION) => Ok(VERSION),
            Some(older @ 1..VERSION) if writes => sql.batch(&tables::from_version(older)).map(|()| VERSION),
            Some(older @ 1..VERSION) => Ok(older),
            _ => Err(ExamError::new(
                "this database was written by a later formcheck",
                "update formcheck; nothing was changed",
            )),
        };
    }
    if !tables.is_empty() {
        return Err(ExamError::new(
            "this database holds something else than records of exams",
            "name a database of its own for them; nothing was changed",
        ));
    }
    if !writes {
        return Err(ExamError::new(
            "this database holds no records",
            "put some in it first: formcheck report RECORD... --database PLACE",
        ));
    }
    sql.batch(&tables::create()).map(|()| VERSION)
}
