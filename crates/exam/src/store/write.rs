//! Records as they come in: their rows, and the counts that are summed up.
//!
//! Must not know how they are read.

use super::tables::{CountTable, FAMILY, OPTION, PAIR, PART, RECORD, SEEN, TALLIES, word};
use super::{Sql, SqlValue};
use crate::ExamError;
use crate::cohort::{Person, RecordCounts, is_near};

/// A sitting's record that counts: its row and text. Whether it is there now; not if the sitting has one already.
pub(super) fn insert(sql: &mut dyn Sql, gym: &str, person: &Person, sealed: &str) -> Result<bool, ExamError> {
    let columns = RECORD.join(", ");
    let places: Vec<String> = (1..=RECORD.len()).map(|at| format!("${at}")).collect();
    let statement = format!(
        "INSERT INTO exam_record ({columns}) VALUES ({}) ON CONFLICT (gym, sitting) DO NOTHING",
        places.join(", ")
    );
    if sql.execute(&statement, &row(gym, person))? == 0 {
        return Ok(false);
    }
    sql.execute(
        "INSERT INTO exam_sealed (gym, sitting, sealed) VALUES ($1, $2, $3)",
        &[gym.into(), person.sitting.as_str().into(), sealed.into()],
    )?;
    mark_latest(sql, gym, &person.exam, &person.reference)?;
    Ok(true)
}

/// The values of `RECORD`.
fn row(gym: &str, person: &Person) -> [SqlValue; RECORD.len()] {
    let right = person.rights.iter().filter(|right| **right).count();
    let rights: String = person.rights.iter().map(|right| if *right { '1' } else { '0' }).collect();
    [
        gym.into(),
        person.sitting.as_str().into(),
        person.record.as_str().into(),
        person.reference.as_str().into(),
        person.exam.as_str().into(),
        person.title.as_str().into(),
        SqlValue::Int(person.attempt.into()),
        person.day.as_str().into(),
        month(person).into(),
        person.marks.into(),
        person.of.into(),
        right.into(),
        SqlValue::Int(person.cut.into()),
        person.passed.into(),
        person.used_ms.into(),
        person.supervised.into(),
        person.left_open.into(),
        person.verified.map_or(SqlValue::Null, SqlValue::from),
        is_near(person).into(),
        SqlValue::Int(0),
        person.form.as_str().into(),
        SqlValue::Text(rights),
        person.described.into(),
        person.in_doubt.into(),
    ]
}

/// The month by which a record is counted.
pub(super) fn month(person: &Person) -> &str {
    person.day.get(..7).unwrap_or_default()
}

/// The latest try of a person at an exam counts, and no other.
pub(super) fn mark_latest(
    sql: &mut dyn Sql,
    gym: &str,
    exam: &str,
    reference: &str,
) -> Result<(), ExamError> {
    sql.execute(
        "UPDATE exam_record SET latest = CASE WHEN sitting = (SELECT sitting FROM exam_record \
         WHERE gym = $1 AND exam = $2 AND reference = $3 ORDER BY attempt DESC, day DESC, sitting DESC LIMIT 1) \
         THEN 1 ELSE 0 END WHERE gym = $1 AND exam = $2 AND reference = $3",
        &[gym.into(), exam.into(), reference.into()],
    )
    .map(|_| ())
}

/// Adds the counts of some records of one gym, exam and month.
pub(super) fn add(sql: &mut dyn Sql, of: [&str; 3], facts: &RecordCounts) -> Result<(), ExamError> {
    let mut put = |tally: &CountTable, by: &[&str], numbers: &[SqlValue]| {
        let keys = of.iter().chain(by).map(|key| SqlValue::from(*key));
        sql.execute(&tally.add(), &keys.chain(numbers.iter().cloned()).collect::<Vec<_>>()).map(|_| ())
    };
    for (mistake, seen) in &facts.seen {
        let counts = [seen.hits, seen.misses, seen.false_alarms, seen.rejections].map(SqlValue::from);
        put(&SEEN, &[mistake], &counts)?;
    }
    for ((was, called), (times, offered)) in &facts.pairs {
        put(&PAIR, &[was, called], &[SqlValue::from(*times), SqlValue::from(*offered)])?;
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
        put(&PART, &[word(*by), part], &[SqlValue::from(*n), SqlValue::from(*marks)])?;
    }
    Ok(())
}

/// Takes the counts of a gym, an exam and a month away, whole.
pub(super) fn clear(sql: &mut dyn Sql, of: [&str; 3]) -> Result<(), ExamError> {
    for tally in TALLIES {
        sql.execute(&tally.clear(), &of.map(SqlValue::from))?;
    }
    Ok(())
}
