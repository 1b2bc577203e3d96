//! The facts of a cohort by SQL: the database sums, and hands over sums.
//!
//! Must not know how they were kept.

use super::tables::{COHORT, CountTable, FAMILY, LATER, OPTION, PAIR, PART, SEEN, by};
use super::{Cohort, SealedRow, Sql, SqlRow, SqlValue};
use crate::ExamError;
use crate::cohort::{CohortCounts, ExamFacts, Family, MarkSums, OptionCounts, Person, SameForm, Sums};
use formcheck_core::detection::Outcomes;

/// What a line of the cohort table is made of.
const LINE: &str = "reference, exam, title, attempt, day, marks, items, cut, passed, used_ms, supervised, left_open, \
     verified, form, rights, record, gym, sitting";

/// The lines of a cohort table, of tables of a version.
fn lines(version: i64) -> String {
    let later = LATER.map(|(name, since, by_text)| if version < since { by_text } else { name });
    format!("SELECT {LINE}, {} FROM exam_record", later.join(", "))
}

/// The facts of a cohort in tables of a version.
pub(super) fn facts(
    sql: &mut dyn Sql,
    cohort: &Cohort,
    most: usize,
    version: i64,
) -> Result<CohortCounts, ExamError> {
    let chosen = chosen(cohort);
    let lines = lines(version);
    let mut facts = CohortCounts::default();
    counts(sql, &chosen, &mut facts)?;
    for row in sql.query(&exams_sql(), &chosen)? {
        let (id, exam) = exam(&row);
        facts.exams.insert(id, exam);
    }
    for (id, exam) in &mut facts.exams {
        let of = [chosen[0].clone(), id.as_str().into(), chosen[2].clone()];
        details(sql, &of, exam, (most, &lines))?;
    }
    let gyms = format!(
        "SELECT gym, CAST(sum(latest) AS BIGINT), CAST(sum(latest * passed) AS BIGINT) FROM exam_record WHERE {COHORT} GROUP BY gym"
    );
    for row in sql.query(&gyms, &chosen)? {
        facts.gyms.insert(row.text(0), (row.count(1), row.count(2)));
    }
    let newest = format!("{lines} WHERE {COHORT} ORDER BY day DESC, gym, sitting LIMIT $4");
    facts.people = sql.query(&newest, &with(&chosen, most))?.iter().map(person).collect();
    facts.sort();
    let all: usize = facts.exams.values().map(|exam| exam.records).sum();
    facts.more = all - facts.people.len();
    Ok(facts)
}

/// Which records of a cohort's sittings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Which {
    /// Those that count.
    Counting,
    /// All others.
    Aside,
}

/// Up to `most` records of a cohort that come after one, by gym, sitting and digest.
pub(super) fn sealed(
    sql: &mut dyn Sql,
    cohort: &Cohort,
    which: Which,
    after: Option<&SealedRow>,
    most: usize,
) -> Result<Vec<SealedRow>, ExamError> {
    let (record, texts) = match which {
        Which::Counting => ("exam_record.record", "exam_sealed"),
        Which::Aside => ("exam_aside.record", "exam_aside"),
    };
    let next = format!(
        "SELECT gym, sitting, {record}, sealed FROM {texts} JOIN exam_record USING (gym, sitting) WHERE {COHORT} \
         AND (gym, sitting, {record}) > ($4, $5, $6) ORDER BY gym, sitting, {record} LIMIT $7"
    );
    let (gym, sitting, record) = after.map_or(("", "", ""), |row| (&row.gym, &row.sitting, &row.record));
    let values = chosen(cohort).into_iter().chain([gym.into(), sitting.into(), record.into(), most.into()]);
    let row = |row: &SqlRow| SealedRow {
        gym: row.text(0),
        sitting: row.text(1),
        record: row.text(2),
        text: row.text(3),
    };
    Ok(sql.query(&next, &values.collect::<Vec<_>>())?.iter().map(row).collect())
}

