//! `formcheck show ID`: an exercise, mistake, sign, muscle, quiz, source or question.

use clap::Args;

use super::{Global, Outcome, Ran, Stop, open, put, unknown};
use crate::rulebook::{Named, Rulebook};
use crate::screen::{show, style};

/// A page on an exercise, mistake, sign, muscle, quiz, source or question
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Its id, or the name of an exercise or mistake
    id: String,
}

/// Runs the command.
pub fn run(args: &ShowArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let (id, named) = named(&book, &args.id)?;
    if global.json {
        put(&format!("{}\n", show::json(&book, &id, named)))?;
    } else {
        put(&show::page(&book, &id, named, style::width()))?;
    }
    Ok(Outcome::Done)
}

/// What an id names, or the name or alias of an exercise, mistake or muscle.
fn named(book: &Rulebook, word: &str) -> Result<(String, Named), Stop> {
    if let Some(named) = book.find(word) {
        return Ok((word.to_owned(), named));
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(word);
    let exercises =
        book.exercises.iter().filter(|one| is_it(&one.name) || one.aliases.iter().any(|name| is_it(name)));
    let mistakes =
        book.mistakes.iter().filter(|one| is_it(&one.name) || one.aka.iter().any(|name| is_it(name)));
    let muscles = book.muscles.iter().filter(|one| is_it(&one.name));
    let mut ids =
        exercises.map(|one| &one.id).chain(mistakes.map(|one| &one.id)).chain(muscles.map(|one| &one.id));
    if let Some((id, named)) = ids.next().and_then(|id| Some((id, book.find(id.as_str())?))) {
        return Ok((id.to_string(), named));
    }
    let mut all: Vec<&str> = book.names.keys().map(crate::rulebook::Id::as_str).collect();
    all.sort_unstable();
    Err(unknown("exercise, mistake, sign, muscle, quiz, source or question", word, all, "formcheck list"))
}
