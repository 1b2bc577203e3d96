//! Where a person's log is: a folder and a profile's name.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::schema::{TODAY, UNFINISHED};
use crate::StudyError;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileDir {
    folder: PathBuf,
    profile: String,
}

impl ProfileDir {
    /// A profile's place in a folder; none if the name is no name for a file: letters, digits, - and _ alone.
    pub fn new(folder: &Path, profile: &str) -> Option<ProfileDir> {
        let sound = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let is_sound = !profile.is_empty() && profile.len() <= 64 && profile.chars().all(sound);
        is_sound.then(|| ProfileDir { folder: folder.to_owned(), profile: profile.to_owned() })
    }

    pub fn profile(&self) -> &str {
        &self.profile
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join(format!("{}.sqlite", self.profile))
    }

    /// All files that there may be, the database first.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = ["sqlite", "sqlite-wal", "sqlite-shm", "lock"].map(|end| self.named(end)).to_vec();
        let kept =
            [self.before_import()].into_iter().chain((1..TODAY).map(|version| self.of_version(version)));
        files.extend(kept.flat_map(|file| [file.with_extension(UNFINISHED), file]));
        files
    }

    /// Where the history is kept as it was before another one was imported into it.
    pub fn before_import(&self) -> PathBuf {
        self.named("before-import.sqlite")
    }

    /// Where the history is kept as an earlier formcheck wrote it.
    pub(super) fn of_version(&self, version: i64) -> PathBuf {
        self.named(&format!("version-{version}.sqlite"))
    }

    fn named(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.profile))
    }

    /// Keeps others from writing, until the file is dropped.
    pub(super) fn lock(&self) -> Result<File, StudyError> {
        let refused = |error| StudyError::folder(&self.folder, error);
        fs::create_dir_all(&self.folder).map_err(refused)?;
        let path = self.folder.join(format!("{}.lock", self.profile));
        let file = File::options().create(true).truncate(false).write(true).open(path).map_err(refused)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StudyError::busy(&self.profile)),
            Err(TryLockError::Error(error)) => Err(refused(error)),
        }
    }

    /// What an error of the database means here.
    pub(super) fn refused(&self, error: rusqlite::Error) -> StudyError {
        StudyError::database(error, &self.database(), &self.profile)
    }
}
