//! `fix`, `cue` and `why`: a mistake in this exercise; choose its fix, its cue, what it costs. The fix and the cost are asked of a rep
//! in which the mistake is to be seen: beside its name, whoever knows words alone would find them.
//!
//! The key is the table's own entry. Wrong options are the same words of mistakes that look at other signs, and never
//! ones that say much the same.

use std::collections::HashSet;

use super::first::is_reported;
use super::options::{Distractor, NEAR, choose, distractors, letters, share_a_sign};
use super::spot::{TRIES, alone};
use super::{Asked, ItemDraft, MistakeCase, Workshop, lettered};
use crate::quiz::by_eye::is_for_the_eye;
use crate::quiz::reps::ShownValues;
use crate::quiz::wording::repeats_most;
use crate::quiz::{Basis, Chance, Key, MistakeWord};
use crate::rulebook::words::says;
use crate::rulebook::{
    Domain, Exercise, ExerciseIx, GeneratedKind, MistakeIx, MistakeWords, Rulebook, Test, grades,
};

/// So many of the wrong options are about what the key is about, or the key stands alone.
const RIVALS: usize = 2;

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let MistakeCase { shop, book, ix, exercise, mistake, .. } = case;
    let field = match asked.target.kind {
        GeneratedKind::Fix => MistakeWord::Fix,
        GeneratedKind::Cue => MistakeWord::Cue,
        _ => MistakeWord::Why,
    };
    exercise.counted(mistake)?;
    let key = word(book.words_in(exercise, mistake), field);
    let name = &book[mistake].name;
    // What the lifter tells is told after the set.
    let of = if is_reported(book, mistake) { "set" } else { "rep" };
    let question = match field {
        MistakeWord::Fix => format!("what fixes the mistake in this {of}?"),
        MistakeWord::Cue => format!("which cue goes with \"{name}\"?"),
        MistakeWord::Why => format!("what does the mistake in this {of} cost you?"),
    };
    let apart = |other: MistakeIx| !share_a_sign(shop, mistake, other);
    let pool = pool(shop, ix, mistake, field, apart);
    if pool.iter().filter(|one| one.far <= NEAR).count() < RIVALS {
        return None;
    }
    let says = |other: MistakeIx| word(book.words_in(exercise, other), field);
    // A key that alone repeats the question is found by whoever reads, and knows nothing.
    let is_told_apart =
        |wrong: &Vec<MistakeIx>| !repeats_most(&question, key, wrong.iter().map(|&other| says(other)));
    let drawn = (0..TRIES).filter_map(|_| choose(pool.clone(), letters(key), asked.wish, chance));
    let wrong = drawn.into_iter().find(is_told_apart)?;
    let shown = if field == MistakeWord::Cue { Vec::new() } else { rep_with_it(case, &wrong, chance)? };
    let rep = case.rep(&shown);
    // Told in words, the rep must not say what the key says.
    if !is_for_the_eye(book, ix, mistake)
        && repeats_most(&rep.fires(mistake), key, wrong.iter().map(|&other| says(other)))
    {
        return None;
    }
    let because = |other: MistakeIx| match (other == mistake, field) {
        (true, MistakeWord::Cue) => format!("It goes with \"{name}\": {}.", first_sign(book, mistake)),
        (true, _) => format!("It is \"{name}\": {}.", rep.fires(mistake)),
        (false, MistakeWord::Cue) => {
            format!("That goes with \"{}\": {}.", book[other].name, first_sign(book, other))
        }
        (false, _) => format!("That goes with \"{}\". {}", book[other].name, rep.ruled_out(other)),
    };
    let options = std::iter::once(mistake).chain(wrong).filter(|&one| exercise.counted(one).is_some());
    let choices = options
        .map(|one| lettered(says(one).to_owned(), one == mistake, because(one), Some(book[one].id.clone())));
    Some(ItemDraft {
        key: Key::One(choices.collect()),
        shown: shown.clone(),
        ..case.advice_draft(&question, Basis::Words { mistake: book[mistake].id.clone(), field })
    })
}

/// A rep with the mistake alone in it, as bad as usual: a worse degree may cost more and want another fix.
fn rep_with_it(case: MistakeCase<'_>, wrong: &[MistakeIx], chance: &mut Chance) -> Option<ShownValues> {
    let MistakeCase { shop, book, ix, mistake, .. } = case;
    let scene = alone(shop, ix, mistake, wrong, chance)?;
    let graded = grades(book, ix, &scene.shown, &[mistake]);
    graded.iter().all(|graded| graded.is_usual(book)).then_some(scene.shown)
}

/// The mistake's fix, cue or why.
pub(crate) fn word(words: &MistakeWords, field: MistakeWord) -> &str {
    match field {
        MistakeWord::Fix => &words.fix,
        MistakeWord::Cue => &words.cue,
        MistakeWord::Why => &words.why,
    }
}

/// The other mistakes that are `apart` from this one, as far as their words say something else.
pub(super) fn pool(
    shop: &Workshop<'_>,
    ix: ExerciseIx,
    mistake: MistakeIx,
    field: MistakeWord,
    apart: impl Fn(MistakeIx) -> bool,
) -> Vec<Distractor<MistakeIx>> {
    let exercise: &Exercise = &shop.book[ix];
    let all_of = |mistake: MistakeIx| {
        exercise.counted(mistake).map(|counted| shop.book.words_in(exercise, counted.mistake))
    };
    let words_of = |mistake: MistakeIx| all_of(mistake).map(|words| word(words, field));
    let Some(key) = words_of(mistake) else { return Vec::new() };
    let mut taken: Vec<&str> = vec![key];
    // Two options that say the same can both be struck out by whoever knows nothing. Cues are too short to compare by words,
    // but with the key.
    let is_alike = |one: &str, other: &str| {
        if field == MistakeWord::Cue && one != key { one == other } else { much_alike(one, other) }
    };
    let mut pool = Vec::new();
    for distractor in distractors(shop, ix, mistake) {
        let Some(says) = words_of(distractor.thing) else { continue };
        let fix_of = |mistake: MistakeIx| all_of(mistake).map(|words| words.fix.as_str());
        let other_fix = fix_of(distractor.thing) != fix_of(mistake);
        if shop.allows(distractor.thing)
            && apart(distractor.thing)
            && other_fix
            && !taken.iter().any(|one| is_alike(one, says))
        {
            taken.push(says);
            pool.push(Distractor { letters: letters(says), ..distractor });
        }
    }
    pool
}

/// Whether two texts share half of their longer words.
pub(crate) fn much_alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let fewer = a.len().min(b.len());
    fewer > 0 && a.intersection(&b).count() * 2 >= fewer
}

/// What the mistake looks like: its first sign in words, of several names the first one.
fn first_sign(book: &Rulebook, mistake: MistakeIx) -> String {
    let test = book[mistake].when.first().and_then(|clause| clause.tests.first());
    let says_one = |test: &Test| match book[test.sign].domain {
        Domain::Named(_) => test.values.values().next().map(|value| book[test.sign].say(value)),
        Domain::Range { .. } => Some(says(&book[test.sign], &test.values)),
    };
    test.and_then(says_one).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::much_alike;

    #[test]
    fn half_of_the_longer_words_is_much_alike() {
        assert!(much_alike("Press the chest into the pad", "Chest to the pad, press it"));
        assert!(!much_alike("Blades first, then the elbows", "Long neck and a quiet chin"));
        assert!(!much_alike("", ""));
    }
}
