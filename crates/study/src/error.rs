//! What can go wrong with a history: what happened, and what to do.

use std::error::Error;
use std::fmt::Display;
use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

use formcheck_core::error::UserError;

/// Why a history can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct StudyError {
    what: String,
    help: String,
    is_internal: bool,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl UserError for StudyError {
    fn help(&self) -> Option<&str> {
        Some(&self.help)
    }

    fn is_internal(&self) -> bool {
        self.is_internal
    }
}

/// What the system said, without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

impl StudyError {
    fn new(what: impl Into<String>, help: impl Into<String>) -> StudyError {
        StudyError { what: what.into(), help: help.into(), is_internal: false, source: None }
    }

    fn because(self, source: impl Error + Send + Sync + 'static) -> StudyError {
        StudyError { source: Some(Box::new(source)), ..self }
    }

    /// The folder can't be made or written.
    pub(crate) fn folder(path: &Path, error: io::Error) -> StudyError {
        let plain = plain(&error);
        StudyError::new(
            format!("the folder for your history, {}, can't be used: {plain}", path.display()),
            "make it writable, or keep your history elsewhere: --data-dir DIR or FORMCHECK_DATA_DIR",
        )
        .because(error)
    }

    /// It can't be read.
    pub(crate) fn unreadable(path: &Path, error: io::Error) -> StudyError {
        let plain = plain(&error);
        StudyError::new(
            format!("{} can't be read: {plain}", path.display()),
            "make the file and its folder readable, or name another history: --data-dir DIR",
        )
        .because(error)
    }

    /// Another session has it open.
    pub(crate) fn busy(profile: &str) -> StudyError {
        StudyError::new(
            format!("another session has the history of `{profile}` open"),
            "close that session first (q there); another person studies with --profile NAME",
        )
    }

    /// It is no log, or no longer one.
    pub(crate) fn damaged(path: &Path, what: impl Display) -> StudyError {
        let path = path.display();
        StudyError::new(
            format!("{path} is damaged or no history of formcheck: {what}"),
            format!(
                "move {path} away and start anew; with an export, `formcheck data import FILE` brings it back"
            ),
        )
    }

    /// A later formcheck wrote it.
    pub(crate) fn newer(path: &Path) -> StudyError {
        let what = format!("{} was written by a later formcheck", path.display());
        StudyError::new(what, "update formcheck; nothing was changed")
    }

    /// A file to be imported is none of ours; lines are from 1.
    pub(crate) fn line(line: usize, what: impl Display) -> StudyError {
        StudyError::new(
            format!("line {line}: {what}"),
            "import what `formcheck data export` wrote, unchanged; nothing was imported",
        )
    }

    /// What an error of the database means.
    pub(crate) fn database(error: rusqlite::Error, path: &Path, profile: &str) -> StudyError {
        let shown = path.display();
        let told = match error.sqlite_error_code() {
            // A write that the system refused for another reason than a full disk, such as a quota or a limit, is an
            // I/O failure.
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => StudyError::new(
                format!("{shown} can't be written: the disk may be full"),
                "free some space and start again: every answer that was explained to you is kept",
            ),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StudyError::new(
                    format!("{shown} can't be written"),
                    "make the file and its folder writable, or keep your history elsewhere: --data-dir DIR",
                )
            }
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StudyError::damaged(path, &error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StudyError::busy(profile),
            code => StudyError {
                // What is no failure of SQLite's is a statement or a column that the program has wrong.
                is_internal: code.is_none(),
                ..StudyError::new(
                    format!("{shown}: {error}"),
                    format!("see whether {shown} can be read and written"),
                )
            },
        };
        told.because(error)
    }
}
