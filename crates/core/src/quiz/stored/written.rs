//! An item → what is written down: handles become ids.

use super::super::item::{Basis, Choice, Item, Piece, Shown, Task};
use super::{
    FIELDS, StoredBasis, StoredChoice, StoredExplanation, StoredItem, StoredPiece, StoredShown, StoredTask,
};
use crate::rulebook::{Cite, MistakeIx, MuscleIx, Named, Rulebook};

impl StoredItem {
    /// `item`, to be written down.
    pub fn of(book: &Rulebook, item: &Item) -> StoredItem {
        let told = &item.explanation;
        let cite = |cite: &Cite| {
            let id = &book[cite.source].id;
            cite.place.as_ref().map_or_else(|| id.to_string(), |place| format!("{id}#{place}"))
        };
        StoredItem {
            id: item.id.to_string(),
            kind: item.kind.word().to_owned(),
            skill: item.skill.to_string(),
            exercise: item.exercise.map(|ix| book[ix].id.to_string()),
            ask: item.ask.clone(),
            shown: item.shown.iter().map(|shown| stored_shown(book, shown)).collect(),
            task: stored_task(book, &item.task),
            told: StoredExplanation {
                why: told.why.clone(),
                fix: told.fix.clone(),
                cue: told.cue.clone(),
                sources: told.sources.iter().map(cite).collect(),
                assumption: told.assumption.clone(),
                contested: told.contested.clone(),
            },
            basis: stored_basis(book, item.basis),
        }
    }
}

/// The id of what is named.
fn id_of(book: &Rulebook, named: Named) -> String {
    match named {
        Named::Sign(ix) => book[ix].id.to_string(),
        Named::Mistake(ix) => book[ix].id.to_string(),
        Named::Exercise(ix) => book[ix].id.to_string(),
        Named::Muscle(ix) => book[ix].id.to_string(),
        Named::MuscleGroup(ix) => book[ix].group.as_ref().map(ToString::to_string).unwrap_or_default(),
        Named::Source(ix) => book[ix].id.to_string(),
        Named::Quiz(ix) => book[ix].id.to_string(),
        Named::Question(ix) => book[ix].id.to_string(),
    }
}

fn stored_shown(book: &Rulebook, shown: &Shown) -> StoredShown {
    let sign = &book[shown.sign];
    StoredShown { sign: sign.id.to_string(), value: sign.word(shown.value), say: shown.say.clone() }
}

fn stored_task(book: &Rulebook, task: &Task) -> StoredTask {
    let choice = |choice: &Choice| StoredChoice {
        id: choice.id.to_string(),
        say: choice.say.clone(),
        right: choice.right,
        because: choice.because.clone(),
        change: choice.change.map(|(sign, value)| (book[sign].id.to_string(), book[sign].word(value))),
        of: choice.of.map(|of| id_of(book, of)),
    };
    let pieces = |pieces: &[Piece]| -> Vec<StoredPiece> {
        pieces.iter().map(|piece| StoredPiece { id: piece.id.to_string(), say: piece.say.clone() }).collect()
    };
    match task {
        Task::One(choices) => StoredTask::One(choices.iter().map(choice).collect()),
        Task::Many(choices) => StoredTask::Many(choices.iter().map(choice).collect()),
        Task::Order { pieces: shown, key, groups } => StoredTask::Order {
            pieces: pieces(shown),
            key: key.iter().map(ToString::to_string).collect(),
            groups: groups.clone(),
        },
        Task::Pairs { left, right, key } => StoredTask::Pairs {
            left: pieces(left),
            right: pieces(right),
            key: key.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect(),
        },
        Task::Number { answer, within, unit } => {
            StoredTask::Number { answer: *answer, within: *within, unit: unit.clone() }
        }
        Task::Text { accept, refuse } => StoredTask::Text { accept: accept.clone(), refuse: refuse.clone() },
    }
}

fn stored_basis(book: &Rulebook, basis: Basis) -> StoredBasis {
    let mistake = |ix: MistakeIx| book[ix].id.to_string();
    let muscle = |ix: MuscleIx| book[ix].id.to_string();
    match basis {
        Basis::Fires(ix) => StoredBasis::Fires(mistake(ix)),
        Basis::AllThatFire => StoredBasis::AllThatFire,
        Basis::CleanOrNot => StoredBasis::CleanOrNot,
        Basis::Change { mistake: ix, brings } => StoredBasis::Change { mistake: mistake(ix), brings },
        Basis::Exception { sign, mistake } => {
            StoredBasis::Exception { sign: book[sign].id.to_string(), mistake }
        }
        Basis::Words(ix, field) => {
            let word = FIELDS.iter().find(|(known, _)| *known == field).map_or("", |(_, word)| word);
            StoredBasis::Words { mistake: mistake(ix), field: word.to_owned() }
        }
        Basis::Steps => StoredBasis::Steps,
        Basis::Reps => StoredBasis::Reps,
        Basis::Trains => StoredBasis::Trains,
        Basis::Does(ix) => StoredBasis::Does(muscle(ix)),
        Basis::DoneBy(ix, action) => StoredBasis::DoneBy { muscle: muscle(ix), action },
        Basis::Attaches(ix) => StoredBasis::Attaches(muscle(ix)),
        Basis::RecallCue(ix) => StoredBasis::RecallCue(mistake(ix)),
        Basis::Written(ix) => StoredBasis::Written(book[ix].id.to_string()),
    }
}
