//! The tables beside the log: what [`LearnerState::replay`] would say, kept up to date with each event in the same
//! transaction. They may be thrown away: without the mark of this version they are made anew.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::de::DeserializeOwned;

use crate::state::CountedAnswers;
use crate::{
    Answered, DayCount, FilmedSet, FittedParameters, LearnerState, Model, Selection, Seq, SkillState,
    StudyEvent,
};
use formcheck_core::day::Day;
use formcheck_core::quiz::Skill;

/// What the tables mean; raised whenever the replay comes to mean something else.
const VERSION: &str = "2";

/// Whether the tables are of this version.
pub(super) fn is_current(db: &Connection) -> rusqlite::Result<bool> {
    Ok(held(db, "version")?.as_deref() == Some(VERSION))
}

fn held(db: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = db.prepare_cached("SELECT value FROM held WHERE name = ?1")?;
    statement.query_row([name], |row| row.get(0)).optional()
}

fn hold(db: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    let query = "INSERT INTO held (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    db.prepare_cached(query)?.execute([name, value]).map(drop)
}

fn held_json<T: DeserializeOwned>(db: &Connection, name: &str) -> rusqlite::Result<Option<T>> {
    Ok(held(db, name)?.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(super) fn selection(db: &Connection) -> rusqlite::Result<Option<Selection>> {
    held_json(db, "chosen")
}

pub(super) fn fitted_parameters(db: &Connection) -> rusqlite::Result<Option<FittedParameters>> {
    held_json(db, "tuned")
}

/// Whether an id has become another one at some time.
pub(super) fn renamed(db: &Connection) -> rusqlite::Result<bool> {
    Ok(held(db, "renamed")?.is_some())
}

/// Follows one event; gives the skill that changed, with its state, if it still has one.
pub(super) fn follow(
    tx: &Connection,
    model: &Model,
    skills: &BTreeMap<Skill, SkillState>,
    (seq, day): (Seq, Day),
    event: &StudyEvent,
) -> rusqlite::Result<Option<(Skill, Option<SkillState>)>> {
    match event {
        StudyEvent::Selected(selection) => hold(tx, "chosen", &serde_json::json!(selection).to_string())?,
        StudyEvent::Fitted(fitted) => hold(tx, "tuned", &serde_json::json!(fitted).to_string())?,
        StudyEvent::Renamed { .. } => hold(tx, "renamed", "yes")?,
        StudyEvent::Answered(answered) if !answered.again => {
            let state = skills.get(&answered.skill).copied().unwrap_or_default().and(model, answered, day);
            put_skill(tx, &answered.skill, &state)?;
            count(tx, answered, day, 1)?;
            return Ok(Some((answered.skill.clone(), Some(state))));
        }
        // What was taken back, or brought back, may lie before other answers: the skill is computed anew.
        StudyEvent::Answered(answered) => {
            return again(tx, model, &answered.skill, answered.shown, 1).map(Some);
        }
        StudyEvent::Undone { skill, shown, .. } => {
            tx.prepare_cached("DELETE FROM film WHERE seq = ?1")?.execute([shown.0])?;
            return again(tx, model, skill, *shown, -1).map(Some);
        }
        StudyEvent::Filmed(set) => put_film(tx, seq, day, set)?,
        _ => {}
    }
    Ok(None)
}

/// Computes a skill anew from its events; the first answer to the item that was `shown` counts `by` times more.
fn again(
    tx: &Connection,
    model: &Model,
    skill: &Skill,
    shown: Seq,
    by: i64,
) -> rusqlite::Result<(Skill, Option<SkillState>)> {
    let mut statement = tx.prepare_cached("SELECT day, body FROM event WHERE skill = ?1 ORDER BY seq")?;
    let mut rows = statement.query([skill.as_str()])?;
    let mut counted = CountedAnswers::default();
    let mut first: Option<(Answered, Day)> = None;
    while let Some(row) = rows.next()? {
        let (day, body): (i32, String) = (row.get(0)?, row.get(1)?);
        let Ok(event) = serde_json::from_str::<StudyEvent>(&body) else { continue };
        if let (StudyEvent::Answered(answered), None) = (&event, &first)
            && answered.shown == shown
        {
            first = Some(((**answered).clone(), Day(day)));
        }
        counted.take(event, Day(day), 0);
    }
    if let Some((answered, day)) = first {
        count(tx, &answered, day, by)?;
    }
    let mut state = None;
    for (answer, day, _) in counted.into_answers() {
        state = Some(state.unwrap_or(SkillState::default()).and(model, &answer, day));
    }
    match &state {
        Some(state) => put_skill(tx, skill, state)?,
        None => drop(tx.execute("DELETE FROM skill WHERE skill = ?1", [skill.as_str()])?),
    }
    Ok((skill.clone(), state))
}

/// Counts an answer `by` times more, by its day and its confusion.
fn count(tx: &Connection, answer: &Answered, day: Day, by: i64) -> rusqlite::Result<()> {
    let query = "INSERT INTO day (day, answers, right, ms) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (day) DO UPDATE SET answers = answers + ?2, right = right + ?3, ms = ms + ?4";
    let ms = i64::try_from(answer.ms).unwrap_or(i64::MAX / 2);
    tx.prepare_cached(query)?.execute(params![day.0, by, by * i64::from(answer.right), by * ms])?;
    if by < 0 {
        tx.execute("DELETE FROM day WHERE answers = 0", [])?;
    }
    if let Some((was, called)) = answer.confusion() {
        let query = "INSERT INTO pair (was, called, times) VALUES (?1, ?2, ?3)
            ON CONFLICT (was, called) DO UPDATE SET times = times + ?3";
        tx.prepare_cached(query)?.execute(params![was, called, by])?;
        if by < 0 {
            tx.execute("DELETE FROM pair WHERE times = 0", [])?;
        }
    }
    Ok(())
}

fn put_skill(tx: &Connection, skill: &Skill, state: &SkillState) -> rusqlite::Result<()> {
    let query = "INSERT OR REPLACE INTO skill
        (skill, answers, right, streak, lapses, first, rated, stability, difficulty, due)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let mut statement = tx.prepare_cached(query)?;
    statement.execute(params![
        skill.as_str(),
        state.answers,
        state.right,
        state.streak,
        state.lapses,
        state.first.0,
        state.rated.0,
        f64::from(state.stability),
        f64::from(state.difficulty),
        state.due.0,
    ])?;
    Ok(())
}

pub(super) fn skills(db: &Connection) -> rusqlite::Result<BTreeMap<Skill, SkillState>> {
    let query =
        "SELECT skill, answers, right, streak, lapses, first, rated, stability, difficulty, due FROM skill";
    let mut statement = db.prepare_cached(query)?;
    let rows = statement.query_map([], of_row)?;
    rows.collect()
}

#[expect(clippy::cast_possible_truncation, reason = "they were written from an f32")]
fn of_row(row: &Row<'_>) -> rusqlite::Result<(Skill, SkillState)> {
    let state = SkillState {
        answers: row.get(1)?,
        right: row.get(2)?,
        streak: row.get(3)?,
        lapses: row.get(4)?,
        first: Day(row.get(5)?),
        rated: Day(row.get(6)?),
        stability: row.get::<_, f64>(7)? as f32,
        difficulty: row.get::<_, f64>(8)? as f32,
        due: Day(row.get(9)?),
    };
    Ok((Skill(row.get(0)?), state))
}

fn put_film(tx: &Connection, seq: Seq, day: Day, set: &FilmedSet) -> rusqlite::Result<()> {
    let body = serde_json::json!(set).to_string();
    let query = "INSERT INTO film (seq, day, body) VALUES (?1, ?2, ?3)";
    tx.prepare_cached(query)?.execute(params![seq.0, day.0, body]).map(drop)
}

/// The sets that were filmed and not taken back.
pub(super) fn films(db: &Connection) -> rusqlite::Result<BTreeMap<Seq, (Day, FilmedSet)>> {
    let mut statement = db.prepare_cached("SELECT seq, day, body FROM film")?;
    let rows = statement.query_map([], |row| {
        let body: String = row.get(2)?;
        let set = serde_json::from_str(&body).unwrap_or_default();
        Ok((Seq(row.get(0)?), (Day(row.get(1)?), set)))
    })?;
    rows.collect()
}

/// How often a mistake was called another.
pub(super) fn pairs(db: &Connection) -> rusqlite::Result<BTreeMap<(String, String), u32>> {
    let mut statement = db.prepare_cached("SELECT was, called, times FROM pair")?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    rows.collect()
}

pub(super) fn days(db: &Connection) -> rusqlite::Result<BTreeMap<Day, DayCount>> {
    let mut statement = db.prepare_cached("SELECT day, answers, right, ms FROM day")?;
    let rows = statement.query_map([], |row| {
        let ms = u64::try_from(row.get::<_, i64>(3)?).unwrap_or_default();
        Ok((Day(row.get(0)?), DayCount { answers: row.get(1)?, right: row.get(2)?, ms }))
    })?;
    rows.collect()
}

pub(super) fn replace(db: &mut Connection, state: &LearnerState) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    tx.execute_batch(
        "DELETE FROM skill; DELETE FROM pair; DELETE FROM day; DELETE FROM film; DELETE FROM held;",
    )?;
    for (skill, state) in &state.skills {
        put_skill(&tx, skill, state)?;
    }
    for ((was, called), times) in &state.pairs {
        tx.prepare_cached("INSERT INTO pair (was, called, times) VALUES (?1, ?2, ?3)")?
            .execute(params![was, called, times])?;
    }
    for (day, count) in &state.days {
        let ms = i64::try_from(count.ms).unwrap_or(i64::MAX / 2);
        tx.prepare_cached("INSERT INTO day (day, answers, right, ms) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![day.0, count.answers, count.right, ms])?;
    }
    for (seq, (day, set)) in &state.films {
        put_film(&tx, *seq, *day, set)?;
    }
    if let Some(selection) = &state.selection {
        hold(&tx, "chosen", &serde_json::json!(selection).to_string())?;
    }
    if let Some(fitted) = &state.fitted {
        hold(&tx, "tuned", &serde_json::json!(fitted).to_string())?;
    }
    if state.renamed {
        hold(&tx, "renamed", "yes")?;
    }
    hold(&tx, "version", VERSION)?;
    tx.commit()
}
