//! Where a person's log is: a folder and a profile's name.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::fault::Fault;

/// Where a log is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    folder: PathBuf,
    profile: String,
}

impl Place {
    /// A profile's place in a folder; none if the name is no name for a file: letters, digits, - and _ alone.
    pub fn new(folder: &Path, profile: &str) -> Option<Place> {
        let sound = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let is_sound = !profile.is_empty() && profile.len() <= 64 && profile.chars().all(sound);
        is_sound.then(|| Place { folder: folder.to_owned(), profile: profile.to_owned() })
    }

    /// The profile's name.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.join(format!("{}.sqlite", self.profile))
    }

    /// All files that there may be, the database first.
    pub fn files(&self) -> Vec<PathBuf> {
        let name = |end: &str| self.folder.join(format!("{}.{end}", self.profile));
        ["sqlite", "sqlite-wal", "sqlite-shm", "lock"].map(name).to_vec()
    }

    /// Keeps others from writing, until the file is dropped.
    pub(super) fn lock(&self) -> Result<File, Fault> {
        let fault = |error: std::io::Error| Fault::Folder { path: self.folder.clone(), error };
        fs::create_dir_all(&self.folder).map_err(fault)?;
        let path = self.folder.join(format!("{}.lock", self.profile));
        let file = File::options().create(true).truncate(false).write(true).open(path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Fault::Busy { profile: self.profile.clone() }),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }
}
