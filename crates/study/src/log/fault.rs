//! What can go wrong with a log: what happened, and what to do.

use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::place::Place;

/// Why a log can't be used.
#[derive(Debug)]
pub enum Fault {
    /// The folder can't be made or written.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Another session has it open.
    Busy {
        /// The profile.
        profile: String,
    },
    /// The disk is full.
    Full {
        /// The database.
        path: PathBuf,
    },
    /// The file can't be written.
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// It is no log, or no longer one.
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A later formcheck wrote it.
    Newer {
        /// The database.
        path: PathBuf,
    },
    /// A file to be imported is none of ours.
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// There is a history already.
    NotEmpty {
        /// The profile.
        profile: String,
    },
    /// The database says.
    Other {
        /// The database.
        path: PathBuf,
        /// What it says.
        what: String,
    },
}

impl Fault {
    /// What an error of the database means.
    #[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
    pub(super) fn of(error: rusqlite::Error, place: &Place) -> Fault {
        let path = place.database();
        let what = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Fault::Full { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Fault::ReadOnly { path }
            }
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Fault::Damaged { path, what },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Fault::Busy { profile: place.profile().to_owned() }
            }
            // A write that the system refused for another reason than a full disk, such as a quota or a limit.
            Some(ErrorCode::SystemIoFailure) => Fault::Full { path },
            _ => Fault::Other { path, what },
        }
    }

    /// What to do.
    pub fn help(&self) -> String {
        match self {
            Fault::Folder { .. } => {
                "make it writable, or keep your history elsewhere: --data-dir DIR or FORMCHECK_DATA_DIR"
                    .into()
            }
            Fault::Busy { .. } => {
                "close that session first (q there); another person studies with --profile NAME".into()
            }
            Fault::Full { .. } => {
                "free some space and start again: every answer that was explained to you is kept".into()
            }
            Fault::ReadOnly { .. } => {
                "make the file and its folder writable, or keep your history elsewhere: --data-dir DIR".into()
            }
            Fault::Damaged { path, .. } => format!(
                "move {} away and start anew; with an export, `formcheck data import FILE` brings it back",
                path.display()
            ),
            Fault::Newer { .. } => "update formcheck; nothing was changed".into(),
            Fault::Line { .. } => {
                "import what `formcheck data export` wrote, unchanged; nothing was imported".into()
            }
            Fault::NotEmpty { .. } => {
                "import into a new profile: --profile NAME; or `formcheck data forget` first".into()
            }
            Fault::Other { path, .. } => format!("see whether {} can be read and written", path.display()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Folder { path, error } => {
                let text = error.to_string();
                let plain = text.split(" (os error").next().unwrap_or(&text).to_lowercase();
                write!(f, "the folder for your history, {}, can't be used: {plain}", path.display())
            }
            Fault::Busy { profile } => write!(f, "another session has the history of `{profile}` open"),
            Fault::Full { path } => write!(f, "{} can't be written: the disk may be full", path.display()),
            Fault::ReadOnly { path } => write!(f, "{} can't be written", path.display()),
            Fault::Damaged { path, what } => {
                write!(f, "{} is damaged or no history of formcheck: {what}", path.display())
            }
            Fault::Newer { path } => write!(f, "{} was written by a later formcheck", path.display()),
            Fault::Line { line, what } => write!(f, "line {line}: {what}"),
            Fault::NotEmpty { profile } => write!(f, "`{profile}` has a history already"),
            Fault::Other { path, what } => write!(f, "{}: {what}", path.display()),
        }
    }
}

impl std::error::Error for Fault {}
