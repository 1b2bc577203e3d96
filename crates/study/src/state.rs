//! The replay: events → what follows from them. The meaning of the log is written down here once; the cache in the
//! database has to equal it, and a test holds them against each other.
//!
//! An item counts with its first answer, as long as that is not taken back: feedback has told the key since. Taking it
//! back makes everything as it was before; answering the item once more brings its first answer back.

use std::collections::{BTreeMap, HashMap};

use super::memory::History;
use crate::{
    Answered, FilmedSet, FittedParameters, Logged, Model, Rating, Selection, Seq, SkillState, StudyEvent,
};
use formcheck_core::day::Day;
use formcheck_core::quiz::Skill;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DayCount {
    pub answers: u32,
    pub right: u32,
    /// Time taken over them, in milliseconds.
    pub ms: u64,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct LearnerState {
    pub skills: BTreeMap<Skill, SkillState>,
    /// How often a mistake was called another: (what it was, what it was called).
    pub pairs: BTreeMap<(String, String), u32>,
    pub days: BTreeMap<Day, DayCount>,
    pub selection: Option<Selection>,
    /// The sets that were filmed and not taken back, by their places in the log.
    pub films: BTreeMap<Seq, (Day, FilmedSet)>,
    pub fitted: Option<FittedParameters>,
    /// Whether an id has become another one at some time.
    pub renamed: bool,
}

impl DayCount {
    pub(super) fn add(&mut self, answer: &Answered) {
        self.answers += 1;
        self.right += u32::from(answer.right);
        self.ms += answer.ms;
    }
}

/// The answers that count, in order, with their days.
#[derive(Debug, Default)]
pub(super) struct CountedAnswers {
    /// By where the item was shown: its first answer, and whether it stands.
    items: HashMap<Seq, (usize, bool)>,
    answers: Vec<(Answered, Day, i64)>,
}

impl CountedAnswers {
    pub(super) fn take(&mut self, event: StudyEvent, day: Day, at: i64) {
        match event {
            StudyEvent::Answered(answered) => match self.items.get_mut(&answered.shown) {
                Some((_, stands)) => *stands = true,
                None => {
                    self.items.insert(answered.shown, (self.answers.len(), true));
                    self.answers.push((*answered, day, at));
                }
            },
            StudyEvent::Undone { shown, .. } => {
                if let Some((_, stands)) = self.items.get_mut(&shown) {
                    *stands = false;
                }
            }
            StudyEvent::Renamed { from, to } => {
                self.answers.iter_mut().for_each(|(answered, ..)| answered.rename(&from, &to));
            }
            _ => {}
        }
    }

    /// How many items were answered so far.
    pub(super) fn len(&self) -> usize {
        self.answers.len()
    }

    /// The answers that stand, each with its number among all.
    pub(super) fn into_numbered(self) -> impl Iterator<Item = (usize, Answered)> {
        let items = self.items;
        let stands = move |answer: &Answered| items.get(&answer.shown).is_some_and(|one| one.1);
        let numbered = self.answers.into_iter().enumerate();
        numbered.filter(move |(_, (answer, ..))| stands(answer)).map(|(place, (answer, ..))| (place, answer))
    }

    /// The answers that stand.
    pub(super) fn into_answers(self) -> impl Iterator<Item = (Answered, Day, i64)> {
        let items = self.items;
        self.answers.into_iter().filter(move |(answer, ..)| items.get(&answer.shown).is_some_and(|one| one.1))
    }
}

impl LearnerState {
    /// What follows from these events, in the order of the log.
    pub fn replay(events: impl IntoIterator<Item = Logged>) -> LearnerState {
        let mut state = LearnerState::default();
        let mut counted = CountedAnswers::default();
        for Logged { seq, event, day, at } in events {
            match event {
                StudyEvent::Selected(selection) => state.selection = Some(selection),
                StudyEvent::Fitted(fitted) => state.fitted = Some(fitted),
                StudyEvent::Filmed(set) => {
                    state.films.insert(seq, (day, set));
                }
                StudyEvent::Undone { shown, .. } => {
                    state.films.remove(&shown);
                    counted.take(event, day, at);
                }
                StudyEvent::Renamed { ref from, ref to } => {
                    state.renamed = true;
                    state.films.values_mut().for_each(|(_, set)| set.rename(from, to));
                    counted.take(event, day, at);
                }
                other => counted.take(other, day, at),
            }
        }
        let model = state.model();
        for (answer, day, _) in counted.into_answers() {
            let skill = state.skills.entry(answer.skill.clone()).or_default();
            *skill = skill.and(&model, &answer, day);
            if let Some((was, called)) = answer.confusion() {
                *state.pairs.entry((was.to_owned(), called.to_owned())).or_default() += 1;
            }
            state.days.entry(day).or_default().add(&answer);
        }
        state
    }

    /// The memory model that holds for this person.
    pub fn model(&self) -> Model {
        self.fitted.as_ref().map_or_else(Model::default, |fitted| Model::new(&fitted.parameters))
    }
}

/// What the model is fitted to: of each skill the answers that the schedule counts.
pub(super) fn histories(answers: impl IntoIterator<Item = (Answered, Day, i64)>) -> Vec<History> {
    let mut histories: BTreeMap<Skill, (Day, History)> = BTreeMap::new();
    for (answer, day, _) in answers {
        if !answer.schedules {
            continue;
        }
        let rating = Rating::of(&answer);
        match histories.get_mut(&answer.skill) {
            Some((last, history)) if day > *last => {
                history.push((day.since(*last), rating));
                *last = day;
            }
            Some(_) => {}
            None => {
                histories.insert(answer.skill, (day, vec![(0, rating)]));
            }
        }
    }
    histories.into_values().map(|(_, history)| history).collect()
}
