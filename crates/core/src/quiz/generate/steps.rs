//! `steps`: put the steps of an exercise in order.

use super::{Asked, ItemDraft, exercise_explanation};
use crate::quiz::{Basis, Chance, Key, OptionId, Piece};

/// Fewer steps than this are no puzzle.
const FEWEST: usize = 3;

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, exercise) = (asked.book(), asked.exercise()?);
    let steps = &exercise.steps;
    if steps.len() < FEWEST {
        return None;
    }
    let mut groups = Vec::new();
    for step in steps {
        let group = groups.last().map_or(0, |last| if step.swaps { *last } else { last + 1 });
        groups.push(group);
    }
    let mut order: Vec<usize> = (0..steps.len()).collect();
    while order.is_sorted_by_key(|&place| groups[place]) {
        if groups.iter().all(|group| *group == groups[0]) {
            return None;
        }
        chance.shuffle(&mut order);
    }
    let pieces = order
        .iter()
        .enumerate()
        .map(|(at, &place)| Piece { id: OptionId::letter(at), say: steps[place].say.clone() });
    let key = (0..steps.len())
        .filter_map(|place| order.iter().position(|&shown| shown == place))
        .map(OptionId::letter);
    let reasons: Vec<&str> = steps.iter().filter_map(|step| step.because.as_deref()).collect();
    Some(ItemDraft {
        key: Key::Order { pieces: pieces.collect(), key: key.collect(), groups },
        arranged: true,
        explanation: exercise_explanation(book, exercise, reasons.join(" ")),
        ..asked.exercise_draft(exercise, "steps", "put the steps in order.", Basis::Steps)
    })
}
