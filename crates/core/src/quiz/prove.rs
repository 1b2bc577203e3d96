//! The proof of an item as it will be asked: every key is right and every wrong option is wrong.
//!
//! Takes nothing on trust from the making of items. What the rules decide is asked of the engine again, for every way to complete
//! the rep with good values; what a table says is looked up in the table again.

mod advice;
mod reps;

use std::collections::HashSet;

use super::generate::{CLEAN, FAULTY, attachments, changed, in_words, may_be_either, muscles_of, word};
use super::{Basis, Choice, Item, Key, MistakeWord, Piece};
use crate::rulebook::{
    ExerciseIx, Id, MistakeIx, MuscleIx, Named, Proved, QuestionIx, Rulebook, SignIx, Value, WrittenAnswer,
    grades, prove,
};

/// What is wrong with an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unproved(pub String);

impl std::fmt::Display for Unproved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unproved {}

type Proof = Result<(), Unproved>;

fn no(what: impl Into<String>) -> Proof {
    Err(Unproved(what.into()))
}

/// Proves `item` again from the rulebook.
pub fn prove_item(book: &Rulebook, item: &Item) -> Proof {
    sound_options(item)?;
    let mistake = |id: &Id| known(id, book.mistake(id.as_str()));
    let muscle = |id: &Id| known(id, book.muscle(id.as_str()));
    match &item.basis {
        Basis::Fires(id) => fires(book, item, mistake(id)?),
        Basis::AllThatFire => all_that_fire(book, item),
        Basis::CleanOrNot => clean_or_not(book, item),
        Basis::Change { mistake: id, brings } => change(book, item, mistake(id)?, *brings),
        Basis::Exception { sign, mistake } => {
            exception(book, item, known(sign, book.sign(sign.as_str()))?, *mistake)
        }
        Basis::Words { mistake: id, field } => words(book, item, mistake(id)?, *field),
        Basis::Steps => steps(book, item),
        Basis::Reps => reps(book, item),
        Basis::Trains => trains(book, item),
        Basis::Does(id) => {
            let muscle = muscle(id)?;
            by_muscle(book, item, |choice, of| {
                book[of].actions.contains(&choice.say)
                    && (of == muscle || !book[muscle].actions.contains(&choice.say))
                    && choice.right == (of == muscle)
            })
        }
        Basis::DoneBy { muscle: id, action } => {
            let Some(action) = book[muscle(id)?].actions.get(*action) else { return no("no such action") };
            by_muscle(book, item, |choice, of| {
                choice.say == book[of].name && choice.right == book[of].actions.contains(action)
            })
        }
        Basis::Attaches(id) => {
            let muscle = muscle(id)?;
            by_muscle(book, item, |choice, of| {
                attachments(&book[of]).is_some_and(|course| course == choice.say)
                    && choice.right == (of == muscle)
            })
        }
        Basis::RecallCue(id) => recall_cue(book, item, mistake(id)?),
        Basis::First(id) => advice::first(book, item, mistake(id)?),
        Basis::Call(id) => advice::call(book, item, mistake(id)?),
        Basis::Look => advice::look(book, item),
        Basis::CleanRep(id) => reps::clean_rep(book, item, mistake(id)?),
        Basis::More { mistake: id, sign } => {
            reps::more(book, item, mistake(id)?, known(sign, book.sign(sign.as_str()))?)
        }
        Basis::Starts(id) => reps::starts(book, item, mistake(id)?),
        Basis::Written(id) => written(book, item, known(id, book.question(id.as_str()))?),
    }
}

/// What an id of the item names, or why there is no proof.
fn known<T>(id: &Id, found: Option<T>) -> Result<T, Unproved> {
    found.ok_or_else(|| Unproved(format!("the rules have no such `{id}`")))
}

fn exercise(book: &Rulebook, item: &Item) -> Result<ExerciseIx, Unproved> {
    item.exercise_in(book).ok_or_else(|| Unproved("it names no exercise".to_owned()))
}

/// What the stem shows.
fn observed(book: &Rulebook, item: &Item) -> Result<Vec<(SignIx, Value)>, Unproved> {
    item.observed(book).ok_or_else(|| Unproved("the rules lack a sign that it shows".to_owned()))
}

