//! What is written down → an item: ids become handles of a rulebook that may be a later one.

use super::super::item::{
    Basis, Choice, Explanation, Item, ItemId, Kind, OptionId, Piece, Shown, Skill, Task,
};
use super::{FIELDS, StoredBasis, StoredChoice, StoredItem, StoredPiece, StoredTask};
use crate::rulebook::{Cite, GeneratedKind, Named, Rulebook, SignIx, Value, WrittenKind};

impl StoredItem {
    /// The item again; none if `book` lacks something that it names.
    pub fn item(&self, book: &Rulebook) -> Option<Item> {
        let kind = match GeneratedKind::find(&self.kind) {
            Some(kind) => Kind::Generated(kind),
            None => Kind::Written(WrittenKind::find(&self.kind)?),
        };
        let exercise = match &self.exercise {
            Some(id) => match book.find(id)? {
                Named::Exercise(ix) => Some(ix),
                _ => return None,
            },
            None => None,
        };
        let shown = self.shown.iter().map(|shown| {
            let (sign, value) = told(book, &shown.sign, &shown.value)?;
            Some(Shown { sign, value, say: shown.say.clone() })
        });
        // A source that is gone takes nothing from the question.
        let sources = self.told.sources.iter().filter_map(|cite| {
            let (id, place) = cite.split_once('#').map_or((cite.as_str(), None), |(id, at)| (id, Some(at)));
            let Named::Source(source) = book.find(id)? else { return None };
            Some(Cite { source, place: place.map(str::to_owned), span: crate::diagnostic::Span::default() })
        });
        Some(Item {
            id: ItemId::known(&self.id),
            kind,
            skill: Skill(self.skill.clone()),
            exercise,
            ask: self.ask.clone(),
            shown: shown.collect::<Option<_>>()?,
            task: task(book, &self.task)?,
            explanation: Explanation {
                why: self.told.why.clone(),
                fix: self.told.fix.clone(),
                cue: self.told.cue.clone(),
                sources: sources.collect::<Vec<_>>().into(),
                assumption: self.told.assumption.clone(),
                contested: self.told.contested.clone(),
            },
            basis: basis(book, &self.basis)?,
        })
    }
}

fn told(book: &Rulebook, sign: &str, value: &str) -> Option<(SignIx, Value)> {
    let Named::Sign(sign) = book.find(sign)? else { return None };
    Some((sign, book[sign].value(value)?))
}

fn task(book: &Rulebook, task: &StoredTask) -> Option<Task> {
    let choice = |choice: &StoredChoice| {
        let change = match &choice.change {
            Some((sign, value)) => Some(told(book, sign, value)?),
            None => None,
        };
        let of = match &choice.of {
            Some(id) => Some(book.find(id)?),
            None => None,
        };
        Some(Choice {
            id: OptionId::new(&choice.id),
            say: choice.say.clone(),
            right: choice.right,
            because: choice.because.clone(),
            change,
            of,
        })
    };
    let pieces = |pieces: &[StoredPiece]| -> Vec<Piece> {
        pieces.iter().map(|piece| Piece { id: OptionId::new(&piece.id), say: piece.say.clone() }).collect()
    };
    Some(match task {
        StoredTask::One(choices) => Task::One(choices.iter().map(choice).collect::<Option<_>>()?),
        StoredTask::Many(choices) => Task::Many(choices.iter().map(choice).collect::<Option<_>>()?),
        StoredTask::Order { key, groups, .. } if key.len() != groups.len() => return None,
        StoredTask::Order { pieces: shown, key, groups } => Task::Order {
            pieces: pieces(shown),
            key: key.iter().map(|id| OptionId::new(id)).collect(),
            groups: groups.clone(),
        },
        StoredTask::Pairs { left, right, key } => Task::Pairs {
            left: pieces(left),
            right: pieces(right),
            key: key.iter().map(|(a, b)| (OptionId::new(a), OptionId::new(b))).collect(),
        },
        StoredTask::Number { answer, within, unit } => {
            Task::Number { answer: *answer, within: *within, unit: unit.clone() }
        }
        StoredTask::Text { accept, refuse } => Task::Text { accept: accept.clone(), refuse: refuse.clone() },
    })
}

fn basis(book: &Rulebook, basis: &StoredBasis) -> Option<Basis> {
    let mistake = |id: &str| match book.find(id)? {
        Named::Mistake(ix) => Some(ix),
        _ => None,
    };
    let muscle = |id: &str| match book.find(id)? {
        Named::Muscle(ix) => Some(ix),
        _ => None,
    };
    Some(match basis {
        StoredBasis::Fires(id) => Basis::Fires(mistake(id)?),
        StoredBasis::AllThatFire => Basis::AllThatFire,
        StoredBasis::CleanOrNot => Basis::CleanOrNot,
        StoredBasis::Change { mistake: id, brings } => {
            Basis::Change { mistake: mistake(id)?, brings: *brings }
        }
        StoredBasis::Exception { sign, mistake } => match book.find(sign)? {
            Named::Sign(sign) => Basis::Exception { sign, mistake: *mistake },
            _ => return None,
        },
        StoredBasis::Words { mistake: id, field } => {
            let (field, _) = FIELDS.iter().find(|(_, word)| word == field)?;
            Basis::Words(mistake(id)?, *field)
        }
        StoredBasis::Steps => Basis::Steps,
        StoredBasis::Reps => Basis::Reps,
        StoredBasis::Trains => Basis::Trains,
        StoredBasis::Does(id) => Basis::Does(muscle(id)?),
        StoredBasis::DoneBy { muscle: id, action } => Basis::DoneBy(muscle(id)?, *action),
        StoredBasis::Attaches(id) => Basis::Attaches(muscle(id)?),
        StoredBasis::RecallCue(id) => Basis::RecallCue(mistake(id)?),
        StoredBasis::Written(id) => match book.find(id)? {
            Named::Question(ix) => Basis::Written(ix),
            _ => return None,
        },
    })
}