/// The values of `COHORT`.
fn chosen(cohort: &Cohort) -> [SqlValue; 3] {
    [&cohort.gym, &cohort.exam, &cohort.since].map(|one| one.as_deref().unwrap_or_default().into())
}

fn with(chosen: &[SqlValue; 3], number: usize) -> Vec<SqlValue> {
    chosen.iter().cloned().chain([SqlValue::from(number)]).collect()
}

/// What is counted by mistake, pair, family, option and part.
fn counts(sql: &mut dyn Sql, chosen: &[SqlValue; 3], facts: &mut CohortCounts) -> Result<(), ExamError> {
    let mut sums = |tally: &CountTable| sql.query(&tally.sums(), chosen);
    for row in sums(&SEEN)? {
        let [hits, misses, false_alarms, rejections] = [1, 2, 3, 4].map(|at| row.count(at));
        facts.answers.seen.insert(row.text(0), Outcomes { hits, misses, false_alarms, rejections });
    }
    for row in sums(&PAIR)? {
        facts.answers.pairs.insert((row.text(0), row.text(1)), (row.count(2), row.count(3)));
    }
    for row in sums(&FAMILY)? {
        let [x, y, xx, yy, xy] = [6, 7, 8, 9, 10].map(|at| row.real(at));
        let family = Family {
            sums: Sums { n: row.count(2), x, y, xx, yy, xy },
            right: row.count(3),
            ms: u64::try_from(row.int(4)).unwrap_or_default(),
            tried_out: row.count(5),
        };
        facts.answers.families.insert((row.text(0), row.text(1)), family);
    }
    for row in sums(&OPTION)? {
        let taken = OptionCounts { offered: row.count(3), taken: row.count(4), right: row.int(5) > 0 };
        facts.answers.options.insert(((row.text(0), row.text(1)), row.text(2)), taken);
    }
    for row in sums(&PART)? {
        if let Some(by) = by(&row.text(0)) {
            facts.answers.parts.insert((by, row.text(1)), (row.real(3), row.count(2)));
        }
    }
    Ok(())
}

/// One scan over the rows of records: pass rates, the spread of scores, who is near the cut.
fn exams_sql() -> String {
    // Scores are those of each person's latest try.
    let whole = |what: &str| format!("CAST(sum({what}) AS BIGINT)");
    let first = "CASE WHEN attempt = 1 THEN 1 ELSE 0 END";
    let columns = [
        "exam".to_owned(),
        "count(*)".to_owned(),
        whole("latest"),
        whole("latest * passed"),
        whole(first),
        whole(&format!("passed * {first}")),
        whole("CASE WHEN items > 0 THEN latest ELSE 0 END"),
        whole("latest * items"),
        "CAST(sum(latest * right_items) AS DOUBLE PRECISION)".to_owned(),
        "CAST(sum(CASE WHEN items > 0 THEN CAST(latest * right_items * right_items AS DOUBLE PRECISION) / items ELSE 0 END) AS DOUBLE PRECISION)".to_owned(),
        whole("near"),
    ];
    format!("SELECT {} FROM exam_record WHERE {COHORT} GROUP BY exam", columns.join(", "))
}

fn exam(row: &SqlRow) -> (String, ExamFacts) {
    let right = row.real(8);
    let exam = ExamFacts {
        records: row.count(1),
        people: (row.count(2), row.count(3)),
        first: (row.count(4), row.count(5)),
        // Right or not is 1 or 0, and so is its square.
        spread: MarkSums {
            persons: row.count(6),
            items: row.count(7),
            sum: right,
            squares: right,
            between: row.real(9),
        },
        near: row.count(10),
        ..ExamFacts::default()
    };
    (row.text(0), exam)
}