/// What holds for every choice: names and texts told apart, a reason for each, a key, and something to choose from.
fn sound_options(item: &Item) -> Proof {
    let choices = item.key.choices();
    let keys = choices.iter().filter(|choice| choice.right).count();
    match &item.key {
        Key::One(_) if keys != 1 => return no(format!("it has {keys} keys")),
        Key::Many(_) if keys == 0 => return no("it has no key"),
        Key::One(_) | Key::Many(_) if choices.len() < 2 => return no("there is nothing to choose from"),
        _ => {}
    }
    let ids: HashSet<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
    let says: HashSet<String> = choices.iter().map(|choice| choice.say.to_lowercase()).collect();
    if ids.len() < choices.len() || says.len() < choices.len() {
        return no("two options are the same");
    }
    if choices.iter().any(|choice| choice.because.trim().is_empty() || choice.say.trim().is_empty()) {
        return no("an option lacks its text or its reason");
    }
    if item.ask.trim().is_empty() { no("nothing is asked") } else { Ok(()) }
}

/// How each mistake of the item's exercise stands for what is shown; an open one is no proof.
fn standings(book: &Rulebook, item: &Item) -> Result<Vec<(MistakeIx, bool)>, Unproved> {
    let (ix, shown) = (exercise(book, item)?, observed(book, item)?);
    standings_of(book, ix, &shown)
}

/// The same of one rep.
fn standings_of(
    book: &Rulebook,
    ix: ExerciseIx,
    shown: &[(SignIx, Value)],
) -> Result<Vec<(MistakeIx, bool)>, Unproved> {
    let stands = |mistake: MistakeIx| match prove(book, ix, shown, mistake) {
        Proved::Fires => Ok((mistake, true)),
        Proved::Never => Ok((mistake, false)),
        Proved::Depends => {
            Err(Unproved(format!("`{}` depends on signs that aren't shown", book[mistake].id)))
        }
        Proved::NoCompletion => Err(Unproved("no rep is like that".to_owned())),
    };
    book[ix].mistakes.iter().map(|counted| stands(counted.mistake)).collect()
}

fn mistake_of(book: &Rulebook, choice: &Choice) -> Result<MistakeIx, Unproved> {
    let made_from = choice.mistake_in(book);
    made_from.ok_or_else(|| Unproved(format!("\"{}\" is not made from a mistake", choice.say)))
}

/// Each option is right exactly if its mistake fires.
fn options_stand(book: &Rulebook, item: &Item, standings: &[(MistakeIx, bool)]) -> Proof {
    for choice in item.key.choices() {
        let mistake = mistake_of(book, choice)?;
        let fires = standings.iter().find(|(other, _)| *other == mistake).map(|(_, fires)| *fires);
        let is_fired = |&&(other, fires): &&(MistakeIx, bool)| fires && may_be_either(book, other, mistake);
        if let Some((other, _)) = standings.iter().find(is_fired).filter(|_| !choice.right) {
            let (id, other) = (&book[mistake].id, &book[*other].id);
            return no(format!("a coach may name `{id}` for `{other}`"));
        }
        if fires != Some(choice.right) || choice.id.as_str() != book[mistake].id.as_str() {
            return no(format!("`{}` is not what its option says", book[mistake].id));
        }
    }
    Ok(())
}

fn fires(book: &Rulebook, item: &Item, mistake: MistakeIx) -> Proof {
    let standings = standings(book, item)?;
    if standings.iter().any(|&(other, fires)| fires != (other == mistake)) {
        return no(format!("`{}` is not all that fires", book[mistake].id));
    }
    match &item.key {
        Key::Text { accept, refuse } => {
            let named = accept.first() == Some(&book[mistake].name);
            if named && !accept.iter().any(|name| refuse.contains(name)) {
                Ok(())
            } else {
                no("it accepts another name")
            }
        }
        _ => options_stand(book, item, &standings),
    }
}

fn all_that_fire(book: &Rulebook, item: &Item) -> Proof {
    let standings = standings(book, item)?;
    options_stand(book, item, &standings)?;
    let offered: HashSet<MistakeIx> =
        item.key.choices().iter().flat_map(|one| mistake_of(book, one)).collect();
    match standings.iter().find(|(mistake, fires)| *fires && !offered.contains(mistake)) {
        Some((mistake, _)) => no(format!("`{}` fires and is not offered", book[*mistake].id)),
        None => Ok(()),
    }
}

fn clean_or_not(book: &Rulebook, item: &Item) -> Proof {
    let standings = standings(book, item)?;
    let ix = exercise(book, item)?;
    let shown = observed(book, item)?;
    let all_good = are_good(book, ix, &shown, shown.iter().map(|&(sign, _)| sign));
    let any_fires = standings.iter().any(|(_, fires)| *fires);
    for choice in item.key.choices() {
        let holds = match choice.id.as_str() {
            CLEAN => all_good && !any_fires,
            FAULTY => any_fires,
            other => return no(format!("there is no option `{other}`")),
        };
        if holds != choice.right {
            return no("the rep is not what its key says");
        }
    }
    Ok(())
}

