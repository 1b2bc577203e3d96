//! `recall`: type the name of the mistake seen, or its cue.

use super::spot::alone_among_neighbours;
use super::{Asked, ItemDraft, MistakeCase, Scope, Target, Workshop};
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::MistakeIx;

/// `what` of a target: type the name, or the cue.
const NAME: usize = 0;
const CUE: usize = 1;

pub(super) fn targets(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    let mistakes = super::each_mistake(shop, scope);
    // A cue is this house's slogan: good for learning, but nobody fails an exam for other words.
    let asked = if shop.is_exam() { &[NAME][..] } else { &[NAME, CUE] };
    mistakes.into_iter().flat_map(|target| asked.iter().map(move |&what| Target { what, ..target })).collect()
}

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    if asked.target.what == NAME { name(case, chance) } else { cue(case) }
}

fn name(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { book, exercise, mistake, .. } = case;
    let scene = alone_among_neighbours(case, chance)?;
    let names = |mistake: MistakeIx| {
        let mistake = &book[mistake];
        std::iter::once(mistake.name.clone()).chain(mistake.aka.iter().cloned())
    };
    let accept: Vec<String> = names(mistake).collect();
    let refuse = exercise
        .mistakes
        .iter()
        .map(|counted| counted.mistake)
        .filter(|&other| other != mistake)
        .flat_map(names);
    let refuse = refuse.filter(|name| !accept.contains(name)).collect();
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::Text { accept, refuse },
        arranged: true,
        ..case.draft("type the name of the mistake in this rep.", Basis::Fires(book[mistake].id.clone()))
    })
}

fn cue(case: MistakeCase<'_>) -> Option<ItemDraft> {
    let MistakeCase { book, exercise, mistake, .. } = case;
    exercise.counted(mistake)?;
    let cue_of = |mistake: MistakeIx| &book.words_in(exercise, mistake).cue;
    let cue = cue_of(mistake);
    let others =
        exercise.mistakes.iter().map(|counted| cue_of(counted.mistake)).filter(|other| *other != cue);
    let question = format!("type the cue for \"{}\".", book[mistake].name);
    Some(ItemDraft {
        key: Key::Text { accept: vec![cue.clone()], refuse: others.cloned().collect() },
        arranged: true,
        ..case.draft(&question, Basis::RecallCue(book[mistake].id.clone()))
    })
}
