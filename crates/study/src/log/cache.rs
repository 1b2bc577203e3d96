//! The tables beside the log: what [`LearnerState::replay`] would say, kept up to date with each event in the same
//! transaction. They may be thrown away: without the mark of this version they are made anew.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::de::DeserializeOwned;

use super::reader::{COLUMNS, Raw, raw};
use crate::state::CountedAnswers;
use crate::{
    Answered, DayCount, FilmedSet, FittedParameters, LearnerState, Logged, Model, Preferences, Rung,
    Selection, Seq, SkillState, StudyEvent,
};
use formcheck_core::day::Day;
use formcheck_core::quiz::Skill;

/// What the tables mean; raised whenever the replay comes to mean something else.
const VERSION: &str = "4";

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

pub(super) fn preferences(db: &Connection) -> rusqlite::Result<Preferences> {
    Ok(held_json(db, "preferred")?.unwrap_or_default())
}

/// Whether an event changed what earlier ones mean.
pub(super) fn rewritten(db: &Connection) -> rusqlite::Result<bool> {
    Ok(held(db, "rewritten")?.is_some())
}

/// What follows from one event.
pub(super) enum Followed {
    Nothing,
    /// A skill has another state, or none any more.
    Changed(Skill, Option<SkillState>),
    /// It reaches back so far that the tables have to be made anew.
    Everything,
}

/// Follows one event.
pub(super) fn follow(
    tx: &Connection,
    model: &Model,
    skills: &BTreeMap<Skill, SkillState>,
    (seq, day): (Seq, Day),
    event: &StudyEvent,
) -> rusqlite::Result<Followed> {
    let is_rewritten = rewritten(tx)?;
    match event {
        StudyEvent::Selected(selection) => hold(tx, "chosen", &serde_json::json!(selection).to_string())?,
        // These change what earlier answers mean.
        StudyEvent::Fitted(_)
        | StudyEvent::Preferred(_)
        | StudyEvent::Renamed { .. }
        | StudyEvent::PulledBack { .. } => {
            return Ok(Followed::Everything);
        }
        // What reaches back to an earlier answer may meet it under another name or on another day.
        StudyEvent::Undone { .. } | StudyEvent::Meant { .. } if is_rewritten => {
            return Ok(Followed::Everything);
        }
        StudyEvent::Answered(answered) if is_rewritten && (answered.again || is_late(tx, answered, day)?) => {
            return Ok(Followed::Everything);
        }
        StudyEvent::Answered(answered) if !answered.again => {
            let day = began(tx, seq, answered)?.unwrap_or(day);
            let state = skills.get(&answered.skill).copied().unwrap_or_default().and(model, answered, day);
            put_skill(tx, &answered.skill, &state)?;
            count(tx, answered, day, 1)?;
            return Ok(Followed::Changed(answered.skill.clone(), Some(state)));
        }
        // What was taken back, or brought back, may lie before other answers: the skill is computed anew.
        StudyEvent::Answered(answered) => return again(tx, model, &answered.skill, answered.shown, 1),
        StudyEvent::Undone { skill, shown, .. } => {
            tx.prepare_cached("DELETE FROM film WHERE seq = ?1")?.execute([shown.0])?;
            return again(tx, model, skill, *shown, -1);
        }
        StudyEvent::Shown { introduced: true, item, .. } => put_introduced(tx, &item.skill)?,
        StudyEvent::Meant { skill, shown, meant: true, .. } => return meant(tx, model, skill, *shown),
        StudyEvent::Filmed(set) => put_film(tx, seq, day, set)?,
        _ => {}
    }
    Ok(Followed::Nothing)
}

/// The day of the first answer to the same skill in the same session, before the event at this place.
fn began(tx: &Connection, seq: Seq, answered: &Answered) -> rusqlite::Result<Option<Day>> {
    let query = "SELECT day FROM event WHERE skill = ?1 AND kind = 'answered' AND seq < ?2
        AND json_extract(body, '$.session') = ?3 ORDER BY seq LIMIT 1";
    let mut statement = tx.prepare_cached(query)?;
    let of = params![answered.skill.as_str(), seq.0, answered.session.0];
    statement.query_row(of, |row| row.get(0).map(Day)).optional()
}

/// Whether an answer may count for an earlier day than those before it, or for another than its own.
fn is_late(tx: &Connection, answered: &Answered, day: Day) -> rusqlite::Result<bool> {
    let newest: Option<i32> = tx.query_row("SELECT max(day) FROM day", [], |row| row.get(0))?;
    let opened: Option<i32> = tx
        .query_row("SELECT day FROM event WHERE seq = ?1", [answered.session.0], |row| row.get(0))
        .optional()?;
    Ok(newest.is_some_and(|newest| newest > day.0) || opened != Some(day.0))
}

