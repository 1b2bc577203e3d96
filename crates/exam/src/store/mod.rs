//! Records in a database: kept once each, counted as they come in, read as the facts of a report without looking at each.
//!
//! The same tables and statements for every database, through `Sql`. No name is kept: a person is what the examiner
//! calls them. Must not know files of records, nor what a report says of the facts.

#[cfg(feature = "postgres")]
mod postgres;
mod read;
mod sql;
mod sqlite;
mod tables;

#[cfg(feature = "postgres")]
pub use postgres::Postgres;
pub use sql::{Cell, Row, Sql};
pub use sqlite::Sqlite;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::cohort::{CohortCounts, Person, RecordCounts, is_near};
use tables::{FAMILY, MARK, OPTION, PAIR, PART, RECORD, SEEN, Tally, VERSION};

/// Why records can't be kept or read: what went wrong, and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What went wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault { what: what.into(), help: help.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

/// Which records a report is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cohort {
    /// Only those of this gym.
    pub gym: Option<String>,
    /// Only those of this exam.
    pub exam: Option<String>,
    /// Only those of exams that were begun in this month or later, as 2026-09; UTC.
    pub since: Option<String>,
}

/// A record to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Keep<'r> {
    /// Its line.
    pub person: &'r Person,
    /// Its counts.
    pub counted: &'r RecordCounts,
    /// The record as a file's text, without the name.
    pub sealed: &'r str,
}

/// What became of records that were to be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// Records that are there now and were not before.
    pub new: usize,
    /// Records whose sitting was there already: the first record of a sitting stays.
    pub known: usize,
}

/// A record as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedRow {
    /// Whose it is.
    pub gym: String,
    /// The paper that was sat.
    pub sitting: String,
    /// The file's text, without the name.
    pub text: String,
}

/// Records in a database.
pub struct Store {
    sql: Box<dyn Sql>,
}

/// How a `PostgreSQL` address begins.
const ADDRESSES: [&str; 2] = ["postgres://", "postgresql://"];

impl Store {
    /// Opens the database at an address (`postgresql://…`) or in a file; if `writes`, makes what isn't there.
    ///
    /// # Errors
    /// If it can't be used, or holds something else.
    pub fn open(place: &str, writes: bool) -> Result<Store, Fault> {
        let sql: Box<dyn Sql> = if ADDRESSES.iter().any(|begin| place.starts_with(begin)) {
            server(place)?
        } else {
            Box::new(Sqlite::open(Path::new(place), writes)?)
        };
        Store::on(sql, writes)
    }

    /// The same on a database that is open.
    ///
    /// # Errors
    /// If it holds something else, or was made by a later formcheck.
    pub fn on(sql: Box<dyn Sql>, writes: bool) -> Result<Store, Fault> {
        let mut store = Store { sql };
        if writes {
            store.whole(true, |sql| prepare(sql, true))?;
            store.sql.settle()?;
        } else {
            prepare(&mut *store.sql, false)?;
        }
        Ok(store)
    }

