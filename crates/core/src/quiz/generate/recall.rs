//! `recall`: type the name of the mistake seen, or its cue.

use super::options::neighbours;
use super::spot::alone;
use super::{ItemDraft, Scope, Target, Wish, Workshop, explanation, skill};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::{ExerciseIx, MistakeIx};

/// `what` of a target: type the name, or the cue.
const NAME: usize = 0;
const CUE: usize = 1;

pub(super) fn targets(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    let mistakes = super::each_mistake(shop, scope);
    mistakes.into_iter().flat_map(|target| [NAME, CUE].map(|what| Target { what, ..target })).collect()
}

pub(super) fn make(
    shop: &Workshop<'_>,
    target: Target,
    _: Wish<'_>,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let (ix, mistake) = (target.exercise?, target.mistake?);
    if target.what == NAME { name(shop, target, ix, mistake, chance) } else { cue(shop, target, ix, mistake) }
}

fn name(
    shop: &Workshop<'_>,
    target: Target,
    ix: ExerciseIx,
    mistake: MistakeIx,
    chance: &mut Chance,
) -> Option<ItemDraft> {
    let (book, exercise) = (shop.book, &shop.book[ix]);
    let mut others: Vec<MistakeIx> =
        neighbours(shop, ix, mistake).into_iter().map(|distractor| distractor.thing).collect();
    chance.shuffle(&mut others);
    others.truncate(3);
    let scene = alone(shop, ix, mistake, &others, chance)?;
    let names = |mistake: MistakeIx| {
        let mistake = &book[mistake];
        std::iter::once(mistake.name.clone()).chain(mistake.aka.iter().cloned())
    };
    let accept: Vec<String> = names(mistake).collect();
    let refuse =
        (0..book.mistakes.len()).map(MistakeIx::at).filter(|&other| other != mistake).flat_map(names);
    let refuse = refuse.filter(|name| !accept.contains(name)).collect();
    Some(ItemDraft {
        ask: format!("{}: type the name of the mistake in this rep.", exercise.name),
        shown: scene.shown,
        key: Key::Text { accept, refuse },
        basis: Basis::Fires(book[mistake].id.clone()),
        ..draft(shop, target, ix, mistake)
    })
}

fn cue(shop: &Workshop<'_>, target: Target, ix: ExerciseIx, mistake: MistakeIx) -> Option<ItemDraft> {
    let (book, exercise) = (shop.book, &shop.book[ix]);
    exercise.counted(mistake)?;
    let cue_of = |mistake: MistakeIx| &book.words_in(exercise, mistake).cue;
    let cue = cue_of(mistake);
    let others =
        exercise.mistakes.iter().map(|counted| cue_of(counted.mistake)).filter(|other| *other != cue);
    Some(ItemDraft {
        ask: format!("{}: type the cue for \"{}\".", exercise.name, book[mistake].name),
        key: Key::Text { accept: vec![cue.clone()], refuse: others.cloned().collect() },
        basis: Basis::RecallCue(book[mistake].id.clone()),
        ..draft(shop, target, ix, mistake)
    })
}

fn draft(shop: &Workshop<'_>, target: Target, ix: ExerciseIx, mistake: MistakeIx) -> ItemDraft {
    let (book, exercise) = (shop.book, &shop.book[ix]);
    ItemDraft {
        kind: target.kind,
        skill: skill(exercise, book[mistake].id.as_str()),
        exercise: Some(ix),
        ask: String::new(),
        shown: Vec::new(),
        key: Key::Text { accept: Vec::new(), refuse: Vec::new() },
        arranged: true,
        explanation: explanation(book, exercise, mistake),
        basis: Basis::Fires(book[mistake].id.clone()),
    }
}
