//! The proof of an item as it will be asked: every key is right and every wrong option is wrong.
//!
//! Takes nothing on trust from the making of items. What the rules decide is asked of the engine again, for every way to complete
//! the rep with good values; what a table says is looked up in the table again.

use std::collections::HashSet;

use super::generate::{CLEAN, FAULTY, attachments, changed, in_words, muscles_of, word};
use super::item::{Basis, Choice, Field, Item, OptionId, Piece, Task};
use crate::rulebook::{
    ExerciseIx, MistakeIx, MuscleIx, Named, Proved, QuestionIx, Rulebook, SignIx, WrittenAnswer, prove,
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
    match item.basis {
        Basis::Fires(mistake) => fires(book, item, mistake),
        Basis::AllThatFire => all_that_fire(book, item),
        Basis::CleanOrNot => clean_or_not(book, item),
        Basis::Change { mistake, brings } => change(book, item, mistake, brings),
        Basis::Exception { sign, mistake } => exception(book, item, sign, mistake),
        Basis::Words(mistake, field) => words(book, item, mistake, field),
        Basis::Steps => steps(book, item),
        Basis::Reps => reps(book, item),
        Basis::Trains => trains(book, item),
        Basis::Does(muscle) => by_muscle(item, |choice, of| {
            book[of].actions.contains(&choice.say)
                && (of == muscle || !book[muscle].actions.contains(&choice.say))
                && choice.right == (of == muscle)
        }),
        Basis::DoneBy(muscle, action) => {
            let Some(action) = book[muscle].actions.get(action) else { return no("no such action") };
            by_muscle(item, |choice, of| {
                choice.say == book[of].name && choice.right == book[of].actions.contains(action)
            })
        }
        Basis::Attaches(muscle) => by_muscle(item, |choice, of| {
            attachments(&book[of]).is_some_and(|course| course == choice.say)
                && choice.right == (of == muscle)
        }),
        Basis::RecallCue(mistake) => recall_cue(book, item, mistake),
        Basis::Written(question) => written(book, item, question),
    }
}

