//! A set that was filmed and looked through: it goes into the history, and what fired becomes what study asks next.
//!
//! Must not know how the set was told, nor what study makes of it.

use crate::app::observation::seen_signs;
use crate::app::{AppError, RunSettings, profile};
use formcheck_core::rulebook::{CheckVerdict, ExerciseIx, Judgement, Observation, Rulebook, is_of_the_set};
use formcheck_study::{FilmedSet, Log, StudyEvent};

/// Writes the set down.
///
/// # Errors
/// If nothing was seen, or not what a body can do; if the history can't be written.
pub(super) fn keep(
    book: &Rulebook,
    (ix, observation): (ExerciseIx, &Observation),
    judgement: &Judgement,
    settings: &RunSettings,
) -> Result<FilmedSet, AppError> {
    let seen = seen_signs(book, ix, observation);
    if seen.is_empty() {
        return Err(AppError::new(
            "there is nothing to keep: nothing of the set was told",
            "say what you saw",
        ));
    }
    if matches!(judgement.verdict, CheckVerdict::Impossible(_)) {
        let help = "look again at one of the signs, or leave it out";
        return Err(AppError::new("this can't be kept: no body can do that", help));
    }
    let set = FilmedSet {
        exercise: book[ix].id.as_str().to_owned(),
        signs: seen
            .into_iter()
            .map(|(sign, value)| (book[sign].id.as_str().to_owned(), book[sign].word(value)))
            .collect(),
        fires: judgement.certain.iter().map(|one| book[one.mistake].id.as_str().to_owned()).collect(),
        // One rep says nothing of what is made of several.
        ruled_out: judgement
            .ruled_out
            .iter()
            .filter(|&&mistake| !is_of_the_set(book, mistake))
            .map(|ix| book[*ix].id.as_str().to_owned())
            .collect(),
    };
    let clock = profile::clock(settings)?;
    let mut log = Log::open(&profile::place(settings)?)?;
    log.append(clock.now(), &StudyEvent::Filmed(set.clone()))?;
    Ok(set)
}
