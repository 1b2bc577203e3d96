//! The replay: events → what follows from them. The meaning of the log is written down here once; the cache in the
//! database has to equal it, and a test holds them against each other.
//!
//! An item counts with its first answer, as long as that is not taken back: feedback has told the key since. Taking it
//! back makes everything as it was before; answering the item once more brings its first answer back.
//!
//! What is asked again in a session belongs to the day of the first answer to its skill there, whatever the clock says by then.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::memory::History;
use crate::event::renamed;
use crate::skill::begins_a_day;
use crate::{
    Answered, FilmedSet, FittedParameters, Logged, Model, Preferences, Rating, Rung, Selection, Seq,
    SkillState, StudyEvent,
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
    pub preferences: Preferences,
    /// The skills that were shown before they were asked.
    pub introduced: BTreeSet<Skill>,
    /// Whether an event changed what earlier ones mean: an id has become another one, or days were pulled back.
    pub rewritten: bool,
}

impl DayCount {
    pub(super) fn add(&mut self, answer: &Answered) {
        self.answers += 1;
        self.right += u32::from(answer.right);
        self.ms += answer.ms;
    }
}

/// An item that was answered.
#[derive(Debug)]
struct CountedItem {
    /// The place of its first answer.
    first: usize,
    /// Whether that was not taken back, or was brought back.
    stands: bool,
    /// Whether it was answered again.
    again: bool,
}

/// An answer, with what of its event counts.
#[derive(Debug)]
struct CountedAnswer {
    answer: Answered,
    /// Where it is in the log.
    seq: Seq,
    day: Day,
    at: i64,
}

/// The answers that count, in order, with their days.
#[derive(Debug, Default)]
pub(super) struct CountedAnswers {
    /// By where the item was shown.
    items: HashMap<Seq, CountedItem>,
    /// The place of the first answer to each skill in each session.
    began: HashMap<(Seq, Skill), usize>,
    answers: Vec<CountedAnswer>,
    is_pulled_back: bool,
}

impl CountedAnswers {
    pub(super) fn take(&mut self, Logged { seq, at, day, event, .. }: Logged) {
        match event {
            StudyEvent::Answered(answered) => match self.items.get_mut(&answered.shown) {
                Some(item) => (item.stands, item.again) = (true, true),
                None => {
                    let place = self.answers.len();
                    let item = CountedItem { first: place, stands: true, again: false };
                    self.items.insert(answered.shown, item);
                    let answer = *answered;
                    let began = *self.began.entry((answer.session, answer.skill.clone())).or_insert(place);
                    let day = self.answers.get(began).map_or(day, |first| first.day);
                    self.answers.push(CountedAnswer { answer, seq, day, at });
                }
            },
            StudyEvent::Undone { shown, .. } => {
                if let Some(item) = self.items.get_mut(&shown) {
                    item.stands = false;
                }
            }
            // Only the first answer counts, so only of that it matters whether it was meant.
            StudyEvent::Meant { shown, meant: true, .. } => {
                if let Some(item) = self.items.get(&shown).filter(|item| !item.again) {
                    self.answers[item.first].answer.was_meant();
                }
            }
            StudyEvent::Renamed { from, to } => {
                self.answers.iter_mut().for_each(|counted| counted.answer.rename(&from, &to));
                for ((session, skill), place) in std::mem::take(&mut self.began) {
                    let began = self.began.entry((session, renamed(&skill, &from, &to))).or_insert(place);
                    *began = place.min(*began);
                }
            }
            StudyEvent::PulledBack { events, days } => self.pull_back(&events, days),
            _ => {}
        }
    }

    fn pull_back(&mut self, events: &[Seq], days: u32) {
        self.is_pulled_back = true;
        let events: BTreeSet<Seq> = events.iter().copied().collect();
        for counted in self.answers.iter_mut().filter(|counted| events.contains(&counted.seq)) {
            counted.day = counted.day.minus(days);
        }
    }

