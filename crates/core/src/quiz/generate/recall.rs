//! `recall`: type the name of the mistake seen, or a cue for it.

use super::spot::alone_among_neighbours;
use super::{Asked, ItemDraft, MistakeCase, Scope, Target, Workshop};
use crate::quiz::typed::of_other_meaning;
use crate::quiz::wording::stems;
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::{MistakeIx, grades};

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
    if asked.target.what == NAME { name(case, chance) } else { cue(case, chance) }
}

fn name(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { shop, book, exercise, mistake, .. } = case;
    let scene = alone_among_neighbours(case, chance)?;
    // Whoever calls the right cue has seen what is wrong; an exam asks for the name.
    let is_exam = shop.is_exam();
    let names = |ix: MistakeIx| {
        let mistake = &book[ix];
        let words = (!is_exam).then(|| book.words_in(exercise, ix));
        let cues = words.into_iter().flat_map(|words| std::iter::once(&words.cue).chain(&words.cues));
        std::iter::once(&mistake.name).chain(&mistake.aka).chain(cues).cloned().collect::<Vec<String>>()
    };
    let accept = names(mistake);
    let refuse = exercise
        .mistakes
        .iter()
        .map(|counted| counted.mistake)
        .filter(|&other| other != mistake)
        .flat_map(names);
    // What means the same as something that is accepted is right here, too.
    let refuse = of_other_meaning(&accept, refuse);
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::Text { accept, refuse },
        arranged: true,
        ..case.draft("type the name of the mistake in this rep.", Basis::Fires(book[mistake].id.clone()))
    })
}

/// The cue is asked of a rep: beside the mistake's name it would be a pair of words to learn by heart.
fn cue(case: MistakeCase<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let MistakeCase { book, ix, exercise, mistake, .. } = case;
    exercise.counted(mistake)?;
    let scene = alone_among_neighbours(case, chance)?;
    if !grades(book, ix, &scene.shown, &[mistake]).iter().all(|graded| graded.is_usual(book)) {
        return None;
    }
    let cues_of = |mistake: MistakeIx| {
        let words = book.words_in(exercise, mistake);
        std::iter::once(words.cue.clone()).chain(words.cues.iter().cloned())
    };
    let accept: Vec<String> = cues_of(mistake).collect();
    let others = exercise.mistakes.iter().map(|counted| counted.mistake).filter(|&other| other != mistake);
    // What the mistake's own fix says is no wrong cue for it.
    let words = book.words_in(exercise, mistake);
    let own = stems(&format!("{} {}", words.fix, words.cue));
    let is_own = |said: &String| stems(said).is_subset(&own);
    let others = others.flat_map(cues_of).filter(|said| !is_own(said));
    let refuse = of_other_meaning(&accept, others);
    Some(ItemDraft {
        shown: scene.shown,
        key: Key::Text { accept, refuse },
        arranged: true,
        ..case.advice_draft(
            "type a cue for the mistake in this rep.",
            Basis::RecallCue(book[mistake].id.clone()),
        )
    })
}
