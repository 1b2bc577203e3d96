//! Responses → marks; marks → a score by exercise and by kind, with hits and false alarms by mistake.

use std::collections::{BTreeMap, HashSet};

use super::{Basis, Item, Key, OptionId, QuestionKind, Response, Skill, Viewing, typed};
use crate::detection::Trial;
use crate::rulebook::{Id, Rulebook};

/// What an answer earned.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Marks(pub f64);

impl Marks {
    /// The same after the rep was met so: with the words as a hint it is half.
    #[must_use]
    pub fn met(self, viewing: Viewing) -> Marks {
        if viewing == Viewing::Hinted { Marks(self.0 / 2.0) } else { self }
    }

    /// Whether it is wholly right.
    pub fn is_right(self) -> bool {
        self.0 >= 1.0
    }
}

/// The mark of `response` to `item`, from 0 to 1: for several options (hits − false alarms) / keys and never below 0,
/// for orders and pairs the share in place. A response of another form earns nothing.
#[allow(clippy::cast_precision_loss, reason = "an item has a handful of options")]
pub fn grade(item: &Item, response: &Response) -> Marks {
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    let mark = match (&item.key, response) {
        (Key::One(choices), Response::One(id)) => {
            share(choices.iter().filter(|choice| choice.right && choice.id == *id).count(), 1)
        }
        (Key::Many(choices), Response::Many(ids)) => {
            let ids: HashSet<&OptionId> = ids.iter().collect();
            let keys = choices.iter().filter(|choice| choice.right).count();
            let hits = choices.iter().filter(|choice| choice.right && ids.contains(&choice.id)).count();
            share(hits.saturating_sub(ids.len() - hits), keys)
        }
        (Key::Order { key, groups, .. }, Response::Order(ids)) => {
            let group_of = |id: &OptionId| {
                key.iter().position(|other| other == id).and_then(|place| groups.get(place).copied())
            };
            let in_place = ids.iter().zip(groups).filter(|(id, group)| group_of(id) == Some(**group)).count();
            share(in_place, key.len())
        }
        (Key::Pairs { key, .. }, Response::Pairs(pairs)) => {
            share(key.iter().filter(|pair| pairs.contains(pair)).count(), key.len())
        }
        (Key::Number { answer, within, .. }, Response::Number(number)) => {
            // Decimal fractions are not exact: an answer on the very edge counts.
            share(usize::from((number - answer).abs() <= within + 1e-9), 1)
        }
        (Key::Text { accept, refuse }, Response::Text(text)) => {
            let means =
                typed::means(text, accept.iter().map(String::as_str), refuse.iter().map(String::as_str));
            share(usize::from(means), 1)
        }
        _ => 0.0,
    };
    Marks(mark)
}

/// Marks out of a number of items.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct MarksOf {
    /// The marks.
    pub marks: f64,
    /// Out of so many.
    pub of: usize,
}

