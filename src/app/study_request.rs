//! What is asked of a study session, from what a person typed, and how to ask it again.

use crate::app::clock::WallClock;
use crate::app::names::{meant, typed};
use crate::app::{AppError, random, unknown};
use crate::pages::study::about;
use formcheck_core::day::Day;
use formcheck_core::quiz::{About, Skill, skills};
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_study::{Log, StudyRequest};

#[expect(clippy::struct_excessive_bools, reason = "switches, each on its own")]
#[derive(Debug, Default)]
pub struct StudyOptions {
    /// Only these: exercises, tags, mistakes, muscles or questions.
    pub only: Vec<String>,
    pub minutes: Option<u32>,
    pub items: Option<u32>,
    pub by: Option<String>,
    /// Whether everything is asked, due or not.
    pub cram: bool,
    /// Whether the person says again what they do and have.
    pub choose: bool,
    pub exercises: Option<Vec<String>>,
    pub equipment: Option<Vec<String>>,
    pub seed: Option<u64>,
    /// Whether reps are told in words from the start.
    pub words: bool,
    /// Whether the result tells the marks by exercise and kind.
    pub tables: bool,
    pub jsonl: bool,
}

/// Minutes, unless somebody says.
const MINUTES: u32 = 10;

/// What is asked of a session by its flags.
pub(crate) fn asked(options: &StudyOptions, book: &Rulebook) -> Result<StudyRequest, AppError> {
    Ok(StudyRequest {
        seed: options.seed.map_or_else(random::seed, Ok)?,
        minutes: options.minutes.or(if options.items.is_none() { Some(MINUTES) } else { None }),
        items: options.items,
        by: None,
        cram: options.cram,
        only: Vec::new(),
        length: None,
        quiz: None,
        packs: book.pack_versions(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

pub(crate) fn day(text: Option<&str>, clock: &WallClock) -> Result<Option<Day>, AppError> {
    let Some(text) = text else { return Ok(None) };
    let day: Day = text
        .parse()
        .map_err(|()| AppError::new(format!("`{text}` is not a date"), "write it as --by 2026-12-24"))?;
    if day <= clock.now().day {
        let is = if day == clock.now().day { "today" } else { "in the past" };
        return Err(AppError::new(format!("{day} is {is}"), "name tomorrow or a later day"));
    }
    Ok(Some(day))
}

/// The whole names of what a session is about, if all that was typed names something that can be asked.
pub(crate) fn known(book: &Rulebook, ids: &[String]) -> Result<Vec<String>, AppError> {
    let can_be_asked = |named: Named| match named {
        Named::Exercise(_) | Named::Mistake(_) | Named::MuscleGroup(_) => Some(named),
        Named::Muscle(_) | Named::Question(_) => {
            let id = book.id_of(named).as_str();
            skills(book).any(|about| about.skill(book) == Skill::of(id)).then_some(named)
        }
        Named::Sign(_) | Named::Source(_) | Named::Quiz(_) => None,
    };
    let mut whole = Vec::new();
    for id in ids {
        let is_tag = book.exercises.iter().any(|exercise| exercise.tags.iter().any(|tag| tag == id));
        if let Some(named) = meant(book, id, can_be_asked)?.filter(|_| !is_tag) {
            whole.push(book.id_of(named).as_str().to_owned());
        } else if is_tag || About::of(book, &Skill(id.clone())).is_some() {
            whole.push(id.clone());
        } else {
            let exercises = typed(book.exercises.iter().map(|one| &one.id));
            let mistakes = typed(book.mistakes.iter().map(|one| &one.id));
            let tags = book.exercises.iter().flat_map(|one| one.tags.iter().map(String::as_str));
            let muscles = typed(book.muscles.iter().map(|one| &one.id));
            let names = exercises.chain(mistakes).chain(tags).chain(muscles);
            return Err(unknown("exercise, tag, mistake or muscle", id, names, "formcheck list"));
        }
    }
    Ok(whole)
}

/// What has to be named after `study` to go on with a session.
pub(crate) fn named(asked: &StudyRequest) -> String {
    let mut named = about(&asked.only);
    let numbers =
        [("items", asked.items), ("minutes", asked.minutes.filter(|_| asked.minutes != Some(MINUTES)))];
    for (flag, number) in numbers {
        named.extend(number.map(|number| format!(" --{flag} {number}")));
    }
    named.extend(asked.by.map(|day| format!(" --by {day}")));
    named.push_str(if asked.cram { " --cram" } else { "" });
    named
}

/// Whether fitting the schedule would help, as far as can be seen without looking at every answer.
pub(crate) fn is_worth_fitting(log: &Log) -> Result<bool, AppError> {
    /// Answers: about a third are first ones or on the same day.
    const FROM: usize = 600;
    let answers: usize = log.days()?.values().map(|day| day.answers as usize).sum();
    let at_least = log.fitted_parameters()?.map_or(FROM, |fitted| FROM.max(fitted.answers * 3));
    Ok(answers >= at_least)
}
