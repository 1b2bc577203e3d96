//! What a log says.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Row;

use super::cache;
use crate::memory::History;
use crate::state::{CountedAnswers, histories};
use crate::{
    Answered, DayCount, EventId, FilmedSet, FittedParameters, LearnerState, Log, Logged, Preferences,
    Selection, Seq, SkillState, StudyError, StudyEvent, margin,
};
use formcheck_core::day::Day;
use formcheck_core::quiz::{Item, Margin, Skill};

impl Log {
    /// The events from `first` on, in order.
    pub fn events(&self, first: Seq) -> Result<Vec<Logged>, StudyError> {
        self.read("WHERE seq >= ?1 ORDER BY seq", first.0)
    }

    fn last(&self, kind: &str) -> Result<Option<Logged>, StudyError> {
        let of = "WHERE kind = ?1 ORDER BY seq DESC LIMIT 1";
        Ok(self.read(of, kind)?.pop())
    }

    /// Events; `of` says which, in which order.
    pub(super) fn read(&self, of: &str, with: impl rusqlite::ToSql) -> Result<Vec<Logged>, StudyError> {
        let query = format!("SELECT {COLUMNS} FROM event {of}");
        let fault = |error| self.place.refused(error);
        let mut statement = self.db.prepare_cached(&query).map_err(fault)?;
        let rows = statement.query_map([with], raw).map_err(fault)?;
        rows.map(|row| self.logged(row.map_err(fault)?)).collect()
    }

    fn logged(&self, raw: Raw) -> Result<Logged, StudyError> {
        let seq = raw.seq;
        raw.read().map_err(|error| {
            StudyError::damaged(&self.place.database(), format!("event {seq} can't be read ({error})"))
        })
    }

    /// The session that was opened and not closed: its events from the opening on.
    pub fn unfinished(&self) -> Result<Option<Vec<Logged>>, StudyError> {
        // Nearly always the last thing that happened is that a session was closed.
        let last = self.read("WHERE seq > ?1 ORDER BY seq DESC LIMIT 1", 0)?.pop();
        if last.is_none_or(|last| matches!(last.event, StudyEvent::Closed { .. })) {
            return Ok(None);
        }
        let Some(opened) = self.last("opened")? else { return Ok(None) };
        let events = self.events(opened.seq)?;
        let ended = events.iter().any(
            |logged| matches!(&logged.event, StudyEvent::Closed { session, .. } if *session == opened.seq),
        );
        Ok((!ended).then_some(events))
    }

    /// Whether these events of an unfinished session are of study and of this day: it was opened on it, or went on into it.
    pub fn is_of_day(events: &[Logged], today: Day) -> bool {
        let ends = [events.first(), events.last()];
        events.first().is_some_and(|opened| opened.event.is_study())
            && ends.into_iter().flatten().any(|logged| logged.day == today)
    }

    /// The last thing that can be taken back: an answer that stands, of any session, or a filmed set.
    pub(crate) fn last_standing(&self) -> Result<Option<Undoable>, StudyError> {
        let of = "WHERE kind IN ('answered', 'filmed', 'undone') ORDER BY seq DESC LIMIT ?1";
        let mut undone = Vec::new();
        // Answers are taken back from the last one on, so that few have to be looked at.
        let mut most = 16;
        loop {
            let events: Vec<Logged> = self.read(of, most)?;
            let looked_at = events.len();
            undone.clear();
            for logged in events {
                match logged.event {
                    StudyEvent::Undone { shown, .. } => undone.push(shown),
                    StudyEvent::Answered(answered) => {
                        match undone.iter().position(|shown| *shown == answered.shown) {
                            Some(at) => drop(undone.remove(at)),
                            None => {
                                let item = self.shown(answered.shown)?;
                                return Ok(item.map(|item| Undoable::Answer(answered, Box::new(item))));
                            }
                        }
                    }
                    StudyEvent::Filmed(set) if !undone.contains(&logged.seq) => {
                        return Ok(Some(Undoable::Film(logged.seq, set)));
                    }
                    _ => {}
                }
            }
            if looked_at < usize::try_from(most).unwrap_or_default() {
                return Ok(None);
            }
            most *= 8;
        }
    }

