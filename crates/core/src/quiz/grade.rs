//! Responses → marks; marks → a score by exercise and by kind, with hits and false alarms by mistake.

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::{Basis, Item, OptionId, Skill, Task};
use super::typed;
use crate::detection::Trial;
use crate::rulebook::{ExerciseIx, MistakeIx, Named, Rulebook};

/// What a person answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// One option.
    One(OptionId),
    /// Some options.
    Many(Vec<OptionId>),
    /// All pieces, in order.
    Order(Vec<OptionId>),
    /// Each left with a right.
    Pairs(Vec<(OptionId, OptionId)>),
    /// A number.
    Number(f64),
    /// Typed text.
    Text(String),
}

/// What an answer earned.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mark(pub f64);

impl Mark {
    /// Whether it is wholly right.
    pub fn is_right(self) -> bool {
        self.0 >= 1.0
    }
}

/// The mark of `response` to `item`, from 0 to 1: for several options (hits − false alarms) / keys and never below 0,
/// for orders and pairs the share in place. A response of another form earns nothing.
#[allow(clippy::cast_precision_loss, reason = "an item has a handful of options")]
pub fn grade(item: &Item, response: &Response) -> Mark {
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    let mark = match (&item.task, response) {
        (Task::One(choices), Response::One(id)) => {
            share(choices.iter().filter(|choice| choice.right && choice.id == *id).count(), 1)
        }
        (Task::Many(choices), Response::Many(ids)) => {
            let ids: HashSet<&OptionId> = ids.iter().collect();
            let keys = choices.iter().filter(|choice| choice.right).count();
            let hits = choices.iter().filter(|choice| choice.right && ids.contains(&choice.id)).count();
            share(hits.saturating_sub(ids.len() - hits), keys)
        }
        (Task::Order { key, groups, .. }, Response::Order(ids)) => {
            let group_of = |id: &OptionId| {
                key.iter().position(|other| other == id).and_then(|place| groups.get(place).copied())
            };
            let in_place = ids.iter().zip(groups).filter(|(id, group)| group_of(id) == Some(**group)).count();
            share(in_place, key.len())
        }
        (Task::Pairs { key, .. }, Response::Pairs(pairs)) => {
            share(key.iter().filter(|pair| pairs.contains(pair)).count(), key.len())
        }
        (Task::Number { answer, within, .. }, Response::Number(number)) => {
            // Decimal fractions are not exact: an answer on the very edge counts.
            share(usize::from((number - answer).abs() <= within + 1e-9), 1)
        }
        (Task::Text { accept, refuse }, Response::Text(text)) => {
            let means =
                typed::means(text, accept.iter().map(String::as_str), refuse.iter().map(String::as_str));
            share(usize::from(means), 1)
        }
        _ => 0.0,
    };
    Mark(mark)
}

/// Marks out of a number of items.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Tally {
    /// The marks.
    pub marks: f64,
    /// Out of so many.
    pub of: usize,
}

impl Tally {
    fn add(&mut self, mark: Mark) {
        self.marks += mark.0;
        self.of += 1;
    }

    /// The share in percent, to one decimal.
    #[allow(clippy::cast_precision_loss, reason = "a quiz has a few hundred items at most")]
    pub fn percent(self) -> f64 {
        if self.of == 0 { 0.0 } else { (self.marks / self.of as f64 * 1000.0).round() / 10.0 }
    }
}

/// The tally of one part of a quiz.
#[derive(Clone, PartialEq, Debug)]
pub struct Part<T> {
    /// Which part.
    pub of: T,
    /// Its tally.
    pub tally: Tally,
}

/// What a session came to.
#[derive(Clone, PartialEq, Debug)]
pub struct Score {
    /// Marks, out of the items answered.
    pub tally: Tally,
    /// How many items the quiz has.
    pub items: usize,
    /// The pass mark in percent, if the quiz has one.
    pub pass: Option<u8>,
    /// Whether it was passed; a quiz that was left early is not.
    pub passed: Option<bool>,
    /// By exercise, those without one last, in the order of the rulebook.
    pub by_exercise: Vec<Part<Option<ExerciseIx>>>,
    /// By kind, in the order asked.
    pub by_kind: Vec<Part<&'static str>>,
    /// For each mistake how often it was there to be marked and was (hits), and was marked without being there (false
    /// alarms).
    pub by_mistake: BTreeMap<MistakeIx, (usize, usize)>,
    /// The skills that were not wholly right, in the order asked, each once.
    pub missed: Vec<Skill>,
}

