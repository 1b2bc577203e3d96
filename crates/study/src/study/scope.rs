//! What a person may be asked, and what history says of it.
//!
//! Must not know what is asked next.

use std::collections::HashMap;

use crate::log::Lately;
use crate::{EligibleSkill, Goal, Log, Model, Owed, Selection, Seq, SkillState, StudyError, StudyEvent};
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::{About, Skill, skills};
use formcheck_core::rulebook::{Exercise, MistakeIx, MuscleIx, MuscleRef, PackIx, Rulebook, Severity};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Remaining {
    pub due: usize,
    /// Skills that were never asked.
    pub new: usize,
    /// When the next one is due, if none is.
    pub next: Option<Day>,
}

/// From so many times on, two mistakes are taken for confused.
const CONFUSED_FROM: u32 = 2;

/// Everything that this person may be asked now or once it was filmed, with what is known of it; new things in the order in which they come:
/// what is worst to get wrong first.
pub(super) fn eligible(
    book: &Rulebook,
    log: &Log,
    selection: &Selection,
    only: &[String],
) -> Result<Vec<EligibleSkill>, StudyError> {
    let owed = owed(log, Seq(i64::MAX))?;
    let shown = log.introduced()?;
    let mut eligible: Vec<EligibleSkill> = skills(book)
        .map(|about| (about, is_in_scope(book, about, selection, only)))
        // Who names what to ask wants nothing else.
        .filter(|(_, in_scope)| *in_scope || only.is_empty())
        .map(|(about, in_scope)| {
            let skill = about.skill(book);
            let state = log.skills().get(&skill).copied();
            let owed = owed.get(&skill).copied();
            let introduced = shown.contains(&skill);
            EligibleSkill { about, skill, in_scope, state, owed, introduced }
        })
        .collect();
    eligible.sort_by_key(|standing| match standing.about.mistake().map(|mistake| book[mistake].severity) {
        Some(Severity::High) => 0,
        Some(Severity::Medium) => 1,
        Some(Severity::Low) => 2,
        None => 3,
    });
    Ok(eligible)
}

/// What is owed before the event at this place: what was missed and not answered rightly since, and what was filmed and
/// neither answered rightly since nor ruled out by a later film. It comes first next time. Whoever crams leaves that alone.
pub(super) fn owed(log: &Log, before: Seq) -> Result<HashMap<Skill, Owed>, StudyError> {
    let mut owed = HashMap::new();
    for one in log.lately(before)? {
        match one {
            Lately::Answered(answer) if !answer.schedules => {}
            Lately::Answered(answer) if answer.right => drop(owed.remove(&answer.skill)),
            Lately::Answered(answer) => {
                // What was filmed stays what was filmed.
                owed.entry(answer.skill).or_insert(Owed::Missed);
            }
            Lately::Filmed(set) => {
                for mistake in &set.ruled_out {
                    let skill = set.skill(mistake);
                    if owed.get(&skill) == Some(&Owed::Filmed) {
                        owed.remove(&skill);
                    }
                }
                owed.extend(set.skills().map(|skill| (skill, Owed::Filmed)));
            }
        }
    }
    Ok(owed)
}

fn is_in_scope(book: &Rulebook, about: About, selection: &Selection, only: &[String]) -> bool {
    if !only.is_empty() {
        return only.iter().any(|id| about.is_meant_by(book, id));
    }
    let is_chosen = |exercise: &Exercise| {
        let does = selection.exercises.is_empty() || selection.names(book, exercise);
        let has = selection.equipment.is_empty()
            || exercise.equipment.iter().all(|one| selection.equipment.contains(one));
        does && has
    };
    // What belongs to no exercise is asked with those of its pack.
    let is_near = |pack: PackIx| {
        let mut own = book.exercises.iter().filter(|exercise| exercise.pack == pack).peekable();
        own.peek().is_none() || own.any(is_chosen)
    };
    match about {
        About::Muscle(muscle) => {
            let mut trained = book.exercises.iter().filter(|exercise| trains(book, exercise, muscle));
            trained.any(is_chosen) || is_near(book[muscle].pack)
        }
        About::Question(question) => is_near(book[question].pack),
        _ => about.exercise().is_none_or(|exercise| is_chosen(&book[exercise])),
    }
}

fn trains(book: &Rulebook, exercise: &Exercise, muscle: MuscleIx) -> bool {
    exercise.primary.iter().chain(&exercise.secondary).any(|one| match one {
        MuscleRef::Muscle(trained) => *trained == muscle,
        MuscleRef::Group(group) => book.group(group).any(|trained| trained == muscle),
    })
}

/// What is left of these on a day.
pub(super) fn remaining_of(eligible: &[EligibleSkill], model: &Model, goal: Goal) -> Remaining {
    let may_be_asked = eligible.iter().filter(|one| one.may_be_asked());
    let scheduled = may_be_asked.filter_map(|one| one.state).filter(SkillState::is_scheduled);
    Remaining {
        due: eligible.iter().filter(|one| one.is_due(model, goal)).count(),
        new: eligible.iter().filter(|one| one.is_new()).count(),
        next: scheduled.map(|state| state.due.max(goal.today.plus(1))).min(),
    }
}

/// What is left for a person today, of all that they do. The log is only read.
pub fn remaining(book: &Rulebook, log: &Log, today: Day) -> Result<Remaining, StudyError> {
    let selection = log.selection()?.unwrap_or_default();
    let eligible = eligible(book, log, &selection, &[])?;
    Ok(remaining_of(&eligible, log.model(), Goal { today, by: None, cram: false }))
}

/// The pairs of mistakes that this person takes for each other.
pub(super) fn confused(book: &Rulebook, log: &Log) -> Result<Vec<(MistakeIx, MistakeIx)>, StudyError> {
    let mistake = |id: &str| book.mistake(id);
    let often = log.pairs()?.into_iter().filter(|(_, times)| *times >= CONFUSED_FROM);
    Ok(often.filter_map(|((was, called), _)| Some((mistake(&was)?, mistake(&called)?))).collect())
}

/// Carries history over to other names: answers are kept by name, and the rules say which one a new one replaced. A plain id that
/// was written down before packs had names of their own becomes the whole name of the one thing that has it.
pub(super) fn carry_over(book: &Rulebook, log: &mut Log, moment: Moment) -> Result<(), StudyError> {
    let films = log.films()?;
    let filmed: Vec<Skill> = films.values().flat_map(|(_, set)| set.skills()).collect();
    let names = log.skills().keys().chain(&filmed).flat_map(|skill| {
        let (exercise, of) = skill.names();
        exercise.into_iter().chain([of])
    });
    let now = |name: &str| {
        if book.names.contains_key(name) {
            return None;
        }
        let plain = || book.find(name).map(|named| book.id_of(named));
        Some(book.former_ids.get(name).or_else(plain)?.as_str().to_owned())
    };
    let mut renamed: Vec<(String, String)> =
        names.filter_map(|name| Some((name.clone().into_owned(), now(&name)?))).collect();
    renamed.sort();
    renamed.dedup();
    for (from, to) in renamed {
        log.append(moment, &StudyEvent::Renamed { from, to })?;
    }
    Ok(())
}
