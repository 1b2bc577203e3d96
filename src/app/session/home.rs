//! What the home of the full screen knows of the person.

use crate::app::AppError;
use crate::face::full::HomeSummary;
use formcheck_core::day::Day;
use formcheck_core::rulebook::Rulebook;
use formcheck_study::{Log, ProfileDir, remaining, streak};

/// What there is to do today, and what was done.
pub(crate) fn facts(book: &Rulebook, place: &ProfileDir, today: Day) -> Result<HomeSummary, AppError> {
    let mut facts = HomeSummary { profile: place.profile().to_owned(), today, ..HomeSummary::default() };
    match Log::view(place)? {
        Some(log) => {
            facts.left = remaining(book, &log, today)?;
            let days = log.days()?;
            facts.streak = streak(days.keys().copied(), today);
            facts.answers = days.get(&today).map_or(0, |day| day.answers as usize);
            facts.unfinished = log.unfinished()?.is_some_and(|events| Log::is_of_day(&events, today));
        }
        None => facts.left.new = formcheck_core::quiz::skills(book).count(),
    }
    Ok(facts)
}
