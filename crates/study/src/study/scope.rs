//! What a person may be asked, and what history says of it.
//!
//! Must not know what is asked next.

use super::Left;
use crate::choose::{Askable, Wanted};
use crate::event::{Chosen, Event};
use crate::log::{Fault, Log};
use crate::memory::Model;
use crate::skill::SkillState;
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::{About, skills};
use formcheck_core::rulebook::{MistakeIx, Named, Rulebook, Severity};

/// From so many times on, two mistakes are taken for confused.
const CONFUSED_FROM: u32 = 2;

/// Everything that this person may be asked, with what is known of it; new things in the order in which they come:
/// what is worst to get wrong first.
pub(super) fn askables(book: &Rulebook, log: &Log, chosen: &Chosen, only: &[String]) -> Vec<Askable> {
    let mut askables: Vec<Askable> = skills(book)
        .filter(|about| is_in_scope(book, *about, chosen, only))
        .map(|about| {
            let skill = about.skill(book);
            let state = log.skills().get(&skill).copied();
            Askable { about, skill, state }
        })
        .collect();
    askables.sort_by_key(|standing| match standing.about.mistake().map(|mistake| book[mistake].severity) {
        Some(Severity::High) => 0,
        Some(Severity::Medium) => 1,
        Some(Severity::Low) => 2,
        None => 3,
    });
    askables
}

fn is_in_scope(book: &Rulebook, about: About, chosen: &Chosen, only: &[String]) -> bool {
    let exercise = about.exercise().map(|ix| &book[ix]);
    if !only.is_empty() {
        return only.iter().any(|id| about.is_meant_by(book, id));
    }
    exercise.is_none_or(|exercise| {
        let does =
            chosen.exercises.is_empty() || chosen.exercises.iter().any(|id| exercise.id == *id.as_str());
        let has = chosen.equipment.is_empty()
            || exercise.equipment.iter().all(|one| chosen.equipment.contains(one));
        does && has
    })
}

/// What is left of these on a day.
pub(super) fn left_of(askables: &[Askable], model: &Model, wanted: Wanted) -> Left {
    let scheduled = askables.iter().filter_map(|one| one.state).filter(SkillState::is_scheduled);
    Left {
        due: askables.iter().filter(|one| one.is_due(model, wanted)).count(),
        new: askables.iter().filter(|one| one.is_new()).count(),
        next: scheduled.map(|state| state.due.max(wanted.today.plus(1))).min(),
    }
}

/// What is left for a person today, of all that they do. The log is only read.
///
/// # Errors
/// If the log can't be read.
pub fn left(book: &Rulebook, log: &Log, today: Day) -> Result<Left, Fault> {
    let chosen = log.chosen()?.unwrap_or_default();
    let askables = askables(book, log, &chosen, &[]);
    Ok(left_of(&askables, log.model(), Wanted { today, by: None, cram: false }))
}

/// The pairs of mistakes that this person takes for each other.
pub(super) fn confused(book: &Rulebook, log: &Log) -> Result<Vec<(MistakeIx, MistakeIx)>, Fault> {
    let mistake = |id: &str| match book.find(id) {
        Some(Named::Mistake(ix)) => Some(ix),
        _ => None,
    };
    let often = log.pairs()?.into_iter().filter(|(_, times)| *times >= CONFUSED_FROM);
    Ok(often.filter_map(|((was, called), _)| Some((mistake(&was)?, mistake(&called)?))).collect())
}

/// History hangs on ids: where the rules say that an id was another one before, the history of that one is this one's.
pub(super) fn carry_over(book: &Rulebook, log: &mut Log, moment: Moment) -> Result<(), Fault> {
    if book.former_ids.is_empty() {
        return Ok(());
    }
    let parts = log.skills().keys().flat_map(|skill| skill.as_str().split('/'));
    let mut renamed: Vec<(String, String)> = parts
        .filter(|part| book.find(part).is_none())
        .filter_map(|part| Some((part.to_owned(), book.former_ids.get(part)?.to_string())))
        .collect();
    renamed.sort();
    renamed.dedup();
    for (from, to) in renamed {
        log.append(moment, &Event::Renamed { from, to })?;
    }
    Ok(())
}
