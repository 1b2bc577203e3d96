//! What a person does and has to train with: told by flags, and kept; what they do is asked once.

use std::io;

use crate::app::names::meant;
use crate::app::{AppError, put, put_page};
use crate::face::line::session::read_line;
use crate::pages::program::call;
use crate::pages::study as page;
use formcheck_core::day::Moment;
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::{Exercise, Named, Rulebook};
use formcheck_study::{Log, Selection, StudyEvent};

/// Whether nothing is known of the person yet.
pub(crate) fn is_first(log: &Log) -> Result<bool, AppError> {
    Ok(log.selection()?.is_none() && log.skills().is_empty())
}

/// Keeps what was told by flags; the other list stays as it was.
pub(crate) fn keep_told(
    book: &Rulebook,
    log: &mut Log,
    moment: Moment,
    (exercises, equipment): (Option<&[String]>, Option<&[String]>),
) -> Result<(), AppError> {
    let mut chosen = log.selection()?.unwrap_or_default();
    let (all_exercises, all_equipment) = offered(book);
    if let Some(ids) = exercises {
        let whole = |word: &String| {
            let exercise = meant(book, word.trim(), Named::exercise)?;
            Ok::<_, AppError>(exercise.map_or_else(|| word.clone(), |ix| book[ix].id.to_string()))
        };
        let ids: Vec<String> = ids.iter().map(whole).collect::<Result<_, _>>()?;
        let said = picked(&ids, &all_exercises, "exercise")?;
        chosen.exercises = said.iter().map(|id| written(book, id)).collect();
    }
    if let Some(words) = equipment {
        chosen.equipment = picked(words, &all_equipment, "equipment")?;
    }
    keep(book, log, moment, chosen)
}

/// Keeps it, if some exercise is left to ask about.
pub fn keep(book: &Rulebook, log: &mut Log, moment: Moment, chosen: Selection) -> Result<(), AppError> {
    let fits = |exercise: &&Exercise| {
        (chosen.exercises.is_empty() || chosen.names(book, exercise))
            && (chosen.equipment.is_empty()
                || exercise.equipment.iter().all(|one| chosen.equipment.contains(one)))
    };
    if !book.exercises.iter().any(|exercise| fits(&exercise)) {
        return Err(AppError::new(
            "none of these exercises can be done with this equipment",
            "choose more of either; `formcheck show EXERCISE` says what it needs",
        ));
    }
    if log.selection()?.as_ref() != Some(&chosen) {
        log.append(moment, &StudyEvent::Selected(chosen))?;
    }
    Ok(())
}

/// The ids of all exercises, and every word of equipment.
fn offered(book: &Rulebook) -> (Vec<String>, Vec<String>) {
    let exercises = listed(book).map(|one| one.id.to_string()).collect();
    let mut equipment: Vec<String> = book.exercises.iter().flat_map(|one| one.equipment.clone()).collect();
    equipment.sort();
    equipment.dedup();
    (exercises, equipment)
}

/// The whole name of an exercise, of what people read.
fn written(book: &Rulebook, said: &str) -> String {
    let exercise = listed(book).find(|one| one.id.said() == said);
    exercise.map_or_else(|| said.to_owned(), |one| one.id.as_str().to_owned())
}

/// Those of `all` that were named; none, which stands for all, if the word was `all`.
fn picked(named: &[String], all: &[String], what: &str) -> Result<Vec<String>, AppError> {
    if named.iter().any(|word| word == "all") {
        return Ok(Vec::new());
    }
    let one = |word: &String| {
        let known = all.iter().find(|known| known.eq_ignore_ascii_case(word.trim()));
        known.cloned().ok_or_else(|| {
            let near = nearest(word, all.iter().map(String::as_str));
            let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            let what = format!("there is no {what} `{word}`");
            AppError::new(what, format!("{near}there is {}, or all", all.join(", ")))
        })
    };
    named.iter().map(one).collect()
}

/// Asks for exercises alone: each is done with the same equipment wherever it is done.
pub fn ask(book: &Rulebook) -> Result<Selection, AppError> {
    put_page(&page::choose(book))?;
    let ids: Vec<String> = listed(book).map(|one| one.id.as_str().to_owned()).collect();
    let exercises = numbers(&ids)?;
    put(&format!("You can change this at any time: {}\n\n", call("study --choose")))?;
    Ok(Selection { exercises, equipment: Vec::new() })
}

/// All exercises, pack by pack, as a list of them is numbered.
fn listed(book: &Rulebook) -> impl Iterator<Item = &Exercise> {
    book.exercises_by_pack().into_iter().flat_map(|(_, own)| own)
}

/// Reads numbers of a list until they are in it; Enter alone, or the end of input, is all.
fn numbers(all: &[String]) -> Result<Vec<String>, AppError> {
    loop {
        put("> ")?;
        let Some(line) = read_line(&mut io::stdin().lock())? else { return Ok(Vec::new()) };
        let words = line.split([' ', ',', '\n', '\r', '\t']).filter(|word| !word.is_empty());
        let picked: Option<Vec<String>> =
            words.map(|word| all.get(word.parse::<usize>().ok()?.checked_sub(1)?).cloned()).collect();
        match picked {
            Some(picked) => {
                let mut once: Vec<String> = Vec::new();
                for one in picked {
                    if !once.contains(&one) {
                        once.push(one);
                    }
                }
                return Ok(once);
            }
            None => {
                put(&format!(
                    "Type numbers from 1 to {}, such as 1 3, or press Enter for all.\n",
                    all.len()
                ))?;
            }
        }
    }
}