/// Computes a skill anew from its events; the first answer to the item that was `shown` counts `by` times more.
fn again(tx: &Connection, model: &Model, skill: &Skill, shown: Seq, by: i64) -> rusqlite::Result<Followed> {
    let mut counted = CountedAnswers::default();
    of_skill(tx, skill)?.into_iter().for_each(|logged| counted.take(logged));
    if let Some((answered, day)) = counted.first(shown) {
        count(tx, answered, day, by)?;
    }
    anew(tx, model, skill, counted)
}

/// The same after the person said, with the last event, that they meant the key: the first answer counts as another one
/// than before.
fn meant(tx: &Connection, model: &Model, skill: &Skill, shown: Seq) -> rusqlite::Result<Followed> {
    let mut events = of_skill(tx, skill)?;
    let said = events.pop();
    let mut counted = CountedAnswers::default();
    events.into_iter().for_each(|logged| counted.take(logged));
    let before = counted.first(shown).map(|(answered, day)| (answered.clone(), day));
    if let Some(said) = said {
        counted.take(said);
    }
    if let (Some((before, day)), Some((after, _))) = (before, counted.first(shown)) {
        count(tx, &before, day, -1)?;
        count(tx, after, day, 1)?;
    }
    anew(tx, model, skill, counted)
}

/// The events of a skill, in order.
fn of_skill(tx: &Connection, skill: &Skill) -> rusqlite::Result<Vec<Logged>> {
    let query = format!("SELECT {COLUMNS} FROM event WHERE skill = ?1 ORDER BY seq");
    let mut statement = tx.prepare_cached(&query)?;
    let rows = statement.query_map([skill.as_str()], raw)?;
    let events: Vec<Raw> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(events.into_iter().filter_map(|raw| raw.read().ok()).collect())
}

/// Writes down what follows from all answers to a skill.
fn anew(
    tx: &Connection,
    model: &Model,
    skill: &Skill,
    counted: CountedAnswers,
) -> rusqlite::Result<Followed> {
    let mut state = None;
    for (answer, day, _) in counted.into_answers() {
        state = Some(state.unwrap_or(SkillState::default()).and(model, &answer, day));
    }
    match &state {
        Some(state) => put_skill(tx, skill, state)?,
        None => drop(tx.execute("DELETE FROM skill WHERE skill = ?1", [skill.as_str()])?),
    }
    Ok(Followed::Changed(skill.clone(), state))
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
        (skill, answers, right, streak, lapses, first, rated, stability, difficulty, due, rung)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
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
        state.rung.number(),
    ])?;
    Ok(())
}

pub(super) fn skills(db: &Connection) -> rusqlite::Result<BTreeMap<Skill, SkillState>> {
    let query = "SELECT skill, answers, right, streak, lapses, first, rated, stability, difficulty, due, rung FROM skill";
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
        rung: Rung::from_number(row.get(10)?),
    };
    Ok((Skill(row.get(0)?), state))
}

fn put_film(tx: &Connection, seq: Seq, day: Day, set: &FilmedSet) -> rusqlite::Result<()> {
    let body = serde_json::json!(set).to_string();
    let query = "INSERT INTO film (seq, day, body) VALUES (?1, ?2, ?3)";
    tx.prepare_cached(query)?.execute(params![seq.0, day.0, body]).map(drop)
}

fn put_introduced(tx: &Connection, skill: &Skill) -> rusqlite::Result<()> {
    let query = "INSERT OR IGNORE INTO introduced (skill) VALUES (?1)";
    tx.prepare_cached(query)?.execute([skill.as_str()]).map(drop)
}

/// The skills that were shown before they were asked.
pub(super) fn introduced(db: &Connection) -> rusqlite::Result<BTreeSet<Skill>> {
    let mut statement = db.prepare_cached("SELECT skill FROM introduced")?;
    let rows = statement.query_map([], |row| Ok(Skill(row.get(0)?)))?;
    rows.collect()
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
        "DELETE FROM skill; DELETE FROM pair; DELETE FROM day; DELETE FROM film; DELETE FROM introduced; DELETE FROM held;",
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
    for skill in &state.introduced {
        put_introduced(&tx, skill)?;
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
    if state.preferences != Preferences::default() {
        hold(&tx, "preferred", &serde_json::json!(state.preferences).to_string())?;
    }
    if state.rewritten {
        hold(&tx, "rewritten", "yes")?;
    }
    hold(&tx, "version", VERSION)?;
    tx.commit()
}