/// What holds for every choice: names and texts told apart, a reason for each, a key, and something to choose from.
fn sound_options(item: &Item) -> Proof {
    let choices = item.task.choices();
    let keys = choices.iter().filter(|choice| choice.right).count();
    match &item.task {
        Task::One(_) if keys != 1 => return no(format!("it has {keys} keys")),
        Task::Many(_) if keys == 0 => return no("it has no key"),
        Task::One(_) | Task::Many(_) if choices.len() < 2 => return no("there is nothing to choose from"),
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
    let Some(ix) = item.exercise else { return Err(Unproved("it names no exercise".to_owned())) };
    let shown = item.observed();
    let stands = |mistake: MistakeIx| match prove(book, ix, &shown, mistake) {
        Proved::Fires => Ok((mistake, true)),
        Proved::Never => Ok((mistake, false)),
        Proved::Depends => Err(Unproved(format!("`{}` depends on what is not shown", book[mistake].id))),
        Proved::NoCompletion => Err(Unproved("no rep is like that".to_owned())),
    };
    book[ix].mistakes.iter().map(|counted| stands(counted.mistake)).collect()
}

fn mistake_of(choice: &Choice) -> Result<MistakeIx, Unproved> {
    match choice.of {
        Some(Named::Mistake(mistake)) => Ok(mistake),
        _ => Err(Unproved(format!("\"{}\" is not made from a mistake", choice.say))),
    }
}

/// Each option is right exactly if its mistake fires.
fn options_stand(book: &Rulebook, item: &Item, standings: &[(MistakeIx, bool)]) -> Proof {
    for choice in item.task.choices() {
        let mistake = mistake_of(choice)?;
        let fires = standings.iter().find(|(other, _)| *other == mistake).map(|(_, fires)| *fires);
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
    match &item.task {
        Task::Text { accept, refuse } => {
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
    let offered: HashSet<MistakeIx> = item.task.choices().iter().flat_map(mistake_of).collect();
    match standings.iter().find(|(mistake, fires)| *fires && !offered.contains(mistake)) {
        Some((mistake, _)) => no(format!("`{}` fires and is not offered", book[*mistake].id)),
        None => Ok(()),
    }
}

fn clean_or_not(book: &Rulebook, item: &Item) -> Proof {
    let standings = standings(book, item)?;
    let Some(ix) = item.exercise else { return no("it names no exercise") };
    let exercise = &book[ix];
    let all_good = item.shown.iter().all(|shown| {
        exercise.place_of(shown.sign).is_some_and(|place| exercise.signs[place].good.contains(shown.value))
    });
    let any_fires = standings.iter().any(|(_, fires)| *fires);
    for choice in item.task.choices() {
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

fn change(book: &Rulebook, item: &Item, mistake: MistakeIx, brings: bool) -> Proof {
    let Some(ix) = item.exercise else { return no("it names no exercise") };
    let base = item.observed();
    let before = if brings { Proved::Never } else { Proved::Fires };
    if prove(book, ix, &base, mistake) != before {
        return no("the rep before the change is not as told");
    }
    for choice in item.task.choices() {
        let Some((sign, value)) = choice.change else { return no("an option changes nothing") };
        if base.iter().all(|&(other, old)| other != sign || old == value) {
            return no("an option changes nothing that is told");
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
    let shown = item.observed();
    let Some(&(_, value)) = shown.iter().find(|(other, _)| *other == sign) else {
        return no("it shows nothing");
    };
    for choice in item.task.choices() {
        let Some(Named::Exercise(ix)) = choice.of else { return no("an option is no exercise") };
        let exercise = &book[ix];
        let Some(place) = exercise.place_of(sign) else { return no("an exercise does not look at the sign") };
        let observed = &exercise.signs[place];
        let stands: Vec<Proved> =
            exercise.mistakes.iter().map(|counted| prove(book, ix, &shown, counted.mistake)).collect();
        let none_fires = stands.iter().all(|proved| *proved == Proved::Never);
        let holds = if choice.right == mistake {
            stands.contains(&Proved::Fires)
        } else {
            // One that is fine though not taught may be the key, if the exercise says why; no wrong option is such.
            let told = choice.right && observed.tolerated.contains(value) && observed.because.is_some();
            none_fires && (observed.good.contains(value) || told)
        };
        if !holds || choice.say != exercise.name {
            return no(format!("`{}` does not stand as its option says", exercise.id));
        }
    }
    Ok(())
}

fn words(book: &Rulebook, item: &Item, mistake: MistakeIx, field: Field) -> Proof {
    let Some(ix) = item.exercise else { return no("it names no exercise") };
    let text = |mistake: MistakeIx| {
        book[ix].counted(mistake).map(|_| word(book.words_in(&book[ix], mistake), field))
    };
    for choice in item.task.choices() {
        let of = mistake_of(choice)?;
        if text(of) != Some(choice.say.as_str()) {
            return no("an option is not the table's own entry");
        }
        if choice.right != (of == mistake) || (of != mistake && shares_a_sign(book, of, mistake)) {
            return no("a wrong option could do as well");
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
    let (Some(ix), Task::Order { pieces, key, .. }) = (item.exercise, &item.task) else {
        return no("it puts nothing in order");
    };
    let say = |id: &OptionId| pieces.iter().find(|piece| piece.id == *id).map(|piece| piece.say.as_str());
    let told: Vec<Option<&str>> = key.iter().map(say).collect();
    let steps: Vec<Option<&str>> = book[ix].steps.iter().map(|step| Some(step.say.as_str())).collect();
    if told == steps { Ok(()) } else { no("the key is not the order of the steps") }
}

fn reps(book: &Rulebook, item: &Item) -> Proof {
    let reps = item.exercise.and_then(|ix| book[ix].reps.as_ref());
    let Some(reps) = reps else { return no("the exercise has no rep range") };
    let key = in_words((reps.from, reps.to));
    let holds = item.task.choices().iter().all(|choice| choice.right == (choice.say == key));
    if holds { Ok(()) } else { no("the key is not the rep range") }
}

fn trains(book: &Rulebook, item: &Item) -> Proof {
    let Some(ix) = item.exercise else { return no("it names no exercise") };
    let primary = muscles_of(book, &book[ix].primary);
    by_muscle(item, |choice, of| choice.say == book[of].name && choice.right == primary.contains(&of))
}

fn by_muscle(item: &Item, holds: impl Fn(&Choice, MuscleIx) -> bool) -> Proof {
    for choice in item.task.choices() {
        match choice.of {
            Some(Named::Muscle(of)) if holds(choice, of) => {}
            _ => return no(format!("\"{}\" is not what the table says", choice.say)),
        }
    }
    Ok(())
}

fn recall_cue(book: &Rulebook, item: &Item, mistake: MistakeIx) -> Proof {
    let cue =
        |ix: ExerciseIx| book[ix].counted(mistake).map(|_| book.words_in(&book[ix], mistake).cue.as_str());
    match (&item.task, item.exercise.and_then(cue)) {
        (Task::Text { accept, refuse }, Some(cue))
            if accept.first().map(String::as_str) == Some(cue)
                && !refuse.iter().any(|other| other == cue) =>
        {
            Ok(())
        }
        _ => no("the key is not the cue"),
    }
}

/// A coach's own key: the item must say what the question says.
fn written(book: &Rulebook, item: &Item, question: QuestionIx) -> Proof {
    let right = |say: &str| item.task.choices().iter().any(|choice| choice.right && choice.say == say);
    let number_right =
        |number: usize| item.task.choices().iter().filter(|choice| choice.right).count() == number;
    let holds = match (&book[question].answer, &item.task) {
        (WrittenAnswer::Choice { right: key, .. }, Task::One(_)) => right(key),
        (WrittenAnswer::Multi { right: keys, .. }, Task::Many(_)) => {
            keys.iter().all(|key| right(key)) && number_right(keys.len())
        }
        (WrittenAnswer::TrueFalse { answer }, Task::One(_)) => right(if *answer { "True" } else { "False" }),
        (WrittenAnswer::Order { order }, Task::Order { pieces, key, .. }) => {
            let say = |id: &OptionId| pieces.iter().find(|piece| piece.id == *id).map(|piece| &piece.say);
            key.iter().map(say).eq(order.iter().map(Some))
        }
        (WrittenAnswer::Match { pairs }, Task::Pairs { left, right, key }) => {
            let say = |list: &[Piece], id: &OptionId| {
                list.iter().find(|piece| piece.id == *id).map(|piece| piece.say.clone())
            };
            let told: Vec<_> = key.iter().map(|(a, b)| (say(left, a), say(right, b))).collect();
            pairs.iter().all(|(a, b)| told.contains(&(Some(a.clone()), Some(b.clone()))))
                && told.len() == pairs.len()
        }
        (WrittenAnswer::Number { answer, .. }, Task::Number { answer: key, .. }) => {
            (answer - key).abs() < f64::EPSILON
        }
        (WrittenAnswer::Text { accept }, Task::Text { accept: key, .. }) => accept == key,
        _ => false,
    };
    if holds { Ok(()) } else { no("the item is not what the question says") }
}
