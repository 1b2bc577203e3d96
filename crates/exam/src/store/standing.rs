//! Which of several records of a sitting counts. The first does, until one that was verified says that it replaces it; what
//! nobody has verified takes no other one's place, and gives way to what was. The others are kept beside it.
//!
//! Sums that a record has left are made anew from the records of its month, so that they are those of the records whatever
//! an earlier formcheck had counted. Must not know how a report reads them.

use super::write::{add, clear, insert, mark_latest, month};
use super::{KeepCount, NewRecord, Sql, SqlRow, SqlValue};
use crate::cohort::{Person, RecordCounts};
use crate::record::Record;
use crate::{ExamError, Sealed};

/// An exam and a month, by which sums are kept.
type ExamMonth = (String, String);

/// The record of a sitting that counts.
struct Standing {
    record: String,
    exam: String,
    reference: String,
    month: String,
    is_verified: bool,
}

/// Keeps a record whose sitting is there already. Says what became of it, and whose sums are no longer those of their records.
pub(super) fn beside(
    sql: &mut dyn Sql,
    gym: &str,
    record: &NewRecord<'_>,
) -> Result<(KeepCount, Vec<ExamMonth>), ExamError> {
    let person = record.person;
    let of = [SqlValue::from(gym), person.sitting.as_str().into()];
    let digest = SqlValue::from(person.record.as_str());
    let none = KeepCount::default();
    let before = standing(sql, &of)?;
    if before.record == person.record {
        if person.verified == Some(true) {
            let [gym, sitting] = of;
            sql.execute(
                "UPDATE exam_record SET verified = 1 WHERE gym = $1 AND sitting = $2 AND record = $3",
                &[gym, sitting, digest],
            )?;
        }
        return Ok((KeepCount { known: 1, ..none }, Vec::new()));
    }
    let key = [of[0].clone(), of[1].clone(), digest];
    let known =
        sql.query("SELECT record FROM exam_aside WHERE gym = $1 AND sitting = $2 AND record = $3", &key)?;
    put_aside(sql, &key, record.replaces, person.verified, record.sealed)?;
    let mut stale = Vec::new();
    let mut now = before;
    while let Some(next) = next(sql, &of, &now)? {
        stale.extend(swap(sql, gym, &of, &next)?);
        now = standing(sql, &of)?;
    }
    let is_aside = now.record != person.record;
    let count = match (is_aside, known.is_empty()) {
        (false, _) => KeepCount { took_place: 1, ..none },
        (true, true) => {
            let unproved = usize::from(record.replaces.is_some() && person.verified != Some(true));
            KeepCount { aside: 1, unproved, ..none }
        }
        (true, false) => KeepCount { known: 1, ..none },
    };
    Ok((count, stale))
}

/// Makes the sums of a gym, an exam and a month anew.
pub(super) fn count_anew(sql: &mut dyn Sql, of: [&str; 3]) -> Result<(), ExamError> {
    /// Records that are held at a time.
    const PAGE: usize = 200;
    clear(sql, of)?;
    let next = format!(
        "SELECT sitting, sealed FROM exam_sealed JOIN exam_record USING (gym, sitting) \
         WHERE gym = $1 AND exam = $2 AND month = $3 AND sitting > $4 ORDER BY sitting LIMIT {PAGE}"
    );
    let (mut sums, mut last) = (RecordCounts::default(), String::new());
    loop {
        let values: Vec<SqlValue> = of.into_iter().chain([last.as_str()]).map(SqlValue::from).collect();
        let page = sql.query(&next, &values)?;
        for row in &page {
            sums.add(RecordCounts::of(&read(&row.text(1))?.what));
        }
        let Some(end) = page.last() else { break };
        last = end.text(0);
    }
    add(sql, of, &sums)
}

