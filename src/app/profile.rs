//! Where a person's history is, and what to say when it can't be used.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use crate::app::clock::WallClock;
use crate::app::{AppError, RunSettings};
use formcheck_study::{Log, ProfileDir};

/// The profile of who names none.
const ALONE: &str = "me";

/// Where the history of the profile at hand is.
pub fn place(settings: &RunSettings) -> Result<ProfileDir, AppError> {
    let profile = settings.profile.as_deref().unwrap_or(ALONE);
    ProfileDir::new(&folder(settings)?, profile).ok_or_else(|| {
        AppError::new(
            format!("`{profile}` is not a valid profile name"),
            "use letters, digits, - and _, such as --profile anna",
        )
    })
}

/// The wall clock, with days that begin when the person at hand says.
pub(crate) fn clock(settings: &RunSettings) -> Result<WallClock, AppError> {
    let clock = WallClock::start()?;
    // A history that can't be read is told of by whoever reads it for its own sake.
    let log = place(settings).ok().and_then(|place| Log::view(&place).ok()?);
    if let Some(chosen) = log.and_then(|log| log.preferences().ok()) {
        clock.begin_days(chosen.day_start());
    }
    Ok(clock)
}

pub fn folder(settings: &RunSettings) -> Result<PathBuf, AppError> {
    if let Some(folder) = &settings.data_dir {
        return Ok(folder.clone());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        AppError::new(
            "there is no home folder to keep your history in",
            "name one: --data-dir DIR or FORMCHECK_DATA_DIR",
        )
    })?;
    Ok(strategy.data_dir().join("formcheck"))
}