/// Whether these signs are good in every possible completion of what is shown by good values.
fn are_good(
    book: &Rulebook,
    ix: ExerciseIx,
    shown: &[(SignIx, Value)],
    signs: impl Iterator<Item = SignIx>,
) -> bool {
    let exercise = &book[ix];
    let (engine, reps) = book.reps_that_show(ix, shown);
    let Some(places) = signs.map(|sign| exercise.place_of(sign)).collect::<Option<Vec<usize>>>() else {
        return false;
    };
    reps.iter().all(|reps| engine.are_good(reps, &places) == Some(true))
}

fn change(book: &Rulebook, item: &Item, mistake: MistakeIx, brings: bool) -> Proof {
    let (ix, base) = (exercise(book, item)?, observed(book, item)?);
    let before = if brings { Proved::Never } else { Proved::Fires };
    if prove(book, ix, &base, mistake) != before {
        return no("the rep before the change is not as described");
    }
    for choice in item.key.choices() {
        let Some((sign, value)) = choice.change_in(book) else { return no("an option changes nothing") };
        if base.iter().all(|&(other, old)| other != sign || old == value) {
            return no("an option changes nothing that is described");
        }
        let fires = match prove(book, ix, &changed(&base, sign, value), mistake) {
            Proved::Fires => true,
            Proved::Never => false,
            Proved::Depends | Proved::NoCompletion => return no("a change leaves it open"),
        };
        if fires != (choice.right == brings) || choice.say != book[sign].say(value) {
            return no("a change does not do what its option says");
        }
    }
    Ok(())
}

fn exception(book: &Rulebook, item: &Item, sign: SignIx, mistake: bool) -> Proof {
    let shown = observed(book, item)?;
    if shown.iter().all(|(other, _)| *other != sign) {
        return no("it shows nothing");
    }
    for choice in item.key.choices() {
        let Some(ix) = choice.of_in(book).and_then(Named::exercise) else {
            return no("an option is not an exercise");
        };
        let exercise = &book[ix];
        if exercise.place_of(sign).is_none() {
            return no("an exercise does not look at the sign");
        }
        let stands: Vec<Proved> =
            exercise.mistakes.iter().map(|counted| prove(book, ix, &shown, counted.mistake)).collect();
        let none_fires = stands.iter().all(|proved| *proved == Proved::Never);
        let holds = if choice.right == mistake {
            stands.contains(&Proved::Fires)
        } else {
            // What gets no verdict is not good.
            none_fires && are_good(book, ix, &shown, std::iter::once(sign))
        };
        if !holds || choice.say != exercise.name {
            return no(format!("`{}` does not stand as its option says", exercise.id));
        }
    }
    Ok(())
}

fn words(book: &Rulebook, item: &Item, mistake: MistakeIx, field: MistakeWord) -> Proof {
    let ix = exercise(book, item)?;
    if !item.shown.is_empty() {
        only_fires(book, item, mistake)?;
    }
    let text = |mistake: MistakeIx| {
        book[ix].counted(mistake).map(|_| word(book.words_in(&book[ix], mistake), field))
    };
    for choice in item.key.choices() {
        let of = mistake_of(book, choice)?;
        if text(of) != Some(choice.say.as_str()) {
            return no("an option is not the table's own entry");
        }
        if choice.right != (of == mistake) || (of != mistake && shares_a_sign(book, of, mistake)) {
            return no("a wrong option could do as well");
        }
    }
    Ok(())
}

/// In the rep that is shown the mistake is all that fires, as bad as usual, and no option may be named for it.
fn only_fires(book: &Rulebook, item: &Item, key: MistakeIx) -> Proof {
    if standings(book, item)?.iter().any(|&(mistake, fires)| fires != (mistake == key)) {
        return no(format!("`{}` is not all that fires", book[key].id));
    }
    let graded = grades(book, exercise(book, item)?, &observed(book, item)?, &[key]);
    if !graded.iter().all(|graded| graded.is_usual(book)) {
        return no("in this rep something else is called");
    }
    for choice in item.key.choices() {
        let mistake = mistake_of(book, choice)?;
        if mistake != key && may_be_either(book, key, mistake) {
            return no(format!("a coach may name `{}` for `{}`", book[mistake].id, book[key].id));
        }
    }
    Ok(())
}