    /// Whether what stands at this place is a filmed set.
    pub(crate) fn is_film(&self, seq: Seq) -> Result<bool, StudyError> {
        let found = self.read("WHERE seq = ?1", seq.0)?.pop();
        Ok(found.is_some_and(|logged| matches!(logged.event, StudyEvent::Filmed(_))))
    }

    pub fn shown(&self, shown: Seq) -> Result<Option<Item>, StudyError> {
        let found = self.read("WHERE seq = ?1", shown.0)?.pop();
        Ok(match found.map(|logged| logged.event) {
            Some(StudyEvent::Shown { item, .. }) => Some(*item),
            _ => None,
        })
    }

    pub fn days(&self) -> Result<BTreeMap<Day, DayCount>, StudyError> {
        cache::days(&self.db).map_err(|error| self.place.refused(error))
    }

    /// What was known of a skill before an event.
    pub fn state_before(&self, skill: &Skill, seq: Seq) -> Result<SkillState, StudyError> {
        let answers = self.answers_before(skill, seq)?;
        let state = SkillState::default();
        Ok(answers.iter().fold(state, |state, (answer, day)| state.and(&self.model, answer, *day)))
    }

    /// How far from its limit the next amount of a skill lies; none if it is spread.
    pub(crate) fn margin(&self, skill: &Skill) -> Result<Option<Margin>, StudyError> {
        let answers = self.answers_before(skill, Seq(i64::MAX))?;
        Ok(margin(answers.iter().map(|(answer, _)| answer)))
    }

    /// The answers to a skill that stand before an event, with their days.
    fn answers_before(&self, skill: &Skill, seq: Seq) -> Result<Vec<(Answered, Day)>, StudyError> {
        let of = "WHERE skill = ?1 ORDER BY seq";
        // Once an id has become another one, answers stand under both.
        let events = if self.is_rewritten()? { self.events(Seq(0))? } else { self.read(of, skill.as_str())? };
        let mut counted = CountedAnswers::default();
        let is_of_it = |logged: &Logged| logged.seq < seq || logged.event.rewrites();
        for logged in events.into_iter().filter(is_of_it) {
            counted.take(logged);
        }
        let of_it = counted.into_answers().filter(|(answer, ..)| answer.skill == *skill);
        Ok(of_it.map(|(answer, day, _)| (answer, day)).collect())
    }

    /// The first answer to the item that was shown at this place.
    pub(crate) fn first_answer(&self, skill: &Skill, shown: Seq) -> Result<Option<Answered>, StudyError> {
        let of = "WHERE skill = ?1 ORDER BY seq";
        let mut counted = CountedAnswers::default();
        for logged in self.read(of, skill.as_str())? {
            counted.take(logged);
        }
        Ok(counted.first(shown).map(|(answered, _)| answered.clone()))
    }

    /// How often a mistake was called another: (what it was, what it was called).
    pub fn pairs(&self) -> Result<BTreeMap<(String, String), u32>, StudyError> {
        cache::pairs(&self.db).map_err(|error| self.place.refused(error))
    }

    /// What the person does and has, if they said so.
    pub fn selection(&self) -> Result<Option<Selection>, StudyError> {
        cache::selection(&self.db).map_err(|error| self.place.refused(error))
    }

    /// The skills that were shown before they were asked.
    pub fn introduced(&self) -> Result<BTreeSet<Skill>, StudyError> {
        cache::introduced(&self.db).map_err(|error| self.place.refused(error))
    }

    /// The sets that were filmed and not taken back, by their places in the log.
    pub fn films(&self) -> Result<BTreeMap<Seq, (Day, FilmedSet)>, StudyError> {
        cache::films(&self.db).map_err(|error| self.place.refused(error))
    }

    pub fn fitted_parameters(&self) -> Result<Option<FittedParameters>, StudyError> {
        cache::fitted_parameters(&self.db).map_err(|error| self.place.refused(error))
    }

    /// What the person chose about the schedule.
    pub fn preferences(&self) -> Result<Preferences, StudyError> {
        cache::preferences(&self.db).map_err(|error| self.place.refused(error))
    }

