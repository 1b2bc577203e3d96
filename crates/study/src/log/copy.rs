//! A copy of a history that lies where nothing can be written, or is not to be changed: with what its last session left beside it,
//! so that no answer is missing.
//!
//! Must not know what is read in it.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::{ProfileDir, StudyError};

/// The database's name in the folder of a copy.
pub(super) const COPY: &str = "copy.sqlite";
/// So often it is copied again, while somebody writes it.
const TRIES: usize = 5;

/// Copies a history to a folder that goes when it is dropped.
pub(super) fn copied(place: &ProfileDir) -> Result<TempDir, StudyError> {
    let folder = tempfile::tempdir().map_err(|error| StudyError::folder(&std::env::temp_dir(), error))?;
    let database = place.database();
    let beside = database.with_extension("sqlite-wal");
    let stands = || (standing(&database), standing(&beside));
    for _ in 0..TRIES {
        let before = stands();
        let copy = || {
            copy_text(&database, &folder.path().join(COPY))?;
            match copy_text(&beside, &folder.path().join(format!("{COPY}-wal"))) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                copied => copied,
            }
        };
        copy().map_err(|error| StudyError::unreadable(&database, error))?;
        if stands() == before {
            break;
        }
    }
    Ok(folder)
}

/// Copies what is in a file, and not who may write it.
fn copy_text(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(from)?;
    io::copy(&mut from, &mut File::create(to)?).map(drop)
}

/// How long a file is and when it was written last; none if it isn't there.
fn standing(file: &Path) -> Option<(u64, Option<SystemTime>)> {
    let about = fs::metadata(file).ok()?;
    Some((about.len(), about.modified().ok()))
}
