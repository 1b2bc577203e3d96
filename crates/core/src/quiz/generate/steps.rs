//! `steps`: put the steps of an exercise in order.

use super::{ItemDraft, Target, Wish, Workshop, skill};
use crate::quiz::{Basis, Chance, Explanation, Key, OptionId, Piece, names};
use crate::rulebook::words::and_list;

/// Fewer steps than this are no puzzle.
const FEWEST: usize = 3;

pub(super) fn make(
    shop: &Workshop<'_>,
    target: Target,
    _: Wish<'_>,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let ix = target.exercise?;
    let (book, exercise) = (shop.book, &shop.book[ix]);
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
    let mut phases: Vec<&str> =
        steps.iter().map(|step| book.phases[step.phase.place()].name.as_str()).collect();
    phases.dedup();
    Some(ItemDraft {
        kind: target.kind,
        skill: skill(exercise, "steps"),
        exercise: Some(ix),
        ask: format!("{}: put the steps in order.", exercise.name),
        shown: Vec::new(),
        key: Key::Order { pieces: pieces.collect(), key: key.collect(), groups },
        arranged: true,
        explanation: Explanation {
            why: format!("The order is {}.", and_list(&phases)),
            sources: names::cites(book, &exercise.backing.sources),
            ..Explanation::default()
        },
        basis: Basis::Steps,
    })
}