    /// The answers that stand, in order, with their day and moment.
    pub fn counted_answers(&self) -> Result<Vec<(Answered, Day, i64)>, StudyError> {
        Ok(self.counted()?.into_answers().collect())
    }

    /// All that was answered.
    pub(super) fn counted(&self) -> Result<CountedAnswers, StudyError> {
        let of = "WHERE kind IN ('answered', 'meant', 'undone', 'renamed', 'pulled-back') AND seq > ?1 ORDER BY seq";
        let mut counted = CountedAnswers::default();
        for logged in self.read(of, 0)? {
            counted.take(logged);
        }
        Ok(counted)
    }

    /// What was answered before an event and what was filmed, also since then, as far as it stands, in order: as much as a few sessions have.
    pub(crate) fn lately(&self, before: Seq) -> Result<Vec<Lately>, StudyError> {
        let of = "WHERE kind IN ('answered', 'meant', 'filmed', 'undone', 'renamed')
            AND (seq < ?1 OR kind = 'filmed') ORDER BY seq DESC LIMIT 200";
        let standing = self.films()?;
        let mut counted = CountedAnswers::default();
        // Each set with the number of answers before it.
        let mut films = Vec::new();
        for logged in self.read(of, before.0)?.into_iter().rev() {
            match &logged.event {
                StudyEvent::Filmed(_) => {
                    films.extend(standing.get(&logged.seq).map(|(_, set)| (counted.len(), set.clone())));
                }
                _ => counted.take(logged),
            }
        }
        let mut lately: Vec<(usize, Lately)> =
            films.into_iter().map(|(place, set)| (place, Lately::Filmed(set))).collect();
        lately.extend(
            counted.into_numbered().map(|(place, answer)| (place, Lately::Answered(Box::new(answer)))),
        );
        // A set was filmed before the answer that has its number.
        lately.sort_by_key(|(place, one)| (*place, matches!(one, Lately::Answered(_))));
        Ok(lately.into_iter().map(|(_, one)| one).collect())
    }

    pub fn histories(&self) -> Result<Vec<History>, StudyError> {
        Ok(histories(self.counted_answers()?))
    }

    pub fn state(&self) -> Result<LearnerState, StudyError> {
        Ok(LearnerState::replay(self.events(Seq(0))?))
    }

    /// The cache as a state, to be held against the replay.
    pub fn cached(&self) -> Result<LearnerState, StudyError> {
        let skills = cache::skills(&self.db).map_err(|error| self.place.refused(error))?;
        Ok(LearnerState {
            skills,
            pairs: self.pairs()?,
            days: self.days()?,
            selection: self.selection()?,
            films: self.films()?,
            introduced: self.introduced()?,
            fitted: self.fitted_parameters()?,
            preferences: self.preferences()?,
            rewritten: self.is_rewritten()?,
        })
    }

    fn is_rewritten(&self) -> Result<bool, StudyError> {
        cache::rewritten(&self.db).map_err(|error| self.place.refused(error))
    }
}

/// Something that can be taken back.
pub(crate) enum Undoable {
    /// An answer, with the item it was given to.
    Answer(Box<Answered>, Box<Item>),
    /// A filmed set, and where it is in the log.
    Film(Seq, FilmedSet),
}

/// Something that says what a person needs now.
pub(crate) enum Lately {
    Answered(Box<Answered>),
    Filmed(FilmedSet),
}

/// The columns of an event.
pub(super) const COLUMNS: &str = "seq, id, turn, at, day, body";

/// An event as it stands in the table.
pub(super) struct Raw {
    seq: i64,
    id: String,
    turn: i64,
    at: i64,
    day: i32,
    body: String,
}

pub(super) fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        seq: row.get(0)?,
        id: row.get(1)?,
        turn: row.get(2)?,
        at: row.get(3)?,
        day: row.get(4)?,
        body: row.get(5)?,
    })
}

impl Raw {
    pub(super) fn read(self) -> serde_json::Result<Logged> {
        let Raw { seq, id, turn, at, day, body } = self;
        let event = serde_json::from_str(&body)?;
        Ok(Logged { seq: Seq(seq), id: EventId(id), turn, at, day: Day(day), event })
    }
}