fn shares_a_sign(book: &Rulebook, a: MistakeIx, b: MistakeIx) -> bool {
    let signs = |mistake: MistakeIx| -> HashSet<_> {
        book[mistake].when.iter().flat_map(|clause| &clause.tests).map(|test| test.sign).collect()
    };
    !signs(a).is_disjoint(&signs(b))
}

fn steps(book: &Rulebook, item: &Item) -> Proof {
    let (Some(ix), Key::Order { pieces, key, .. }) = (item.exercise_in(book), &item.key) else {
        return no("it puts nothing in order");
    };
    let steps = book[ix].steps.iter().map(|step| step.say.as_str());
    if key.iter().map(|id| Piece::said(pieces, id)).eq(steps) {
        Ok(())
    } else {
        no("the key is not the order of the steps")
    }
}

fn reps(book: &Rulebook, item: &Item) -> Proof {
    let reps = item.exercise_in(book).and_then(|ix| book[ix].reps.as_ref());
    let Some(reps) = reps else { return no("the exercise has no rep range") };
    let key = in_words((reps.from, reps.to));
    let holds = item.key.choices().iter().all(|choice| choice.right == (choice.say == key));
    if holds { Ok(()) } else { no("the key is not the rep range") }
}

fn trains(book: &Rulebook, item: &Item) -> Proof {
    let exercise = &book[exercise(book, item)?];
    let (primary, secondary) = (muscles_of(book, &exercise.primary), muscles_of(book, &exercise.secondary));
    by_muscle(book, item, |choice, of| {
        // What only helps is trained too: it is neither right nor wrong.
        let is_apart = choice.right || !secondary.contains(&of);
        choice.say == book[of].name && choice.right == primary.contains(&of) && is_apart
    })
}

fn by_muscle(book: &Rulebook, item: &Item, holds: impl Fn(&Choice, MuscleIx) -> bool) -> Proof {
    for choice in item.key.choices() {
        match choice.of_in(book).and_then(Named::muscle) {
            Some(of) if holds(choice, of) => {}
            _ => return no(format!("\"{}\" is not what the table says", choice.say)),
        }
    }
    Ok(())
}

fn recall_cue(book: &Rulebook, item: &Item, mistake: MistakeIx) -> Proof {
    if !item.shown.is_empty() {
        only_fires(book, item, mistake)?;
    }
    let cue =
        |ix: ExerciseIx| book[ix].counted(mistake).map(|_| book.words_in(&book[ix], mistake).cue.as_str());
    match (&item.key, item.exercise_in(book).and_then(cue)) {
        (Key::Text { accept, refuse }, Some(cue))
            if accept.first().map(String::as_str) == Some(cue)
                && !refuse.iter().any(|other| accept.contains(other)) =>
        {
            Ok(())
        }
        _ => no("the key is not the cue"),
    }
}

/// A coach's own key: the item must say what the question says.
fn written(book: &Rulebook, item: &Item, question: QuestionIx) -> Proof {
    let right = |say: &str| item.key.choices().iter().any(|choice| choice.right && choice.say == say);
    let number_right =
        |number: usize| item.key.choices().iter().filter(|choice| choice.right).count() == number;
    let holds = match (&book[question].answer, &item.key) {
        (WrittenAnswer::Choice { right: key, .. }, Key::One(_)) => right(key),
        (WrittenAnswer::Multi { right: keys, .. }, Key::Many(_)) => {
            keys.iter().all(|key| right(key)) && number_right(keys.len())
        }
        (WrittenAnswer::TrueFalse { answer }, Key::One(_)) => right(if *answer { "True" } else { "False" }),
        (WrittenAnswer::Order { order }, Key::Order { pieces, key, .. }) => {
            key.iter().map(|id| Piece::said(pieces, id)).eq(order.iter().map(String::as_str))
        }
        (WrittenAnswer::Match { pairs }, Key::Pairs { left, right, key }) => {
            let said: Vec<(&str, &str)> =
                key.iter().map(|(a, b)| (Piece::said(left, a), Piece::said(right, b))).collect();
            pairs.iter().all(|(a, b)| said.contains(&(a, b))) && said.len() == pairs.len()
        }
        (WrittenAnswer::Number { answer, .. }, Key::Number { answer: key, .. }) => {
            (answer - key).abs() < f64::EPSILON
        }
        (WrittenAnswer::Text { accept }, Key::Text { accept: key, .. }) => accept == key,
        _ => false,
    };
    if holds { Ok(()) } else { no("the item is not what the question says") }
}
