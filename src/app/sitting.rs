//! The sitting that an id means: a quiz, or questions about an exercise, a mistake or everything; and how it ends.

use crate::app::names::{meant, typed};
use crate::app::{AppError, Outcome, random, unknown};
use formcheck_core::quiz::{NoSitting, Plan, Seed, SessionScore, Sitting, Subject, sitting};
use formcheck_core::rulebook::{Named, Rulebook};

/// Seeds that are drawn are below this, so that a person can type one again.
const SEEDS: u64 = 1_000_000;

/// How many questions a mix has, unless somebody says.
const ITEMS: u32 = 10;

/// A quiz that was chosen in the full screen: by its id, or an exercise's or a mistake's; none is the mix.
pub fn chosen(book: &Rulebook, id: Option<&str>) -> Result<Sitting, AppError> {
    drawn(book, id, None, fresh_seed()?)
}

/// A sitting of a quiz, or of questions about one thing; none named: a mix.
pub fn drawn(book: &Rulebook, id: Option<&str>, asked: Option<u32>, seed: Seed) -> Result<Sitting, AppError> {
    let items = asked.unwrap_or(ITEMS);
    let Some(id) = id else {
        let plan = Plan::mixed(book, items);
        if plan.sections.is_empty() {
            return Err(AppError::new(
                "there is nothing to ask: the packs have neither exercises nor written questions",
                "leave --no-built-in out, or name another pack",
            ));
        }
        return draw(book, plan, seed);
    };
    let what = match meant(book, id, Some)? {
        Some(Named::Quiz(quiz)) if asked.is_none() => {
            return draw(book, Plan::of_quiz(book, quiz), seed);
        }
        Some(Named::Quiz(_)) => {
            let what = format!("`{id}` says itself how many questions it asks");
            return Err(AppError::new(
                what,
                "leave --items out; it goes with a mix, an exercise or a mistake",
            ));
        }
        Some(Named::Exercise(ix)) => Subject::Exercise(ix),
        Some(Named::Mistake(ix)) => Subject::Mistake(ix),
        Some(_) => {
            return Err(AppError::new(
                format!("`{id}` is not a quiz, exercise or mistake"),
                format!("`formcheck show {id}` says what it is; `formcheck list quizzes` shows the quizzes"),
            ));
        }
        None => {
            let ids = book.quizzes.iter().map(|quiz| &quiz.id);
            let ids = ids.chain(book.exercises.iter().map(|exercise| &exercise.id));
            let ids = ids.chain(book.mistakes.iter().map(|mistake| &mistake.id));
            return Err(unknown("quiz, exercise or mistake", id, typed(ids), "formcheck list"));
        }
    };
    practice(book, what, asked, seed)
}

/// Questions about one thing: as many as were asked for, else as many of [`ITEMS`] as there are.
fn practice(book: &Rulebook, what: Subject, asked: Option<u32>, seed: Seed) -> Result<Sitting, AppError> {
    let mut items = asked.unwrap_or(ITEMS);
    loop {
        match sitting(book, Plan::about(book, what, items), seed) {
            Err(NoSitting { made, .. }) if asked.is_none() && made > 0 => {
                // What was drawn first may stand in the way of another: fewer always leave room.
                items = (items - 1).min(u32::try_from(made).unwrap_or(items));
            }
            Ok(sitting) if !sitting.items.is_empty() => return Ok(sitting),
            Ok(_) | Err(_) => return draw(book, Plan::about(book, what, items), seed),
        }
    }
}

pub(crate) fn fresh_seed() -> Result<Seed, AppError> {
    Ok(Seed(random::seed()? % SEEDS))
}

fn draw(book: &Rulebook, plan: Plan, seed: Seed) -> Result<Sitting, AppError> {
    let mixed = plan.mixed;
    let sitting = sitting(book, plan, seed).map_err(|none: NoSitting| {
        let help = if mixed {
            format!("ask for fewer: --items {}", none.made.max(1))
        } else {
            "lower its `draw`, or give the section more to draw from; `formcheck lint` says how many there are"
                .to_owned()
        };
        AppError::new(none.to_string(), help)
    })?;
    if sitting.items.is_empty() {
        let help = "give it a [[section]] that draws something";
        return Err(AppError::new("this quiz asks nothing", help));
    }
    Ok(sitting)
}

/// A quiz in which nothing was answered, or whose pass mark was not reached, fell short.
pub fn outcome(score: &SessionScore) -> Outcome {
    if score.tally.of == 0 || score.passed == Some(false) { Outcome::Failed } else { Outcome::Done }
}
