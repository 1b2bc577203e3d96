//! How a command ends: done, failed, or with an error that says what went wrong and what to do.

use std::convert::Infallible;
use std::error::Error;
use std::io;

use crate::app::complain;
use formcheck_core::error::UserError;
use formcheck_core::rulebook::source::NoPack;
use formcheck_exam::ExamError;
use formcheck_study::StudyError;

/// How a command ended; its number is the exit code. The later, the worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    Done,
    /// What was asked for fell short: lint found errors, a quiz was not passed.
    Failed,
    /// Bad usage, or it cannot run.
    CannotRun,
    /// Interrupted by the person.
    Interrupted,
}

impl Outcome {
    pub fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Failed => 1,
            Outcome::CannotRun => 2,
            Outcome::Interrupted => 130,
        }
    }
}

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What may happen to anybody: a wrong file, a full disk.
    #[error("{what}")]
    Expected { what: String, help: String, source: Option<Box<dyn Error + Send + Sync>> },
    /// It has been told already.
    #[error("it could not go on")]
    Reported(Outcome),
    #[error("reading or writing failed: {0}")]
    Io(#[from] io::Error),
    /// What no input is meant to lead to.
    #[error("formcheck has a bug ({what})")]
    Internal { what: String, source: Option<Box<dyn Error + Send + Sync>> },
}

/// What a command gives.
pub type Ran = Result<Outcome, AppError>;

/// What to do about a fault of the program's own.
pub const REPORT_IT: &str = "please report this, with what you typed and the files you used";

impl AppError {
    /// Something that may happen, and what to do then.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> AppError {
        AppError::Expected { what: what.into(), help: help.into(), source: None }
    }

    /// An error of a room below.
    pub fn of(error: impl UserError + Send + Sync + 'static) -> AppError {
        let what = error.to_string();
        if error.is_internal() {
            return AppError::Internal { what, source: Some(Box::new(error)) };
        }
        let help = error.help().unwrap_or_default().to_owned();
        AppError::Expected { what, help, source: Some(Box::new(error)) }
    }

    /// Something that no input is meant to lead to.
    pub(crate) fn internal(what: impl Into<String>) -> AppError {
        AppError::Internal { what: what.into(), source: None }
    }

    /// An expected error told as part of something larger: what of it, and what to do then.
    #[must_use]
    pub fn within(self, larger: impl FnOnce(&str) -> String, help: impl Into<String>) -> AppError {
        match self {
            AppError::Expected { what, source, .. } => {
                AppError::Expected { what: larger(&what), help: help.into(), source }
            }
            other => other,
        }
    }

    /// Tells it on stderr; the outcome with which the program ends.
    pub fn report(&self) -> Outcome {
        match self {
            AppError::Reported(outcome) => return *outcome,
            // Whoever read our output has had enough: no fault of ours.
            AppError::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => return Outcome::Done,
            AppError::Expected { what, help, .. } => complain(what, help),
            AppError::Io(_) => complain(
                &self.to_string(),
                "see whether the disk is full or the file is in use, then try again",
            ),
            AppError::Internal { .. } => complain(&self.to_string(), REPORT_IT),
        }
        Outcome::CannotRun
    }
}

impl From<Infallible> for AppError {
    fn from(never: Infallible) -> AppError {
        match never {}
    }
}

macro_rules! from_below {
    ($($error:ty),*) => {
        $(impl From<$error> for AppError {
            fn from(error: $error) -> AppError {
                AppError::of(error)
            }
        })*
    };
}
from_below!(NoPack, StudyError, ExamError);
