//! Where a person's history is, and what to say when it can't be used.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use super::{Global, Stop};
use formcheck_study::{Fault, Place};

/// The profile of who names none.
const ALONE: &str = "me";

/// Where the history of the profile at hand is.
pub(super) fn place(global: &Global) -> Result<Place, Stop> {
    let profile = global.profile.as_deref().unwrap_or(ALONE);
    Place::new(&folder(global)?, profile).ok_or_else(|| {
        Stop::told(
            format!("`{profile}` is no name for a profile"),
            "use letters, digits, - and _, such as --profile anna",
        )
    })
}

pub(super) fn folder(global: &Global) -> Result<PathBuf, Stop> {
    if let Some(folder) = &global.data_dir {
        return Ok(folder.clone());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        Stop::told(
            "there is no home folder to keep your history in",
            "name one: --data-dir DIR or FORMCHECK_DATA_DIR",
        )
    })?;
    Ok(strategy.data_dir().join("formcheck"))
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::told(fault.to_string(), fault.help())
    }
}

/// A fault of the log that came through a face as a failed read or write is told as what it is.
pub(super) fn told(error: std::io::Error) -> Stop {
    match error.downcast::<Fault>() {
        Ok(fault) => fault.into(),
        Err(error) => Stop::Io(error),
    }
}