fn standing(sql: &mut dyn Sql, of: &[SqlValue; 2]) -> Result<Standing, ExamError> {
    let found = sql.query(
        "SELECT record, exam, reference, month, verified FROM exam_record WHERE gym = $1 AND sitting = $2",
        of,
    )?;
    let gone = || ExamError::new("a record is gone from the database while it was written", "try again");
    let row = found.first().ok_or_else(gone)?;
    Ok(Standing {
        record: row.text(0),
        exam: row.text(1),
        reference: row.text(2),
        month: row.text(3),
        is_verified: row.is(4),
    })
}

/// What takes the place of the one that counts: the digest of a record that was verified.
fn next(sql: &mut dyn Sql, of: &[SqlValue; 2], now: &Standing) -> Result<Option<String>, ExamError> {
    let found = sql.query(
        "SELECT record FROM exam_aside WHERE gym = $1 AND sitting = $2 AND verified = 1 \
         AND (replaces = $3 OR $4 = '') ORDER BY record LIMIT 1",
        &[
            of[0].clone(),
            of[1].clone(),
            now.record.as_str().into(),
            if now.is_verified { "verified" } else { "" }.into(),
        ],
    )?;
    Ok(found.first().map(|row: &SqlRow| row.text(0)))
}

/// Puts a record that was set aside in the place of the one that counts. Gives the sums that change by that.
fn swap(sql: &mut dyn Sql, gym: &str, of: &[SqlValue; 2], digest: &str) -> Result<[ExamMonth; 2], ExamError> {
    let key = [of[0].clone(), of[1].clone(), digest.into()];
    let text = sql
        .query("SELECT sealed FROM exam_aside WHERE gym = $1 AND sitting = $2 AND record = $3", &key)?
        .first()
        .map(|row| row.text(0))
        .unwrap_or_default();
    let old = standing(sql, of)?;
    let text_of_old = sql
        .query("SELECT sealed FROM exam_sealed WHERE gym = $1 AND sitting = $2", of)?
        .first()
        .map(|row| row.text(0))
        .unwrap_or_default();
    sql.execute("DELETE FROM exam_aside WHERE gym = $1 AND sitting = $2 AND record = $3", &key)?;
    let old_key = [of[0].clone(), of[1].clone(), old.record.as_str().into()];
    let replaced = read(&text_of_old)?.what.replaces;
    put_aside(sql, &old_key, replaced.as_deref(), old.is_verified.then_some(true), &text_of_old)?;
    for table in ["exam_record", "exam_sealed"] {
        sql.execute(&format!("DELETE FROM {table} WHERE gym = $1 AND sitting = $2"), of)?;
    }
    mark_latest(sql, gym, &old.exam, &old.reference)?;
    let new = read(&text)?;
    let person = Person::of(&new.what, None, digest, Some(true));
    insert(sql, gym, &person, &text)?;
    Ok([(old.exam, old.month), (person.exam.clone(), month(&person).to_owned())])
}

/// Keeps a record of a sitting without counting it; one that is there and has been verified meanwhile is marked so.
fn put_aside(
    sql: &mut dyn Sql,
    [gym, sitting, record]: &[SqlValue; 3],
    replaces: Option<&str>,
    verified: Option<bool>,
    sealed: &str,
) -> Result<(), ExamError> {
    sql.execute(
        "INSERT INTO exam_aside (gym, sitting, record, replaces, verified, sealed) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (gym, sitting, record) DO UPDATE SET \
         verified = CASE WHEN excluded.verified = 1 THEN 1 ELSE exam_aside.verified END",
        &[
            gym.clone(),
            sitting.clone(),
            record.clone(),
            replaces.unwrap_or_default().into(),
            verified.map_or(SqlValue::Null, SqlValue::from),
            sealed.into(),
        ],
    )
    .map(|_| ())
}

fn read(text: &str) -> Result<Sealed<Record>, ExamError> {
    Sealed::read(text.as_bytes()).map_err(|not| {
        ExamError::new(
            format!("a record in the database can't be read: {}", not.what),
            "update formcheck, or bring the database back from a copy",
        )
    })
}