/// The score of these answers, out of a quiz of `items`.
pub(super) fn score<'a>(
    answers: impl IntoIterator<Item = (&'a Item, &'a Response, Mark)>,
    items: usize,
    pass: Option<u8>,
) -> Score {
    let mut tally = Tally::default();
    let mut by_exercise: BTreeMap<Option<ExerciseIx>, Tally> = BTreeMap::new();
    let mut by_kind: Vec<Part<&'static str>> = Vec::new();
    let mut by_mistake = BTreeMap::new();
    let mut missed: Vec<Skill> = Vec::new();
    for (item, response, mark) in answers {
        tally.add(mark);
        by_exercise.entry(item.exercise).or_default().add(mark);
        let word = item.kind.word();
        let part = match by_kind.iter().position(|part| part.of == word) {
            Some(part) => part,
            None => {
                by_kind.push(Part { of: word, tally: Tally::default() });
                by_kind.len() - 1
            }
        };
        by_kind[part].tally.add(mark);
        count_marked(item, response, &mut by_mistake);
        if !mark.is_right() {
            for skill in not_shown(item, response) {
                if !missed.contains(&skill) {
                    missed.push(skill);
                }
            }
        }
    }
    let (none, some): (Vec<_>, Vec<_>) =
        by_exercise.into_iter().partition(|(exercise, _)| exercise.is_none());
    let parts = some.into_iter().chain(none).map(|(of, tally)| Part { of, tally });
    Score {
        tally,
        items,
        pass,
        passed: pass.map(|pass| tally.of == items && tally.percent() >= f64::from(pass)),
        by_exercise: parts.collect(),
        by_kind,
        by_mistake,
        missed,
    }
}

/// The skills that an answer that isn't wholly right didn't show: where several mistakes were to be marked, those that
/// were overlooked, or else those that were marked in vain; otherwise the item's.
fn not_shown(item: &Item, response: &Response) -> Vec<Skill> {
    let (Task::Many(choices), Response::Many(marked)) = (&item.task, response) else {
        return vec![item.skill.clone()];
    };
    let of_mistakes = choices.iter().all(|choice| matches!(choice.of, Some(Named::Mistake(_))));
    let Some((exercise, _)) = item.skill.as_str().split_once('/').filter(|_| of_mistakes) else {
        return vec![item.skill.clone()];
    };
    let wrong = |right: bool| {
        let of =
            choices.iter().filter(|choice| choice.right == right && marked.contains(&choice.id) != right);
        of.map(|choice| Skill(format!("{exercise}/{}", choice.id.as_str()))).collect::<Vec<_>>()
    };
    let overlooked = wrong(true);
    if overlooked.is_empty() { wrong(false) } else { overlooked }
}

/// The trials of an answer: each mistake offered for a rep that is shown. None where the options are something else.
pub fn trials(book: &Rulebook, item: &Item, response: &Response) -> Vec<Trial> {
    if !matches!(item.basis, Basis::Fires(_) | Basis::AllThatFire) {
        return Vec::new();
    }
    let marked: Vec<&OptionId> = match response {
        Response::One(id) => vec![id],
        Response::Many(ids) => ids.iter().collect(),
        _ => return Vec::new(),
    };
    let trial = |choice: &super::item::Choice| {
        let Some(Named::Mistake(mistake)) = choice.of else { return None };
        let mistake = book[mistake].id.to_string();
        Some(Trial { mistake, fires: choice.right, marked: marked.contains(&&choice.id) })
    };
    item.task.choices().iter().filter_map(trial).collect()
}

/// Counts hits and false alarms where mistakes are the options.
fn count_marked(item: &Item, response: &Response, counts: &mut BTreeMap<MistakeIx, (usize, usize)>) {
    let marked: Vec<&OptionId> = match response {
        Response::One(id) => vec![id],
        Response::Many(ids) => ids.iter().collect(),
        _ => return,
    };
    for choice in item.task.choices() {
        if let (Some(Named::Mistake(mistake)), true) = (choice.of, marked.contains(&&choice.id)) {
            let (hits, false_alarms) = counts.entry(mistake).or_default();
            *(if choice.right { hits } else { false_alarms }) += 1;
        }
    }
}