impl MarksOf {
    fn add(&mut self, mark: Marks) {
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
pub struct ScorePart<T> {
    /// Which part.
    pub of: T,
    /// Its tally.
    pub tally: MarksOf,
}

/// What a session came to.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionScore {
    /// Marks, out of the items answered.
    pub tally: MarksOf,
    /// How many items the quiz has.
    pub items: usize,
    /// The pass mark in percent, if the quiz has one.
    pub pass: Option<u8>,
    /// Whether it was passed; a quiz that was left early is not.
    pub passed: Option<bool>,
    /// By exercise, in the order asked; [`SessionScore::by_exercise_of`] has the order of a rulebook.
    pub by_exercise: Vec<ScorePart<Option<Id>>>,
    /// By kind, in the order asked.
    pub by_kind: Vec<ScorePart<QuestionKind>>,
    /// For each mistake how often it was there to be marked and was (hits), and was marked without being there (false
    /// alarms).
    pub by_mistake: BTreeMap<Id, (usize, usize)>,
    /// The skills that were not wholly right, in the order asked, each once.
    pub missed: Vec<Skill>,
}

impl SessionScore {
    /// By exercise, those without one last, in the order of the rulebook.
    pub fn by_exercise_of(&self, book: &Rulebook) -> Vec<&ScorePart<Option<Id>>> {
        let mut parts: Vec<&ScorePart<Option<Id>>> = self.by_exercise.iter().collect();
        parts.sort_by_key(|part| {
            let place = part.of.as_ref().and_then(|id| book.exercise(id.as_str()));
            (part.of.is_none(), place.is_none(), place)
        });
        parts
    }
}

/// The score of these answers, out of a quiz of `items`.
pub(super) fn score<'a>(
    answers: impl IntoIterator<Item = (&'a Item, &'a Response, Marks)>,
    items: usize,
    pass: Option<u8>,
) -> SessionScore {
    let mut tally = MarksOf::default();
    let (mut by_exercise, mut by_kind) = (Vec::new(), Vec::new());
    let mut by_mistake = BTreeMap::new();
    let mut missed: Vec<Skill> = Vec::new();
    for (item, response, mark) in answers {
        tally.add(mark);
        add_to(&mut by_exercise, &item.exercise, mark);
        add_to(&mut by_kind, &item.kind, mark);
        count_marked(item, response, &mut by_mistake);
        if !mark.is_right() {
            for skill in not_shown(item, response) {
                if !missed.contains(&skill) {
                    missed.push(skill);
                }
            }
        }
    }
    SessionScore {
        tally,
        items,
        pass,
        passed: pass.map(|pass| tally.of == items && tally.percent() >= f64::from(pass)),
        by_exercise,
        by_kind,
        by_mistake,
        missed,
    }
}

/// Adds a mark to the part that it belongs to.
fn add_to<T: PartialEq + Clone>(parts: &mut Vec<ScorePart<T>>, of: &T, mark: Marks) {
    let at = parts.iter().position(|part| part.of == *of).unwrap_or_else(|| {
        parts.push(ScorePart { of: of.clone(), tally: MarksOf::default() });
        parts.len() - 1
    });
    parts[at].tally.add(mark);
}

/// The skills that an answer that isn't wholly right didn't show: where several mistakes were to be marked, those that
/// were overlooked, or else those that were marked in vain; otherwise the item's.
fn not_shown(item: &Item, response: &Response) -> Vec<Skill> {
    let (Key::Many(choices), Response::Many(marked), Basis::AllThatFire) = (&item.key, response, &item.basis)
    else {
        return vec![item.skill.clone()];
    };
    let (Some(exercise), _) = item.skill.names() else { return vec![item.skill.clone()] };
    let wrong = |right: bool| {
        let of =
            choices.iter().filter(|choice| choice.right == right && marked.contains(&choice.id) != right);
        of.map(|choice| Skill::in_exercise(&exercise, choice.id.as_str())).collect::<Vec<_>>()
    };
    let overlooked = wrong(true);
    if overlooked.is_empty() { wrong(false) } else { overlooked }
}

/// The trials of an answer: each mistake offered for a rep that is shown. None where the options are something else.
pub fn trials(item: &Item, response: &Response) -> Vec<Trial> {
    if !matches!(item.basis, Basis::Fires(_) | Basis::AllThatFire)
        || !matches!(response, Response::One(_) | Response::Many(_))
    {
        return Vec::new();
    }
    let trial = |choice: &super::key::Choice| {
        let mistake = choice.of.as_ref()?.as_str().to_owned();
        Some(Trial { mistake, fires: choice.right, marked: response.chosen().contains(&choice.id) })
    };
    item.key.choices().iter().filter_map(trial).collect()
}

/// Counts hits and false alarms where mistakes are the options.
fn count_marked(item: &Item, response: &Response, counts: &mut BTreeMap<Id, (usize, usize)>) {
    if !matches!(item.basis, Basis::Fires(_) | Basis::AllThatFire | Basis::Words { .. } | Basis::Call(_)) {
        return;
    }
    for choice in item.key.choices().iter().filter(|choice| response.chosen().contains(&choice.id)) {
        if let Some(mistake) = &choice.of {
            let (hits, false_alarms) = counts.entry(mistake.clone()).or_default();
            *(if choice.right { hits } else { false_alarms }) += 1;
        }
    }
}