    /// Keeps records of one gym, all or none. Of two records of the same sitting the first stays; one that is kept again
    /// and has been verified meanwhile is marked so.
    ///
    /// # Errors
    /// If the database refuses; nothing was kept then.
    pub fn keep(&mut self, gym: &str, records: &[Keep<'_>]) -> Result<Kept, Fault> {
        self.whole(true, |sql| {
            let mut kept = Kept::default();
            let mut counts: BTreeMap<(&str, &str), CohortCounts> = BTreeMap::new();
            for record in records {
                if insert(sql, gym, record)? {
                    kept.new += 1;
                    let person = record.person;
                    let month = person.day.get(..7).unwrap_or_default();
                    counts.entry((&person.exam, month)).or_default().add(record.counted.clone());
                } else {
                    kept.known += 1;
                }
            }
            for ((exam, month), facts) in counts {
                add(sql, [gym, exam, month], &facts)?;
            }
            Ok(kept)
        })
    }

    /// The facts of a cohort: sums that the database makes, and the latest `most` records as lines.
    ///
    /// # Errors
    /// If the database refuses.
    pub fn facts(&mut self, cohort: &Cohort, most: usize) -> Result<CohortCounts, Fault> {
        self.whole(false, |sql| read::facts(sql, cohort, most))
    }

    /// Records of a cohort as files without the name: up to `most` of those that come after one, by gym and sitting.
    ///
    /// # Errors
    /// If the database refuses.
    pub fn sealed(
        &mut self,
        cohort: &Cohort,
        after: Option<&SealedRow>,
        most: usize,
    ) -> Result<Vec<SealedRow>, Fault> {
        let (gym, sitting) = after.map_or(("", ""), |row| (&row.gym, &row.sitting));
        self.whole(false, |sql| read::sealed(sql, cohort, (gym, sitting), most))
    }

    /// Runs something as one transaction: all of it, or nothing.
    fn whole<T>(
        &mut self,
        writes: bool,
        run: impl FnOnce(&mut dyn Sql) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
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
fn server(address: &str) -> Result<Box<dyn Sql>, Fault> {
    Ok(Box::new(Postgres::open(address)?))
}

#[cfg(not(feature = "postgres"))]
fn server(_: &str) -> Result<Box<dyn Sql>, Fault> {
    Err(Fault::new(
        "this formcheck was built without PostgreSQL",
        "build it with `cargo install --features postgres`, or name a file: SQLite is always there",
    ))
}

/// Sees to it that the tables are there and ours.
fn prepare(sql: &mut dyn Sql, writes: bool) -> Result<(), Fault> {
    let tables = sql.tables()?;
    if tables.iter().any(|table| table == MARK) {
        let rows = sql.query(&format!("SELECT version FROM {MARK}"), &[])?;
        if rows.first().is_none_or(|row| row.int(0) != VERSION) {
            return Err(Fault::new(
                "this database was written by a later formcheck",
                "update formcheck; nothing was changed",
            ));
        }
        return Ok(());
    }
    if !tables.is_empty() {
        return Err(Fault::new(
            "this database holds something else than records of exams",
            "name a database of its own for them; nothing was changed",
        ));
    }
    if !writes {
        return Err(Fault::new(
            "this database holds no records",
            "put some in it first: formcheck report RECORD... --database PLACE",
        ));
    }
    sql.batch(&tables::create())
}

/// One record's row and text; whether it is new.
fn insert(sql: &mut dyn Sql, gym: &str, record: &Keep<'_>) -> Result<bool, Fault> {
    let person = record.person;
    let columns = RECORD.join(", ");
    let places: Vec<String> = (1..=RECORD.len()).map(|at| format!("${at}")).collect();
    let statement = format!(
        "INSERT INTO exam_record ({columns}) VALUES ({}) ON CONFLICT (gym, sitting) DO NOTHING",
        places.join(", ")
    );
    let right = person.rights.iter().filter(|right| **right).count();
    let rights: String = person.rights.iter().map(|right| if *right { '1' } else { '0' }).collect();
    let values: [Cell; RECORD.len()] = [
        gym.into(),
        person.sitting.as_str().into(),
        person.record.as_str().into(),
        person.reference.as_str().into(),
        person.exam.as_str().into(),
        person.title.as_str().into(),
        Cell::Int(person.attempt.into()),
        person.day.as_str().into(),
        person.day.get(..7).unwrap_or_default().into(),
        person.marks.into(),
        person.of.into(),
        right.into(),
        Cell::Int(person.cut.into()),
        person.passed.into(),
        person.used_ms.into(),
        person.supervised.into(),
        person.left_open.into(),
        person.verified.map_or(Cell::Null, Cell::from),
        is_near(person).into(),
        Cell::Int(0),
        person.form.as_str().into(),
        Cell::Text(rights),
    ];
    if sql.execute(&statement, &values)? == 0 {
        if person.verified == Some(true) {
            sql.execute(
                "UPDATE exam_record SET verified = 1 WHERE gym = $1 AND sitting = $2 AND record = $3",
                &[gym.into(), person.sitting.as_str().into(), person.record.as_str().into()],
            )?;
        }
        return Ok(false);
    }
    sql.execute(
        "INSERT INTO exam_sealed (gym, sitting, sealed) VALUES ($1, $2, $3)",
        &[gym.into(), person.sitting.as_str().into(), record.sealed.into()],
    )?;
    // The latest try of this person at this exam counts, and no other.
    sql.execute(
        "UPDATE exam_record SET latest = CASE WHEN sitting = (SELECT sitting FROM exam_record \
         WHERE gym = $1 AND exam = $2 AND reference = $3 ORDER BY attempt DESC, day DESC, sitting DESC LIMIT 1) \
         THEN 1 ELSE 0 END WHERE gym = $1 AND exam = $2 AND reference = $3",
        &[gym.into(), person.exam.as_str().into(), person.reference.as_str().into()],
    )?;
    Ok(true)
}

/// Adds the counts of some records of one gym, exam and month.
fn add(sql: &mut dyn Sql, of: [&str; 3], facts: &CohortCounts) -> Result<(), Fault> {
    let mut put = |tally: &Tally, by: &[&str], numbers: &[Cell]| {
        let keys = of.iter().chain(by).map(|key| Cell::from(*key));
        sql.execute(&tally.add(), &keys.chain(numbers.iter().cloned()).collect::<Vec<_>>()).map(|_| ())
    };
    for (mistake, seen) in &facts.seen {
        let counts = [seen.hits, seen.misses, seen.false_alarms, seen.rejections].map(Cell::from);
        put(&SEEN, &[mistake], &counts)?;
    }
    for ((was, called), (times, offered)) in &facts.pairs {
        put(&PAIR, &[was, called], &[Cell::from(*times), Cell::from(*offered)])?;
    }
    for ((skill, kind), family) in &facts.families {
        let sums = family.sums;
        let numbers = [
            sums.n.into(),
            family.right.into(),
            family.ms.into(),
            family.tried_out.into(),
            sums.x.into(),
            sums.y.into(),
            sums.xx.into(),
            sums.yy.into(),
            sums.xy.into(),
        ];
        put(&FAMILY, &[skill, kind], &numbers)?;
    }
    for (((skill, kind), say), option) in &facts.options {
        let counts = [option.offered.into(), option.taken.into(), option.right.into()];
        put(&OPTION, &[skill, kind, say], &counts)?;
    }
    for ((by, part), (marks, n)) in &facts.parts {
        put(&PART, &[read::word(*by), part], &[Cell::from(*n), Cell::from(*marks)])?;
    }
    Ok(())
}