    /// The first answer to an item, and its day, whether or not it stands.
    pub(super) fn first(&self, shown: Seq) -> Option<(&Answered, Day)> {
        let counted = &self.answers[self.items.get(&shown)?.first];
        Some((&counted.answer, counted.day))
    }

    /// How many items were answered so far.
    pub(super) fn len(&self) -> usize {
        self.answers.len()
    }

    /// All of them with their places and days, whether or not they stand.
    pub(super) fn placed(&self) -> impl Iterator<Item = (Seq, Day, i64)> {
        self.answers.iter().map(|counted| (counted.seq, counted.day, counted.at))
    }

    /// The answers that stand, each with its number among all.
    pub(super) fn into_numbered(self) -> impl Iterator<Item = (usize, Answered)> {
        let items = self.items;
        let stands = move |answer: &Answered| items.get(&answer.shown).is_some_and(|one| one.stands);
        let numbered = self.answers.into_iter().enumerate();
        numbered
            .filter(move |(_, counted)| stands(&counted.answer))
            .map(|(place, counted)| (place, counted.answer))
    }

    /// The answers that stand. What was pulled back is among those of the days on which it counts.
    pub(super) fn into_answers(mut self) -> impl Iterator<Item = (Answered, Day, i64)> {
        if self.is_pulled_back {
            self.answers.sort_by_key(|counted| counted.day);
        }
        let items = self.items;
        let stands = move |answer: &Answered| items.get(&answer.shown).is_some_and(|one| one.stands);
        let standing = self.answers.into_iter().filter(move |counted| stands(&counted.answer));
        standing.map(|CountedAnswer { answer, day, at, .. }| (answer, day, at))
    }
}

impl LearnerState {
    /// What follows from these events, in the order of the log.
    pub fn replay(events: impl IntoIterator<Item = Logged>) -> LearnerState {
        let mut state = LearnerState::default();
        let mut counted = CountedAnswers::default();
        for logged in events {
            let (seq, day) = (logged.seq, logged.day);
            state.rewritten |= logged.event.rewrites();
            match &logged.event {
                StudyEvent::Selected(selection) => state.selection = Some(selection.clone()),
                StudyEvent::Preferred(chosen) => state.preferences = chosen.over(state.preferences),
                StudyEvent::Fitted(fitted) => state.fitted = Some(fitted.clone()),
                StudyEvent::Shown { introduced: true, item, .. } => {
                    state.introduced.insert(item.skill.clone());
                }
                StudyEvent::Filmed(set) => {
                    state.films.insert(seq, (day, set.clone()));
                }
                StudyEvent::Undone { shown, .. } => drop(state.films.remove(shown)),
                StudyEvent::Renamed { from, to } => {
                    state.films.values_mut().for_each(|(_, set)| set.rename(from, to));
                    state.introduced =
                        state.introduced.iter().map(|skill| renamed(skill, from, to)).collect();
                }
                StudyEvent::PulledBack { events, days } => {
                    for seq in events {
                        if let Some((day, _)) = state.films.get_mut(seq) {
                            *day = day.minus(*days);
                        }
                    }
                }
                _ => {}
            }
            counted.take(logged);
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
        Model::of(self.fitted.as_ref(), self.preferences)
    }
}

/// What the model is fitted to: of each skill the answers that the schedule counts.
pub(super) fn histories(answers: impl IntoIterator<Item = (Answered, Day, i64)>) -> Vec<History> {
    let mut histories: BTreeMap<Skill, (Day, History)> = BTreeMap::new();
    let mut rungs: BTreeMap<Skill, Rung> = BTreeMap::new();
    for (answer, day, _) in answers {
        let rung = rungs.entry(answer.skill.clone()).or_default();
        let before = std::mem::replace(rung, rung.after(&answer.kind, answer.right));
        if !answer.schedules {
            continue;
        }
        let rating = Rating::of(&answer, before);
        match histories.get_mut(&answer.skill) {
            Some((last, history)) if begins_a_day(day, *last) => {
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