/// What takes a statement of its own, for one exam.
fn details(
    sql: &mut dyn Sql,
    of: &[SqlValue; 3],
    exam: &mut ExamFacts,
    (most, lines): (usize, &str),
) -> Result<(), ExamError> {
    let newest =
        format!("SELECT title, cut FROM exam_record WHERE {COHORT} ORDER BY day DESC, record DESC LIMIT 1");
    if let Some(row) = sql.query(&newest, of)?.first() {
        exam.title = row.text(0);
        exam.cut = u8::try_from(row.int(1)).unwrap_or_default();
    }
    let middle = format!("SELECT used_ms FROM exam_record WHERE {COHORT} ORDER BY used_ms LIMIT 2 OFFSET $4");
    let times: Vec<u64> = sql
        .query(&middle, &with(of, exam.records.saturating_sub(1) / 2))?
        .iter()
        .map(|row| u64::try_from(row.int(0)).unwrap_or_default())
        .collect();
    exam.median_ms = match times[..] {
        [a, b] if exam.records.is_multiple_of(2) => Some(u64::midpoint(a, b)),
        [a, ..] => Some(a),
        [] => None,
    };
    let near = format!("{lines} WHERE {COHORT} AND near = 1 ORDER BY day DESC, gym, sitting LIMIT $4");
    exam.near_people = sql.query(&near, &with(of, most))?.iter().map(person).collect();
    exam.near_people.sort_by(Person::in_order);
    exam.same_form = same_form(sql, of)?;
    Ok(())
}

/// The form that most people had, if several had the same, and how often each of its items was answered rightly.
fn same_form(sql: &mut dyn Sql, of: &[SqlValue; 3]) -> Result<SameForm, ExamError> {
    let forms = format!(
        "SELECT form, count(*) AS times FROM exam_record WHERE {COHORT} GROUP BY form ORDER BY times DESC, form LIMIT 1"
    );
    let found = sql.query(&forms, of)?;
    let Some(form) = found.first() else { return Ok(SameForm::default()) };
    let chosen: Vec<SqlValue> = of.iter().cloned().chain([SqlValue::Text(form.text(0))]).collect();
    let scores = format!(
        "SELECT count(*), CAST(sum(right_items) AS BIGINT), CAST(sum(right_items * right_items) AS BIGINT), max(items) \
         FROM exam_record WHERE {COHORT} AND form = $4"
    );
    let rows = sql.query(&scores, &chosen)?;
    let Some(scores) = rows.first() else { return Ok(SameForm::default()) };
    let mut same = SameForm {
        persons: scores.count(0),
        sum: scores.count(1),
        squares: scores.count(2),
        right: vec![0; scores.count(3)],
    };
    if same.persons < 2 {
        return Ok(same);
    }
    let items = format!(
        "WITH RECURSIVE item (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM item WHERE at < 1000), \
         form AS (SELECT rights FROM exam_record WHERE {COHORT} AND form = $4) \
         SELECT CAST(at AS BIGINT), count(*) FROM item, form WHERE at <= length(rights) AND substr(rights, at, 1) = '1' GROUP BY at"
    );
    for row in sql.query(&items, &chosen)? {
        if let Some(right) = row.count(0).checked_sub(1).and_then(|at| same.right.get_mut(at)) {
            *right = row.count(1);
        }
    }
    Ok(same)
}

fn person(row: &SqlRow) -> Person {
    Person {
        reference: row.text(0),
        // No name is ever kept.
        name: None,
        exam: row.text(1),
        title: row.text(2),
        attempt: u32::try_from(row.int(3)).unwrap_or_default(),
        day: row.text(4),
        marks: row.real(5),
        of: row.count(6),
        cut: u8::try_from(row.int(7)).unwrap_or_default(),
        passed: row.is(8),
        used_ms: u64::try_from(row.int(9)).unwrap_or_default(),
        supervised: row.is(10),
        left_open: row.is(11),
        verified: row.is(12).then_some(true),
        form: row.text(13),
        rights: row.text(14).chars().map(|letter| letter == '1').collect(),
        record: row.text(15),
        gym: row.text(16),
        sitting: row.text(17),
        described: row.is(18),
        in_doubt: row.is(19),
    }
}
